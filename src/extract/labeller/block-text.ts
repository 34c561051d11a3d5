/** Everything the labeller wants to know of one block's text by itself, in one pass over its UTF-16 units. */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER, MARK, PHRASAL, UPPER } from "../../text/characters.ts";
import { lowerUnit } from "../../text/line-hash.ts";
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

/** A block's tokens and measurements. Counts are of tokens or UTF-16 units as named. */
export interface BlockText {
  readonly chars: number;
  /** Case-folded hash of every token, and its bits. */
  readonly tokens: Int32Array;
  readonly tokenBits: Uint8Array;
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
}

/** An ideograph says about as much as .6 words of a spaced script. labeller experiment. */
const IDEOGRAPH_WORDS = 0.6;
/** Thai and Lao write about 5 letters a word and no spaces between words. */
const PHRASAL_WORD_CHARS = 5;
/** Closing quotes and brackets that are skipped to find a block's last sign. */
const CLOSERS_MAX = 4;

const WORD = LETTER | DIGIT | MARK;
const ASCII_MAX = 0x7f;
const UNDERSCORE = 0x5f;
const COLON = 0x3a;
const PERIOD = 0x2e;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const YEAR_SIGN = 0x5e74;

/** Numbers in sequence, to tell times and dates without regular expressions. */
class Numbers {
  hasTime = false;
  hasYear = false;
  hasDate = false;
  private length = 0;
  private value = 0;
  private previousLength = 0;
  private beforePreviousLength = 0;
  private separator = 0;
  private previousSeparator = 0;

  digit(unit: number): void {
    this.length++;
    this.value = this.length > 6 ? this.value : this.value * 10 + (unit - 0x30);
  }

  /** A number ends; `next` follows it. */
  end(next: number): void {
    if (this.length === 0) return;
    const { length, value, separator } = this;
    if (length === 4 && value >= 1900 && value < 2100) this.hasYear = true;
    if (length === 2 && (separator === COLON || separator === PERIOD) && this.previousLength >= 1 && this.previousLength <= 2)
      this.hasTime = true;
    if (separator !== 0 && separator !== COLON && this.previousSeparator !== 0 && this.previousSeparator !== COLON) {
      const dayFirst = this.beforePreviousLength <= 2 && this.previousLength <= 2 && (length === 4 || length === 2);
      const yearFirst = this.beforePreviousLength === 4 && this.previousLength <= 2 && length <= 2;
      if (dayFirst || yearFirst) this.hasDate = true;
    }
    if (next === YEAR_SIGN && length === 4) this.hasDate = true;
    this.beforePreviousLength = this.previousLength;
    this.previousLength = length;
    this.previousSeparator = separator;
    this.separator = next === COLON || next === PERIOD || next === SLASH || next === HYPHEN ? next : 0;
    if (this.separator === 0) this.previousLength = 0;
    this.length = 0;
    this.value = 0;
  }

  /** Something other than a digit stands after a separator. */
  break(): void {
    this.separator = 0;
    this.previousLength = 0;
  }
}

let tokenSpace = new Int32Array(4096);
let bitSpace = new Uint8Array(4096);

