import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { parseText } from "../../../src/parse/text/text.ts";
import { documentId, sha256 } from "../../../src/text/hash.ts";
import type { Block, RawDocument } from "../../../src/types.ts";
import { cpuClock } from "../../cpu-time.ts";

function documentOf(payload: string): RawDocument {
  const hash = sha256(payload);
  return {
    id: documentId({ source: "a.txt", record: undefined, sha256: hash }),
    provenance: { source: "a.txt", record: undefined, url: undefined, fetchedAt: undefined, sha256: hash, bytes: payload.length },
    key: undefined,
    format: "text",
    encoding: { name: "utf-8", how: "utf-8" },
    payload,
    claims: [],
    notices: [],
  };
}

const blocksOf = (payload: string): readonly Block[] => parseText(documentOf(payload), DEFAULTS).blocks;
/** Kind and text of every block, for short expectations. */
const shown = (payload: string): string[] =>
  blocksOf(payload).map((block) => `${block.kind}${block.level > 0 ? String(block.level) : ""}: ${block.text}`);

const PROSE = "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said.";

describe("headings", () => {
  it("takes a short line without a stop between paragraphs for one", () => {
    expect(shown(`Fees for small boats go up\n${PROSE}\nAnglers protest\n${PROSE}`)).toEqual([
      "heading1: Fees for small boats go up",
      `paragraph: ${PROSE}`,
      "heading2: Anglers protest",
      `paragraph: ${PROSE}`,
    ]);
  });

  it.each([
    ["# Fees go up", "heading1: Fees go up"],
    ["### Fees go up ###", "heading3: Fees go up"],
    ["Fees go up\n==========", "heading1: Fees go up"],
    ["Fees go up\n----------", "heading2: Fees go up"],
    ["== Fees go up ==", "heading1: Fees go up"],
    ["Fees go up\n**********", "heading2: Fees go up"],
  ])("reads %j", (payload, expected) => {
    expect(shown(`${payload}\n\n${PROSE}`)[0]).toBe(expected);
  });

  it.each([
    "The board agreed to:",
    "Fees go up.",
    "lower case line",
    "Home | News | Sport",
    "12.03.2021 10:15",
    "“We lost no boat,” she said. “What we lost is time.”",
    "PRESENTER: And what do the anglers say?",
  ])("does not take %j for one", (line) => {
    expect(blocksOf(`${PROSE}\n${line}\n${PROSE}`)[1]?.kind).toBe("paragraph");
  });

  it("knows Chinese headings, and names them in the scope of what follows", () => {
    const prose = "港口委员会决定从五月一日起将小型船只的费用提高百分之十，主席周一在记者会上宣布了这一消息，渔民表示反对。";
    const blocks = blocksOf(`港口费用上涨\n${prose}`);
    expect(blocks.map((block) => block.kind)).toEqual(["heading", "paragraph"]);
    expect(blocks[1]?.scope).toEqual(["# 港口费用上涨"]);
  });
});

describe("lists", () => {
  it("reads bullets of one kind as one list", () => {
    const blocks = blocksOf("The board agreed to:\n\n- raise the fees\n- close the old slip\n- paint the crane");
    expect(blocks.map((block) => block.text)).toEqual(["The board agreed to:", "raise the fees", "close the old slip", "paint the crane"]);
    const nesting = blocks.slice(1).map((block) => block.nesting);
    expect(new Set(nesting.map((steps) => steps[0]?.list)).size).toBe(1);
    expect(new Set(nesting.map((steps) => steps[0]?.id)).size).toBe(3);
  });

  it.each([
    ["English", "- publish the fees of all the harbours in the region and\n\nreview them every year"],
    [
      "German, where nouns are capitalised",
      "- die Gebühren aller Häfen der Region zu veröffentlichen und\n\nBerichte darüber jedes Jahr vorzulegen",
    ],
    ["Spanish", "- publicar las tarifas de todos los puertos de la región y\n\nrevisarlas cada año"],
    ["Russian", "- опубликовать тарифы всех портов региона и\n\nпересматривать их каждый год"],
    ["Chinese", "- 公布本地区所有港口的收费标准，\n\n并且每年进行审查"],
    ["another bullet", "- publish the fees of all the harbours\nin the region"],
  ])("makes one item of one that is broken over two lines: %s", (_name, item) => {
    const blocks = blocksOf(`- close the old slip\n${item}\n- paint the crane`);
    expect(blocks.map((block) => block.kind)).toEqual(["item", "item", "item"]);
    expect(blocks[1]?.text).toBe(item.slice(2).replace(/\s+/g, " "));
  });

  it("reads numbers that count, and leaves years and single dashes alone", () => {
    expect(shown("1. Raise the fees\n2. Close the slip\n3. Paint the crane").map((line) => line.slice(0, 5))).toEqual([
      "item:",
      "item:",
      "item:",
    ]);
    expect(blocksOf("1. Raise the fees\n2. Close the slip").map((block) => block.nesting[0]?.ordinal)).toEqual([1, 2]);
    expect(shown("2019. A year to forget\n- Associated Press")).toEqual([
      "paragraph: 2019. A year to forget",
      "paragraph: - Associated Press",
    ]);
  });

  it("takes dashes that open speech for speech", () => {
    const speech = ["– Nie wiem – odparł kapitan i odszedł.", "– Szkoda – powiedziała Anna po chwili."];
    expect(shown(speech.join("\n"))).toEqual(speech.map((line) => `paragraph: ${line}`));
  });

  it("nests what is indented further", () => {
    const blocks = blocksOf("  • Boats\n      □ small\n      □ large\n  • Cranes");
    expect(blocks.map((block) => block.nesting.length)).toEqual([1, 2, 2, 1]);
    expect(blocks[3]?.nesting[0]?.list).toBe(blocks[0]?.nesting[0]?.list);
    expect(blocks[2]?.nesting[0]?.id).toBe(blocks[0]?.nesting[0]?.id);
  });
});

