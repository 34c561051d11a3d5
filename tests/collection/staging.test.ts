import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { DISK } from "../../src/collection/files.ts";
import { digestOf, openStaging, stagingName, tidyStaging } from "../../src/collection/staging.ts";
import { temporaryFolder } from "./drops.ts";

const COMMIT = { from: 17, removed: [], removedFiles: [], removedSources: [], manifest: digestOf("manifest.ndjson", Buffer.alloc(0)) };
const OLD_TIME = "2001-01-01T00:00:00Z";
const FUTURE_TIME = "2100-01-01T00:00:00Z";

/** A run that was done, and killed before it moved its one file to its place, where an earlier one stood. */
function killedBeforeMoving(time: string): { readonly folder: string; readonly path: string; readonly finish: () => string } {
  const folder = temporaryFolder();
  const hidden = join(folder, HIDDEN);
  mkdirSync(hidden);
  const path = join(folder, "a.md");
  writeFileSync(path, "before\n");
  utimesSync(path, new Date(time), new Date(time));
  const staging = openStaging(DISK, hidden, COMMIT.from);
  const bytes = Buffer.from("of the run\n", "utf8");
  staging.add(digestOf("a.md", bytes), bytes, DISK.facts(path));
  staging.seal();
  const finish = (): string => {
    tidyStaging(DISK, folder, hidden, COMMIT);
    expect(readdirSync(hidden)).toEqual([]);
    return readFileSync(path, "utf8");
  };
  return { folder, path, finish };
}

describe("files that wait for the end of a run that was killed", () => {
  it("are put in their places, wherever the clock stood when what stands there was written", () => {
    expect(killedBeforeMoving(OLD_TIME).finish()).toBe("of the run\n");
    expect(killedBeforeMoving(FUTURE_TIME).finish()).toBe("of the run\n");
  });

  it("give way to what a person wrote meanwhile, even with a clock that was set back", () => {
    const { path, finish } = killedBeforeMoving(FUTURE_TIME);
    writeFileSync(path, "my own words\n");
    utimesSync(path, new Date(OLD_TIME), new Date(OLD_TIME));
    expect(finish()).toBe("my own words\n");
  });

  it("go by which is newer where what stood there was not told", () => {
    const torn = (folder: string): string => join(folder, HIDDEN, stagingName(COMMIT.from), ".replaced");
    const before = killedBeforeMoving(OLD_TIME);
    writeFileSync(torn(before.folder), "{");
    expect(before.finish()).toBe("of the run\n");
    const later = killedBeforeMoving(FUTURE_TIME);
    writeFileSync(torn(later.folder), "");
    expect(later.finish()).toBe("before\n");
  });
});
