/** What a run came to, counted record by record: the summary, the reports and the exit status are read off it. */
import { recordPath } from "../emit/record-path.ts";
import type { BlockClass, DocumentId, Outcome, Relation, Severity, WordTally } from "../types.ts";

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
  /** Records that an earlier run had settled already. */
  readonly unchanged: number;
  /** Words of all pages that were decided in this run, and words of blocks dropped as boilerplate, class by class. */
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

/** What is counted of a record; outcomes have it, and so has what a collection keeps of one. */
export type Counted = Pick<Outcome, "provenance" | "fate" | "match" | "related" | "notices">;

export interface TallyTaker {
  /** `words`: of a page that was decided in this run; undefined for what an earlier run had settled, and for what has no page. */
  add(record: Counted, how: { readonly words: WordTally | undefined; readonly isUnchanged: boolean }): void;
  /** The tally so far. */
  take(): Tally;
}

/** Remarks kept for the reports; past that they are in the manifest alone, so that memory stays bounded. */
const REMARKS_MAX = 10_000;

/** All classes but the article's own apparatus, which goes to the front matter: dropping that is no loss. */
const LOSSES: readonly BlockClass[] = ["menu", "related", "share", "comments", "legal", "other"];

/** Counts records as they pass. */
export function takeTally(): TallyTaker {
  const fates = { article: 0, duplicate: 0, skipped: 0, failed: 0 };
  const dropped = new Map<BlockClass, number>();
  const related = new Map<Relation, number>();
  const pairs = new Set<string>();
  /** Copies by cluster; the kept one may be of an earlier run. */
  const copies = new Map<DocumentId, number>();
  const skippedBecause = new Map<string, number>();
  const failures: Remark[] = [];
  /** Records as an earlier run left them are kept as they are: what there is to say of them is read from what it kept, and few ask. */
  const remarks: (Remark | Counted)[] = [];
  let [words, unchanged] = [0, 0];
  return {
    add(record, { words: counted, isUnchanged }) {
      const { fate } = record;
      fates[fate.kind]++;
      if (isUnchanged) unchanged++;
      words += counted?.all ?? 0;
      if (counted !== undefined) for (const { class: name, words: count } of lostWords(counted)) increase(dropped, name, count);
      if (fate.kind === "skipped") increase(skippedBecause, fate.reason, 1);
      if (fate.kind === "duplicate") increase(copies, fate.of, 1);
      for (const match of record.related) {
        const pair = match.a < match.b ? `${match.a}${match.b}` : `${match.b}${match.a}`;
        if (!pairs.has(pair)) increase(related, match.relation, 1);
        pairs.add(pair);
      }
      // A list that is full takes nothing more.
      if (fate.kind !== "failed" && remarks.length >= REMARKS_MAX) return;
      if (isUnchanged && fate.kind === "duplicate") {
        remarks.push(record);
        return;
      }
      for (const remark of remarksOn(record)) {
        const list = remark.severity === "error" ? failures : remarks;
        if (list.length < REMARKS_MAX) list.push(remark);
      }
    },
    take: () => ({
      articles: fates.article,
      duplicates: fates.duplicate,
      skipped: fates.skipped,
      failed: fates.failed,
      unchanged,
      words,
      dropped,
      clusters: copies.size,
      largestCluster: copies.size === 0 ? 0 : [...copies.values()].reduce((most, size) => Math.max(most, size)) + 1,
      related,
      skippedBecause,
      failures,
      get remarks() {
        return remarks.flatMap((one) => ("severity" in one ? [one] : remarksOn(one))).slice(0, REMARKS_MAX);
      },
    }),
  };
}

function lostWords(counted: WordTally): { readonly class: BlockClass; readonly words: number }[] {
  return LOSSES.flatMap((name) => {
    const words = counted.dropped[name];
    return words === undefined ? [] : [{ class: name, words }];
  });
}

const NO_REMARKS: readonly Remark[] = [];

function remarksOn({ provenance, fate, match, notices }: Counted): readonly Remark[] {
  if (fate.kind === "article" && notices.length === 0) return NO_REMARKS;
  const path = recordPath(provenance);
  const warnings = notices
    .filter((notice) => notice.severity !== "info")
    .map((notice): Remark => ({ path, severity: "warning", message: notice.message }));
  switch (fate.kind) {
    case "article":
      return warnings;
    case "duplicate":
      return [
        { path, severity: "info", message: `duplicate of ${fate.of}${match === undefined ? "" : ` (${match.relation})`}` },
        ...warnings,
      ];
    case "skipped":
      return [{ path, severity: "info", message: `skipped: ${fate.reason}` }, ...warnings];
    case "failed":
      return [{ path, severity: "error", message: fate.reason }, ...warnings];
  }
}

function increase<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
