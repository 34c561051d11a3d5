/** `ingest [path|glob|-]...`: the main job. */
import { readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { emit } from "../emit/emit.ts";
import { toLine, toManifestRecord } from "../emit/record.ts";
import { ingest } from "../ingest.ts";
import { discover, type Discovery } from "../io/discover.ts";
import { openBytes } from "../io/open.ts";
import { printable } from "../io/printable.ts";
import { openProgress } from "../io/progress.ts";
import { listenForSignals, type Interruption } from "../io/signals.ts";
import { counted } from "../text/quantities.ts";
import type { Outcome, Source, Unreadable } from "../types.ts";
import { complain, openConsole, type Console } from "./console.ts";
import { openOutputFolder, type OutputFolder } from "./output-folder.ts";
import { writeReports } from "./report.ts";
import type { Settings } from "./settings.ts";
import { summary, type Written } from "./summary.ts";
import { takeTally, type Tally, type TallyTaker } from "./tally.ts";
import { suggest } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Where the product of a run goes. */
interface Destination {
  /** Absolute path of the output folder; undefined when no files are written. */
  readonly folder: string | undefined;
  /** What is printed on stdout. */
  readonly stdout: "records" | "markdown" | "nothing";
}

const COMMAND_NAMES: readonly string[] = ["run", "explain", "compare", "schema"];

const FOLDER_DEFAULT = "ingested";

/** Runs the job; the exit status. Throws UsageError for what the person can mend. */
export async function run(inputs: readonly string[], settings: Settings): Promise<number> {
  const interruption = listenForSignals();
  try {
    const console = openConsole(settings.color, () => {
      interruption.stop();
    });
    const destination = destinationOf(inputs, settings, console.workingFolder);
    const discovery = await discover(inputs, { workingFolder: console.workingFolder, output: destination.folder });
    await checkDiscovery(inputs, console.workingFolder, discovery);
    return await new Run(settings, console, destination, interruption).go([...discovery.sources, ...discovery.refused]);
  } finally {
    interruption.dispose();
  }
}

function destinationOf(inputs: readonly string[], settings: Settings, workingFolder: string): Destination {
  const out = settings.out ?? (inputs.length === 1 && inputs[0] === "-" ? "-" : undefined);
  if (settings.json) {
    if (settings.out === "-")
      throw new UsageError("--json and --out - would both write to stdout", "Leave out --out: --json prints records there anyway.");
    return { folder: settings.out === undefined ? undefined : resolve(workingFolder, settings.out), stdout: "records" };
  }
  if (out === "-") return { folder: undefined, stdout: "markdown" };
  return { folder: resolve(workingFolder, out ?? FOLDER_DEFAULT), stdout: "nothing" };
}

/** What makes it pointless to begin. One path of several missing is no such thing: it fails by itself, and the others go on. */
async function checkDiscovery(
  inputs: readonly string[],
  workingFolder: string,
  { sources, refused, missing, unmatched, inOutput }: Discovery,
): Promise<void> {
  if (unmatched.length > 0) throw new UsageError(`nothing matches ${unmatched.join(", ")}`);
  if (inOutput.length > 0) {
    throw new UsageError(
      `${inOutput.join(", ")} is in the output folder, whose files are results and no input`,
      "Name another output folder with --out.",
    );
  }
  if (missing.length > 0 && missing.length === inputs.length) {
    throw new UsageError(
      `no such file or folder: ${missing.join(", ")}`,
      missing.length === 1 ? await hintFor(missing[0] ?? "", workingFolder) : undefined,
    );
  }
  if (sources.length + refused.length > 0 && sources.length === 0 && refused.length === missing.length)
    throw new UsageError("no input could be found");
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

/** One run: outcomes in, files and records out. */
class Run {
  readonly #settings: Settings;
  readonly #console: Console;
  readonly #destination: Destination;
  readonly #interruption: Interruption;
  readonly #tally: TallyTaker = takeTally();
  #files = 0;
  #changed = 0;

  constructor(settings: Settings, console: Console, destination: Destination, interruption: Interruption) {
    this.#settings = settings;
    this.#console = console;
    this.#destination = destination;
    this.#interruption = interruption;
  }

  async go(inputs: readonly (Source | Unreadable)[]): Promise<number> {
    const start = this.#console.now();
    const { folder } = this.#destination;
    const output = folder === undefined ? undefined : await openOutputFolder(folder, { isDryRun: this.#settings.dryRun });
    const progress = openProgress(this.#settings.quiet ? "none" : this.#settings.progress, this.#console.err, this.#console.now);
    const { signal } = this.#interruption;
    try {
      const outcomes = ingest(
        { inputs, options: this.#settings },
        {
          open: openBytes,
          signal,
          onProgress: (position) => {
            progress.show(position);
          },
        },
      );
      for await (const outcome of outcomes) {
        if (signal.aborted) break;
        await this.#take(outcome, output);
      }
    } catch (error) {
      output?.abandon();
      if (!signal.aborted) throw error;
    } finally {
      progress.clear();
    }
    if (signal.aborted) return this.#interrupted(output);
    await this.#console.out.settle();
    const written = await this.#finish(output);
    return this.#conclude(written, this.#console.now() - start);
  }

  async #take(outcome: Outcome, output: OutputFolder | undefined): Promise<void> {
    this.#tally.add(outcome);
    const { article } = outcome;
    const isArticle = outcome.fate.kind === "article" && article !== undefined;
    const name = isArticle && output !== undefined ? output.nameFor(article) : undefined;
    const { record, file } = emit(outcome, this.#settings, { version: VERSION, fileName: name });
    const { out } = this.#console;
    if (this.#destination.stdout === "records") await out.write(toLine(record));
    if (this.#destination.stdout === "markdown" && file !== undefined) await out.write(file);
    if (output === undefined) return;
    if (file !== undefined && name !== undefined) {
      this.#files++;
      if ((await output.write(name, file)) === "written") this.#changed++;
    }
    output.record(toLine(toManifestRecord(record)));
  }

  async #finish(output: OutputFolder | undefined): Promise<Written | undefined> {
    if (output === undefined) return undefined;
    const { isManifestNew, removed } = await output.finish();
    const folder = this.#settings.out ?? FOLDER_DEFAULT;
    return { folder, isDryRun: this.#settings.dryRun, files: this.#files, changed: this.#changed, removed: removed.length, isManifestNew };
  }

  async #conclude(written: Written | undefined, elapsedMs: number): Promise<number> {
    const { err } = this.#console;
    const tally = this.#tally.take();
    if (this.#settings.verbose)
      for (const remark of tally.remarks) await err.write(`${printable(remark.path)}: ${printable(remark.message)}\n`);
    if (!this.#settings.quiet) await err.write(summary(tally, written, elapsedMs, err));
    else for (const failure of tally.failures) await complain(this.#console, `${failure.path}: ${failure.message}`);
    await writeReports(this.#settings.reports, tally, this.#console);
    return exitStatus(tally, this.#settings);
  }

  async #interrupted(output: OutputFolder | undefined): Promise<number> {
    output?.abandon();
    // A full disk behind stdout ends the run too, but not in peace.
    await this.#console.out.settle();
    const { status } = this.#interruption;
    // The reader of stdout has had enough: that is an end like any other.
    if (status === undefined) return 0;
    const done =
      output === undefined
        ? ""
        : ` ${counted(this.#files, "file")} in ${this.#settings.out ?? FOLDER_DEFAULT} ${this.#files === 1 ? "is" : "are"} whole;`;
    await complain(this.#console, `interrupted.${done} the same command goes on from here.`);
    return status;
  }
}

/** 0 done, 1 found what --fail-on names, 3 done but some inputs failed. 3 wins over 1 unless `failed` was named. */
export function exitStatus(tally: Tally, { failOn }: Pick<Settings, "failOn">): number {
  const counts = { duplicate: tally.duplicates, skipped: tally.skipped, failed: tally.failed, empty: tally.articles === 0 ? 1 : 0 };
  if (tally.failed > 0 && !failOn.includes("failed")) return 3;
  return failOn.some((what) => counts[what] > 0) ? 1 : 0;
}
