/**
 * The decision table: what two aligned texts are to each other. Rows are tried from the top; the first that holds decides.
 *
 * Numbers: tuned on the development set, docs/duplicates.md shows how sensitive the figures are to each.
 */
import type { Relation } from "../types.ts";
import type { Agreement } from "./agreement.ts";
import { NO_DAY } from "./sketch.ts";
import type { TitleEvidence } from "./titles.ts";

/** Everything that is known of a pair when it is decided. "Smaller" is the side of which more is covered. */
export interface Evidence {
  /** Share of the letters that stand in the other text, common passages counted little, 0–1. */
  readonly coverageSmaller: number;
  readonly coverageLarger: number;
  readonly lettersSmaller: number;
  readonly lettersLarger: number;
  /** Letters shared, common passages counted little. */
  readonly shared: number;
  /** Share of what is shared that stands in few other stories, 0–1. */
  readonly ownShare: number;
  /** Letters of the larger text before the first shared passage. */
  readonly before: number;
  /** Of the stretch of the larger text from the first to the last shared passage, the share that is shared, 0–1. */
  readonly density: number;
  readonly agreement: Agreement;
  readonly titles: TitleEvidence;
  /** Both begin with prose of their own, under different titles: heads.ts. */
  readonly haveOwnHeads: boolean;
  readonly days: readonly [number, number];
  /** The larger side is a live blog (several of its lines are clock times), or one side is what was kept of one. */
  readonly isLiveBlog: boolean;
  /** One side holds two or more whole articles that have nothing to do with each other. */
  readonly isRoundup: boolean;
  /** The page of one side held another whole article in what was dropped from it. */
  readonly holdsOthers: boolean;
}

export interface Verdict {
  /** undefined: the two have nothing to do with each other. */
  readonly relation: Exclude<Relation, "identical"> | undefined;
  readonly rule: RuleName;
}

export type RuleName =
  | "identical"
  | "too little shared"
  | "covered too little"
  | "other names"
  | "boilerplate in common"
  | "serial notice"
  | "other beginnings"
  | "one form"
  | "other figures"
  | "corrected figures"
  | "almost covered"
  | "roundup"
  | "roundup, cut down"
  | "live blog"
  | "inside a larger page"
  | "whole copy"
  | "cut copy"
  | "said to be the same"
  | "said to be different";

/** The numbers of the table. */
export const LIMITS = {
  /** Letters shared, common ones at a tenth: three sampled grams' worth. */
  sharedMin: 48,
  /** How far under the threshold a pair is still worth a person's look. */
  possibleBelow: 0.12,
  /** Share of names that must agree. */
  namesMin: 0.72,
  /** The same where misread letters are all over the text. */
  namesNoisyMin: 0.5,
  /** Small gaps a hundred letters from which a text counts as misread: a clean copy shows less than .2, OCR at 2% some 1.5. */
  noisy: 0.7,
  /** Small gaps from which a lost digit counts as misread. */
  noisyDigits: 0.4,
  /** Share of numbers that may change in a misread text. */
  noisyNumbers: 0.2,
  /** Share of the shared text that must be the story's own, when any name differs. */
  ownShareMin: 0.35,
  /** Share of the larger text from which the place of the smaller one in it does not matter. */
  placeMatters: 0.3,
  /** Letters, and share, of the larger text that may stand before what it shares. */
  beforeLetters: 420,
  beforeShare: 0.08,
  /** Coverage of the smaller side when its place matters. */
  smallShareCoverage: 0.85,
  /** Letters that a text under the same title must have to be looked for anywhere in a larger page. */
  anywhereLetters: 300,
  /** Share of the larger text below which another title says that the smaller is something else in it. */
  otherTitleShare: 0.6,
  otherTitleBefore: 0.2,
  /** Similarity below which two titles are of two stories. Headlines of one story written by two desks share some .4. */
  otherTitle: 0.35,
  /** Density from which a passage counts as taken over in one piece. */
  onePiece: 0.85,
  /** A text with fewer letters is short: some 100 words of English. */
  shortLetters: 480,
  /** Days between copies of a short notice that are still one notice. */
  shortDays: 1,
  /** Share of numbers that a correction changes at most, and the number it always may. */
  correctedShare: 0.4,
  correctedCount: 2,
  correctedNames: 0.93,
  /** Coverage of both sides from which that number may change whatever its share, and without which a short text is a form. */
  correctedCoverage: 0.9,
  /** Share of numbers that may change where everything else is the same, the title too, and a rerun came within so many days. */
  rerunShare: 0.75,
  rerunDays: 3,
  /** Days between a story and its correction. */
  correctedDays: 31,
  /** Similarity of titles below which the shortest texts are not one, and how short those are in letters: some 40 words of English. */
  titleMin: 0.5,
  titledLetters: 200,
} as const;

type Row = (e: Evidence, threshold: number) => Verdict["relation"] | false;

