import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { resolver } from "../../../src/parse/html/addresses.ts";
import { leavesOf } from "../../../src/parse/html/leaves.ts";
import { pageTexts } from "../../../src/parse/html/page-texts.ts";
import { storedBody } from "../../../src/parse/html/stored-body.ts";
import { buildTree } from "../../../src/parse/html/tree.ts";

const FIRST = "The ferry between Skarnes and the outer islands will run through the night from October, the county said on Monday.";
const SECOND = "Nobody should have to leave a concert before the last song, said the head of transport, Arild Moen, who plays the tuba.";
const THIRD = "The night boats will cost the county four million a year and a crew of twelve, among them two captains from the islands.";

function stored(body: string, visible: string): string | undefined {
  const data = JSON.stringify({ "@type": "NewsArticle", articleBody: body });
  return storedIn(`<script type="application/ld+json">${data}</script>`, visible);
}

function storedIn(head: string, visible: string): string | undefined {
  const tree = buildTree(`${head}<body>${visible}</body>`, DEFAULTS.limits);
  return storedBody(pageTexts(tree.elements), leavesOf(tree, resolver(undefined, undefined), DEFAULTS.limits).leaves, tree.elements);
}

describe("storedBody", () => {
  it("brings in the body of an empty frame, a paragraph a line", () => {
    expect(stored(`${FIRST}\n\n${SECOND}\n${THIRD}`, '<div id="root"></div>')).toBe(
      `<article itemprop="articleBody"><p>${FIRST}</p><p>${SECOND}</p><p>${THIRD}</p></article>`,
    );
  });

  it("leaves its elements as they are, also where they were escaped twice", () => {
    const html = `<p>${FIRST}</p><p>${SECOND} ${THIRD}</p>`;
    const expected = `<article itemprop="articleBody">${html}</article>`;
    expect(stored(html, "")).toBe(expected);
    expect(stored(html.replaceAll("<", "&lt;").replaceAll(">", "&gt;"), "")).toBe(expected);
  });

  it("writes a sign that is no tag as text", () => {
    expect(stored(`${FIRST} ${SECOND} ${THIRD} 3 < 4`, "")).toContain("3 &lt; 4");
  });

  it("is not asked for by a page that holds half of it, nor by a short description", () => {
    expect(stored(`${FIRST}\n${SECOND}`, `<p>${FIRST}</p><p>${SECOND}</p>`)).toBeUndefined();
    expect(stored(`${FIRST}\n${SECOND}\n${THIRD}`, `<p>${FIRST}</p><p>${SECOND}</p>`)).toBeUndefined();
    expect(stored(FIRST, "")).toBeUndefined();
  });

  it("is asked for by a page that shows the first paragraph alone", () => {
    expect(stored(`${FIRST}\n${SECOND}\n${THIRD}`, `<p>${FIRST}</p>`)).toContain(THIRD);
  });
});

describe("storedBody in the data of scripts", () => {
  const TITLE = "<title>Night ferry to the outer islands</title>";
  const body = `<p>${FIRST}</p><p>${SECOND}</p><p>${THIRD}</p>`;
  const values = { consent: "We and our partners store what you read. ".repeat(30), article: { body }, next: ["A headline"] };
  const data = JSON.stringify(values);

  it.each([
    ["a script of data", `<script id="__NEXT_DATA__" type="application/json">${data}</script>`],
    ["a script that sets a value", `<script>window.__INITIAL_STATE__ = ${data};</script>`],
  ])("is the longest value with words of the title, in %s", (_, script) => {
    expect(storedIn(TITLE + script, "<p>Loading</p>")).toBe(`<article itemprop="articleBody">${body}</article>`);
  });

  it("is not asked for where structured data have a body, where the page shows its text, or in code", () => {
    const script = `<script type="application/json">${data}</script>`;
    const other = `<script type="application/ld+json">${JSON.stringify({ articleBody: THIRD })}</script>`;
    expect(storedIn(TITLE + script + other, "")).toBeUndefined();
    expect(storedIn(TITLE + script, `<p>${"Another story of the islands. ".repeat(40)}</p>`)).toBeUndefined();
    expect(storedIn(`${TITLE}<script>render(${data})</script>`, "")).toBeUndefined();
  });
});
