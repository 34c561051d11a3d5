import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCollection } from "../../src/collection/collection.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { DISK, type Files } from "../../src/collection/files.ts";
import { LockedError, lockOwner, LostLock, takeLock } from "../../src/collection/lock.ts";
import { contents, run, temporaryFolder } from "./drops.ts";
import { page } from "./stories.ts";

/** Number of a process that has come and gone. */
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "0"]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

describe("the lock", () => {
  it("lets one writer in, names it to the others, and goes with it", () => {
    const path = join(temporaryFolder(), "lock");
    const lock = takeLock(DISK, path);
    expect(lock.recovered).toBeUndefined();
    expect(lockOwner(DISK, path)).toMatchObject({ process: process.pid, host: hostname() });
    expect(() => takeLock(DISK, path)).toThrow(LockedError);
    expect(() => takeLock(DISK, path)).toThrow(new RegExp(`process ${String(process.pid)} on ${hostname()} has been writing .* since 20`));
    lock.release();
    expect(existsSync(path)).toBe(false);
    takeLock(DISK, path).release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  it("is recovered from a process that is gone", async () => {
    const path = join(temporaryFolder(), "lock");
    const owner = { process: await goneProcess(), host: hostname(), since: "2026-01-01T00:00:00.000Z" };
    writeFileSync(path, JSON.stringify(owner));
    const lock = takeLock(DISK, path);
    expect(lock.recovered).toMatchObject(owner);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ process: process.pid });
    lock.release();
  });

  it.runIf(process.platform === "linux")("is recovered from a process whose number another has now", () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(
      path,
      JSON.stringify({ process: process.pid, host: hostname(), since: "2026-01-01T00:00:00.000Z", started: "another boot/1" }),
    );
    takeLock(DISK, path).release();
  });

  it("of another host, or one that cannot be read, is left to people", () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, JSON.stringify({ process: 1, host: "elsewhere", since: "2026-01-01T00:00:00.000Z" }));
    expect(() => takeLock(DISK, path)).toThrow(/process 1 on elsewhere .* remove /);
    writeFileSync(path, "?");
    expect(() => takeLock(DISK, path)).toThrow(/cannot be read/);
  });

  it("that two runs find left behind is one's alone, and stays its own", async () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, JSON.stringify({ process: await goneProcess(), host: hostname(), since: "2026-01-01T00:00:00.000Z" }));
    // Just before this one moves the stale lock away, another has done so and taken its own.
    const fresh = JSON.stringify({ process: process.pid, host: hostname(), since: "2026-02-02T00:00:00.000Z" });
    const files: Files = {
      ...DISK,
      rename: (from, to) => {
        writeFileSync(path, fresh);
        DISK.rename(from, to);
      },
    };
    expect(() => takeLock(files, path)).toThrow(/since 2026-02-02/);
    expect(readFileSync(path, "utf8")).toBe(fresh);
    expect(readdirSync(join(path, ".."))).toEqual(["lock"]);
  });

  it("sweeps up what a killed process left of its taking", async () => {
    const path = join(temporaryFolder(), "lock");
    const gone = await goneProcess();
    for (const name of [`new-${String(gone)}`, `old-${String(gone)}`]) writeFileSync(`${path}.${name}`, "");
    writeFileSync(`${path}.new-${String(process.ppid)}`, "");
    const lock = takeLock(DISK, path);
    expect(readdirSync(join(path, ".."))).toEqual(["lock", `lock.new-${String(process.ppid)}`]);
    lock.release();
  });

  it("that is taken away while a run writes ends the run before it counts", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    const before = contents(folder);
    const files: Files = {
      ...DISK,
      open: (name, flags) => {
        // A person thinks that nobody is writing any more.
        if (name.endsWith(".md")) rmSync(join(folder, HIDDEN, "lock"), { force: true });
        return DISK.open(name, flags);
      },
    };
    await expect(run(folder, { "drop/b.txt": page(2, "Bells return") }, { files })).rejects.toThrow(LostLock);
    expect(contents(folder)).toEqual(before);
  });

  it("keeps a second run out of a collection, and a look is still possible", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    const writer = await openCollection({ folder, write: true });
    await expect(openCollection({ folder, write: true })).rejects.toThrow(LockedError);
    const look = await openCollection({ folder, write: false });
    expect(look.rows).toHaveLength(1);
    look.close();
    writer.close();
    expect(readdirSync(join(folder, HIDDEN))).not.toContain("lock");
  });

  it("that was left behind is told by the next run", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    writeFileSync(
      join(folder, HIDDEN, "lock"),
      JSON.stringify({ process: await goneProcess(), host: hostname(), since: "2026-01-01T00:00:00.000Z" }),
    );
    const { announcements } = await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    expect(announcements).toEqual([expect.stringMatching(/An earlier run \(process \d+ on .*\) did not finish/)]);
  });
});
