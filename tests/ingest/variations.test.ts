/** The same drop and the same options: the same bytes, however and wherever the command is started. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt, ROOT } from "../build.ts";
import { page, story } from "../collection/stories.ts";

const COMMAND = join(ROOT, "bin/ingest.js");
const PAGES = ["german-news", "japanese-giant", "results-table", "front-matter", "legacy-encoding", "arabic-news"];

/** Names of records begin below the parent that all arguments share: these have another than the folder alone. */
const PARTS = ["drop/a", "drop/b", "drop/lines.jsonl"];

interface Variation {
  readonly name: string;
  readonly words?: readonly string[];
  readonly inputs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly umask?: string;
  /** Folder below the drop's parent to start in; inputs are then named from there. */
  readonly workingFolder?: string;
  /** Inputs that must give the same; undefined: the folder of the drop. */
  readonly sameAs?: readonly string[];
  /** Through a pseudo-terminal. */
  readonly terminal?: boolean;
  /** A drop of so many records that there is work for threads. */
  readonly isMany?: boolean;
}

/** Several at once where they have nothing to do with one another: starting the command is most of what a run over a few pages takes. */
const VARIATIONS: readonly Variation[] = [
  {
    name: "inputs in another order, a Turkish locale, Kolkata's time, an open umask",
    inputs: ["drop/lines.jsonl", "drop/b", "drop/a"],
    sameAs: PARTS,
    environment: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Asia/Kolkata" },
    umask: "000",
  },
  {
    name: "inputs named twice, one worker, a Swedish locale, Chatham's time, a closed umask",
    words: ["-j", "1"],
    inputs: ["drop", "drop/a", "./drop/../drop/b"],
    environment: { LC_ALL: "sv_SE.UTF-8", LANG: "sv_SE.UTF-8", TZ: "Pacific/Chatham" },
    umask: "077",
  },
  {
    name: "files named one by one, the last first, no locale, St John's time",
    inputs: ["drop/lines.jsonl", "drop/b/4.txt", "drop/b", "drop/a/1.txt", "drop/a"],
    sameAs: PARTS,
    environment: { LC_ALL: "C", LANG: "C", TZ: "America/St_Johns" },
  },
  { name: "a glob, seven workers", words: ["-j", "7"], inputs: ["drop/**/*"], sameAs: PARTS },
  {
    name: "another working folder, colours and a bar",
    words: ["--color", "always", "--progress", "bar"],
    environment: { FORCE_COLOR: "1", TERM: "xterm-256color", COLUMNS: "40" },
    workingFolder: "elsewhere/deep",
  },
  { name: "a terminal", terminal: true, environment: { TERM: "xterm-256color" } },
];

/** A system that allows no more threads. */
const NO_THREADS = {
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(`
    import { syncBuiltinESMExports } from "node:module";
    import workers from "node:worker_threads";
    workers.Worker = class { constructor() { throw Object.assign(new Error("EAGAIN"), { code: "ERR_WORKER_INIT_FAILED" }); } };
    syncBuiltinESMExports();`)}`,
};

/** Records from which threads are called, and some more. */
const MANY = 300;

function writeDrop(folder: string): void {
  for (const name of PAGES) {
    const source = readdirSync(join(ROOT, "fixtures/pages", name)).find((file) => file.startsWith("source.")) ?? "";
    const target = join(folder, "drop/a", `${name}${source.slice(source.lastIndexOf("."))}`);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(ROOT, "fixtures/pages", name, source), target);
  }
  mkdirSync(join(folder, "drop/b"));
  for (let i = 0; i < 6; i++)
    writeFileSync(join(folder, i < 3 ? "drop/a" : "drop/b", `${String(i)}.txt`), page(i % 4, `Notice ${String(i % 4)}`));
  writeFileSync(join(folder, "drop/lines.jsonl"), [7, 8, 1].map((seed) => `${JSON.stringify({ id: seed, text: story(seed) })}\n`).join(""));
  mkdirSync(join(folder, "elsewhere/deep"), { recursive: true });
}

/** Short notices, every sixth of them a copy. */
function writeMany(folder: string): void {
  const line = (i: number): string => `${JSON.stringify({ id: i, text: `Notice ${String(i % 250)}\n\n${story(i % 250, 1)}` })}\n`;
  mkdirSync(join(folder, "drop"));
  writeFileSync(join(folder, "drop/many.jsonl"), Array.from({ length: MANY }, (_, i) => line(i)).join(""));
}

/** Everything but the hidden folder, and what was printed as records. */
async function product(variation: Variation): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ingest-variation-"));
  try {
    return await productIn(folder, variation);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function productIn(folder: string, variation: Variation): Promise<string> {
  (variation.isMany === true ? writeMany : writeDrop)(folder);
  const { words = [], inputs = ["drop"], environment = {}, umask = "022", workingFolder = "", terminal = false } = variation;
  const up = workingFolder === "" ? "" : "../../";
  const args = [...inputs.map((input) => `${up}${input}`), "-o", `${up}out`, ...words];
  const quoted = [process.execPath, COMMAND, ...args].map((word) => `'${word}'`).join(" ");
  const line = terminal ? `script -qec "umask ${umask}; ${quoted}" /dev/null` : `umask ${umask}; ${quoted}`;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "NO_COLOR"));
  await promisify(execFile)("sh", ["-c", line], {
    cwd: join(folder, workingFolder),
    env: { ...inherited, ...environment },
    maxBuffer: 2 ** 26,
  });
  const out = join(folder, "out");
  const names = readdirSync(out)
    .filter((name) => name !== ".ingest")
    .sort();
  return names.map((name) => `${name}\n${readFileSync(join(out, name), "utf8")}`).join("\n");
}

describe.skipIf(process.platform === "win32")("the same bytes", () => {
  let expected = "";
  let expectedOfParts = "";

  beforeAll(async () => {
    ensureBuilt();
    expected = await product({ name: "as it is" });
    expectedOfParts = await product({ name: "part by part", inputs: PARTS });
  });

  it.each(VARIATIONS.map((variation): [string, Variation] => [variation.name, variation]))("with %s", async (_name, variation) => {
    const isAble = !variation.terminal || (await hasScript());
    if (isAble) expect(await product(variation)).toBe(variation.sameAs === undefined ? expected : expectedOfParts);
  });

  it("whether one thread does the work or several", async () => {
    const alone = await product({ name: "one worker", words: ["-j", "1"], isMany: true });
    expect(alone.split("\n").filter((line) => line.startsWith("word_count:")).length).toBeGreaterThan(200);
    expect(await product({ name: "three workers", words: ["-j", "3"], isMany: true })).toBe(alone);
    expect(await product({ name: "threads that cannot start", words: ["-j", "2"], isMany: true, environment: NO_THREADS })).toBe(alone);
  });

  it("are not nothing", () => {
    expect(expected.split("\n").filter((line) => line.startsWith("word_count:")).length).toBeGreaterThan(8);
  });
});

/** The command that gives a pseudo-terminal is not everywhere. */
async function hasScript(): Promise<boolean> {
  return promisify(execFile)("sh", ["-c", "script -qec true /dev/null"]).then(
    () => true,
    () => false,
  );
}
