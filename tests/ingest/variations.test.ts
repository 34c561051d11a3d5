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
}

const VARIATIONS: readonly Variation[] = [
  { name: "inputs in another order", inputs: ["drop/lines.jsonl", "drop/b", "drop/a"], sameAs: PARTS },
  { name: "inputs named twice", inputs: ["drop", "drop/a", "./drop/../drop/b"] },
  {
    name: "files named one by one, the last first",
    inputs: ["drop/lines.jsonl", "drop/b/4.txt", "drop/b", "drop/a/1.txt", "drop/a"],
    sameAs: PARTS,
  },
  { name: "a glob", inputs: ["drop/**/*"], sameAs: PARTS },
  { name: "one worker", words: ["-j", "1"] },
  { name: "two workers", words: ["-j", "2"] },
  { name: "seven workers", words: ["-j", "7"] },
  { name: "no locale", environment: { LC_ALL: "C", LANG: "C" } },
  { name: "a Turkish locale", environment: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } },
  { name: "a Swedish locale", environment: { LC_ALL: "sv_SE.UTF-8", LANG: "sv_SE.UTF-8" } },
  { name: "Kolkata's time", environment: { TZ: "Asia/Kolkata" } },
  { name: "Chatham's time", environment: { TZ: "Pacific/Chatham" } },
  { name: "St John's time", environment: { TZ: "America/St_Johns" } },
  { name: "an open umask", umask: "000" },
  { name: "a closed umask", umask: "077" },
  { name: "another working folder", workingFolder: "elsewhere/deep" },
  {
    name: "colours and a bar",
    words: ["--color", "always", "--progress", "bar"],
    environment: { FORCE_COLOR: "1", TERM: "xterm-256color", COLUMNS: "40" },
  },
  { name: "a terminal", terminal: true, environment: { TERM: "xterm-256color" } },
];

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
  writeDrop(folder);
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
