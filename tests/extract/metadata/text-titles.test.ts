import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sourceOf } from "../../../bench/train/titles.ts";
import { MEASURE_NAMES } from "../../../src/extract/metadata/line-measures.ts";
import { chooseLine, linesOf, textHeadline } from "../../../src/extract/metadata/text-titles.ts";
import { TITLE_WEIGHTS } from "../../../src/extract/metadata/title-weights.ts";
import { pageOf } from "../pages.ts";

const BODY = [
  "The harbour of Westbay was closed on Tuesday after the storm had torn two ferries from the quay and thrown a crane into the water.",
  "Ferries to the islands will not sail before Friday, the harbour master said, and the quay will be mended in the spring.",
];
const HEAD = ["Home", "News", "Storm closes harbour of Westbay for days", "By Ruth Keller", "14 March 2021"];
const { blocks } = pageOf([...HEAD, ...BODY].join("\n"));
const first = blocks.findIndex(({ text }) => text === BODY[0]);
const page = { blocks, first, keep: blocks.map(({ index }) => index >= first), scores: Float32Array.from(blocks, () => 0.5) };

describe("the headline of a text", () => {
  it("is weighed by every measure of a line, and by nothing that is not measured", () => {
    const names = [...MEASURE_NAMES].sort();
    expect(Object.keys(TITLE_WEIGHTS.measures).sort()).toEqual(names);
    for (const { measures } of linesOf(page)) expect(Object.keys(measures).sort()).toEqual(names);
    expect([...Object.values(TITLE_WEIGHTS.measures), TITLE_WEIGHTS.none].every(Number.isFinite)).toBe(true);
  });

  it("has the weights that training wrote, in the order of the measures", () => {
    const file = new URL("../../../src/extract/metadata/title-weights.ts", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(sourceOf(TITLE_WEIGHTS));
  });

  it("measures the lines before the article and none of its sentences", () => {
    expect(linesOf(page).map(({ value }) => value)).toEqual(HEAD);
    const measures = linesOf(page)[2]?.measures;
    expect(measures).toMatchObject({ agreement: 0.8, length: 7 / 8, excess: 0, isAboveByline: 1, isRepeatedAbove: 0, distance: 3 / 40 });
  });

  it("is the line that speaks of what the article speaks of", () => {
    expect(textHeadline(page)).toMatchObject({ field: "title", value: HEAD[2], from: "first line", block: 2 });
  });

  it("is no line where none is likely", () => {
    const lines = linesOf(page);
    expect(chooseLine([], TITLE_WEIGHTS)).toBeUndefined();
    expect(chooseLine(lines, { ...TITLE_WEIGHTS, none: 30 })).toBeUndefined();
    expect(chooseLine(lines, TITLE_WEIGHTS)?.probability).toBeLessThanOrEqual(1);
  });

  it("is the heading that opens the article where none is likely, and no line with an address", () => {
    const opening = pageOf(
      ["Read this letter in your browser: https://post.example/8812", "", "The last charcoal burner", ...BODY].join("\n"),
    );
    const [letter, heading] = opening.blocks;
    expect(heading?.kind).toBe("heading");
    const kept = opening.blocks.map(({ index }) => index > 0);
    const head = { blocks: opening.blocks, first: 2, keep: kept, scores: Float32Array.from(kept, () => 0.5) };
    expect(linesOf(head).map(({ block }) => block)).not.toContain(letter);
    expect(textHeadline(head)).toMatchObject({ value: "The last charcoal burner", confidence: 0.35 });
    expect(textHeadline({ ...head, keep: kept.map((_, index) => index > 1) })).toBeUndefined();
  });
});
