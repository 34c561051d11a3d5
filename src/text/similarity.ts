/** How alike two short texts are: the one place that knows the string-similarity package. */
import stringSimilarity from "string-similarity";

/** Longest texts compared; the measure is over pairs of letters and order-blind, so it says little of long ones. */
const LETTERS_MAX = 400;

/** What comparing titles disregards: case, compatibility forms, punctuation, white space. */
export function foldTitle(text: string): string {
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