/** The table. `false`: the row does not apply. */
const TABLE: readonly (readonly [RuleName, Row])[] = [
  ["too little shared", (e) => (e.shared < Math.min(LIMITS.sharedMin, e.lettersSmaller / 2) ? undefined : false)],
  ["covered too little", (e, threshold) => (e.coverageSmaller < threshold - LIMITS.possibleBelow ? undefined : false)],
  ["other names", (e) => (namesAgree(e.agreement) < (isNoisy(e) ? LIMITS.namesNoisyMin : LIMITS.namesMin) ? undefined : false)],
  ["boilerplate in common", (e) => (e.ownShare < LIMITS.ownShareMin && namesAgree(e.agreement) < 0.93 ? undefined : false)],
  ["serial notice", (e) => (isSerial(e) ? "possible" : false)],
  ["other beginnings", (e, threshold) => (e.haveOwnHeads ? (e.coverageSmaller >= threshold ? "possible" : undefined) : false)],
  ["corrected figures", (e, threshold) => (e.coverageSmaller >= threshold && hasOtherFigures(e) && isCorrection(e) ? "revision" : false)],
  ["other figures", (e) => (hasOtherFigures(e) ? undefined : false)],
  ["almost covered", (e, threshold) => (e.coverageSmaller < threshold ? "possible" : false)],
  ["roundup", (e) => (e.isRoundup && e.coverageLarger < LIMITS.smallShareCoverage ? "contains" : false)],
  ["roundup, cut down", (e) => (e.holdsOthers && !e.titles.isEqual ? "contains" : false)],
  ["live blog", (e) => (e.isLiveBlog ? "contains" : false)],
  ["inside a larger page", (e) => (isBuried(e) ? "contains" : false)],
  ["whole copy", (e, threshold) => (e.coverageLarger >= threshold ? "near" : false)],
  ["cut copy", () => "contained"],
];

/** What the two texts are to each other, and the row that says so. */
export function decide(evidence: Evidence, threshold: number): Verdict {
  for (const [rule, row] of TABLE) {
    const relation = row(evidence, threshold);
    if (relation !== false) return { relation, rule };
  }
  return { relation: "contained", rule: "cut copy" };
}

/** Does a relation fold one text into the other? */
export function isFold(relation: Relation | undefined): boolean {
  return relation === "near" || relation === "contained" || relation === "identical";
}

/** Share of names that agree, 0–1; 1 where there are too few to say. */
export function namesAgree(agreement: Agreement): number {
  return agreement.names < 4 ? (agreement.otherNames > 1 ? 0.5 : 1) : 1 - agreement.otherNames / agreement.names;
}

function isNoisy({ agreement }: Evidence): boolean {
  return agreement.noise >= LIMITS.noisy;
}

/** Do numbers contradict each other, more than misreading explains? */
function hasOtherFigures(e: Evidence): boolean {
  const { changed, lost, numbers } = e.agreement;
  if (!isNoisy(e)) return changed + (e.agreement.noise >= LIMITS.noisyDigits ? 0 : lost) > 0;
  return (changed * 2) / Math.max(2, numbers) >= LIMITS.noisyNumbers;
}

/** The same story with a few other figures, not another case of one form. */
function isCorrection(e: Evidence): boolean {
  const { changed, lost, numbers } = e.agreement;
  const count = changed + lost;
  const isWhole = Math.min(e.coverageSmaller, e.coverageLarger) >= LIMITS.correctedCoverage;
  const share = (count * 2) / Math.max(1, numbers);
  const most = isWhole && e.titles.isSame && dayGap(...e.days) <= LIMITS.rerunDays ? LIMITS.rerunShare : LIMITS.correctedShare;
  if (!(isWhole && count <= LIMITS.correctedCount) && share > most) return false;
  if (!isWhole && e.lettersSmaller < LIMITS.shortLetters) return false;
  if (namesAgree(e.agreement) < LIMITS.correctedNames) return false;
  if (e.titles.similarity !== undefined && e.titles.similarity < LIMITS.titleMin && !e.titles.isSame) return false;
  return dayGap(...e.days) <= LIMITS.correctedDays;
}

/** Two notices of one series: the text is the form's, and the title or the date tells them apart. */
function isSerial(e: Evidence): boolean {
  if (e.lettersLarger >= LIMITS.shortLetters) return false;
  if (e.titles.numbersDiffer || dayGap(...e.days) > LIMITS.shortDays) return true;
  if (e.lettersLarger >= LIMITS.titledLetters) return false;
  return e.titles.similarity !== undefined && e.titles.similarity < LIMITS.titleMin && !e.titles.isSame;
}

/** A small share of a large page counts as a cut copy only near its top, or under the same title in one piece. */
function isBuried(e: Evidence): boolean {
  const { titles } = e;
  const hasOtherTitle = titles.similarity !== undefined && titles.similarity < LIMITS.otherTitle && !titles.isSame;
  if (e.coverageLarger >= LIMITS.placeMatters)
    return (
      hasOtherTitle &&
      e.coverageLarger < LIMITS.otherTitleShare &&
      e.before > Math.max(LIMITS.beforeLetters, LIMITS.otherTitleBefore * e.lettersLarger)
    );
  if (titles.isSame && e.lettersSmaller >= LIMITS.anywhereLetters && e.density >= LIMITS.onePiece) return false;
  const isNearTop = e.before <= Math.max(LIMITS.beforeLetters, LIMITS.beforeShare * e.lettersLarger);
  if (!isNearTop || e.coverageSmaller < LIMITS.smallShareCoverage) return true;
  // The few lines at the head of another story: a quotation, not a teaser of it.
  return hasOtherTitle && e.lettersSmaller < LIMITS.shortLetters;
}

/** Days between two; 0 where one is unknown. */
export function dayGap(a: number, b: number): number {
  return a === NO_DAY || b === NO_DAY ? 0 : Math.abs(a - b);
}
