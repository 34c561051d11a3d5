/**
 * `npm run bench`: figures of speed and memory, against the yardstick, on the machine at hand.
 *
 *   npm run bench -- extract [--documents N]   one page to Markdown, stage by stage (100 pages of each kind unless told)
 *   npm run bench -- dedupe [--documents N]    the dedupe stage, step by step (10,000 unless told)
 *   npm run bench -- dedupe --twice            200,000 documents against 100,000, each in a process of its own
 *   npm run bench -- dedupe --others           string-similarity and MinHash on 2,000 documents
 *   npm run bench -- run [--kind text|html|jsonl] [--documents N] [--size BYTES] [--later N] [--workers 1,2]
 *       whole runs of the built command: first, again, and with a later drop; articles of 3,000 bytes and a drop of 1,000 unless told
 *
 * The figures of the docs: text 10,000, 100,000 and 200,000; html 20,000; jsonl 1,000,000 with --workers 2.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

type Bench = (flags: ReadonlyMap<string, string>) => Promise<readonly string[]>;

const BENCHES: Readonly<Record<string, Bench>> = { dedupe, extract, run };

async function extract(flags: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { extractLines } = await import("./extract.ts");
  return extractLines(Number(flags.get("documents") ?? 100));
}

async function dedupe(flags: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { dedupeSpeed, othersLines, speedLines } = await import("./dedupe.ts");
  if (flags.has("others")) return othersLines(Number(flags.get("documents") ?? 2_000));
  if (!flags.has("twice")) return speedLines(dedupeSpeed(Number(flags.get("documents") ?? 10_000)));
  const most = Number(flags.get("documents") ?? 200_000);
  const half = runAlone(["dedupe", "--documents", String(most / 2)]);
  const whole = runAlone(["dedupe", "--documents", String(most)]);
  const ratio = stageSeconds(whole) / stageSeconds(half);
  return [...half, "", ...whole, "", `twice the documents take ${ratio.toFixed(2)} x the time`];
}

async function run(flags: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { keepFigures, runLines, runSpeed } = await import("./run.ts");
  const kind = flags.get("kind") ?? "text";
  if (kind !== "text" && kind !== "html" && kind !== "jsonl") throw new Error(`no such kind of drop: ${kind}`);
  const workers = (flags.get("workers") ?? "1,2").split(",").map(Number);
  const numberOf = (name: string, otherwise: number): number => Number(flags.get(name) ?? otherwise);
  const documents = numberOf("documents", 10_000);
  const speed = runSpeed({ kind, documents, size: numberOf("size", 3_000), later: numberOf("later", 1_000), workers });
  keepFigures(speed);
  return runLines(speed);
}

/** Another process, so that neither heap nor caches of one run help or hinder the next. */
function runAlone(words: readonly string[]): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...words], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`bench ${words.join(" ")} failed: ${stderr}`);
  return stdout.trimEnd().split("\n");
}

function stageSeconds(lines: readonly string[]): number {
  return Number(/([\d.]+) s CPU/.exec(lines.find((line) => line.startsWith("whole stage")) ?? "")?.[1]);
}

/** "--name value" and "--name" as a map. */
function flagsOf(words: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, index) => {
    const next = words[index + 1];
    if (word.startsWith("--")) flags.set(word.slice(2), next === undefined || next.startsWith("--") ? "" : next);
  });
  return flags;
}

const [name = "", ...rest] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  console.error(`benches: ${Object.keys(BENCHES).join(", ")}`);
  process.exitCode = 2;
} else {
  for (const line of await bench(flagsOf(rest))) console.log(line);
}
