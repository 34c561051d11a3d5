/**
 * What each UTF-16 unit becomes when a text is reduced to its letters and digits: one table look-up a unit.
 *
 * Folded are case, width, presentation forms, digits of every script, and the marks of Latin, Greek, Cyrillic, Arabic and Hebrew, which
 * copies gain and lose. Vowel signs of the scripts of India and of South-East Asia stay: there they are letters.
 */
import { isIdeographic } from "../text/words.ts";

/** What a unit is to the reader of letters. */
export const KIND = { separator: 0, sentenceEnd: 1, lower: 2, upper: 3, digit: 4, invisible: 5, expands: 6, surrogate: 7 } as const;

/** Folded values below this stand for "nothing to write"; letters and digits start at "0". */
const NOTHING = 0;
/** Folded values from here on are written twice: an ideograph, a kana or a Hangul syllable tells about as much as two letters. */
export const DOUBLED_FROM = 0x3005;

const LETTER = /^[\p{L}\p{N}]$/u;
const VOWEL_SIGN = /^\p{M}$/u;
const DIGIT = /^\p{Nd}$/u;
/** Combining marks of scripts in which marks spell vowels and tones: Devanagari to Sinhala, Thai, Lao, Tibetan, Myanmar, Khmer. */
const SPELLING_MARKS: readonly (readonly [number, number])[] = [
  [0x0900, 0x0fff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
];
/** Marks of those scripts that NFC and NFD write differently: the nuktas. */
const NUKTAS: ReadonlySet<number> = new Set([0x093c, 0x09bc, 0x0a3c, 0x0abc, 0x0b3c, 0x0cbc]);
/** Arabic tatweel stretches a word without changing it. */
const TATWEEL = 0x0640;
/** Soft hyphen, zero-width signs, directional marks: they stand inside words without parting them. */
const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+/gu;
/** Letters that case folding and NFKD leave alone though writers exchange them. */
const EXCHANGED: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["ẞ", "ss"],
  ["æ", "ae"],
  ["Æ", "ae"],
  ["œ", "oe"],
  ["Œ", "oe"],
  ["ø", "o"],
  ["Ø", "o"],
  ["ł", "l"],
  ["Ł", "l"],
  ["đ", "d"],
  ["Đ", "d"],
  ["ı", "i"],
  ["ς", "σ"],
  ["ک", "ك"],
  ["ی", "ي"],
]);

/** The tables for units of the Basic Multilingual Plane: of those blocks alone that were asked for. */
export interface FoldTables {
  /** The folded unit; 0 where a unit writes nothing or more than one. */
  readonly unit: Uint16Array;
  /** 1 where `unit` is a letter or digit. */
  readonly writes: Uint8Array;
  /** One of KIND. */
  readonly kind: Uint8Array;
  /** What units of kind `expands` write. */
  readonly expansions: ReadonlyMap<number, string>;
}

const UNITS = 0x10000;
/** Units are looked up by the block of 256, which most scripts keep to: all of them together take 70 ms in a new thread. */
const BLOCK_BITS = 8;
const isReady = new Uint8Array(UNITS >> BLOCK_BITS);
const unit: Uint16Array = new Uint16Array(UNITS);
const writes: Uint8Array = new Uint8Array(UNITS);
const kind: Uint8Array = new Uint8Array(UNITS);
const expansions = new Map<number, string>();
const tables: FoldTables = { unit, writes, kind, expansions };

/** The tables, right for the first `length` of these units. */
export function foldTables(codes: Uint16Array, length: number): FoldTables {
  for (let i = 0; i < length; i++) {
    const block = (codes[i] ?? 0) >> BLOCK_BITS;
    if (isReady[block] === 0) foldBlock(block);
  }
  return tables;
}

/** Units of scripts in which each is a letter that folds to itself, and Unicode gives them away only to such letters. */
const ITSELF: readonly (readonly [first: number, last: number])[] = [
  [0x3400, 0x4db5],
  [0x4e00, 0x9fcc],
  [0xa000, 0xa48c],
  // Hangul syllables decompose into jamo; they stay whole.
  [0xac00, 0xd7a3],
];
const SURROGATES: readonly [first: number, last: number] = [0xd800, 0xdfff];

/** A mark, until it is told from those that spell. */
const MARK = 255;

