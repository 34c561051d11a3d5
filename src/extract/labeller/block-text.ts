/** Everything the labeller wants to know of one block's text by itself, in one pass over its UTF-16 units. */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER, MARK, PHRASAL, UPPER } from "../../text/characters.ts";
import { endsUnmarked, startsSyllable } from "../../text/syllables.ts";
import { HASH_PRIME, HASH_START, mix32 } from "../../text/hash.ts";
import { lowerUnit } from "../../text/line-hash.ts";
import { Numbers } from "./numbers.ts";
import { BULLET, CLOSER, COMMA, CURRENCY, PAUSE, QUOTE, SEPARATOR, SIGN, signOf, STOP } from "./signs.ts";

/** Bits of a token. */
export const TOKEN_CAPITALISED = 1;
export const TOKEN_ALL_CAPITALS = 2;
export const TOKEN_NUMBER = 4;
export const TOKEN_IDEOGRAPH = 8;
/** Lower-case word of at most three letters: articles, prepositions. */
export const TOKEN_SHORT = 16;
/** More than three letters, or an ideograph: a word that says what a text is about. */
export const TOKEN_TELLING = 32;
/** Has at least one letter. */
export const TOKEN_LETTERS = 64;

/** Tokens of the blocks of a page, one block after the other: the case-folded hash of each, and its bits. */
export class Tokens {
  hashes: Int32Array;
  bits: Uint8Array;
  count = 0;

  /** Room for so many; more is made as it is needed. */
  constructor(room: number) {
    this.hashes = new Int32Array(room);
    this.bits = new Uint8Array(room);
  }

  add(hash: number, bits: number): void {
    if (this.count === this.hashes.length) this.#resize(2 * this.count + 16);
    this.hashes[this.count] = hash;
    this.bits[this.count++] = bits;
  }

  /** Gives back the room that was not needed. */
  trim(): void {
    this.#resize(this.count);
  }

  #resize(length: number): void {
    const [hashes, bits] = [this.hashes, this.bits];
    this.hashes = new Int32Array(length);
    this.bits = new Uint8Array(length);
    this.hashes.set(hashes.subarray(0, this.count));
    this.bits.set(bits.subarray(0, this.count));
  }
}

/** A block's tokens and measurements. Counts are of tokens or UTF-16 units as named. */
export interface BlockText {
  readonly chars: number;
  /** Its tokens are those of `page` from `from` to `to`. */
  readonly page: Tokens;
  readonly from: number;
  readonly to: number;
  /** Words: an ideograph counts 0.6, an unspaced run of Thai or Lao a word per 5 letters. */
  readonly words: number;
  readonly tokenChars: number;
  readonly digitChars: number;
  readonly foreignChars: number;
  readonly signs: number;
  readonly commas: number;
  readonly stopsInside: number;
  readonly hasPause: boolean;
  readonly hasQuote: boolean;
  readonly hasSeparator: boolean;
  readonly hasCurrency: boolean;
  readonly hasParenthesis: boolean;
  readonly hasCopyright: boolean;
  readonly hasAddress: boolean;
  readonly hasTime: boolean;
  readonly hasYear: boolean;
  readonly hasDate: boolean;
  readonly hasHash: boolean;
  readonly start: "lower" | "upper" | "digit" | "quote" | "bullet" | "other";
  readonly end: "stop" | "ellipsis" | "question" | "exclamation" | "colon" | "comma" | "number" | "other";
  /** `hashLine` of the text. */
  readonly line: number;
}

/** An ideograph says about as much as .6 words of a spaced script. labeller experiment. */
const IDEOGRAPH_WORDS = 0.6;
/** Closing quotes and brackets that are skipped to find a block's last sign. */
const CLOSERS_MAX = 4;

const ASCII_MAX = 0x7f;
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const LINE_FEED = 0x0a;
const UNDERSCORE = 0x5f;
const COLON = 0x3a;
const PERIOD = 0x2e;
const SLASH = 0x2f;
const DIGIT_ZERO = 0x30;
/** The underscore, which joins words, beside the kinds of characters. */
const JOINER = 256;
const WORD = LETTER | DIGIT | MARK;

