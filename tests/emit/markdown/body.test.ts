import { describe, expect, test } from "vitest";
import { renderBody } from "../../../src/emit/markdown/body.ts";
import type { Passage } from "../../../src/types.ts";
import { article, mark, passage, step } from "./passages.ts";

function body(...passages: Passage[]): string {
  return renderBody(article(passages), { titleHeading: false });
}

/** [the text of a paragraph, its Markdown]: what an editor would escape, and what not. */
const TEXTS: readonly (readonly [string, string])[] = [
  [
    "A plain sentence (with brackets), 5 * 3 = 15, snake_case & AT&T; 50 % off.",
    "A plain sentence (with brackets), 5 * 3 = 15, snake_case & AT&T; 50 % off.",
  ],
  ["He said [sic] that [the minister] left […]", "He said [sic] that [the minister] left […]"],
  ["It cost $5, or US$10 to US$20", "It cost $5, or US\\$10 to US\\$20"],
  ["About ~50 people, C# and #1", "About ~50 people, C# and #1"],
  ["1986. A great year", "1986\\. A great year"],
  ["# Not a heading", "\\# Not a heading"],
  ["#tag and @name", "\\#tag and \\@name"],
  ["- not an item", "\\- not an item"],
  ["-5 degrees – or – less", "-5 degrees – or – less"],
  ["> not a quotation", "\\> not a quotation"],
  ["---", "\\---"],
  ["*stars* and _lines_ and ~~waves~~", "\\*stars\\* and \\_lines\\_ and \\~\\~waves\\~\\~"],
  ["<b>raw</b> <!-- x --> 3 < 5", "\\<b>raw\\</b> \\<!-- x --> 3 < 5"],
  ["{{< youtube x >}} {% raw %} {{ y }} <% z %>", "{\\{< youtube x >}} {\\% raw %} {\\{ y }} <\\% z %>"],
  ["[[Link]] and ![[embed]]", "\\[\\[Link]] and !\\[\\[embed]]"],
  ["[text](javascript:alert(1)) [^1] [x]", "\\[text](javascript:alert(1)) \\[^1] \\[x]".replace("[^1]", "[\\^1]")],
  ["https://example.org/a_b and www.example.org and a@b.org", "https\\://example.org/a_b and www\\.example.org and a\\@b.org"],
  ["&copy; &#35; R&D;", "\\&copy; \\&#35; R&D;"],
  ["a | b", "a \\| b"],
  [":smile: at 10:30:45", "\\:smile: at 10:30:45"],
  ["C:\\temp\\x `code`", "C:\\\\temp\\\\x \\`code\\`"],
  ["==high== and %%hidden%%", "\\=\\=high\\=\\= and %\\%hidden%\\%"],
  ["(i) first", "(i\\) first"],
  ["A. Smith said", "A. Smith said"],
];

describe("text", () => {
  test.each(TEXTS)("%s", (text, expected) => {
    expect(body(passage(text))).toBe(expected);
  });
});

describe("marks", () => {
  test("are written where they stand", () => {
    const text = "See the report now, or run x.";
    expect(
      body(
        passage(text, {
          marks: [mark("link", 4, 14, "https://example.org/a (b)"), mark("strong", 8, 14), mark("emphasis", 15, 18), mark("code", 27, 28)],
        }),
      ),
    ).toBe("See [the **report**](https://example.org/a%20%28b%29) _now_, or run `x`.");
  });

  test("what would run loses its link and keeps its text", () => {
    expect(
      body(passage("click here", { marks: [mark("link", 0, 5, "javascript:alert(1)"), mark("link", 6, 10, "data:text/html,x")] })),
    ).toBe("click here");
  });

  test("an exclamation before a link does not make it a picture", () => {
    expect(body(passage("Wow!link", { marks: [mark("link", 4, 8, "https://example.org/")] }))).toBe("Wow\\![link](https://example.org/)");
  });

  test("emphasis that Markdown could not close is left out", () => {
    expect(body(passage("中文（重点）中文", { marks: [mark("strong", 2, 6)] }))).toBe("中文（重点）中文");
  });

  test("code that editors run is text", () => {
    expect(body(passage("r 1+1", { marks: [mark("code", 0, 5)] }))).toBe("r 1+1");
  });
});

