import { describe, expect, it } from "vitest";
import { leftBehind, leftHeadings, leftTables } from "../../src/extract/left-behind.ts";
import { type View, viewOf } from "../../src/extract/view.ts";
import { parsed } from "../parse/html/showing.ts";
import { labelsOf, named } from "./pages.ts";

const FIRST =
  "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said on Tuesday.";
const SECOND = "Anglers who keep a boat in the inner basin will pay twice what they paid ten years ago, and many would rather sell.";
const THIRD = "The board will meet again in June to look at the fees for larger vessels and for the dry dock behind the fish market.";

/** A page whose body lies in one element; `dropped` begin with these words, and have this score. */
function viewOfPage(body: string, given: { readonly dropped: readonly string[]; readonly score: number }): View {
  const payload = `<html><body><h1>Harbour fees to rise</h1><div class="story">${body}</div><div class="foot"><p>${THIRD}</p></div></body></html>`;
  const page = parsed(payload);
  const labels = labelsOf(page, given.dropped, 1 - given.score);
  return viewOf(page, labels, labels.keep);
}

const TABLE = "<table><tr><th>Boat</th><th>Fee</th></tr><tr><td>Dinghy</td><td>40</td></tr><tr><td>Sloop</td><td>95</td></tr></table>";

describe("prose that was left behind", () => {
  it("stays behind a table that is kept, in the place of the body and nowhere else", () => {
    const dropped = ["Anglers", "The board will"];
    const behind = viewOfPage(`<p>${FIRST}</p><p>${FIRST}!</p>${TABLE}<p>${SECOND}</p>`, { dropped, score: 0.45 });
    expect(named(behind, leftBehind(behind))).toEqual([SECOND]);
    // Readers' comments stand in one place, too.
    const plain = viewOfPage(`<p>${FIRST}</p><p>${FIRST}!</p><p>${SECOND}</p>`, { dropped, score: 0.6 });
    expect(leftBehind(plain)).toEqual([]);
  });

  it("ends at a divider, at the head of other articles, and where it invites", () => {
    for (const between of ["<p>-----</p>", "<h3>Related articles</h3>"]) {
      const view = viewOfPage(`<p>${FIRST}</p><p>${FIRST}!</p>${TABLE}${between}<p>${SECOND}</p>`, {
        dropped: ["Anglers", "---", "Related", "The board will"],
        score: 0.6,
      });
      expect(leftBehind(view)).toEqual([]);
    }
    const invitation = "If you like what you read here every day, subscribe to what we send to our readers in the morning.";
    const view = viewOfPage(`<p>${FIRST}</p><p>${FIRST}!</p>${TABLE}<p>${invitation}</p>`, {
      dropped: ["If you", "The board will"],
      score: 0.6,
    });
    expect(leftBehind(view)).toEqual([]);
  });
});

describe("headings and tables that were left behind", () => {
  it("the heading of a paragraph of the body is kept, the first where others of its kind are", () => {
    const body = `<h2>Basin</h2><p>${FIRST}</p><h2>Anglers</h2><p>${SECOND}</p>`;
    const later = viewOfPage(body, { dropped: ["Anglers"], score: 0.4 });
    expect(named(later, leftHeadings(later))).toEqual([]);
    const first = viewOfPage(`<h2>Basin</h2><p>${FIRST}</p><h2>Money</h2><p>${SECOND}</p>`, { dropped: ["Basin"], score: 0.4 });
    expect(named(first, leftHeadings(first))).toEqual(["Basin"]);
  });

  it("a table between two paragraphs is kept whole, one behind them is not", () => {
    const dropped = ["Boat", "Fee", "Dinghy", "40", "Sloop", "95"];
    const between = viewOfPage(`<p>${FIRST}</p>${TABLE}<p>${SECOND}</p>`, { dropped, score: 0.4 });
    expect(named(between, leftTables(between))).toEqual(dropped);
    const behind = viewOfPage(`<p>${FIRST}</p><p>${SECOND}</p>${TABLE}`, { dropped, score: 0.4 });
    expect(leftTables(behind)).toEqual([]);
  });
});
