import { describe, expect, it } from "vitest";
import { initialWeights } from "../../../bench/train/learn.ts";
import { Model } from "../../../bench/train/model.ts";
import { normalFrom, randomFrom } from "../../../bench/train/random.ts";
import { decode } from "../../../src/extract/labeller/decode.ts";
import { contributionsTo } from "../../../src/extract/labeller/explain.ts";
import { type NetworkInput, runNetwork, traceNetwork } from "../../../src/extract/labeller/network.ts";
import { normalise } from "../../../src/extract/labeller/normalise.ts";
import { makeCalculator, packMatrix, plainCalculator } from "../../../src/extract/labeller/product.ts";
import { type BlockTokens, type FirstLook, LOOKS, SECOND_COLUMNS, secondLook } from "../../../src/extract/labeller/second-look.ts";
import { layoutOf } from "../../../src/extract/labeller/shape.ts";
import { numberValues } from "../../../src/text/numbered.ts";
import { packWeights, unpackWeights } from "../../../src/extract/labeller/weights-format.ts";
import { smallShape as shape } from "./small-shape.ts";

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
    markup: withMarkup
      ? {
          features: Float32Array.from({ length: count * shape.markupColumns }, normal),
          columns: shape.markupColumns,
          tokens: rows(shape.markupRows),
          offsets,
        }
      : undefined,
    blocks: Int32Array.from({ length: count }, (_, i) => i),
    words: rows(shape.wordRows),
    wordOffsets: offsets,
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
      const markup = { markup: input.markup?.features, tokens: input.markup?.tokens ?? new Uint16Array(), tokenOffsets: input.wordOffsets };
      const expected = model
        .forward({ ...input, ...markup, hasStrangeWords: false, hasStrangeTokens: false, keepsHead: false }, undefined)
        .logits.slice(0, count);
      const logits = runNetwork(weights, input);
      logits.forEach((logit, i) => {
        expect(logit).toBeCloseTo(expected[i] ?? 0, 4);
      });
    }
  });

  it("takes a page without blocks", () => {
    const values = initialWeights(shape, 4);
    expect(runNetwork({ shape, layout: layoutOf(shape), values, text: scale(5), markup: scale(3) }, makeInput(0, true))).toHaveLength(0);
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
    const run = traceNetwork(weights, input);
    const { columns } = contributionsTo(weights, run, 4);
    // A small step along one feature changes the log-odds as its contribution says, up to what the page's summary adds.
    const strongest = columns.subarray(0, 5).reduce((best, value, k) => (Math.abs(value) > Math.abs(columns[best] ?? 0) ? k : best), 0);
    const text = input.text.slice();
    const at = 4 * shape.textColumns + strongest;
    text[at] = (text[at] ?? 0) * 0.99;
    const moved = runNetwork(weights, { ...input, text })[4] ?? 0;
    const change = ((run.logits[4] ?? 0) - moved) / 0.01;
    expect(Math.sign(change)).toBe(Math.sign(columns[strongest] ?? 0));
  });
});

describe("the second look", () => {
  const held = (...blocks: readonly (readonly number[])[]): BlockTokens => {
    const ends = blocks.map((_, i) => blocks.slice(0, i + 1).reduce((sum, block) => sum + block.length, 0));
    return { tokens: Uint16Array.from(blocks.flat()), from: Uint32Array.from([0, ...ends]), to: Uint32Array.from(ends) };
  };
  const look = (page: Partial<FirstLook> & Pick<FirstLook, "words">): ((block: number, column: number) => number) => {
    const count = page.words.to.length;
    const out = new Float32Array(count * SECOND_COLUMNS.length);
    secondLook({ count, logits: new Float32Array(count), wordCounts: new Float32Array(count).fill(10), marks: undefined, ...page }, out);
    return (block, column) => out[block * SECOND_COLUMNS.length + column] ?? 0;
  };

  it("sees how likely the blocks are that share a block's words", () => {
    const at = look({ words: held([1, 2], [1, 3], [2, 4], [9]), logits: Float32Array.of(0, 8, -8, 0) });
    // One of its words stands in a likely block, the other in an unlikely one.
    expect(at(0, LOOKS.wordScore)).toBeCloseTo(0.5, 2);
    expect(at(0, LOOKS.wordShare)).toBe(1);
    expect(at(1, LOOKS.wordShare)).toBe(0.5);
    expect(at(2, LOOKS.wordScore)).toBeCloseTo(0.5, 2);
    // Nobody shares the last one's.
    expect(at(3, LOOKS.wordScore)).toBe(0.5);
    expect(at(3, LOOKS.wordShare)).toBe(0);
    expect(at(0, LOOKS.markScore)).toBe(0.5);
  });

  it("sees markup tokens alike", () => {
    const at = look({ words: held([1], [2]), marks: held([7], [7]), logits: Float32Array.of(-8, 8) });
    expect(at(0, LOOKS.markScore)).toBeGreaterThan(0.99);
    expect(at(1, LOOKS.markScore)).toBeLessThan(0.01);
  });

  it("sees how much of the article lies on either side", () => {
    const at = look({ words: held([], [], []), logits: Float32Array.of(20, -20, 20), wordCounts: Float32Array.of(30, 500, 10) });
    expect(at(1, LOOKS.before)).toBeCloseTo(0.75, 3);
    expect(at(1, LOOKS.after)).toBeCloseTo(0.25, 3);
    expect(at(2, LOOKS.after)).toBeCloseTo(0, 3);
    expect(at(0, LOOKS.logit)).toBeCloseTo(2, 5);
  });
});

