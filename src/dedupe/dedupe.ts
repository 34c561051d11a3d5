/**
 * The stage on one screen: sketches in, clusters out.
 *
 *     Sketch ─leaders─▶ one row a near-exact group ─candidates─▶ pairs ─align, weigh, decide─▶ edges ─stars─▶ Cluster[]
 *
 * Nothing depends on the order in which rows were added: rows are taken by length and content.
 */
import { notice } from "../notices.ts";
import type { Options } from "../options.ts";
import type { Cluster, DocumentId, Grouping, Match, Member, Notice } from "../types.ts";
import { chooseCanonical, type Copy, copyOf } from "./canonical.ts";
import { makeStars, type Fold, type Star, type StarPorts } from "./cluster.ts";
import { differencesOf } from "./differences.ts";
import { decideEdges, type Decided, type Edge } from "./edges.ts";
import { findHolders } from "./holders.ts";
import { compareContent, contentOrder, findLeaders, type Leaders } from "./leaders.ts";
import { Shelf, type Library } from "./library.ts";
import { Pairing, evidenceOf, weighPair } from "./pair.ts";
import { LIMITS, dayGap, decide, isFold, type RuleName } from "./decide.ts";
import { Overrules } from "./overrules.ts";
import { NO_DAY } from "./sketch.ts";
import type { SketchTable } from "./table.ts";
import { storyBetween, storyInside } from "./whole.ts";

export interface GroupRequest {
  readonly table: SketchTable;
  readonly library: Library;
  /** The source path of a row, which options may name. */
  readonly sourceOf: (row: number) => string;
  /** The canonical that an earlier run gave to a row (itself for articles); -1 for rows that are new. undefined: all rows are new. */
  readonly settledTo: ((row: number) => number) | undefined;
  readonly options: Pick<Options, "threshold" | "prefer" | "preferSources" | "same" | "different">;
}

/** Groups all rows. Pairs of settled rows are left as they were: only new rows are compared, with all. */
export function group(request: GroupRequest): Grouping {
  const { table, library, options } = request;
  const shelf = new Shelf(library);
  const pairing = new Pairing((row) => shelf.of(row));
  const settledTo = request.settledTo ?? (() => -1);
  const overrules = new Overrules(table, request.sourceOf, options);
  const order = settledFirst(contentOrder(table), settledTo);
  const holders = findHolders(table);
  const followed = new Map<number, Edge>();
  const leaders = findLeaders(table, order, {
    isCopy: (leader, row) => {
      const edge = nearExact({ leader, row, table, shelf, pairing, options });
      if (edge !== undefined) followed.set(row, edge);
      return edge !== undefined;
    },
    standsAlone: (row) => overrules.names(row) || holders.has(row),
    settledTo,
  });
  const decided = decideEdges({ table, leaders, shelf, pairing, options, isFresh: (row) => settledTo(row) < 0, holders });
  const work: Work = { ...request, shelf, leaders, followed, decided, overrules, settledTo, followers: followersOf(leaders) };
  const stars = makeStars(table.count, foldsOf(work), starPorts(work));
  return assemble(work, stars);
}

/** What the end of the stage works with. */
interface Work extends Omit<GroupRequest, "settledTo"> {
  readonly shelf: Shelf;
  readonly leaders: Leaders;
  readonly decided: Decided;
  readonly overrules: Overrules;
  readonly settledTo: (row: number) => number;
  readonly followers: ReadonlyMap<number, readonly number[]>;
  /** The pairs of followers found by bands with their leaders. */
  readonly followed: ReadonlyMap<number, Edge>;
}

/** Coverage of both sides from which a copy follows a leader without being compared with others: at .9 a teaser of what the leader lacks was lost. */
const FOLLOWS = 0.97;
/** Coverage of the smaller side at which the second ring of a star still holds. */
const TOLERATED = 0.5;
/** Rows of the table that say no without a contradiction. */
const TOLERANT_RULES: ReadonlySet<RuleName> = new Set(["covered too little", "almost covered", "inside a larger page"]);
/** Members from which a cluster is looked at, and the share of them that must know the canonical's title. */
const ALARM_MEMBERS = 200;
const ALARM_TITLES = 0.5;
/** Related articles named on one article. */
const RELATED_MAX = 20;

