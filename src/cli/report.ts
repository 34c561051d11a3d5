/** Reports that a run leaves for CI: JSON, Markdown, and GitHub's annotations. */
import { access, appendFile, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeWhole } from "../io/atomic.ts";
import { faultText } from "../io/faults.ts";
import { printable } from "../io/printable.ts";
import { count } from "../text/quantities.ts";
import type { Console } from "./console.ts";
import type { Report } from "./settings.ts";
import type { Remark, Tally } from "./tally.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** GitHub shows ten annotations of a kind a step; the rest goes to the step summary. */
const ANNOTATIONS_MAX = 10;

/** Rows of a table in the Markdown report; GitHub cuts a summary at 1 MiB. */
const ROWS_MAX = 500;

/** Looks whether every report can be written, before a job is done that ends in failing. Throws UsageError where one cannot. */
export async function checkReports(reports: readonly Report[], { workingFolder }: Pick<Console, "workingFolder">): Promise<void> {
  for (const report of reports) {
    if (report.kind === "github") continue;
    const path = resolve(workingFolder, report.path);
    await written(report.path, async () => {
      const there = await stat(path).catch(() => undefined);
      if (there?.isDirectory() === true) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
      // A file is put in its place by rename, for which the folder counts; all else is written to.
      await access(there === undefined || there.isFile() ? dirname(path) : path, constants.W_OK);
    });
  }
}

/** Writes every report that was asked for. Throws UsageError when one cannot be written. */
export async function writeReports(reports: readonly Report[], tally: Tally, console: Console): Promise<void> {
  for (const report of reports) {
    if (report.kind === "github") {
      await console.err.write(annotations(tally));
      const page = console.environment["GITHUB_STEP_SUMMARY"];
      if (page !== undefined && page !== "") await written(page, () => appendFile(page, markdownReport(tally)));
      continue;
    }
    const path = resolve(console.workingFolder, report.path);
    const text = report.kind === "json" ? jsonReport(tally) : markdownReport(tally);
    await written(report.path, () => writeWhole(path, text));
  }
}

async function written(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new UsageError(`cannot write the report ${path}: ${faultText(error)}`);
  }
}

/** What `--report json=FILE` writes; report-schema.ts says what each key is. */
export interface RunReport {
  readonly schema: "ingest.report/1";
  readonly version: string;
  readonly documents: number;
  readonly articles: number;
  readonly duplicates: number;
  readonly skipped: number;
  readonly failed: number;
  readonly words: number;
  readonly words_dropped: Readonly<Record<string, number>>;
  readonly clusters: number;
  readonly largest_cluster: number;
  readonly related: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly path: string; readonly message: string }[];
  readonly remarks: readonly { readonly path: string; readonly message: string; readonly severity: "info" | "warning" | "error" }[];
}

/** The tally as one JSON object; keys are always there. No time of day: the same run gives the same report. */
export function jsonReport(tally: Tally): string {
  const { articles, duplicates, skipped, failed, words, clusters, failures, remarks } = tally;
  const report: RunReport = {
    schema: "ingest.report/1",
    version: VERSION,
    documents: articles + duplicates + skipped + failed,
    articles,
    duplicates,
    skipped,
    failed,
    words,
    words_dropped: Object.fromEntries([...tally.dropped].toSorted(byName)),
    clusters,
    largest_cluster: tally.largestCluster,
    related: Object.fromEntries([...tally.related].toSorted(byName)),
    failures: failures.map(({ path, message }) => ({ path, message })),
    remarks: remarks.map(({ path, severity, message }) => ({ path, severity, message })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The tally as Markdown, for a summary page or a comment. */
export function markdownReport(tally: Tally): string {
  const { articles, duplicates, skipped, failed } = tally;
  const warnings = tally.remarks.filter((remark) => remark.severity === "warning");
  const others = tally.remarks.filter((remark) => remark.severity === "info");
  return [
    "## ingest",
    "",
    "| documents | articles | duplicates | skipped | failed |",
    "| ---: | ---: | ---: | ---: | ---: |",
    `| ${[articles + duplicates + skipped + failed, articles, duplicates, skipped, failed].map(count).join(" | ")} |`,
    "",
    ...table("Failed", tally.failures),
    ...table("Warnings", warnings),
    ...table("Duplicates and skipped", others),
  ].join("\n");
}

function table(title: string, remarks: readonly Remark[]): string[] {
  if (remarks.length === 0) return [];
  const rows = remarks.slice(0, ROWS_MAX).map(({ path, message }) => `| ${cell(path)} | ${cell(message)} |`);
  const rest = remarks.length > ROWS_MAX ? [`| … | ${count(remarks.length - ROWS_MAX)} more, in the manifest |`] : [];
  return [`### ${title}`, "", "| record | |", "| --- | --- |", ...rows, ...rest, ""];
}

/** A cell that shows its text and nothing else: what a stranger named a file must not become structure or a link. */
function cell(text: string): string {
  const quoted = printable(text).replace(/[`|\\]/g, (c) => (c === "`" ? "'" : `\\${c}`));
  return `\`${quoted}\``;
}

/** Workflow commands, which the runner reads from stderr as well as from stdout: the product stays pure. */
export function annotations(tally: Tally): string {
  const lines = (level: "error" | "warning", remarks: readonly Remark[]): string[] =>
    remarks.slice(0, ANNOTATIONS_MAX).map(({ path, message }) => `::${level} title=ingest::${data(`${path}: ${message}`)}\n`);
  const warnings = tally.remarks.filter((remark) => remark.severity === "warning");
  return [...lines("error", tally.failures), ...lines("warning", warnings)].join("");
}

/** Text of a workflow command: one line, "%" escaped, so that it cannot begin another command. */
function data(text: string): string {
  return printable(text).replaceAll("%", "%25");
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
