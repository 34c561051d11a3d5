/** The words of a text as numbers, case folded: what agreement between two texts is measured with. */
import { charCodeAt, DIGIT, IDEOGRAPH, kindOf, LETTER, MARK } from "./characters.ts";
import { HASH_PRIME, HASH_START } from "./hash.ts";
import { lowerUnit } from "./line-hash.ts";

const unitOf = charCodeAt;
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

/** Hashes of words, in order: the first `count` of a list. */
export interface WordHashes {
  readonly hashes: Int32Array;
  readonly count: number;
}

/** FNV-1a of every word of `words(text)`, case folded, in order. Linear. */
export function hashWords(text: string, wanted: Wanted = {}): Int32Array {
  const { hashes, count } = readHashes(text, wanted);
  return hashes.slice(0, count);
}

/** The same in a place that the next call overwrites: for whoever reads them at once. */
export function readHashes(text: string, { telling = false, wordsMax = WORDS_MAX }: Wanted = {}): WordHashes {
  if (space.length < text.length) space = new Int32Array(2 * text.length);
  const hashes = space;
  const ascii = ASCII_WORD;
  // Names of this function, since what is imported is read again at every use.
  const [start, prime] = [HASH_START | 0, HASH_PRIME];
  const shortest = telling ? 4 : 1;
  let count = 0;
  let hash = start;
  let length = 0;
  const end = text.length;
  for (let i = 0; i < end && count < wordsMax; i++) {
    const unit = unitOf(text, i);
    const lower = unit <= ASCII_MAX ? (ascii[unit] ?? 0) : foreignWord(unit);
    if (lower > 0) {
      hash = Math.imul(hash ^ lower, prime);
      length++;
      continue;
    }
    if (length >= shortest) hashes[count++] = hash;
    hash = start;
    length = 0;
    if (lower < 0) hashes[count++] = Math.imul(unit ^ start, prime);
  }
  if (length >= shortest && count < wordsMax) hashes[count++] = hash;
  return { hashes, count };
}

/** More words than a text can have. */
const WORDS_MAX = 0x7fffffff;
/** An ideograph is a word by itself. */
const ALONE = -1;

/** Lower case of a unit beyond ASCII that words are made of; 0: part of no word. */
function foreignWord(unit: number): number {
  const kind = kindOf(unit);
  if ((kind & IDEOGRAPH) !== 0) return ALONE;
  return (kind & WORD) === 0 ? 0 : lowerUnit(unit);
}

/** Hashes of all runs of three words. */
export function trigrams(hashes: Int32Array): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i + 2 < hashes.length; i++) found.add(trigramAt(hashes, i));
  return found;
}

/** Deletes the runs of three words from some. */
export function deleteTrigrams({ hashes, count }: WordHashes, from: Set<number>): void {
  for (let i = 0; i + 2 < count; i++) from.delete(trigramAt(hashes, i));
}

/** Share of the runs of three words that stand in `known`, 0–1; 0 for fewer than three words. */
export function trigramShare({ hashes, count }: WordHashes, known: ReadonlySet<number>): number {
  if (known.size === 0 || count < 3) return 0;
  let found = 0;
  for (let i = 0; i + 2 < count; i++) if (known.has(trigramAt(hashes, i))) found++;
  return found / (count - 2);
}

function trigramAt(hashes: Int32Array, i: number): number {
  return Math.imul(Math.imul(hashes[i] ?? 0, 0x2c1b3c6d) ^ (hashes[i + 1] ?? 0), 0x297a2d39) ^ (hashes[i + 2] ?? 0);
}
