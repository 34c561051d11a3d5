/** `ingest [path|glob|-]...`: the main job. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isDamageOf, type Collection, type OpenRequest } from "../collection/collection.ts";
import { expectNew } from "../collection/glimpse.ts";
import { ingestInto, type IntoPorts, type IntoReport } from "../collection/into.ts";
import { temporaryStore } from "../collection/temporary.ts";
import { HIDDEN } from "../io/collection-names.ts";
import { openWorkers } from "../collection/workers.ts";
import { toLine } from "../emit/record.ts";
import { ALONE } from "../flow/crew.ts";
import type { IngestRequest } from "../flow/ports.ts";
import { settleInputs } from "../ingest.ts";
import { discover, type Discovery } from "../io/discover.ts";
import { hashAhead, type HashAhead } from "../io/hash-ahead.ts";
import { type FileMark, openBytes, pause } from "../io/open.ts";
import { faultHint, faultText, isSystemFault } from "../io/faults.ts";
import { printable } from "../io/printable.ts";
import { openProgress, type ProgressView } from "../io/progress.ts";
import { listenForSignals, type Interruption } from "../io/signals.ts";
import { count } from "../text/quantities.ts";
import { complain, openConsole, type Console } from "./console.ts";
import { openForReading, openForWriting } from "./open-collection.ts";
import { writeReports } from "./report.ts";
import { FOLDER_DEFAULT, type Settings } from "./settings.ts";
import { suggest } from "./suggest.ts";
import { summary } from "./summary.ts";
import { takeTally, type Tally, type TallyTaker } from "./tally.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Where the product of a run goes. */
interface Destination {
  /** Absolute path of the output folder; undefined when no files are written. */
  readonly folder: string | undefined;
  /** What is printed on stdout. */
  readonly stdout: "records" | "markdown" | "nothing";
}

const COMMAND_NAMES: readonly string[] = ["run", "explain", "compare", "status", "verify", "forget", "schema"];

/** Runs the job; the exit status. Throws UsageError for what the person can mend. */
export async function run(inputs: readonly string[], settings: Settings): Promise<number> {
  const interruption = listenForSignals();
  try {
    const destination = destinationOf(inputs, settings, process.cwd());
    const console = openConsole(settings.color, () => {
      // Where stdout is all there is, nobody wants more; a folder is to be filled all the same.
      if (destination.folder === undefined) interruption.stop();
    });
    // A variable that is not set would stand for the folder one is in.
    if (inputs.includes("")) throw new UsageError("an input has no name", 'Is a variable not set? The folder you are in is ".".');
    const discovery = await discover(inputs, { workingFolder: console.workingFolder, output: destination.folder });
    await checkDiscovery(inputs, console.workingFolder, discovery);
    return await new Run({ settings, console, destination, interruption }).go(discovery);
  } finally {
    interruption.dispose();
  }
}

function destinationOf(inputs: readonly string[], settings: Settings, workingFolder: string): Destination {
  const out = settings.out ?? (inputs.length === 1 && inputs[0] === "-" ? "-" : undefined);
  if (settings.json) {
    if (settings.out === "-") {
      throw new UsageError("--json and --out - would both write to stdout", "Leave out --out: --json prints records there anyway.");
    }
    return { folder: settings.out === undefined ? undefined : resolve(workingFolder, settings.out), stdout: "records" };
  }
  if (out === "-") return { folder: undefined, stdout: "markdown" };
  return { folder: resolve(workingFolder, out ?? FOLDER_DEFAULT), stdout: "nothing" };
}

/** What makes it pointless to begin. One path of several missing is no such thing: it fails by itself, and the others go on. */
async function checkDiscovery(inputs: readonly string[], workingFolder: string, discovery: Discovery): Promise<void> {
  const { missing, unmatched, inOutput } = discovery;
  if (unmatched.length > 0) throw new UsageError(`nothing matches ${unmatched.join(", ")}`);
  if (inOutput.length > 0) {
    throw new UsageError(
      `${inOutput.join(", ")} is in the output folder, whose files are results and no input`,
      "Name another output folder with --out.",
    );
  }
  if (missing.length > 0 && missing.length === inputs.length) {
    const hint = missing.length === 1 ? await hintFor(missing[0] ?? "", workingFolder) : undefined;
    throw new UsageError(`no such file or folder: ${missing.join(", ")}`, hint);
  }
}

