/**
 * Which passages two texts share, letter by letter.
 *
 * Seed and extend, as in BLAST (Altschul et al. 1990): seeds of ten letters are looked up, extended as far as the letters agree, carried over
 * small damage, and strung into chains over gaps that a replaced word leaves. Coverage is measured on the chains, not estimated.
 */

/** Letters of a seed. */
const SEED = 10;
/** Every second place of the indexed text is a seed: a run of 11 letters is found for certain. */
const STEP = 2;
/** Longest gap, in letters, that a chain bridges: some five words. Tuned on the development set. */
const GAP_MAX = 30;
/** How unlike the two sides of a bridged gap may be, in letters. */
const GAP_SKEW_MAX = 24;
/** Shortest chain that counts: letters matched, some seven words. Shorter ones are phrases that any two texts share. */
const CHAIN_MIN = 36;
/** Damage that is stepped over without a new seed: up to three letters on either side, when as many letters as these agree after it. */
const RESYNC = 6;
const STEPS: readonly (readonly [number, number])[] = [
  [1, 1],
  [0, 1],
  [1, 0],
  [2, 2],
  [1, 2],
  [2, 1],
  [0, 2],
  [2, 0],
  [3, 3],
  [0, 3],
  [3, 0],
];
/** Places of one seed that are tried for the one that carries on the chain. */
const OCCURRENCES_MAX = 12;
const PRIME = 0x01000193;

/** A text as letters; what `Letters` of letters.ts offers. */
export interface Sequence {
  readonly units: Uint16Array;
  readonly count: number;
}

/** Shared runs of letters, and the chains that they form. */
export interface Alignment {
  /** Three numbers a run: its place in a, its place in b, its length. In the order of b. */
  readonly runs: Int32Array;
  /** Index of the first run of each chain, and one past the last run. Runs of one chain ascend in a and in b. */
  readonly chains: Int32Array;
  /** Letters of a, and of b, inside chains. Each letter counts once. */
  readonly coveredA: number;
  readonly coveredB: number;
}

/** Start and end of each chain in one text, ascending and without overlap. */
export interface Spans {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

let factor = 1;
for (let i = 0; i < SEED; i++) factor = Math.imul(factor, PRIME);
const OLDEST = factor;

/** Aligns many texts with one: `index` the one, then `align` the others. Holds tables, so that a pair allocates only its result. */
export class Aligner {
  private heads: Int32Array = new Int32Array(1 << 14);
  private stamps: Int32Array = new Int32Array(1 << 14);
  private next: Int32Array = new Int32Array(1 << 13);
  private shift = 32 - 14;
  private stamp = 0;
  private a: Sequence = { units: new Uint16Array(0), count: 0 };

  /** Looks at every second seed of a. Linear. */
  index(a: Sequence): void {
    this.a = a;
    this.size(a.count);
    this.stamp++;
    const { units, count } = a;
    let rolling = 0;
    for (let i = 0; i < count; i++) {
      rolling = (Math.imul(rolling, PRIME) + (units[i] ?? 0)) | 0;
      if (i >= SEED) rolling = (rolling - Math.imul(units[i - SEED] ?? 0, OLDEST)) | 0;
      const start = i - SEED + 1;
      if (start < 0 || start % STEP !== 0) continue;
      const slot = Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d) >>> this.shift;
      this.next[start / STEP] = this.stamps[slot] === this.stamp ? (this.heads[slot] ?? -1) : -1;
      this.heads[slot] = start;
      this.stamps[slot] = this.stamp;
    }
  }

  private size(count: number): void {
    let bits = 10;
    while (1 << bits < count && bits < 24) bits++;
    if (this.heads.length < 1 << bits) {
      this.heads = new Int32Array(1 << bits);
      this.stamps = new Int32Array(1 << bits);
      this.stamp = 0;
    }
    if (this.next.length * STEP < count + STEP) this.next = new Int32Array(count);
    this.shift = 32 - bits;
  }

