/** All of many strings that a text holds, in one pass over the text (Aho and Corasick, Efficient string matching, 1975). */

export interface Part {
  readonly text: string;
  /** The list that the part was given in. */
  readonly list: readonly string[];
}

const NONE: readonly Part[] = [];

/**
 * A function that finds the different parts which a text holds anywhere, in the order of their first ends. The work is linear in the
 * text, however many parts there are; a table of 2 bytes for every letter of the parts and every different letter is built at once.
 */
export function partFinder(lists: readonly (readonly string[])[]): (text: string) => readonly Part[] {
  const automaton = automatonOf(lists.flatMap((list) => list.map((text) => ({ text, list }))));
  const { ends } = automaton;
  const isEnd = Uint8Array.from(ends, (parts) => (parts.length > 0 ? 1 : 0));
  return (text) => {
    const { next, letters } = automaton;
    const { of, count: width } = letters;
    let found: Set<Part> | undefined;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      state = next[state * width + (of[text.charCodeAt(i)] ?? 0)] ?? 0;
      if (isEnd[state] === 0) continue;
      found ??= new Set();
      for (const part of ends[state] ?? []) found.add(part);
    }
    return found === undefined ? NONE : [...found];
  };
}

/** Letters by number; 0 for all that stand in no part. */
interface Letters {
  readonly of: Uint16Array;
  readonly count: number;
}

/** State 0 is the start; every other state is a beginning of parts, the longest that the text read so far ends in. */
interface Automaton {
  readonly letters: Letters;
  /** The state after a letter: states × letters. */
  readonly next: Uint16Array;
  /** The parts that end in each state. */
  readonly ends: readonly (readonly Part[])[];
}

function lettersOf(parts: readonly Part[]): Letters {
  const of = new Uint16Array(0x10000);
  let count = 1;
  for (const { text } of parts)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (of[unit] === 0) of[unit] = count++;
    }
  return { of, count };
}

function automatonOf(parts: readonly Part[]): Automaton {
  const letters = lettersOf(parts);
  const width = letters.count;
  const states = 1 + parts.reduce((sum, { text }) => sum + text.length, 0);
  const next = new Uint16Array(states * width);
  const ends: Part[][] = [[]];
  for (const part of parts) {
    let state = 0;
    for (let i = 0; i < part.text.length; i++) {
      const at = state * width + (letters.of[part.text.charCodeAt(i)] ?? 0);
      if (next[at] === 0) next[at] = ends.push([]) - 1;
      state = next[at] ?? 0;
    }
    ends[state]?.push(part);
  }
  link(next, ends, width);
  return { letters, next: next.slice(0, ends.length * width), ends };
}

/** Where no part goes on, the text may be inside a shorter beginning: that of the longest end of what was read. Shortest states first. */
function link(next: Uint16Array, ends: Part[][], width: number): void {
  const shorter = new Uint16Array(ends.length);
  const queue = [0];
  for (const state of queue) {
    const fallback = shorter[state] ?? 0;
    for (let letter = 0; letter < width; letter++) {
      const at = state * width + letter;
      const child = next[at] ?? 0;
      const other = state === 0 ? 0 : (next[fallback * width + letter] ?? 0);
      if (child === 0) next[at] = other;
      else {
        shorter[child] = other;
        ends[child]?.push(...(ends[other] ?? []));
        queue.push(child);
      }
    }
  }
}
