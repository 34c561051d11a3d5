/**
 * `npm run test:faults`: nothing that happens to a run, at whatever moment, may cost more than the run.
 *
 *   1. A small run is killed before, in and after each operation that changes the disk; then it is started again, and the collection must
 *      be byte for byte that of a run to which nothing happened, with nothing left over.
 *   2. The same with a full disk, a failing one and a folder that cannot be written: the run must fail, and say why.
 *   3. The files that are kept are cut, changed and lengthened at many places: no run may end by that, and in the end all parts must agree.
 *   4. The built command is killed at random moments of larger runs with workers: a first one, a later drop, a refresh, pruning, forgetting.
 *
 * `--small`: every few operations, and a few moments. `--kills`: the fourth alone. `--seed N`: other moments.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { DISK } from "../../src/collection/files.ts";
import { ensureBuilt } from "../build.ts";
import { dice } from "../collection/stories.ts";
import { check, checkCollection, contentsOf, counts, withFolder } from "./checks.ts";
import { playDamage } from "./damage.ts";
import { faultyFiles, Killed, type Fault, type Moment } from "./faulty-files.ts";
import { killAtRandom } from "./kills.ts";
import { runStep, SCENARIOS, type Scenario } from "./scenarios.ts";

const { values: args } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    kills: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
  },
});

/** In the small setting every so-many-th operation is met by each fault. */
const STRIDE = args.small ? 7 : 1;
const MOMENTS: readonly Moment[] = ["before", "half", "after"];
const CODES = ["ENOSPC", "EIO", "EROFS"];
const KILLS = args.small ? { first: 4, others: 1 } : { first: 50, others: 15 };
/** Places at which each kept file is damaged. */
const PLACES = args.small ? 6 : 40;
/** Pages of the run that is killed at random. */
const PAGES = args.small ? 150 : 600;

/** The lock of a process that is gone: the one that was killed here lives on, as it was only played. */
function buryTheDead(folder: string): void {
  const path = join(folder, HIDDEN, "lock");
  const lock = DISK.readWhole(path);
  if (lock === undefined) return;
  const owner = JSON.parse(Buffer.from(lock).toString("utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...owner, process: 2 ** 22 + 1, started: undefined }));
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

if (!args.kills) {
  for (const scenario of SCENARIOS) await playScenario(scenario);
  process.stdout.write(`damaged at ${PLACES} places of each file\n`);
  await withFolder(async (base) => playDamage(base, PLACES, check));
}
ensureBuilt();
await killAtRandom({ kills: KILLS, pages: PAGES, roll: dice(Number(args.seed)) });
const { checks, failures } = counts();
process.stdout.write(`\n${checks} checks, ${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
