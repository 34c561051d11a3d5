/**
 * Do the numbers and names of two aligned texts agree? What the letters share is the same by construction; what matters are the gaps.
 */
import type { Alignment } from "./align.ts";
import type { Letters, Tokens } from "./letters.ts";

export interface Agreement {
  /** Numbers of both sides inside the chains. */
  readonly numbers: number;
  /** Pairs of numbers that face each other and differ in value. */
  readonly changed: number;
  /** Pairs in which one side merely lost a digit: misreading does that, and so do corrections. */
  readonly lost: number;
  /** Names of both sides inside the chains; in scripts without case, a word's worth of letters counts as one. */
  readonly names: number;
  /** Names with other letters on the facing side. */
  readonly otherNames: number;
  /** Gaps of one to three letters that touch no number, for each hundred letters matched: misreading shows as many of them. */
  readonly noise: number;
  /** Letters on either side of bridged gaps, for people: index of the number or name, and of its counterpart (-1: none). */
  readonly differing: readonly Difference[];
}

/** A difference, as places among the letters. */
export interface Difference {
  readonly kind: "changed" | "lost" | "name";
  readonly startA: number;
  readonly endA: number;
  readonly startB: number;
  readonly endB: number;
}

/** Letters of a gap that a misread letter, or an s for a z, leaves. */
const SMALL_GAP = 3;
/** Share of a name's letters that may differ; one always may. */
const NAME_LETTERS_OTHER = 0.34;
/** Letters beyond the ends of the chains in which numbers still face each other: the last words of a short notice. */
const MARGIN = 30;
/** Gaps between chains are looked at, too, up to this many letters on either side: a sentence that was rewritten around a figure. */
const OPEN_GAP = 90;
/** Letters of either side of a gap between chains that is as good as one inside, and by which they may differ. */
const CLOSE_GAP = 45;
const CLOSE_SKEW = 15;
/** Letters by which the places of two facing numbers in a gap may differ. */
const BORDER = 4;
/** Letters around a number, before and after it together, that place it in a sentence that was rewritten: more than "billion". */
const CONTEXT = 10;
/** Letters of a word where names cannot be told from other words. */
const LETTERS_A_WORD = 12;
/** Share of cased letters from which names are told by their capitals. */
const CASED_SHARE = 0.5;
/** Differences kept for people. */
const DIFFERENCES_MAX = 40;

interface Gap {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
  /** Inside a chain, or as short as one that could be: names are compared, and numbers pair up; else numbers in the same context alone. */
  readonly isBridged: boolean;
}

interface Tally {
  changed: number;
  lost: number;
  otherNames: number;
  small: number;
  readonly differing: Difference[];
}

/** Compares the numbers and names of two texts along their alignment. Linear in runs and tokens. */
export function agreementOf(a: Letters, b: Letters, alignment: Alignment): Agreement {
  const tally: Tally = { changed: 0, lost: 0, otherNames: 0, small: 0, differing: [] };
  const isCased = a.casedShare >= CASED_SHARE && b.casedShare >= CASED_SHARE;
  for (const gap of gapsOf(alignment, a.count, b.count)) {
    const touchesNumbers = compareNumbers(a, b, gap, tally);
    const lengthA = gap.a1 - gap.a0;
    const lengthB = gap.b1 - gap.b0;
    if (!gap.isBridged) continue;
    if (!touchesNumbers && lengthA <= SMALL_GAP && lengthB <= SMALL_GAP) tally.small++;
    if (isCased) compareNames(a, b, gap, tally);
    else if (!touchesNumbers && lengthA >= 2 && lengthB >= 2) tally.otherNames += 2;
  }
  compareSeparators(a.numbers, b.numbers, alignment, tally);
  let matched = 0;
  for (let run = 2; run < alignment.runs.length; run += 3) matched += alignment.runs[run] ?? 0;
  const words = (alignment.coveredA + alignment.coveredB) / LETTERS_A_WORD;
  return {
    numbers: countInside(a.numbers, alignment, 0) + countInside(b.numbers, alignment, 1),
    changed: tally.changed,
    lost: tally.lost,
    names: isCased ? countInside(a.names, alignment, 0) + countInside(b.names, alignment, 1) : words,
    otherNames: tally.otherNames,
    noise: matched === 0 ? 0 : (tally.small * 100) / matched,
    differing: tally.differing,
  };
}