function settledFirst(order: Int32Array, settledTo: (row: number) => number): Int32Array {
  const old = order.filter((row) => settledTo(row) >= 0);
  // Articles before what was folded into them.
  const articles = old.filter((row) => settledTo(row) === row);
  const members = old.filter((row) => settledTo(row) !== row);
  return Int32Array.from([...articles, ...members, ...order.filter((row) => settledTo(row) < 0)]);
}

interface NearExactInput extends Pick<GroupRequest, "table" | "options"> {
  readonly leader: number;
  readonly row: number;
  readonly shelf: Shelf;
  readonly pairing: Pairing;
}

/** The pair, when the row is the leader's text but for small damage. Common passages are not known yet: coverage is taken as it is. */
function nearExact({ leader, row, table, shelf, pairing, options }: NearExactInput): Edge | undefined {
  const pair = pairing.pair(leader, row);
  if (pair === undefined || pair.coverageA < FOLLOWS || pair.coverageB < FOLLOWS || pair.isRefilled) return undefined;
  const around = {
    commonOf: () => undefined,
    titleOf: (one: number) => shelf.title(one),
    textOf: (one: number) => shelf.text(one),
    dayOf: (one: number) => table.day[one] ?? 0,
    isRoundup: () => false,
    isHolder: () => false,
    isCutTimeline: (one: number) => table.timeline[one] === 1,
  };
  const evidence = evidenceOf(pair, weighPair(pair, around), around);
  const { changed, lost, names, otherNames } = pair.agreement;
  const verdict = decide(evidence, options.threshold);
  return changed + lost === 0 && otherNames <= 0.1 * names && verdict.relation === "near" ? { pair, evidence, verdict } : undefined;
}

function followersOf({ leaderOf }: Leaders): Map<number, number[]> {
  const followers = new Map<number, number[]>();
  leaderOf.forEach((leader, row) => {
    if (leader === row) return;
    const list = followers.get(leader);
    if (list === undefined) followers.set(leader, [row]);
    else list.push(row);
  });
  return followers;
}

/** The folds between leaders, a fold of each leader that has followers with itself, and what the person said. */
function foldsOf({ decided, followers, overrules }: Work): Fold[] {
  const folds: Fold[] = [];
  for (const { pair, verdict } of decided.edges) {
    if (isFold(verdict.relation) && !overrules.areDifferent(pair.a, pair.b)) folds.push({ x: pair.a, y: pair.b });
  }
  for (const leader of followers.keys()) folds.push({ x: leader, y: leader });
  for (const [x, y] of overrules.same) folds.push({ x, y });
  return folds;
}

function starPorts(work: Work): StarPorts {
  const { decided, table, overrules, settledTo } = work;
  const tolerates = (centre: number, node: number): boolean => {
    if (overrules.areSame(centre, node)) return true;
    const edge = decided.judge(centre, node);
    if (edge === undefined) return false;
    if (isFold(edge.verdict.relation)) return true;
    return TOLERANT_RULES.has(edge.verdict.rule) && edge.evidence.coverageSmaller >= TOLERATED;
  };
  // An undated notice looks like every other of its series.
  const areDated = (x: number, y: number): boolean =>
    Math.max(table.letters[x] ?? 0, table.letters[y] ?? 0) < LIMITS.shortLetters &&
    dayGap(table.day[x] ?? NO_DAY, table.day[y] ?? NO_DAY) > LIMITS.shortDays;
  const areApart = (x: number, y: number): boolean =>
    overrules.areDifferent(x, y) || (!overrules.areSame(x, y) && (areDated(x, y) || (settledTo(x) === x && settledTo(y) === y && x !== y)));
  const compare = (x: number, y: number): number => compareContent(table, x, y);
  return { isSettled: (row) => settledTo(row) === row, compare, tolerates, areApart };
}

