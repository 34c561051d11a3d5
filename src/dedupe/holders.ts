/**
 * Pages that hold other articles in what was dropped from them. The labeller keeps one story of a roundup and drops the others; what is left
 * looks like a copy of that story. The dropped prose, as a sample of its grams, tells.
 */
import { radixSort } from "./candidates.ts";
import { SAMPLE_MASK } from "./sketch.ts";
import type { SketchTable } from "./table.ts";

/** Share of another article's sampled grams that must stand in the dropped prose. */
const HELD = 0.6;
/** Sampled grams that the other article must have: some 200 letters. */
const GRAMS_MIN = 12;
/** Share of the page, in letters, that the other article must fill: a teaser is no second story. */
const PART_MIN = 0.12;
/** Share of the other article's grams from which it is what the page was kept for. */
const SAME_STORY = 0.3;
/** Slots of the filter for each gram of dropped prose, and how many it has at least and at most, as powers of two: small, it stays where memory is fast. */
const FILTER_SLOTS = 64;
const FILTER_BITS = { least: 12, most: 20 } as const;

/** Rows whose dropped prose holds another row's article. Linear in samples. */
export function findHolders(table: SketchTable): Set<number> {
  const { keys, places } = shadowGrams(table);
  const holders = new Set<number>();
  if (keys.length === 0) return holders;
  const bits = Math.min(FILTER_BITS.most, Math.max(FILTER_BITS.least, Math.ceil(Math.log2(keys.length * FILTER_SLOTS))));
  const filter = new Uint8Array(1 << bits);
  const shift = 32 - bits;
  for (const key of keys) filter[slotOf(key, shift)] = 1;
  const { samples, sampleStart } = table;
  const hits = new Map<number, number>();
  for (let row = 0; row < table.count; row++) {
    let sampled = 0;
    const end = sampleStart[row + 1] ?? 0;
    // By hand: this is gone through for every gram of a collection, most of which hit nothing.
    for (let i = sampleStart[row] ?? 0; i < end; i++) {
      const gram = samples[i] ?? 0;
      if ((gram & SAMPLE_MASK) !== 0) continue;
      sampled++;
      if (filter[slotOf(gram, shift)] === 0) continue;
      for (let at = firstAtLeast(keys, gram); keys[at] === gram; at++) {
        const place = places[at] ?? 0;
        hits.set(place, (hits.get(place) ?? 0) + 1);
      }
    }
    if (hits.size === 0) continue;
    const found = [...hits];
    hits.clear();
    if (sampled < GRAMS_MIN) continue;
    for (const [page, count] of found) {
      if (page === row || count < HELD * sampled || holders.has(page)) continue;
      const isPart = (table.letters[row] ?? 0) >= PART_MIN * ((table.letters[page] ?? 0) + table.shadowOf(page).length * (SAMPLE_MASK + 1));
      if (isPart && !sharesStory(table, page, row, sampled)) holders.add(page);
    }
  }
  return holders;
}

/** All grams of dropped prose with their rows, by gram. */
function shadowGrams(table: SketchTable): { keys: Uint32Array; places: Int32Array } {
  let total = 0;
  for (let row = 0; row < table.count; row++) total += table.shadowOf(row).length;
  const keys = new Uint32Array(total);
  const places = new Int32Array(total);
  let at = 0;
  for (let row = 0; row < table.count; row++)
    for (const gram of table.shadowOf(row)) {
      keys[at] = gram;
      places[at++] = row;
    }
  return radixSort(keys, places);
}

/** Does what was kept of the page tell the other article's story as well? */
function sharesStory(table: SketchTable, page: number, row: number, sampled: number): boolean {
  const kept = new Set(table.sampleOf(page));
  let same = 0;
  for (const gram of table.sampleOf(row)) if ((gram & SAMPLE_MASK) === 0 && kept.has(gram)) same++;
  return same >= SAME_STORY * sampled;
}

function slotOf(gram: number, shift: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> shift;
}

function firstAtLeast(values: Uint32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
