/** The bytes of a source, for the read stage. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Source } from "../types.ts";
import { systemPath } from "./address.ts";
import { faultText } from "./faults.ts";
import { hashFile } from "./hash-files.ts";

/** Bytes a read: large enough that calls do not count, small enough that a container does not fill the memory. */
const CHUNK_BYTES = 256 * 1024;

/** Bytes of the first read where the system tells no size. */
const PROBE_BYTES = 4095;

/** How far the file is that is being read, or was read last, in bytes. `size` 0: there is none, or the system tells no size. */
export interface FileMark {
  position: number;
  size: number;
}

/**
 * Opens a source when its bytes are asked for; `mark` is kept up to date meanwhile. Errors come while iterating, in words and without the
 * machine's path.
 *
 * Files are read without waiting for the event loop: most are one chunk, and a stream costs twenty times what reading it does.
 */
export async function* openBytes(source: Source, mark?: FileMark): AsyncGenerator<Uint8Array> {
  try {
    if (source.address === "-") yield* standardInput();
    else yield* fileBytes(source.address, mark);
  } catch (error) {
    throw new Error(faultText(error), { cause: error });
  }
}

/** SHA-256, hex, of a file; undefined: it cannot be read, or not twice. */
export function hashSource({ address }: Source): string | undefined {
  return address === "-" ? undefined : hashFile(address);
}

/** How long signals and timers may have to wait, in milliseconds. */
const PAUSE_EVERY_MS = 50;
let lastPause = performance.now();

/** Lets signals and timers in, when they have waited long enough; undefined: they have not. */
export function pause(): Promise<void> | undefined {
  const now = performance.now();
  if (now - lastPause < PAUSE_EVERY_MS) return undefined;
  lastPause = now;
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function* standardInput(): AsyncGenerator<Uint8Array> {
  // Of a folder Node makes a stream that is empty.
  if (fstatSync(process.stdin.fd).isDirectory()) throw new Error("it is a folder");
  for await (const chunk of process.stdin) yield chunk as Uint8Array;
}

function* fileBytes(address: string, mark: FileMark = { position: 0, size: 0 }): Generator<Uint8Array> {
  const file = openSync(systemPath(address), "r");
  try {
    const { size } = fstatSync(file);
    Object.assign(mark, { position: 0, size });
    for (let position = 0; ;) {
      // One byte more than is left tells the end from a file that grows.
      const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(PROBE_BYTES, size - position) + 1));
      const count = readSync(file, chunk, 0, chunk.length, position);
      if (count > 0) yield chunk.subarray(0, count);
      position += count;
      mark.position = Math.min(position, size);
      if (count < chunk.length) return;
    }
  } finally {
    closeSync(file);
  }
}
