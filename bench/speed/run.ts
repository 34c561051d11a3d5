/**
 * Whole runs of the built command on generated drops: time, CPU, peak memory; workers and sizes compared; what a re-run and a later drop
 * cost against reading and hashing the files.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { writeDrop, type DropKind } from "./drop.ts";
import type { Turn } from "./usage.ts";
import { measureFiles, type Yardstick } from "./yardstick.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** What a process used. */
export interface Usage {
  readonly wallSeconds: number;
  /** All threads of it. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Where its stages began, and its end. */
  readonly turns: readonly Turn[];
}

export interface RunSpeed {
  readonly machine: string;
  readonly kind: DropKind;
  readonly documents: number;
  /** Of the drop. */
  readonly bytes: number;
  /** The yardstick on the files of the drop. */
  readonly yardstick: Yardstick;
  /** Reading every file of the drop and hashing it, in a process of its own. */
  readonly hashing: Usage;
  /** A first run, by number of workers. */
  readonly first: Readonly<Record<string, Usage>>;
  /** The same command again. */
  readonly again: Usage;
  /** Another drop into the same collection, and its documents. */
  readonly later: Usage & { readonly documents: number };
  readonly startUp: { readonly help: Usage; readonly node: Usage };
}

export interface RunBenchFlags {
  readonly kind: DropKind;
  readonly documents: number;
  /** Documents of the later drop. */
  readonly later: number;
  /** Bytes of an article's text on the average. */
  readonly size: number;
  /** Numbers of workers to compare. */
  readonly workers: readonly number[];
}