  /** The passages that b shares with the indexed text. Linear in b for ordinary texts. */
  align(b: Sequence): Alignment {
    const runs: number[] = [];
    const chains: number[] = [0];
    const { units, count } = b;
    let at = 0;
    while (at + SEED <= count) {
      let rolling = 0;
      for (let i = 0; i < SEED; i++) rolling = (Math.imul(rolling, PRIME) + (units[at + i] ?? 0)) | 0;
      let place = this.find(rolling, b, at, runs);
      while (place < 0 && at + SEED < count) {
        rolling = (Math.imul(rolling, PRIME) + (units[at + SEED] ?? 0) - Math.imul(units[at] ?? 0, OLDEST)) | 0;
        at++;
        place = this.find(rolling, b, at, runs);
      }
      if (place < 0) break;
      at = this.extend(place, at, b, runs, chains);
    }
    return summarise(runs, chains, Math.min(CHAIN_MIN, Math.max(SEED, Math.min(this.a.count, count) >> 1)));
  }

  /** Where in a the seed at `at` of b stands: the place that carries on the last chain if there is one, else the earliest; -1: nowhere. */
  private find(rolling: number, b: Sequence, at: number, runs: readonly number[]): number {
    const slot = Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d) >>> this.shift;
    if (this.stamps[slot] !== this.stamp) return -1;
    let found = -1;
    let place = this.heads[slot] ?? -1;
    for (let tries = 0; place >= 0 && tries < OCCURRENCES_MAX; tries++) {
      if (this.isSeed(place, b, at)) {
        if (carriesOn(runs, place, at)) return place;
        found = place;
      }
      place = this.next[place / STEP] ?? -1;
    }
    return found;
  }

  private isSeed(place: number, b: Sequence, at: number): boolean {
    const { units } = this.a;
    for (let i = 0; i < SEED; i++) if (units[place + i] !== b.units[at + i]) return false;
    return true;
  }

  /** Writes the run around a seed and those that follow it over small damage. Returns the place in b after them. */
  private extend(place: number, at: number, b: Sequence, runs: number[], chains: number[]): number {
    const { units, count } = this.a;
    const written = runs.length;
    const floorB = written === 0 ? 0 : (runs[written - 2] ?? 0) + (runs[written - 1] ?? 0);
    const joins = carriesOn(runs, place, at);
    const floorA = joins ? (runs[written - 3] ?? 0) + (runs[written - 1] ?? 0) : 0;
    let startA = place;
    let startB = at;
    while (startA > floorA && startB > floorB && units[startA - 1] === b.units[startB - 1]) {
      startA--;
      startB--;
    }
    if (written > 0 && !joins) chains.push(written / 3);
    for (;;) {
      let endA = startA;
      let endB = startB;
      while (endA < count && endB < b.count && units[endA] === b.units[endB]) {
        endA++;
        endB++;
      }
      runs.push(startA, startB, endB - startB);
      const step = this.stepOver(endA, endB, b);
      if (step === undefined) return endB;
      startA = endA + step[0];
      startB = endB + step[1];
    }
  }

  /** The smallest damage after which the letters agree again. */
  private stepOver(endA: number, endB: number, b: Sequence): readonly [number, number] | undefined {
    const { units, count } = this.a;
    for (const step of STEPS) {
      const fromA = endA + step[0];
      const fromB = endB + step[1];
      if (fromA + RESYNC > count || fromB + RESYNC > b.count) continue;
      let same = 0;
      while (same < RESYNC && units[fromA + same] === b.units[fromB + same]) same++;
      if (same === RESYNC) return step;
    }
    return undefined;
  }
}

/** Does a seed at (place, at) carry on the chain of the last run? */
function carriesOn(runs: readonly number[], place: number, at: number): boolean {
  const length = runs[runs.length - 1];
  if (length === undefined) return false;
  const gapA = place - (runs[runs.length - 3] ?? 0) - length;
  const gapB = at - (runs[runs.length - 2] ?? 0) - length;
  return gapA >= 0 && gapA <= GAP_MAX && gapB >= 0 && gapB <= GAP_MAX && Math.abs(gapA - gapB) <= GAP_SKEW_MAX;
}

