/** When what is kept cannot be the article, the best run of prose is kept instead, and a notice says so. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { isProse, type View } from "./view.ts";

/** Kept words under this share of the page's prose, and under this number, are implausible. */
const KEPT_SHARE_MIN = 0.1;
const KEPT_WORDS_MIN = 40;
/** A run of prose shorter than this does not make an article: a page of nothing else has none. In words. */
const SPAN_WORDS_MIN = 60;
/** Cost of a block in a run, in words: short lines end runs. */
const BLOCK_COST_WORDS = 8;
const BLOCK_WORDS_MAX = 80;

export interface Guarded {
  /** First and last block of the run to keep instead. */
  readonly span: { readonly start: number; readonly end: number };
  /** What was implausible, for the notice. */
  readonly detail: string;
}

/** Undefined where what is kept is plausible, or where the page has no run of prose at all. `isOut`: blocks that a rule dropped. */
export function guard(view: View, isOut: (block: number) => boolean): Guarded | undefined {
  let kept = 0;
  let prose = 0;
  for (const block of view.blocks) {
    if (view.keep[block.index] === true) kept += block.wordCount;
    if (isSpanProse(block) && !isOut(block.index)) prose += block.wordCount;
  }
  if (kept >= KEPT_WORDS_MIN || kept >= KEPT_SHARE_MIN * prose + 1) return undefined;
  const span = bestSpan(view.blocks, isOut);
  if (span === undefined) return undefined;
  return { span, detail: kept === 0 ? "nothing" : `${String(kept)} of ${String(prose)} words of prose` };
}

/** Sentences: a run of headlines is no article. */
export function isSpanProse(block: Block): boolean {
  return isProse(block) && (endsSentence(block.text) || block.joint === "space" || block.joint === "nothing");
}

/** The run of blocks with the most prose for its length. Linear (Kadane). */
function bestSpan(blocks: readonly Block[], isOut: (block: number) => boolean): { start: number; end: number } | undefined {
  let best: { start: number; end: number } | undefined;
  let bestSum = 0;
  let sum = 0;
  let start = 0;
  for (const block of blocks) {
    if (sum <= 0) {
      sum = 0;
      start = block.index;
    }
    sum += isSpanProse(block) && !isOut(block.index) ? Math.min(BLOCK_WORDS_MAX, block.wordCount) - BLOCK_COST_WORDS : -BLOCK_COST_WORDS;
    if (sum > bestSum) {
      bestSum = sum;
      best = { start, end: block.index };
    }
  }
  return bestSum >= SPAN_WORDS_MIN ? best : undefined;
}
