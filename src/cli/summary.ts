/** The tally in a few lines, for people. */
import type { IntoReport } from "../collection/into.ts";
import { recordPath } from "../emit/record-path.ts";
import { clip, columnsOf, printable } from "../io/printable.ts";
import type { Stream } from "../io/terminal.ts";
import { count, counted, duration, percent } from "../text/quantities.ts";
import type { BlockClass, Relation } from "../types.ts";
import type { Tally } from "./tally.ts";

/** What a run did to its output folder. */
export interface Written extends Pick<
  IntoReport,
  "articles" | "written" | "removedFiles" | "isManifestNew" | "edited" | "removedByHand" | "vanished" | "unreached" | "removed"
> {
  /** The folder as the person named it. */
  readonly folder: string;
  readonly isDryRun: boolean;
}

export interface SummaryInput {
  readonly tally: Tally;
  /** undefined when no files were to be written. */
  readonly written: Written | undefined;
  readonly elapsedMs: number;
  readonly isVerbose: boolean;
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
export function summary({ tally, written, elapsedMs, isVerbose }: SummaryInput, stream: Stream): string {
  const lines = [headline(tally, elapsedMs, stream), ...details(tally, stream)];
  if (written !== undefined) lines.push(...keptLines(written, isVerbose, stream), writtenLine(written));
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
  const label = labelOn(stream);
  const lines: string[] = [];
  if (tally.unchanged > 0) lines.push(`${label("known")}${count(tally.unchanged)} unchanged since an earlier run`);
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

function labelOn({ paint }: Stream): (name: string) => string {
  return (name) => `  ${paint.dim(`${name}:`.padEnd(13))}`;
}

/** What the collection holds against the inputs or against a person's hand: told, never mended in silence. */
function keptLines({ edited, removedByHand, vanished, unreached, removed }: Written, isVerbose: boolean, stream: Stream): string[] {
  const label = labelOn(stream);
  const names = (all: readonly string[]): string => (isVerbose ? `: ${all.map(printable).join(", ")}` : "");
  const lines: string[] = [];
  if (edited.length > 0)
    lines.push(`${label("edited")}${counted(edited.length, "file")} left as edited${names(edited)}; --restore writes them again`);
  if (removedByHand.length > 0)
    lines.push(
      `${label("deleted")}${counted(removedByHand.length, "file")} left deleted${names(removedByHand)}; --restore writes them again`,
    );
  const out = new Set(removed.map(({ id }) => id));
  const gone = vanished.filter(({ id }) => !out.has(id)).map(({ provenance }) => recordPath(provenance));
  if (gone.length > 0)
    lines.push(
      `${label("gone")}${counted(gone.length, "document")} of inputs that are gone or hold something else now${names(gone)}; ` +
        "--prune takes them out",
    );
  const kept = unreached.map(({ provenance }) => recordPath(provenance));
  if (kept.length > 0)
    lines.push(`${label("kept")}${counted(kept.length, "document")} of inputs that could not be read as a whole${names(kept)}`);
  if (removed.length > 0) lines.push(`${label("taken out")}${counted(removed.length, "document")}`);
  return lines;
}

function writtenLine({ folder, isDryRun, articles, written, removedFiles, isManifestNew }: Written): string {
  const name = printable(folder.endsWith("/") ? folder : `${folder}/`);
  const md = written === articles ? `${count(articles)} .md` : `${count(written)} of ${count(articles)} .md`;
  const gone = removedFiles.length === 0 ? "" : `, ${count(removedFiles.length)} removed`;
  if (written === 0 && removedFiles.length === 0 && !isManifestNew)
    return `Nothing changed: ${name} holds it all already (${count(articles)} .md).`;
  if (isDryRun) return `Would write ${name} (${md}${gone}). This was a dry run: nothing was written.`;
  return `Wrote ${name} (${md}${gone}, manifest.ndjson).   Why was a block dropped?  ingest explain <file>`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}