/** Kind (shifted) and lower case of ASCII, which most texts are mostly made of. */
const LOWER_BITS = 7;
const LOWER_MASK = 0x7f;
const ASCII = Uint16Array.from({ length: ASCII_MAX + 1 }, (_, unit) => {
  const kind = kindOf(unit) | (unit === UNDERSCORE ? JOINER : 0);
  return (kind << LOWER_BITS) | lowerUnit(unit);
});

/**
 * Measures a text; its tokens go to the end of `page`. One pass, in which words are read in a loop of their own. Everything is a local
 * variable, since fields cost more than the work; no regular expression sees more than a few characters.
 */
export function measureBlock(text: string, page: Tokens = new Tokens(16)): BlockText {
  const chars = text.length;
  const from = page.count;
  const ascii = ASCII;
  const numbers = new Numbers();
  let words = 0;
  let tokenChars = 0;
  let digitChars = 0;
  let foreignChars = 0;
  let signs = 0;
  let commas = 0;
  let stopsInside = 0;
  let seen = 0;
  let hasParenthesis = false;
  let hasCopyright = false;
  let hasAddress = false;
  let hasHash = false;
  let line = HASH_START;
  let isAfterDigit = false;
  // Where the word after "example." begins.
  let afterPeriod = -1;

  let at = 0;
  while (at < chars) {
    const start = at;
    let firstKind = 0;
    let kinds = 0;
    let hash = HASH_START;
    let isAllCapitals = true;
    let unit = 0;
    let kind = 0;
    let lower = 0;
    for (; at < chars; at++) {
      unit = text.charCodeAt(at);
      if (unit <= ASCII_MAX) {
        const both = ascii[unit] ?? 0;
        kind = both >> LOWER_BITS;
        lower = both & LOWER_MASK;
      } else {
        kind = kindOf(unit);
        lower = lowerUnit(unit);
      }
      if ((kind & (WORD | JOINER)) === 0 || (kind & IDEOGRAPH) !== 0) break;
      if ((kind & PHRASAL) !== 0 && at > start && startsSyllable(text, at)) break;
      if (at === start) firstKind = kind;
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      if (unit > ASCII_MAX) foreignChars++;
      if ((kind & DIGIT) === 0) {
        if (lower === unit) isAllCapitals = false;
        if (isAfterDigit) numbers.end(unit);
        // Only the first letter of a word can stand after a separator, or after a digit that is not of ASCII.
        else if (at === start || (kinds & DIGIT) !== 0) numbers.break();
        isAfterDigit = false;
        line = Math.imul(line ^ lower, HASH_PRIME);
      } else {
        digitChars++;
        const isAscii = unit <= ASCII_MAX;
        if (isAscii) numbers.digit(unit);
        // A run of digits is one digit to the hash of the line.
        if (!isAscii || !isAfterDigit) line = Math.imul(line ^ (isAscii ? DIGIT_ZERO : lower), HASH_PRIME);
        isAfterDigit = isAscii;
      }
      kinds |= kind;
    }
    if (at > start) {
      const length = at - start;
      let bits = 0;
      if ((firstKind & UPPER) !== 0) bits |= TOKEN_CAPITALISED;
      if (isAllCapitals && length > 1 && (kinds & UPPER) !== 0) bits |= TOKEN_ALL_CAPITALS;
      if ((kinds & LETTER) === 0 && (kinds & DIGIT) !== 0) bits |= TOKEN_NUMBER;
      if (length <= 3 && (kinds & (UPPER | DIGIT)) === 0) bits |= TOKEN_SHORT;
      if (length > 3) bits |= TOKEN_TELLING;
      if ((kinds & LETTER) !== 0) bits |= TOKEN_LETTERS;
      page.add(hash, bits);
      words++;
      tokenChars += length;
      // "example.org": letters, a period, and at least two lower-case letters with nothing between.
      if (afterPeriod === start && length >= 2 && (firstKind & LOWER) !== 0 && (kinds & (DIGIT | MARK)) === 0) hasAddress = true;
      afterPeriod = length >= 2 && at < chars && unit === PERIOD ? at + 1 : -1;
      if (at === chars) break;
      if ((kind & PHRASAL) !== 0) continue;
    }
    // What stands between words; an ideograph that is a number neither ends a number nor parts two.
    if ((kind & DIGIT) !== 0) digitChars++;
    else if (isAfterDigit) numbers.end(unit);
    else numbers.break();
    isAfterDigit = false;
    at++;
    if (unit === SPACE) {
      // Where words are not parted, a space is what a comma is elsewhere.
      if ((kinds & PHRASAL) !== 0 && (kindOf(text.charCodeAt(at)) & PHRASAL) !== 0) {
        commas++;
        seen |= PAUSE;
      }
      continue;
    }
    if (unit > ASCII_MAX) foreignChars++;
    if (unit !== NO_BREAK_SPACE && unit !== LINE_FEED) line = Math.imul(line ^ lower, HASH_PRIME);
    if ((kind & IDEOGRAPH) !== 0) {
      page.add(Math.imul(unit ^ HASH_START, HASH_PRIME), TOKEN_IDEOGRAPH | TOKEN_TELLING | TOKEN_LETTERS);
      words += IDEOGRAPH_WORDS;
      tokenChars++;
      continue;
    }
    const sign = signOf(unit);
    seen |= sign;
    if ((sign & SIGN) !== 0) signs++;
    if ((sign & COMMA) !== 0) commas++;
    if ((sign & STOP) !== 0 && endsInside(text, at - 1)) stopsInside++;
    if (unit === 0x28 || unit === 0x5b || unit === 0xff08) hasParenthesis = true;
    else if (unit === 0xa9 || unit === 0xae) hasCopyright = true;
    else if (unit === 0x40) hasAddress = true;
    else if (unit === 0x23 && (kindOf(text.charCodeAt(at)) & WORD) !== 0) hasHash = true;
    else if (unit === COLON && text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === SLASH) hasAddress = true;
  }
  numbers.end(0);
  if (!hasCopyright && hasParenthesis) hasCopyright = /\(c\)/iu.test(text.slice(0, 64));
  return {
    chars,
    page,
    from,
    to: page.count,
    words,
    tokenChars,
    digitChars,
    foreignChars,
    signs,
    commas,
    stopsInside,
    hasPause: (seen & PAUSE) !== 0,
    hasQuote: (seen & QUOTE) !== 0,
    hasSeparator: (seen & SEPARATOR) !== 0,
    hasCurrency: (seen & CURRENCY) !== 0,
    hasParenthesis,
    hasCopyright,
    hasAddress,
    hasTime: numbers.hasTime,
    hasYear: numbers.hasYear,
    hasDate: numbers.hasDate,
    hasHash,
    start: startOf(text),
    end: endOf(text),
    line: mix32(line),
  };
}

