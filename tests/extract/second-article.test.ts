import { describe, expect, it } from "vitest";
import { extract } from "../../src/extract/extract.ts";
import { DEFAULTS } from "../../src/options.ts";
import type { Article } from "../../src/types.ts";
import { parsed } from "../parse/html/showing.ts";

const FIRST = `<p>The town council voted on Tuesday to build a second bridge over the river Dale, ending a dispute that has lasted for more than a decade.</p>
<p>The bridge will cost 14 million pounds and is to open in 2027, the council said after the vote, which went 31 to 14.</p>
<p>Opponents said they would take the decision to court, because the bridge would cut through a nature reserve.</p>`;
const SECOND = `<p>Detectives have arrested two men over the theft of a collection of Roman coins from the museum in Castle Street.</p>
<p>Both were caught when a pawnbroker, offered a silver denarius for the price of a meal, rang her brother, who is a constable.</p>
<p>Visitors are asked to stay away until Friday while the glass of the showcases is replaced.</p>`;
const BYLINE = `<p class="meta">11 March 2024 · By Sam Stone</p>`;

function extracted(first: string, second: string, title = "Council backs new bridge"): Article {
  const payload = `<html><head><title>${title}</title></head><body><article><h1>Council backs new bridge</h1><p class="meta">12 March 2024 · By Ann Kern</p>${first}</article>${second}</body></html>`;
  return extract(parsed(payload), undefined, DEFAULTS);
}

describe("a second article under the first", () => {
  it("goes, and its author with it", () => {
    const { text, metadata } = extracted(FIRST, `<article><h1>Two held after museum theft</h1>${BYLINE}${SECOND}</article>`);
    expect(text).toContain("nature reserve");
    expect(text).not.toContain("Roman coins");
    expect(metadata.authors?.value).toEqual(["Ann Kern"]);
  });

  it.each([
    ["without a date of its own it is a part of the first", FIRST, `<h1>Two held after museum theft</h1>${SECOND}`, undefined],
    ["a lower heading in the same article opens a part", FIRST, `<h3>Two held after museum theft</h3>${BYLINE}${SECOND}`, undefined],
    [
      "one that speaks of the same things stays",
      FIRST,
      `<h1>Bridge opponents to meet</h1>${BYLINE}${FIRST.replaceAll("The town council", "That council")}`,
      undefined,
    ],
    [
      "where the page is named after the second, the second is not the stranger",
      FIRST,
      `<h1>Two held after museum theft</h1>${BYLINE}${SECOND}`,
      "Two held after museum theft",
    ],
  ])("%s", (_name, first, second, title) => {
    const rules = extracted(first, second, title).blocks.map(({ decision }) => decision.rule);
    expect(rules).not.toContain("second article");
  });
});
