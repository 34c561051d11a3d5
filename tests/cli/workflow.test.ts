/** The workflow of docs/ci.md does what the page says: its commands are run as they stand, all but what npm would fetch. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { ensureBuilt, ROOT } from "../build.ts";

interface Workflow {
  readonly jobs: { readonly normalise: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
}

const STORY = `Flood warnings issued as river rises

Flood warnings were issued for three villages on Tuesday after the river rose by two metres in a single night, the water board said. Families in the lower streets carried furniture to the first floor, and the school was closed for the day.
`;

/** The job keeps its articles with git, and its steps are for bash. */
const canRun = ["git", "bash"].every((name) => spawnSync(name, ["--version"]).status === 0);

const page = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "") as Workflow;
let folder = "";

beforeAll(() => {
  if (!canRun) return;
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), "workflow-"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "ingest"), `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "bin/ingest.js")}" "$@"\n`);
  // npm would fetch the packages that the command needs. What it leaves behind is the same: the command, where it was not before.
  writeFileSync(
    join(folder, "bin/npm"),
    `#!/bin/sh\n[ "$1 $2" = "install --global" ] && [ -f "$3" ] && [ $# = 3 ] && cp "${folder}/ingest" "${folder}/bin/ingest"\n`,
  );
  for (const name of ["ingest", "bin/npm"]) chmodSync(join(folder, name), 0o755);
  for (const name of ["drops", "tools"]) mkdirSync(join(folder, "repository", name), { recursive: true });
  writeFileSync(join(folder, "repository/tools/ingest.tgz"), "");
  writeFileSync(join(folder, "repository/drops/a.txt"), STORY);
  execFileSync("git", ["init", "-q"], { cwd: join(folder, "repository") });
});
afterAll(() => {
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

/** Status of each step, in order; a failed step ends the job. */
function runJob(): (number | null)[] {
  const statuses: (number | null)[] = [];
  for (const { run } of workflow.jobs.normalise.steps) {
    if (run === undefined) continue;
    const { status } = spawnSync("bash", ["-e", "-c", run], {
      cwd: join(folder, "repository"),
      env: {
        PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
        HOME: folder,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      },
    });
    statuses.push(status);
    if (status !== 0) break;
  }
  return statuses;
}

function commits(): number {
  return Number(execFileSync("git", ["rev-list", "--count", "HEAD"], { cwd: join(folder, "repository"), encoding: "utf8" }));
}

it.skipIf(!canRun)("keeps the articles of a drop, commits nothing when nothing is new, and fails on a broken input", () => {
  expect(runJob()).toEqual([0, 0, 0, 0]);
  expect(commits()).toBe(1);
  expect(readFileSync(join(folder, "summary.md"), "utf8")).toContain("| 1 | 1 | 0 | 0 | 0 |");
  expect(runJob()).toEqual([0, 0, 0, 0]);
  expect(commits()).toBe(1);
  writeFileSync(join(folder, "repository/drops/b.json.gz"), Buffer.from("1f8b0800000000000003", "hex"));
  expect(runJob()).toEqual([0, 3]);
  expect(readFileSync(join(folder, "summary.md"), "utf8")).toContain("### Failed");
});
