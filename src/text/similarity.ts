/** How alike two short texts are: the one place that knows the string-similarity package. */
import stringSimilarity from "string-similarity";

/** Longest texts compared; the measure is over pairs of letters and order-blind, so it says little of long ones. */
const LETTERS_MAX = 400;

/** Folded forms met lately: the titles of one page are compared with one another many times. */
const MEMO = new Map<string, string>();
const MEMO_MAX = 512;

/** What comparing titles disregards: case, compatibility forms, punctuation, white space. */
export function foldTitle(text: string): string {
  const known = MEMO.get(text);
  if (known !== undefined) return known;
  if (MEMO.size >= MEMO_MAX) MEMO.clear();
  const folded = fold(text);
  MEMO.set(text, folded);
  return folded;
}

function fold(text: string): string {
  return text
    .slice(0, LETTERS_MAX)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** Sørensen–Dice over pairs of letters of the folded texts, 0–1; 1 for texts equal after folding, 0 where nothing is left to compare. */
export function similarity(a: string, b: string): number {
  const [left, right] = [foldTitle(a), foldTitle(b)];
  if (left === "" || right === "") return 0;
  return left === right ? 1 : stringSimilarity.compareTwoStrings(left, right);
}
