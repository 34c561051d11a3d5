/** Words that a wrapper parted at the end of a line: "the pro-" and "ject" are one word, "well-" and "known" are two. */
import { CASELESS, kindOf, LETTER, LOWER, roleTable } from "../../text/characters.ts";
import type { Line } from "./lines.ts";

export const HYPHEN = 0x2d;
const BREAK = 1;
/** The hyphen that only breaks have, and the sign that readers of scanned pages write for it. */
const BREAKS = roleTable([[BREAK, "\u2010\u00ac"]]);

/** Lines that end in a hyphen, and the share of all, from which a text has parted words: of whole words one in a hundred has a hyphen. */
const PARTED_LINES_MIN = 3;
const PARTED_SHARE_MIN = 0.05;
const COMPOUND = /\p{L}+(?:-\p{L}+)+/gu;
const LAST_WORD = /(?:\p{L}+-)+$/u;
const FIRST_WORD = /^\p{L}+(?:-\p{L}+)*/u;

/** How a text uses hyphens. */
export interface Hyphens {
  /** Does it part words at the ends of lines? */
  readonly partsWords: boolean;
  /** Its words with a hyphen inside a line, in lower case; looked up only where it parts words. */
  readonly compounds: ReadonlySet<string>;
}

const NONE: Hyphens = { partsWords: false, compounds: new Set() };

/** Linear in the lines. */
export function readHyphens(lines: readonly Line[]): Hyphens {
  let parted = 0;
  for (const [index, { text }] of lines.entries()) if (mayPart(text, lines[index + 1]?.text ?? "")) parted++;
  if (parted < PARTED_LINES_MIN || parted < PARTED_SHARE_MIN * lines.length) return NONE;
  return {
    partsWords: true,
    compounds: new Set(lines.flatMap(({ text }) => text.match(COMPOUND) ?? []).map((word) => word.toLowerCase())),
  };
}

/** A sign that stands for nothing but a break. */
export function isBreak(unit: number): boolean {
  return BREAKS[unit] === BREAK;
}

function mayPart(before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  if (last !== HYPHEN && !isBreak(last)) return false;
  return (kindOf(before.charCodeAt(before.length - 2)) & LETTER) !== 0 && (kindOf(after.charCodeAt(0)) & (LOWER | CASELESS)) !== 0;
}

/** Does the hyphen between two lines go? Not where the text has the word with its hyphen elsewhere. */
export function partsWord(before: string, after: string, { partsWords, compounds }: Hyphens): boolean {
  if (!mayPart(before, after)) return false;
  if (isBreak(before.charCodeAt(before.length - 1))) return true;
  if (!partsWords) return false;
  const word = (LAST_WORD.exec(before.slice(-80))?.[0] ?? "") + (FIRST_WORD.exec(after.slice(0, 80))?.[0] ?? "");
  return !compounds.has(word.toLowerCase());
}
