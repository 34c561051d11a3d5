/** Two articles compared for a person: what they share, side by side, what differs, which row decided, and what would change that. */
import type { Options } from "../options.ts";
import type { Article, Match, Relation } from "../types.ts";
import { spansOf, Aligner, type Alignment } from "./align.ts";
import { agreementOf } from "./agreement.ts";
import { decide, type Evidence, type RuleName } from "./decide.ts";
import { differencesOf } from "./differences.ts";
import { lettersOf, type Letters } from "./letters.ts";
import { evidenceOf, turned, weighPair, type Pair } from "./pair.ts";
import { REASONS } from "./reasons.ts";
import { dayOf } from "./sketch.ts";

/** A stretch of a text: offsets in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A row of the side-by-side view. Rows follow text a; what only b has stands where b has it. */
export interface Passage {
  /** "changed": both sides have something else in the same place. */
  readonly kind: "same" | "changed" | "only a" | "only b";
  readonly a: Range | undefined;
  readonly b: Range | undefined;
}

export interface Comparison {
  /** undefined: two different articles. */
  readonly relation: Relation | undefined;
  readonly rule: RuleName;
  /** Whether a run would fold one into the other. */
  readonly isSame: boolean;
  readonly because: string;
  /** What would have to change for the other answer. */
  readonly otherwise: string;
  /** Share of either side's letters that stand in the other, 0–1. */
  readonly coverage: Match["coverage"];
  readonly letters: { readonly a: number; readonly b: number };
  /** Numbers and names in which the two differ, as "a ≠ b". */
  readonly differing: readonly string[];
  /** The two texts, a's and b's, that the ranges point into: `article.text`. */
  readonly passages: readonly Passage[];
  /** Everything the decision table was asked. */
  readonly evidence: Evidence;
}

/** Compares two articles as a run over the two alone would: passages that many articles share are not known here. */
export function compareArticles(a: Article, b: Article, options: Pick<Options, "threshold" | "same" | "different">): Comparison {
  const letters = [lettersOf(a.text, { offsets: true }), lettersOf(b.text, { offsets: true })] as const;
  const alignment = alignBoth(letters[0], letters[1]);
  const articles = [a, b] as const;
  const pair = pairOf(letters, alignment);
  const around = {
    commonOf: () => undefined,
    titleOf: (row: number) => articles[row === 0 ? 0 : 1].metadata.title?.value,
    textOf: (row: number) => articles[row === 0 ? 0 : 1].text,
    dayOf: (row: number) => dayOf(articles[row === 0 ? 0 : 1].metadata.published?.value),
    isRoundup: () => false,
    isHolder: () => false,
    isCutTimeline: () => false,
  };
  const evidence = evidenceOf(pair, weighPair(pair, around), around);
  const { relation, rule } = verdictOf({ a, b, letters, evidence, options });
  const { because, otherwise } = REASONS[rule](evidence, options.threshold);
  return {
    relation,
    rule,
    isSame: relation === "identical" || relation === "near" || relation === "contained",
    because,
    otherwise,
    coverage: { a: pair.coverageA, b: pair.coverageB },
    letters: { a: letters[0].count, b: letters[1].count },
    differing: differencesOf(pair, around, true),
    passages: passagesOf(letters[0], letters[1], alignment),
    evidence,
  };
}

interface VerdictInput {
  readonly a: Article;
  readonly b: Article;
  readonly letters: readonly [Letters, Letters];
  readonly evidence: Evidence;
  readonly options: Pick<Options, "threshold" | "same" | "different">;
}

function verdictOf({ a, b, letters, evidence, options }: VerdictInput): { relation: Relation | undefined; rule: RuleName } {
  const isNamed = ([x, y]: readonly [string, string]): boolean => (names(a, x) && names(b, y)) || (names(a, y) && names(b, x));
  if (options.different.some(isNamed)) return { relation: undefined, rule: "said to be different" };
  if (options.same.some(isNamed)) return { relation: "near", rule: "said to be the same" };
  const verdict = decide(evidence, options.threshold);
  const isWholeAnswer = verdict.rule === "whole copy" && sameLetters(letters[0], letters[1]) && evidence.agreement.changed === 0;
  return isWholeAnswer ? { relation: "identical", rule: "identical" } : verdict;
}

function names(article: Article, name: string): boolean {
  return name === article.id || name === article.provenance.source;
}

