/** What the labeller measures and what rules read are the same words. */
import { describe, expect, it } from "vitest";
import { blockWords, type WordRange } from "../../src/extract/block-words.ts";
import { type BlockText, measureBlock } from "../../src/extract/labeller/block-text.ts";
import { Tokens } from "../../src/extract/labeller/tokens.ts";
import { type FoundHashes, nameHashes, weightyHashes } from "../../src/extract/terms.ts";
import type { Block } from "../../src/types.ts";
import { pageOf } from "./pages.ts";

const TEXTS = [
  "The Mayor’s plan – 3 roads, 2 bridges (2019) – was read by NATO at 10:30.",
  "ΟΔΟΣ ΣΤΑΔΙΟΥ ήταν ο δρόμος του Γιάννη",
  "İstanbul'da yeni bir köprü Ahmet Kaya",
  "東京でWHOの会議 二〇二〇年 Bob 三月",
  "a_b _Under 4G x2y ⅧⅨ ½ ²³ Straße Ωmega",
  "\u{1d400}x Bold \u{20000}ん",
  "تعلن الشركة عن قيام الحكومة กรุงเทพมหานคร हिन्दी समाचार",
  "Word ".repeat(80) + "x".repeat(300),
];

function measured(texts: readonly string[]): readonly BlockText[] {
  const tokens = new Tokens(1);
  return texts.map((text) => measureBlock(text, tokens));
}

const listOf = ({ hashes, count }: FoundHashes): number[] => [...hashes.subarray(0, count)];

function wordsOf({ page, from, to }: WordRange): readonly (readonly number[])[] {
  return [[...page.hashes.slice(from, to)], [...page.lengths.slice(from, to)]];
}

describe("blockWords", () => {
  const blocks: readonly Block[] = TEXTS.flatMap((text, index) =>
    pageOf(text)
      .blocks.slice(0, 1)
      .map((block) => ({ ...block, index, text })),
  );
  const read = blockWords(blocks);
  const texts = measured(TEXTS);
  const shared = blockWords(blocks, (block) => texts[block]);

  it.each(TEXTS.map((text, block) => [text.slice(0, 40), block] as const))("has the words of %j", (_, block) => {
    expect(wordsOf(shared.hashed(block))).toEqual(wordsOf(read.hashed(block)));
  });

  it.each(blocks.map((block) => [block.text.slice(0, 40), block] as const))("has the names of %j", (_, block) => {
    const names = listOf(nameHashes(shared, block));
    expect(names).toEqual(listOf(nameHashes(read, block)));
    const weighty = listOf(weightyHashes(shared, block.index));
    expect(weighty).toEqual(listOf(weightyHashes(read, block.index)));
  });

  it("takes only words that are told alike", () => {
    expect(TEXTS.map((_, block) => shared.measured(block) !== undefined)).toEqual([true, false, false, false, true, false, true, true]);
  });
});