describe("blocks", () => {
  test("headings begin at the second level, and keep their distances", () => {
    expect(
      body(
        passage("One", { kind: "heading", level: 3 }),
        passage("Two", { kind: "heading", level: 4 }),
        passage("Six", { kind: "heading", level: 6 }),
      ),
    ).toBe("## One\n\n### Two\n\n##### Six");
    expect(body(passage("C #", { kind: "heading", level: 1 }), passage("Title {#id}", { kind: "heading", level: 1 }))).toBe(
      "## C \\#\n\n## Title \\{\\#id}",
    );
  });

  test("the title heads the body when asked", () => {
    expect(renderBody(article([passage("Text.")], "1984: a *title*"), { titleHeading: true })).toBe("# 1984: a \\*title\\*\n\nText.");
    expect(renderBody(article([passage("Text.")], "Title"), { titleHeading: false })).toBe("Text.");
  });

  test("lists nest, and two lists in a row stay two", () => {
    const a = step("bullet", 1, 10);
    expect(
      body(
        passage("a", { kind: "item", nesting: [a] }),
        passage("a one", { kind: "item", nesting: [a, step("number", 2, 11, 1)] }),
        passage("a two", { kind: "item", nesting: [a, step("number", 3, 11, 2)] }),
        passage("more of two", { kind: "item", nesting: [a, step("number", 3, 11, 2)] }),
        passage("b", { kind: "item", nesting: [step("bullet", 4, 10)] }),
        passage("other", { kind: "item", nesting: [step("bullet", 5, 12)] }),
        passage("end"),
      ),
    ).toBe("- a\n  1. a one\n  2. a two\n\n     more of two\n- b\n\n* other\n\nend");
  });

  test("quotations hold their paragraphs, and end", () => {
    const quote = step("quote", 1, 1);
    expect(
      body(
        passage("a", { kind: "quote", nesting: [quote] }),
        passage("b", { kind: "quote", nesting: [quote] }),
        passage("c", { kind: "quote", nesting: [step("quote", 2, 2)] }),
        passage("d"),
      ),
    ).toBe("> a\n>\n> b\n\n> c\n\nd");
  });

  test("breaks are hard breaks, and a line after one is escaped as a line", () => {
    expect(body(passage("first 2. second", { breaks: [5] }))).toBe("first  \n2\\. second");
  });

  test("code has a fence without a language; what runs in code is text", () => {
    expect(body(passage("if (a)\n\tb();", { kind: "code" }))).toBe("```\nif (a)\n\tb();\n```");
    expect(body(passage("a\n```\nb", { kind: "code" }))).toBe("````\na\n```\nb\n````");
    expect(body(passage("{{ x }}\n  y", { kind: "code" }))).toBe("{\\{ x }}  \n\u00a0\u00a0y");
    expect(body(passage("```{r}\n1\n```", { kind: "code" }))).not.toContain("```");
  });

  test("simple tables are tables, others are written cell by cell", () => {
    const cell = (text: string, row: number, column: number, isSimple = true): Passage =>
      passage(text, { kind: "cell", cell: { table: 1, row, column, isHeader: row === 0, isSimple } });
    expect(body(cell("Team", 0, 0), cell("Points | goals", 0, 1), cell("A", 1, 0), cell("3", 1, 1), cell("1", 2, 1))).toBe(
      "| Team | Points \\| goals |\n| --- | --- |\n| A | 3 |\n|  | 1 |",
    );
    expect(body(cell("Team", 0, 0, false), cell("A", 1, 0, false))).toBe("Team\n\nA");
  });

  test("pictures have absolute addresses, and their captions below", () => {
    expect(
      body(
        passage("", { kind: "image", image: { source: "https://example.org/a b.jpg", alt: "A [river]" } }),
        passage("The river", { kind: "caption" }),
      ),
    ).toBe("![A \\[river\\]](https://example.org/a%20b.jpg)\n\nThe river");
    expect(
      body(
        passage("", { kind: "image", image: { source: "a.jpg", alt: "" } }),
        passage("", { kind: "image", image: { source: "data:image/png,x", alt: "x" } }),
      ),
    ).toBe("");
  });
});
