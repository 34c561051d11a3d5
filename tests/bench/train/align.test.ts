import { describe, expect, it } from "vitest";
import { alignBlocks } from "../../../bench/train/align.ts";
import { hashWords } from "../../../src/text/word-hashes.ts";

const shares = (blocks: readonly string[], gold: string): number[] =>
  [
    ...alignBlocks(
      blocks.map((block) => hashWords(block)),
      hashWords(gold),
    ),
  ].map((share) => Math.round(share * 100) / 100);

describe("alignBlocks", () => {
  it("finds the blocks that the gold is made of", () => {
    expect(
      shares(
        ["Home News Sport", "The cat sat on the mat all day.", "It then slept in the sun.", "More cats"],
        "The cat sat on the mat all day.\nIt then slept in the sun.",
      ),
    ).toEqual([0, 1, 1, 0]);
  });

  it("gives a block that is held in part its share", () => {
    expect(shares(["one two three four five six seven eight"], "one two three four")).toEqual([0.5]);
  });

  it("takes the body rather than an earlier teaser of it", () => {
    const body = ["The river rose by two metres in the night, and", "people left their houses before dawn in boats."];
    expect(shares(["The river rose by two metres", "Menu", ...body], body.join(" "))).toEqual([0, 0, 1, 1]);
  });

  it("covers short words between runs", () => {
    expect(shares(["a b c d e f", "g", "h i j k l m"], "a b c d e f g h i j k l m")).toEqual([1, 1, 1]);
  });
});
