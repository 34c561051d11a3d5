/** Page → P(content) and a keep-or-drop proposal for every block. */
import type { Options } from "../../options.ts";
import { isIdeographic } from "../../text/words.ts";
import type { Block, Page } from "../../types.ts";
import type { SiteMemory } from "../site-memory.ts";

/** What the labeller says about the blocks of one page. */
export interface Labels {
  /** Calibrated P(content) of every block, 0–1. */
  readonly scores: Float32Array;
  readonly keep: readonly boolean[];
  /** At most three reasons for the decision on a block, strongest first, for people. Worked out on demand. */
  readonly reasons: (block: number) => readonly string[];
}

/** Which blocks of a page are its article. Never throws on input. */
export function labelBlocks(page: Page, _memory: SiteMemory | undefined, _options: Options): Labels {
  const span = bestSpan(page.blocks.map(spanScore));
  const scores = Float32Array.from(page.blocks, (block, i) => (i >= span.start && i <= span.end && spanScore(block) > -7 ? 0.9 : 0.1));
  const keep = Array.from(scores, (score) => score > 0.5);
  return {
    scores,
    keep,
    reasons: (block) => [keep[block] === true ? "stands in the longest run of prose" : "stands outside the longest run of prose"],
  };
}

/** A block of prose counts for, a short line against: the sum over a run is highest for the body of an article. */
function spanScore(block: Block): number {
  let count = 0;
  for (let i = 0; i < block.text.length; i++) if (isIdeographic(block.text.charCodeAt(i))) count++;
  const wordCount = Math.min(80, block.wordCount - 0.4 * count);
  return wordCount * (/[.!?;,:。，、！？；：،]/u.test(block.text) ? 1 : 0.2) * (1 - block.linkWordCount / Math.max(1, block.wordCount)) - 8;
}

/** The run with the highest sum; end < start when nothing is above zero. Linear (Kadane). */
function bestSpan(scores: readonly number[]): { readonly start: number; readonly end: number } {
  let best = { start: 0, end: -1 };
  let bestSum = 0;
  let sum = 0;
  let start = 0;
  scores.forEach((score, i) => {
    if (sum <= 0) {
      sum = 0;
      start = i;
    }
    sum += score;
    if (sum > bestSum) {
      bestSum = sum;
      best = { start, end: i };
    }
  });
  return best;
}
