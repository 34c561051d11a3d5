/** SHA-256 of files, where nothing else is done with them; and lists of files that several threads go through together. */
import { createHash, hash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { systemPath } from "./address.ts";

/** Bytes read at once: most files are smaller, and are hashed in one call. */
const CHUNK_BYTES = 256 * 1024;
const chunk: Buffer = Buffer.alloc(CHUNK_BYTES);

/** SHA-256, hex, of a file; undefined: it cannot be read. */
export function hashFile(address: string): string | undefined {
  try {
    const file = openSync(systemPath(address), "r");
    try {
      let count = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (count < CHUNK_BYTES) return hash("sha256", chunk.subarray(0, count), "hex");
      const whole = createHash("sha256");
      for (; count > 0; count = readSync(file, chunk, 0, CHUNK_BYTES, null)) whole.update(chunk.subarray(0, count));
      return whole.digest("hex");
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Bytes of a hash: its digits, since making bytes of them and digits of those again takes longer than moving them. */
const HASH_BYTES = 64;

/** Files that a thread takes at once. */
const STRETCH_FILES = 64;

/** How long to wait for a stretch that another thread has taken: it may be gone, or have met a file of many gigabytes. */
const PATIENCE_MS = 5_000;

/** A list that several threads work through, each taking the next stretch that nobody has taken. */
class SharedWork {
  /** The next stretch that nobody has taken (int 0), and for each stretch whether it is done. */
  readonly shared: SharedArrayBuffer;
  readonly #stretches: Int32Array;
  readonly #count: number;
  readonly #work: (index: number) => void;

  /** `shared`: what another thread made for the same list; undefined: this one is the first. */
  constructor(count: number, work: (index: number) => void, shared: SharedArrayBuffer | undefined) {
    this.shared = shared ?? new SharedArrayBuffer((1 + Math.ceil(count / STRETCH_FILES)) * Int32Array.BYTES_PER_ELEMENT);
    this.#stretches = new Int32Array(this.shared);
    this.#count = count;
    this.#work = work;
  }

  /** Does the next stretch that nobody has taken; false: there is none left. */
  doNext(): boolean {
    const stretch = Atomics.add(this.#stretches, 0, 1);
    const first = stretch * STRETCH_FILES;
    if (first >= this.#count) return false;
    for (let i = first; i < Math.min(first + STRETCH_FILES, this.#count); i++) this.#work(i);
    Atomics.store(this.#stretches, 1 + stretch, 1);
    Atomics.notify(this.#stretches, 1 + stretch);
    return true;
  }

  /** Nobody takes another stretch. */
  stop(): void {
    Atomics.store(this.#stretches, 0, this.#stretches.length);
  }

  /** Whether the stretch of an item is done, now or after whoever is at it; false: nobody has been seen to do it. */
  isDone(index: number): boolean {
    const stretch = 1 + Math.floor(index / STRETCH_FILES);
    while (Atomics.load(this.#stretches, stretch) === 0)
      if (!this.doNext() && Atomics.wait(this.#stretches, stretch, 0, PATIENCE_MS) === "timed-out") return false;
    return true;
  }
}

/** What the threads that hash the files of one list share. */
export interface SharedHashes {
  /** A hash a file. */
  readonly hashes: SharedArrayBuffer;
  /** 1: the file has been hashed; 0: it has not, or could not be read. A byte a file. */
  readonly known: SharedArrayBuffer;
  readonly work: SharedArrayBuffer;
}

/** A list of files that several threads hash together. */
export class HashList {
  readonly shared: SharedHashes;
  readonly work: SharedWork;
  readonly #addresses: readonly string[];
  readonly #hashes: Buffer;
  readonly #known: Uint8Array;

  /** `shared`: what another thread made for the same files; undefined: this one is the first. */
  constructor(addresses: readonly string[], shared?: SharedHashes) {
    const count = addresses.length;
    const hashes = shared?.hashes ?? new SharedArrayBuffer(count * HASH_BYTES);
    const known = shared?.known ?? new SharedArrayBuffer(count);
    this.#addresses = addresses;
    this.#hashes = Buffer.from(hashes);
    this.#known = new Uint8Array(known);
    this.work = new SharedWork(
      count,
      (index) => {
        const hashed = hashFile(addresses[index] ?? "");
        if (hashed === undefined) return;
        this.#hashes.write(hashed, index * HASH_BYTES, "latin1");
        this.#known[index] = 1;
      },
      shared?.work,
    );
    this.shared = { hashes, known, work: this.work.shared };
  }

  /** SHA-256, hex, of a file of the list, hashed by whoever is first; undefined: it could not be read. */
  of(index: number): string | undefined {
    if (!this.work.isDone(index)) return hashFile(this.#addresses[index] ?? "");
    return this.#known[index] === 1 ? this.#hashes.toString("latin1", index * HASH_BYTES, (index + 1) * HASH_BYTES) : undefined;
  }
}

/** What the threads that look at the files of one list share. */
export interface SharedFacts {
  /** Size and time of the last change of each file, milliseconds since 1970; a size of NaN: there is no such file. */
  readonly facts: SharedArrayBuffer;
  readonly work: SharedArrayBuffer;
}

/** Numbers that are known of a file. */
const FACTS = 2;

/** Names in memory that threads share: in UTF-8, one after the other, and where each of them ends. */
export interface PackedNames {
  readonly bytes: SharedArrayBuffer;
  readonly ends: SharedArrayBuffer;
}

/** Packs names. `put`: puts a name at a place and says where the next one may begin; without memory it only counts. */
export function packNames(count: number, put: (index: number, into: Uint8Array | undefined, at: number) => number): PackedNames {
  const ends = new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT);
  const places = new Uint32Array(ends);
  let end = 0;
  for (let i = 0; i < count; i++) places[i] = end = put(i, undefined, end);
  const bytes = new SharedArrayBuffer(end);
  const into = new Uint8Array(bytes);
  for (let i = 0, at = 0; i < count; i++) at = put(i, into, at);
  return { bytes, ends };
}

/** For names that are strings. */
export function putName(name: string, into: Uint8Array | undefined, at: number): number {
  if (into === undefined) return at + Buffer.byteLength(name);
  const bytes = Buffer.from(name, "utf8");
  into.set(bytes, at);
  return at + bytes.length;
}

/** Files of a folder whose size and time several threads ask for together. */
export class FactsList {
  readonly shared: SharedFacts;
  readonly work: SharedWork;
  readonly #facts: Float64Array;

  /** `shared`: what another thread made for the same files; undefined: this one is the first. */
  constructor(folder: string, names: PackedNames, shared?: SharedFacts) {
    const bytes = Buffer.from(names.bytes);
    const ends = new Uint32Array(names.ends);
    const facts = shared?.facts ?? new SharedArrayBuffer(ends.length * FACTS * Float64Array.BYTES_PER_ELEMENT);
    this.#facts = new Float64Array(facts);
    this.work = new SharedWork(
      ends.length,
      (index) => {
        // What cannot be looked at is asked for again by whoever needs it.
        const found = attemptStat(`${folder}/${bytes.toString("utf8", index === 0 ? 0 : ends[index - 1], ends[index])}`);
        this.#facts[index * FACTS] = found?.size ?? NaN;
        this.#facts[index * FACTS + 1] = found?.mtimeMs ?? NaN;
      },
      shared?.work,
    );
    this.shared = { facts, work: this.work.shared };
  }

  /** Size and time of a file of the list; undefined: it is not there, or it could not be looked at. */
  of(index: number): { readonly size: number; readonly modified: number } | undefined {
    if (!this.work.isDone(index)) return undefined;
    const [size = NaN, modified = NaN] = [this.#facts[index * FACTS], this.#facts[index * FACTS + 1]];
    return Number.isNaN(size) ? undefined : { size, modified };
  }
}

function attemptStat(address: string): { readonly size: number; readonly mtimeMs: number } | undefined {
  try {
    return statSync(address, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