/** The gaps inside chains, those between chains that follow one another in both texts, and the margins of both texts. */
function* gapsOf({ runs, chains }: Alignment, countA: number, countB: number): Generator<Gap> {
  const total = runs.length / 3;
  if (total === 0) return;
  const end = (run: number, side: 0 | 1): number => (runs[run * 3 + side] ?? 0) + (runs[run * 3 + 2] ?? 0);
  const heads = new Set(chains);
  const start = (run: number, side: 0 | 1): number => runs[run * 3 + side] ?? 0;
  if (start(0, 0) <= MARGIN && start(0, 1) <= MARGIN) yield { a0: 0, a1: start(0, 0), b0: 0, b1: start(0, 1), isBridged: false };
  for (let run = 1; run < total; run++) {
    const gap = { a0: end(run - 1, 0), a1: start(run, 0), b0: end(run - 1, 1), b1: start(run, 1) };
    if (!heads.has(run)) yield { ...gap, isBridged: true };
    else if (gap.a1 >= gap.a0 && gap.b1 >= gap.b0 && gap.a1 - gap.a0 <= OPEN_GAP && gap.b1 - gap.b0 <= OPEN_GAP)
      yield { ...gap, isBridged: isClose(gap) };
  }
  const last = total - 1;
  if (countA - end(last, 0) <= MARGIN && countB - end(last, 1) <= MARGIN)
    yield { a0: end(last, 0), a1: countA, b0: end(last, 1), b1: countB, isBridged: false };
}

/** Do two sides of a gap between chains stand in each other's place: a name and a figure for another name and another figure? */
function isClose({ a0, a1, b0, b1 }: Omit<Gap, "isBridged">): boolean {
  return Math.max(a1 - a0, b1 - b0) <= CLOSE_GAP && Math.abs(a1 - a0 - (b1 - b0)) <= CLOSE_SKEW;
}

