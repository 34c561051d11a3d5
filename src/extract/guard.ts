/** When what is kept cannot be the article, the likeliest run of prose is kept instead, and a notice says so. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { continuesLine } from "./pieces.ts";
import { agreementWith, isTitle, titleOf } from "./title.ts";
import { type Finding, isProse, sumOfWords, type View } from "./view.ts";

/** Kept words under this share of the page's prose, and under this number, are implausible. */
const KEPT_SHARE_MIN = 0.1;
const KEPT_WORDS_MIN = 30;
/** A run of prose shorter than this does not make an article: a page of nothing else has none. In words. */
const SPAN_WORDS_MIN = 30;
/** P(content) from which a block's words count whole in a run; below it by how much is missing: a long consent text is no article. */
const SPAN_SCORE = 0.2;
/** What a block counts whatever its score, so that a page on which the labeller is lost still has a best run. */
const SPAN_SCORE_LEAST = 0.01;
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
  return tooLittle(view, isOut) ?? underHeadline(view, isOut);
}

function tooLittle(view: View, isOut: (block: number) => boolean): Guarded | undefined {
  let kept = 0;
  let prose = 0;
  for (const block of view.blocks) {
    if (view.keep[block.index] === true) kept += block.wordCount;
    if (isSpanProse(block) && !isOut(block.index)) prose += block.wordCount;
  }
  if (kept >= KEPT_WORDS_MIN || kept >= KEPT_SHARE_MIN * prose + 1) return undefined;
  const span = bestSpan(view, isOut);
  if (span === undefined) return undefined;
  return { span, detail: kept === 0 ? "nothing" : `${String(kept)} of ${String(prose)} words of prose` };
}

/**
 * A short article whose readers wrote more than its author: nothing is kept under the headline, far below it something is, and the prose
 * under the headline says more of what the headline says.
 */
function underHeadline(view: View, isOut: (block: number) => boolean): Guarded | undefined {
  const title = titleOf(view);
  const headline = title === undefined ? undefined : view.blocks.find((block) => isTitle(view, block, title));
  if (title === undefined || headline === undefined) return undefined;
  const within = view.blocks.slice(headline.index + 1, headline.index + 1 + UNDER_HEADLINE_BLOCKS);
  if (within.some((block) => view.keep[block.index] === true && block.wordCount > 0)) return undefined;
  const run = firstRun(within, isOut);
  const likeliest = Math.max(0, ...run.map((block) => view.labels.scores[block.index] ?? 0));
  const kept = view.blocks.filter((block) => view.keep[block.index] === true);
  const [runWords, keptWords] = [sumOfWords(run), sumOfWords(kept)];
  if (runWords < UNDER_HEADLINE_WORDS_MIN || runWords < UNDER_HEADLINE_SHARE_MIN * keptWords || likeliest < UNDER_HEADLINE_SCORE_MIN)
    return undefined;
  const agreement = agreementWith(view, title);
  const agreed = agreement(run);
  if (agreed < HEADLINE_AGREEMENT_MIN || agreed <= agreement(kept)) return undefined;
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { span: { start: first.index, end: last.index }, detail: "nothing under the headline" };
}

/** Words of the longest label, and the share of the page's words that labels which are an article hold at least, 0–1. */
const LABEL_WORDS_MAX = 5;
const LABELS_SHARE_MIN = 0.5;

/** What is kept, where that is nothing but a few labels of a page of which most is dropped: the rest of a menu, and no article. */
export function labelsAlone(view: View): Finding[] {
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const isLabel = (block: Block): boolean => block.wordCount <= LABEL_WORDS_MAX && !endsSentence(block.text);
  const words = sumOfWords(kept);
  if (words >= KEPT_WORDS_MIN || words >= LABELS_SHARE_MIN * sumOfWords(view.blocks) || !kept.every(isLabel)) return [];
  return kept.map(({ index }) => ({ block: index, keep: false, class: "menu", reason: "is one of a few labels, which are no article" }));
}

/** Blocks under a headline in which an article begins. */
const UNDER_HEADLINE_BLOCKS = 30;
/** Other blocks that a run bears in between. */
const RUN_GAP_MAX = 8;
/** Words under the headline, and their share of the words that are kept elsewhere. */
const UNDER_HEADLINE_WORDS_MIN = 25;
const UNDER_HEADLINE_SHARE_MIN = 0.25;
/** P(content) of its likeliest block, 0–1, and the share of the headline's words that it holds. */
const UNDER_HEADLINE_SCORE_MIN = 0.05;
const HEADLINE_AGREEMENT_MIN = 0.3;

function firstRun(blocks: readonly Block[], isOut: (block: number) => boolean): Block[] {
  const run: Block[] = [];
  for (const block of blocks) {
    const last = run.at(-1);
    if (last !== undefined && block.index - last.index > RUN_GAP_MAX) break;
    if (isSpanProse(block) && !isOut(block.index)) run.push(block);
  }
  return run;
}

/** Sentences: a run of headlines is no article. */
export function isSpanProse(block: Block): boolean {
  return isProse(block) && (endsSentence(block.text) || continuesLine(block));
}

/** The run of blocks with the most likely prose for its length. Linear (Kadane). */
function bestSpan(view: View, isOut: (block: number) => boolean): { start: number; end: number } | undefined {
  let best: { start: number; end: number } | undefined;
  let bestSum = 0;
  let sum = 0;
  let start = 0;
  for (const block of view.blocks) {
    if (sum <= 0) {
      sum = 0;
      start = block.index;
    }
    sum += (isSpanProse(block) && !isOut(block.index) ? likelyWords(view, block) : 0) - BLOCK_COST_WORDS;
    if (sum > bestSum) {
      bestSum = sum;
      best = { start, end: block.index };
    }
  }
  return bestSum >= SPAN_WORDS_MIN ? best : undefined;
}

function likelyWords(view: View, block: Block): number {
  const score = view.labels.scores[block.index] ?? 0;
  return Math.min(BLOCK_WORDS_MAX, block.wordCount) * Math.min(1, (score + SPAN_SCORE_LEAST) / SPAN_SCORE);
}