describe("the calculator", () => {
  it.each([
    [4, 8, 3],
    [12, 16, 80],
    [8, 24, 0],
  ])("gives the same bytes with vectors and without, for %i rows, %i columns and depth %i", (rows, columns, depth) => {
    const normal = normalFrom(randomFrom(rows));
    const matrix = { values: Float32Array.from({ length: columns * depth }, normal), from: 0, stride: depth, outputs: columns, depth };
    const packed = packMatrix(matrix);
    const a = Float32Array.from({ length: rows * depth }, normal);
    const start = Float32Array.from({ length: rows * columns }, normal);
    const product = { a: 0, aStride: depth, b: a.length, out: a.length + packed.length, outStride: columns, rows, depth, columns };
    const [fast = [], plain = []] = [makeCalculator(), plainCalculator()].map((calculator) => {
      const memory = calculator.reserve(product.out + start.length);
      memory.set(a);
      memory.set(packed, product.b);
      memory.set(start, product.out);
      calculator.addProduct(product);
      return [...calculator.reserve(0).subarray(product.out, product.out + start.length)];
    });
    expect(fast).toEqual(plain);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        let sum = start[i * columns + j] ?? 0;
        for (let k = 0; k < depth; k++) sum += (a[i * depth + k] ?? 0) * (matrix.values[j * depth + k] ?? 0);
        expect(fast[i * columns + j]).toBeCloseTo(sum, 4);
      }
  });

  it("repeats, rectifies and adds the same with vectors and without", () => {
    const given = [1, -2, -0, 4, Number.NaN, 6, -7, 8, 0.5, -0.25, 3, 1e-9, -5, 2, -Infinity, 9];
    const [fast, plain] = [makeCalculator(), plainCalculator()].map((calculator) => {
      const memory = calculator.reserve(64);
      memory.fill(0);
      memory.set(given);
      calculator.repeat({ from: 0, to: 16, length: 16 }, 3);
      calculator.rectify({ from: 24, to: 48 });
      calculator.add({ from: 0, to: 40, length: 16 });
      return [...memory.subarray(0, 64)];
    });
    expect(fast).toEqual(plain);
    expect(plain?.slice(16, 32)).toEqual(
      [...given.slice(0, 8), ...given.slice(8).map((value) => (value < 0 ? 0 : value))].map(Math.fround),
    );
  });

  it("scales the same with vectors and without, as training does", () => {
    const [rows, columns, stride, outStride] = [3, 6, 5, 11];
    const normal = normalFrom(randomFrom(7));
    const a = Float32Array.from({ length: rows * stride }, () => 3 * normal());
    a.set([1e30, -1e30, 0, -0, 1e-30]);
    const means = Float32Array.from({ length: stride }, normal);
    const deviations = Float32Array.from({ length: stride }, () => 0.2 + Math.abs(normal()));
    const [fast, plain] = [makeCalculator(), plainCalculator()].map((calculator) => {
      const memory = calculator.reserve(128);
      memory.fill(0);
      memory.set(a);
      memory.set(means, 32);
      memory.set([...deviations, Infinity], 32 + columns);
      calculator.scale({ a: 0, aStride: stride, b: 32, out: 64, outStride, rows, columns });
      return [...memory.subarray(64, 64 + rows * outStride)];
    });
    expect(fast).toEqual(plain);
    const wanted = new Float32Array(a.length);
    normalise(a, { means, deviations }, wanted);
    for (let row = 0; row < rows; row++) {
      expect(fast?.slice(row * outStride, row * outStride + stride)).toEqual([...wanted.subarray(row * stride, (row + 1) * stride)]);
      // What fills up the last step says nothing.
      expect(Math.abs(fast?.[row * outStride + stride] ?? 1)).toBe(0);
    }
  });

  it("keeps what it holds when it grows", () => {
    for (const calculator of [makeCalculator(), plainCalculator()]) {
      calculator.reserve(10).set([1, 2, 3]);
      expect([...calculator.reserve(1_000_000).subarray(0, 4)]).toEqual([1, 2, 3, 0]);
    }
  });
});

describe("numberValues", () => {
  it("numbers values in the order in which they come", () => {
    const { ids, size, idOf } = numberValues(Int32Array.of(7, -1, 7, 0, 0x7fffffff, -1));
    expect([...ids]).toEqual([0, 1, 0, 2, 3, 1]);
    expect(size).toBe(4);
    expect([7, -1, 0, 0x7fffffff, 5].map(idOf)).toEqual([0, 1, 2, 3, -1]);
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
