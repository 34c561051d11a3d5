import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { resolver } from "../../../src/parse/html/addresses.ts";
import { markupEvidence } from "../../../src/parse/html/evidence.ts";
import { leavesOf } from "../../../src/parse/html/leaves.ts";
import { buildTree } from "../../../src/parse/html/tree.ts";
import { MARKUP_COLUMNS, MARKUP_ROWS } from "../../../src/text/markup-columns.ts";

const PAGE = `<!doctype html><html><head><title>Harbour opens after storm</title>
<meta property="og:description" content="The harbour of Lund opened again on Monday after the storm.">
<script type="application/ld+json">{"articleBody":"The harbour of Lund opened again on Monday \\u0026 the ferries sail."}</script></head><body>
<nav class="mainMenu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Harbour opens after storm</h1>
<p>The harbour of Lund opened again on Monday &amp; the ferries sail.</p>
<p>Its master said, with a smile, that no boat was lost in the night.</p>
<figure><img src="a.jpg"><figcaption>The harbour</figcaption></figure></article>
<div id="comments"><p>I was there and saw it all, it was quite a night for us.</p></div>
<div hidden><p>Nothing to see, or so they say.</p></div></body></html>`;

function evidenceOf(html: string): {
  at: (text: string, column: string) => number;
  evidence: ReturnType<typeof markupEvidence>;
  count: number;
} {
  const tree = buildTree(html, DEFAULTS.limits);
  const { leaves } = leavesOf(tree, resolver(undefined, tree.base), DEFAULTS.limits);
  const evidence = markupEvidence(tree, leaves);
  const at = (text: string, column: string): number => {
    const block = leaves.findIndex((leaf) => leaf.block.text.startsWith(text));
    const place = MARKUP_COLUMNS.indexOf(column);
    if (block < 0 || place < 0) throw new Error(`no ${text} or no ${column}`);
    return evidence.features[block * evidence.columns + place] ?? Number.NaN;
  };
  return { at, evidence, count: leaves.length };
}

describe("markupEvidence", () => {
  const { at, evidence, count } = evidenceOf(PAGE);

  it("has a row for every leaf, in the named columns", () => {
    expect(evidence.columns).toBe(MARKUP_COLUMNS.length);
    expect(evidence.features).toHaveLength(count * MARKUP_COLUMNS.length);
    expect(evidence.offsets).toHaveLength(count + 1);
    expect(evidence.tokens.every((token) => token < MARKUP_ROWS)).toBe(true);
  });

  it.each([
    ["Home", "link share", 1],
    ["Home", "inside nav", 1],
    ["Home", "is li", 1],
    ["Home", "inside list", 1],
    ["The harbour of Lund", "link share", 0],
    ["The harbour of Lund", "is p", 1],
    ["The harbour of Lund", "inside article", 1],
    ["The harbour of Lund", "in the description", 0.5],
    ["The harbour of Lund", "in the JSON-LD body", 1],
    ["Its master", "in the JSON-LD body", 0],
    ["Its master", "inside the densest container", 1],
    ["Harbour opens", "is the first heading", 1],
    ["Harbour opens", "title words, of the title", 1],
    ["I was there", "comment class", 1],
    ["I was there", "inside article", 0],
    ["Nothing to see", "hidden", 1],
  ] as const)("says of %j: %s", (text, column, value) => {
    const found = at(text, column);
    if (column === "in the description") expect(found).toBeGreaterThan(value);
    else expect(found).toBe(value);
  });

  it("holds only what one byte a number can keep", () => {
    for (const value of evidence.features) {
      expect(value * 32).toBe(Math.round(value * 32));
      expect(Math.abs(value)).toBeLessThanOrEqual(4);
    }
  });

  it("takes a page without elements, and a deep one", () => {
    expect(evidenceOf("just words").evidence.features).toHaveLength(MARKUP_COLUMNS.length);
    const deep = `${"<div>".repeat(2000)}<p>Deep down there is a sentence, at last.</p>`;
    expect(evidenceOf(deep).at("Deep down", "depth")).toBeLessThanOrEqual(4);
  });
});
