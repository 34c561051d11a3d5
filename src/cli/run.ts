/** `ingest [path|glob|-]...`: what is asked for, and what there is of it. The job itself: job.ts. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { HIDDEN } from "../io/collection-names.ts";
import { discover, type Discovery } from "../io/discover.ts";
import { optimiseFor } from "../io/engine.ts";
import { hashingThread } from "../io/hash-ahead.ts";
import { listenForSignals } from "../io/signals.ts";
import { openConsole } from "./console.ts";
import type { Destination } from "./job.ts";
import { FOLDER_DEFAULT, type Settings } from "./settings.ts";
import { suggest } from "./suggest.ts";
import { checkNamed, UsageError } from "./usage-error.ts";

/** Documents that are recognised in the time that one takes that is new, for what optimising early gains; at a guess. */
const KNOWN_AGAINST_NEW = 10;

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
    checkNamed(inputs);
    if (settings.reports.length > 0) await (await import("./report.ts")).checkReports(settings.reports, console);
    const workers = settings.workers ?? availableParallelism();
    const { folder } = destination;
    // Where nothing is known there is nothing to recognise.
    const hashing = hashingThread(folder !== undefined && existsSync(join(folder, HIDDEN)) ? workers - 1 : 0);
    const discovery = await discover(inputs, { workingFolder: console.workingFolder, output: folder, onFound: hashing.expect });
    await checkDiscovery(inputs, console.workingFolder, discovery);
    // Telling that so many are as they were is work for the engine, too, if the least of it.
    optimiseFor(discovery.sources.length / KNOWN_AGAINST_NEW);
    // Begun before what the job is made of is loaded.
    const hashes = hashing.begin(discovery.sources);
    try {
      const { Job } = await import("./job.ts");
      return await new Job({ settings, console, destination, interruption, hashes, workers }).do(discovery);
    } finally {
      hashes.stop();
    }
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
  if (path === "help") return "See ingest --help.";
  const command = await suggest(path, COMMAND_NAMES);
  if (command !== undefined) return command.replace("mean", "mean the command");
  const folder = dirname(path);
  const names = await readdir(resolve(workingFolder, folder)).catch(() => []);
  return suggest(
    path,
    names.map((name) => (folder === "." ? name : `${folder}/${name}`)),
  );
}
