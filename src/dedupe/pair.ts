/** Two texts compared: aligned, weighed, and everything measured that the decision table asks for. */
import { agreementOf, type Agreement } from "./agreement.ts";
import { Aligner, lengthOf, spansOf, type Alignment, type Spans } from "./align.ts";
import { passageNear, weighSpans, type Weighed } from "./common.ts";
import type { Evidence } from "./decide.ts";
import { haveOwnHeads } from "./heads.ts";
import type { Letters } from "./letters.ts";
import { isTimeline } from "./timeline.ts";
import { replacementsOf, type Replacement } from "./replaced.ts";
import { compareTitles } from "./titles.ts";

/** What is kept of an aligned pair: a is the longer text. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly spansA: Spans;
  readonly spansB: Spans;
  /** Share of the letters of either side in the other, 0–1. */
  readonly coverageA: number;
  readonly coverageB: number;
  readonly lettersA: number;
  readonly lettersB: number;
  readonly agreement: Agreement;
  /** Do both sides have other words somewhere? Which is found anew where it matters: kept of every pair, it would be most of the memory. */
  readonly isRefilled: boolean;
}

/** What the table asks beside the two texts. */
export interface Surroundings {
  /** The passages of a row that many stories share; undefined: none, or not known. */
  readonly commonOf: (row: number) => Spans | undefined;
  readonly titleOf: (row: number) => string | undefined;
  readonly textOf: (row: number) => string;
  readonly dayOf: (row: number) => number;
  readonly isRoundup: (row: number) => boolean;
  /** Were entries of a live blog dropped from the page? */
  readonly isCutTimeline: (row: number) => boolean;
  /** Did the page hold other articles in what was dropped from it? */
  readonly isHolder: (row: number) => boolean;
}

/** Coverage of either side below which a pair is forgotten at once. */
export const WORTH_KEEPING = 0.3;

/** Coverage of either side from which what is replaced is looked for. */
export const MAY_BE_COPY = 0.6;

/** Measures pairs. Keeps the text that was indexed last, so that all partners of one text are aligned at the cost of one table. */
export class Pairing {
  private readonly aligner = new Aligner();
  private indexed = -1;
  private readonly lettersOf: (row: number) => Letters;

  constructor(lettersOf: (row: number) => Letters) {
    this.lettersOf = lettersOf;
  }

  /** Aligns row a with row b. Index-friendly: call with the same b in succession. undefined when they share next to nothing. */
  pair(a: number, b: number): Pair | undefined {
    return measure({ a, b, ...this.align(a, b) });
  }

  /** Where the two sides of a pair have other words. */
  replaced({ a, b, isRefilled }: Pair): readonly Replacement[] {
    if (!isRefilled) return [];
    const { lettersA, lettersB, alignment } = this.align(a, b);
    return replacementsOf(lettersA, lettersB, alignment);
  }

  private align(a: number, b: number): Aligned {
    const lettersA = this.lettersOf(a);
    const lettersB = this.lettersOf(b);
    if (this.indexed !== b) this.aligner.index(lettersB);
    this.indexed = b;
    return { lettersA, lettersB, alignment: turned(this.aligner.align(lettersA)) };
  }
}

/** The alignment with its sides exchanged: the runs, which were in the order of one side, are put in the order of the other by chain. */
export function turned({ runs, chains, coveredA, coveredB }: Alignment): Alignment {
  const other = runs.slice();
  for (let i = 0; i < runs.length; i += 3) {
    other[i] = runs[i + 1] ?? 0;
    other[i + 1] = runs[i] ?? 0;
  }
  return { runs: other, chains, coveredA: coveredB, coveredB: coveredA };
}

interface Aligned {
  readonly lettersA: Letters;
  readonly lettersB: Letters;
  readonly alignment: Alignment;
}

function measure({ a, b, lettersA, lettersB, alignment }: Aligned & Pick<Pair, "a" | "b">): Pair | undefined {
  const coverageA = alignment.coveredA / Math.max(1, lettersA.count);
  const coverageB = alignment.coveredB / Math.max(1, lettersB.count);
  if (Math.max(coverageA, coverageB) < WORTH_KEEPING) return undefined;
  return {
    a,
    b,
    spansA: spansOf(alignment, "a"),
    spansB: spansOf(alignment, "b"),
    coverageA,
    coverageB,
    lettersA: lettersA.count,
    lettersB: lettersB.count,
    agreement: agreementOf(lettersA, lettersB, alignment),
    isRefilled: Math.max(coverageA, coverageB) >= MAY_BE_COPY && replacementsOf(lettersA, lettersB, alignment, 1).length > 0,
  };
}

