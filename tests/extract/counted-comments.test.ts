import { describe, expect, it } from "vitest";
import { countedComments } from "../../src/extract/counted-comments.ts";
import type { View } from "../../src/extract/view.ts";
import { named, NO_FACTS, viewOfText } from "./pages.ts";

const TITLE = "Bridge closed for two months";
const STORY = "The old stone bridge will stay closed for two months, the council said, after cracks were found in its middle arch.";
const LETTER =
  "At last somebody has come to a decision that makes sense, since I have walked there with my children every morning for ten years and have seen stones in the river each winter.";

function viewOfPage(...lines: string[]): View {
  const metadata = { ...NO_FACTS, title: { value: TITLE, from: "heading", confidence: 0.8 } as const };
  return viewOfText([TITLE, ...lines].join("\n\n"), { metadata });
}

describe("comments that outnumber their article", () => {
  it("go from the head that counts them", () => {
    const view = viewOfPage(STORY, "Comments (2)", LETTER, LETTER.toUpperCase());
    expect(named(view, countedComments(view))).toEqual(["Comments (2)", LETTER, LETTER.toUpperCase()]);
    const albanian = viewOfPage(STORY, "Komentet (2)", LETTER);
    expect(countedComments(albanian)).toHaveLength(2);
  });

  it("stay under a head that counts nothing, or that stands on the page more than once", () => {
    for (const lines of [
      ["Comments", LETTER],
      ["Comments (2)", LETTER, "Comments (3)", LETTER],
    ])
      expect(countedComments(viewOfPage(STORY, ...lines))).toEqual([]);
  });

  it("are none where what follows the head says what the headline says", () => {
    const teaser = "Walkers must take the long way round from Monday on, as everybody feared when the river rose in the spring.";
    expect(countedComments(viewOfPage(teaser, "12 comments", STORY, LETTER))).toEqual([]);
  });
});
