import { describe, expect, it } from "vitest";
import { initialWeights } from "../../../bench/train/learn.ts";
import { Model, type PageInput } from "../../../bench/train/model.ts";
import { randomFrom } from "../../../bench/train/random.ts";
import { estranged, shiftColumns } from "../../../bench/train/strange.ts";
import { layoutOf, type Part } from "../../../src/extract/labeller/shape.ts";
import { smallShape as shape } from "../../extract/labeller/small-shape.ts";

const count = 4;
const rowsOf = (height: number): Uint16Array => Uint16Array.from({ length: height }, (_, row) => row);
const offsetsOf = (height: number): Uint32Array => Uint32Array.from({ length: count + 1 }, (_, i) => (i * height) / count);
const page: PageInput = {
  count,
  text: new Float32Array(count * shape.textColumns).fill(0.5),
  markup: new Float32Array(count * shape.markupColumns).fill(0.5),
  words: rowsOf(shape.wordRows),
  wordOffsets: offsetsOf(shape.wordRows),
  tokens: rowsOf(shape.markupRows),
  tokenOffsets: offsetsOf(shape.markupRows),
  hasStrangeWords: false,
  hasStrangeTokens: false,
  keepsHead: false,
  wordCounts: new Float32Array(count).fill(10),
};

describe("estranged", () => {
  it("puts another row in the place of each, and keeps different ones apart", () => {
    for (let seed = 1; seed < 40; seed++) {
      const rows = estranged(page.words, shape.wordRows, randomFrom(seed));
      expect(new Set(rows).size).toBe(shape.wordRows);
      expect(Math.max(...rows)).toBeLessThan(shape.wordRows);
    }
    expect(estranged(page.words, shape.wordRows, randomFrom(1))).not.toEqual(page.words);
  });
});

describe("a page of strange words or tokens", () => {
  const { wordTable, markupTable, size } = layoutOf(shape);
  const learned = (input: PageInput, table: Part): number => {
    const model = new Model(shape, initialWeights(shape, 2), new Float32Array(size));
    model.forward(input, undefined);
    model.backward(input, new Float32Array(count).fill(1), new Float32Array(count).fill(1));
    const slopes = model.gradients.subarray(table.from, table.from + table.rows * table.columns);
    return slopes.reduce((sum, value) => sum + Math.abs(value), 0);
  };

  it("teaches nothing about them, and something about the others", () => {
    expect(learned(page, wordTable)).toBeGreaterThan(0);
    expect(learned(page, markupTable)).toBeGreaterThan(0);
    expect(learned({ ...page, hasStrangeWords: true }, wordTable)).toBe(0);
    expect(learned({ ...page, hasStrangeWords: true }, markupTable)).toBeGreaterThan(0);
    expect(learned({ ...page, hasStrangeTokens: true }, markupTable)).toBe(0);
    expect(learned({ ...page, hasStrangeTokens: true }, wordTable)).toBeGreaterThan(0);
  });
});

describe("shiftColumns", () => {
  it("moves a feature alike on all blocks, and each by another amount", () => {
    const rows = Float32Array.from({ length: 12 }, (_, i) => i);
    shiftColumns(rows, 3, 0.5, randomFrom(7));
    const shifts = [0, 1, 2].map((column) => (rows[column] ?? 0) - column);
    rows.forEach((value, i) => {
      expect(value - i).toBeCloseTo(shifts[i % 3] ?? 0, 5);
    });
    expect(new Set(shifts).size).toBe(3);
  });
});
