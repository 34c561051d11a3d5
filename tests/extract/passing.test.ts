import { describe, expect, it } from "vitest";
import { passingTeasers, signatures, teaserLists, toolbars } from "../../src/extract/passing.ts";
import { resolveMetadata } from "../../src/extract/metadata/metadata.ts";
import { type View, viewOf } from "../../src/extract/view.ts";
import { blockWords } from "../../src/extract/block-words.ts";
import { parsed } from "../parse/html/showing.ts";
import { labelsOf, named, pageOf, viewOfText } from "./pages.ts";

const FIRST = "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said.";
const SECOND = "Anglers who keep a boat in the inner basin will pay twice what they paid ten years ago, and many would rather sell.";

/** The view with the facts that the page itself gives, every line's score as it is told. */
function understood(payload: string, score = 0.5): View {
  const page = pageOf(payload);
  const view = viewOfText(payload, { score });
  return { ...view, metadata: resolveMetadata(page, view.keep, view.labels.scores, blockWords(page.blocks)) };
}

describe("passing teasers", () => {
  const story = (...lines: string[]): string => [FIRST, ...lines, SECOND].join("\n");

  it("the headline under its head goes", () => {
    const view = viewOfText(story("Leia também:", "Preço do trigo é o maior em cinco anos"), { score: 0.55 });
    expect(named(view, passingTeasers(view))).toEqual(["Preço do trigo é o maior em cinco anos"]);
  });

  it("one line goes however like the article it reads, but for the head of a numbered part", () => {
    const sure = viewOfText(story("Read also:", "Wheat at its dearest in five years"), { score: 0.9 });
    expect(named(sure, passingTeasers(sure))).toEqual(["Wheat at its dearest in five years"]);
    const part = viewOfText(story("Read also:", "3) Wheat at its dearest in years"), { score: 0.9 });
    expect(passingTeasers(part)).toEqual([]);
  });

  it("of several lines what the labeller is sure of stays, and so does what ends the page", () => {
    const sure = viewOfText(story("Read also:", "Wheat at its dearest in five years", "Rye is dear as well this year"), { score: 0.9 });
    expect(passingTeasers(sure)).toEqual([]);
    const last = viewOfText([FIRST, "Read also:", "Wheat at its dearest in five years"].join("\n"), { score: 0.55 });
    expect(passingTeasers(last)).toEqual([]);
  });

  it("a long list under a head is left to the labeller", () => {
    const lines = Array.from({ length: 6 }, (_, i) => `Wheat at its dearest for the year number ${i}`);
    const view = viewOfText(story("Read also:", ...lines), { score: 0.55 });
    expect(passingTeasers(view)).toEqual([]);
  });
});

describe("teaser lists", () => {
  const items = ["Wheat at its dearest in five years", "Ferry stays in port until Friday", "A bridge is sold"];
  const list = `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
  const found = (body: string, score: number): string[] => {
    const page = parsed(`<body><article>${body}</article></body>`);
    const labels = labelsOf(page, [], score);
    const view = viewOf(page, labels, labels.keep);
    return named(view, teaserLists(view));
  };

  it("go whole under a head of other articles, and end where the list ends", () => {
    const body = `<p>${FIRST}</p><p>${SECOND}</p><p>${FIRST}</p><h2>Read next</h2>${list}<p>${SECOND}</p>`;
    expect(found(body, 0.6)).toEqual(items);
    expect(found(body, 0.9)).toEqual([]);
  });

  it("stay where the article has hardly begun, and under any other head", () => {
    expect(found(`<h2>Read next</h2>${list}<p>${FIRST}</p><p>${SECOND}</p>`, 0.6)).toEqual([]);
    expect(found(`<p>${FIRST}</p><p>${SECOND}</p><p>${FIRST}</p><h2>What comes next</h2>${list}`, 0.6)).toEqual([]);
  });
});

describe("toolbars", () => {
  const page = (...lines: string[]): View => ({ ...understood(["Harbour fees to rise", ...lines, FIRST, SECOND].join("\n\n")) });
  const onlyFrom = (view: View, text: string): View => ({
    ...view,
    keep: view.blocks.map((block) => block.index >= (view.blocks.find((one) => one.text === text)?.index ?? 0)),
  });

  it("a label between the date and the first paragraph goes, in any language", () => {
    const view = onlyFrom(page("12 March 2024, 10:45", "Gosod maint"), "Gosod maint");
    expect(named(view, toolbars(view))).toEqual(["Gosod maint"]);
  });

  it("without a byline above it the label stays", () => {
    const view = onlyFrom(page("Gosod maint"), "Gosod maint");
    expect(toolbars(view)).toEqual([]);
  });

  it("a dateline or a label with a colon stays", () => {
    for (const line of ["LONDON (AP) —", "Summary:"]) {
      const view = onlyFrom(page("12 March 2024, 10:45", line), line);
      expect(toolbars(view)).toEqual([]);
    }
  });
});

describe("signatures", () => {
  const signed = (last: string): View => understood(["By Jane Doe", "12 March 2024", FIRST, SECOND, last].join("\n\n"), 0.9);

  it.each(["Jane Doe", "Jane Doe, Harbour Correspondent"])("%s under the body goes", (last) => {
    const view = signed(last);
    expect(named(view, signatures(view))).toEqual([last]);
  });

  it.each(["Jane Doe has covered the harbour for the past twenty years.", "Fees for boats"])("%s stays", (last) => {
    expect(signatures(signed(last))).toEqual([]);
  });
});
