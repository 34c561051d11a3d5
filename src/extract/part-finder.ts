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
  const { letters, ends, isLong, pairs } = automaton;
  const { of, count: width } = letters;
  return (text) => {
    let found: Set<Part> | undefined;
    let state = 0;
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let letter = of[unit] ?? 0;
      if (letter === UNMET) letter = meet(letters, unit);
      if (isLong[state] === 0) {
        // Most letters go on with no part, nor do they end one: that is told without the large table, which is slow to ask.
        if (pairs[before * width + letter] === 0) {
          before = letter;
          state = 0;
          continue;
        }
        state = (entryOf(automaton, 0, before) & ~IS_END) - 1;
      }
      before = letter;
      const after = entryOf(automaton, state, letter);
      state = (after & ~IS_END) - 1;
      if ((after & IS_END) === 0) continue;
      found ??= new Set();
      for (const part of ends[state] ?? []) found.add(part);
    }
    return found === undefined ? NONE : [...found];
  };
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
  /** 1: a beginning of two letters or more. */
  readonly isLong: Uint8Array;
  /** 1 for the first two letters of a part, and for any two of which the second is one: letters × letters. */
  readonly pairs: Uint8Array;
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

/** Which beginnings are long, and which pairs of letters make one. */
function openingsOf({
  letters,
  parents,
  lasts,
  ends,
}: Pick<Automaton, "letters" | "parents" | "lasts" | "ends">): Pick<Automaton, "isLong" | "pairs"> {
  const isLong = new Uint8Array(ends.length).fill(1);
  const pairs = new Uint8Array(letters.count * letters.count);
  isLong[0] = 0;
  for (let state = 1; state < ends.length; state++) {
    const [parent, letter] = [parents[state] ?? 0, lasts[state] ?? 0];
    // A beginning of two letters: a parent that hangs on the start.
    if (parent !== 0) {
      if (parents[parent] === 0) pairs[(lasts[parent] ?? 0) * letters.count + letter] = 1;
      continue;
    }
    isLong[state] = 0;
    if ((ends[state] ?? []).length === 0) continue;
    for (let before = 0; before < letters.count; before++) pairs[before * letters.count + letter] = 1;
  }
  return { isLong, pairs };
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
