/** Everything the labeller wants to know of one block's text by itself, in one pass over its UTF-16 units. */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER, MARK, PHRASAL, UPPER } from "../../text/characters.ts";
import { endsUnmarked, startsSyllable } from "../../text/syllables.ts";
import { HASH_PRIME, HASH_START, mix32 } from "../../text/hash.ts";
import { lowerUnit } from "../../text/line-hash.ts";
import { isInvisible } from "../../text/normalise.ts";
import { Numbers } from "./numbers.ts";
import { BULLET, CLOSER, COMMA, CURRENCY, PAUSE, QUOTE, SEPARATOR, SIGN, signOf, STOP } from "./signs.ts";
import {
  TOKEN_ALL_CAPITALS,
  TOKEN_CAPITALISED,
  TOKEN_IDEOGRAPH,
  TOKEN_LETTERS,
  TOKEN_NAME,
  TOKEN_NUMBER,
  TOKEN_SHORT,
  TOKEN_TELLING,
  Tokens,
} from "./tokens.ts";

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
  /**
   * Are its tokens those of `words` (text/words.ts) in lower case? Not where it has letters beyond the basic plane, letters whose lower
   * case hangs on their place or is longer (Σ, İ), or marks that nobody sees.
   */
  readonly isPlain: boolean;
}

/** An ideograph says about as much as .6 words of a spaced script. labeller experiment. */
const IDEOGRAPH_WORDS = 0.6;
/** Closing quotes and brackets that are skipped to find a block's last sign. */
const CLOSERS_MAX = 4;

/** Longest length of a token that is told. In UTF-16 units. */
const LENGTH_MAX = 255;

const ASCII_MAX = 0x7f;
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
const LINE_FEED = 0x0a;
const UNDERSCORE = 0x5f;
const COLON = 0x3a;
const PERIOD = 0x2e;
const SLASH = 0x2f;
const DIGIT_ZERO = 0x30;
const WORD = LETTER | DIGIT | MARK;

/**
 * What is known of each UTF-16 unit, in one number: its lower case above, these bits and those of `kindOf` below. 0: not met yet; filled
 * as units are met, since most pages have a few hundred.
 */
const UNITS = new Int32Array(0x10000);
const LOWER_SHIFT = 16;
const KINDS = 0x7f;
const MET = 0x80;
/** Part of a word of several characters: a letter, digit or mark of a spaced script, or the underscore, which joins words. */
const INSIDE = 0x100;
/** No digit, and its own lower case. */
const UNCHANGED = 0x200;
/** Words with it are not those of text/words.ts in lower case: see `BlockText.isPlain`. */
const SPECIAL = 0x400;
/** The bit of units beyond ASCII. */
const FOREIGN_SHIFT = 11;

const CAPITAL_SIGMA = 0x3a3;
const CAPITAL_DOTTED_I = 0x130;

function learn(unit: number): number {
  const kind = kindOf(unit) & KINDS;
  const lower = lowerUnit(unit);
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  const isNumberSign = (kind & IDEOGRAPH) !== 0 && (kind & DIGIT) !== 0;
  let bits = kind | MET;
  if (((kind & WORD) !== 0 && (kind & IDEOGRAPH) === 0) || unit === UNDERSCORE) bits |= INSIDE;
  if ((kind & DIGIT) === 0 && lower === unit) bits |= UNCHANGED;
  if (isSurrogate || isNumberSign || isInvisible(unit) || unit === CAPITAL_SIGMA || unit === CAPITAL_DOTTED_I) bits |= SPECIAL;
  if (unit > ASCII_MAX) bits |= 1 << FOREIGN_SHIFT;
  bits |= lower << LOWER_SHIFT;
  UNITS[unit] = bits;
  return bits;
}

/**
 * Measures a text; its tokens go to the end of `page`. One pass, in which words are read in loops of their own: one for letters, which are
 * most of most texts, and one that goes on where a word has digits. Everything is a local variable, since fields cost more than the work;
 * no regular expression sees more than a few characters.
 */
