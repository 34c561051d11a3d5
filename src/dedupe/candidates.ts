/**
 * Which pairs of leaders share enough sampled grams to be aligned. An inverted list, built by sorting and only for the grams that at
 * least two leaders have: most grams of a drop stand once, and cost a bit.
 */
import type { SketchTable } from "./table.ts";

/** Leaders of one gram up to which all pairs are counted. */
const HOT = 16;
/** Leaders of a hotter gram that the others are paired with: the first ones, which are the longest. */
const HOT_PARTNERS = 4;
/** Shared grams, and their share of the smaller sample, from which a pair is aligned. */
const SHARED_MIN = 3;
const SHARE_MIN = 0.08;
/** Pairs of one leader with leaders before it, best first. */
const PARTNERS_MAX = 40;
/** Bits of the filter for each sampled gram: one gram in eight passes it wrongly, which costs memory and nothing else. */
const FILTER_BITS = 8;
/** The same for each gram of a fresh leader, where few are fresh: no more than so many, so that the filter stays where memory is fast. */
const FILTER_BITS_FRESH = 64;

export interface Candidates {
  /** Places in `leaders`; later[i] > earlier[i]. Sorted by later. */
  readonly later: Int32Array;
  readonly earlier: Int32Array;
  readonly lists: InvertedLists;
}

/** The grams that several leaders have: keys ascending, the places of their leaders ascending. */
export interface InvertedLists {
  readonly keys: Uint32Array;
  readonly places: Int32Array;
  /** Index of the first entry of each list, and one past the last. */
  readonly firsts: Int32Array;
}

/**
 * Pairs of leaders worth aligning. The pairs of those before `firstFresh` with one another were settled in an earlier run: of them nothing is
 * looked at but the grams that a fresh leader may have, too.
 */
export function findCandidates(table: SketchTable, leaders: Int32Array, firstFresh: number): Candidates {
  const lists = invert(table, leaders, firstFresh);
  const { places, firsts } = lists;
  const listsOf = listsByPlace(lists, leaders.length);
  const counts = new Uint16Array(leaders.length);
  const coldCounts = new Uint16Array(leaders.length);
  const later = new GrowingInts();
  const earlier = new GrowingInts();
  const { sampleStart } = table;
  const sampleSize = (place: number): number => {
    const row = leaders[place] ?? 0;
    return (sampleStart[row + 1] ?? 0) - (sampleStart[row] ?? 0);
  };
  for (let place = firstFresh; place < leaders.length; place++) {
    const touched: number[] = [];
    for (let i = listsOf.starts[place] ?? 0; i < (listsOf.starts[place + 1] ?? 0); i++) {
      const list = listsOf.lists[i] ?? 0;
      const first = firsts[list] ?? 0;
      const last = firsts[list + 1] ?? 0;
      const isHot = last - first > HOT;
      for (let entry = first; entry < (isHot ? first + HOT_PARTNERS : last); entry++) {
        const other = places[entry] ?? 0;
        if (other >= place) break;
        if (counts[other] === 0) touched.push(other);
        counts[other] = (counts[other] ?? 0) + 1;
        if (!isHot) coldCounts[other] = (coldCounts[other] ?? 0) + 1;
      }
    }
    const partners: { other: number; share: number }[] = [];
    for (const other of touched) {
      const shared = counts[other] ?? 0;
      const cold = coldCounts[other] ?? 0;
      counts[other] = 0;
      coldCounts[other] = 0;
      if (shared < SHARED_MIN) continue;
      const share = shared / Math.max(1, Math.min(sampleSize(place), sampleSize(other)));
      const coldShare = cold < SHARED_MIN ? 0 : cold / Math.max(1, Math.min(listsOf.cold[place] ?? 0, listsOf.cold[other] ?? 0));
      const best = Math.max(share, coldShare);
      if (best >= SHARE_MIN) partners.push({ other, share: best });
    }
    partners.sort((x, y) => y.share - x.share || x.other - y.other);
    for (const { other } of partners.slice(0, PARTNERS_MAX)) {
      later.push(place);
      earlier.push(other);
    }
  }
  return { later: later.finish(), earlier: earlier.finish(), lists };
}

/** Lists of the grams that two leaders or more have (of which one is fresh), by way of a filter and a radix sort. Linear. */
function invert(table: SketchTable, leaders: Int32Array, firstFresh: number): InvertedLists {
  const { samples, sampleStart } = table;
  let total = 0;
  let fresh = 0;
  leaders.forEach((row, place) => {
    const grams = (sampleStart[row + 1] ?? 0) - (sampleStart[row] ?? 0);
    total += grams;
    if (place >= firstFresh) fresh += grams;
  });
  const filter = new TwiceFilter(Math.min(total * FILTER_BITS, fresh * FILTER_BITS_FRESH));
  // Grams of fresh leaders first: those of settled ones count only where a fresh one has them, too.
  for (let place = firstFresh; place < leaders.length; place++) {
    const row = leaders[place] ?? 0;
    const end = sampleStart[row + 1] ?? 0;
    for (let i = sampleStart[row] ?? 0; i < end; i++) filter.see(samples[i] ?? 0);
  }
  const keys = new GrowingInts();
  const places = new GrowingInts();
  for (let place = 0; place < leaders.length; place++) {
    const isFresh = place >= firstFresh;
    const row = leaders[place] ?? 0;
    const end = sampleStart[row + 1] ?? 0;
    for (let i = sampleStart[row] ?? 0; i < end; i++) {
      const gram = samples[i] ?? 0;
      // All settled ones come before the first fresh one, so that this tells of all of them by then.
      if (!(isFresh ? filter.isTwice(gram) : filter.seeAgain(gram))) continue;
      keys.push(gram | 0);
      places.push(place);
    }
  }
  return listsOfSorted(radixSort(new Uint32Array(keys.finish().buffer), places.finish()));
}

