/**
 * Words of scripts that put spaces between phrases only (Thai, Lao, Myanmar, Khmer). Their true words take a dictionary; where a syllable
 * begins can be told from two or three characters, the same in every text, and syllables count, recur and compare well enough.
 */
import { kindOf, PHRASAL } from "./characters.ts";

/** Vowels that are written before the consonant they follow in speech, so that they open a syllable: Thai and Lao. */
const isLeadingVowel = (unit: number): boolean => (unit >= 0x0e40 && unit <= 0x0e44) || (unit >= 0x0ec0 && unit <= 0x0ec4);

/** Consonants of Thai and Lao. */
const isConsonant = (unit: number): boolean => (unit >= 0x0e01 && unit <= 0x0e2e) || (unit >= 0x0e81 && unit <= 0x0eae);

/** Ends a syllable of Thai or Lao, whatever follows: short a, am, the sign of a silent consonant, the signs of repetition and abbreviation. */
const CLOSING: ReadonlySet<number> = new Set([0x0e2f, 0x0e30, 0x0e33, 0x0e46, 0x0e4c, 0x0eaf, 0x0eb0, 0x0eb3, 0x0ec6, 0x0ecc]);
/** Consonants that write the end of a vowel when they stand behind a tone mark: o, w, y. */
const VOWEL_ENDS: ReadonlySet<number> = new Set([0x0e22, 0x0e27, 0x0e2d, 0x0ea2, 0x0ea7, 0x0ead]);
/** The tone marks of Thai and Lao: any other consonant behind them more often opens a syllable than closes one. */
const isToneMark = (unit: number): boolean => (unit >= 0x0e48 && unit <= 0x0e4b) || (unit >= 0x0ec8 && unit <= 0x0ecb);

const MYANMAR_ASAT = 0x103a;
const MYANMAR_VIRAMA = 0x1039;
const KHMER_COENG = 0x17d2;
/** Consonants and independent vowels. */
const isMyanmarLetter = (unit: number): boolean => (unit >= 0x1000 && unit <= 0x102a) || unit === 0x103f;
const isKhmerLetter = (unit: number): boolean => unit >= 0x1780 && unit <= 0x17b3;

/** Does a syllable begin at `at`, in the middle of a run of letters of a phrasal script? */
export function startsSyllable(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (isLeadingVowel(unit)) return !isLeadingVowel(before);
  if (isConsonant(unit)) return CLOSING.has(before) || (isToneMark(before) && !VOWEL_ENDS.has(unit));
  if (isMyanmarLetter(unit)) {
    const after = text.charCodeAt(at + 1);
    return before !== MYANMAR_VIRAMA && after !== MYANMAR_ASAT && after !== MYANMAR_VIRAMA;
  }
  return isKhmerLetter(unit) && before !== KHMER_COENG;
}

/** Characters from which a line of a script without full stops is prose and no headline. */
const UNMARKED_CHARS_MIN = 100;

/** Does a text whose last letter stands at `last` end a sentence though its script has no full stop? Then it is long and made of phrases. */
export function endsUnmarked(text: string, last: number): boolean {
  return last + 1 >= UNMARKED_CHARS_MIN && (kindOf(text.charCodeAt(last)) & PHRASAL) !== 0 && text.includes(" ");
}
