/** How alike two short texts are: the one place that knows the string-similarity package. */
import stringSimilarity from "string-similarity";
import { DIGIT, kindOf, LETTER, MARK, unitAt } from "./characters.ts";
import { owned } from "./owned.ts";

/** UTF-16 units of a text that are compared; the measure is over pairs of letters and order-blind, so it says little of long ones. */
export const FOLDED_MAX = 400;

/** Folded forms met lately: the titles of one page are compared with one another many times. */
const MEMO = new Map<string, string>();
const MEMO_MAX = 512;

/** What comparing titles disregards: case, compatibility forms, punctuation, white space, and what stands behind the first FOLDED_MAX. */
export function foldTitle(text: string): string {
  const known = MEMO.get(text);
  if (known !== undefined) return known;
  if (MEMO.size >= MEMO_MAX) MEMO.clear();
  const kept = owned(text);
  const folded = foldOnce(kept);
  MEMO.set(kept, folded);
  return folded;
}

/** The same, of a text that nobody will ask for again. */
export function foldOnce(text: string): string {
  return wordsAlone(text.slice(0, FOLDED_MAX).normalize("NFKC").toLowerCase());
}

const WORD = LETTER | MARK | DIGIT;
/** From here on `kindOf` counts signs of Han as letters, and letters come in pairs of units. */
export const WIDE_FIRST = 0x2e80;

/** Runs of letters, marks and digits with a space between them. */
function wordsAlone(text: string): string {
  let folded = "";
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const unit = unitAt(text, i);
    if (unit >= WIDE_FIRST) return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
    if ((kindOf(unit) & WORD) !== 0) {
      if (start === -1) start = i;
    } else if (start !== -1) {
      folded += folded === "" ? text.slice(start, i) : ` ${text.slice(start, i)}`;
      start = -1;
    }
  }
  return folded;
}

/**
 * Sørensen–Dice over pairs of letters of the folded texts, 0–1; 1 for texts equal after folding, 0 where nothing is left to compare.
 * `atLeast`: less is not asked for, and told as 0. Most titles of a page are far apart, which is seen sooner than how far.
 */
export function similarity(a: string, b: string, { atLeast = 0 }: { readonly atLeast?: number } = {}): number {
  const [left, right] = [foldTitle(a), foldTitle(b)];
  if (left === "" || right === "") return 0;
  if (left === right) return 1;
  if (atLeast > 0 && likenessMax(left, right) < atLeast) return 0;
  const likeness = stringSimilarity.compareTwoStrings(left, right);
  return likeness < atLeast ? 0 : likeness;
}

/** How often each pair of letters is met, by a hash of the pair; all 0 between calls. */
const pairs = new Uint16Array(4096);
const SPACE = 0x20;

/** What the likeness of two folded texts cannot exceed: pairs of one hash are counted as one. */
function likenessMax(a: string, b: string): number {
  const most = eachPair(a, (pair) => {
    pairs[pair] = (pairs[pair] ?? 0) + 1;
  });
  let shared = 0;
  const others = eachPair(b, (pair) => {
    const left = pairs[pair] ?? 0;
    if (left === 0) return;
    pairs[pair] = left - 1;
    shared++;
  });
  pairs.fill(0);
  return most + others === 0 ? 1 : (2 * shared) / (most + others);
}

/** Calls `found` with the hash of each pair of letters, spaces left out; gives their number. */
function eachPair(text: string, found: (pair: number) => void): number {
  let count = 0;
  let before = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === SPACE) continue;
    if (before !== -1) {
      found(((before * 31) ^ unit) & 4095);
      count++;
    }
    before = unit;
  }
  return count;
}
