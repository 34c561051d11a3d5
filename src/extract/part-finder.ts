/** All of many strings that a text holds, in one pass over the text (Aho and Corasick, Efficient string matching, 1975). */
import { lowerUnit } from "../text/line-hash.ts";
import { straightenQuotes } from "../text/normalise.ts";

export interface Part {
  readonly text: string;
  /** The list that the part was given in. */
  readonly list: readonly string[];
}

const NONE: readonly Part[] = [];

/**
 * A function that finds the different parts which a text holds anywhere, in the order of their first ends. Case and the form of quotes do
 * not count, letter by letter: parts are written in lower case with straight quotes. The work is linear in the text, however many parts
 * there are. What comes after what is worked out as texts ask for it: all of it at once would take longer than a hundred texts.
 */
export function partFinder(lists: readonly (readonly string[])[]): (text: string) => readonly Part[] {
  const automaton = automatonOf(lists.flatMap((list) => list.map((text) => ({ text, list }))));
  const { letters, ends, isLong, openings } = automaton;
  const { of } = letters;
  return (text) => {
    let found: Set<Part> | undefined;
    let key = 0;
    let state = NOWHERE;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let letter = of[unit] ?? 0;
      if (letter === UNMET) letter = meet(letters, unit);
      key = keyAfter(key, letter);
      if (state === NOWHERE) {
        // Hardly any letter is the last of an opening: that is told without the large table, which is slow to ask.
        if ((((openings[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 0) continue;
        state = stateBefore(automaton, text, i);
      }
      const after = entryOf(automaton, state, letter);
      state = (after & ~IS_END) - 1;
      if ((after & IS_END) !== 0) {
        found ??= new Set();
        for (const part of ends[state] ?? []) found.add(part);
      }
      if (isLong[state] === 0) state = NOWHERE;
    }
    return found === undefined ? NONE : [...found];
  };
}

/** The text read so far ends in no beginning of more letters than OPENING_LETTERS, less one: its last letters say in which. */
const NOWHERE = -1;
/** Letters with which a part is met. Of the letters of English pages 12% are the third of a part's, 3% the fourth. */
const OPENING_LETTERS = 4;
/** Bits of a letter's number that tell its place among the letters of an opening, and of all of them. Those of Latin scripts need no more. */
const LETTER_BITS = 5;
const KEY_MASK = (1 << (OPENING_LETTERS * LETTER_BITS)) - 1;

/** One number for the last letters of a text, hardly ever the same for others: those before the letter, and the letter. */
function keyAfter(before: number, letter: number): number {
  return ((before << LETTER_BITS) ^ letter) & KEY_MASK;
}

/** The state in which a text is read on at a place, where no longer beginning goes on. */
function stateBefore(automaton: Automaton, text: string, at: number): number {
  let state = 0;
  for (let i = Math.max(0, at - OPENING_LETTERS + 1); i < at; i++)
    state = (entryOf(automaton, state, automaton.letters.of[text.charCodeAt(i)] ?? 0) & ~IS_END) - 1;
  return state;
}

/** Letters by number; 0 for all that stand in no part. */
interface Letters {
  /** Of each UTF-16 unit the number of what it is folded to; UNMET until a text has it. */
  readonly of: Uint16Array;
  /** Numbers of the letters of the parts. */
  readonly own: ReadonlyMap<number, number>;
  readonly count: number;
}

const UNMET = 0xffff;
const IS_END = 0x8000;

/** The number of a unit that was not asked for before. */
function meet({ of, own }: Letters, unit: number): number {
  const straight = straightenQuotes(String.fromCharCode(unit)).charCodeAt(0);
  const letter = own.get(lowerUnit(straight)) ?? 0;
  of[unit] = letter;
  return letter;
}

/** State 0 is the start; every other state is a beginning of parts, the longest that the text read so far ends in. */
interface Automaton {
  readonly letters: Letters;
  /** The beginning that is longer by a letter, by state × letters + letter. One map for all, since one for each state takes a while to make. */
  readonly longer: ReadonlyMap<number, number>;
  /** The state that each is longer than by a letter, and that letter. */
  readonly parents: readonly number[];
  readonly lasts: readonly number[];
  /** The longest other beginning that each ends in. */
  readonly shorter: Uint16Array;
  /** The state after a letter, and one more, with IS_END where parts end in it: states × letters. 0: not worked out yet. */
  readonly next: Uint16Array;
  /** The parts that end in each state. */
  readonly ends: readonly (readonly Part[])[];
  /** 1: a beginning of so many letters as an opening, or more. */
  readonly isLong: Uint8Array;
  /** Bits of the keys of so many letters in a row, 1: a part begins with them, or a shorter part ends in them. */
  readonly openings: Uint32Array;
}

function lettersOf(parts: readonly Part[]): Letters {
  const own = new Map<number, number>();
  for (const { text } of parts)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (!own.has(unit)) own.set(unit, own.size + 1);
    }
  return { of: new Uint16Array(0x10000).fill(UNMET), own, count: own.size + 1 };
}

function automatonOf(parts: readonly Part[]): Automaton {
  const letters = lettersOf(parts);
  const longer = new Map<number, number>();
  const [parents, lasts] = [[0], [0]];
  const ends: Part[][] = [[]];
  for (const part of parts) {
    let state = 0;
    for (let i = 0; i < part.text.length; i++) {
      const letter = letters.own.get(part.text.charCodeAt(i)) ?? 0;
      let child = longer.get(state * letters.count + letter);
      if (child === undefined) {
        child = ends.push([]) - 1;
        parents.push(state);
        lasts.push(letter);
        longer.set(state * letters.count + letter, child);
      }
      state = child;
    }
    ends[state]?.push(part);
  }
  const shorter = new Uint16Array(ends.length);
  const next = new Uint16Array(ends.length * letters.count);
  const grown = { letters, longer, parents, lasts, ends };
  const automaton = { ...grown, shorter, next, ...openingsOf(grown) };
  link(automaton);
  return automaton;
}

/** Which beginnings are long, and which letters in a row open a part. */
function openingsOf({ parents, lasts, ends }: Pick<Automaton, "parents" | "lasts" | "ends">): Pick<Automaton, "isLong" | "openings"> {
  const isLong = new Uint8Array(ends.length);
  const openings = new Uint32Array((KEY_MASK + 1) >>> 5);
  const open = (key: number): void => {
    openings[key >>> 5] = (openings[key >>> 5] ?? 0) | (1 << (key & 31));
  };
  // Of each state its letters, and their key; what is longer than an opening has none. Parents come first.
  const depths = new Uint32Array(ends.length);
  const keys = new Uint32Array(ends.length);
  for (let state = 1; state < ends.length; state++) {
    const parent = parents[state] ?? 0;
    const depth = (depths[parent] ?? 0) + 1;
    depths[state] = depth;
    isLong[state] = depth < OPENING_LETTERS ? 0 : 1;
    if (depth > OPENING_LETTERS) continue;
    const key = keyAfter(keys[parent] ?? 0, lasts[state] ?? 0);
    keys[state] = key;
    if (depth === OPENING_LETTERS) open(key);
    else if ((ends[state] ?? []).length > 0) {
      // What stands before a part of fewer letters does not matter.
      const bits = depth * LETTER_BITS;
      for (let before = 0; before <= KEY_MASK >> bits; before++) open(key ^ (before << bits));
    }
  }
  return { isLong, openings };
}

/** The other beginnings that each ends in, and the parts that end with them. Shortest states first. */
function link(automaton: Automaton & { readonly ends: readonly Part[][] }): void {
  const { parents, lasts, shorter, ends } = automaton;
  for (const state of byLength(parents)) {
    const parent = parents[state] ?? 0;
    const other = parent === 0 ? 0 : longestAfter(automaton, shorter[parent] ?? 0, lasts[state] ?? 0);
    shorter[state] = other;
    ends[state]?.push(...(ends[other] ?? []));
  }
}

/** All states but the start, each behind those that are shorter. A state comes after its parent, so lengths are known on the way. */
function byLength(parents: readonly number[]): number[] {
  const lengths = new Uint16Array(parents.length);
  const rows: number[][] = [];
  for (let state = 1; state < parents.length; state++) {
    const length = (lengths[parents[state] ?? 0] ?? 0) + 1;
    lengths[state] = length;
    (rows[length] ??= []).push(state);
  }
  return rows.flat();
}

/** The longest beginning that a state and a letter end in: where no part goes on, the text may be inside a shorter one. */
function longestAfter(
  { letters, longer, shorter }: Pick<Automaton, "letters" | "longer" | "shorter">,
  from: number,
  letter: number,
): number {
  let state = from;
  for (;;) {
    const child = longer.get(state * letters.count + letter);
    if (child !== undefined) return child;
    if (state === 0) return 0;
    state = shorter[state] ?? 0;
  }
}

/** The entry of the table for a state and a letter. */
function entryOf(automaton: Automaton, state: number, letter: number): number {
  const known = automaton.next[state * automaton.letters.count + letter] ?? 0;
  return known === 0 ? goOn(automaton, state, letter) : known;
}

/** The same, worked out. */
function goOn(automaton: Automaton, state: number, letter: number): number {
  const { next, letters, ends } = automaton;
  const after = longestAfter(automaton, state, letter);
  const entry = (after + 1) | ((ends[after] ?? []).length > 0 ? IS_END : 0);
  next[state * letters.count + letter] = entry;
  return entry;
}
