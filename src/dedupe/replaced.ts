/** What two aligned texts fill with other words: the places in which notices of one form differ. */
import type { Alignment } from "./align.ts";
import type { Letters } from "./letters.ts";
import { HASH_PRIME } from "../text/hash.ts";

/** Letters of a, and of b, that face each other and differ: places among the letters, and a hash of what stands there. */
export interface Replacement {
  readonly startA: number;
  readonly endA: number;
  readonly hashA: number;
  readonly startB: number;
  readonly endB: number;
  readonly hashB: number;
}

interface Gap {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** Letters of a gap, on either side, that is looked at: a longer one is a passage, which two texts have of their own. */
const GAP_MAX = 250;
/** Letters of a run inside a gap: four ideographs, or two words. Chains of the alignment are longer than what stands between two slots. */
const RUN_MIN = 8;
/** Letters of a replacement, on the longer side: fewer are misread, or another spelling. */
const REPLACED_MIN = 4;
/** Replacements of one pair that are looked at. */
const FOUND_MAX = 64;

/**
 * The stretches in which both texts have other letters than the other, in the order of b. What opens or closes either text is none: there
 * sites put their names, datelines and leads. `most`: after so many it is enough. Linear.
 */
export function replacementsOf(a: Letters, b: Letters, alignment: Alignment, most: number = FOUND_MAX): readonly Replacement[] {
  const found: Replacement[] = [];
  for (const gap of gapsOf(alignment, a.count, b.count))
    for (const { a0, a1, b0, b1 } of finely(a, b, gap)) {
      if (found.length >= most) return found;
      if (Math.min(a1 - a0, b1 - b0) < 1 || Math.max(a1 - a0, b1 - b0) < REPLACED_MIN) continue;
      if (a0 === 0 || b0 === 0 || a1 === a.count || b1 === b.count) continue;
      found.push({ startA: a0, endA: a1, hashA: hashUnits(a.units, a0, a1), startB: b0, endB: b1, hashB: hashUnits(b.units, b0, b1) });
    }
  return found;
}

/** What lies before, between and after the runs, where both sides have something and neither has much. */
function* gapsOf({ runs }: Alignment, countA: number, countB: number): Generator<Gap> {
  let [a0, b0] = [0, 0];
  for (let run = 0; run <= runs.length; run += 3) {
    const isEnd = run === runs.length;
    const [a1, b1] = isEnd ? [countA, countB] : [runs[run] ?? 0, runs[run + 1] ?? 0];
    const [lengthA, lengthB] = [a1 - a0, b1 - b0];
    if (lengthA > 0 && lengthB > 0 && Math.max(lengthA, lengthB) <= GAP_MAX) yield { a0, a1, b0, b1 };
    const length = runs[run + 2] ?? 0;
    [a0, b0] = [a1 + length, b1 + length];
  }
}

/** Parts a gap at the runs that are too short to be seeds of an alignment: greedily, the earliest in a. */
function* finely(a: Letters, b: Letters, { a0, a1, b0, b1 }: Gap): Generator<Gap> {
  const places = new Map<number, number[]>();
  for (let at = a0; at + RUN_MIN <= a1; at++) {
    const gram = hashUnits(a.units, at, at + RUN_MIN);
    const list = places.get(gram);
    if (list === undefined) places.set(gram, [at]);
    else list.push(at);
  }
  let [fromA, fromB] = [a0, b0];
  for (let at = b0; at + RUN_MIN <= b1;) {
    const place = places.get(hashUnits(b.units, at, at + RUN_MIN))?.find((one) => one >= fromA);
    if (place === undefined) {
      at++;
      continue;
    }
    yield { a0: fromA, a1: place, b0: fromB, b1: at };
    let length = 0;
    while (place + length < a1 && at + length < b1 && a.units[place + length] === b.units[at + length]) length++;
    at += Math.max(1, length);
    [fromA, fromB] = [place + length, at];
  }
  yield { a0: fromA, a1, b0: fromB, b1 };
}

function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), HASH_PRIME);
  return hash;
}
