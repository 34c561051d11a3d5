import { describe, expect, it } from "vitest";
import { Model, type PageInput } from "../../../bench/train/model.ts";
import { randomFrom } from "../../../bench/train/random.ts";
import { estranged } from "../../../bench/train/strange.ts";
import { initialWeights } from "../../../bench/train/learn.ts";
import { layoutOf } from "../../../src/extract/labeller/shape.ts";
import { smallShape as shape } from "../../extract/labeller/small-shape.ts";

const count = 4;
const page: PageInput = {
  count,
  text: new Float32Array(count * shape.textColumns).fill(0.5),
  markup: undefined,
  words: Uint16Array.from({ length: shape.wordRows }, (_, row) => row),
  wordOffsets: Uint32Array.from({ length: count + 1 }, (_, i) => (i * shape.wordRows) / count),
  isStrange: false,
  tokens: undefined,
  tokenOffsets: undefined,
  keepsHead: false,
  wordCounts: new Float32Array(count).fill(10),
};

describe("estranged", () => {
  it("puts another word in the place of each, and keeps different words apart", () => {
    for (let seed = 1; seed < 40; seed++) {
      const { words } = estranged(page, shape.wordRows, randomFrom(seed));
      expect(new Set(words).size).toBe(shape.wordRows);
      expect(Math.max(...words)).toBeLessThan(shape.wordRows);
    }
    expect(estranged(page, shape.wordRows, randomFrom(1)).words).not.toEqual(page.words);
  });

  it("teaches nothing about words", () => {
    const { wordTable, size } = layoutOf(shape);
    const learned = (input: PageInput): number => {
      const model = new Model(shape, initialWeights(shape, 2), new Float32Array(size));
      model.forward(input, undefined);
      model.backward(input, new Float32Array(count).fill(1), new Float32Array(count).fill(1));
      const table = model.gradients.subarray(wordTable.from, wordTable.from + wordTable.rows * wordTable.columns);
      return table.reduce((sum, value) => sum + Math.abs(value), 0);
    };
    expect(learned(page)).toBeGreaterThan(0);
    expect(learned(estranged(page, shape.wordRows, randomFrom(1)))).toBe(0);
  });
});