/** First token that ends after `place`. */
function firstAfter(tokens: Tokens, place: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.ends[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tokens with a letter in [from, to), or around it when it is empty; those that only touch it count where letters were put in. */
function touching(tokens: Tokens, from: number, to: number): number[] {
  const found: number[] = [];
  for (let index = firstAfter(tokens, from - 1); index < tokens.count; index++) {
    const start = tokens.starts[index] ?? 0;
    const end = tokens.ends[index] ?? 0;
    if (start > to || (start === to && to > from)) break;
    if (end > from || (to === from && end >= from)) found.push(index);
  }
  return found;
}

/** Pairs the numbers of a gap: equal ones first, the rest in order. Returns whether the gap holds or touches any. */
function compareNumbers(a: Letters, b: Letters, gap: Gap, tally: Tally): boolean {
  const left = touching(a.numbers, gap.a0, gap.a1);
  const right = touching(b.numbers, gap.b0, gap.b1);
  if (left.length === 0 && right.length === 0) return false;
  const rest: number[] = [];
  for (const one of left) {
    const same = right.findIndex((other) => b.numbers.hashes[other] === a.numbers.hashes[one]);
    if (same >= 0) right.splice(same, 1);
    else rest.push(one);
  }
  for (const one of rest) {
    const isOnlyPair = gap.isBridged && rest.length === 1 && right.length === 1;
    const at = right.findIndex((other) => (isOnlyPair && isDigits(a, one) && isDigits(b, other)) || faces(a, one, b, other, gap));
    const other = right[at];
    if (other === undefined) continue;
    right.splice(at, 1);
    const kind = lostDigit(a, one, b, other) ? "lost" : "changed";
    tally[kind]++;
    note(tally, kind, a.numbers, one, b.numbers, other);
  }
  return true;
}

/**
 * Do two numbers stand in the same place? As far from an end of the gap, when words around them are the same; else with the same letters
 * right before or after them.
 */
function faces(a: Letters, one: number, b: Letters, other: number, gap: Gap): boolean {
  const [startA, endA] = [a.numbers.starts[one] ?? 0, a.numbers.ends[one] ?? 0];
  const [startB, endB] = [b.numbers.starts[other] ?? 0, b.numbers.ends[other] ?? 0];
  if (a.numbers.kinds[one] !== b.numbers.kinds[other]) return false;
  const fromStart = Math.abs(startA - gap.a0 - (startB - gap.b0));
  const fromEnd = Math.abs(gap.a1 - endA - (gap.b1 - endB));
  const isAtBorder = startA - gap.a0 <= BORDER || gap.a1 - endA <= BORDER;
  if (gap.isBridged && isAtBorder && Math.min(fromStart, fromEnd) <= BORDER) return true;
  let before = 0;
  while (before < CONTEXT && startA > before && startB > before && a.units[startA - 1 - before] === b.units[startB - 1 - before]) before++;
  let after = 0;
  while (after < CONTEXT && endA + after < a.count && endB + after < b.count && a.units[endA + after] === b.units[endB + after]) after++;
  return before + after >= CONTEXT;
}

/** Is the number written in digits? A word for one may have come with the words of an edit. */
function isDigits({ numbers, units }: Letters, index: number): boolean {
  const first = units[numbers.starts[index] ?? 0] ?? 0;
  return first >= 0x30 && first <= 0x39;
}

/** Is the shorter number the longer one without one of its digits? */
function lostDigit(a: Letters, one: number, b: Letters, other: number): boolean {
  const startA = a.numbers.starts[one] ?? 0;
  const startB = b.numbers.starts[other] ?? 0;
  const lengthA = (a.numbers.ends[one] ?? 0) - startA;
  const lengthB = (b.numbers.ends[other] ?? 0) - startB;
  if (Math.abs(lengthA - lengthB) !== 1) return false;
  const [long, longStart, short, shortStart] = lengthA > lengthB ? [a, startA, b, startB] : [b, startB, a, startA];
  const shorter = Math.min(lengthA, lengthB);
  let i = 0;
  while (i < shorter && long.units[longStart + i] === short.units[shortStart + i]) i++;
  while (i < shorter && long.units[longStart + i + 1] === short.units[shortStart + i]) i++;
  return i === shorter;
}

/** Numbers of the same digits and another decimal point: 1.5 and 15. Their letters are the same, so that no gap shows them. */
function compareSeparators(a: Tokens, b: Tokens, { runs }: Alignment, tally: Tally): void {
  for (let run = 0; run < runs.length; run += 3) {
    const startA = runs[run] ?? 0;
    const shift = (runs[run + 1] ?? 0) - startA;
    const end = startA + (runs[run + 2] ?? 0);
    for (let one = firstAfter(a, startA); one < a.count && (a.ends[one] ?? 0) <= end; one++) {
      const start = a.starts[one] ?? 0;
      if (start < startA) continue;
      const other = firstAfter(b, start + shift);
      if (b.starts[other] !== start + shift || b.ends[other] !== (a.ends[one] ?? 0) + shift || b.hashes[other] === a.hashes[one]) continue;
      tally.changed++;
      note(tally, "changed", a, one, b, other);
    }
  }
}

/** Names of either side that the other side does not have in the gap. A name that was left out is no contradiction. */
function compareNames(a: Letters, b: Letters, gap: Gap, tally: Tally): void {
  const left = touching(a.names, gap.a0, gap.a1);
  const right = touching(b.names, gap.b0, gap.b1);
  const has = (tokens: Tokens, among: readonly number[], hash: number | undefined): boolean =>
    among.some((index) => tokens.hashes[index] === hash);
  const facingB = gap.b1 - gap.b0;
  const facingA = gap.a1 - gap.a0;
  for (const one of left) {
    if (!differs(a.names, one, gap.a0, gap.a1, facingB) || has(b.names, right, a.names.hashes[one])) continue;
    tally.otherNames++;
    note(tally, "name", a.names, one, b.names, right[0] ?? -1, gap);
  }
  for (const other of right) {
    if (!differs(b.names, other, gap.b0, gap.b1, facingA) || has(a.names, left, b.names.hashes[other])) continue;
    tally.otherNames++;
    if (left.length === 0) note(tally, "name", a.names, -1, b.names, other, gap);
  }
}

/** Does so much of a name lie in the gap, against other letters, that it is another name? */
function differs(names: Tokens, index: number, from: number, to: number, facing: number): boolean {
  const start = names.starts[index] ?? 0;
  const end = names.ends[index] ?? 0;
  const inside = Math.min(end, to) - Math.max(start, from);
  return facing >= 2 && inside > Math.max(1, NAME_LETTERS_OTHER * (end - start));
}

function note(tally: Tally, kind: Difference["kind"], a: Tokens, one: number, b: Tokens, other: number, gap?: Gap): void {
  if (tally.differing.length >= DIFFERENCES_MAX) return;
  tally.differing.push({
    kind,
    startA: one < 0 ? (gap?.a0 ?? 0) : (a.starts[one] ?? 0),
    endA: one < 0 ? (gap?.a1 ?? 0) : (a.ends[one] ?? 0),
    startB: other < 0 ? (gap?.b0 ?? 0) : (b.starts[other] ?? 0),
    endB: other < 0 ? (gap?.b1 ?? 0) : (b.ends[other] ?? 0),
  });
}

/** Tokens that lie inside the chains, on one side. */
function countInside(tokens: Tokens, { runs, chains }: Alignment, side: 0 | 1): number {
  let count = 0;
  for (let chain = 0; chain + 1 < chains.length; chain++) {
    const first = (chains[chain] ?? 0) * 3;
    const last = ((chains[chain + 1] ?? 0) - 1) * 3;
    const start = runs[first + side] ?? 0;
    const end = (runs[last + side] ?? 0) + (runs[last + 2] ?? 0);
    let index = firstAfter(tokens, start);
    for (; index < tokens.count && (tokens.ends[index] ?? 0) <= end; index++) if ((tokens.starts[index] ?? 0) >= start) count++;
  }
  return count;
}
