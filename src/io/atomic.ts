/** Writing files whole or not at all. */
import { randomBytes } from "node:crypto";
import { unlinkSync } from "node:fs";
import { lstat, open, rename, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files that this process is writing now; removed when it is interrupted. */
const unfinished = new Set<string>();

/**
 * Writes a file by rename, so that readers see the old bytes or the new, never a part. What stands there and is no file (a device, a pipe, a
 * link) is written to and stays what it is: a rename would put a file in its place. Throws what the file system throws.
 */
export async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile()) {
    await writeFile(path, data);
    return;
  }
  // Hidden, and never taken as input.
  const temporary = join(dirname(path), `.ingest-${randomBytes(8).toString("hex")}.tmp`);
  unfinished.add(temporary);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
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
