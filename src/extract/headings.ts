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

function isHeading(block: Block): boolean {
  const wordsMax = endsSentence(block.text) ? QUESTION_WORDS_MAX : HEADING_WORDS_MAX;
  return block.kind === "heading" && block.wordCount <= wordsMax;
}