export function measureBlock(text: string, page: Tokens = new Tokens(16)): BlockText {
  const chars = text.length;
  const from = page.count;
  const units = UNITS;
  const numbers = new Numbers();
  let words = 0;
  let tokenChars = 0;
  let digitChars = 0;
  let foreignChars = 0;
  let signs = 0;
  let commas = 0;
  let stopsInside = 0;
  let seen = 0;
  /** Bits of all units outside words, and of all words. */
  let met = 0;
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
    let kinds = 0;
    let hash = HASH_START;
    let unit = 0;
    let bits = 0;
    // The next word follows at once, in a script that parts no words.
    let isSyllable = false;
    for (; at < chars; at++) {
      unit = text.charCodeAt(at);
      bits = units[unit] || learn(unit);
      if ((bits & (INSIDE | DIGIT)) !== INSIDE) break;
      if ((bits & PHRASAL) !== 0 && at > start && startsSyllable(text, at)) {
        isSyllable = true;
        break;
      }
      const lower = bits >>> LOWER_SHIFT;
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      line = Math.imul(line ^ lower, HASH_PRIME);
      foreignChars += (bits >> FOREIGN_SHIFT) & 1;
      kinds |= bits;
    }
    // Only the first letter of a word can stand after a separator.
    if (at > start) numbers.break();
    for (; at < chars && (bits & INSIDE) !== 0 && !isSyllable; at++) {
      unit = text.charCodeAt(at);
      bits = units[unit] || learn(unit);
      if ((bits & INSIDE) === 0) break;
      if ((bits & PHRASAL) !== 0 && at > start && startsSyllable(text, at)) break;
      const lower = bits >>> LOWER_SHIFT;
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      foreignChars += (bits >> FOREIGN_SHIFT) & 1;
      kinds |= bits;
      if ((bits & DIGIT) === 0) {
        if (isAfterDigit) numbers.end(unit);
        // After a digit that is not of ASCII.
        else numbers.break();
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
    }
    met |= kinds;
    if (at > start) {
      const length = at - start;
      const first = units[text.charCodeAt(start)] ?? 0;
      page.add(hash, tokenBits(first, kinds, length), length > LENGTH_MAX ? LENGTH_MAX : length);
      words++;
      tokenChars += length;
      // "example.org": letters, a period, and at least two lower-case letters with nothing between.
      if (afterPeriod === start && length >= 2 && (first & LOWER) !== 0 && (kinds & (DIGIT | MARK)) === 0) hasAddress = true;
      afterPeriod = length >= 2 && at < chars && unit === PERIOD ? at + 1 : -1;
      if (at === chars) break;
      if ((bits & INSIDE) !== 0) continue;
    }
    // What stands between words; an ideograph that is a number neither ends a number nor parts two.
    if ((bits & DIGIT) !== 0) digitChars++;
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
    met |= bits;
    foreignChars += (bits >> FOREIGN_SHIFT) & 1;
    if (unit !== NO_BREAK_SPACE && unit !== LINE_FEED) line = Math.imul(line ^ (bits >>> LOWER_SHIFT), HASH_PRIME);
    if ((bits & IDEOGRAPH) !== 0) {
      page.add(Math.imul(unit ^ HASH_START, HASH_PRIME), TOKEN_IDEOGRAPH | TOKEN_TELLING | TOKEN_LETTERS | TOKEN_NAME, 0);
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
    isPlain: (met & SPECIAL) === 0,
  };
}

/** Of a word of several characters: by its first unit, by all that it has, and by its length. */
function tokenBits(first: number, kinds: number, length: number): number {
  let bits = length > 3 ? TOKEN_TELLING : (kinds & (UPPER | DIGIT)) === 0 ? TOKEN_SHORT : 0;
  if ((first & UPPER) !== 0) bits |= TOKEN_CAPITALISED;
  if ((first & (LOWER | DIGIT)) === 0) bits |= TOKEN_NAME;
  if (length > 1 && (kinds & UPPER) !== 0 && (kinds & UNCHANGED) === 0) bits |= TOKEN_ALL_CAPITALS;
  if ((kinds & LETTER) !== 0) bits |= TOKEN_LETTERS;
  else if ((kinds & DIGIT) !== 0) bits |= TOKEN_NUMBER;
  return bits;
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
