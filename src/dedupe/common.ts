/**
 * Passages that many stories share weigh little: the form's words in a template, a site's chrome, an agency's closing lines.
 */
import type { Spans } from "./align.ts";
import { GRAM, gramHash, rollIn, sampleMask } from "./sketch.ts";
import type { Letters } from "./letters.ts";

/** Different stories from which a gram counts as common. */
export const COMMON_STORIES = 8;
/** What a common gram counts against one of the story's own. */
const COMMON_WEIGHT = 0.1;

/** The sampled grams of a text, in its order: where each starts, and the weight of all before it. */
export interface Weights {
  readonly starts: Int32Array;
  /** One longer than starts: prefix sums of weights. */
  readonly sums: Float64Array;
  /** The same over grams that are not common. */
  readonly own: Int32Array;
  /** Letters for each sampled gram. */
  readonly lettersEach: number;
}

/** Weighs a text; undefined when none of its grams is common, and every letter counts alike. Linear. */
export function weigh(letters: Letters, common: ReadonlySet<number>): Weights | undefined {
  const mask = sampleMask(letters.count, letters.count);
  const starts: number[] = [];
  const isCommon: boolean[] = [];
  let rolling = 0;
  let any = false;
  for (let i = 0; i < letters.count; i++) {
    rolling = rollIn(rolling, letters.units[i] ?? 0, i >= GRAM ? (letters.units[i - GRAM] ?? 0) : 0);
    if (i < GRAM - 1) continue;
    const hash = gramHash(rolling);
    if ((hash & mask) !== 0) continue;
    starts.push(i - GRAM + 1);
    const is = common.has(hash);
    any ||= is;
    isCommon.push(is);
  }
  if (!any) return undefined;
  const sums = new Float64Array(starts.length + 1);
  const own = new Int32Array(starts.length + 1);
  isCommon.forEach((is, index) => {
    sums[index + 1] = (sums[index] ?? 0) + (is ? COMMON_WEIGHT : 1);
    own[index + 1] = (own[index] ?? 0) + (is ? 0 : 1);
  });
  return { starts: Int32Array.from(starts), sums, own, lettersEach: letters.count / Math.max(1, starts.length) };
}

export interface Weighed {
  /** Weighted share of the text inside the spans, 0–1. */
  readonly share: number;
  /** Weighted letters inside the spans. */
  readonly letters: number;
  /** Share of the sampled grams inside the spans that are the story's own. */
  readonly ownShare: number;
}

/** What spans of a text weigh. */
export function weighSpans(weights: Weights, spans: Spans): Weighed {
  let weight = 0;
  let grams = 0;
  let own = 0;
  for (let i = 0; i < spans.starts.length; i++) {
    const first = firstAtLeast(weights.starts, spans.starts[i] ?? 0);
    const last = Math.max(first, firstAtLeast(weights.starts, (spans.ends[i] ?? 0) - GRAM + 1));
    weight += (weights.sums[last] ?? 0) - (weights.sums[first] ?? 0);
    own += (weights.own[last] ?? 0) - (weights.own[first] ?? 0);
    grams += last - first;
  }
  const total = weights.sums[weights.starts.length] ?? 0;
  // With less than two grams of its own a text says nothing that could be compared.
  return {
    share: total < 2 ? 0 : Math.min(1, weight / total),
    letters: weight * weights.lettersEach,
    ownShare: grams === 0 ? 0 : own / grams,
  };
}

function firstAtLeast(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
