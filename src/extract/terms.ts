/**
 * The words of a page that carry meaning: longer ones, and pairs of ideographs. Each different one has a small number, so that counting
 * them is an index into an array.
 */
import { DIGIT, IDEOGRAPH, kindOf, LOWER } from "../text/characters.ts";
import { hashUnits, wordEnd, wordStart } from "../text/words.ts";
import type { Block } from "../types.ts";
import { type BlockWords, remembered } from "./block-words.ts";
import { TOKEN_NAME } from "./labeller/tokens.ts";

/** Words of up to three letters are mostly grammar. */
const WEIGHTY_LETTERS_MIN = 4;
/** What the last ideograph of a text pairs with. */
const NOTHING = hashUnits("", 0, 0);

/** The hashes found in one block: the first `count` of `hashes`. What is given holds until the next asking. */
export interface FoundHashes {
  readonly hashes: Int32Array;
  readonly count: number;
}

/** Room for the terms or names of the block at hand. */
const room = { hashes: new Int32Array(1024), count: 0 };

/** Empties the room, and makes it large enough for so many. */
function roomFor(count: number): Int32Array {
  if (room.hashes.length < count) room.hashes = new Int32Array(2 * count);
  room.count = 0;
  return room.hashes;
}

/** Hashes of the weighty words of a block, in order, some of them more than once. */
export function weightyHashes(words: BlockWords, block: number): FoundHashes {
  const { page, from, to } = words.hashed(block);
  const found = roomFor(to - from);
  let count = 0;
  for (let token = from; token < to; token++) {
    const length = page.lengths[token] ?? 0;
    if (length === 0) found[count++] = pair(page.hashes[token] ?? 0, token + 1 < to ? (page.hashes[token + 1] ?? 0) : NOTHING);
    else if (length >= WEIGHTY_LETTERS_MIN) found[count++] = page.hashes[token] ?? 0;
  }
  room.count = count;
  return room;
}

/**
 * The same of the words that may be names: they begin with a capital, or are of a script without case, and are no numbers. An ideograph
 * goes with the next of them.
 */
export function nameHashes(words: BlockWords, { index, text }: Block): FoundHashes {
  const measured = words.measured(index);
  if (measured === undefined) return nameHashesOf(text);
  const { page, from, to } = measured;
  const found = roomFor(to - from + 1);
  let count = 0;
  let ideograph: number | undefined;
  for (let token = from; token < to; token++) {
    if (((page.bits[token] ?? 0) & TOKEN_NAME) === 0) continue;
    const hash = page.hashes[token] ?? 0;
    const length = page.lengths[token] ?? 0;
    if (ideograph !== undefined) {
      // A word goes into a pair as it is written, which its hash does not tell.
      if (length > 0) return nameHashesOf(text);
      found[count++] = pair(ideograph, hash);
    }
    ideograph = length === 0 ? hash : undefined;
    if (length >= WEIGHTY_LETTERS_MIN) found[count++] = hash;
  }
  if (ideograph !== undefined) found[count++] = pair(ideograph, NOTHING);
  room.count = count;
  return room;
}

/** The same, read from the text. */
function nameHashesOf(text: string): FoundHashes {
  const found: number[] = [];
  let ideograph: number | undefined;
  let start = wordStart(text, 0);
  while (start < text.length) {
    const kind = kindOf(text.charCodeAt(start));
    const end = wordEnd(text, start);
    if ((kind & (LOWER | DIGIT)) === 0) {
      if (ideograph !== undefined) found.push(pair(ideograph, hashUnits(text, start, end)));
      ideograph = (kind & IDEOGRAPH) === 0 ? undefined : hashUnits(text, start, end);
      if (ideograph === undefined && end - start >= WEIGHTY_LETTERS_MIN) found.push(hashLower(text.slice(start, end)));
    }
    start = wordStart(text, end);
  }
  if (ideograph !== undefined) found.push(pair(ideograph, NOTHING));
  return { hashes: Int32Array.from(found), count: found.length };
}

/** Terms by number, from 0. */
export interface Terms {
  /** The different terms of a block. */
  readonly of: (block: number) => Int32Array;
  /** How many there are so far. */
  readonly count: () => number;
}

export function pageTerms(blocks: readonly Block[], words: BlockWords): Terms {
  const numbers = new Numbers();
  /** The last block that met each term, so that none is given twice. */
  let met = new Int32Array(1024).fill(-1);
  const distinct = (block: number): Int32Array => {
    const { hashes, count } = weightyHashes(words, block);
    let size = 0;
    for (let i = 0; i < count; i++) {
      const term = numbers.of(hashes[i] ?? 0);
      if (term >= met.length) met = enlarged(met);
      if (met[term] === block) continue;
      met[term] = block;
      hashes[size++] = term;
    }
    return hashes.slice(0, size);
  };
  return { of: remembered(blocks.length, distinct), count: () => numbers.count };
}

function hashLower(word: string): number {
  const lower = word.toLowerCase();
  return hashUnits(lower, 0, lower.length);
}

function pair(first: number, second: number): number {
  return Math.imul(first, 0x2c1b3c6d) ^ second;
}

/** Hashes → numbers from 0, in the order in which they come: a table with open addressing, never more than half full. */
class Numbers {
  count = 0;
  #hashes = new Int32Array(2048);
  /** Number of the hash at the same place, plus 1; 0 where there is none. */
  #numbers = new Int32Array(2048);

  of(hash: number): number {
    if (2 * this.count >= this.#hashes.length) this.#grow();
    const at = this.#placeOf(hash);
    const known = this.#numbers[at] ?? 0;
    if (known > 0) return known - 1;
    this.#hashes[at] = hash;
    this.#numbers[at] = ++this.count;
    return this.count - 1;
  }

  /** Where the hash stands, or would stand. */
  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let at = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    while (this.#numbers[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#numbers = new Int32Array(2 * hashes.length);
    for (let old = 0; old < hashes.length; old++) {
      if (numbers[old] === 0) continue;
      const at = this.#placeOf(hashes[old] ?? 0);
      this.#hashes[at] = hashes[old] ?? 0;
      this.#numbers[at] = numbers[old] ?? 0;
    }
  }
}

function enlarged(before: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const after = new Int32Array(2 * before.length).fill(-1);
  after.set(before);
  return after;
}
