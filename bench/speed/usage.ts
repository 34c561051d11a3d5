/** Preloaded into a process that is measured: writes what it used to the file that INGEST_BENCH_USAGE names. Threads count with it. */
import { writeFileSync } from "node:fs";

const path = process.env["INGEST_BENCH_USAGE"];

process.on("exit", () => {
  if (path === undefined) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(path, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 }));
});
