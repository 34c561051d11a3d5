/** One pass over the characters of a block: its tokens, and what the labeller wants to know of the rest. */
import { CASELESS, charCodeAt, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER, MARK, PHRASAL, unitAt, UPPER } from "../../text/characters.ts";
import { HASH_PRIME, HASH_START } from "../../text/hash.ts";
import { lowerUnit } from "../../text/line-hash.ts";
import { isInvisible } from "../../text/normalise.ts";
import { startsSyllable } from "../../text/syllables.ts";
import { Numbers } from "./numbers.ts";
import { CLOSER, COMMA, PAUSE, SIGN, signOf, STOP } from "./signs.ts";
import {
  TOKEN_ALL_CAPITALS,
  TOKEN_CAPITALISED,
  TOKEN_IDEOGRAPH,
  TOKEN_LETTERS,
  TOKEN_NAME,
  TOKEN_NUMBER,
  TOKEN_SHORT,
  TOKEN_TELLING,
  type Tokens,
} from "./tokens.ts";

const unitOf = charCodeAt;

/** An ideograph says about as much as .6 words of a spaced script. Chosen by hand. */
const IDEOGRAPH_WORDS = 0.6;
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
 * What is known of each UTF-16 unit, in one number: its lower case above, these bits below. 0: not met yet; filled as units are met,
 * since most pages have a few hundred. The bits are constants of this module, since what is imported is read again at every use.
 */
const UNITS = new Int32Array(0x10000);
const LOWER_SHIFT = 16;
const MET = 1;
/** Part of a word of several characters: a letter, digit or mark of a spaced script, or the underscore, which joins words. */
const INSIDE = 2;
const IS_UPPER = 4;
const IS_LOWER = 8;
const IS_LETTER = 16;
const IS_DIGIT = 32;
const IS_MARK = 64;
const IS_IDEOGRAPH = 128;
const IS_PHRASAL = 256;
/** No digit, and its own lower case. */
const UNCHANGED = 512;
/** Words with it are not those of text/words.ts in lower case: see `BlockText.isPlain`. */
const SPECIAL = 1024;
/** The bit of units beyond ASCII. */
const FOREIGN_SHIFT = 11;

const CAPITAL_SIGMA = 0x3a3;
const CAPITAL_DOTTED_I = 0x130;

/** The bits of `kindOf`, and those that stand for them here. */
const KINDS: readonly (readonly [kind: number, bits: number])[] = [
  [UPPER, IS_UPPER | IS_LETTER],
  [LOWER, IS_LOWER | IS_LETTER],
  [CASELESS, IS_LETTER],
  [DIGIT, IS_DIGIT],
  [MARK, IS_MARK],
  [IDEOGRAPH, IS_IDEOGRAPH],
  [PHRASAL, IS_PHRASAL],
];

function bitsOf(unit: number): number {
  const known = UNITS[unit] ?? 0;
  return known === 0 ? learn(unit) : known;
}

function learn(unit: number): number {
  const kind = kindOf(unit);
  const lower = lowerUnit(unit);
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  const isNumberSign = (kind & IDEOGRAPH) !== 0 && (kind & DIGIT) !== 0;
  let bits = MET;
  for (const [one, own] of KINDS) if ((kind & one) !== 0) bits |= own;
  if (((kind & WORD) !== 0 && (kind & IDEOGRAPH) === 0) || unit === UNDERSCORE) bits |= INSIDE;
  if ((kind & DIGIT) === 0 && lower === unit) bits |= UNCHANGED;
  if (isSurrogate || isNumberSign || isInvisible(unit) || unit === CAPITAL_SIGMA || unit === CAPITAL_DOTTED_I) bits |= SPECIAL;
  if (unit > ASCII_MAX) bits |= 1 << FOREIGN_SHIFT;
  bits |= lower << LOWER_SHIFT;
  UNITS[unit] = bits;
  return bits;
}

/**
 * A text that is being measured, a word or a sign at a time. Each is read by a function of its own with variables of its own: what stands
 * in most words is soon fast, and what stands in few of them does not make the engine begin again with the rest.
 */
export class Reading {
  private readonly text: string;
  private readonly page: Tokens;
  readonly numbers: Numbers = new Numbers();
  words = 0;
  tokenChars = 0;
  digitChars = 0;
  foreignChars = 0;
  signs = 0;
  commas = 0;
  stopsInside = 0;
  /** Bits of all signs. */
  seen = 0;
  /** Bits of all units outside words, and of all words; and of the word right before. */
  private met = 0;
  private wordBits = 0;
  hasParenthesis = false;
  hasCopyright = false;
  hasAddress = false;
  hasHash = false;
  /** Of `hashLine`, not mixed yet. */
  line: number = HASH_START | 0;
  private isAfterDigit = false;
  /** A number has ended, and nothing stands behind it yet that parts it from the next. */
  private isAfterNumber = false;
  /** Where the word after "example." begins. */
  private afterPeriod = -1;

