/** What converters of HTML write, and what is read from it. */
import { describe, expect, test } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { parseMarkdown } from "../../../src/parse/markdown/markdown.ts";
import { mend } from "../../../src/parse/markdown/mend.ts";
import { readReaderHead } from "../../../src/parse/markdown/reader-head.ts";
import type { Page } from "../../../src/types.ts";
import { raw } from "../documents.ts";
import { marksOf, shown } from "../html/showing.ts";
import { cpuClock } from "../../cpu-time.ts";

function parsed(markdown: string): Page {
  return parseMarkdown(raw(markdown, "markdown", "https://example.org/a/b.md"), DEFAULTS);
}

const PROSE = "The ferry sails again on Monday. ".repeat(14).trim();

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a layout in one line: paragraphs parted by two spaces, cells by pipes, tables in cells",
    `|  |  |\n| --- | --- |\n| [Home](/) | |  |  | | --- | --- | | a | b | |\n| Menu | First  Second.  Third. |\n\nend\n`,
    ["Home", "a", "b", "Menu", "First", "Second.", "Third.", "end"].map((text) => `paragraph ${text}`),
  ],
  [
    "a table of data in a cell of a layout",
    `|  |\n| --- |\n| before  | Day | Time | | --- | --- | | Monday | 9 | | Tuesday |  |  after |\n`,
    ["paragraph before", "cell Day", "cell Time", "cell Monday", "cell 9", "cell Tuesday", "paragraph after"],
  ],
  ["a column of one is a layout", "| a |\n| --- |\n| b |\n", ["paragraph a", "paragraph b"]],
  ["prose in a cell is a layout", `| a |  |\n| --- | --- |\n|  | ${PROSE}${PROSE}${PROSE} |\n`, ["paragraph a", "3"]],
  [
    "tables of data stay: without outer pipes, with a long cell below a head, with a dash for what is missing",
    `a | b\n---|---\nc | ${"word ".repeat(120).trim()}\nd | ---\n`,
    ["cell a", "cell b", "cell c", `cell ${"word ".repeat(120).trim()}`, "cell d", "cell ---"],
  ],
  [
    "pictures below a head are data",
    "| a | b |\n|---|---|\n| ![x](p.png) | c |\n",
    ["cell a", "cell b", "image [x](https://example.org/a/p.png)", "cell c"],
  ],
  [
    "html2text: an empty first cell of the head",
    "| 2019| 2020  \n---|---|---  \nWest| 1| 2  \n",
    ["cell 2019", "cell 2020", "cell West", "cell 1", "cell 2"],
  ],
  [
    "html2text: a layout runs on over empty lines, and a rule below one column is no underline",
    "| [a](/) | b  \n---|---  \nMenu  \n---  \n| text  \n\nA long piece of text that is an article, says the menu | side  \n  \n",
    [
      "paragraph a",
      "paragraph b",
      "paragraph Menu",
      "paragraph text",
      "paragraph A long piece of text that is an article, says the menu",
      "paragraph side",
    ],
  ],
  [
    "a link around several blocks",
    "[\n\n![x](p.png)\n\n### Head\n\nTeaser\n\n](/y) tail\n\n[a *b*\n\n- c](/z)\n",
    ["image [x](https://example.org/a/p.png)", "h3 Head", "paragraph Teaser", "paragraph tail", "paragraph a b", "item • c"],
  ],
  [
    "cards on one line",
    "[![x](p.png) ### One](/1) [![y](q.png) ### Two](/2)\n",
    ["paragraph One", "image [x](https://example.org/a/p.png)", "paragraph Two", "image [y](https://example.org/a/q.png)"],
  ],
  [
    "a bracket that nothing closes is text",
    "He said [sic\n\nand left [here](/x).\n",
    ["paragraph He said [sic", "paragraph and left here."],
  ],
  ["a picture of data is left out", "a ![x](data:image/svg+xml;utf8,<svg a='b c'></svg>) b\n", ["paragraph a b"]],
  [
    "headings and words that were wrapped",
    `### ${"heading ".repeat(8)}runs on\nbelow itself\n\nwell-\nknown and 1990-\n2000\n`,
    [`h3 ${"heading ".repeat(8)}runs on below itself`, "paragraph well-known and 1990- 2000"],
  ],
  ["a short heading is not wrapped", "### Head\ntext below\n", ["h3 Head", "paragraph text below"]],
  [
    "lists that stand too far in",
    "* [a](/a)\n\ntext\n\n      * [b](/b)\n        * c\n\ntext\n\n    * d\n",
    ["item • a", "paragraph text", "item • b", "item •• c", "paragraph text", "item • d"],
  ],
  ["examples of code stay", "Write:\n\n    - name: x\n    - name: y\n", ["paragraph Write:", "code - name: x"]],
  [
    "brackets of code stay",
    "See `emit[key](name, value)` and [this](so to say).\n",
    ["paragraph See emit[key](name, value) and [this](so to say)."],
  ],
  ["fences stay", "```\n| a |\n|---|\n[x\n\ny](z z)\n```\n", ["code | a |"]],
  [
    "definitions and boxes",
    "Term\n:   What it is\n\n> [!NOTE]\n> Mind the gap.\n",
    ["paragraph Term", "paragraph What it is", "quote > Note", "quote > Mind the gap."],
  ],
];

