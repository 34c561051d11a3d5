/** What a run came to, counted outcome by outcome: the summary, the reports and the exit status are read off it. */
import { recordPath } from "../emit/record-path.ts";
import type { BlockClass, Outcome, Relation, Severity } from "../types.ts";

/** Something a person should look at, with the record it is about. */
export interface Remark {
  /** "drop/x.warc.gz#18" */
  readonly path: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface Tally {
  readonly articles: number;
  readonly duplicates: number;
  readonly skipped: number;
  readonly failed: number;
  /** Words of all pages, and words of blocks dropped as boilerplate, class by class. */
  readonly words: number;
  readonly dropped: ReadonlyMap<BlockClass, number>;
  readonly clusters: number;
  /** Records of the largest cluster. */
  readonly largestCluster: number;
  /** Pairs that stand apart and name each other. */
  readonly related: ReadonlyMap<Relation, number>;
  readonly skippedBecause: ReadonlyMap<string, number>;
  readonly failures: readonly Remark[];
  /** Skipped records, folded copies and warnings. */
  readonly remarks: readonly Remark[];
}

/** Remarks kept for the reports; past that they are in the manifest alone, so that memory stays bounded. */
export const REMARKS_MAX = 10_000;

/** Classes that are the article's own apparatus: they go to the front matter, and dropping them is no loss. */
const APPARATUS: ReadonlySet<BlockClass> = new Set(["content", "title", "byline", "caption"]);

export interface TallyTaker {
  add(outcome: Outcome): void;
  /** The tally so far. */
  take(): Tally;
}

/** Counts outcomes as they pass. */
export function takeTally(): TallyTaker {
  const fates = { article: 0, duplicate: 0, skipped: 0, failed: 0 };
  const dropped = new Map<BlockClass, number>();
  const related = new Map<Relation, number>();
  const pairs = new Set<string>();
  const skippedBecause = new Map<string, number>();
  const failures: Remark[] = [];
  const remarks: Remark[] = [];
  let [words, clusters, largestCluster] = [0, 0, 0];
  const countWords = (outcome: Outcome): void => {
    for (const { block, decision } of outcome.article?.blocks ?? []) {
      words += block.wordCount;
      if (!decision.keep && !APPARATUS.has(decision.class)) increase(dropped, decision.class, block.wordCount);
    }
  };
  return {
    add(outcome) {
      const { fate } = outcome;
      fates[fate.kind]++;
      countWords(outcome);
      if (fate.kind === "skipped") increase(skippedBecause, fate.reason, 1);
      if (outcome.duplicates.length > 0) {
        clusters++;
        largestCluster = Math.max(largestCluster, outcome.duplicates.length + 1);
      }
      for (const match of outcome.related) {
        const pair = match.a < match.b ? `${match.a}${match.b}` : `${match.b}${match.a}`;
        if (!pairs.has(pair)) increase(related, match.relation, 1);
        pairs.add(pair);
      }
      const found = remarksOn(outcome);
      failures.push(...found.filter((remark) => remark.severity === "error").slice(0, Math.max(0, REMARKS_MAX - failures.length)));
      remarks.push(...found.filter((remark) => remark.severity !== "error").slice(0, Math.max(0, REMARKS_MAX - remarks.length)));
    },
    take: () => ({
      articles: fates.article,
      duplicates: fates.duplicate,
      skipped: fates.skipped,
      failed: fates.failed,
      words,
      dropped,
      clusters,
      largestCluster,
      related,
      skippedBecause,
      failures,
      remarks,
    }),
  };
}

function remarksOn(outcome: Outcome): Remark[] {
  const path = recordPath(outcome.provenance);
  const { fate } = outcome;
  const notices = outcome.notices
    .filter((notice) => notice.severity !== "info")
    .map((notice): Remark => ({ path, severity: "warning", message: notice.message }));
  switch (fate.kind) {
    case "article":
      return notices;
    case "duplicate":
      return [
        { path, severity: "info", message: `duplicate of ${fate.of}${outcome.match === undefined ? "" : ` (${outcome.match.relation})`}` },
        ...notices,
      ];
    case "skipped":
      return [{ path, severity: "info", message: `skipped: ${fate.reason}` }, ...notices];
    case "failed":
      return [{ path, severity: "error", message: fate.reason }, ...notices];
  }
}

function increase<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
