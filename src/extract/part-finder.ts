/** All of many strings that a text holds, in one pass over the text: a trie (Fredkin, Trie memory, 1960) behind a sieve of openings. */
import { lowerUnit } from "../text/line-hash.ts";
import { straightenQuotes } from "../text/normalise.ts";

export interface Part {
  readonly text: string;
  /** The list that the part was given in. */
  readonly list: readonly string[];
}

const NONE: readonly Part[] = [];

/**
 * A function that finds the different parts which a text holds anywhere, in the order of their first beginnings. Case and the form of quotes
 * do not count, letter by letter: parts are written in lower case with straight quotes. At most places the sieve says that no part begins
 * there; elsewhere no more is read than the longest part has, so that the work is linear in the text, however many parts there are.
 */
export function partFinder(lists: readonly (readonly string[])[]): (text: string) => readonly Part[] {
  const parts = lists.flatMap((list) => list.map((text) => ({ text, list })));
  const letters = lettersOf(parts);
  const openings = openingsOf(letters, parts);
  const trie = trieOf(letters, parts);
  const { of } = letters;
  const isOpening = (key: number): boolean => (((openings[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 1;
  return (text) => {
    const { length } = text;
    let found: Set<Part> | undefined;
    let key = 0;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      let letter = of[unit] ?? 0;
      if (letter === UNMET) letter = meet(letters, unit);
      key = keyAfter(key, letter);
      if (isOpening(key) && i >= OPENING_LETTERS - 1) found = withParts(found, partsAt(trie, text, i - OPENING_LETTERS + 1));
    }
    // What begins at the last letters is shorter than an opening.
    for (let start = length - OPENING_LETTERS + 1; start < length; start++) {
      key = keyAfter(key, 0);
      if (start >= 0 && isOpening(key)) found = withParts(found, partsAt(trie, text, start));
    }
    return found === undefined ? NONE : [...found];
  };
}

/** Adds parts to those found before. Most texts have none, and need no set. */
function withParts(found: Set<Part> | undefined, parts: readonly Part[]): Set<Part> | undefined {
  if (parts.length === 0) return found;
  const all = found ?? new Set();
  for (const part of parts) all.add(part);
  return all;
}

/** Letters with which a part is met. Of the letters of English pages 12% are the third of a part's, 2% the fourth. */
const OPENING_LETTERS = 4;
/** Bits of a letter's number that tell its place among the letters of an opening, and of all of them. Those of Latin scripts need no more. */
const LETTER_BITS = 5;
const KEY_MASK = (1 << (OPENING_LETTERS * LETTER_BITS)) - 1;

/** One number for the last letters of a text, hardly ever the same for others: those before the letter, and the letter. */
function keyAfter(before: number, letter: number): number {
  return ((before << LETTER_BITS) | (letter & ((1 << LETTER_BITS) - 1))) & KEY_MASK;
}

/** Bits of the keys of so many letters in a row with which a part begins, whatever stands behind a shorter one. */
function openingsOf(letters: Letters, parts: readonly Part[]): Uint32Array {
  const openings = new Uint32Array((KEY_MASK + 1) >>> 5);
  for (const { text } of parts) {
    const length = Math.min(OPENING_LETTERS, text.length);
    let key = 0;
    for (let i = 0; i < length; i++) key = keyAfter(key, letterOf(letters, text.charCodeAt(i)));
    const bits = (OPENING_LETTERS - length) * LETTER_BITS;
    for (let behind = 0; behind < 1 << bits; behind++) {
      const open = (key << bits) | behind;
      openings[open >>> 5] = (openings[open >>> 5] ?? 0) | (1 << (open & 31));
    }
  }
  return openings;
}

/** Letters by number; 0 for all that stand in no part. */
interface Letters {
  /** Of each UTF-16 unit the number of what it is folded to; UNMET until a text has it. */
  readonly of: Uint16Array;
  /** Numbers of the letters of the parts, from 1 on. */
  readonly own: ReadonlyMap<number, number>;
}

const UNMET = 0xffff;

function lettersOf(parts: readonly Part[]): Letters {
  const own = new Map<number, number>();
  for (const { text } of parts)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (!own.has(unit)) own.set(unit, own.size + 1);
    }
  return { of: new Uint16Array(0x10000).fill(UNMET), own };
}

function letterOf(letters: Letters, unit: number): number {
  const known = letters.of[unit] ?? 0;
  return known === UNMET ? meet(letters, unit) : known;
}

/** The number of a unit that was not asked for before. */
function meet({ of, own }: Letters, unit: number): number {
  const straight = straightenQuotes(String.fromCharCode(unit)).charCodeAt(0);
  const letter = own.get(lowerUnit(straight)) ?? 0;
  of[unit] = letter;
  return letter;
}

/** Beginnings of parts, by number, in order of their length: 0 is empty. What is longer by a letter stands side by side. */
interface Trie {
  readonly letters: Letters;
  /** Last letter of each. */
  readonly lasts: Uint16Array;
  /** Where those that are longer than each begin; they end where those of the next begin. */
  readonly longer: Uint16Array;
  /** The same of the first letters, by letter; 0: no part begins with it. */
  readonly first: Uint16Array;
  /** Parts that end with each. */
  readonly ends: readonly (readonly Part[])[];
  /** Parts of one text that alone go on after each; then nothing longer is kept. */
  readonly only: readonly (readonly Part[])[];
}

function trieOf(letters: Letters, parts: readonly Part[]): Trie {
  // Parts with a beginning in common stand side by side, shorter ones first.
  const sorted = parts.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const beginnings = [{ from: 0, to: sorted.length, length: 0 }];
  const lasts = [0];
  const longer: number[] = [];
  const ends: (readonly Part[])[] = [];
  const only: (readonly Part[])[] = [];
  for (const { from, to, length } of beginnings) {
    longer.push(beginnings.length);
    let at = from;
    while (at < to && sorted[at]?.text.length === length) at++;
    ends.push(at === from ? NONE : sorted.slice(from, at));
    const isOnly = length > 0 && at < to && sorted[at]?.text === sorted[to - 1]?.text;
    only.push(isOnly ? sorted.slice(at, to) : NONE);
    while (!isOnly && at < to) {
      const letter = sorted[at]?.text[length];
      let end = at + 1;
      while (end < to && sorted[end]?.text[length] === letter) end++;
      beginnings.push({ from: at, to: end, length: length + 1 });
      lasts.push(letterOf(letters, letter?.charCodeAt(0) ?? 0));
      at = end;
    }
  }
  longer.push(beginnings.length);
  const first = new Uint16Array(letters.own.size + 1);
  for (let one = 1; one < (longer[1] ?? 0); one++) first[lasts[one] ?? 0] = one;
  return { letters, lasts: Uint16Array.from(lasts), longer: Uint16Array.from(longer), first, ends, only };
}

/** The parts that begin at a place of a text, shortest first. */
function partsAt({ letters, lasts, longer, first, ends, only }: Trie, text: string, start: number): readonly Part[] {
  let found = NONE;
  let beginning = first[letterOf(letters, text.charCodeAt(start))] ?? 0;
  for (let at = start + 1; beginning !== 0; at++) {
    const own = ends[beginning] ?? NONE;
    if (own !== NONE) found = [...found, ...own];
    const rest = only[beginning] ?? NONE;
    if (rest !== NONE) return goesOn(letters, text, at, { part: rest[0]?.text ?? "", from: at - start }) ? [...found, ...rest] : found;
    if (at >= text.length) return found;
    const letter = letterOf(letters, text.charCodeAt(at));
    const end = longer[beginning + 1] ?? 0;
    let next = longer[beginning] ?? 0;
    while (next < end && lasts[next] !== letter) next++;
    beginning = next < end ? next : 0;
  }
  return found;
}

/** Does a text go on at a place as the part does from one of its letters on? */
function goesOn(letters: Letters, text: string, at: number, { part, from }: { readonly part: string; readonly from: number }): boolean {
  if (text.length - at < part.length - from) return false;
  for (let i = from; i < part.length; i++)
    if (letterOf(letters, text.charCodeAt(at + i - from)) !== letterOf(letters, part.charCodeAt(i))) return false;
  return true;
}