  constructor(text: string, page: Tokens) {
    this.text = text;
    this.page = page;
    const { length } = text;
    for (let at = 0; at < length;) at = this.between(this.word(at));
    this.numbers.end(0);
    if (!this.hasCopyright && this.hasParenthesis) this.hasCopyright = /\(c\)/iu.test(text.slice(0, 64));
  }

  get isPlain(): boolean {
    return (this.met & SPECIAL) === 0;
  }

  /** Reads the word that begins at an offset, if one does; where it ends. */
  private word(start: number): number {
    const { text } = this;
    let hash = HASH_START | 0;
    let line = this.line;
    let foreign = 0;
    let kinds = 0;
    let bits = 0;
    let at = start;
    const { length } = text;
    for (; at < length; at++) {
      bits = bitsOf(unitOf(text, at));
      // Letters of scripts that part words are most of most texts.
      if ((bits & (INSIDE | IS_DIGIT | IS_PHRASAL)) !== INSIDE) break;
      const lower = bits >>> LOWER_SHIFT;
      hash = Math.imul(hash ^ lower, HASH_PRIME);
      line = Math.imul(line ^ lower, HASH_PRIME);
      foreign += (bits >> FOREIGN_SHIFT) & 1;
      kinds |= bits;
    }
    this.line = line;
    this.foreignChars += foreign;
    if (at < length && (bits & INSIDE) !== 0) return this.mixedWord(start, { at, hash, kinds });
    this.wordBits = kinds;
    if (at === start) return at;
    this.breakNumbers();
    this.endWord(start, { at, hash, kinds });
    return at;
  }

  /** Reads on in a word that has digits, or letters of a script in which the next word may follow at once. */
  private mixedWord(start: number, head: Beginning): number {
    const { text, numbers } = this;
    let { at, hash, kinds } = head;
    let isEnded = false;
    for (; at < text.length; at++) {
      const bits = bitsOf(text.charCodeAt(at));
      if ((bits & (INSIDE | IS_DIGIT)) !== INSIDE) break;
      if ((bits & IS_PHRASAL) !== 0 && at > start && startsSyllable(text, at)) {
        isEnded = true;
        break;
      }
      hash = Math.imul(hash ^ (bits >>> LOWER_SHIFT), HASH_PRIME);
      kinds |= bits;
      this.pass(bits);
    }
    // Only the first letter of a word can stand after a separator.
    if (at > start) this.breakNumbers();
    for (; at < text.length && !isEnded; at++) {
      const unit = text.charCodeAt(at);
      const bits = bitsOf(unit);
      if ((bits & INSIDE) === 0) break;
      if ((bits & IS_PHRASAL) !== 0 && at > start && startsSyllable(text, at)) break;
      hash = Math.imul(hash ^ (bits >>> LOWER_SHIFT), HASH_PRIME);
      kinds |= bits;
      if ((bits & IS_DIGIT) === 0) {
        this.endNumber(unit);
        this.pass(bits);
        continue;
      }
      this.digitChars++;
      this.foreignChars += (bits >> FOREIGN_SHIFT) & 1;
      const isAscii = unit <= ASCII_MAX;
      if (isAscii) numbers.digit(unit);
      // A run of digits is one digit to the hash of the line.
      if (!isAscii || !this.isAfterDigit) this.line = Math.imul(this.line ^ (isAscii ? DIGIT_ZERO : bits >>> LOWER_SHIFT), HASH_PRIME);
      this.isAfterDigit = isAscii;
    }
    this.wordBits = kinds;
    this.endWord(start, { at, hash, kinds });
    return at;
  }

  /** Counts a unit of a word, but for its digits. */
  private pass(bits: number): void {
    this.line = Math.imul(this.line ^ (bits >>> LOWER_SHIFT), HASH_PRIME);
    this.foreignChars += (bits >> FOREIGN_SHIFT) & 1;
  }

