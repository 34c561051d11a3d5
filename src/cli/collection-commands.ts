/** `ingest status`, `verify` and `forget`: what a collection holds, whether its parts agree, and taking documents out. */
import { resolve } from "node:path";
import type { Collection } from "../collection/collection.ts";
import { HIDDEN } from "../io/collection-names.ts";
import { DATABASE } from "../collection/load.ts";
import { documentsNamed, status as statusOf, verify as verifyAll, type Status } from "../collection/inspect.ts";
import { ingestInto, type IntoReport } from "../collection/into.ts";
import { recordPath } from "../emit/record-path.ts";
import { openBytes } from "../io/open.ts";
import { printable } from "../io/printable.ts";
import { bytes, count, counted } from "../text/quantities.ts";
import type { DocumentId } from "../types.ts";
import { openConsole, type Console } from "./console.ts";
import { openForReading, openForWriting } from "./open-collection.ts";
import { FOLDER_DEFAULT, type Settings } from "./settings.ts";
import { suggest } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Names shown of a list that may be long. */
const NAMES_SHOWN = 20;

/** What the output folder holds; the exit status. */
export async function status(settings: Settings): Promise<number> {
  const console = openConsole(settings.color);
  const collection = await openExisting(settings, console);
  try {
    await print(console, statusLines(statusOf(collection), folderName(settings)));
  } finally {
    collection.close();
  }
  return 0;
}

function statusLines({ documents, clusters, sources, files, hiddenBytes, unfinishedPages, writer }: Status, folder: string): string[] {
  const all = documents.article + documents.duplicate + documents.skipped + documents.failed;
  const changed = (names: readonly string[], what: string): string[] =>
    names.length === 0 ? [] : [`  ${counted(names.length, "file")} ${what} by hand: ${some(names)}`];
  return [
    `${folder}: ${counted(all, "document")} of ${counted(sources, "source")}`,
    `  ${counted(documents.article, "article")}, ${counted(documents.duplicate, "duplicate")} in ${counted(clusters, "cluster")}, ` +
      `${count(documents.skipped)} skipped, ${count(documents.failed)} failed`,
    `  ${counted(files.unchanged, "file")} as written`,
    ...changed(files.edited, "edited"),
    ...changed(files.removed, "deleted"),
    `  ${bytes(hiddenBytes)} kept for the next run`,
    ...(unfinishedPages > 0 ? [`  ${counted(unfinishedPages, "page")} of a run that did not finish; the next one goes on from there`] : []),
    ...(writer === undefined ? [] : [`  being written by process ${writer.process} on ${writer.host} since ${writer.since}`]),
  ];
}

/** Whether files, manifest, segments and database agree; the exit status: 3 when they do not. */
export async function verify(settings: Settings): Promise<number> {
  const console = openConsole(settings.color);
  const collection = await openExisting(settings, console);
  try {
    const { documents, files, frames, disagreements } = verifyAll(collection);
    const lines = disagreements.map(({ part, about, problem }) => `${part}: ${printable(about)}: ${printable(problem)}`);
    const held = `${counted(documents, "document")}, ${counted(files, "file")}, ${counted(frames, "entry", "entries")} of the log`;
    lines.push(disagreements.length === 0 ? `All agree: ${held}.` : `${counted(disagreements.length, "disagreement")} among ${held}.`);
    const parts = new Set(disagreements.map(({ part }) => part));
    if (parts.has("segments") || parts.has("database")) {
      // Made again, the index leaves out what is damaged; what others said of that is told by deciding everything anew.
      const again = parts.has("segments") ? "ingest on the inputs again, with --refresh" : "ingest on any of the inputs again";
      lines.push(`To put that right: remove ${folderName(settings)}/${HIDDEN}/${DATABASE}, and run ${again}.`);
    }
    await print(console, lines);
    return disagreements.length === 0 ? 0 : 3;
  } finally {
    collection.close();
  }
}

/** Takes documents out of the output folder; the exit status. */
export async function forget(names: readonly string[], settings: Settings): Promise<number> {
  const console = openConsole(settings.color);
  // Looked at first: a folder that is no collection must not become one.
  (await openExisting(settings, console)).close();
  const collection = await openForWriting(resolve(console.workingFolder, settings.out ?? FOLDER_DEFAULT), { isDryRun: settings.dryRun });
  try {
    const rows = (await Promise.all(names.map(async (name) => namedBy(collection, name)))).flat();
    const report = await takeOut(collection, new Set(rows.map(({ id }) => id)), settings);
    const out = report.removed.map(({ provenance }) => recordPath(provenance));
    await print(console, [
      `${settings.dryRun ? "Would take" : "Took"} out ${counted(out.length, "document")} (${some(out)}), ${counted(report.removedFiles.length, "file")}.`,
      ...(report.written > 0 ? [`${counted(report.written, "other file")} changed with them.`] : []),
    ]);
  } finally {
    collection.close();
  }
  return 0;
}

async function takeOut(collection: Collection, ids: ReadonlySet<DocumentId>, options: Settings): Promise<IntoReport> {
  const records = ingestInto(collection, { inputs: [], options, version: VERSION, forget: ids }, { open: openBytes });
  for (;;) {
    const next = await records.next();
    if (next.done === true) return next.value;
  }
}

async function namedBy(collection: Collection, name: string): Promise<ReturnType<typeof documentsNamed>> {
  const rows = documentsNamed(collection, name);
  if (rows.length > 0) return rows;
  const hint = await suggest(
    name,
    collection.rows.slice(0, 10_000).map(({ provenance }) => recordPath(provenance)),
  );
  throw new UsageError(`the collection has no document "${name}"`, hint ?? "Name a path as the manifest has it, an id, or a written .md.");
}

async function openExisting(settings: Settings, console: Console): Promise<Collection> {
  const folder = resolve(console.workingFolder, settings.out ?? FOLDER_DEFAULT);
  const collection = await openForReading(folder, folderName(settings), "Name one with --out.");
  for (const announcement of collection.announcements) await console.err.write(`${printable(announcement)}\n`);
  return collection;
}

function folderName(settings: Settings): string {
  return printable(settings.out ?? FOLDER_DEFAULT);
}

function some(names: readonly string[]): string {
  return names.slice(0, NAMES_SHOWN).map(printable).join(", ") + (names.length > NAMES_SHOWN ? ", …" : "");
}

async function print(console: Console, lines: readonly string[]): Promise<void> {
  await console.out.write(lines.map((line) => `${line}\n`).join(""));
  await console.out.settle();
}
