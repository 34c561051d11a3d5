/**
 * Passages that many stories share weigh little: the form's words in a template, a site's chrome, an agency's closing lines.
 */
import { lengthOf, unionOf, type Spans } from "./align.ts";
import type { Letters } from "./letters.ts";
import { GRAM, gramHash, rollIn, sampleMask } from "./sketch.ts";

/** Different stories from which a gram counts as common. */
export const COMMON_STORIES = 8;
/** What a letter of a common passage counts against one of the story's own. */
const COMMON_WEIGHT = 0.1;
/** Sampled grams stand some 16 letters apart: this many letters on either side of a common one are common, too. */
const REACH = 10;
/** Shortest common passage, in letters: four sampled grams in a row. In a large collection every phrase of two words is common. */
const PASSAGE_MIN = 64;

/** The common passages of a text; undefined when it has none. Linear. */
export function commonSpans(letters: Letters, common: ReadonlySet<number>): Spans | undefined {
  const mask = sampleMask(letters.count, letters.count);
  const pairs: [number, number][] = [];
  let rolling = 0;
  for (let i = 0; i < letters.count; i++) {
    rolling = rollIn(rolling, letters.units[i] ?? 0, i >= GRAM ? (letters.units[i - GRAM] ?? 0) : 0);
    if (i < GRAM - 1) continue;
    const hash = gramHash(rolling);
    if ((hash & mask) === 0 && common.has(hash)) pairs.push([Math.max(0, i - GRAM + 1 - REACH), Math.min(letters.count, i + 1 + REACH)]);
  }
  const { starts, ends } = unionOf(pairs);
  const long = starts.map((start, index) => ((ends[index] ?? 0) - start >= Math.min(PASSAGE_MIN, letters.count / 2) ? 1 : 0));
  if (!long.includes(1)) return undefined;
  return { starts: starts.filter((_, index) => long[index] === 1), ends: ends.filter((_, index) => long[index] === 1) };
}

/** Sampled grams in a row of which the shortest common passage consists at least. */
const GRAMS_A_PASSAGE = 3;

/** Can a text with this sample have a common passage? Spares reading most texts again. */
export function mayHaveCommon(sample: Uint32Array, letters: number, common: ReadonlySet<number>): boolean {
  const mask = sampleMask(letters, letters);
  let inRow = 0;
  for (let i = 0; i < sample.length; i++) {
    const gram = sample[i] ?? 0;
    if ((gram & mask) !== 0) continue;
    inRow = common.has(gram) ? inRow + 1 : 0;
    if (inRow >= GRAMS_A_PASSAGE || (inRow > 0 && letters < 2 * PASSAGE_MIN)) return true;
  }
  return false;
}

export interface Weighed {
  /** Weighted share of the text inside the spans, 0–1. */
  readonly share: number;
  /** Weighted letters inside the spans. */
  readonly letters: number;
  /** Share of the letters inside the spans that are the story's own. */
  readonly ownShare: number;
  /** The common passages of the whole text. */
  readonly common: Spans | undefined;
}

/** Letters of its own that a text must have to say anything that could be compared. */
const OWN_MIN = 24;

/** What spans of a text of `letters` letters weigh. */
export function weighSpans(letters: number, spans: Spans, common: Spans | undefined): Weighed {
  const inside = lengthOf(spans);
  const commonInside = common === undefined ? 0 : overlap(spans, common);
  const commonAll = common === undefined ? 0 : lengthOf(common);
  const weight = inside - (1 - COMMON_WEIGHT) * commonInside;
  const total = letters - (1 - COMMON_WEIGHT) * commonAll;
  const saysSomething = letters - commonAll >= Math.min(OWN_MIN, letters / 2);
  return {
    share: total <= 0 || !saysSomething ? 0 : Math.min(1, weight / total),
    letters: weight,
    ownShare: inside === 0 ? 0 : 1 - commonInside / inside,
    common,
  };
}

/** Letters that two sets of spans have in common. Linear. */
export function overlap(x: Spans, y: Spans): number {
  let letters = 0;
  for (let i = 0, j = 0; i < x.starts.length && j < y.starts.length;) {
    const end = Math.min(x.ends[i] ?? 0, y.ends[j] ?? 0);
    letters += Math.max(0, end - Math.max(x.starts[i] ?? 0, y.starts[j] ?? 0));
    if ((x.ends[i] ?? 0) === end) i++;
    else j++;
  }
  return letters;
}

/** The passage that a place lies in, or at most `reach` letters beside. */
export function passageNear({ starts, ends }: Spans, place: number, reach: number): readonly [number, number] | undefined {
  for (let i = 0; i < starts.length; i++) {
    const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
    if (start - reach <= place && place < end + reach) return [start, end];
  }
  return undefined;
}
