/**
 * What a person types and sees. Each page of tests/commands is a session in a folder of its own:
 *
 *     ```file drop/a.txt          a file to begin with
 *     ```console
 *     $ ingest drop | wc -l       a line for the shell, in which `ingest` is the built command
 *     3                           stdout
 *     2> ingest: …                stderr, line by line, after stdout
 *     => 2                        the exit status, when it is not 0
 *     ```
 *
 * `[..]` stands for anything within a line, and a line `[...]` for any lines. A missing or a changed line fails.
 */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt, ROOT } from "./build.ts";

const PAGES = join(import.meta.dirname, "commands");

interface Step {
  readonly command: string;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly status: number;
}

interface Session {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly steps: readonly Step[];
}

/** The fenced blocks of a page. */
function parseSession(page: string): Session {
  const files: { path: string; text: string }[] = [];
  const steps: Step[] = [];
  const lines = page.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(`{3,})(file|console)\s*(.*)$/.exec(lines[i] ?? "");
    if (fence === null) continue;
    const [, ticks = "", kind, path = ""] = fence;
    const start = ++i;
    while (i < lines.length && lines[i] !== ticks) i++;
    const body = lines.slice(start, i);
    if (kind === "file") files.push({ path, text: body.map((line) => `${line}\n`).join("") });
    else steps.push(...parseSteps(body, start + 1));
  }
  return { files, steps };
}

function parseSteps(lines: readonly string[], firstLine: number): Step[] {
  const steps: { command: string; stdout: string[]; stderr: string[]; status: number }[] = [];
  lines.forEach((line, i) => {
    const step = steps.at(-1);
    if (line.startsWith("$ ")) steps.push({ command: line.slice(2), stdout: [], stderr: [], status: 0 });
    else if (step === undefined) throw new Error(`line ${firstLine + i} comes before any command`);
    else if (line.startsWith("2> ") || line === "2>") step.stderr.push(line.slice(3));
    else if (/^=> \d+$/.test(line)) step.status = Number(line.slice(3));
    else step.stdout.push(line);
  });
  return steps;
}

/** Runs a line of shell in a folder; nothing of the outer environment but PATH reaches it. */
async function runStep(command: string, folder: string, bin: string): Promise<{ stdout: string; stderr: string; status: number }> {
  const child = spawn("bash", ["-c", command], {
    cwd: folder,
    env: { PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, HOME: folder, ROOT },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const status = await new Promise<number>((done) =>
    child.on("close", (code) => {
      done(code ?? -1);
    }),
  );
  return { ...output, status };
}

/** The lines that came, with what the pattern leaves open put as the pattern has it: a difference shows line by line. */
function fold(actual: string, pattern: readonly string[]): string[] {
  const lines = actual === "" ? [] : actual.replace(/\n$/, "").split("\n");
  const folded: string[] = [];
  let at = 0;
  pattern.forEach((expected, p) => {
    if (expected === "[...]") {
      const next = pattern[p + 1];
      while (at < lines.length && (next === undefined || !fits(lines[at] ?? "", next))) at++;
      folded.push(expected);
      return;
    }
    const line = lines[at];
    if (line === undefined) return;
    folded.push(fits(line, expected) ? expected : line);
    at++;
  });
  return [...folded, ...lines.slice(at)];
}

function fits(line: string, pattern: string): boolean {
  const expression = pattern
    .split("[..]")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${expression}$`, "u").test(line);
}

let bin = "";

beforeAll(() => {
  ensureBuilt();
  bin = mkdtempSync(join(tmpdir(), "ingest-bin-"));
  writeFileSync(join(bin, "ingest"), `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "bin/ingest.js")}" "$@"\n`);
  chmodSync(join(bin, "ingest"), 0o755);
});
afterAll(() => {
  rmSync(bin, { recursive: true, force: true });
});

/** A step as a page has it: command, stdout, stderr, status. */
function transcript({ command }: Step, result: { stdout: readonly string[]; stderr: readonly string[]; status: number }): string {
  const lines = [
    `$ ${command}`,
    ...result.stdout,
    ...result.stderr.map((line) => `2> ${line}`),
    ...(result.status === 0 ? [] : [`=> ${result.status}`]),
  ];
  return lines.join("\n");
}

// Pages share nothing, so that they can run side by side; the steps of a page follow one another.
describe.concurrent("sessions", () => {
  const names = readdirSync(PAGES).filter((name) => name.endsWith(".md"));
  it.each(names)("%s", { timeout: 120_000 }, async (name) => {
    const session = parseSession(readFileSync(join(PAGES, name), "utf8"));
    const folder = mkdtempSync(join(tmpdir(), "ingest-session-"));
    try {
      for (const { path, text } of session.files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const actual: string[] = [];
      for (const step of session.steps) {
        const { stdout, stderr, status } = await runStep(step.command, folder, bin);
        actual.push(transcript(step, { stdout: fold(stdout, step.stdout), stderr: fold(stderr, step.stderr), status }));
      }
      expect(session.steps.length).toBeGreaterThan(0);
      expect(actual.join("\n")).toBe(session.steps.map((step) => transcript(step, step)).join("\n"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