/** Names near to a path that is not there: the commands, and what lies where it should be. */
async function hintFor(path: string, workingFolder: string): Promise<string | undefined> {
  const command = await suggest(path, COMMAND_NAMES);
  if (command !== undefined) return command.replace("mean", "mean the command");
  const folder = dirname(path);
  const names = await readdir(resolve(workingFolder, folder)).catch(() => []);
  return suggest(
    path,
    names.map((name) => (folder === "." ? name : `${folder}/${name}`)),
  );
}

interface RunParts {
  readonly settings: Settings;
  readonly console: Console;
  readonly destination: Destination;
  readonly interruption: Interruption;
}

/** What a pass over all records is given. */
interface PassParts {
  readonly progress: ProgressView;
  readonly mark: FileMark;
  readonly hashes: HashAhead;
  readonly workers: number;
}

/** One run: inputs in, files and records out. */
class Run {
  readonly #settings: Settings;
  readonly #console: Console;
  readonly #destination: Destination;
  readonly #interruption: Interruption;
  #tally: TallyTaker = takeTally();
  #hasPrinted = false;
  #stdoutFault: unknown;

  constructor({ settings, console, destination, interruption }: RunParts) {
    this.#settings = settings;
    this.#console = console;
    this.#destination = destination;
    this.#interruption = interruption;
  }

  async go({ sources, refused, roots }: Discovery): Promise<number> {
    const { err, now } = this.#console;
    const start = now();
    const mark: FileMark = { position: 0, size: 0 };
    const within = (): number => (mark.size === 0 ? 0 : mark.position / mark.size);
    const progress = openProgress(this.#settings.quiet ? "none" : this.#settings.progress, err, now, within);
    const { refresh, prune } = this.#settings;
    const request: IngestRequest = { inputs: [...sources, ...refused], options: this.#settings, version: VERSION, roots, refresh, prune };
    const { signal } = this.#interruption;
    const workers = this.#settings.workers ?? availableParallelism();
    const { folder } = this.#destination;
    // Where nothing is known there is nothing to recognise.
    const hashes = hashAhead(folder !== undefined && existsSync(join(folder, HIDDEN)) ? sources : [], workers - 1);
    try {
      const report = await this.#pass(request, { progress, mark, hashes, workers });
      await this.#console.out.settle();
      progress.clear();
      return await this.#conclude(report, now() - start);
    } catch (error) {
      progress.clear();
      if (!signal.aborted) throw error;
      return await this.#interrupted();
    } finally {
      hashes.stop();
    }
  }

  /** All records; undefined when there is no folder to report on. */
  async #pass(request: IngestRequest, { progress, mark, hashes, workers }: PassParts): Promise<IntoReport | undefined> {
    const { folder } = this.#destination;
    const reference = await this.#openReference();
    const crew = openWorkers(workers);
    const ports: IntoPorts = {
      open: (source) => openBytes(source, mark),
      hash: hashes.of,
      look: hashes.look,
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
    return against === undefined ? undefined : openForReading(resolve(this.#console.workingFolder, against), against);
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
          `cannot write to the output folder ${folder}: ${faultText(error)}`,
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
    let paths: ReadonlySet<string> | undefined;
    const isOurs = (path: string): boolean => (paths ??= pathsOf(request)).has(path);
    try {
      for (const announcement of collection.announcements) await this.#announce(announcement);
      const records = ingestInto(collection, { ...request, version: VERSION, restore }, ports);
      for (let next = await records.next(); ; next = await records.next()) {
        if (next.done === true) return next.value;
        for (const kept of next.value) {
          // Documents of earlier runs of which something changed come too; they are no records of this run.
          if (!kept.isUnchanged && !isOurs(kept.settled.provenance.source)) continue;
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

function pathsOf({ inputs }: IngestRequest): ReadonlySet<string> {
  return new Set(inputs.map((input) => ("fate" in input ? input.provenance.source : input.path)));
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