/** Measures a text. Linear; no regular expressions. */
export function measureBlock(text: string): BlockText {
  const chars = text.length;
  if (tokenSpace.length < chars) {
    tokenSpace = new Int32Array(chars * 2);
    bitSpace = new Uint8Array(chars * 2);
  }
  const numbers = new Numbers();
  let count = 0;
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
  let tokenStart = -1;
  let hash = 0;
  let kinds = 0;
  let allCapitals = true;
  let firstKind = 0;
  let previous = 0;
  let afterPeriod = -1;

  const endToken = (end: number): void => {
    const length = end - tokenStart;
    let bits = 0;
    if ((firstKind & UPPER) !== 0) bits |= TOKEN_CAPITALISED;
    if (allCapitals && length > 1 && (kinds & UPPER) !== 0) bits |= TOKEN_ALL_CAPITALS;
    if ((kinds & LETTER) === 0 && (kinds & DIGIT) !== 0) bits |= TOKEN_NUMBER;
    if (length <= 3 && (kinds & (UPPER | DIGIT)) === 0) bits |= TOKEN_SHORT;
    if (length > 3) bits |= TOKEN_TELLING;
    if ((kinds & LETTER) !== 0) bits |= TOKEN_LETTERS;
    tokenSpace[count] = hash;
    bitSpace[count] = bits;
    count++;
    words += (kinds & PHRASAL) !== 0 ? Math.max(1, length / PHRASAL_WORD_CHARS) : 1;
    tokenChars += length;
    // "example.org": letters, a period, and at least two lower-case letters with nothing between.
    if (afterPeriod === tokenStart && length >= 2 && (firstKind & LOWER) !== 0 && (kinds & (DIGIT | MARK)) === 0) hasAddress = true;
    afterPeriod = length >= 2 && text.charCodeAt(end) === PERIOD ? end + 1 : -1;
    tokenStart = -1;
  };

  for (let i = 0; i < chars; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (unit > ASCII_MAX) foreignChars++;
    if ((kind & DIGIT) !== 0) {
      digitChars++;
      if (unit <= 0x39) numbers.digit(unit);
    } else {
      if (previous >= 0x30 && previous <= 0x39) numbers.end(unit);
      else numbers.break();
    }
    if ((kind & IDEOGRAPH) !== 0) {
      if (tokenStart >= 0) endToken(i);
      tokenSpace[count] = Math.imul(unit ^ 0x811c9dc5, 0x01000193);
      bitSpace[count] = TOKEN_IDEOGRAPH | TOKEN_TELLING | TOKEN_LETTERS;
      count++;
      words += IDEOGRAPH_WORDS;
      tokenChars++;
    } else if ((kind & WORD) !== 0 || unit === UNDERSCORE) {
      if (tokenStart < 0) {
        tokenStart = i;
        hash = 0x811c9dc5;
        kinds = 0;
        allCapitals = true;
        firstKind = kind;
      }
      const lower = lowerUnit(unit);
      if (lower === unit && (kind & DIGIT) === 0) allCapitals = false;
      hash = Math.imul(hash ^ lower, 0x01000193);
      kinds |= kind;
    } else {
      if (tokenStart >= 0) endToken(i);
      if (unit !== 0x20) {
        const sign = signOf(unit);
        seen |= sign;
        if ((sign & SIGN) !== 0) signs++;
        if ((sign & COMMA) !== 0) commas++;
        if ((sign & STOP) !== 0 && endsInside(text, i)) stopsInside++;
        if (unit === 0x28 || unit === 0x5b || unit === 0xff08) hasParenthesis = true;
        else if (unit === 0xa9 || unit === 0xae) hasCopyright = true;
        else if (unit === 0x40) hasAddress = true;
        else if (unit === 0x23 && (kindOf(text.charCodeAt(i + 1)) & WORD) !== 0) hasHash = true;
        else if (unit === COLON && text.charCodeAt(i + 1) === SLASH && text.charCodeAt(i + 2) === SLASH) hasAddress = true;
      }
    }
    previous = unit;
  }
  if (tokenStart >= 0) endToken(chars);
  numbers.end(0);
  return {
    chars,
    tokens: tokenSpace.slice(0, count),
    tokenBits: bitSpace.slice(0, count),
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
    hasCopyright: hasCopyright || /\(c\)/iu.test(text.slice(0, 64)),
    hasAddress,
    hasTime: numbers.hasTime,
    hasYear: numbers.hasYear,
    hasDate: numbers.hasDate,
    hasHash,
    start: startOf(text),
    end: endOf(text),
  };
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
  if ((sign & STOP) !== 0) return "stop";
  if (unit === COLON || unit === 0xff1a) return "colon";
  if ((sign & COMMA) !== 0) return "comma";
  return (kindOf(unit) & DIGIT) !== 0 ? "number" : "other";
}