  private endWord(start: number, { at, hash, kinds }: Beginning): void {
    const { text } = this;
    const length = at - start;
    const first = bitsOf(unitOf(text, start));
    this.met |= kinds;
    this.page.add(hash, tokenBits(first, kinds, length), length > LENGTH_MAX ? LENGTH_MAX : length);
    this.words++;
    this.tokenChars += length;
    // "example.org": letters, a period, and at least two lower-case letters with nothing between.
    if (this.afterPeriod === start && length >= 2 && (first & IS_LOWER) !== 0 && (kinds & (IS_DIGIT | IS_MARK)) === 0)
      this.hasAddress = true;
    this.afterPeriod = length >= 2 && unitAt(text, at) === PERIOD ? at + 1 : -1;
  }

  /** A digit, if one stood before, is the last of its number; something other than a digit follows. */
  private endNumber(next: number): void {
    if (!this.isAfterDigit) {
      this.breakNumbers();
      return;
    }
    this.numbers.end(next);
    this.isAfterDigit = false;
    this.isAfterNumber = true;
  }

  private breakNumbers(): void {
    if (!this.isAfterNumber) return;
    this.numbers.break();
    this.isAfterNumber = false;
  }

  /** Reads what stands between words at an offset, if it does; where the next may begin. */
  private between(at: number): number {
    const { text } = this;
    if (at >= text.length) return at;
    const unit = unitOf(text, at);
    const bits = bitsOf(unit);
    if ((bits & INSIDE) !== 0) return at;
    // An ideograph that is a number neither ends a number nor parts two.
    if ((bits & IS_DIGIT) !== 0) {
      this.digitChars++;
      this.isAfterDigit = false;
    } else this.endNumber(unit);
    if (unit === SPACE) {
      // Where words are not parted, a space is what a comma is elsewhere.
      if ((this.wordBits & IS_PHRASAL) !== 0 && (kindOf(unitAt(text, at + 1)) & PHRASAL) !== 0) {
        this.commas++;
        this.seen |= PAUSE;
      }
      return at + 1;
    }
    this.met |= bits;
    this.foreignChars += (bits >> FOREIGN_SHIFT) & 1;
    if (unit !== NO_BREAK_SPACE && unit !== LINE_FEED) this.line = Math.imul(this.line ^ (bits >>> LOWER_SHIFT), HASH_PRIME);
    if ((bits & IS_IDEOGRAPH) === 0) this.sign(unit, at);
    else {
      this.page.add(Math.imul(unit ^ HASH_START, HASH_PRIME), TOKEN_IDEOGRAPH | TOKEN_TELLING | TOKEN_LETTERS | TOKEN_NAME, 0);
      this.words += IDEOGRAPH_WORDS;
      this.tokenChars++;
    }
    return at + 1;
  }

  private sign(unit: number, at: number): void {
    const { text } = this;
    const sign = signOf(unit);
    this.seen |= sign;
    if ((sign & SIGN) !== 0) this.signs++;
    if ((sign & COMMA) !== 0) this.commas++;
    if ((sign & STOP) !== 0 && endsInside(text, at)) this.stopsInside++;
    if (unit === 0x28 || unit === 0x5b || unit === 0xff08) this.hasParenthesis = true;
    else if (unit === 0xa9 || unit === 0xae) this.hasCopyright = true;
    else if (unit === 0x40) this.hasAddress = true;
    else if (unit === 0x23 && (kindOf(unitAt(text, at + 1)) & WORD) !== 0) this.hasHash = true;
    else if (unit === COLON && unitAt(text, at + 1) === SLASH && unitAt(text, at + 2) === SLASH) this.hasAddress = true;
  }
}

/** A word up to an offset: its hash, and the bits of all its units. */
interface Beginning {
  readonly at: number;
  readonly hash: number;
  readonly kinds: number;
}

/** Of a word of several characters: by its first unit, by all that it has, and by its length. */
function tokenBits(first: number, kinds: number, length: number): number {
  let bits = length > 3 ? TOKEN_TELLING : (kinds & (IS_UPPER | IS_DIGIT)) === 0 ? TOKEN_SHORT : 0;
  if ((first & IS_UPPER) !== 0) bits |= TOKEN_CAPITALISED;
  if ((first & (IS_LOWER | IS_DIGIT)) === 0) bits |= TOKEN_NAME;
  if (length > 1 && (kinds & IS_UPPER) !== 0 && (kinds & UNCHANGED) === 0) bits |= TOKEN_ALL_CAPITALS;
  if ((kinds & IS_LETTER) !== 0) bits |= TOKEN_LETTERS;
  else if ((kinds & IS_DIGIT) !== 0) bits |= TOKEN_NUMBER;
  return bits;
}

/** Does the stop at `at` end a sentence: is it followed by the end, a space, a closing sign or an unspaced script? */
function endsInside(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a || (signOf(next) & CLOSER) !== 0 || (kindOf(next) & CASELESS) !== 0;
}
