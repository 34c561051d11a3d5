/** Writing files whole or not at all. */
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Names of files that are still being written: hidden, never taken as input, swept up by the next run after a crash. */
const UNFINISHED = /^\.ingest-[0-9a-f]{16}\.tmp$/;

/** Files that this process is writing now; removed when it is interrupted. */
const unfinished = new Set<string>();

export interface WriteOptions {
  /** Wait until the bytes and the name are on the disk: for files that a run cannot check by hash. */
  readonly sync: boolean;
}

/** Writes a file by rename, so that readers see the old bytes or the new, never a part. Throws what the file system throws. */
export async function writeWhole(path: string, data: string | Uint8Array, { sync }: WriteOptions = { sync: false }): Promise<void> {
  const temporary = temporaryBeside(path);
  unfinished.add(temporary);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(data);
      if (sync) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    if (sync) syncFolder(dirname(path));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** A file that is written piece by piece and appears, whole, when it is finished. */
export interface GrowingFile {
  write(text: string): void;
  /** Syncs and renames. */
  finish(): void;
  /** Leaves nothing behind; nothing happens when it is finished or abandoned already. */
  abandon(): void;
}

/** Bytes gathered before a write, so that a line costs no call of its own. */
const CHUNK_LETTERS = 256 * 1024;

/** Opens a file that is written piece by piece. Throws what the file system throws. */
export function growWhole(path: string): GrowingFile {
  const temporary = temporaryBeside(path);
  const file = openSync(temporary, "wx");
  unfinished.add(temporary);
  let waiting = "";
  const flush = (): void => {
    const bytes = Buffer.from(waiting, "utf8");
    waiting = "";
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length >= CHUNK_LETTERS) flush();
    },
    finish() {
      flush();
      fsyncSync(file);
      closeSync(file);
      renameSync(temporary, path);
      unfinished.delete(temporary);
      syncFolder(dirname(path));
    },
    abandon() {
      if (!unfinished.has(temporary)) return;
      closeSync(file);
      rmSync(temporary, { force: true });
      unfinished.delete(temporary);
    },
  };
}

/** Removes what this process has not finished writing. Synchronous, so that it can run while the process is going down. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // It was renamed or removed meanwhile: nothing is left to do.
    }
  }
  unfinished.clear();
}

/** Removes what runs that were killed left in the folder. Only for the one process that may write there. */
export function removeLitter(folder: string): void {
  for (const name of readdirSync(folder)) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true });
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.ingest-${randomBytes(8).toString("hex")}.tmp`);
}

/** A rename lasts only once its folder is on the disk. Some systems cannot open folders: there the rename is as good as it gets. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows.
  }
}
