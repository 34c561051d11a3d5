/**
 * What a word is, everywhere in this program: a run of letters, digits, marks and underscores; in scripts written without spaces
 * (Han, kana) each character is one token.
 */
import { DIGIT, IDEOGRAPH, kindOf, LETTER, MARK } from "./characters.ts";

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

/** Calls `found` with start and end of every word, in order. One pass. */
function eachWord(text: string, found: (start: number, end: number) => void): void {
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    const isPair = (unit & SURROGATE_BITS) === HIGH_SURROGATE && i + 1 < text.length;
    if ((kind & IDEOGRAPH) !== 0) {
      if (start >= 0) found(start, i);
      start = -1;
      found(i, isPair ? i + 2 : i + 1);
    } else if ((kind & WORD) !== 0 || unit === UNDERSCORE || (isPair && ASTRAL_WORD.test(text.slice(i, i + 2)))) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      found(start, i);
      start = -1;
    }
    if (isPair) i++;
  }
  if (start >= 0) found(start, text.length);
}

/** The words of a text, in order, as they are written. Linear. */
export function words(text: string): string[] {
  const list: string[] = [];
  eachWord(text, (start, end) => list.push(text.slice(start, end)));
  return list;
}

/** How many words a text has; the length of `words(text)`. Linear. */
export function countWords(text: string): number {
  let count = 0;
  eachWord(text, () => count++);
  return count;
}
