/**
 * `npm run test:faults`: nothing that happens to a run, at whatever moment, may cost more than the run.
 *
 *   1. A small run is killed before, in and after each operation that changes the disk; then it is started again, and the collection must
 *      be byte for byte that of a run to which nothing happened, with nothing left over.
 *   2. The same with a full disk, a failing one and a folder that cannot be written: the run must fail, and say why.
 *   3. The files that are kept are cut, changed and lengthened at many places: no run may end by that, and in the end all parts must agree.
 *   4. The built command is killed (SIGKILL) at random moments of a larger run with workers, and started again.
 *
 * `--small`: every few operations, and a few moments. `--seed N`: other moments.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { HIDDEN, openCollection } from "../../src/collection/collection.ts";
import { DISK } from "../../src/collection/files.ts";
import { verify } from "../../src/collection/inspect.ts";
import { ensureBuilt, ROOT } from "../build.ts";
import { dice, page, story } from "../collection/stories.ts";
import { playDamage } from "./damage.ts";
import { faultyFiles, Killed, type Fault, type Moment } from "./faulty-files.ts";
import { runStep, SCENARIOS, type Scenario } from "./scenarios.ts";

const { values: args } = parseArgs({ options: { small: { type: "boolean", default: false }, seed: { type: "string", default: "1" } } });

/** In the small setting every so-many-th operation is met by each fault. */
const STRIDE = args.small ? 7 : 1;
const MOMENTS: readonly Moment[] = ["before", "half", "after"];
const CODES = ["ENOSPC", "EIO", "EROFS"];
const KILLS = args.small ? 4 : 50;
/** Places at which each kept file is damaged. */
const PLACES = args.small ? 6 : 40;
/** Pages of the run that is killed at random. */
const PAGES = args.small ? 150 : 600;

const failures: string[] = [];
let checks = 0;

function check(what: string, isRight: boolean, detail = ""): void {
  checks++;
  if (isRight) return;
  failures.push(`${what}${detail === "" ? "" : `: ${detail}`}`);
  process.stdout.write(`  !! ${failures.at(-1) ?? ""}\n`);
}

/** What people see of a collection, as one text. */
function contentsOf(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => name !== HIDDEN)
    .sort();
  return names.map((name) => `${name}\n${readFileSync(join(folder, name), "utf8")}`).join("\n\0\n");
}