describe("layouts", () => {
  it("reads deep indentation, blank lines and a counter broken over lines", () => {
    const payload = `${PROSE}        \n        \n            \n\t\t\tA caption of the picture.\n    \n   1 /\n      3\n\n\n   \n${PROSE}\0`;
    expect(shown(payload)).toEqual([
      `paragraph: ${PROSE}`,
      "paragraph: A caption of the picture.",
      "paragraph: 1 / 3",
      `paragraph: ${PROSE}`,
    ]);
  });

  it("takes form feeds and other line ends for line ends", () => {
    expect(blocksOf("One line here.\fAnother line.\u2028A third.\r\nA fourth.\rA fifth.")).toHaveLength(5);
  });

  it("reads quotations by their marks", () => {
    const blocks = blocksOf(`She wrote:\n> ${PROSE}\n> And then she left.\nHe did not answer.`);
    expect(blocks.map((block) => block.kind)).toEqual(["paragraph", "quote", "quote", "paragraph"]);
    expect(blocks[1]?.nesting[0]?.kind).toBe("quote");
    expect(blocks[1]?.nesting[0]?.id).toBe(blocks[2]?.nesting[0]?.id);
  });

  it("keeps the lines of an address together, and paragraphs apart", () => {
    const joints = blocksOf(`${PROSE}\n\nHarbour Office\n12 Quay Street\nPort Ellen\n\n${PROSE}`).map((block) => block.joint);
    expect(joints).toEqual(["paragraph", "paragraph", "break", "break", "paragraph"]);
  });

  it("parts a menu that ends in the way in from the headline below it", () => {
    const menu = "Start Sport Culture Economy Opinion Weather Crossword Shop Log in";
    const headline = "Gunnar, 92, took the bus to the wrong town and stayed for a month";
    expect(blocksOf(`${menu}\n${headline}\nHe was to visit his nephew.`).map(({ joint }) => joint)).toEqual([
      "paragraph",
      "paragraph",
      "paragraph",
    ]);
  });

  it("joins what a lost inline tag broke in mid-sentence", () => {
    const joints = blocksOf(
      "The decision was criticised by the fishermen of the\nNorthern Harbour\nwho had not been asked, and by the pilots.",
    ).map((block) => block.joint);
    expect(joints).toEqual(["paragraph", "space", "space"]);
  });
});

describe("long lines", () => {
  it("are cut into sentences that remember their line", () => {
    const blocks = blocksOf(Array(5).fill(PROSE).join(" "));
    expect(blocks.map((block) => block.joint)).toEqual(["paragraph", "space", "space", "space", "space"]);
    expect(new Set(blocks.map((block) => block.line))).toEqual(new Set([0]));
  });

  it("get back the paragraph borders that glued sentences and single gaps show", () => {
    const other = "“Nobody asked us,” said the speaker of the anglers after the meeting.";
    expect(blocksOf(`${PROSE}${other}`).map((block) => block.joint)).toEqual(["paragraph", "paragraph"]);
    const joints = blocksOf(`${PROSE} ${PROSE} ${PROSE} ${PROSE}   ${PROSE} ${PROSE} ${PROSE} ${PROSE}`).map((block) => block.joint);
    expect(joints).toEqual(["paragraph", "space", "space", "space", "paragraph", "space", "space", "space"]);
    expect(
      new Set(
        blocksOf(Array(5).fill(PROSE).join("  "))
          .slice(1)
          .map((block) => block.joint),
      ),
    ).toEqual(new Set(["space"]));
  });
});

it("loses no letter of anything, in any layout", () => {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");
  const payload = `# Title\n\n${PROSE}${PROSE}\n\n- one\n- two and\n\nthree\n\n  1 /\n 4\n> ${PROSE}\nName\n====\n• a\n\t◦ b\n${"wrapped words go on and on until the end of ".repeat(20)}`;
  expect(
    letters(
      blocksOf(payload)
        .map((block) => block.text)
        .join(""),
    ),
  ).toBe(letters(payload));
});

it("is linear, and keeps to the limit of blocks", () => {
  const spent = cpuClock();
  const page = parseText(documentOf("- a\n".repeat(200_000)), DEFAULTS);
  expect(spent()).toBeLessThan(4_000);
  expect(page.blocks).toHaveLength(DEFAULTS.limits.blocksMax);
  expect(page.notices.map((notice) => notice.code)).toEqual(["blocks-capped"]);
});

it("the list of a text browser's links is left out of a page with columns, too", () => {
  const article = [
    "The [3]harbour board has agreed to",
    "raise the fees for small boats by a",
    "tenth, and anglers who keep a boat",
    "in the inner basin will pay twice",
    "what they paid ten years ago, said",
    "their speaker, who has kept a boat",
    "there since his school days.",
  ];
  const menu = ["[1]News", "[2]Sport", "Weather", "Jobs", "Boats", "Letters", "Contact"];
  const list = "References\n\n   1. https://a.example/\n   2. https://a.example/b\n   3. https://a.example/c\n";
  const texts = blocksOf(`${menu.map((entry, i) => entry.padEnd(16) + (article[i] ?? "")).join("\n")}\n\n${list}`).map(({ text }) => text);
  expect(texts.join(" ")).toContain("The harbour board has agreed to raise the fees for small boats by a tenth, and anglers");
  expect(texts.join(" ")).not.toContain("https://");
});
