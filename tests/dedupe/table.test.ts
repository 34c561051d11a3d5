import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idOf } from "../../bench/generators/run.ts";
import { sketch } from "../../src/dedupe/sketch.ts";
import { SketchTable, packSketch, unpackSketch } from "../../src/dedupe/table.ts";

const sketchOf = (text: string): ReturnType<typeof sketch> =>
  sketch({ id: idOf("0123456789abcdef"), text, title: "A title", published: "2021-03-04", droppedShare: 0.25, structure: 7 });

describe("a packed sketch", () => {
  it("comes back as it was, from any place in a buffer", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 0, max: 7 }), (text, shift) => {
        const one = sketchOf(text);
        const packed = packSketch(one);
        const buffer = new Uint8Array(packed.length + shift);
        buffer.set(packed, shift);
        expect(unpackSketch(one.id, buffer.subarray(shift))).toEqual(one);
      }),
    );
  });

  it("of another layout, or cut, is none", () => {
    const packed = packSketch(sketchOf("Some text of an article that is long enough to have grams."));
    expect(unpackSketch(idOf("x"), packed.subarray(0, packed.length - 4))).toBeUndefined();
    expect(unpackSketch(idOf("x"), packed.subarray(0, 7))).toBeUndefined();
    const other = packed.slice();
    other[0] = 99;
    expect(unpackSketch(idOf("x"), other)).toBeUndefined();
  });

  it("is small: 1 KB and .6 bytes a letter at most, half of that for an article", () => {
    const words = Array.from({ length: 600 }, (_, index) => `word${(index * 7919) % 4001}`).join(" ");
    const one = sketchOf(words);
    expect(packSketch(one).length).toBeLessThan(512 + 0.3 * one.letters);
  });
});

describe("the table of sketches", () => {
  it("keeps every column of every row as it grows", () => {
    const table = new SketchTable();
    const texts = Array.from({ length: 700 }, (_, index) => `Article ${index} has a text of its own, with number ${index * 31} in it.`);
    for (const text of texts) table.add(sketchOf(text));
    expect(table.count).toBe(700);
    texts.forEach((text, row) => {
      const one = sketchOf(text);
      expect(table.letters[row]).toBe(one.letters);
      expect([...table.sampleOf(row)]).toEqual([...one.sample]);
    });
  });
});
