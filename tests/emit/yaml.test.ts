/** What we write as YAML, every reader takes for the same thing. */
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isCalendarDate, yamlDate, yamlList, yamlString, yamlTag } from "../../src/emit/yaml.ts";

/** The js-yaml 3 that gray-matter brings: a reader of YAML 1.1. */
const { safeLoad } = createRequire(createRequire(import.meta.url).resolve("gray-matter"))("js-yaml") as {
  safeLoad: (text: string) => unknown;
};

const readers: readonly ((text: string) => unknown)[] = [
  (text) => parse(text) as unknown,
  (text) => parse(text, { version: "1.1" }) as unknown,
  (text) => safeLoad(text),
];

const TRAPS = [
  "no",
  "Yes",
  "null",
  "~",
  "01234",
  "12e45678",
  "0x1F",
  "1:30",
  "2024-13-45",
  "2024-01-02",
  "- a",
  "a: b",
  "# not",
  "{{ x }}",
  "*a",
  "&a",
  "!!str x",
  "%TAG",
  "---",
  "...",
  '"',
  "'",
  "\\",
  "a\nb",
  "\u2028",
  "\u0085",
  "\u202e",
  "\ufeff",
  "😀",
  "=",
  "<<",
  "__proto__",
];

describe("strings", () => {
  it.each(TRAPS)("%j stays a string", (text) => {
    for (const read of readers)
      expect(read(`key: ${yamlString(text)}\nlist: ${yamlList([text, text])}`)).toEqual({ key: text, list: [text, text] });
  });

  it("any text comes back as it went in, on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const expected = text.replace(/\p{Cs}/gu, "\ufffd");
        expect(yamlString(text)).not.toMatch(/[\n\r\u2028\u2029\u0085]/);
        for (const read of readers) expect(read(`key: ${yamlString(text)}`)).toEqual({ key: expected });
      }),
    );
  });

  it("half a surrogate pair becomes a replacement character", () => {
    expect(yamlString("a\ud800b")).toBe('"a\ufffdb"');
  });
});

describe("language tags", () => {
  it.each(["en", "de", "pt-BR", "zh-Hant-TW", "no", "on", "nan", "x y", "EN"])("%s is a string to every reader", (tag) => {
    for (const read of readers) expect(read(`lang: ${yamlTag(tag)}`)).toEqual({ lang: tag });
  });

  it("needs no quotes where nothing can go wrong", () => {
    expect([yamlTag("en"), yamlTag("pt-BR"), yamlTag("no")]).toEqual(["en", "pt-BR", '"no"']);
  });
});

describe("dates", () => {
  it.each(["2021-11-25", "2021-11-25T09:10:02", "2021-11-25T09:10:02Z", "2021-11-25T09:10:02+01:00", "2024-02-29"])(
    "%s stands without quotes",
    (date) => {
      expect(yamlDate(date)).toBe(date);
      // To YAML 1.1 it is a date; whoever reads it so gets the same day.
      const value = (safeLoad(`date: ${yamlDate(date)}`) as { date: Date }).date;
      expect(value.toISOString().slice(0, 10)).toBe(date.slice(0, 10));
    },
  );

  it.each([
    "2024-13-45",
    "2023-02-29",
    "2024-00-10",
    "2024-04-31",
    "0000-01-01",
    "2024-01-01T25:00:00",
    "yesterday",
    "2024",
    "2024-01",
    "",
  ])("%j is no date of the calendar and stays a string", (date) => {
    expect(isCalendarDate(date)).toBe(false);
    for (const read of readers) expect(read(`date: ${yamlDate(date)}`)).toEqual({ date });
  });
});
