/** No word of a page is lost, invented, split or glued. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { words } from "../../../src/text/words.ts";
import { parsed } from "./showing.ts";
import { visibleWords } from "./visible-words.ts";

function blockWords(html: string): string[] {
  return parsed(html)
    .blocks.flatMap(({ text }) => words(text))
    .sort();
}

const text = fc
  .array(
    fc.constantFrom(
      "word",
      "two words",
      " ",
      "\n  ",
      "É",
      "中文",
      "e\u0301",
      "a\u00adb",
      "x\u200by",
      "\u00a0",
      "&amp;",
      "&nbsp;",
      "&eacute;",
      "&#8217;",
      "&notin",
      "< 5",
      "7",
      "_u_",
      "\u0092",
      "😀",
      "عربي",
      ".",
      "-",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""));
const inline = fc.constantFrom("b", "i", "em", "span", "a", "code", "font", "sup", "custom-tag", "label", "q", "small");
const block = fc.constantFrom(
  "div",
  "p",
  "section",
  "blockquote",
  "h2",
  "article",
  "pre",
  "center",
  "figure",
  "figcaption",
  "header",
  "form",
  "fieldset",
);
const hiddenElements = fc.constantFrom(
  "<script>if (a < b) x</script>",
  "<style>p{}</style>",
  "<!-- c -->",
  "<template>t</template>",
  "<svg><path/>s</svg>",
  "<noscript>n</noscript>",
  "<textarea>f</textarea>",
  "<br>",
  "<hr>",
  "<img src=a.jpg>",
  "<input value=v>",
  "<wbr>",
);

/** Pages that close what they open. */
const tidy = fc.letrec<{ flow: string; phrase: string }>((tie) => ({
  phrase: fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: hiddenElements },
    {
      weight: 2,
      arbitrary: fc.tuple(inline, fc.array(tie("phrase"), { maxLength: 3 })).map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    },
  ),
  flow: fc.oneof(
    { weight: 3, arbitrary: tie("phrase") },
    {
      weight: 3,
      arbitrary: fc.tuple(block, fc.array(tie("phrase"), { maxLength: 3 })).map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom("div", "section", "td", "li", "td hidden", 'div style="display:none"'),
          fc.array(tie("flow"), { maxLength: 3 }),
        )
        .map(([name, inner]) => wrapped(name, inner.join(""))),
    },
  ),
})).flow;

function wrapped(name: string, inner: string): string {
  const tag = name.split(" ", 1)[0] ?? name;
  if (tag === "td") return `<table><tr><${name}>${inner}</td><td>${inner}</td></tr></table>`;
  if (tag === "li") return `<ul><li>${inner}</li><li>${inner}</li></ul>`;
  return `<${name}>${inner}</${tag}>`;
}

/** Tags in any order, opened and closed as it comes. Tables are left out: browsers move what is misplaced in them. */
const soup = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: text },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom("<", "</"),
            fc.oneof(
              inline.filter((name) => name !== "q"),
              fc.constantFrom("div", "p", "li", "ul", "section", "h2", "h3", "blockquote", "article"),
            ),
          )
          .map(([start, name]) => `${start}${name}>`),
      },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

const RUNS = { numRuns: Number(process.env["FAST_CHECK_RUNS"] ?? 400) };

describe("the words of the blocks are those that a browser shows", () => {
  test("on tidy pages", () => {
    fc.assert(
      fc.property(fc.array(tidy, { maxLength: 5 }), (parts) => {
        const html = `<!doctype html><html><head><title>Not shown</title></head><body><p>shown</p>${parts.join("")}</body></html>`;
        expect(blockWords(html)).toEqual(visibleWords(html));
      }),
      RUNS,
    );
  });

  test("on tag soup", () => {
    fc.assert(
      fc.property(soup, (body) => {
        const html = `<!doctype html><body><p>shown</p>${body}`;
        expect(blockWords(html)).toEqual(visibleWords(html));
      }),
      RUNS,
    );
  });

  test("and no page makes it throw", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            soup,
            fc.string({ unit: "binary" }),
            fc.constantFrom(
              "<table><tr>",
              "<svg><",
              "<math>",
              "</table>",
              "<select>",
              "<!--",
              "<![CDATA[",
              "<title>",
              "<a href='",
              "<p x=y",
              "</",
            ),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const { blocks } = parsed(parts.join(""));
          for (const { text, marks } of blocks) {
            expect(text).toBe(text.normalize("NFC"));
            for (const { start, end } of marks) expect(0 <= start && start < end && end <= text.length).toBe(true);
          }
        },
      ),
      RUNS,
    );
  });
});
