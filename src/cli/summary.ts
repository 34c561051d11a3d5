/** The tally in a few lines, for people. */
import { clip, columnsOf, printable } from "../io/printable.ts";
import type { Stream } from "../io/terminal.ts";
import { count, counted, duration, percent } from "../text/quantities.ts";
import type { BlockClass, Relation } from "../types.ts";
import type { Tally } from "./tally.ts";

/** What happened to the files of the run; undefined when none were to be written. */
export interface Written {
  /** The folder as the person named it. */
  readonly folder: string;
  readonly isDryRun: boolean;
  readonly files: number;
  readonly changed: number;
  readonly removed: number;
  readonly isManifestNew: boolean;
}

/** Failures named in the summary; the rest is in the manifest. */
const FAILURES_SHOWN = 20;
const REASONS_SHOWN = 3;

const CLASS_WORDS: Readonly<Record<BlockClass, string>> = {
  content: "content",
  title: "titles",
  menu: "menus",
  related: "related stories",
  share: "share and subscribe",
  comments: "comments",
  caption: "captions",
  byline: "bylines",
  legal: "legal notices",
  other: "other boilerplate",
};

const RELATION_WORDS: Readonly<Partial<Record<Relation, readonly [string, string]>>> = {
  revision: ["revision", "revisions"],
  contains: ["roundup", "roundups"],
  possible: ["possible copy", "possible copies"],
};

/** "412 documents → 297 articles, 103 duplicates, 9 skipped, 3 failed" and what people ask next. */
export function summary(tally: Tally, written: Written | undefined, elapsedMs: number, stream: Stream): string {
  const lines = [headline(tally, elapsedMs, stream), ...details(tally, stream)];
  if (written !== undefined) lines.push(writtenLine(written));
  return lines.map((line) => `${line}\n`).join("");
}

function headline(tally: Tally, elapsedMs: number, stream: Stream): string {
  const documents = tally.articles + tally.duplicates + tally.skipped + tally.failed;
  if (documents === 0) return "Nothing to do: no documents were found.";
  const parts = [
    stream.paint.bold(counted(tally.articles, "article")),
    tally.duplicates > 0 ? counted(tally.duplicates, "duplicate") : "",
    tally.skipped > 0 ? `${count(tally.skipped)} skipped` : "",
    tally.failed > 0 ? stream.paint.red(`${count(tally.failed)} failed`) : "",
  ];
  const left = `${counted(documents, "document")} → ${parts.filter((part) => part !== "").join(", ")}`;
  const time = duration(elapsedMs);
  const gap = Math.min(stream.columns, 100) - columnsOf(printable(left)) - time.length;
  return `${left}${" ".repeat(Math.max(2, gap))}${stream.paint.dim(time)}`;
}

function details(tally: Tally, stream: Stream): string[] {
  const label = (name: string): string => `  ${stream.paint.dim(`${name}:`.padEnd(13))}`;
  const lines: string[] = [];
  const dropped = [...tally.dropped.values()].reduce((sum, words) => sum + words, 0);
  if (dropped > 0) lines.push(`${label("boilerplate")}${percent(dropped / tally.words)} of words dropped · most: ${mostDropped(tally)}`);
  const apart = (Object.keys(RELATION_WORDS) as Relation[]).flatMap((relation) => {
    const [one, many] = RELATION_WORDS[relation] ?? ["", ""];
    const pairs = tally.related.get(relation) ?? 0;
    return pairs === 0 ? [] : [counted(pairs, one, many)];
  });
  if (tally.clusters > 0 || apart.length > 0) {
    const clusters = tally.clusters > 0 ? [`${counted(tally.clusters, "cluster")}, the largest of ${count(tally.largestCluster)}`] : [];
    lines.push(label("duplicates") + [...clusters, ...(apart.length > 0 ? [`${listed(apart)} kept apart`] : [])].join("; "));
  }
  if (tally.skipped > 0) lines.push(label("skipped") + reasons(tally));
  for (const failure of tally.failures.slice(0, FAILURES_SHOWN))
    lines.push(`${label("failed")}${printable(failure.path)}: ${printable(failure.message)}`);
  if (tally.failed > FAILURES_SHOWN)
    lines.push(`${label("failed")}… and ${count(tally.failed - FAILURES_SHOWN)} more, named in the manifest`);
  return lines;
}

function mostDropped(tally: Tally): string {
  return [...tally.dropped]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 2)
    .map(([name, words]) => `${CLASS_WORDS[name]} (${counted(words, "word")})`)
    .join(", ");
}

function reasons(tally: Tally): string {
  const sorted = [...tally.skippedBecause].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const shown = sorted
    .slice(0, REASONS_SHOWN)
    .map(([reason, records]) => `${clip(printable(reason), 60)}${sorted.length > 1 || records > 1 ? ` (${count(records)})` : ""}`);
  return [...shown, ...(sorted.length > REASONS_SHOWN ? ["…"] : [])].join(", ");
}

function writtenLine({ folder, isDryRun, files, changed, removed, isManifestNew }: Written): string {
  const name = printable(folder.endsWith("/") ? folder : `${folder}/`);
  const md = changed === files ? `${count(files)} .md` : `${count(changed)} of ${count(files)} .md`;
  const gone = removed === 0 ? "" : `, ${count(removed)} removed`;
  if (isDryRun) return `Would write ${name} (${md}${gone}). This was a dry run: nothing was written.`;
  if (changed === 0 && removed === 0 && !isManifestNew) return `Nothing changed: ${name} holds it all already (${count(files)} .md).`;
  return `Wrote ${name} (${md}${gone}, manifest.ndjson).   Why was a block dropped?  ingest explain <file>`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}
