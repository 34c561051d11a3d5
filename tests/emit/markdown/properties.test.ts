/** Whatever a page holds, the Markdown shows its words and nothing becomes structure that no mark asked for. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderBody } from "../../../src/emit/markdown/body.ts";
import { words } from "../../../src/text/words.ts";
import type { BlockKind, Mark, Nesting, Passage } from "../../../src/types.ts";
import { article, passage } from "./passages.ts";
import { nodesOf, read, shownText } from "./reading.ts";

/** Pieces from which nasty lines are made. */
const PIECES = [
  ...Array.from("\\`*_~[]<>&#|$=:@^%{}!.()+-'\"0123456789aZéяж中ひ\u0301"),
  " ",
  " ",
  " ",
  "  ",
  "1. ",
  "2) ",
  "- ",
  "+ ",
  "* ",
  "# ",
  "## ",
  "> ",
  "---",
  "***",
  "___",
  "===",
  "```",
  "~~~",
  "``",
  "**",
  "__",
  "~~",
  "==",
  "[x] ",
  "[ ] ",
  "[^1]",
  "[^1]: ",
  "[a]: b",
  "[[link]]",
  "![alt](x)",
  "[text](http://x.y)",
  "](",
  "<b>",
  "</div>",
  "<!--",
  "-->",
  "<?php",
  "<![CDATA[",
  "&amp;",
  "&#35;",
  "&copy",
  "&lt;",
  "{{< x >}}",
  "{% raw %}",
  "{{ y }}",
  "<% z %>",
  "{r}",
  "{.class}",
  "{#id}",
  "{:toc}",
  "{::comment}",
  "$x$",
  "$$",
  ":smile:",
  "@smith2020",
  "a@b.org",
  "http://example.org/a_b*c",
  "https://x.y",
  "www.example.org",
  "mailto:a@b.c",
  "<http://a.b>",
  "#tag",
  "C#",
  "| a | b |",
  "|---|",
  "--- | ---",
  ":-: | :-:",
  "snake_case",
  "5 * 3",
  "word",
  "Word",
  "(i) ",
  "iv. ",
  "a. ",
  "A. ",
  ": ",
  "%%",
  "^id",
  "\\(",
  "\\\\",
  "’",
  "“",
  "。",
  "（",
  "）",
  "😀",
  "\u00a0",
  "\u200d",
  "`r 1+1`",
  "dataviewjs",
  "1986. ",
  "Table: ",
];

const lineOf = fc.array(
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) }),
  { minLength: 1, maxLength: 14 },
);
const text = lineOf.map((pieces) =>
  pieces
    .join("")
    .replace(/[\p{Cs}\p{Cc}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC"),
);

function marksOf(length: number): fc.Arbitrary<Mark[]> {
  if (length === 0) return fc.constant([]);
  const offset = fc.integer({ min: 0, max: length });
  const kind = fc.constantFrom<Mark["kind"]>("link", "strong", "emphasis", "code");
  const href = fc.constantFrom(
    undefined,
    "https://example.org/a_(b)?c=d&copy;e",
    "javascript:alert(1)",
    "data:text/html,x",
    'http://x.y/{{z}} <%w%>`|`"',
  );
  return fc.array(
    fc
      .record({ kind, a: offset, b: offset, href })
      .map(({ kind, a, b, href }) => ({ kind, start: Math.min(a, b), end: Math.max(a, b), href: kind === "link" ? href : undefined })),
    { maxLength: 4 },
  );
}

const nesting: fc.Arbitrary<Nesting[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Nesting["kind"]>("quote", "bullet", "number"),
    id: fc.integer({ min: 1, max: 4 }),
    list: fc.integer({ min: 1, max: 3 }),
    ordinal: fc.constantFrom(0, 1, 2, 7, 1986),
  }),
  { maxLength: 3 },
);
const kind = fc.constantFrom<BlockKind>("paragraph", "heading", "item", "quote", "code", "cell", "caption");
const plain: fc.Arbitrary<Passage> = fc
  .tuple(
    kind,
    text.filter((value) => value !== ""),
    nesting,
    fc.integer({ min: 1, max: 6 }),
  )
  .chain(([kind, value, steps, level]) =>
    fc.tuple(marksOf(value.length), fc.array(fc.integer({ min: 0, max: value.length }), { maxLength: 2 })).map(([marks, offsets]) =>
      passage(value, {
        kind,
        level: kind === "heading" ? level : 0,
        marks,
        nesting: steps,
        breaks: offsets.map((offset) => value.indexOf(" ", offset)).filter((offset) => offset > 0),
      }),
    ),
  );
const cells: fc.Arbitrary<Passage[]> = fc
  .array(
    text.filter((value) => value !== ""),
    { minLength: 4, maxLength: 6 },
  )
  .map((values) =>
    values.map((value, index) =>
      passage(value, { kind: "cell", cell: { table: 9, row: Math.floor(index / 2), column: index % 2, isHeader: false, isSimple: true } }),
    ),
  );
const body: fc.Arbitrary<Passage[]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(plain, { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: cells },
);

/** As many runs as fit a few seconds; set FAST_CHECK_RUNS for more. */
const RUNS = { numRuns: Number(process.env["FAST_CHECK_RUNS"] ?? 400) };

describe("what is rendered", () => {
  test("shows exactly the words of the passages, in order", () => {
    fc.assert(
      fc.property(body, (passages) => {
        const markdown = renderBody(article(passages), { titleHeading: false });
        expect(words(shownText(read(markdown)))).toEqual(words(passages.map(({ text }) => text).join("\n")));
      }),
      RUNS,
    );
  });

  test("holds no structure that nothing asked for", () => {
    fc.assert(
      fc.property(body, (passages) => {
        const markdown = renderBody(article(passages), { titleHeading: false });
        const kinds = new Set(passages.map(({ kind }) => kind));
        const marks = new Set(passages.flatMap((passage) => passage.marks.map((mark) => mark.kind)));
        const steps = new Set(passages.flatMap((passage) => passage.nesting.map((step) => step.kind)));
        const table = passages.some(({ cell }) => cell !== undefined);
        const allowed = new Set<string>(["root", "paragraph", "text", "break"]);
        if (kinds.has("heading")) allowed.add("heading");
        if (kinds.has("code")) allowed.add("code");
        if (kinds.has("item") || steps.has("bullet") || steps.has("number")) for (const type of ["list", "listItem"]) allowed.add(type);
        if (kinds.has("quote") || steps.has("quote")) allowed.add("blockquote");
        if (table) for (const type of ["table", "tableRow", "tableCell"]) allowed.add(type);
        if (marks.has("link")) allowed.add("link");
        if (marks.has("strong")) allowed.add("strong");
        if (marks.has("emphasis")) allowed.add("emphasis");
        if (marks.has("code")) allowed.add("inlineCode");
        for (const node of nodesOf(read(markdown))) {
          expect(allowed).toContain(node.type);
          if (node.type === "link") expect(node.url).toMatch(/^https?:/);
          if (node.type === "code") expect(node.lang ?? "").toBe("");
          if (node.type === "heading") expect(node.depth).toBeGreaterThanOrEqual(2);
          if (node.type === "listItem") expect(node.checked ?? undefined).toBeUndefined();
        }
        expect(markdown).not.toMatch(/\{\{|\{%|<%/);
      }),
      RUNS,
    );
  });
});
