import { describe, expect, it } from "vitest";
import { isFrontMatter, readFrontMatter } from "../../src/text/front-matter.ts";
import { readToml } from "../../src/text/toml-head.ts";

const LIMITS = { frontMatterBytesMax: 1000 };

describe("readToml", () => {
  it("reads strings, bare values and lists, and unescapes basic strings alone", () => {
    const head = [
      "# the head of a post",
      'title = "The \\"tram\\" that would not \\u0064ie"',
      "path = 'C:\\tram'",
      "date = 2022-12-05T08:00:00Z # in the morning",
      "draft = false",
      '"sub title" = "Line 9"',
      "authors = [\"Ada Lunn\", 'Colm Reddy']",
      "tags = [",
      '  "trams",',
      '  "history",',
      "]",
    ].join("\n");
    expect(readToml(head)).toEqual({
      title: 'The "tram" that would not die',
      path: "C:\\tram",
      date: "2022-12-05T08:00:00Z",
      draft: "false",
      "sub title": "Line 9",
      authors: ["Ada Lunn", "Colm Reddy"],
      tags: ["trams", "history"],
    });
  });

  it("ends at the first table, and leaves what it cannot read", () => {
    expect(readToml('a = "1"\nb = { c = 1 }\nd = """\nlong\n"""\n[params]\ntitle = "no"')).toEqual({ a: "1" });
    expect(readToml("no keys at all\n[table]")).toBeUndefined();
  });

  it("knows no prototype", () => {
    expect(Object.getPrototypeOf(readToml('__proto__ = "x"\na = "b"') ?? {})).toBe(Object.prototype);
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
    ["without keys", "+++\nnothing\n+++\nThe text.\n"],
    ["longer than the limit", `+++\n${'a = "b"\n'.repeat(200)}+++\nThe text.\n`],
    ["not at the head", '\n+++\ntitle = "A"\n+++\nThe text.\n'],
  ])("is none where it is %s", (_, text) => {
    expect(readFrontMatter(text, LIMITS)).toEqual({ reason: undefined, body: text });
  });
});
