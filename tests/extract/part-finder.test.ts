/** Parts found in one pass are those that a search for each of them finds. */
import { describe, expect, it } from "vitest";
import { partFinder } from "../../src/extract/part-finder.ts";
import { hashedWords, hashUnits, words } from "../../src/text/words.ts";

const LISTS = [
  ["abc", "bc", "c d", "订阅"],
  ["bcd", "abcabd", "d"],
];

describe("partFinder", () => {
  const find = partFinder(LISTS);

  it.each(["", "abcabc d", "abcabd", "xabcbcdx", "请订阅我们", "bc bc", "c  d", "ababcabcabd"])("finds what %j holds", (text) => {
    const wanted = LISTS.flatMap((list) => list.filter((part) => text.includes(part)));
    expect(
      find(text)
        .map((part) => part.text)
        .toSorted(),
    ).toEqual(wanted.toSorted());
  });

  it("does not ask for case or the form of quotes", () => {
    const folded = partFinder([["it's", "подпи"]]);
    expect(folded("IT’S a ПОДПИСКА").map((part) => part.text)).toEqual(["it's", "подпи"]);
  });

  it("says which list a part was given in", () => {
    expect(find("bcd").map(({ text, list }) => [text, list === LISTS[0]])).toEqual([
      ["bc", true],
      ["bcd", false],
      ["d", false],
    ]);
  });
});

describe("hashedWords", () => {
  it.each(["", "It's 3 o'clock.", "東京WHO 2020年", "a_b \u{1d400}x \u{20000}ん", "torn \ud83d", "one"])(
    "hashes the words of %j",
    (text) => {
      const { hashes, lengths } = hashedWords(text);
      expect([...hashes]).toEqual(words(text).map((word) => hashUnits(word, 0, word.length)));
      expect(lengths).toHaveLength(hashes.length);
    },
  );
});