/** Hashes of a block's tokens. */
export function tokensOf({ page, from, to }: BlockText): Int32Array {
  return page.hashes.subarray(from, to);
}

/** Does the stop at `at` end a sentence: is it followed by the end, a space, a closing sign or an unspaced script? */
function endsInside(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a || (signOf(next) & CLOSER) !== 0 || (kindOf(next) & CASELESS) !== 0;
}

function startOf(text: string): BlockText["start"] {
  const unit = text.charCodeAt(0);
  const kind = kindOf(unit);
  if ((kind & LOWER) !== 0) return "lower";
  if ((kind & UPPER) !== 0) return "upper";
  if ((kind & DIGIT) !== 0) return "digit";
  const sign = signOf(unit);
  if ((sign & QUOTE) !== 0 || unit === 0x2018) return "quote";
  return (sign & BULLET) !== 0 ? "bullet" : "other";
}

function endOf(text: string): BlockText["end"] {
  let at = text.length - 1;
  const limit = at - CLOSERS_MAX;
  while (at > 0 && at > limit && (signOf(text.charCodeAt(at)) & CLOSER) !== 0) at--;
  const unit = text.charCodeAt(at);
  if (unit === 0x2026 || (unit === PERIOD && text.charCodeAt(at - 1) === PERIOD)) return "ellipsis";
  if (unit === 0x3f || unit === 0xff1f || unit === 0x61f) return "question";
  if (unit === 0x21 || unit === 0xff01) return "exclamation";
  const sign = signOf(unit);
  if ((sign & STOP) !== 0 || endsUnmarked(text, at)) return "stop";
  if (unit === COLON || unit === 0xff1a) return "colon";
  if ((sign & COMMA) !== 0) return "comma";
  return (kindOf(unit) & DIGIT) !== 0 ? "number" : "other";
}
