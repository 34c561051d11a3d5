/** The examples of docs/library.md are programs: each is run, and must print what stands below it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/library.md"), "utf8");
const LIBRARY = pathToFileURL(join(ROOT, "src/index.ts")).href;

interface Example {
  readonly heading: string;
  readonly program: string;
  readonly output: string;
}

/** Every program of the page, with the heading above it and the output below it. */
function examples(): Example[] {
  const parts = PAGE.split(/^## /m).slice(1);
  return parts.flatMap((part) => {
    const heading = part.slice(0, part.indexOf("\n"));
    return [...part.matchAll(/```ts\n([\s\S]*?)```\n+```text\n([\s\S]*?)```/g)].map(([, program = "", output = ""]) => ({
      heading,
      program,
      output,
    }));
  });
}

describe("docs/library.md", () => {
  // Inside the repository, where packages are found.
  const folder = mkdtempSync(join(ROOT, "node_modules/.examples-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("has an example for each function, and every one has an output", () => {
    expect(examples().length).toBe([...PAGE.matchAll(/^```ts$/gm)].length);
    for (const name of ["ingest", "extract", "compare"])
      expect(PAGE).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "ingest"`));
  });

  it.each(examples().map((example, i): [string, Example, number] => [example.heading, example, i]))(
    "%s",
    async (_heading, { program, output }, i) => {
      const path = join(folder, `example-${i}.mts`);
      writeFileSync(path, program.replaceAll('from "ingest"', `from ${JSON.stringify(LIBRARY)}`));
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", path], {
        cwd: ROOT,
        env: { ...process.env, NO_COLOR: "1" },
      });
      expect(stderr).toBe("");
      expect(stdout.trimEnd()).toBe(output.trimEnd());
    },
  );
});
