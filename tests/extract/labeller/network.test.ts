import { describe, expect, it } from "vitest";
import { initialWeights } from "../../../bench/train/learn.ts";
import { Model } from "../../../bench/train/model.ts";
import { normalFrom, randomFrom } from "../../../bench/train/random.ts";
import { decode } from "../../../src/extract/labeller/decode.ts";
import { contributionsTo } from "../../../src/extract/labeller/explain.ts";
import { multiply } from "../../../src/extract/labeller/kernel.ts";
import { type NetworkInput, runNetwork } from "../../../src/extract/labeller/network.ts";
import { layoutOf, type Shape } from "../../../src/extract/labeller/shape.ts";
import { packWeights, unpackWeights } from "../../../src/extract/labeller/weights-format.ts";

const shape: Shape = { channels: 8, textColumns: 5, markupColumns: 3, wordRows: 16, markupRows: 8, hashedWidth: 2, dilations: [1, 2] };
const scale = (columns: number): { means: Float32Array; deviations: Float32Array } => ({
  means: new Float32Array(columns),
  deviations: new Float32Array(columns).fill(1),
});

function makeInput(count: number, withMarkup: boolean): NetworkInput {
  const random = randomFrom(9);
  const normal = normalFrom(random);
  const offsets = Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i);
  const rows = (limit: number): Uint16Array => Uint16Array.from({ length: 2 * count }, () => Math.floor(random() * limit));
  return {
    count,
    text: Float32Array.from({ length: count * shape.textColumns }, normal),
    markup: withMarkup ? Float32Array.from({ length: count * shape.markupColumns }, normal) : undefined,
    words: rows(shape.wordRows),
    wordOffsets: offsets,
    tokens: rows(shape.markupRows),
    tokenOffsets: offsets,
    wordCounts: Float32Array.from({ length: count }, () => 1 + 30 * random()),
  };
}

describe("the network in use", () => {
  it.each([1, 3, 4, 11])("gives what the network that learned gives, on %i blocks", (count) => {
    const values = initialWeights(shape, 4);
    const weights = { shape, layout: layoutOf(shape), values, text: scale(5), markup: scale(3) };
    for (const withMarkup of [true, false]) {
      const input = makeInput(count, withMarkup);
      const model = new Model(shape, values, new Float32Array(values.length));
      const expected = model.forward({ ...input, keepsHead: false }, undefined).slice(0, count);
      const { logits } = runNetwork(weights, input);
      logits.forEach((logit, i) => {
        expect(logit).toBeCloseTo(expected[i] ?? 0, 4);
      });
    }
  });

  it("takes a page without blocks", () => {
    const values = initialWeights(shape, 4);
    expect(
      runNetwork({ shape, layout: layoutOf(shape), values, text: scale(5), markup: scale(3) }, makeInput(0, true)).logits,
    ).toHaveLength(0);
  });

  it("survives packing to bytes", () => {
    const values = initialWeights(shape, 4);
    const unpacked = unpackWeights({ shape, data: packWeights(shape, values, scale(5), scale(3)) });
    let worst = 0;
    values.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - (unpacked.values[i] ?? 0)))));
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(0.005);
  });

  it("explains a block by what changes its score", () => {
    const values = initialWeights(shape, 4);
    const weights = { shape, layout: layoutOf(shape), values, text: scale(5), markup: scale(3) };
    const input = makeInput(9, true);
    const run = runNetwork(weights, input);
    const { columns } = contributionsTo(weights, run, 4);
    // A small step along one feature changes the log-odds as its contribution says, up to what the page's summary adds.
    const strongest = columns.subarray(0, 5).reduce((best, value, k) => (Math.abs(value) > Math.abs(columns[best] ?? 0) ? k : best), 0);
    const text = input.text.slice();
    const at = 4 * shape.textColumns + strongest;
    text[at] = (text[at] ?? 0) * 0.99;
    const moved = runNetwork(weights, { ...input, text }).logits[4] ?? 0;
    const change = ((run.logits[4] ?? 0) - moved) / 0.01;
    expect(Math.sign(change)).toBe(Math.sign(columns[strongest] ?? 0));
  });
});

describe("multiply", () => {
  it.each([
    [1, 1, 1],
    [4, 4, 3],
    [5, 6, 7],
    [9, 3, 2],
  ])("gives the product of %i rows and %i columns at depth %i", (rows, columns, depth) => {
    const normal = normalFrom(randomFrom(rows));
    const a = Float32Array.from({ length: rows * depth }, normal);
    const b = Float32Array.from({ length: columns * depth }, normal);
    const out = new Float32Array(rows * columns).fill(1);
    multiply({
      a,
      aStride: depth,
      aFrom: 0,
      b,
      bStride: depth,
      bFrom: 0,
      out,
      outStride: columns,
      outFrom: 0,
      rows,
      columns,
      depth,
      accumulate: true,
    });
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        let sum = 1;
        for (let k = 0; k < depth; k++) sum += (a[i * depth + k] ?? 0) * (b[j * depth + k] ?? 0);
        expect(out[i * columns + j]).toBeCloseTo(sum, 4);
      }
  });
});

describe("decode", () => {
  it("keeps a doubtful block between sure ones, and drops a hopeful one among none", () => {
    expect(decode(Float32Array.of(3, 3, -0.5, 3, -3, -3, 0.5, -3), { threshold: 0, switchCost: 1 })).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("decides each block for itself when changes cost nothing", () => {
    expect(decode(Float32Array.of(1, -1, 1), { threshold: 0, switchCost: 0 })).toEqual([true, false, true]);
  });
});