/** Weighted coverage of both sides. */
export function weighPair(pair: Pair, { commonOf }: Pick<Surroundings, "commonOf">): { readonly a: Weighed; readonly b: Weighed } {
  return { a: weighSpans(pair.lettersA, pair.spansA, commonOf(pair.a)), b: weighSpans(pair.lettersB, pair.spansB, commonOf(pair.b)) };
}

/** Everything the table asks. */
export function evidenceOf(pair: Pair, weighed: { readonly a: Weighed; readonly b: Weighed }, around: Surroundings): Evidence {
  const smallerIsA = weighed.a.share > weighed.b.share;
  const [smaller, larger] = smallerIsA ? [weighed.a, weighed.b] : [weighed.b, weighed.a];
  const largerRow = smallerIsA ? pair.b : pair.a;
  const spans = smallerIsA ? pair.spansB : pair.spansA;
  const first = spans.starts[0] ?? 0;
  const last = spans.ends[spans.ends.length - 1] ?? 0;
  const titles = compareTitles(around.titleOf(pair.a), around.titleOf(pair.b));
  return {
    coverageSmaller: smaller.share,
    coverageLarger: larger.share,
    lettersSmaller: smallerIsA ? pair.lettersA : pair.lettersB,
    lettersLarger: smallerIsA ? pair.lettersB : pair.lettersA,
    shared: smaller.letters,
    ownShare: smaller.ownShare,
    before: first,
    density: last > first ? lengthOf(spans) / (last - first) : 0,
    agreement: withoutChrome(pair, weighed),
    titles,
    haveOwnHeads: haveOwnHeads(pair, { titles, textOf: around.textOf }),
    days: [around.dayOf(pair.a), around.dayOf(pair.b)],
    isLiveBlog:
      around.isCutTimeline(pair.a) !== around.isCutTimeline(pair.b) || (larger.share < 0.74 && isTimeline(around.textOf(largerRow))),
    isRoundup: around.isRoundup(pair.a) || around.isRoundup(pair.b),
    holdsOthers: around.isHolder(pair.a) !== around.isHolder(pair.b),
  };
}

/** Letters of its own, and their share, that a pair must have in common before figures in page furniture are told from the story's. */
const OWN_STORY_LETTERS = 400;
const OWN_STORY_SHARE = 0.6;
/** Where page furniture stands: the share of the text at its head and foot; a year or a count may stand this many letters beside it. */
const FURNITURE_EDGE = 0.3;
const BESIDE_LETTERS = 24;

/**
 * Dates and counts in or beside common passages at the head or foot of a page are no figures of the story. Where the common passages are most
 * of what two texts share they are a form, and its figures are all that matters.
 */
function withoutChrome(pair: Pair, { a, b }: { readonly a: Weighed; readonly b: Weighed }): Agreement {
  const { agreement, lettersA, lettersB } = pair;
  const own = Math.min(a.ownShare, b.ownShare);
  const isStory = own >= OWN_STORY_SHARE && own * Math.min(a.letters, b.letters) >= OWN_STORY_LETTERS;
  if (!isStory || agreement.changed + agreement.lost === 0) return agreement;
  const inChrome = (kind: "changed" | "lost"): number =>
    agreement.differing.filter(
      (one) => one.kind === kind && (isFurniture(a.common, lettersA, one.startA) || isFurniture(b.common, lettersB, one.startB)),
    ).length;
  return { ...agreement, changed: agreement.changed - inChrome("changed"), lost: agreement.lost - inChrome("lost") };
}

function isFurniture(common: Spans | undefined, letters: number, place: number): boolean {
  const passage = common === undefined ? undefined : passageNear(common, place, BESIDE_LETTERS);
  return passage !== undefined && (passage[1] <= FURNITURE_EDGE * letters || passage[0] >= (1 - FURNITURE_EDGE) * letters);
}
