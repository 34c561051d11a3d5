/** What the examples of the docs do not show of the library: what it refuses, and the settings that only collections have. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compare, DEFAULTS, extract, ingest, LockedError, type IngestResult, type IngestSettings } from "../../src/index.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { page } from "../collection/stories.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "library-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function run(names: readonly string[], settings: IngestSettings = {}): Promise<IngestResult[]> {
  const results: IngestResult[] = [];
  for await (const result of ingest(names, { folder, workers: 1, ...settings })) results.push(result);
  return results;
}

function write(name: string, story: number): string {
  writeFileSync(join(folder, name), page(story, `Story ${story}`));
  return name;
}

const statuses = (results: readonly IngestResult[]): string[] => results.map(({ record }) => record.status);

describe("ingest", () => {
  it.each<readonly [string, object, RegExp]>([
    ["an operating point", { favor: "nonsense" }, /^favor: "nonsense" is none of precision, recall, balanced/],
    ["a format", { format: "pdf" }, /^format: /],
    ["a threshold", { threshold: 9 }, /^threshold: 9 is not from 0 to 1/],
    ["a limit", { limits: { blocksMax: -1 } }, /^limits.blocksMax: -1 /],
    ["an encoding", { encoding: "nonsense" }, /^encoding: "nonsense" is not known/],
  ])("refuses %s that means nothing", async (_name, settings, message) => {
    await expect(run([write("a.html", 1)], settings)).rejects.toThrow(message);
    await expect(extract("Some text.", settings)).rejects.toThrow(message);
  });

  it.each<readonly [string, object, RegExp]>([
    ["a folder without a name", { out: "" }, /^out: "" names no folder/],
    ["a reference without a name", { against: "" }, /^against: "" names no folder/],
    ["no workers", { workers: 0 }, /^workers: 0 is no whole number over 0/],
    ["a signal that is none", { signal: {} }, /^signal: it is no AbortSignal/],
  ])("refuses %s", async (_name, settings, message) => {
    await expect(run([write("a.html", 1)], settings)).rejects.toThrow(message);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ["nothing", undefined, /^input 0 is neither a path nor/],
    ["a path without a name", [""], /^input 0 has no name/],
    ["a set", new Set(["a.html"]), /^input 0 is neither a path nor/],
    ["a page without content", ["a.html", { path: "b.html" }], /^the content of b.html is neither a string nor a Uint8Array/],
    ["a page without a name", [{ path: "", content: "x" }], /^input 0 is neither a path nor/],
  ])("refuses %s as input, before it reads anything", async (_name, inputs, message) => {
    write("a.html", 1);
    await expect(ingest(inputs as string[], { folder, out: "out" }).next()).rejects.toThrow(message);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it.each([undefined, null, 42, {}, new ArrayBuffer(4)])("extract and compare refuse %s", async (content) => {
    const message = /^page is neither a string nor a Uint8Array/;
    await expect(extract(content as string)).rejects.toThrow(message);
    await expect(compare("Some text.", content as string)).rejects.toThrow(message);
  });

  it("takes the values that mean something", async () => {
    const settings = {
      favor: "recall",
      threshold: 1,
      limits: { ...DEFAULTS.limits, blocksMax: 5_000 },
      encoding: "Windows-1252",
      format: "html",
    } as const;
    expect(statuses(await run([write("a.html", 1)], settings))).toEqual(["article"]);
  });

  it("finds copies of what another collection holds, and refuses what is none", async () => {
    await run([write("a.html", 1)], { out: "known" });
    const before = readdirSync(join(folder, "known"));
    const copy = write("b.html", 1);
    expect(statuses(await run([copy]))).toEqual(["article"]);
    expect(statuses(await run([copy], { against: "known" }))).toEqual(["duplicate"]);
    expect(readdirSync(join(folder, "known"))).toEqual(before);
    await expect(run([copy], { against: "nowhere" })).rejects.toThrow("is no collection");
  });

  it("writes nothing in a dry run", async () => {
    const [result] = await run([write("a.html", 1)], { out: "out", dryRun: true });
    expect(result?.record.status).toBe("article");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("takes out what is gone when asked to", async () => {
    mkdirSync(join(folder, "drop"));
    write("drop/a.html", 1);
    write("drop/b.html", 2);
    const articlesAfter = async (settings: IngestSettings): Promise<number> => {
      await run(["drop"], { out: "out", ...settings });
      return readdirSync(join(folder, "out")).filter((name) => name.endsWith(".md")).length;
    };
    expect(await articlesAfter({})).toBe(2);
    rmSync(join(folder, "drop/b.html"));
    expect(await articlesAfter({})).toBe(2);
    expect(await articlesAfter({ prune: true })).toBe(1);
  });

  it("leaves an edited file alone unless told to restore it", async () => {
    await run([write("a.html", 1)], { out: "out" });
    const name = readdirSync(join(folder, "out")).find((file) => file.endsWith(".md")) ?? "";
    writeFileSync(join(folder, "out", name), "edited");
    const fates = async (settings: IngestSettings): Promise<(string | undefined)[]> =>
      (await run(["a.html"], { out: "out", ...settings })).map(({ written }) => written?.fate);
    expect(await fates({})).toEqual(["edited"]);
    expect(await fates({ restore: true })).toEqual(["written"]);
  });

  it("refuses a collection that another process writes", async () => {
    await run([write("a.html", 1)], { out: "out" });
    const owner = { process: process.ppid, host: hostname(), since: "2026-01-01T00:00:00.000Z" };
    writeFileSync(join(folder, "out", HIDDEN, "lock"), `${JSON.stringify(owner)}\n`);
    await expect(run(["a.html"], { out: "out" })).rejects.toThrow(LockedError);
  });
});
