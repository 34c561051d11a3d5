import { describe, expect, it } from "vitest";
import { labelBlocks } from "../../src/extract/labeller/label.ts";
import { recurringLines } from "../../src/extract/recurring.ts";
import { buildSiteMemory, sightingOf } from "../../src/extract/site-memory.ts";
import { viewOf } from "../../src/extract/view.ts";
import { DEFAULTS } from "../../src/options.ts";
import type { Claim, Page } from "../../src/types.ts";
import { story } from "../collection/stories.ts";
import { named, pageOf } from "./pages.ts";

/** Pages of one site, each with the same lines behind a story of its own. */
function drop(count: number, lines: readonly string[], paragraphs = 4): Page[] {
  return Array.from({ length: count }, (_, i) => ofSite(pageOf([story(i, paragraphs), ...lines].join("\n\n")), i));
}

function ofSite(page: Page, i: number): Page {
  const claim: Claim = { field: "url", value: `https://observer.example/${String(i)}`, from: "record", confidence: 1, block: undefined };
  return { ...page, claims: [claim] };
}

/** What the rule drops of the first page, of which all is kept so far. */
function dropped(pages: readonly Page[]): string[] {
  const [first] = pages;
  if (first === undefined) return [];
  const memory = buildSiteMemory(pages.map(sightingOf));
  const view = viewOf(
    first,
    labelBlocks(first, memory, DEFAULTS),
    first.blocks.map(() => true),
    memory,
  );
  return named(view, recurringLines(view));
}

describe("a line that recurs on its site", () => {
  const prose = "The Observer is read in forty villages by those who stay at home.";
  const label = "More from the harbour";

  it("goes, however well it is written", () => {
    expect(dropped(drop(8, [prose, label]))).toEqual([prose, label]);
  });

  it("stays on a site of few pages, and where few of many pages have it", () => {
    expect(dropped(drop(4, [prose]))).toEqual([]);
    expect(dropped([...drop(8, [prose]), ...drop(20, []).slice(8)])).toEqual([]);
  });

  it("stays where such lines are most of the page", () => {
    const labels = "abcdefghi".split("").map((letter) => `Where to find us in the village of ${letter.repeat(4)}`);
    expect(dropped(drop(8, labels, 8))).toEqual(labels);
    expect(dropped(drop(8, labels, 1))).toEqual([]);
  });

  it("stays where it is a number, or heads a part of the article", () => {
    expect(dropped(drop(8, ["## What happens next", prose, "1902", label]))).toEqual([prose, label]);
  });

  it("stays where it is the end of a paragraph, or stands between paragraphs", () => {
    const within = Array.from({ length: 8 }, (_, i) => ofSite(pageOf(`${story(i, 3)} ${story(i + 50, 3)} ${prose}`), i));
    expect(dropped(within)).toEqual([]);
    const between = (line: string): Page[] =>
      Array.from({ length: 8 }, (_, i) => ofSite(pageOf([story(i, 2), line, story(i + 50, 2)].join("\n\n")), i));
    expect(dropped(between(prose))).toEqual([]);
    // As markup has it: in text a label above a paragraph is taken for its heading.
    const labelled = between(label).map((one) => ({
      ...one,
      blocks: one.blocks.map((block) => ({ ...block, kind: "paragraph" as const })),
    }));
    expect(dropped(labelled)).toEqual([label]);
  });
});
