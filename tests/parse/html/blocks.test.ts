import { describe, expect, test } from "vitest";
import { marksOf, parsed, shown } from "./showing.ts";

/** [what it shows, the page, its blocks] */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "inline elements neither part nor glue words",
    "<p>un<b>believ</b>able <span>a</span><span>b</span> <i>c</i></p>",
    ["paragraph unbelievable ab c"],
  ],
  [
    "cells, buttons, options and items part words",
    "<table><tr><td>a</td><td>b</td></tr></table><button>c</button><button>d</button><select><option>e<option>f</select>",
    ["paragraph a", "paragraph b", "paragraph c", "paragraph d", "paragraph e", "paragraph f"],
  ],
  ["a picture parts words", "<p>left<img src=a.gif width=1 height=1>right</p>", ["paragraph left right"]],
  ["one break is a break, two are a paragraph", "<p>a<br>b<br> <br>c</p>", ["paragraph a", "break paragraph b", "paragraph c"]],
  ["headings have levels", "<h1>One</h1><h3>Three</h3>", ["h1 One", "h3 Three"]],
  [
    "lists nest, and number from where they start",
    "<ul><li>a<ol start=4><li>b<li>c</ol><li><p>d</p><p>e</p></ul>",
    ["item • a", "item •4. b", "item •5. c", "item • d", "item • e"],
  ],
  [
    "quotations hold paragraphs and lists",
    "<blockquote><p>a</p><ul><li>b</ul></blockquote><p>c</p>",
    ["quote > a", "item >• b", "paragraph c"],
  ],
  ["code keeps its line breaks", "<pre>\n  if (a)\n\tb();<br>c\n</pre><p>d</p>", ["code   if (a)\n\tb();\nc", "paragraph d"]],
  ["white space is folded, also no-break and ideographic", "<p>\u00a0 a&nbsp;\n\t b\u3000c\u2003d </p>", ["paragraph a b c d"]],
  [
    "invisible characters leave words whole",
    "<p>inter\u00adnational zero\u200bwidth \ufeffmark</p>",
    ["paragraph international zerowidth mark"],
  ],
  ["joiners that scripts need stay", "<p>می\u200cخواهم 👨\u200d👩</p>", ["paragraph می\u200cخواهم 👨\u200d👩"]],
  ["misread windows-1252 is read again", "<p>don\u0092t \u0096 don&#146;t</p>", ["paragraph don’t – don’t"]],
  ["text is composed", "<p>Cafe\u0301 <b>e\u0301te\u0301</b></p>", ["paragraph Café été"]],
  [
    "scripts, styles, templates and forms' fields show nothing",
    "<script>a</script><style>b</style><template>c</template><textarea>d</textarea><p>e<script>f</script>g</p>",
    ["paragraph eg"],
  ],
  ["what only old browsers show is left out", "<p>a</p><noscript>b</noscript><iframe>c</iframe><video>d</video>", ["paragraph a"]],
  ["… unless there is nothing else", "<body><noscript><p>Only here</p></noscript></body>", ["paragraph Only here"]],
  [
    "… or hardly anything beside an article",
    `<p>Loading</p><noscript><p>${"word ".repeat(120)}</p></noscript>`,
    ["paragraph Loading", `paragraph ${"word ".repeat(120).trim()}`],
  ],
  ["a notice that scripts are needed is no article", "<p>Loading</p><noscript>Please allow scripts.</noscript>", ["paragraph Loading"]],
  [
    "pictures are blocks, their captions too",
    '<figure><img src="/p/a.jpg" alt=" A  river "><figcaption>The river. <i>Photo: X</i></figcaption></figure>',
    ["image [A river](https://example.org/p/a.jpg)", "caption The river. Photo: X"],
  ],
  [
    "captions in inline elements are parted from the text behind them",
    '<div><span><img src="/p/a.jpg" alt=""><em class="img_desc">The river.</em></span>On Monday <em class="img_desc">it</em> rose.</div>',
    ["image [](https://example.org/p/a.jpg)", "caption The river.", "paragraph On Monday it rose."],
  ],
  [
    "late pictures are found",
    '<img src="data:image/gif;base64,R0" data-src="b.jpg"><img srcset="c-480.jpg 480w, c-960.jpg 960w">',
    ["image [](https://example.org/news/b.jpg)", "image [](https://example.org/news/c-960.jpg)"],
  ],
  [
    "icons and counters are no pictures",
    '<img src="a.gif" width=1 height=1><img src="b.png" width="16" height="16"><p>a</p>',
    ["paragraph a"],
  ],
  ["an unclosed head loses nothing", "<html><head><title>T</title><meta name=a><div>a</div><p>b</html>", ["paragraph a", "paragraph b"]],
  ["an unclosed title ends at the next tag", "<head><title>T<meta name=a></head><body><p>a</p></body>", ["paragraph a"]],
  ["a title with another's end tag too", "<head><title>T</head><body><p>a</p><svg><title>x</title></svg></body>", ["paragraph a"]],
  ["an unclosed style ends at the next tag", "<style>p{}<p>a</p>", ["paragraph a"]],
  ["an inline end tag closes no block", "<div><span><p>a</span>b</p>c</div>", ["paragraph ab", "paragraph c"]],
  ["text without any element", "just text", ["paragraph just text"]],
  ["quotation marks that browsers add", "<p>He said <q>no</q>.</p>", ["paragraph He said “no”."]],
  [
    "formulas are text, drawings are not",
    "<p>a<math><mi>x</mi><mo>=</mo><mn>1</mn></math><svg><text>no</text></svg>b</p>",
    ["paragraph ax=1 b"],
  ],
];