/** What decides a unit's kind, the strongest last. */
const KINDS: readonly (readonly [expression: RegExp, kind: number])[] = [
  [/[\p{L}\p{N}]+/gu, KIND.lower],
  [/\p{M}+/gu, MARK],
  [/\p{Lu}+/gu, KIND.upper],
  [/\p{Nd}+/gu, KIND.digit],
  [INVISIBLE, KIND.invisible],
  [/[\n.!?:;"“”«»。！？…।؟]/gu, KIND.sentenceEnd],
];

/** Fills the tables for a block: kinds by the run, forms in one call, since a call for each unit takes three times as long in a new thread. */
function foldBlock(block: number): void {
  isReady[block] = 1;
  const first = block << BLOCK_BITS;
  const last = first + (1 << BLOCK_BITS) - 1;
  if (first >= SURROGATES[0] && last <= SURROGATES[1]) {
    kind.fill(KIND.surrogate, first, last + 1);
    return;
  }
  const all = String.fromCharCode(...Uint16Array.from({ length: last - first + 1 }, (_, i) => first + i));
  for (const [expression, is] of KINDS)
    for (const { index, 0: run } of all.matchAll(expression)) kind.fill(is, first + index, first + index + run.length);
  // A line feed parts: no mark moves across it, and nothing that is not one decomposes into it.
  const exchanged = Array.from(all, (sign) => (sign === "\n" ? " " : (EXCHANGED.get(sign) ?? sign)));
  const lowered = exchanged.join("\n").normalize("NFKD").toLowerCase().split("\n");
  lowered.forEach((lower, i) => {
    foldUnit(first + i, all[i] ?? "", lower);
  });
}

/** Fills the tables for a unit of which the kind is known. `lower`: its sign decomposed and in small letters. */
function foldUnit(code: number, sign: string, lower: string): void {
  const isLetter = kind[code] === KIND.lower && lower === sign && code !== TATWEEL;
  if (isLetter || ITSELF.some(([first, last]) => code >= first && code <= last)) {
    unit[code] = code;
    writes[code] = 1;
    kind[code] = KIND.lower;
    return;
  }
  const is = kind[code] === MARK ? KIND.lower : kind[code];
  kind[code] = is ?? KIND.separator;
  const isSilent = is === KIND.separator && lower === sign;
  const folded = isSilent ? "" : lettersIn(lower === sign ? lower : lower.normalize("NFKD"));
  if (folded.length === 1) {
    unit[code] = folded.charCodeAt(0);
    writes[code] = 1;
    if (is === KIND.separator || is === KIND.invisible) kind[code] = KIND.lower;
  } else if (folded.length > 1) {
    expansions.set(code, folded);
    kind[code] = KIND.expands;
  } else if (is === KIND.lower || is === KIND.upper || is === KIND.digit) kind[code] = KIND.invisible;
}

/** The letters and digits that a sign writes: "Ö" o, "ﬁ" fi, "５" 5, "٣" 3, "½" 12; "" for signs that write none. */
function fold(sign: string): string {
  const lower = (EXCHANGED.get(sign) ?? sign).normalize("NFKD").toLowerCase();
  return lettersIn(lower === sign ? lower : lower.normalize("NFKD"));
}

/** The same of a sign that is decomposed and in small letters. */
function lettersIn(parts: string): string {
  let out = "";
  for (const part of parts) {
    const code = part.charCodeAt(0);
    if (code === TATWEEL || NUKTAS.has(code)) continue;
    if (DIGIT.test(part)) out += digitOf(part);
    else if (LETTER.test(part)) out += EXCHANGED.get(part) ?? part;
    else if (VOWEL_SIGN.test(part) && SPELLING_MARKS.some(([first, last]) => code >= first && code <= last)) out += part;
  }
  return out;
}

/** Decimal digits stand in runs of ten, each run starting at a multiple of ten from its zero. */
function digitOf(sign: string): string {
  let value = 0;
  let code = sign.codePointAt(0) ?? 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - 1))) {
    code--;
    value++;
  }
  return String(value);
}

/** What a surrogate pair writes: mathematical letters their plain ones, astral ideographs themselves, emoji nothing. */
export function foldPair(high: number, low: number): string {
  if (isIdeographic(high)) return String.fromCharCode(high, low);
  if (high === 0xd835 || high === 0xd83c) return fold(String.fromCharCode(high, low));
  const pair = String.fromCharCode(high, low);
  return LETTER.test(pair) ? pair : "";
}

/** Is the folded unit one that is written twice? */
export function isDoubled(folded: number): boolean {
  return folded >= DOUBLED_FROM && (isIdeographic(folded) || (folded >= 0xac00 && folded <= 0xd7a3)) && folded < 0xd800;
}

/** The second letter that a doubled unit writes; never NOTHING. */
export function secondLetter(folded: number): number {
  return (Math.imul(folded, 0x9e37) & 0xffff) | 1 || NOTHING;
}
