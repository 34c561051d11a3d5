/**
 * What a word is, everywhere in this program: a run of letters, digits, marks and underscores; in scripts written without spaces
 * (Han, kana) each character is one token.
 */

const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}_]+/gu;

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

/** The words of a text, in order, as they are written. Linear. */
export function words(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** How many words a text has; the length of `words(text)`. */
export function countWords(text: string): number {
  let count = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.test(text)) count++;
  return count;
}
