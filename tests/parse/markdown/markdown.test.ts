import fc from "fast-check";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderBody } from "../../../src/emit/markdown/body.ts";
import { DEFAULTS } from "../../../src/options.ts";
import { parseMarkdown } from "../../../src/parse/markdown/markdown.ts";
import { words } from "../../../src/text/words.ts";
import type { Page } from "../../../src/types.ts";
import { article, passage } from "../../emit/markdown/passages.ts";
import { raw } from "../documents.ts";
import { marksOf, shown } from "../html/showing.ts";
import { cpuClock } from "../../cpu-time.ts";

function parsed(markdown: string): Page {
  return parseMarkdown(raw(markdown, "markdown", "https://example.org/a/b.md"), DEFAULTS);
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ["headings and paragraphs", "# One\n\nText\nin lines.\n\nTwo\n---\n", ["h1 One", "paragraph Text in lines.", "h2 Two"]],
  [
    "lists, quotations, tables, code",
    "- a\n  1. b\n- c\n\n> d\n\n|e|f|\n|-|-|\n|g|h|\n\n```{r}\ni\n```\n",
    ["item • a", "item •1. b", "item • c", "quote > d", "cell e", "cell f", "cell g", "cell h", "code i"],
  ],
  [
    "a date at the head of a line is no list",
    "22. August 2023, 6 Uhr\n\na\n\n2021. november 25.\n\nb\n\n22. August was hot\n\nc\n\n3. May 2021\n4. June 2021\n",
    [
      "paragraph 22. August 2023, 6 Uhr",
      "paragraph a",
      "paragraph 2021. november 25.",
      "paragraph b",
      "item 22. August was hot",
      "paragraph c",
      "item 3. May 2021",
      "item 4. June 2021",
    ],
  ],
  ["hard breaks", "a  \nb\\\nc", ["paragraph a", "break paragraph b", "break paragraph c"]],
  ["a long paragraph above a rule is no heading", `${"word ".repeat(30)}\n---\n`, [`paragraph ${"word ".repeat(30).trim()}`]],
  ["HTML blocks are read as HTML", '<div class="x"><h2>a</h2><p>b <b>c</b></p></div>\n\nd', ["h2 a", "paragraph b c", "paragraph d"]],
  ["inline HTML is taken off", "a <b>b</b><br>c <script>no</script><span>d</span>", ["paragraph a b", "break paragraph c d"]],
  ["what only looks like an element is text", "Type <name> and <your-name> here; 3 < 5", ["paragraph Type <name> and here; 3 < 5"]],
  ["what only looks like a definition is text", "[Note]: nothing\n\n[a]: https://example.org\n", ["paragraph [Note]: nothing"]],
  [
    "pictures are blocks",
    "![A river](p.jpg)\n\ntext ![x](data:image/png,y)",
    ["image [A river](https://example.org/a/p.jpg)", "paragraph text"],
  ],
  ["lines of Han and kana join without a space", "中文\n字符 end\nof", ["paragraph 中文字符 end of"]],
  [
    "half Markdown: signs in plain text",
    "5 * 3 * 2 = 30, snake_case, C# and #1.\nCall (555) 010-0000.\n",
    ["paragraph 5 * 3 * 2 = 30, snake_case, C# and #1. Call (555) 010-0000."],
  ],
];

describe("Markdown", () => {
  test.each(CASES)("%s", (_, markdown, expected) => {
    expect(shown(parsed(markdown).blocks)).toEqual(expected);
  });

  test("links by address and by definition, marks inside", () => {
    const { blocks } = parsed("[a *b*](/x) [c][1] <https://auto.example> [d](javascript:alert(1))\n\n[1]: ../y");
    expect(marksOf(blocks[0])).toEqual([
      'link "a b" https://example.org/x',
      'emphasis "b"',
      'link "c" https://example.org/y',
      'link "https://auto.example" https://auto.example',
      'link "d"',
    ]);
  });

  test("long paragraphs come in sentences, marks with them", () => {
    const sentence = "This is one of the sentences that fill the paragraph until it is long. ";
    const { blocks } = parsed(`${sentence.repeat(6)}**Here it ends.**`);
    expect(blocks.length).toBeGreaterThan(3);
    expect(new Set(blocks.map(({ line }) => line))).toEqual(new Set([0]));
    expect(blocks.slice(1).every(({ joint }) => joint === "space")).toBe(true);
    expect(marksOf(blocks[blocks.length - 1])).toEqual(['strong "Here it ends."']);
  });

  test("the head becomes claims, and lines count from the file's first", () => {
    const { blocks, claims } = parsed(
      "---\ntitle: A\nauthors: [B, {name: C}]\ndate: 2024-01-02\nupdated: 01234\nlang: no\nurl: /relative\n---\n\ntext",
    );
    expect(claims.map(({ field, value }) => `${field} ${value}`)).toEqual([
      "title A",
      "author B",
      "author C",
      "published 2024-01-02",
      "modified 01234",
      "language no",
    ]);
    expect(blocks.map(({ text, line }) => [text, line])).toEqual([["text", 9]]);
  });

  test("what we write, we read: the same words", () => {
    const line = fc.array(
      fc.constantFrom(
        "word",
        " ",
        " ",
        "1. ",
        "- ",
        "# ",
        "*",
        "_",
        "`",
        "[a]",
        "(b)",
        "<b>",
        "&amp;",
        "{{x}}",
        "|",
        "https://x.y",
        "~~",
        "é",
        "中",
        "\\",
        "$",
        ":a:",
        "!",
        "===",
      ),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const texts = lines.map((parts) => parts.join("").replace(/\s+/g, " ").trim()).filter((text) => text !== "");
        const markdown = renderBody(article(texts.map((text) => passage(text))), { titleHeading: false });
        expect(parsed(markdown).blocks.flatMap(({ text }) => words(text))).toEqual(texts.flatMap((text) => words(text)));
      }),
      { numRuns: Number(process.env["FAST_CHECK_RUNS"] ?? 200) },
    );
  });
});

