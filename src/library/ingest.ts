/** `ingest` for programs: what the command line does, record by record, without a terminal. */
import { resolve } from "node:path";
import { isCollection, openCollection, type Collection } from "../collection/collection.ts";
import type { FileFate } from "../collection/article-files.ts";
import { ingestInto, type IntoReport } from "../collection/into.ts";
import { temporaryStore } from "../collection/temporary.ts";
import { openWorkers } from "../collection/workers.ts";
import { emit } from "../emit/emit.ts";
import type { IngestRecord } from "../emit/record.ts";
import { detached } from "../flow/detached.ts";
import type { IngestPorts, IngestRequest, Progress } from "../flow/ports.ts";
import { ingest as ingestOutcomes } from "../ingest.ts";
import { pause } from "../io/open.ts";
import { VERSION } from "../io/version.ts";
import type { Options } from "../options.ts";
import type { Outcome } from "../types.ts";
import { openInputs, type Input } from "./inputs.ts";
import { optionsOf } from "./options.ts";

/** Everything is optional; options that are left out have the defaults of the command line. */
export interface IngestSettings extends Partial<Options> {
  /** Folder of the collection that the articles are written to. Without it nothing is written. */
  readonly out?: string | undefined;
  /** Another collection, whose articles copies are found of; it is only read. */
  readonly against?: string | undefined;
  /** With `out`: say what would be done, and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** With `out`: decide everything again that the collection holds. */
  readonly refresh?: boolean | undefined;
  /** With `out`: take out what came from inputs that are gone. */
  readonly prune?: boolean | undefined;
  /** With `out`: write the files again that a person has edited or removed. */
  readonly restore?: boolean | undefined;
  /** Worker threads for large inputs; the result never depends on it. undefined: as many as there are cores. */
  readonly workers?: number | undefined;
  /** Folder that paths are relative to; undefined: the working folder. */
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** One input record, with its fate. */
export interface IngestResult {
  /** As `--json` prints it: plain data. */
  readonly record: IngestRecord;
  /** The Markdown file with its front matter; undefined unless the record became an article. */
  readonly file: string | undefined;
  /** With `out`: name of the file and what was done about it. */
  readonly written: { readonly name: string; readonly fate: FileFate } | undefined;
  /** With `out`: an earlier run left it so, and nothing was done. */
  readonly isUnchanged: boolean;
  /** Everything that is known, every block with its decision. */
  readonly outcome: Outcome;
}

/**
 * Reads, cleans and compares the inputs. Yields one result a record, ordered by path; with `out` also the documents of the collection of
 * which something changed. Records wait until all are known, unless `dedupe` and `siteMemory` are off. The return value tells what was
 * done to the collection.
 *
 * Throws RangeError when an option's value means nothing, TypeError for what is no input, and Error when a glob matches nothing, when `against` is no collection, when the
 * collection is locked (LockedError) or cannot be written, and the signal's reason when it is aborted.
 * What is wrong with an input is a result with `record.status` "failed", never a throw.
 */
export async function* ingest(
  inputs: Input | readonly Input[],
  settings: IngestSettings = {},
): AsyncGenerator<IngestResult, IntoReport | undefined> {
  const options = optionsOf(settings);
  checkSettings(settings);
  const folder = resolve(settings.folder ?? "");
  const out = settings.out === undefined ? undefined : resolve(folder, settings.out);
  const { inputs: found, roots, open, hash } = await openInputs(isList(inputs) ? inputs : [inputs], { folder, output: out });
  const { refresh, prune, signal, onProgress } = settings;
  const request: IngestRequest = { inputs: found, options, version: VERSION, roots, refresh, prune };
  const crew = openWorkers(settings.workers);
  const reference = settings.against === undefined ? undefined : await openReference(resolve(folder, settings.against));
  const ports: IngestPorts = { open, hash, pause, crew, reference: reference?.store, signal, onProgress };
  try {
    if (out === undefined) return yield* withoutCollection(request, ports);
    const collection = await openCollection({ folder: out, write: settings.dryRun !== true });
    return yield* withCollection(collection, request, { ports, restore: settings.restore });
  } finally {
    reference?.close();
    await crew.rest();
  }
}

/** What is no option of the pipeline is checked as those are: what types say does not bind those that write JavaScript. */
function checkSettings(settings: IngestSettings): void {
  for (const name of ["out", "against", "folder"] as const) if (settings[name] === "") throw new RangeError(`${name}: "" names no folder`);
  const { workers, signal } = settings;
  if (workers !== undefined && !(Number.isSafeInteger(workers) && workers > 0))
    throw new RangeError(`workers: ${workers} is no whole number over 0`);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError("signal: it is no AbortSignal");
}

/** Compared with nothing, every copy would be an article. */
async function openReference(folder: string): Promise<Collection> {
  if (!isCollection(folder)) throw new Error(`${folder} is no collection: no run has written there`);
  return openCollection({ folder, write: false });
}

async function* withoutCollection(request: IngestRequest, ports: IngestPorts): AsyncGenerator<IngestResult, undefined> {
  const store = temporaryStore();
  try {
    for await (const outcome of ingestOutcomes(request, { ...ports, store })) {
      const { record, file } = emit(outcome, request.options, { version: VERSION, fileName: undefined });
      yield { record, file, written: undefined, isUnchanged: false, outcome };
    }
  } finally {
    store.close();
  }
}

async function* withCollection(
  collection: Collection,
  request: IngestRequest,
  { ports, restore }: { readonly ports: IngestPorts; readonly restore: boolean | undefined },
): AsyncGenerator<IngestResult, IntoReport> {
  const records = ingestInto(collection, { ...request, version: VERSION, restore }, ports);
  try {
    for (;;) {
      const next = await records.next();
      if (next.done === true) return next.value;
      for (const kept of next.value) {
        const { record, file } = await kept.emission();
        yield { record, file, written: kept.file, isUnchanged: kept.isUnchanged, outcome: detached(await kept.outcome()) };
      }
    }
  } finally {
    collection.close();
  }
}

function isList(inputs: Input | readonly Input[]): inputs is readonly Input[] {
  return Array.isArray(inputs);
}