/** How much of the story each leader holds, in letters, by what its folds show. */
function storyLetters({ decided, shelf }: Work): Map<number, number> {
  const most = new Map<number, number>();
  const see = (row: number, letters: number): void => {
    most.set(row, Math.max(most.get(row) ?? 0, letters));
  };
  for (const { pair, verdict } of decided.edges) {
    if (!isFold(verdict.relation)) continue;
    const aIsLarger = pair.coverageA <= pair.coverageB;
    const [larger, smaller] = aIsLarger ? [pair.a, pair.b] : [pair.b, pair.a];
    const shared = Math.min(pair.coverageA * pair.lettersA, pair.coverageB * pair.lettersB);
    const [spans, others] = aIsLarger ? [pair.spansA, pair.spansB] : [pair.spansB, pair.spansA];
    see(smaller, storyBetween(shelf.text(smaller), others, shared));
    // Of a cut copy's whole, the rest is story as well.
    see(
      larger,
      verdict.relation === "contained" ? storyInside(shelf.text(larger), spans) : storyBetween(shelf.text(larger), spans, shared),
    );
  }
  return most;
}

function copyIn({ table, options, sourceOf, settledTo }: Work, row: number, storyLetters: number): Copy {
  return copyOf(table, row, { storyLetters, source: sourceOf(row), isSettled: settledTo(row) === row }, options);
}

/** Stars of leaders to clusters of rows, and the related pairs between what is left. */
function assemble(work: Work, stars: readonly Star[]): Grouping {
  const { table, decided, followers, options } = work;
  const edgeOf = new Map<number, Edge>();
  for (const edge of decided.edges) edgeOf.set(edge.pair.a * table.count + edge.pair.b, edge);
  for (const edge of work.followed.values()) edgeOf.set(edge.pair.a * table.count + edge.pair.b, edge);
  const find = (x: number, y: number): Edge | undefined => edgeOf.get(x * table.count + y) ?? edgeOf.get(y * table.count + x);
  const articleOf = Int32Array.from({ length: table.count }, (_, row) => row);
  const clusters: Cluster[] = [];
  const notices: Notice[] = [];
  const split: Match[] = [];
  const lengths = storyLetters(work);
  // A follower holds what its leader holds.
  const storyOf = (row: number): number => lengths.get(work.leaders.leaderOf[row] ?? row) ?? table.letters[row] ?? 0;
  for (const star of stars) {
    const rows = [star.centre, ...star.nodes].flatMap((leader) => [leader, ...(followers.get(leader) ?? [])]);
    const choice = chooseCanonical(
      rows.map((row) => copyIn(work, row, storyOf(row))),
      options.prefer,
    );
    const members: Member[] = [];
    for (const row of rows) {
      if (row === choice.row) continue;
      const match = matchOf(work, choice.row, row, find);
      if (match === undefined) continue;
      if (match.relation === "revision") {
        split.push(match);
        continue;
      }
      articleOf[row] = choice.row;
      members.push({ id: idOf(table, row), match });
    }
    if (members.length === 0) continue;
    members.sort((x, y) => (x.id < y.id ? -1 : 1));
    clusters.push({ canonical: idOf(table, choice.row), members, keptBecause: choice.because });
    if (isImplausible(table, choice.row, rows))
      notices.push(notice("cluster-implausible", `${rows.length} copies of ${idOf(table, choice.row)}`));
  }
  clusters.sort((x, y) => (x.canonical < y.canonical ? -1 : 1));
  const related = [...split, ...relatedOf(work, articleOf)].sort((x, y) => compareText(x.a + x.b, y.a + y.b));
  return { clusters, related, notices };
}

/** Rows of the table by which a copy of a copy is none of the canonical. */
const CONTRADICTIONS: ReadonlySet<RuleName> = new Set(["other figures", "other names", "serial notice", "other beginnings", "one form"]);

