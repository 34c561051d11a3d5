/** The words of a text as numbers, case folded: what agreement between two texts is measured with. */
import { DIGIT, IDEOGRAPH, kindOf, LETTER, MARK } from "./characters.ts";
import { HASH_PRIME, HASH_START } from "./hash.ts";
import { lowerUnit } from "./line-hash.ts";

const WORD = LETTER | DIGIT | MARK;
const UNDERSCORE = 0x5f;
const ASCII_MAX = 0x7f;

/** Lower case of the ASCII units that words are made of; 0: part of no word. */
const ASCII_WORD = Uint8Array.from({ length: ASCII_MAX + 1 }, (_, unit) =>
  (kindOf(unit) & WORD) !== 0 || unit === UNDERSCORE ? lowerUnit(unit) : 0,
);

/** Room for the words of the text at hand. */
let space = new Int32Array(4096);

interface Wanted {
  /** Leave words of up to three letters out. */
  readonly telling?: boolean;
  /** Words after which the text is read no further. */
  readonly wordsMax?: number;
}

/** FNV-1a of every word of `words(text)`, case folded, in order. Linear. */
export function hashWords(text: string, wanted: Wanted = {}): Int32Array {
  return readHashes(text, wanted).slice();
}

/** The same in a place that the next call overwrites: for whoever reads them at once. */
export function readHashes(text: string, { telling = false, wordsMax = Infinity }: Wanted = {}): Int32Array {
  if (space.length < text.length) space = new Int32Array(2 * text.length);
  const found = space;
  const ascii = ASCII_WORD;
  const shortest = telling ? 4 : 1;
  let count = 0;
  let hash = HASH_START;
  let length = 0;
  for (let i = 0; i < text.length && count < wordsMax; i++) {
    const unit = text.charCodeAt(i);
    let lower = 0;
    let isIdeograph = false;
    if (unit <= ASCII_MAX) lower = ascii[unit] ?? 0;
    else {
      const kind = kindOf(unit);
      isIdeograph = (kind & IDEOGRAPH) !== 0;
      if (!isIdeograph && (kind & WORD) !== 0) lower = lowerUnit(unit);
    }
    if (lower !== 0) {
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      length++;
      continue;
    }
    if (length >= shortest) found[count++] = hash;
    hash = HASH_START;
    length = 0;
    if (isIdeograph) found[count++] = Math.imul(unit ^ HASH_START, HASH_PRIME);
  }
  if (length >= shortest && count < wordsMax) found[count++] = hash;
  return found.subarray(0, count);
}

/** Hashes of all runs of three words. */
export function trigrams(hashes: Int32Array): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i + 2 < hashes.length; i++) found.add(trigramAt(hashes, i));
  return found;
}

/** Share of the runs of three words of `hashes` that stand in `known`, 0–1; 0 for fewer than three words. */
export function trigramShare(hashes: Int32Array, known: ReadonlySet<number>): number {
  if (known.size === 0 || hashes.length < 3) return 0;
  let found = 0;
  for (let i = 0; i + 2 < hashes.length; i++) if (known.has(trigramAt(hashes, i))) found++;
  return found / (hashes.length - 2);
}

function trigramAt(hashes: Int32Array, i: number): number {
  return Math.imul(Math.imul(hashes[i] ?? 0, 0x2c1b3c6d) ^ (hashes[i + 1] ?? 0), 0x297a2d39) ^ (hashes[i + 2] ?? 0);
}