/** Files of the hidden folder that should not be there. */
function litterOf(folder: string): string[] {
  return readdirSync(join(folder, HIDDEN)).filter((name) => !/^(segment-\d{6}\.bin|index\.db)$/.test(name));
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ingest-faults-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lock of a process that is gone: the one that was killed here lives on, as it was only played. */
function buryTheDead(folder: string): void {
  const path = join(folder, HIDDEN, "lock");
  const lock = DISK.readWhole(path);
  if (lock === undefined) return;
  const owner = JSON.parse(Buffer.from(lock).toString("utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...owner, process: 2 ** 22 + 1, started: undefined }));
}

async function checkCollection(what: string, folder: string, expected: string): Promise<void> {
  check(`${what}: same bytes`, contentsOf(folder) === expected);
  check(`${what}: no litter`, litterOf(folder).length === 0, litterOf(folder).join(", "));
  const collection = await openCollection({ folder, write: false });
  try {
    const { disagreements } = verify(collection);
    check(
      `${what}: all parts agree`,
      disagreements.length === 0,
      disagreements.map(({ about, problem }) => `${about} ${problem}`).join("; "),
    );
  } finally {
    collection.close();
  }
}

/** Every fault at every operation of one scenario. */
async function playScenario({ name, before, edit, step }: Scenario): Promise<void> {
  await withFolder(async (base) => {
    const start = join(base, "start");
    mkdirSync(start);
    for (const earlier of before) await runStep(start, earlier, DISK);
    edit?.(start);
    const scratch = join(base, "scratch");
    cpSync(start, scratch, { recursive: true, preserveTimestamps: true });
    const counting = faultyFiles(undefined);
    await runStep(scratch, step, counting);
    const expected = contentsOf(scratch);
    const untouched = contentsOf(start);
    process.stdout.write(`${name}: ${counting.operations()} operations\n`);
    for (let at = 0; at < counting.operations(); at += STRIDE) {
      for (const moment of MOMENTS) {
        const operation = counting.names[at] ?? "";
        if (moment === "half" && operation !== "write" && operation !== "removeFolder") continue;
        await playKill({
          start,
          base,
          expected,
          untouched,
          step,
          fault: { at, moment, code: undefined },
          what: `${name}, killed ${moment} operation ${at} (${operation})`,
        });
      }
      for (const code of CODES)
        await playError({
          start,
          base,
          expected,
          untouched,
          step,
          fault: { at, moment: "before", code },
          what: `${name}, ${code} at operation ${at} (${counting.names[at] ?? ""})`,
        });
    }
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : "no error";
}

interface Play {
  readonly what: string;
  readonly base: string;
  readonly start: string;
  readonly expected: string;
  /** Contents before the run. */
  readonly untouched: string;
  readonly step: Scenario["step"];
  readonly fault: Fault;
}

async function playKill({ what, base, start, expected, step, fault }: Play): Promise<void> {
  const folder = join(base, "run");
  cpSync(start, folder, { recursive: true, preserveTimestamps: true });
  const killed = await runStep(folder, step, faultyFiles(fault)).then(
    () => undefined,
    (error: unknown) => error,
  );
  check(`${what}: was killed`, killed instanceof Killed, textOf(killed));
  buryTheDead(folder);
  await runStep(folder, step, DISK);
  await checkCollection(what, folder, expected);
  rmSync(folder, { recursive: true });
}

async function playError({ what, base, start, expected, untouched, step, fault }: Play): Promise<void> {
  const folder = join(base, "run");
  cpSync(start, folder, { recursive: true, preserveTimestamps: true });
  const error = await runStep(folder, step, faultyFiles(fault)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // Some operations only tidy up: then the run may well succeed, but must not leave anything half-done.
  if (error === undefined) check(`${what}: went well all the same`, contentsOf(folder) === expected);
  else check(`${what}: says so`, error instanceof Error && "code" in error && error.code === fault.code, textOf(error));
  const now = contentsOf(folder);
  const names = (text: string): string =>
    text
      .split("\n\0\n")
      .map((file) => file.slice(0, file.indexOf("\n")))
      .join(",");
  check(
    `${what}: every file is old or new`,
    now.split("\n\0\n").every((file) => file === "" || expected.includes(file) || untouched.includes(file)),
    names(now),
  );
  buryTheDead(folder);
  await runStep(folder, step, DISK);
  await checkCollection(what, folder, expected);
  rmSync(folder, { recursive: true });
}

/** Ends of the built command. */
interface End {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly elapsedMs: number;
}

async function command(folder: string, killAfterMs: number | undefined): Promise<End> {
  const begin = performance.now();
  const child = spawn(process.execPath, [join(ROOT, "bin/ingest.js"), "drop", "-o", "out", "-j", "2", "--progress", "none"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve) =>
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stderr, elapsedMs: performance.now() - begin });
    }),
  );
}

function writeDrop(folder: string): void {
  for (let i = 0; i < PAGES; i++) {
    const path = join(folder, "drop", String(Math.floor(i / 100)), `${i}.txt`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, i % 5 === 4 ? page(i - 1, `Notice ${i - 1}`) : page(i, `Notice ${i}`));
  }
  writeFileSync(
    join(folder, "drop", "lines.jsonl"),
    Array.from({ length: 50 }, (_, i) => `${JSON.stringify({ text: story(10_000 + i) })}\n`).join(""),
  );
}

async function killAtRandom(): Promise<void> {
  ensureBuilt();
  const roll = dice(Number(args.seed));
  await withFolder(async (base) => {
    writeDrop(base);
    const whole = await command(base, undefined);
    check("the whole run ends well", whole.status === 0, `${whole.status ?? whole.signal ?? ""} ${whole.stderr}`);
    const out = join(base, "out");
    const expected = contentsOf(out);
    process.stdout.write(`killed at random: ${PAGES} pages in ${Math.round(whole.elapsedMs)} ms\n`);
    let hits = 0;
    let longest = whole.elapsedMs;
    for (let i = 0; i < KILLS; i++) {
      rmSync(out, { recursive: true, force: true });
      // Up to three in a row: a run that goes on from a killed one is killed itself.
      for (let again = 0; again <= i % 3; again++) {
        const end = await command(base, roll() * longest);
        if (end.signal === "SIGKILL") hits++;
      }
      const end = await command(base, undefined);
      longest = Math.max(whole.elapsedMs, Math.min(longest, end.elapsedMs));
      check(`kill ${i}: the next run ends well`, end.status === 0, `${end.status ?? end.signal ?? ""} ${end.stderr}`);
      await checkCollection(`kill ${i}`, out, expected);
    }
    process.stdout.write(`  ${hits} kills hit a run\n`);
    check("most kills hit a run", hits >= KILLS / 2, `${hits} of ${KILLS}`);
  });
}

for (const scenario of SCENARIOS) await playScenario(scenario);
process.stdout.write(`damaged at ${PLACES} places of each file\n`);
await withFolder(async (base) => playDamage(base, PLACES, check));
await killAtRandom();
process.stdout.write(`\n${checks} checks, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
