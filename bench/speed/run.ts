/**
 * Whole runs of the built command on generated drops: time, CPU, peak memory; workers and sizes compared; what a re-run and a later drop
 * cost against reading and hashing the files.
 */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeCorpus, textAt, type Corpus } from "./corpus.ts";
import { yardstickSeconds } from "./yardstick.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export type DropKind = "text" | "html" | "jsonl";

/** What a process used. */
export interface Usage {
  readonly wallSeconds: number;
  /** All threads of it. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

export interface RunSpeed {
  readonly machine: string;
  readonly kind: DropKind;
  readonly documents: number;
  readonly bytes: number;
  /** CPU seconds of the yardstick on the same bytes. */
  readonly yardstick: number;
  /** Reading every file and hashing it, in a process of its own; undefined: one file. */
  readonly hashing: Usage | undefined;
  /** A first run, by number of workers. */
  readonly first: Readonly<Record<string, Usage>>;
  /** The same command again. */
  readonly again: Usage;
  /** Another 1,000 documents into the same collection. */
  readonly later: Usage;
  readonly startUp: { readonly help: Usage; readonly node: Usage };
}

const LATER_DOCUMENTS = 1_000;
/** Folders of at most so many files: what scrapers make. */
const FILES_A_FOLDER = 1_000;

export interface RunBenchFlags {
  readonly kind: DropKind;
  readonly documents: number;
  /** Numbers of workers to compare. */
  readonly workers: readonly number[];
}