/** Measures whole runs. Needs the built command. */
export function runSpeed({ kind, documents, later, size, workers }: RunBenchFlags): RunSpeed {
  if (!existsSync(join(ROOT, "dist/cli/main.js"))) throw new Error("build first: npm run build");
  const folder = mkdtempSync(join(process.env["INGEST_BENCH_TMP"] ?? tmpdir(), "ingest-bench-"));
  try {
    const bytes = writeDrop(join(folder, "drop"), { kind, documents, size });
    writeDrop(join(folder, "later"), { kind, documents: later, size, seed: 2 });
    const yardstick = measureFiles(join(folder, "drop"));
    const first: Record<string, Usage> = {};
    for (const count of workers) {
      rmSync(join(folder, "out"), { recursive: true, force: true });
      first[String(count)] = ingest(folder, ["drop", "-j", String(count)]);
    }
    return {
      machine: `${cpus()[0]?.model ?? "?"}, ${availableParallelism()} cores, Node ${process.version}`,
      kind,
      documents,
      bytes,
      yardstick,
      hashing: measure(folder, ["-e", HASH_ALL, join(folder, "drop")]),
      first,
      again: ingest(folder, ["drop"]),
      later: { documents: later, ...ingest(folder, ["later"]) },
      startUp: { help: measure(folder, [join(ROOT, "bin/ingest.js"), "--help"]), node: measure(folder, ["-e", "0"]) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads every file below a folder, one after the other, and hashes it: what recognising unchanged inputs cannot do without. */
const HASH_ALL = `
  const { openSync, readSync, closeSync, readdirSync } = require("fs"), { createHash } = require("crypto"), { join } = require("path");
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  let last = "";
  for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const hash = createHash("sha256"), file = openSync(join(entry.parentPath, entry.name), "r");
    for (let count = chunk.length; count === chunk.length; hash.update(chunk.subarray(0, count))) count = readSync(file, chunk, 0, chunk.length, null);
    closeSync(file);
    last = hash.digest("hex");
  }
`;

function ingest(folder: string, words: readonly string[]): Usage {
  return measure(folder, [join(ROOT, "bin/ingest.js"), ...words, "-o", "out", "--progress", "json"]);
}

function measure(folder: string, words: readonly string[]): Usage {
  const report = join(folder, "usage.json");
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", usageModule(folder), ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, INGEST_BENCH_USAGE: report },
  });
  const wallSeconds = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`${words.join(" ").slice(0, 200)} ended with ${status ?? "a signal"}: ${stderr}`);
  return { wallSeconds, ...(JSON.parse(readFileSync(report, "utf8")) as Omit<Usage, "wallSeconds">) };
}

/** As JavaScript, so that the measured process needs no loader. */
function usageModule(folder: string): string {
  const path = join(folder, "usage.mjs");
  if (existsSync(path)) return path;
  const source = readFileSync(join(import.meta.dirname, "usage.ts"), "utf8");
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  writeFileSync(path, ts.transpileModule(source, { compilerOptions }).outputText);
  return path;
}

/** What reading, parsing and extracting took: everything before the comparison. undefined: too short to tell. */
function untilCompared({ turns }: Usage): { readonly wallSeconds: number; readonly cpuSeconds: number } | undefined {
  return turns.find(({ stage }) => stage === "compare");
}

/** The figures, for people. */
export function runLines(speed: RunSpeed): string[] {
  const { yardstick, documents, bytes, hashing } = speed;
  const usage = (name: string, { wallSeconds, cpuSeconds, peakBytes }: Usage, against = ""): string =>
    `${name.padEnd(28)} ${wallSeconds.toFixed(2).padStart(8)} s  ${cpuSeconds.toFixed(2).padStart(8)} s CPU  ${(peakBytes / 1e6).toFixed(0).padStart(6)} MB  ${against}`.trimEnd();
  const times = (value: number, unit: number): string => `${(value / unit).toFixed(2)} x`;
  const againstHashing = (used: Usage): string => `${times(used.wallSeconds, hashing.wallSeconds)} reading and hashing`;
  const stages = Object.entries(speed.first).flatMap(([workers, used]) => {
    const early = untilCompared(used);
    return early === undefined
      ? []
      : [
          `  read to extract, ${workers} workers  ${early.wallSeconds.toFixed(2)} s, ${early.cpuSeconds.toFixed(2)} s CPU; ` +
            `after it ${(used.wallSeconds - early.wallSeconds).toFixed(2)} s, ${(used.cpuSeconds - early.cpuSeconds).toFixed(2)} s CPU`,
        ];
  });
  return [
    speed.machine,
    `${documents} documents (${speed.kind}), ${(bytes / 1e6).toFixed(1)} MB; yardstick ${yardstick.wallSeconds.toFixed(3)} s, ${yardstick.cpuSeconds.toFixed(3)} s CPU`,
    ...Object.entries(speed.first).map(([workers, used]) =>
      usage(
        `first run, ${workers} workers`,
        used,
        `${times(used.wallSeconds, yardstick.wallSeconds)} the yardstick (CPU ${times(used.cpuSeconds, yardstick.cpuSeconds)})`,
      ),
    ),
    ...stages,
    ...workerLines(speed),
    usage("reading and hashing", hashing),
    usage("again, nothing changed", speed.again, againstHashing(speed.again)),
    usage(`later drop of ${speed.later.documents}`, speed.later, againstHashing(speed.later)),
    usage("--help", speed.startUp.help, `${times(speed.startUp.help.wallSeconds, speed.startUp.node.wallSeconds)} node -e 0`),
  ];
}

/** What more workers gain, on the whole run and on what they do. */
function workerLines({ first }: RunSpeed): string[] {
  const counts = Object.keys(first);
  const [few = "", many = ""] = [counts[0], counts.at(-1)];
  const [fewest, most] = [first[few], first[many]];
  if (fewest === undefined || most === undefined || counts.length < 2) return [];
  const [before, after] = [untilCompared(fewest), untilCompared(most)];
  const gain = (a: number, b: number): string => `${(a / b).toFixed(2)} x`;
  return [
    `${few} against ${many} workers: ${gain(fewest.wallSeconds, most.wallSeconds)} the whole run` +
      (before === undefined || after === undefined ? "" : `, ${gain(before.wallSeconds, after.wallSeconds)} until extracted`),
  ];
}

/** Keeps the raw figures. */
export function keepFigures(speed: RunSpeed): string {
  const path = join(ROOT, "bench/runs", `run-${speed.kind}-${speed.documents}.json`);
  mkdirSync(join(ROOT, "bench/runs"), { recursive: true });
  writeFileSync(path, `${JSON.stringify(speed, undefined, 2)}\n`);
  return path;
}
