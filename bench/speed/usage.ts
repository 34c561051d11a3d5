/**
 * Preloaded into a process that is measured: writes what it used to the file that INGEST_BENCH_USAGE names. Threads count with it. Where
 * the process tells its progress in JSON, it is not shown, and what was used when each stage began is written as well.
 */
import { writeFileSync } from "node:fs";

/** What a process had used when a stage began. */
export interface Turn {
  readonly stage: string;
  /** Since the process began. */
  readonly wallSeconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
}

const path = process.env["INGEST_BENCH_USAGE"];
const turns: Turn[] = [];

function turn(stage: string): Turn {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { stage, wallSeconds: performance.now() / 1000, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}

const write = process.stderr.write.bind(process.stderr);
process.stderr.write = (text: string | Uint8Array, ...rest: unknown[]): boolean => {
  const stage = typeof text === "string" ? /^\{"progress":\{"stage":"(\w+)"/.exec(text)?.[1] : undefined;
  if (stage === undefined) return write(text, ...(rest as []));
  if (turns.at(-1)?.stage !== stage) turns.push(turn(stage));
  return true;
};

process.on("exit", () => {
  if (path === undefined) return;
  const end = turn("end");
  const { maxRSS } = process.resourceUsage();
  writeFileSync(path, JSON.stringify({ cpuSeconds: end.cpuSeconds, peakBytes: maxRSS * 1024, turns: [...turns, end] }));
});