/** The match of a member with its canonical: the edge that was found, or the two compared now; undefined when they contradict each other. */
function matchOf(work: Work, canonical: number, row: number, find: (x: number, y: number) => Edge | undefined): Match | undefined {
  const { table, decided, shelf, overrules } = work;
  const ids = { a: idOf(table, canonical), b: idOf(table, row) };
  if (table.exactLow[canonical] === table.exactLow[row] && table.exactHigh[canonical] === table.exactHigh[row])
    return { ...ids, relation: "identical", coverage: { a: 1, b: 1 }, differing: [], rule: "identical" };
  const edge = find(canonical, row) ?? decided.judge(canonical, row);
  if (edge === undefined) return { ...ids, relation: "near", coverage: { a: 0, b: 0 }, differing: [], rule: "said to be the same" };
  const said = overrules.areSame(canonical, row);
  if (CONTRADICTIONS.has(edge.verdict.rule) && !said) return undefined;
  const { pair, verdict } = edge;
  const coverage = pair.a === canonical ? { a: pair.coverageA, b: pair.coverageB } : { a: pair.coverageB, b: pair.coverageA };
  const isCut = coverage.a < coverage.b && coverage.a < work.options.threshold;
  const relation = verdict.relation === "revision" && !said ? "revision" : isCut ? "contained" : "near";
  return {
    ...ids,
    relation,
    coverage: { a: rounded(coverage.a), b: rounded(coverage.b) },
    differing: differencesOf(pair, { textOf: (one) => shelf.text(one) }, pair.a === canonical),
    rule: said ? "said to be the same" : verdict.rule,
  };
}

/** Revisions, containers and near misses, between the articles that stay; the strongest of each pair of articles. */
function relatedOf({ decided, table, shelf, settledTo, overrules }: Work, articleOf: Int32Array): Match[] {
  const strongest = new Map<string, { edge: Edge; direct: boolean; a: number; b: number }>();
  for (const edge of decided.edges) {
    const { pair, verdict } = edge;
    if (overrules.areDifferent(pair.a, pair.b)) continue;
    if (settledTo(pair.a) >= 0 && settledTo(pair.b) >= 0) continue;
    const [a, b] = [articleOf[pair.a] ?? pair.a, articleOf[pair.b] ?? pair.b];
    if (a === b || verdict.relation === undefined) continue;
    const key = a < b ? `${a},${b}` : `${b},${a}`;
    const direct = a === pair.a && b === pair.b;
    const known = strongest.get(key);
    if (known !== undefined && (known.direct || !direct)) continue;
    strongest.set(key, { edge, direct, a, b });
  }
  const counts = new Map<number, number>();
  const all = [...strongest.values()].sort(
    (x, y) =>
      y.edge.evidence.coverageSmaller - x.edge.evidence.coverageSmaller ||
      compareText(idOf(table, x.a) + idOf(table, x.b), idOf(table, y.a) + idOf(table, y.b)),
  );
  const matches: Match[] = [];
  for (const { edge, a, b } of all) {
    const [of, to] = [counts.get(a) ?? 0, counts.get(b) ?? 0];
    if (of >= RELATED_MAX || to >= RELATED_MAX) continue;
    counts.set(a, of + 1);
    counts.set(b, to + 1);
    const { pair, verdict } = edge;
    // Copies that settled articles or the person keep apart show as what they are to each other otherwise.
    const relation = verdict.relation === undefined || isFold(verdict.relation) ? "possible" : verdict.relation;
    const swap = relation === "contains" && pair.coverageA > pair.coverageB;
    const [first, second] = swap ? [b, a] : [a, b];
    matches.push({
      a: idOf(table, first),
      b: idOf(table, second),
      relation,
      coverage: { a: rounded(swap ? pair.coverageB : pair.coverageA), b: rounded(swap ? pair.coverageA : pair.coverageB) },
      differing: differencesOf(pair, { textOf: (one) => shelf.text(one) }, !swap),
      rule: verdict.rule,
    });
  }
  return matches;
}

/** A cluster of hundreds under many titles has likely grown around a passage and not a story. */
function isImplausible(table: SketchTable, canonical: number, rows: readonly number[]): boolean {
  if (rows.length < ALARM_MEMBERS) return false;
  const same = rows.filter((row) => table.titleHash[row] === table.titleHash[canonical]).length;
  return same < ALARM_TITLES * rows.length;
}

function idOf(table: SketchTable, row: number): DocumentId {
  const id = table.ids[row];
  if (id === undefined) throw new Error(`row ${row} is not in the table of sketches`);
  return id;
}

function compareText(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Four decimals: what people read, and the same on every machine. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