describe("what converters write", () => {
  test.each(CASES)("%s", (_, markdown, expected) => {
    const blocks = shown(parsed(markdown).blocks).map((line) => line.split("\n")[0] ?? "");
    if (expected[1] === "3") expect(blocks.every((line) => !line.startsWith("cell"))).toBe(true);
    else expect(blocks).toEqual(expected);
  });

  test("each block of a wide link is a link", () => {
    const { blocks } = parsed("[\n\n### Head\n\nTeaser\n\n](/y)\n");
    expect(blocks.map((block) => marksOf(block))).toEqual([['link "Head" https://example.org/y'], ['link "Teaser" https://example.org/y']]);
  });

  test("addresses with spaces, with line breaks, of scripts", () => {
    const { blocks } = parsed(
      `[a](/b c "d") [e](https://example.org/f-\ng) [h](javascript:go('i', 'j'))\n\n[k](javascript:go('l',\n'm')) n\n`,
    );
    expect(blocks.map(({ text }) => text)).toEqual(["a e h", "k n"]);
    expect(marksOf(blocks[0])).toEqual(['link "a" https://example.org/b%20c', 'link "e" https://example.org/f-g', 'link "h"']);
  });

  test("HTML that is longer than a line of Markdown may be", () => {
    const row = `<tr><td><p>${PROSE}</p></td></tr>`;
    const { blocks } = parsed(`# Head\n\n<table><tr><td><a href="/x">Menu</a></td></tr>${row.repeat(60)}</table>\n\nend\n`);
    expect(blocks.length).toBeGreaterThan(60);
    expect(blocks.map(({ text }) => text).join(" ")).not.toContain("<");
    expect(shown(blocks.slice(0, 2))).toEqual(["h1 Head", "paragraph Menu"]);
  });

  test("the head of a reading service", () => {
    const { blocks, claims } = parsed(
      "Title: A town | Post\n\nURL Source: https://example.com/x\n\nPublished Time: 2024-01-02\n\nWarning: old\n\nMarkdown Content:\n![Image 1: A cat](c.jpg)\n\ntext\n",
    );
    expect(claims.map(({ field, value }) => `${field} ${value}`)).toEqual([
      "title A town | Post",
      "url https://example.com/x",
      "published 2024-01-02",
    ]);
    expect(blocks.map(({ text, line }) => [text, line])).toEqual([
      ["", 9],
      ["text", 11],
    ]);
    expect(blocks[0]?.image?.alt).toBe("A cat");
    expect(parsed("Title: A town\n\nMarkdown Content is what follows.\n").claims).toEqual([]);
  });
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ["addresses that never end", "[a](b ".repeat(200_000)],
  ["data that never ends", "![a](data:x ".repeat(100_000)],
  ["lines of addresses that never end", "[a](b\n".repeat(150_000)],
  ["brackets in blocks of their own", "[\n\n".repeat(200_000)],
  ["wide links", "[\n\n](b)\n\n".repeat(100_000)],
  ["delimiters", "a|b\n---|---\n".repeat(100_000)],
  ["layouts", "| a |\n|---|\n\n".repeat(60_000)],
  ["a long table of data", `a | b\n---|---\n${"c | d\n".repeat(200_000)}`],
  ["a loose row", `---|---  \n\na | b\n---|---  \n---  \n${"| a ".repeat(200_000)}`],
  ["one row", `| a |\n|---|\n${"| a  b ".repeat(100_000)}`],
  ["tables in cells", `| a |\n|---|\n${"| | --- | ".repeat(80_000)}`],
  ["lists far in", "x\n\n     * [a](b)\n\n".repeat(30_000)],
  ["spaces", `| a |\n|---|\n|${" ".repeat(500_000)}|`],
  ["HTML", "<div>\n".repeat(100_000)],
  ["heads", `Title: a\n${"A: b\n".repeat(100_000)}`],
];

describe("mending takes time in proportion to the length", () => {
  test.each(HOSTILE)("%s", (_, markdown) => {
    const spent = cpuClock();
    mend(markdown);
    readReaderHead(markdown);
    expect(spent()).toBeLessThan(3000);
  });
});