/** Marks the borders of equal keys; drops repeats of one leader in one list, and lists of a single leader. */
function listsOfSorted({ keys, places }: { keys: Uint32Array; places: Int32Array }): InvertedLists {
  const firsts = new GrowingInts();
  let out = 0;
  for (let i = 0; i < keys.length;) {
    const start = out;
    const key = keys[i] ?? 0;
    for (; i < keys.length && keys[i] === key; i++) {
      if (out > start && places[out - 1] === places[i]) continue;
      keys[out] = key;
      places[out++] = places[i] ?? 0;
    }
    if (out - start < 2) out = start;
    else firsts.push(start);
  }
  firsts.push(out);
  return { keys: keys.subarray(0, out), places: places.subarray(0, out), firsts: firsts.finish() };
}

/** Which lists each leader stands in, and how many of its sampled grams are not hot. */
function listsByPlace({ places, firsts }: InvertedLists, leaders: number): { starts: Int32Array; lists: Int32Array; cold: Uint32Array } {
  const starts = new Int32Array(leaders + 1);
  const cold = new Uint32Array(leaders);
  for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 0; place < leaders; place++) starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  const lists = new Int32Array(places.length);
  const next = starts.slice();
  for (let list = 0; list + 1 < firsts.length; list++) {
    const isHot = (firsts[list + 1] ?? 0) - (firsts[list] ?? 0) > HOT;
    for (let entry = firsts[list] ?? 0; entry < (firsts[list + 1] ?? 0); entry++) {
      const place = places[entry] ?? 0;
      lists[next[place] ?? 0] = list;
      next[place] = (next[place] ?? 0) + 1;
      if (!isHot) cold[place] = (cold[place] ?? 0) + 1;
    }
  }
  return { starts, lists, cold };
}

/** Two bits a gram: seen once, seen again. A Bloom filter (1970) of one hash. */
class TwiceFilter {
  private readonly once: Uint32Array;
  private readonly twice: Uint32Array;
  private readonly shift: number;

  /** `least`: bits that it has at least. */
  constructor(least: number) {
    let bits = 10;
    while (bits < 31 && 2 ** bits < least) bits++;
    this.shift = 32 - bits;
    this.once = new Uint32Array(2 ** (bits - 5));
    this.twice = new Uint32Array(2 ** (bits - 5));
  }

  see(gram: number): void {
    const bit = this.bitOf(gram);
    const mask = 1 << (bit & 31);
    const word = bit >>> 5;
    if (((this.once[word] ?? 0) & mask) === 0) this.once[word] = (this.once[word] ?? 0) | mask;
    else this.twice[word] = (this.twice[word] ?? 0) | mask;
  }

  /** Counts only grams that were seen before: was it? */
  seeAgain(gram: number): boolean {
    const bit = this.bitOf(gram);
    const mask = 1 << (bit & 31);
    const word = bit >>> 5;
    if (((this.once[word] ?? 0) & mask) === 0) return false;
    this.twice[word] = (this.twice[word] ?? 0) | mask;
    return true;
  }

  isTwice(gram: number): boolean {
    const bit = this.bitOf(gram);
    return ((this.twice[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  // The lowest bits of sampled grams are all 0, so that the hash is stirred before its top bits are taken.
  private bitOf(gram: number): number {
    return Math.imul(gram, 0x9e3779b1) >>> this.shift;
  }
}

/** Radix sort by the least significant digit, 11 bits at a time: stable, so that the places of one key stay ascending. */
export function radixSort(keys: Uint32Array, places: Int32Array): { keys: Uint32Array; places: Int32Array } {
  let from: { keys: Uint32Array; places: Int32Array } = { keys, places };
  let to: { keys: Uint32Array; places: Int32Array } = { keys: new Uint32Array(keys.length), places: new Int32Array(keys.length) };
  for (let shift = 0; shift < 32; shift += 11) {
    const next = new Uint32Array(2048);
    for (const key of from.keys) next[(key >>> shift) & 2047] = (next[(key >>> shift) & 2047] ?? 0) + 1;
    let sum = 0;
    for (let digit = 0; digit < 2048; digit++) {
      const count = next[digit] ?? 0;
      next[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < keys.length; i++) {
      const key = from.keys[i] ?? 0;
      const digit = (key >>> shift) & 2047;
      const at = next[digit] ?? 0;
      next[digit] = at + 1;
      to.keys[at] = key;
      to.places[at] = from.places[i] ?? 0;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** A typed array that grows. */
class GrowingInts {
  private values: Int32Array = new Int32Array(1024);
  private count = 0;

  push(value: number): void {
    if (this.count === this.values.length) {
      const next = new Int32Array(this.count * 2);
      next.set(this.values);
      this.values = next;
    }
    this.values[this.count++] = value;
  }

  finish(): Int32Array {
    return this.values.slice(0, this.count);
  }
}

/**
 * The grams that stand in at least `least` different stories: boilerplate and templates. `storyOf` gives the story of a leader, so that
 * twenty copies of one story do not make its own words common.
 */
export function commonGrams({ keys, places, firsts }: InvertedLists, storyOf: (place: number) => number, least: number): Set<number> {
  const common = new Set<number>();
  for (let list = 0; list + 1 < firsts.length; list++) {
    const first = firsts[list] ?? 0;
    const last = firsts[list + 1] ?? 0;
    if (last - first < least) continue;
    const stories = new Set<number>();
    for (let entry = first; entry < last && stories.size < least; entry++) stories.add(storyOf(places[entry] ?? 0));
    if (stories.size >= least) common.add(keys[first] ?? 0);
  }
  return common;
}
