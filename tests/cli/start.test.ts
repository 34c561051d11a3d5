/** Starting costs little: asking for the version or the help takes at most twice as long as starting Node. */
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { ensureBuilt, ROOT } from "../build.ts";

/** Runs of each command; the fastest counts, so that a busy machine does not. */
const RUNS = 9;

beforeAll(ensureBuilt);

function fastest(commands: readonly (readonly string[])[]): number[] {
  const best = commands.map(() => Infinity);
  for (let run = 0; run < RUNS; run++) {
    commands.forEach((args, i) => {
      const start = performance.now();
      execFileSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
      best[i] = Math.min(best[i] ?? Infinity, performance.now() - start);
    });
  }
  return best;
}

it("--version and --help take at most twice the time of node -e 0", () => {
  const bin = join(ROOT, "bin/ingest.js");
  const [nothing = 0, version = Infinity, help = Infinity] = fastest([
    ["-e", "0"],
    [bin, "--version"],
    [bin, "--help"],
  ]);
  expect({ version: version / nothing, help: help / nothing }).toSatisfy(
    (times: { version: number; help: number }) => times.version <= 2 && times.help <= 2,
  );
});

it("sets no switch that this version of Node does not know: it would complain", () => {
  const { stderr, status } = spawnSync(process.execPath, [join(ROOT, "bin/ingest.js"), "--version"], { encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});
