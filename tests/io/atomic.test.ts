/** Files appear whole or not at all, and nothing is left lying about. */
import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeUnfinished, writeWhole } from "../../src/io/atomic.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atomic-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("writes and overwrites", async () => {
  const path = join(folder, "a.md");
  await writeWhole(path, "one");
  await writeWhole(path, "two");
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(folder)).toEqual(["a.md"]);
});

it("leaves nothing behind when it cannot write", async () => {
  await expect(writeWhole(join(folder, "missing/a.md"), "one")).rejects.toThrow("ENOENT");
  await expect(writeWhole(folder, "one")).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

it("puts nothing in the place of a link or a pipe, and writes to it", async () => {
  const [file, link, pipe] = [join(folder, "file"), join(folder, "link"), join(folder, "pipe")];
  writeFileSync(file, "before");
  symlinkSync("file", link);
  await writeWhole(link, "through the link");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, "utf8")).toBe("through the link");
  execFileSync("mkfifo", [pipe]);
  const [read] = await Promise.all([readFile(pipe, "utf8"), writeWhole(pipe, "through the pipe")]);
  expect(read).toBe("through the pipe");
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["file", "link", "pipe"]);
});

it("sweeps up what this process was writing when it is interrupted", async () => {
  const writing = writeWhole(join(folder, "a"), "x".repeat(1_000_000));
  while (readdirSync(folder).length === 0) await new Promise(setImmediate);
  removeUnfinished();
  expect(readdirSync(folder)).toEqual([]);
  await expect(writing).rejects.toThrow("ENOENT");
});
