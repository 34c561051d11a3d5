/**
 * What a word is, everywhere in this program: a run of letters, digits, marks and underscores; in scripts written without spaces
 * (Han, kana) each character is one token, in those with spaces between phrases only (Thai, Lao, Myanmar, Khmer) each syllable.
 */
import { DIGIT, IDEOGRAPH, kindOf, LETTER, MARK, PHRASAL } from "./characters.ts";
import { HASH_PRIME, HASH_START } from "./hash.ts";
import { startsSyllable } from "./syllables.ts";

const WORD = LETTER | DIGIT | MARK;
const UNDERSCORE = 0x5f;
const HIGH_SURROGATE = 0xd800;
const SURROGATE_BITS = 0xfc00;
/** Letters beyond the basic plane: rare enough for an expression. */
const ASTRAL_WORD = /^[\p{L}\p{N}\p{M}]/u;

/** Is this UTF-16 unit Han or kana? Unified ideographs with extension A, compatibility ideographs, kana. Astral Han counts by its high surrogates. */
export function isIdeographic(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    unit === 0x3005 ||
    unit === 0x3007 ||
    (unit >= 0xd840 && unit <= 0xd888)
  );
}

/** Where the next word begins from an offset on; the length of the text where there is none. */
export function wordStart(text: string, from: number): number {
  const { length } = text;
  for (let i = from; i < length; i++) {
    const unit = text.charCodeAt(i);
    if ((kindOf(unit) & WORD) !== 0 || unit === UNDERSCORE) return i;
    if ((unit & SURROGATE_BITS) !== HIGH_SURROGATE || i + 1 === length) continue;
    if (ASTRAL_WORD.test(text.slice(i, i + 2))) return i;
    i++;
  }
  return length;
}

/** Where the word that begins at an offset ends. */
export function wordEnd(text: string, start: number): number {
  const { length } = text;
  const isPair = (text.charCodeAt(start) & SURROGATE_BITS) === HIGH_SURROGATE;
  if ((kindOf(text.charCodeAt(start)) & IDEOGRAPH) !== 0) return Math.min(length, isPair ? start + 2 : start + 1);
  for (let i = isPair ? start + 2 : start + 1; i < length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if ((kind & IDEOGRAPH) !== 0 || ((kind & PHRASAL) !== 0 && startsSyllable(text, i))) return i;
    if ((kind & WORD) !== 0 || unit === UNDERSCORE) continue;
    if ((unit & SURROGATE_BITS) !== HIGH_SURROGATE || !ASTRAL_WORD.test(text.slice(i, i + 2))) return i;
    i++;
  }
  return length;
}

/** The words of a text, in order, as they are written. Linear. */
export function words(text: string): string[] {
  const list: string[] = [];
  let start = wordStart(text, 0);
  while (start < text.length) {
    const end = wordEnd(text, start);
    list.push(text.slice(start, end));
    start = wordStart(text, end);
  }
  return list;
}

/** What counting asks of a UTF-16 unit: most are part of a word or not, whatever stands around them. 0: not met yet. */
const PARTS = new Uint8Array(0x10000);
const NO_PART = 1;
const PART = 2;
/** Ideographs, letters of phrasal scripts, halves of pairs: what they are takes a closer look. */
const OTHER = 3;

function partOf(unit: number): number {
  const kind = kindOf(unit);
  const isOther = (kind & (IDEOGRAPH | PHRASAL)) !== 0 || (unit & SURROGATE_BITS) === HIGH_SURROGATE;
  const part = isOther ? OTHER : (kind & WORD) !== 0 || unit === UNDERSCORE ? PART : NO_PART;
  PARTS[unit] = part;
  return part;
}

/** How many words a text has; the length of `words(text)`. Linear. */
export function countWords(text: string): number {
  let count = 0;
  let before = NO_PART;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const part = PARTS[unit] || partOf(unit);
    if (part === OTHER) return count + countOthers(text, i, before === PART);
    if (part === PART && before !== PART) count++;
    before = part;
  }
  return count;
}

/** The words that begin from an offset on; `isInside`: the text before it ends in a word. */
function countOthers(text: string, from: number, isInsideBefore: boolean): number {
  let count = 0;
  let isInside = isInsideBefore;
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    const isPair = (unit & SURROGATE_BITS) === HIGH_SURROGATE && i + 1 < text.length;
    if ((kind & IDEOGRAPH) !== 0) {
      count++;
      isInside = false;
    } else {
      const isWord = (kind & WORD) !== 0 || unit === UNDERSCORE || (isPair && ASTRAL_WORD.test(text.slice(i, i + 2)));
      if (isWord && (!isInside || ((kind & PHRASAL) !== 0 && startsSyllable(text, i)))) count++;
      isInside = isWord;
    }
    if (isPair) i++;
  }
  return count;
}

/** The words of a text without strings of their own. */
export interface HashedWords {
  /** FNV-1a of each of `words(text)`, over UTF-16 units as they are written. */
  readonly hashes: Int32Array;
  /** Length of each in UTF-16 units, capped at 255; 0 for a character of a script without spaces. */
  readonly lengths: Uint8Array;
}

/** Room for the words of the text at hand. */
let hashSpace = new Int32Array(1024);
let lengthSpace = new Uint8Array(1024);

/** Linear. The same words as `words`, found and hashed in one pass: this is asked of every block of every page. */
export function hashedWords(text: string): HashedWords {
  const { length } = text;
  // There are no more words than characters.
  if (hashSpace.length < length) {
    hashSpace = new Int32Array(2 * length);
    lengthSpace = new Uint8Array(2 * length);
  }
  let count = 0;
  let hash = HASH_START | 0;
  let units = 0;
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? text.charCodeAt(i) : 0;
    const kind = kindOf(unit);
    if (((kind & WORD) !== 0 && (kind & IDEOGRAPH) === 0) || unit === UNDERSCORE) {
      if ((kind & PHRASAL) !== 0 && units > 0 && startsSyllable(text, i)) {
        hashSpace[count] = hash;
        lengthSpace[count++] = Math.min(255, units);
        hash = HASH_START | 0;
        units = 0;
      }
      hash = Math.imul(hash ^ unit, HASH_PRIME);
      units++;
      continue;
    }
    const isPair = (unit & SURROGATE_BITS) === HIGH_SURROGATE && i + 1 < length;
    if (isPair && (kind & IDEOGRAPH) === 0 && ASTRAL_WORD.test(text.slice(i, i + 2))) {
      hash = Math.imul(Math.imul(hash ^ unit, HASH_PRIME) ^ text.charCodeAt(++i), HASH_PRIME);
      units += 2;
      continue;
    }
    if (units > 0) {
      hashSpace[count] = hash;
      lengthSpace[count++] = Math.min(255, units);
      hash = HASH_START | 0;
      units = 0;
    }
    if ((kind & IDEOGRAPH) !== 0) {
      hashSpace[count] = hashUnits(text, i, isPair ? i + 2 : i + 1);
      lengthSpace[count++] = 0;
    }
    if (isPair) i++;
  }
  return { hashes: hashSpace.slice(0, count), lengths: lengthSpace.slice(0, count) };
}

/** The hashes of `hashedWords`. */
export function hashEachWord(text: string): Int32Array {
  return hashedWords(text).hashes;
}

/** FNV-1a of a stretch of a text. */
export function hashUnits(text: string, start: number, end: number): number {
  let hash = HASH_START | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), HASH_PRIME);
  return hash;
}
