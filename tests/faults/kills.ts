/**
 * The built command, ended at random moments: SIGKILL, or a signal to which it should say how to go on. The same command again must make
 * what a run makes to which nothing happened.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../build.ts";
import { page, story } from "../collection/stories.ts";
import { check, checkCollection, contentsOf, withFolder } from "./checks.ts";

/** What is typed, in a folder with "drop", "later" and the collection "out". */
interface Job {
  readonly name: string;
  /** Commands that nothing happens to, before it. */
  readonly before: readonly (readonly string[])[];
  /** What happens to the inputs between them and it. */
  readonly edit?: (folder: string) => void;
  readonly words: readonly string[];
  /** Done twice it finds nothing to do, and says so by its status. */
  readonly isDoneOnce?: boolean;
}

const RUN = ["-o", "out", "-j", "2", "--progress", "none"];

export const JOBS: readonly Job[] = [
  { name: "a first run", before: [], words: ["drop", ...RUN] },
  { name: "a later drop", before: [["drop", ...RUN]], words: ["later", ...RUN] },
  {
    name: "a refresh",
    before: [
      ["drop", ...RUN],
      ["later", ...RUN],
    ],
    words: ["drop", "later", "--refresh", ...RUN],
  },
  {
    name: "pruning",
    before: [
      ["drop", ...RUN],
      ["later", ...RUN],
    ],
    edit: (folder) => {
      rmSync(join(folder, "drop", "0"), { recursive: true });
      writeFileSync(join(folder, "drop", "lines.jsonl"), `${JSON.stringify({ text: story(10_000) })}\n`);
    },
    words: ["drop", "--prune", ...RUN],
  },
  {
    name: "forgetting",
    before: [
      ["drop", ...RUN],
      ["later", ...RUN],
    ],
    words: ["forget", "drop/0", "drop/lines.jsonl", "-o", "out"],
    isDoneOnce: true,
  },
];

/** Ends of the command. */
interface End {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly elapsedMs: number;
}

interface Interruption {
  readonly signal: NodeJS.Signals;
  readonly afterMs: number;
}

async function command(folder: string, words: readonly string[], interruption?: Interruption): Promise<End> {
  const begin = performance.now();
  const child = spawn(process.execPath, [join(ROOT, "bin/ingest.js"), ...words], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  const timer = interruption && setTimeout(() => child.kill(interruption.signal), interruption.afterMs);
  return new Promise((resolve) =>
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stderr, elapsedMs: performance.now() - begin });
    }),
  );
}

/** Pages of which every fifth is a copy, and a container. `first`: number of the first. */
function writeDrop(folder: string, pages: number, first: number): void {
  for (let i = 0; i < pages; i++) {
    const seed = i % 5 === 4 ? first + i - 1 : first + i;
    const path = join(folder, String(Math.floor(i / 100)), `${i}.txt`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, page(seed, `Notice ${seed}`));
  }
  const lines = Array.from({ length: 50 }, (_, i) => `${JSON.stringify({ text: story(10_000 + first + i) })}\n`);
  writeFileSync(join(folder, "lines.jsonl"), lines.join(""));
}

export interface Killing {
  /** How often the first run is ended, and each of the others. */
  readonly kills: { readonly first: number; readonly others: number };
  /** Pages of the first drop. */
  readonly pages: number;
  readonly roll: () => number;
}

/** Ends every job at random moments. */
export async function killAtRandom({ kills, pages, roll }: Killing): Promise<void> {
  for (const [number, job] of JOBS.entries())
    await withFolder(async (base) => killJob(base, job, number === 0 ? kills.first : kills.others));

  async function killJob(base: string, job: Job, count: number): Promise<void> {
    const start = join(base, "start");
    writeDrop(join(start, "drop"), pages, 0);
    // Some of it is known already.
    writeDrop(join(start, "later"), Math.ceil(pages / 3), pages - 20);
    for (const words of job.before) {
      const end = await command(start, words);
      check(`before ${job.name}: ends well`, end.status === 0, end.stderr);
    }
    job.edit?.(start);
    const folder = join(base, "run");
    const begin = (): void => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(start, folder, { recursive: true, preserveTimestamps: true });
    };
    begin();
    const whole = await command(folder, job.words);
    check(`${job.name}: the whole run ends well`, whole.status === 0, `${whole.status ?? whole.signal ?? ""} ${whole.stderr}`);
    const expected = contentsOf(join(folder, "out"));
    process.stdout.write(`${job.name}, ended at random: ${pages} pages, ${Math.round(whole.elapsedMs)} ms\n`);
    let hits = 0;
    let longest = whole.elapsedMs;
    for (let i = 0; i < count; i++) {
      const what = `${job.name}, end ${i}`;
      // Where the run was over before its end came, an earlier one is tried: some commands take hardly longer than starting them.
      for (let share = 1; share > EARLIEST_SHARE; share *= EARLIER) {
        begin();
        if (!(await interrupt(folder, job, roll() * longest * share, what))) continue;
        hits++;
        break;
      }
      // Up to three in a row: a run that goes on from a killed one is killed itself.
      for (let again = 0; again < i % 3; again++) if (await interrupt(folder, job, roll() * longest, what)) hits++;
      const end = await command(folder, job.words);
      longest = Math.max(whole.elapsedMs, Math.min(longest, end.elapsedMs));
      const isWell = end.status === 0 || (job.isDoneOnce === true && end.status === 2);
      check(`${what}: the next run ends well`, isWell, `${end.status ?? end.signal ?? ""} ${end.stderr}`);
      await checkCollection(what, join(folder, "out"), expected);
    }
    process.stdout.write(`  ${hits} ends hit a run\n`);
    check(`${job.name}: most ends hit a run`, hits >= count / 2, `${hits} of ${count}`);
  }

  /** True: it came before the run was over. Three of four are kills. */
  async function interrupt(folder: string, job: Job, afterMs: number, what: string): Promise<boolean> {
    const signal = roll() < 0.75 ? "SIGKILL" : (SIGNALS[Math.floor(roll() * SIGNALS.length)] ?? "SIGINT");
    const { status, signal: end, stderr } = await command(folder, job.words, { signal, afterMs });
    // Before it listens a signal ends it as it ends any process; a command that takes a moment never listens.
    const isRight = end === signal || status === 0 || status === STATUS[signal] || (job.isDoneOnce === true && status === 2);
    check(`${what}: ${signal} after ${Math.round(afterMs)} ms ends it in peace`, isRight, `${status ?? end ?? ""} ${stderr}`);
    return end === signal || status === STATUS[signal];
  }
}

/** Each next try comes so much earlier, and not before this share of the time that a whole run takes. */
const EARLIER = 0.6;
const EARLIEST_SHARE = 0.1;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const STATUS: Readonly<Record<(typeof SIGNALS)[number] | "SIGKILL", number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: 137 };
