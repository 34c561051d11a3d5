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
  const tree = buildTree(`<script type="application/ld+json">${data}</script><body>${visible}</body>`, DEFAULTS.limits);
  return storedBody(pageTexts(tree.elements), leavesOf(tree, resolver(undefined, undefined), DEFAULTS.limits).leaves);
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
