/** One run of the command: a pass over all records, and what is said at its end. */
import { resolve } from "node:path";
import { isDamageOf, type Collection, type OpenRequest } from "../collection/collection.ts";
import { expectNew } from "../collection/glimpse.ts";
import { ingestInto, type IntoPorts, type IntoReport } from "../collection/into.ts";
import { temporaryStore } from "../collection/temporary.ts";
import { openWorkers } from "../collection/workers.ts";
import { toLine } from "../emit/record.ts";
import { ALONE } from "../flow/crew.ts";
import type { IngestRequest } from "../flow/ports.ts";
import { settleInputs } from "../ingest.ts";
import type { Discovery } from "../io/discover.ts";
import { faultHint, faultTextIn, isSystemFault } from "../io/faults.ts";
import type { HashAhead } from "../io/hash-ahead.ts";
import { type FileMark, openBytes, pause } from "../io/open.ts";
import { printable } from "../io/printable.ts";
import { openProgress, type ProgressView } from "../io/progress.ts";
import type { Interruption } from "../io/signals.ts";
import { count } from "../text/quantities.ts";
import { complain, type Console } from "./console.ts";
import { openForReading, openForWriting } from "./open-collection.ts";
import { writeReports } from "./report.ts";
import { FOLDER_DEFAULT, type Settings } from "./settings.ts";
import { summary } from "./summary.ts";
import { takeTally, type Tally, type TallyTaker } from "./tally.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Where the product of a run goes. */
export interface Destination {
  /** Absolute path of the output folder; undefined when no files are written. */
  readonly folder: string | undefined;
  /** What is printed on stdout. */
  readonly stdout: "records" | "markdown" | "nothing";
}

export interface JobParts {
  readonly settings: Settings;
  readonly console: Console;
  readonly destination: Destination;
  readonly interruption: Interruption;
  readonly hashes: HashAhead;
  readonly workers: number;
}

/** One run: inputs in, files and records out. */
export class Job {
  readonly #settings: Settings;
  readonly #console: Console;
  readonly #destination: Destination;
  readonly #interruption: Interruption;
  readonly #hashes: HashAhead;
  readonly #workers: number;
  #tally: TallyTaker = takeTally();
  #hasPrinted = false;
  #stdoutFault: unknown;

  constructor({ settings, console, destination, interruption, hashes, workers }: JobParts) {
    this.#settings = settings;
    this.#console = console;
    this.#destination = destination;
    this.#interruption = interruption;
    this.#hashes = hashes;
    this.#workers = workers;
  }

