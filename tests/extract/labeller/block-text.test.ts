import { describe, expect, it } from "vitest";
import { measureBlock, tokensOf } from "../../../src/extract/labeller/block-text.ts";
import { TOKEN_ALL_CAPITALS, TOKEN_CAPITALISED, TOKEN_NUMBER } from "../../../src/extract/labeller/tokens.ts";
import { words } from "../../../src/text/words.ts";

describe("measureBlock", () => {
  it.each(["", "One two, three.", "Der 3. Mai – „gut“", "东京 2020年奥运会。", "naïve_snake x²", "ผู้คนมากมาย", "e\u0301te\u0301 a‑b"])(
    "finds the words of %j",
    (text) => {
      expect(tokensOf(measureBlock(text)).length).toBe(words(text).length);
    },
  );

  it("folds case", () => {
    expect(tokensOf(measureBlock("ÉTÉ"))).toEqual(tokensOf(measureBlock("été")));
  });

  it.each([
    ["It ends.", "stop"],
    ["It ends.”", "stop"],
    ["終わり。」", "stop"],
    ["Read on...", "ellipsis"],
    ["Read on…", "ellipsis"],
    ["Why?", "question"],
    ["क्यों।", "stop"],
    ["Go!", "exclamation"],
    ["As follows:", "colon"],
    ["first,", "comma"],
    ["Page 3", "number"],
    ["Home", "other"],
  ] as const)("tells how %j ends", (text, end) => {
    expect(measureBlock(text).end).toBe(end);
  });

  it.each([
    ["at 10:45 today", "hasTime"],
    ["in 1998 or so", "hasYear"],
    ["on 12.05.2019", "hasDate"],
    ["on 2019-05-12", "hasDate"],
    ["2019年5月12日", "hasDate"],
    ["see www.example.org/x", "hasAddress"],
    ["write to a@example.org", "hasAddress"],
    ["costs $5", "hasCurrency"],
    ["© somebody", "hasCopyright"],
    ["#hashtag", "hasHash"],
    ["A » B", "hasSeparator"],
  ] as const)("sees in %j: %s", (text, name) => {
    expect(measureBlock(text)[name]).toBe(true);
  });

  it.each([
    ["ratio 3 to 4", "hasTime"],
    ["the end. Then more", "hasAddress"],
    ["1,234 people", "hasDate"],
    ["12345 things", "hasYear"],
  ] as const)("does not see in %j: %s", (text, name) => {
    expect(measureBlock(text)[name]).toBe(false);
  });

  it("tells the kinds of words", () => {
    const { page, from, to } = measureBlock("NATO met Bob in 2019");
    const tokenBits = page.bits.subarray(from, to);
    expect((tokenBits[0] ?? 0) & TOKEN_ALL_CAPITALS).not.toBe(0);
    expect((tokenBits[2] ?? 0) & TOKEN_CAPITALISED).not.toBe(0);
    expect((tokenBits[1] ?? 0) & TOKEN_CAPITALISED).toBe(0);
    expect((tokenBits[4] ?? 0) & TOKEN_NUMBER).not.toBe(0);
  });

  it("counts ideographs as fractions of words, and syllables of scripts that space phrases as words", () => {
    expect(measureBlock("北京市政府").words).toBeCloseTo(3);
    expect(measureBlock("กรุงเทพมหานคร").words).toBe(2);
  });
});