/** [what it is, a head, part of the reason for which it is left as text] */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  ["code by name", '---js\n{ x: require("fs").writeFileSync("ran-code", "x") }\n---\n', 'engine "js"'],
  ["code by another name", "---javascript\nprocess.exit(1)\n---\n", "engine"],
  ["code in capitals", "---JS\nprocess.exit(1)\n---\n", "engine"],
  ["a prototype", "---__proto__\na: b\n---\n", "engine"],
  ["a constructor", "---constructor\na: b\n---\n", "engine"],
  [
    "aliases of aliases",
    `---\n${Array.from({ length: 9 }, (_, level) => `a${level}: &a${level} [${Array.from({ length: 9 }, () => (level === 0 ? "x" : `*a${level - 1}`)).join(",")}]`).join("\n")}\n---\n`,
    "alias",
  ],
  ["60,000 brackets", `---\na: ${"[".repeat(60_000)}\n---\n`, "nested"],
  ["60,000 braces", `---\na: ${"{".repeat(60_000)}\n---\n`, "nested"],
  ["too long", `---\n${"key: value\n".repeat(7000)}---\n`, "longer"],
  ["no keys", "---\njust text\n---\n", "keys"],
  ["broken YAML", "---\na: [1\n---\n", ""],
];

describe("hostile heads", () => {
  test.each(HOSTILE)("%s", (_, head, reason) => {
    // Twice, since gray-matter would remember a broken file as a good one.
    for (let time = 0; time < 2; time++) {
      const { blocks, claims, notices } = parsed(`${head}\nThe text.`);
      expect(claims).toEqual([]);
      expect(notices.map(({ code }) => code)).toEqual(["front-matter-ignored"]);
      expect(notices[0]?.message).toContain(reason);
      expect(blocks.some(({ text }) => text.includes("The text."))).toBe(true);
    }
    expect(existsSync("ran-code")).toBe(false);
  });

  test("a rule at the head of a text is no head", () => {
    const { blocks, notices } = parsed("---\n\ntext\n\nmore");
    expect(notices).toEqual([]);
    expect(blocks.map(({ text }) => text)).toEqual(["text", "more"]);
  });

  test("a key cannot reach a prototype", () => {
    const { claims } = parsed("---\n__proto__: {title: x}\nconstructor: y\nauthor: A\n---\ntext");
    expect(claims.map(({ field, value }) => `${field} ${value}`)).toEqual(["author A"]);
    expect("title" in {}).toBe(false);
  });
});

const SLOW: readonly (readonly [string, string])[] = [
  ["20,000 quotations in one line", `${">".repeat(20_000)} a`],
  ["20,000 lists in one line", `${"- ".repeat(20_000)} a`],
  ["2,000 lists in lists", Array.from({ length: 2000 }, (_, level) => `${" ".repeat(level * 2)}- a`).join("\n")],
  ["100,000 brackets", "[".repeat(100_000)],
  ["10,000 pictures in lines", "![a](\n".repeat(10_000)],
  ["a run of 20,000 stars", `${"*".repeat(10_000)}a${"*".repeat(10_000)}`],
];

describe("hostile Markdown", () => {
  /** Milliseconds: many times what it takes on a slow machine. Without the caps each takes minutes. */
  const MILLISECONDS_MAX = 20_000;
  test.each(SLOW)("%s", (_, markdown) => {
    const spent = cpuClock();
    const { blocks } = parsed(markdown);
    expect(spent()).toBeLessThan(MILLISECONDS_MAX);
    expect(blocks.length).toBeGreaterThan(0);
  });
});
