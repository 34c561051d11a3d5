/** All candidate pairs, aligned and decided: the middle of the stage. */
import type { Options } from "../options.ts";
import type { Spans } from "./align.ts";
import { commonGrams, findCandidates } from "./candidates.ts";
import { Sets } from "./cluster.ts";
import { COMMON_STORIES, commonSpans, mayHaveCommon } from "./common.ts";
import { LIMITS, decide, isFold, namesAgree, type Evidence, type Verdict } from "./decide.ts";
import { findForms } from "./forms.ts";
import { haveOwnHeads } from "./heads.ts";
import { compareContent, type Leaders } from "./leaders.ts";
import type { Shelf } from "./library.ts";
import { evidenceOf, weighPair, type Pair, type Pairing, type Surroundings } from "./pair.ts";
import { isRoundup, type Inside } from "./roundups.ts";
import type { SketchTable } from "./table.ts";
import { compareTitles, type TitleEvidence } from "./titles.ts";

/** A decided pair of rows; a is the longer text. */
export interface Edge {
  readonly pair: Pair;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
}

/** What the middle of the stage leaves for its end. */
export interface Decided {
  readonly edges: readonly Edge[];
  /** Judges any two rows by the same table and surroundings. */
  readonly judge: (x: number, y: number) => Edge | undefined;
}

/** Coverage of both sides from which two texts are one story, when common passages are looked for, whatever their titles. */
const ONE_STORY_COVERAGE = 0.85;
/** The same for texts whose titles allow it: of either side, and of the other. Each copy may stand in its own page furniture. */
const TITLED_COVERAGE = 0.6;
const TITLED_SMALLER = 0.3;
/** Similarity of titles that allows it; unknown titles do. */
const TITLED_SIMILARITY = 0.5;
const ONE_STORY_NAMES = 0.72;

export interface EdgeInput {
  readonly table: SketchTable;
  readonly leaders: Leaders;
  readonly shelf: Shelf;
  readonly pairing: Pairing;
  readonly options: Pick<Options, "threshold">;
  /** Whether a row is new. Leaders that are not come before those that are. */
  readonly isFresh: (row: number) => boolean;
  /** Rows whose pages held other articles in what was dropped: holders.ts. */
  readonly holders: ReadonlySet<number>;
}

/** Aligns and decides all candidate pairs of leaders. */
export function decideEdges(input: EdgeInput): Decided {
  const { table, leaders, shelf, pairing, options, isFresh } = input;
  const rows = leaders.leaders;
  const fresh = rows.findIndex(isFresh);
  const candidates = findCandidates(table, rows, fresh === -1 ? rows.length : fresh);
  const pairs: Pair[] = [];
  for (let i = 0; i < candidates.later.length; i++) {
    const pair = pairing.pair(rows[candidates.earlier[i] ?? 0] ?? 0, rows[candidates.later[i] ?? 0] ?? 0);
    if (pair !== undefined) pairs.push(pair);
  }
  const stories = joinStories(table.count, pairs, shelf);
  const common = commonGrams(candidates.lists, (place) => stories.root(rows[place] ?? 0), COMMON_STORIES);
  const roundups = new Set<number>();
  const around: Surroundings = {
    commonOf: commonPassages(input, common),
    titleOf: (row) => shelf.title(row),
    textOf: (row) => shelf.text(row),
    dayOf: (row) => table.day[row] ?? 0,
    isRoundup: (row) => roundups.has(row),
    isHolder: (row) => input.holders.has(row),
    isCutTimeline: (row) => table.timeline[row] === 1,
  };
  const weighed = pairs.map((pair) => weighPair(pair, around));
  for (const row of findRoundups(pairs, weighed, shelf)) roundups.add(row);
  const edges: Edge[] = [];
  pairs.forEach((pair, index) => {
    const weights = weighed[index];
    if (weights === undefined) return;
    const evidence = evidenceOf(pair, weights, around);
    const verdict = decide(evidence, options.threshold);
    if (verdict.relation !== undefined) edges.push({ pair, evidence, verdict });
  });
  const folded = edges.filter(({ verdict }) => isFold(verdict.relation));
  const forms = findForms(pairs, new Set(folded.flatMap(({ pair }) => [pair.a, pair.b])), pairing);
  const filled = new Set([...forms].flatMap(({ a, b }) => [a, b]));
  const judge = (x: number, y: number): Edge | undefined => {
    const pair = compareContent(table, x, y) < 0 ? pairing.pair(x, y) : pairing.pair(y, x);
    if (pair === undefined) return undefined;
    const evidence = evidenceOf(pair, weighPair(pair, around), around);
    // Two notices that were never candidates: that each fills the form otherwise than others is all that is known.
    const verdict = filled.has(x) && filled.has(y) ? ONE_FORM : decide(evidence, options.threshold);
    return { pair, evidence, verdict };
  };
  return {
    edges: edges.map((edge) => (isFold(edge.verdict.relation) && forms.has(edge.pair) ? { ...edge, verdict: ONE_FORM } : edge)),
    judge,
  };
}