function sameLetters(a: Letters, b: Letters): boolean {
  return a.count === b.count && a.units.every((unit, index) => unit === b.units[index]);
}

/** Aligns as a run does: the shorter text is indexed, and the longer one read along it. */
function alignBoth(a: Letters, b: Letters): Alignment {
  const aligner = new Aligner();
  const aIsLonger = a.count >= b.count;
  aligner.index(aIsLonger ? b : a);
  const alignment = aligner.align(aIsLonger ? a : b);
  return aIsLonger ? turned(alignment) : alignment;
}

function pairOf([a, b]: readonly [Letters, Letters], alignment: Alignment): Pair {
  return {
    a: 0,
    b: 1,
    spansA: spansOf(alignment, "a"),
    spansB: spansOf(alignment, "b"),
    coverageA: alignment.coveredA / Math.max(1, a.count),
    coverageB: alignment.coveredB / Math.max(1, b.count),
    lettersA: a.count,
    lettersB: b.count,
    agreement: agreementOf(a, b, alignment),
    isRefilled: false,
  };
}

/** A stretch of letters on both sides. */
interface Stretch {
  readonly kind: "same" | "changed";
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** The side-by-side rows: shared runs, what differs between them, and what only one side has. */
function passagesOf(a: Letters, b: Letters, { runs, chains }: Alignment): Passage[] {
  const chainList = Array.from({ length: chains.length - 1 }, (_, chain) => stretchesOf(runs, chains[chain] ?? 0, chains[chain + 1] ?? 0));
  chainList.sort((x, y) => (x[0]?.a0 ?? 0) - (y[0]?.a0 ?? 0));
  // What only b has is shown right before the chain that follows it in b.
  const startsInB = chainList.flatMap((chain) => (chain[0] === undefined ? [] : [chain[0].b0])).sort((x, y) => x - y);
  const endsInB = chainList.flatMap((chain) => chain.slice(-1).map(({ b1 }) => b1));
  const rows: Passage[] = [];
  let atA = 0;
  const push = (kind: Passage["kind"], left: readonly [number, number], right: readonly [number, number]): void => {
    const passage = { kind, a: rangeOf(a, left), b: rangeOf(b, right) };
    if (passage.a !== undefined || passage.b !== undefined) rows.push(passage);
  };
  const onlyB = (start: number): void => {
    const before = Math.max(0, ...endsInB.filter((end) => end <= start));
    push("only b", [0, 0], [before, start]);
  };
  for (const chain of chainList) {
    const [first] = chain;
    if (first === undefined) continue;
    if (first.a0 > atA) push("only a", [atA, first.a0], [0, 0]);
    onlyB(first.b0);
    for (const { kind, a0, a1, b0, b1 } of chain) push(kind, [Math.max(a0, atA), Math.max(a1, atA)], [b0, b1]);
    atA = Math.max(atA, chain[chain.length - 1]?.a1 ?? 0);
  }
  push("only a", [atA, a.count], [0, 0]);
  const lastInB = Math.max(0, ...endsInB);
  if (startsInB.every((start) => start < Math.max(1, lastInB))) push("only b", [0, 0], [lastInB, b.count]);
  return rows;
}

/** The runs of one chain, and the gaps between them. */
function stretchesOf(runs: Int32Array, first: number, last: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let run = first; run < last; run++) {
    const [a0, b0, length] = [runs[run * 3] ?? 0, runs[run * 3 + 1] ?? 0, runs[run * 3 + 2] ?? 0];
    const before = stretches[stretches.length - 1];
    if (before !== undefined && (a0 > before.a1 || b0 > before.b1))
      stretches.push({ kind: "changed", a0: before.a1, a1: a0, b0: before.b1, b1: b0 });
    stretches.push({ kind: "same", a0, a1: a0 + length, b0, b1: b0 + length });
  }
  return stretches;
}

/** The text of a stretch of letters, up to the letter that follows, so that its punctuation is not lost; undefined where it is empty. */
function rangeOf({ offsets, count, text }: Letters, [start, end]: readonly [number, number]): Range | undefined {
  if (offsets === undefined || end <= start) return undefined;
  const from = start === 0 ? 0 : (offsets[start] ?? 0);
  const to = end < count ? (offsets[end] ?? text.length) : text.length;
  return { start: from, end: to };
}
