/** Prose told from furniture, by the lengths of lines. */
import { lettersOf } from "./letters.ts";

/** Letters of a line from which it is prose and no entry of a menu: some fifteen words. */
const PROSE_LETTERS = 70;
/** Most letters that one unit of a text commonly writes: an ideograph counts as two. */
const LETTERS_A_UNIT = 2;

/** Letters on lines of prose. Linear. */
export function proseLetters(text: string): number {
  let letters = 0;
  for (const line of text.split("\n")) {
    if (line.length * LETTERS_A_UNIT < PROSE_LETTERS) continue;
    const { count } = lettersOf(line, { offsets: false });
    if (count >= PROSE_LETTERS) letters += count;
  }
  return letters;
}
