/**
 * What kind of character a UTF-16 unit is, asked millions of times a page: one table look-up instead of a regular expression.
 * A surrogate is judged alone: the high surrogates of Han extensions count as ideographs, all others as nothing in particular.
 */

export const UPPER = 1;
export const LOWER = 2;
/** A letter without case: Han, kana, Hangul, Arabic, Hebrew, Devanagari, Thai … */
export const CASELESS = 4;
export const DIGIT = 8;
export const MARK = 16;
/** Han and kana: scripts written without spaces, where each character counts as a word. */
export const IDEOGRAPH = 32;
/** Scripts that put spaces between phrases, not words: Thai, Lao, Myanmar, Khmer. */
export const PHRASAL = 64;
const KNOWN = 128;

export const LETTER: number = UPPER | LOWER | CASELESS;

/** Bits of every unit seen so far; filled as units are met, since filling all 65,536 at the start costs 30 ms. */
const table = new Uint8Array(0x10000);

function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  let bits = KNOWN;
  if (/\p{Lu}|\p{Lt}/u.test(character)) bits |= UPPER;
  // Georgian is written without capitals, though Unicode calls its letters lower case.
  else if (/\p{Ll}/u.test(character)) bits |= /\p{Script=Georgian}/u.test(character) ? CASELESS : LOWER;
  else if (/\p{L}/u.test(character)) bits |= CASELESS;
  else if (/\p{N}/u.test(character)) bits |= DIGIT;
  else if (/\p{M}/u.test(character)) bits |= MARK;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character) || (unit >= 0xd840 && unit <= 0xd888))
    bits |= IDEOGRAPH | CASELESS;
  if (/[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]/u.test(character)) bits |= PHRASAL;
  return bits;
}

/** The kind of a UTF-16 unit as bits (UPPER, LOWER, CASELESS, DIGIT, MARK, IDEOGRAPH, PHRASAL). NaN, as charCodeAt gives past the end, is nothing. */
export function kindOf(unit: number): number {
  // Asked before the look-up: once an array was asked for the element NaN, V8 looks all its elements up by name, a hundred times slower.
  if (Number.isNaN(unit)) return 0;
  const known = table[unit] ?? KNOWN;
  if (known !== 0) return known;
  const bits = classify(unit);
  table[unit] = bits;
  return bits;
}

/**
 * `text.charCodeAt(at)` for loops over texts that come in many forms inside the engine: cut out, joined, of one or two bytes a unit. From the
 * fifth form on, it looks the method up for every unit, which takes four times as long as calling it. To be given a name in the module that
 * uses it, since what is imported is read again at every use.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- the text is given as what it is called on
export const charCodeAt: (text: string, at: number) => number = Function.prototype.call.bind(String.prototype.charCodeAt);

/** The UTF-16 unit at an offset, 0 past the end: where charCodeAt is asked past the end, V8 makes every call of it a slow one. */
export function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

/** A table of roles by UTF-16 unit: the bit of every string of characters that the unit stands in. */
export function roleTable(roles: readonly (readonly [bit: number, characters: string])[]): Uint16Array {
  const bits = new Uint16Array(0x10000);
  for (const [bit, characters] of roles) {
    for (let index = 0; index < characters.length; index++) {
      const unit = characters.charCodeAt(index);
      bits[unit] = (bits[unit] ?? 0) | bit;
    }
  }
  return bits;
}
