/** SHA-256 of files, where nothing else is done with them. */
import { createHash, hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { systemPath } from "./address.ts";

/** Bytes read at once: most files are smaller, and are hashed in one call. */
const CHUNK_BYTES = 256 * 1024;
const chunk: Buffer = Buffer.alloc(CHUNK_BYTES);

/** SHA-256 of a file; undefined: it cannot be read. */
export function hashFile(address: string): Buffer | undefined {
  try {
    const file = openSync(systemPath(address), "r");
    try {
      let count = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (count < CHUNK_BYTES) return hash("sha256", chunk.subarray(0, count), "buffer");
      const whole = createHash("sha256");
      for (; count > 0; count = readSync(file, chunk, 0, CHUNK_BYTES, null)) whole.update(chunk.subarray(0, count));
      return whole.digest();
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Files that a thread takes at once. */
const STRETCH_FILES = 64;

/** What the threads that hash the files of one list share. */
export interface SharedHashes {
  /** A hash a file. */
  readonly hashes: SharedArrayBuffer;
  /** 1: the file has been hashed; 0: it has not, or could not be read. A byte a file. */
  readonly known: SharedArrayBuffer;
  /** The next stretch that nobody has taken (int 0), and for each stretch whether it is done. */
  readonly stretches: SharedArrayBuffer;
}

/** A list of files that several threads hash together, each taking the next stretch of it. */
export class HashList {
  readonly shared: SharedHashes;
  readonly #addresses: readonly string[];
  readonly #hashes: Buffer;
  readonly #known: Uint8Array;
  readonly #stretches: Int32Array;

  /** `shared`: what another thread made for the same files; undefined: this one is the first. */
  constructor(addresses: readonly string[], shared?: SharedHashes) {
    const count = addresses.length;
    this.shared = shared ?? {
      hashes: new SharedArrayBuffer(count * HASH_BYTES),
      known: new SharedArrayBuffer(count),
      stretches: new SharedArrayBuffer((1 + Math.ceil(count / STRETCH_FILES)) * Int32Array.BYTES_PER_ELEMENT),
    };
    this.#addresses = addresses;
    this.#hashes = Buffer.from(this.shared.hashes);
    this.#known = new Uint8Array(this.shared.known);
    this.#stretches = new Int32Array(this.shared.stretches);
  }

  /** Hashes the next stretch that nobody has taken; false: there is none left. */
  hashNext(): boolean {
    const stretch = Atomics.add(this.#stretches, 0, 1);
    const first = stretch * STRETCH_FILES;
    if (first >= this.#addresses.length) return false;
    for (let i = first; i < Math.min(first + STRETCH_FILES, this.#addresses.length); i++) {
      const hashed = hashFile(this.#addresses[i] ?? "");
      if (hashed === undefined) continue;
      hashed.copy(this.#hashes, i * HASH_BYTES);
      this.#known[i] = 1;
    }
    Atomics.store(this.#stretches, 1 + stretch, 1);
    Atomics.notify(this.#stretches, 1 + stretch);
    return true;
  }

  /** Nobody takes another stretch. */
  stop(): void {
    Atomics.store(this.#stretches, 0, this.#stretches.length);
  }

  /** SHA-256, hex, of a file of the list, hashed by whoever is first; undefined: it could not be read. */
  of(index: number): string | undefined {
    const stretch = 1 + Math.floor(index / STRETCH_FILES);
    while (Atomics.load(this.#stretches, stretch) === 0)
      if (!this.hashNext() && Atomics.wait(this.#stretches, stretch, 0, PATIENCE_MS) === "timed-out")
        return hashFile(this.#addresses[index] ?? "")?.toString("hex");
    return this.#known[index] === 1 ? this.#hashes.toString("hex", index * HASH_BYTES, (index + 1) * HASH_BYTES) : undefined;
  }
}

/** How long to wait for a stretch that another thread has taken: it may be gone, or have met a file of many gigabytes. */
const PATIENCE_MS = 5_000;