  /** Does it; the exit status. */
  async do({ sources, refused, roots }: Discovery): Promise<number> {
    const { err, now } = this.#console;
    const start = now();
    const mark: FileMark = { position: 0, size: 0 };
    const within = (): number => (mark.size === 0 ? 0 : mark.position / mark.size);
    const progress = openProgress(this.#settings.quiet ? "none" : this.#settings.progress, err, now, within);
    const { refresh, prune } = this.#settings;
    const request: IngestRequest = { inputs: [...sources, ...refused], options: this.#settings, version: VERSION, roots, refresh, prune };
    const { signal } = this.#interruption;
    try {
      const report = await this.#pass(request, progress, mark);
      await this.#console.out.settle();
      progress.clear();
      return await this.#conclude(report, now() - start);
    } catch (error) {
      progress.clear();
      if (!signal.aborted) throw error;
      return await this.#interrupted();
    }
  }

  /** All records; undefined when there is no folder to report on. */
  async #pass(request: IngestRequest, progress: ProgressView, mark: FileMark): Promise<IntoReport | undefined> {
    const { folder } = this.#destination;
    const reference = await this.#openReference();
    const crew = openWorkers(this.#workers);
    const ports: IntoPorts = {
      open: (source) => openBytes(source, mark),
      hash: this.#hashes.of,
      look: this.#hashes.look,
      pause,
      crew,
      signal: this.#interruption.signal,
      reference: reference?.store,
      onProgress: (position) => {
        progress.show(position);
      },
    };
    try {
      if (folder !== undefined) return await this.#passIntoMended(folder, request, ports);
      await this.#passBy(request, ports);
      return undefined;
    } finally {
      await crew.rest();
      reference?.close();
    }
  }

  async #openReference(): Promise<Collection | undefined> {
    const { against } = this.#settings;
    if (against === undefined) return undefined;
    const reference = await openForReading(resolve(this.#console.workingFolder, against), against);
    for (const announcement of reference.announcements) await this.#announce(`${against}: ${announcement}`);
    return reference;
  }

  /** Without an output folder: records or articles on stdout. */
  async #passBy(request: IngestRequest, ports: IntoPorts): Promise<void> {
    const { out } = this.#console;
    const { emit } = await import("../emit/emit.ts");
    const store = temporaryStore();
    try {
      for await (const stretch of settleInputs(request, { ...ports, store })) {
        for (const settlement of stretch) {
          const outcome = await settlement.outcome();
          this.#tally.add(outcome, { words: outcome.words, isUnchanged: false });
          const { record, file } = emit(outcome, this.#settings, { version: VERSION, fileName: undefined });
          if (this.#destination.stdout === "records") await out.write(toLine(record));
          else if (file !== undefined) await out.write(file);
          this.#interruption.signal.throwIfAborted();
        }
      }
    } finally {
      store.close();
    }
  }

  /** Damage that shows while the run goes on is put right, and the run begins again. */
  async #passIntoMended(folder: string, request: IngestRequest, ports: IntoPorts): Promise<IntoReport> {
    try {
      return await this.#passInto(folder, request, ports, { isDistrusted: false });
    } catch (error) {
      const isOfFolder = isSystemFault(error) && faultHint(error) === undefined && error !== this.#stdoutFault;
      if (isOfFolder && !this.#interruption.signal.aborted)
        throw new UsageError(
          `cannot write to the output folder ${folder}: ${faultTextIn(folder, error)}`,
          "The same command goes on from what is done.",
        );
      const { against } = this.#settings;
      if (against !== undefined && isDamageOf(resolve(this.#console.workingFolder, against), error))
        throw new UsageError(`${against} is damaged`, `ingest verify -o ${against} tells how to put that right.`);
      if (!isDamageOf(folder, error)) throw error;
      this.#tally = takeTally();
      if (!this.#hasPrinted) return await this.#passInto(folder, request, ports, { isDistrusted: true });
      (await openForWriting(folder, { isDryRun: this.#settings.dryRun, isDistrusted: true })).close();
      throw new UsageError("the collection is damaged, and some records were printed before that showed", "Run the same command again.");
    }
  }

  async #passInto(
    folder: string,
    request: IngestRequest,
    ports: IntoPorts,
    { isDistrusted }: { readonly isDistrusted: boolean },
  ): Promise<IntoReport> {
    const { dryRun, restore, json } = this.#settings;
    const onIndex: OpenRequest["onIndex"] = (index) => expectNew(request.inputs, index, ports.crew ?? ALONE);
    const collection = await openForWriting(folder, { isDryRun: dryRun, isDistrusted, onIndex });
    try {
      for (const announcement of collection.announcements) await this.#announce(announcement);
      const records = ingestInto(collection, { ...request, version: VERSION, restore }, ports);
      for (let next = await records.next(); ; next = await records.next()) {
        if (next.done === true) return next.value;
        for (const kept of next.value) {
          if (!kept.isInput) continue;
          this.#tally.add(kept.settled, kept);
          if (json) await this.#print(toLine((await kept.emission()).record));
          this.#interruption.signal.throwIfAborted();
        }
      }
    } finally {
      collection.close();
    }
  }

  async #print(line: string): Promise<void> {
    this.#hasPrinted = true;
    try {
      await this.#console.out.write(line);
    } catch (error) {
      this.#stdoutFault = error;
      throw error;
    }
  }

  async #announce(text: string): Promise<void> {
    if (!this.#settings.quiet) await this.#console.err.write(`${printable(text)}\n`);
  }

  async #conclude(report: IntoReport | undefined, elapsedMs: number): Promise<number> {
    const { err } = this.#console;
    const tally = this.#tally.take();
    if (this.#settings.verbose) {
      for (const remark of tally.remarks) await err.write(`${printable(remark.path)}: ${printable(remark.message)}\n`);
    }
    if (this.#settings.quiet) for (const failure of tally.failures) await complain(this.#console, `${failure.path}: ${failure.message}`);
    else {
      const written =
        report === undefined ? undefined : { ...report, folder: this.#settings.out ?? FOLDER_DEFAULT, isDryRun: this.#settings.dryRun };
      await err.write(summary({ tally, written, elapsedMs, isVerbose: this.#settings.verbose }, err));
      if (exitStatus(tally, this.#settings) === 1)
        await err.write(`status 1: ${foundBy(tally, this.#settings).join(", ")}, by --fail-on\n`);
    }
    await writeReports(this.#settings.reports, tally, this.#console);
    return exitStatus(tally, this.#settings);
  }

  async #interrupted(): Promise<number> {
    // A full disk behind stdout ends the run too, but not in peace.
    await this.#console.out.settle();
    const { status } = this.#interruption;
    // The reader of stdout has had enough: that is an end like any other.
    if (status === undefined) return 0;
    const kept = this.#destination.folder === undefined ? "" : " What is done is kept;";
    await complain(this.#console, `interrupted.${kept} the same command goes on from here.`);
    return status;
  }
}

/** 0 done, 1 found what --fail-on names, 3 done but some inputs failed. 3 wins over 1 unless `failed` was named. */
export function exitStatus(tally: Tally, settings: Pick<Settings, "failOn">): number {
  if (tally.failed > 0 && !settings.failOn.includes("failed")) return 3;
  return foundBy(tally, settings).length > 0 ? 1 : 0;
}

/** What --fail-on names and was found, with how many of it: "duplicate (1)", "empty". */
function foundBy({ duplicates, skipped, failed, articles }: Tally, { failOn }: Pick<Settings, "failOn">): string[] {
  const counts = { duplicate: duplicates, skipped, failed };
  return [...new Set(failOn)].flatMap((what) => {
    if (what === "empty") return articles === 0 ? [what] : [];
    return counts[what] > 0 ? [`${what} (${count(counts[what])})`] : [];
  });
}
