/** Headings that lead nowhere: what they headed was dropped. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { type Finding, type View } from "./view.ts";

/** Dropped words between a heading and the next kept block from which the heading belonged to what was dropped. */
const DROPPED_WORDS_MAX = 20;

/** A longer heading is a text that somebody marked up as a heading; so is one that ends a sentence, if it has more words than a question. */
const HEADING_WORDS_MAX = 25;
const QUESTION_WORDS_MAX = 14;

/** Kept headings with nothing kept under them before the next heading of their level, or with much dropped right after them. */
export function orphanHeadings(view: View): Finding[] {
  const found: Finding[] = [];
  // From the end, so that a heading over an orphan is seen to be one itself.
  let next: Block | undefined;
  let dropped = 0;
  for (let index = view.blocks.length - 1; index >= 0; index--) {
    const block = view.blocks[index];
    if (block === undefined) continue;
    if (view.keep[index] !== true) {
      if (block.kind !== "caption" && block.kind !== "image") dropped += block.wordCount;
      continue;
    }
    const leadsNowhere = next === undefined || (isHeading(next) && next.level <= block.level) || dropped > DROPPED_WORDS_MAX;
    if (isHeading(block) && leadsNowhere) {
      found.push({ block: index, keep: false, class: "other", reason: "heads nothing that is kept" });
      dropped += block.wordCount;
      continue;
    }
    next = block;
    dropped = 0;
  }
  return found;
}

/** P(content) from which a heading vouches for the table or list under it, 0–1. */
const VOUCHING_SCORE_MIN = 0.6;

/**
 * A table or list without links right under a heading that is surely the article's: short cells and items say little for themselves. In
 * Markdown only, where a heading is written as one and what is around it is not known.
 */
export function headedLists(view: View): Finding[] {
  if (view.format !== "markdown") return [];
  const found: Finding[] = [];
  for (const heading of view.blocks) {
    if (heading.kind !== "heading" || view.keep[heading.index] !== true) continue;
    if ((view.labels.scores[heading.index] ?? 0) < VOUCHING_SCORE_MIN) continue;
    for (let i = heading.index + 1; i < view.blocks.length; i++) {
      const block = view.blocks[i];
      if (block === undefined || (block.kind !== "cell" && block.kind !== "item") || block.linkWordCount > 0) break;
      if (view.keep[i] !== true) found.push({ block: i, keep: true, class: "content", reason: "stands under a heading that is kept" });
    }
  }
  return found;
}

function isHeading(block: Block): boolean {
  const wordsMax = endsSentence(block.text) ? QUESTION_WORDS_MAX : HEADING_WORDS_MAX;
  return block.kind === "heading" && block.wordCount <= wordsMax;
}