/** The common passages of rows, each found once and only where the sample allows for any. */
function commonPassages({ table, shelf }: EdgeInput, common: ReadonlySet<number>): (row: number) => Spans | undefined {
  const found = new Map<number, Spans>();
  return (row) => {
    if (common.size === 0 || !mayHaveCommon(table.sampleOf(row), table.letters[row] ?? 0, common)) return undefined;
    const known = found.get(row);
    const spans = known ?? commonSpans(shelf.of(row), common) ?? NO_SPANS;
    if (known === undefined) found.set(row, spans);
    return spans.starts.length === 0 ? undefined : spans;
  };
}

/** Two notices of one form: forms.ts. */
const ONE_FORM: Verdict = { relation: "possible", rule: "one form" };

const NO_SPANS: Spans = { starts: new Int32Array(0), ends: new Int32Array(0) };

/** Joins the rows that are one story beyond doubt, so that its copies do not make its words common. */
function joinStories(rows: number, pairs: readonly Pair[], shelf: Shelf): Sets {
  const stories = new Sets(rows);
  for (const pair of pairs) {
    const most = Math.max(pair.coverageA, pair.coverageB);
    const least = Math.min(pair.coverageA, pair.coverageB);
    if (most < TITLED_COVERAGE || least < TITLED_SMALLER || namesAgree(pair.agreement) < ONE_STORY_NAMES) continue;
    const { changed, lost, numbers } = pair.agreement;
    if (((changed + lost) * 2) / Math.max(4, numbers) >= LIMITS.noisyNumbers) continue;
    // Short texts under many titles are a form's words: a notice to subscribers, a request to enable scripts.
    const isShort = Math.min(pair.lettersA, pair.lettersB) < LIMITS.shortLetters;
    const titles = compareTitles(shelf.title(pair.a), shelf.title(pair.b));
    if (haveOwnHeads(pair, { titles, textOf: (row) => shelf.text(row) })) continue;
    if ((least >= ONE_STORY_COVERAGE && !isShort) || allows(titles)) stories.join(pair.a, pair.b);
  }
  return stories;
}

function allows({ similarity, isSame }: TitleEvidence): boolean {
  return isSame || similarity === undefined || similarity >= TITLED_SIMILARITY;
}

/** The pages that hold several unrelated whole articles. */
function findRoundups(pairs: readonly Pair[], weighed: readonly ReturnType<typeof weighPair>[], shelf: Shelf): number[] {
  const inside = new Map<number, { letters: number; held: Inside[] }>();
  const related = new Set<string>();
  const key = (x: number, y: number): string => (x < y ? `${x},${y}` : `${y},${x}`);
  const add = (page: number, letters: number, one: Inside): void => {
    const entry = inside.get(page);
    if (entry === undefined) inside.set(page, { letters, held: [one] });
    else entry.held.push(one);
  };
  pairs.forEach((pair, index) => {
    const weights = weighed[index];
    if (weights === undefined || namesAgree(pair.agreement) < LIMITS.namesMin) return;
    related.add(key(pair.a, pair.b));
    const shares = { a: weights.a.share, b: weights.b.share };
    add(pair.a, pair.lettersA, { row: pair.b, letters: pair.lettersB, otherShare: shares.b, pageShare: shares.a, spans: pair.spansA });
    add(pair.b, pair.lettersB, { row: pair.a, letters: pair.lettersA, otherShare: shares.a, pageShare: shares.b, spans: pair.spansB });
  });
  // The pages of one article share its title and no letter of the text.
  const areOne = (x: number, y: number): boolean => related.has(key(x, y)) || compareTitles(shelf.title(x), shelf.title(y)).isEqual;
  const found: number[] = [];
  for (const [page, { letters, held }] of inside) if (isRoundup(letters, held, areOne)) found.push(page);
  return found;
}
