/** The decision table in words: why a row holds, and what would have to be otherwise for another answer. */
import { LIMITS, namesAgree, type Evidence, type RuleName } from "./decide.ts";

export interface Reasons {
  /** Why, for people. */
  readonly because: string;
  /** What would change the answer. */
  readonly otherwise: string;
}

type Say = (e: Evidence, threshold: number) => Reasons;

/** One row for each row of the decision table. */
export const REASONS: Readonly<Record<RuleName, Say>> = {
  identical: () => ({
    because: "every letter and digit is the same, in the same order",
    otherwise: "any other letter or number would have them compared passage by passage",
  }),
  "too little shared": (e) => ({
    because: `they share ${Math.round(e.shared)} letters, which is too little to compare`,
    otherwise: `${LIMITS.sharedMin} shared letters that few other articles have would have them compared`,
  }),
  "covered too little": (e, threshold) => ({
    because: `${percent(e.coverageSmaller)} of the shorter text stands in the other`,
    otherwise: `from ${percent(threshold)} on they would be copies, from ${percent(threshold - LIMITS.possibleBelow)} on possible ones`,
  }),
  "other names": (e) => ({
    because: `${e.agreement.otherNames} names differ inside what they share: one form filled in twice`,
    otherwise: `they would be copies if ${percent(LIMITS.namesMin)} of the names agreed; ${percent(namesAgree(e.agreement))} do`,
  }),
  "boilerplate in common": (e) => ({
    because: `${percent(1 - e.ownShare)} of what they share stands in many other articles, and names differ`,
    otherwise: `they would be copies if ${percent(LIMITS.ownShareMin)} of it were their own, or if all names agreed`,
  }),
  "serial notice": () => ({
    because: "both are short, and the title or the date says that they are two notices of one series",
    otherwise: `the same title, the same numbers in it, and dates at most ${LIMITS.shortDays} day apart would make them one`,
  }),
  "other beginnings": (e) => ({
    because: `under different titles each begins with a story of its own; ${percent(e.coverageSmaller)} of the shorter one goes on as the other does`,
    otherwise: "under the same title, or if one began as the other does, they would be one article",
  }),
  "one form": () => ({
    because: "both are notices of one form: they differ in the places in which the others of its kind differ, too",
    otherwise: "with the same words in those places they would be one article",
  }),
  "corrected figures": (e) => ({
    because: `the same story with ${e.agreement.changed + e.agreement.lost} other figures: a correction, or a later count`,
    otherwise: "the same figures would make them one article",
  }),
  "other figures": (e) => ({
    because: `${e.agreement.changed + e.agreement.lost} numbers differ inside what they share`,
    otherwise: "the same figures would make them one article; fewer other figures, a correction",
  }),
  "almost covered": (e, threshold) => ({
    because: `${percent(e.coverageSmaller)} of the shorter text stands in the other: just under the threshold`,
    otherwise: `from ${percent(threshold)} on they would be one article (--threshold)`,
  }),
  roundup: () => ({
    because: "one of them holds two or more whole articles that have nothing to do with each other",
    otherwise: `they would be one article if each covered ${percent(LIMITS.smallShareCoverage)} of the other`,
  }),
  "roundup, cut down": () => ({
    because: "one page also held another whole article, of which cleaning kept nothing, and stands under another title",
    otherwise: "under the same title they would be copies",
  }),
  "live blog": () => ({
    because: "the longer one is a live blog: entries under clock times",
    otherwise: "without the clock times it would count as a longer copy",
  }),
  "inside a larger page": (e) => ({
    because: `the shorter text is ${percent(e.coverageLarger)} of the longer one, and stands ${Math.round(e.before)} letters into it`,
    otherwise: "at the top of the page, or under the same title, it would be a cut copy",
  }),
  "whole copy": (e, threshold) => ({
    because: `${percent(e.coverageSmaller)} and ${percent(e.coverageLarger)} of the two stand in each other; numbers and names agree`,
    otherwise: `under ${percent(threshold)}, or with another figure, they would be two articles`,
  }),
  "cut copy": (e, threshold) => ({
    because: `${percent(e.coverageSmaller)} of the shorter text stands in the longer one, of which it is ${percent(e.coverageLarger)}`,
    otherwise: `under ${percent(threshold)}, with another figure, or far down in a larger page, they would be two articles`,
  }),
  "said to be the same": () => ({ because: "the configuration says so (same)", otherwise: "without that entry the table would decide" }),
  "said to be different": () => ({
    because: "the configuration says so (different)",
    otherwise: "without that entry the table would decide",
  }),
};

/** A share as people read it: never 100% unless all of it. */
export function percent(share: number): string {
  const shown = share >= 1 ? 100 : Math.min(99.9, Math.round(share * 1000) / 10);
  return `${shown}%`;
}
