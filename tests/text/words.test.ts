import { describe, expect, it } from "vitest";
import { countWords, words } from "../../src/text/words.ts";

describe("words", () => {
  it.each([
    ["", []],
    ["One two, three_x.", ["One", "two", "three_x"]],
    ["naïve e\u0301te\u0301", ["naïve", "e\u0301te\u0301"]],
    ["东京 2020年奥运会。", ["东", "京", "2020", "年", "奥", "运", "会"]],
    ["𠀋𝒜b", ["𠀋", "𝒜b"]],
    ["don’t", ["don", "t"]],
  ] as const)("of %j", (text, expected) => {
    expect(words(text)).toEqual(expected);
    expect(countWords(text)).toBe(expected.length);
  });
});
