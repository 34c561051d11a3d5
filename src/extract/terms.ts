/**
 * The words of a page that carry meaning: longer ones, and pairs of ideographs. Each different one has a small number, so that counting
 * them is an index into an array.
 */
import { DIGIT, IDEOGRAPH, kindOf, LOWER } from "../text/characters.ts";
import { hashUnits, wordEnd, wordStart } from "../text/words.ts";
import type { Block } from "../types.ts";
import { type BlockWords, remembered } from "./block-words.ts";

/** Words of up to three letters are mostly grammar. */
const WEIGHTY_LETTERS_MIN = 4;
/** What the last ideograph of a text pairs with. */
const NOTHING = hashUnits("", 0, 0);

/** Terms by number, from 0; a block's are all different. */
export interface Terms {
  readonly of: (block: number) => Int32Array;
  /** Of the words that are no numbers and begin with a capital, or are of a script without case. */
  readonly namesIn: (block: number) => Int32Array;
  /** How many there are so far. */
  readonly count: () => number;
}

export function pageTerms(blocks: readonly Block[], words: BlockWords): Terms {
  const numbers = new Numbers();
  /** The last asking that met each term, so that none is given twice. */
  let met = new Int32Array(1024);
  let askings = 0;
  const distinct = (hashes: readonly number[]): Int32Array => {
    askings++;
    const found: number[] = [];
    for (const hash of hashes) {
      const term = numbers.of(hash);
      if (term >= met.length) met = enlarged(met);
      if (met[term] === askings) continue;
      met[term] = askings;
      found.push(term);
    }
    return Int32Array.from(found);
  };
  return {
    of: remembered(blocks.length, (block) => distinct(weighty(words, block))),
    namesIn: (block) => distinct(capitalised(blocks[block]?.text ?? "")),
    count: () => numbers.count,
  };
}

function weighty(words: BlockWords, block: number): number[] {
  const { hashes, lengths } = words.hashed(block);
  const found: number[] = [];
  for (let word = 0; word < hashes.length; word++) {
    const length = lengths[word] ?? 0;
    if (length === 0) found.push(pair(hashes[word] ?? 0, hashes[word + 1] ?? NOTHING));
    else if (length >= WEIGHTY_LETTERS_MIN) found.push(hashes[word] ?? 0);
  }
  return found;
}

/** An ideograph goes with the next word that may be a name. */
function capitalised(text: string): number[] {
  const found: number[] = [];
  let ideograph: number | undefined;
  for (let start = wordStart(text, 0); start < text.length; start = wordStart(text, wordEnd(text, start))) {
    const kind = kindOf(text.charCodeAt(start));
    if ((kind & (LOWER | DIGIT)) !== 0) continue;
    const end = wordEnd(text, start);
    if (ideograph !== undefined) found.push(pair(ideograph, hashUnits(text, start, end)));
    ideograph = (kind & IDEOGRAPH) === 0 ? undefined : hashUnits(text, start, end);
    if (ideograph === undefined && end - start >= WEIGHTY_LETTERS_MIN) found.push(hashLower(text.slice(start, end)));
  }
  if (ideograph !== undefined) found.push(pair(ideograph, NOTHING));
  return found;
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
  const after = new Int32Array(2 * before.length);
  after.set(before);
  return after;
}