/** Share of a chain, on either side, that no longer chain covers already. A phrase that recurs in one text is no second passage. */
const NEW_MIN = 0.5;
/** Chains that are tested against each other; past this many (a page of phrases) all are kept. */
const TESTED_MAX = 200;

/** Drops the chains that are too short to mean anything or that repeat longer ones, and measures the rest. */
function summarise(runs: readonly number[], firsts: readonly number[], chainMin: number): Alignment {
  const total = runs.length / 3;
  const long: { first: number; last: number; matched: number }[] = [];
  firsts.forEach((first, index) => {
    const last = firsts[index + 1] ?? total;
    let matched = 0;
    for (let run = first; run < last; run++) matched += runs[run * 3 + 2] ?? 0;
    if (matched >= chainMin) long.push({ first, last, matched });
  });
  const keptRuns: number[] = [];
  const chains: number[] = [0];
  for (const { first, last } of long.length > TESTED_MAX ? long : withoutRepeats(runs, long)) {
    for (let i = first * 3; i < last * 3; i++) keptRuns.push(runs[i] ?? 0);
    chains.push(keptRuns.length / 3);
  }
  const kept = { runs: Int32Array.from(keptRuns), chains: Int32Array.from(chains) };
  return { ...kept, coveredA: lengthOf(spansOf(kept, "a")), coveredB: lengthOf(spansOf(kept, "b")) };
}

interface Chain {
  readonly first: number;
  readonly last: number;
  readonly matched: number;
}

function withoutRepeats(runs: readonly number[], chains: readonly Chain[]): Chain[] {
  const taken: { a: [number, number]; b: [number, number] }[] = [];
  const kept = new Set<Chain>();
  for (const chain of [...chains].sort((x, y) => y.matched - x.matched || x.first - y.first)) {
    const range = (side: 0 | 1): [number, number] => {
      const last = (chain.last - 1) * 3;
      return [runs[chain.first * 3 + side] ?? 0, (runs[last + side] ?? 0) + (runs[last + 2] ?? 0)];
    };
    const [a, b] = [range(0), range(1)];
    const isNew = (own: [number, number], side: "a" | "b"): boolean => {
      const inside = taken.reduce((sum, one) => sum + Math.max(0, Math.min(own[1], one[side][1]) - Math.max(own[0], one[side][0])), 0);
      return inside <= (1 - NEW_MIN) * (own[1] - own[0]);
    };
    if (!isNew(a, "a") || !isNew(b, "b")) continue;
    taken.push({ a, b });
    kept.add(chain);
  }
  return chains.filter((chain) => kept.has(chain));
}

/** What the chains cover of one side: ascending, without overlap. */
export function spansOf(alignment: Pick<Alignment, "runs" | "chains">, side: "a" | "b"): Spans {
  const { runs, chains } = alignment;
  const offset = side === "a" ? 0 : 1;
  const pairs: [number, number][] = [];
  for (let chain = 0; chain + 1 < chains.length; chain++) {
    const first = (chains[chain] ?? 0) * 3;
    const last = ((chains[chain + 1] ?? 0) - 1) * 3;
    pairs.push([runs[first + offset] ?? 0, (runs[last + offset] ?? 0) + (runs[last + 2] ?? 0)]);
  }
  return unionOf(pairs);
}

/** Overlapping spans as one, ascending. */
export function unionOf(pairs: readonly (readonly [number, number])[]): Spans {
  const sorted = [...pairs].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [start, end] of sorted) {
    const last = ends.length - 1;
    if (last >= 0 && start <= (ends[last] ?? 0)) ends[last] = Math.max(ends[last] ?? 0, end);
    else {
      starts.push(start);
      ends.push(end);
    }
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** Letters inside spans. */
export function lengthOf(spans: Spans): number {
  let length = 0;
  for (let i = 0; i < spans.starts.length; i++) length += (spans.ends[i] ?? 0) - (spans.starts[i] ?? 0);
  return length;
}
