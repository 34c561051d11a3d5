/** Files appear whole or not at all, and nothing is left lying about. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { growWhole, removeLitter, removeUnfinished, writeWhole } from "../../src/io/atomic.ts";

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
  await writeWhole(path, "two", { sync: true });
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(folder)).toEqual(["a.md"]);
});

it("leaves nothing behind when it cannot write", async () => {
  await expect(writeWhole(join(folder, "missing/a.md"), "one")).rejects.toThrow("ENOENT");
  await expect(writeWhole(folder, "one")).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

it("a growing file shows only when it is finished", () => {
  const path = join(folder, "manifest.ndjson");
  const file = growWhole(path);
  file.write("é".repeat(300_000));
  expect(existsSync(path)).toBe(false);
  file.write("\n");
  file.finish();
  expect(readFileSync(path, "utf8")).toBe(`${"é".repeat(300_000)}\n`);
  expect(readdirSync(folder)).toEqual(["manifest.ndjson"]);
});

it("an abandoned one leaves the old bytes", () => {
  const path = join(folder, "manifest.ndjson");
  writeFileSync(path, "old");
  const file = growWhole(path);
  file.write("new");
  file.abandon();
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["manifest.ndjson"]);
});

it("sweeps up what this process was writing, and what a killed one left", () => {
  growWhole(join(folder, "a"));
  expect(readdirSync(folder)).toHaveLength(1);
  removeUnfinished();
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, ".ingest-0123456789abcdef.tmp"), "");
  writeFileSync(join(folder, ".ingest-mine.tmp"), "");
  removeLitter(folder);
  expect(readdirSync(folder)).toEqual([".ingest-mine.tmp"]);
});
