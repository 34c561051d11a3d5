import { describe, expect, it } from "vitest";
import { contentLists } from "../../src/extract/contents.ts";
import { standfirsts } from "../../src/extract/standfirst.ts";
import { EARLY_RULES } from "../../src/extract/rules.ts";
import type { Claim, Metadata } from "../../src/types.ts";
import { viewOf } from "../../src/extract/view.ts";
import { parsed } from "../parse/html/showing.ts";
import { labelsOf, named, NO_FACTS, viewOfText } from "./pages.ts";

const TITLE = "Harbour fees to rise";
const LEAD = "Anglers must pay a tenth more from May, and many of them say that they would rather sell their boats.";
const STORY =
  "The board met for six hours on Monday night. Its chairman told reporters that nobody had liked the decision, but that the quay was falling down.";
const titled: Metadata = { ...NO_FACTS, title: { value: TITLE, from: "heading", confidence: 0.9 } };

describe("standfirst", () => {
  const found = (lead: string, dropped: readonly string[], score = 0.7): string[] => {
    const view = viewOfText([TITLE, lead, "Jane Doe", STORY].join("\n\n"), {
      dropped: [TITLE, "Jane Doe", ...dropped],
      metadata: titled,
      score,
    });
    return named(view, standfirsts(view));
  };

  it("what stands between headline and byline is kept", () => {
    expect(found(LEAD, [LEAD])).toEqual([LEAD]);
  });

  it("nor does a second headline need a full stop where the byline stands below it", () => {
    const deck = "Anglers must pay a tenth more from May and many of them would rather sell";
    const author: Claim = { field: "author", value: "Jane Doe", from: "byline", confidence: 0.7, block: 2 };
    const view = viewOfText([TITLE, deck, "Jane Doe", STORY].join("\n\n"), {
      dropped: [TITLE, deck, "Jane Doe"],
      metadata: { ...titled, claims: [{ claim: author, won: true, why: "" }] },
      score: 0.3,
    });
    expect(named(view, standfirsts(view))).toEqual([deck]);
  });

  it("a second headline may say some of what the article begins with, as it sums it up, but not all of it", () => {
    const words = STORY.split(" ").slice(0, 12).join(" ").replace(/[.,]/g, "");
    const deckOf = (own: string): string[] => {
      const deck = `${words} ${own}`.trim();
      const view = viewOfText([TITLE, deck, STORY].join("\n\n"), { dropped: [TITLE, deck], metadata: titled, score: 0.3 });
      return named(view, standfirsts(view));
    };
    expect(deckOf("while nobody else along that coast would sell theirs")).toHaveLength(1);
    expect(deckOf("")).toEqual([]);
  });

  it.each([
    ["that invites to subscribe", "Subscribe to our harbour letter and you will read about boats and tides every Friday morning at six."],
    ["that is no sentence", "Anglers must pay a tenth more from May and many of them would rather sell"],
    [
      "that the article says again",
      "The board met for six hours on Monday night, and nobody had liked the decision, its chairman told reporters.",
    ],
  ])("not what stands there %s", (_, lead) => {
    expect(found(lead, [lead])).toEqual([]);
  });

  it("what the labeller is nearly sure of may use the article's words, as a summary does, but not its sentences", () => {
    const lead = "Nobody on the board had liked the decision of Monday night, but the quay was falling down, its chairman told reporters.";
    expect(found(lead, [lead], 0.4)).toEqual([lead]);
    expect(found(lead, [lead], 0.7)).toEqual([]);
  });

  it("in HTML bylines and a picture may stand around it, and a heading needs nothing below it", () => {
    const deck = "Crews say they cannot afford it";
    const page = parsed(
      `<h1>${TITLE}</h1><p>Jane Doe</p><h2>${deck} from May 2024</h2><img src="/a.jpg" alt=""><p>${LEAD}</p><p>Share</p><p>${STORY}</p>`,
    );
    const labels = labelsOf(page, [TITLE, "Jane", "Crews", LEAD, "Share"], 0.5);
    const author: Claim = { field: "author", value: "Jane Doe", from: "byline", confidence: 0.7, block: 1 };
    const view = { ...viewOf(page, labels, labels.keep), metadata: { ...titled, claims: [{ claim: author, won: true, why: "" }] } };
    expect(named(view, standfirsts(view))).toEqual([`${deck} from May 2024`]);
  });

  it("nor is it a caption that ends in its credit", () => {
    const caption = "Anglers at the quay on Monday, a tenth of whom would rather sell their boats than pay. Photo by Jane Doe";
    expect(found(caption, [caption])).toEqual([]);
  });

  it("nor what the labeller is sure about", () => {
    expect(found(LEAD, [LEAD], 0.95)).toEqual([]);
  });
});

describe("contents", () => {
  const body = ["Fees", "Mooring", "Winter storage"].flatMap((heading) => [heading, STORY]);

  it("the headings that follow and the label above them go", () => {
    const view = viewOfText(["Contents", "1 Fees", "2 Mooring", "3 Winter storage", ...body].join("\n\n"));
    expect(named(view, contentLists(view))).toEqual(["Contents", "1 Fees", "2 Mooring", "3 Winter storage"]);
  });

  it("two lines that come again are no list", () => {
    const view = viewOfText(["Fees", "Mooring", STORY, ...body].join("\n\n"));
    expect(contentLists(view)).toEqual([]);
  });
});

describe("credits", () => {
  const credits = (line: string): boolean => {
    const rule = EARLY_RULES.find(({ name }) => name === "credit");
    return (rule?.find(viewOfText([STORY, line].join("\n\n"))) ?? []).length > 0;
  };

  it.each([
    ["Boats on Monday. (Photo: Ann Lee/Agency)"],
    ["Perahu di pelabuhan. (Foto: Agus Salim/Kabar)"],
    ["Thuyền tập luyện chiều 30/8. Ảnh: Đức Thắng"],
  ])("%s ends in one", (line) => {
    expect(credits(line)).toBe(true);
  });

  it("a sentence with a colon does not", () => {
    expect(credits("He had one wish for the harbour. A photograph: nothing else.")).toBe(false);
  });
});