describe("blocks", () => {
  test.each(CASES)("%s", (_, html, expected) => {
    expect(shown(parsed(html).blocks)).toEqual(expected);
  });

  test("a data table has cells, a layout has blocks", () => {
    const data = parsed("<table><tr><th>Team<th>Points<tr><td>A<td>3<tr><td><td>1</table>").blocks;
    expect(data.map(({ kind, text, cell }) => [kind, text, cell?.row, cell?.column, cell?.isHeader, cell?.isSimple])).toEqual([
      ["cell", "Team", 0, 0, true, true],
      ["cell", "Points", 0, 1, true, true],
      ["cell", "A", 1, 0, false, true],
      ["cell", "3", 1, 1, false, true],
      ["cell", "1", 2, 1, false, true],
    ]);
    const layout = parsed(`<table><tr><td><ul><li>menu</ul><td><p>${"Long prose. ".repeat(60)}</p><p>More.</p></table>`).blocks;
    expect(layout.map(({ cell }) => cell)).toEqual([undefined, undefined, undefined]);
    const spans = parsed("<table><tr><th colspan=2>Both<tr><td>a<td>b</table>").blocks;
    expect(spans.map(({ cell }) => cell?.isSimple)).toEqual([false, false, false]);
  });

  test("hidden text is kept and said to be hidden", () => {
    const { blocks } = parsed('<p>a <span style="display: none">b</span> c</p><div hidden>d</div>');
    expect(blocks.map(({ text, joint, scope, line }) => [text, joint, scope.includes("hidden"), line])).toEqual([
      ["a", "paragraph", false, 0],
      ["b", "space", true, 0],
      ["c", "space", false, 0],
      ["d", "paragraph", true, 1],
    ]);
  });

  test("the scope names what a block stands in", () => {
    const { blocks } = parsed('<main><aside class="related box"><ul id=x><li>a</ul></aside></main>');
    expect(blocks[0]?.scope).toEqual(["main", "aside.related", "ul#x"]);
  });

  test("words in links are counted", () => {
    const [block] = parsed("<p>one <a href=/a>two three</a> four</p>").blocks;
    expect([block?.wordCount, block?.linkWordCount]).toEqual([4, 2]);
  });
});

describe("marks", () => {
  test("cover words, not the spaces around them, and resolve", () => {
    const [block] = parsed('<p>See<a href="../x?a=1&amp;b=2"> the <b>report </b></a> <em>now</em>, <code>x</code></p>').blocks;
    expect(block?.text).toBe("See the report now, x");
    expect(marksOf(block)).toEqual(['link "the report" https://example.org/x?a=1&b=2', 'strong "report"', 'emphasis "now"', 'code "x"']);
  });

  test("go on in every block they span", () => {
    const { blocks } = parsed("<a href=/x><h2>Title</h2><p>Teaser</p></a><p>After</p>");
    expect(blocks.map(marksOf)).toEqual([['link "Title" https://example.org/x'], ['link "Teaser" https://example.org/x'], []]);
  });

  test("stay on their letters when the text is composed", () => {
    const [block] = parsed("<p>e\u0301e\u0301 <b>o\u0302</b> <i>z</i></p>").blocks;
    expect(marksOf(block)).toEqual(['strong "ô"', 'emphasis "z"']);
  });

  test("base counts, and what would run has no address", () => {
    const { blocks } = parsed(
      '<base href="https://cdn.example.net/d/"><p><a href="y">a</a> <a href="JavaScript:alert(1)">b</a> <a href=" data:text/html,x">c</a> <a name=z>d</a></p>',
    );
    expect(marksOf(blocks[0])).toEqual(['link "a" https://cdn.example.net/d/y', 'link "b"', 'link "c"']);
    expect(blocks[0]?.linkWordCount).toBe(3);
  });

  test("without any address of the page, relative links lead nowhere", () => {
    const [block] = parsed("<p><a href=/x>a</a></p>", "").blocks;
    expect(marksOf(block)).toEqual(['link "a"']);
  });

  test("an open link ends where the next begins", () => {
    const [block] = parsed("<p><a href=/1>one <a href=/2>two</a> three</p>").blocks;
    expect(marksOf(block)).toEqual(['link "one" https://example.org/1', 'link "two" https://example.org/2']);
  });
});