/** Measures whole runs. Needs the built command. */
export function runSpeed({ kind, documents, workers }: RunBenchFlags): RunSpeed {
  if (!existsSync(join(ROOT, "dist/cli/main.js"))) throw new Error("build first: npm run build");
  const folder = mkdtempSync(join(process.env["INGEST_BENCH_TMP"] ?? tmpdir(), "ingest-bench-"));
  try {
    const corpus = makeCorpus(documents);
    const bytes = writeDrop(join(folder, "drop"), corpus, kind);
    writeDrop(join(folder, "later"), makeCorpus(Math.min(LATER_DOCUMENTS, documents), 2), kind);
    const yardstick = yardstickSeconds(corpus.bytes);
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
      hashing: kind === "jsonl" ? undefined : measure(folder, ["-e", HASH_ALL, join(folder, "drop")]),
      first,
      again: ingest(folder, ["drop"]),
      later: ingest(folder, ["later"]),
      startUp: { help: measure(folder, [join(ROOT, "bin/ingest.js"), "--help"]), node: measure(folder, ["-e", "0"]) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads every file below a folder, one after the other, and hashes it: what recognising unchanged inputs cannot do without. */
const HASH_ALL = `
  const { readdirSync, readFileSync } = require("fs"), { createHash } = require("crypto"), { join } = require("path");
  let last = "";
  for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true }))
    if (entry.isFile()) last = createHash("sha256").update(readFileSync(join(entry.parentPath, entry.name))).digest("hex");
`;

function ingest(folder: string, words: readonly string[]): Usage {
  return measure(folder, [join(ROOT, "bin/ingest.js"), ...words, "-o", "out", "--quiet", "--progress", "none"]);
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
  if (!existsSync(path)) writeFileSync(path, readFileSync(join(import.meta.dirname, "usage.ts"), "utf8"));
  return path;
}

/** Writes a drop; the bytes of it. */
function writeDrop(folder: string, corpus: Corpus, kind: DropKind): number {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  if (kind === "jsonl") {
    const file = openSync(join(folder, "drop.jsonl"), "w");
    for (let i = 0; i < corpus.count; i++)
      bytes += writeSync(file, `${JSON.stringify({ id: i, title: corpus.titles[i], text: textAt(corpus, i) })}\n`);
    closeSync(file);
    return bytes;
  }
  for (let i = 0; i < corpus.count; i++) {
    const path = join(
      folder,
      String(Math.floor(i / FILES_A_FOLDER)).padStart(4, "0"),
      `${String(i).padStart(7, "0")}.${kind === "text" ? "txt" : "html"}`,
    );
    if (i % FILES_A_FOLDER === 0) mkdirSync(dirname(path), { recursive: true });
    const page = kind === "text" ? textPage(corpus, i) : htmlPage(corpus, i);
    bytes += Buffer.byteLength(page);
    writeFileSync(path, page);
  }
  return bytes;
}

const MENU = ["Home", "News", "Sport", "Business", "Culture", "Weather", "Contact"];

/** As a scraper leaves it: the words of the page, and those around them. */
function textPage(corpus: Corpus, i: number): string {
  return `${MENU.join("\n")}\n\n${corpus.titles[i] ?? ""}\n\n${textAt(corpus, i)}\n\nShare this article\nFollow us\n© 2026 Example Media. All rights reserved.\n`;
}

function htmlPage(corpus: Corpus, i: number): string {
  const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const title = escaped(corpus.titles[i] ?? "");
  const paragraphs = textAt(corpus, i)
    .split(/\n+/)
    .map((line) => `<p>${escaped(line)}</p>`);
  const related = Array.from(
    { length: 8 },
    (_, k) => `<li><a href="/a/${(i + k * 37) % corpus.count}">${escaped(corpus.titles[(i + k * 37) % corpus.count] ?? "")}</a></li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Example</title>
<link rel="canonical" href="https://news${i % 50}.example/a/${i}"><meta property="og:title" content="${title}">
<script>window.dataLayer = [${"0,".repeat(200)}];</script></head><body>
<nav><ul>${MENU.map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`).join("")}</ul></nav>
<main><article><h1>${title}</h1>${paragraphs.join("\n")}</article>
<aside class="related"><h2>Read more</h2><ul>${related.join("")}</ul></aside></main>
<footer><p>© 2026 Example Media. All rights reserved.</p><p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></p></footer></body></html>`;
}

/** The figures, for people. */
export function runLines(speed: RunSpeed): string[] {
  const { yardstick, documents, bytes, hashing } = speed;
  const usage = (name: string, { wallSeconds, cpuSeconds, peakBytes }: Usage, against = ""): string =>
    `${name.padEnd(28)} ${wallSeconds.toFixed(1).padStart(8)} s  ${cpuSeconds.toFixed(1).padStart(8)} s CPU  ${(peakBytes / 2 ** 20).toFixed(0).padStart(6)} MB  ${against}`.trimEnd();
  const times = (value: number, unit: number): string => `${(value / unit).toFixed(1)} x`;
  const counts = Object.keys(speed.first);
  const [fewest, most] = [speed.first[counts[0] ?? ""], speed.first[counts.at(-1) ?? ""]];
  return [
    speed.machine,
    `${documents} documents (${speed.kind}), ${(bytes / 1e6).toFixed(1)} MB; yardstick ${yardstick.toFixed(3)} s CPU`,
    ...Object.entries(speed.first).map(([workers, used]) =>
      usage(
        `first run, ${workers} workers`,
        used,
        `${times(used.wallSeconds, yardstick)} the yardstick (CPU ${times(used.cpuSeconds, yardstick)})`,
      ),
    ),
    ...(fewest !== undefined && most !== undefined && counts.length > 1
      ? [`${counts[0] ?? ""} against ${counts.at(-1) ?? ""} workers: ${times(fewest.wallSeconds, most.wallSeconds)}`]
      : []),
    ...(hashing === undefined ? [] : [usage("reading and hashing", hashing)]),
    usage(
      "again, nothing changed",
      speed.again,
      hashing === undefined ? "" : `${times(speed.again.wallSeconds, hashing.wallSeconds)} reading and hashing`,
    ),
    usage(
      `later drop of ${Math.min(LATER_DOCUMENTS, documents)}`,
      speed.later,
      hashing === undefined ? "" : `${times(speed.later.wallSeconds, hashing.wallSeconds)} reading and hashing`,
    ),
    usage("--help", speed.startUp.help, `${times(speed.startUp.help.wallSeconds, speed.startUp.node.wallSeconds)} node -e 0`),
  ];
}

/** Keeps the raw figures. */
export function keepFigures(speed: RunSpeed): string {
  const path = join(ROOT, "bench/runs", `run-${speed.kind}-${speed.documents}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(speed, undefined, 2)}\n`);
  return path;
}
