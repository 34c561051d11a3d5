import { describe, expect, it } from "vitest";
import { isFrontMatter, readFrontMatter } from "../../src/text/front-matter.ts";
import { readToml } from "../../src/text/toml-head.ts";

const LIMITS = { frontMatterBytesMax: 1000 };

describe("readToml", () => {
  it("gives scalars as strings, beside lists and tables", () => {
    const head = [
      "# the head of a post",
      'title = "The \\"tram\\" that would not \\u0064ie"',
      "path = 'C:\\tram'",
      "date = 2022-12-05T08:00:00+01:00 # in the morning",
      "lastmod = 2022-12-06",
      "draft = false",
      "views = 99999999999999999999",
      "authors = [\"Ada Lunn\", 'Colm Reddy']",
      "[params]",
      'subtitle = "Line 9"',
    ].join("\n");
    expect(readToml(head)).toEqual({
      title: 'The "tram" that would not die',
      path: "C:\\tram",
      date: "2022-12-05T08:00:00+01:00",
      lastmod: "2022-12-06",
      draft: "false",
      views: "99999999999999999999",
      authors: ["Ada Lunn", "Colm Reddy"],
      params: { subtitle: "Line 9" },
    });
  });

  it("says in one line what is wrong", () => {
    expect(() => readToml("no keys at all")).toThrow(/^Invalid TOML document: [^\n]+$/);
    expect(() => readToml(`a = ${"[".repeat(100)}`)).toThrow("nested");
  });

  it("leaves prototypes alone", () => {
    readToml('[__proto__]\nx = "y"');
    expect("x" in {}).toBe(false);
  });
});

describe("a head in TOML", () => {
  it("stands between fences of its own", () => {
    const front = readFrontMatter('+++\ntitle = "A"\n+++\n\nThe text.\n', LIMITS);
    expect(isFrontMatter(front) && front.data).toEqual({ title: "A" });
    expect(front.body).toBe("\nThe text.\n");
  });

  it.each([
    ["never closed", '+++\ntitle = "A"\n\nThe text.\n'],
    ["longer than the limit", `+++\n${'a = "b"\n'.repeat(200)}+++\nThe text.\n`],
    ["not at the head", '\n+++\ntitle = "A"\n+++\nThe text.\n'],
  ])("is none where it is %s", (_, text) => {
    expect(readFrontMatter(text, LIMITS)).toEqual({ reason: undefined, body: text });
  });

  it("stays text where it is broken, and says why", () => {
    const text = "+++\nnothing\n+++\nThe text.\n";
    expect(readFrontMatter(text, LIMITS)).toEqual({ body: text, reason: expect.stringContaining("Invalid TOML") as string });
  });
});
