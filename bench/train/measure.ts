/** F1 of kept units against the gold, over runs of four hashed words: the bench's metric, quick enough for every epoch. */
import type { Example } from "./examples.ts";

/** Words of a shingle. */
const SHINGLE = 4;

function countShingles(words: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  const size = Math.min(SHINGLE, words.length);
  if (size === 0) return counts;
  for (let i = 0; i + size <= words.length; i++) {
    let hash = 0x811c9dc5;
    for (let k = 0; k < size; k++) hash = Math.imul(Math.imul(hash, 31) ^ (words[i + k] ?? 0), 0x2c1b3c6d);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

const total = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

export interface PageScore {
  /** undefined: nothing was kept, or the gold is empty. */
  readonly precision: number | undefined;
  readonly recall: number | undefined;
}

/** Precision and recall of a page. */
export function scorePage(example: Example, keep: ArrayLike<boolean>): PageScore {
  const kept: number[] = [];
  for (let i = 0; i < example.row.count; i++) {
    if (keep[i] !== true) continue;
    for (let w = example.unitOffsets[i] ?? 0; w < (example.unitOffsets[i + 1] ?? 0); w++) kept.push(example.unitWords[w] ?? 0);
  }
  const gold = countShingles(example.goldWords);
  const found = countShingles(Int32Array.from(kept));
  let shared = 0;
  for (const [shingle, count] of found) shared += Math.min(count, gold.get(shingle) ?? 0);
  const [foundTotal, goldTotal] = [total(found), total(gold)];
  return { precision: foundTotal > 0 ? shared / foundTotal : undefined, recall: goldTotal > 0 ? shared / goldTotal : undefined };
}

/** F1 of the means over pages. */
export function meanF1(scores: readonly PageScore[]): number {
  const mean = (values: readonly (number | undefined)[]): number => {
    const known = values.filter((value) => value !== undefined);
    return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  };
  const precision = mean(scores.map((score) => score.precision));
  const recall = mean(scores.map((score) => score.recall));
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
