/** What two titles say about two texts. */
import { similarity as titleSimilarity } from "../text/similarity.ts";
import { lettersOf } from "./letters.ts";

export interface TitleEvidence {
  /** Dice's coefficient of letter pairs, 0–1; undefined when a title is unknown. */
  readonly similarity: number | undefined;
  /** One title holds the other whole ("UPDATE 3-" before it, the site's name after it), or they are all but the same. */
  readonly isSame: boolean;
  /** All letters are the same. */
  readonly isEqual: boolean;
  /** Both titles hold numbers, and not the same ones: issue 12 and issue 13 of one series. */
  readonly numbersDiffer: boolean;
}

/** Words that agencies put before the title of a later version: "UPDATE 3-", "CORRECTED-", "WRAPUP 1-". */
const VERSION = /^\s*(?:update|updated|correct(?:ed|ion)|refile|wrapup|recast|revised|exclusive|breaking|rpt|live)\s*\d*\s*[-–—:]\s*/i;
/** Similarity from which two titles are all but the same. string-similarity's own examples put close titles at .8 and over. */
const SAME_MIN = 0.85;
/** Letters that the contained title must have: "News" is in every title. */
const CONTAINED_LETTERS_MIN = 15;

/** Compares two titles. */
export function compareTitles(a: string | undefined, b: string | undefined): TitleEvidence {
  if (a === undefined || b === undefined || a.trim() === "" || b.trim() === "") {
    return { similarity: undefined, isSame: false, isEqual: false, numbersDiffer: false };
  }
  const left = lettersOf(a.replace(VERSION, ""), { offsets: false });
  const right = lettersOf(b.replace(VERSION, ""), { offsets: false });
  const leftText = String.fromCharCode(...left.units.subarray(0, 1000));
  const rightText = String.fromCharCode(...right.units.subarray(0, 1000));
  const [short, long] = leftText.length <= rightText.length ? [leftText, rightText] : [rightText, leftText];
  const similarity = leftText === rightText ? 1 : titleSimilarity(leftText, rightText);
  const contained = short.length >= CONTAINED_LETTERS_MIN && long.includes(short);
  return {
    similarity,
    isSame: similarity >= SAME_MIN || contained,
    isEqual: leftText === rightText && !isLive(a) && !isLive(b),
    numbersDiffer: left.numbers.count > 0 && right.numbers.count > 0 && !sameNumbers(left.numbers.hashes, right.numbers.hashes),
  };
}

/** "LIVE: " before a title: the page goes on to tell of other things. */
function isLive(title: string): boolean {
  return /^\s*live\b/i.test(title);
}

/** Are the numbers of one title all among those of the other? */
function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return few.every((hash) => many.includes(hash));
}
