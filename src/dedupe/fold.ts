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
const UPPER = /^\p{Lu}$/u;
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
const SENTENCE_ENDS = new Set(Array.from('\n.!?:;"“”«»。！？…।؟', (sign) => sign.charCodeAt(0)));
/** Soft hyphen, zero-width signs, directional marks: they stand inside words without parting them. */
const INVISIBLE = /^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]$/;
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

/** The tables for all units of the Basic Multilingual Plane. */
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

let tables: FoldTables | undefined;

/** Units of scripts in which each is a letter that folds to itself: four of five, and Unicode gives them away only to such letters. */
const ITSELF: readonly (readonly [first: number, last: number])[] = [
  [0x3400, 0x4db5],
  [0x4e00, 0x9fcc],
  [0xa000, 0xa48c],
  // Hangul syllables decompose into jamo; they stay whole.
  [0xac00, 0xd7a3],
];
/** Private signs, which write nothing. */
const PRIVATE: readonly [first: number, last: number] = [0xe000, 0xf8ff];

/** The tables, built once a thread. */
export function foldTables(): FoldTables {
  tables ??= build();
  return tables;
}

function build(): FoldTables {
  const unit = new Uint16Array(0x10000);
  const kind = new Uint8Array(0x10000);
  const expansions = new Map<number, string>();
  for (const [first, last] of ITSELF)
    for (let code = first; code <= last; code++) {
      unit[code] = code;
      kind[code] = KIND.lower;
    }
  for (let code = 0; code < 0x10000; code++) {
    if (kind[code] === KIND.lower) continue;
    if (code === PRIVATE[0]) code = PRIVATE[1] + 1;
    const sign = String.fromCharCode(code);
    kind[code] = kindOf(sign, code);
    const isSilent = kind[code] === KIND.surrogate || (kind[code] === KIND.separator && sign.normalize("NFKD") === sign);
    const folded = isSilent ? "" : fold(sign);
    if (folded.length === 1) {
      unit[code] = folded.charCodeAt(0);
      if (kind[code] === KIND.separator || kind[code] === KIND.invisible) kind[code] = KIND.lower;
    } else if (folded.length > 1) {
      expansions.set(code, folded);
      kind[code] = KIND.expands;
    } else if (kind[code] === KIND.lower || kind[code] === KIND.upper || kind[code] === KIND.digit) {
      kind[code] = KIND.invisible;
    }
  }
  return { unit, writes: Uint8Array.from(unit, (folded) => (folded === 0 ? 0 : 1)), kind, expansions };
}

function kindOf(sign: string, code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return KIND.surrogate;
  if (SENTENCE_ENDS.has(code)) return KIND.sentenceEnd;
  if (INVISIBLE.test(sign)) return KIND.invisible;
  if (DIGIT.test(sign)) return KIND.digit;
  if (UPPER.test(sign)) return KIND.upper;
  if (LETTER.test(sign) || VOWEL_SIGN.test(sign)) return KIND.lower;
  return KIND.separator;
}

/** The letters and digits that a sign writes: "Ö" o, "ﬁ" fi, "５" 5, "٣" 3, "½" 12; "" for signs that write none. */
function fold(sign: string): string {
  let out = "";
  const lower = (EXCHANGED.get(sign) ?? sign).normalize("NFKD").toLowerCase();
  for (const part of lower === sign ? lower : lower.normalize("NFKD")) {
    const code = part.charCodeAt(0);
    const exchanged = EXCHANGED.get(part) ?? part;
    if (code === TATWEEL || NUKTAS.has(code)) continue;
    if (DIGIT.test(part)) out += digitOf(part);
    else if (LETTER.test(part)) out += exchanged;
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
