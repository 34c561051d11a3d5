/** What a stranger wrote cannot move the cursor, change colours or turn the direction of a line. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, columnsOf, pad, printable, wrap } from "../../src/io/printable.ts";
import { cpuClock } from "../cpu-time.ts";

describe("printable", () => {
  it.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007x", "x"],
    ["\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u009b2Jx", "x"],
    ["a\r\nb\tc", "a b c"],
    ["a\u0000\u0008b", "ab"],
    ["user\u202etxt.exe", "usertxt.exe"],
    ["a\u2066b\u2069", "ab"],
    ["\ufefftext", "text"],
    ["half \ud83d", "half \ufffd"],
    ["👩‍👩‍👧 żółć 洪水", "👩‍👩‍👧 żółć 洪水"],
  ])("%j → %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("leaves nothing that a terminal would act upon, and is done after one time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });

  it("takes linear time on sequences that never end", () => {
    const spent = cpuClock();
    printable("\u001b]".repeat(200_000));
    printable("\u001b[" + "0;".repeat(400_000));
    expect(spent()).toBeLessThan(2_000);
  });
});

describe("columns", () => {
  it.each([
    ["abc", 3],
    ["洪水", 4],
    ["e\u0301", 1],
    ["한글", 4],
    ["😀", 2],
    ["żółć", 4],
  ])("%j takes %i", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it("cut and filled texts fit", () => {
    expect(clip("abcdef", 6)).toBe("abcdef");
    expect(clip("abcdefg", 6)).toBe("abcde…");
    expect(clip("洪水警报", 5)).toBe("洪水…");
    expect(pad("洪", 4)).toBe("洪  ");
    expect(pad("7", 3, "left")).toBe("  7");
    expect(wrap("a long  line of words", 8)).toEqual(["a long", "line of", "words"]);
    expect(wrap("洪水警报已经发布", 7)).toEqual(["洪水警", "报已经", "发布"]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        expect(columnsOf(clip(text, columns))).toBeLessThanOrEqual(columns);
        for (const line of wrap(text, columns)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
