/** Precision, recall and F1 over runs of four words: the same figures as the data's own scorer, to four digits. */

const TOKEN = /[\p{L}\p{N}_]+/gu;
/** Words of a shingle. */
const SHINGLE = 4;

/** undefined where it is not defined: precision of nothing kept, recall of an empty gold. */
export interface PageScore {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
}

export interface Total {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly pages: number;
  /** Pages on which nothing was kept and the gold has text; they do not count in precision. */
  readonly empty: number;
}

function shingles(text: string): Map<string, number> {
  const tokens = text.match(TOKEN) ?? [];
  const size = Math.min(SHINGLE, tokens.length);
  const counts = new Map<string, number>();
  if (size === 0) return counts;
  for (let i = 0; i + size <= tokens.length; i++) {
    const shingle = tokens.slice(i, i + size).join(" ");
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** One page. */
export function scorePage(gold: string, predicted: string): PageScore {
  const wanted = shingles(gold);
  const found = shingles(predicted);
  let shared = 0;
  for (const [shingle, count] of found) shared += Math.min(count, wanted.get(shingle) ?? 0);
  const [wantedTotal, foundTotal] = [sum(wanted), sum(found)];
  return { precision: foundTotal > 0 ? shared / foundTotal : undefined, recall: wantedTotal > 0 ? shared / wantedTotal : undefined };
}

/** Harmonic mean; 0 where one of the two is missing. */
export function f1Of({ precision, recall }: PageScore): number {
  const [p, r] = [precision ?? 0, recall ?? 0];
  return p > 0 && r > 0 ? (2 * p * r) / (p + r) : 0;
}

function mean(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? 0 : known.reduce((total, value) => total + value, 0) / known.length;
}

/** Means over pages, and their F1. */
export function totalOf(scores: readonly PageScore[]): Total {
  const precision = mean(scores.map((score) => score.precision));
  const recall = mean(scores.map((score) => score.recall));
  const empty = scores.filter((score) => score.precision === undefined && score.recall !== undefined).length;
  return { f1: f1Of({ precision, recall }), precision, recall, pages: scores.length, empty };
}

/** What became of strings that must and must not be kept. */
export interface SegmentCounts {
  readonly kept: number;
  readonly lost: number;
  readonly wrong: number;
}

/** One page of strings. */
export function countSegments(
  page: { readonly present: readonly string[]; readonly absent: readonly string[] },
  predicted: string,
): SegmentCounts {
  const text = predicted.replace(/\s+/gu, " ");
  const has = (segment: string): boolean => text.includes(segment.replace(/\s+/gu, " "));
  const kept = page.present.filter(has).length;
  return { kept, lost: page.present.length - kept, wrong: page.absent.filter(has).length };
}

/** Over all pages together. */
export function segmentTotal(counts: readonly SegmentCounts[]): Total {
  const add = (key: keyof SegmentCounts): number => counts.reduce((total, one) => total + one[key], 0);
  const [kept, lost, wrong] = [add("kept"), add("lost"), add("wrong")];
  const precision = kept / Math.max(1, kept + wrong);
  const recall = kept / Math.max(1, kept + lost);
  return { f1: f1Of({ precision, recall }), precision, recall, pages: counts.length, empty: 0 };
}
