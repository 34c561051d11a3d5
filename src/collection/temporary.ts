/**
 * A store for runs that keep nothing: in memory as long as it is small, then in a file without a name, which is gone with the process,
 * however that ends.
 */
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Place, Store } from "../flow/store.ts";
import { DISK, type Files } from "./files.ts";

export interface TemporaryStore extends Store {
  close(): void;
}

/** Nothing can be put aside where temporary files go; `cause`: what the system says. */
export class TemporaryFault extends Error {
  override readonly name = "TemporaryFault";
  readonly folder: string;

  constructor(folder: string, cause: unknown) {
    super(`cannot write to ${folder}, where temporary files go`, { cause });
    this.folder = folder;
  }
}

/** Bytes kept in memory before a file is made. */
const MEMORY_BYTES_MAX = 32 * 1024 * 1024;
/** Bytes gathered before they are written, from then on. */
const BUFFER_BYTES = 1024 * 1024;
/** Bytes before each entry: its length. */
const LENGTH_BYTES = 4;
/** Bytes read ahead where entries are read in the order in which they were written, and elsewhere. */
const WINDOW_BYTES = 1024 * 1024;
const PROBE_BYTES = 16 * 1024;

/** Opens one. `folder`: where the file is made; undefined: the system's folder for such files. */
export function temporaryStore(files: Files = DISK, folder: string = tmpdir()): TemporaryStore {
  let file: NamelessFile | undefined;
  let written = 0;
  /** What is not in the file yet, by place, in order. */
  const waiting = new Map<Place, Uint8Array>();
  let waitingBytes = 0;
  let window = { from: 0, bytes: Buffer.alloc(0) };
  let lastEnd = -1;

  const flush = (): void => {
    const parts: Uint8Array[] = [];
    for (const bytes of waiting.values()) {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(bytes.length);
      parts.push(length, bytes);
    }
    try {
      file ??= openNameless(files, folder);
      files.write(file.file, Buffer.concat(parts), written);
    } catch (error) {
      throw new TemporaryFault(folder, error);
    }
    written += waitingBytes;
    waiting.clear();
    waitingBytes = 0;
  };
  const append = (bytes: Uint8Array): Place => {
    const place = written + waitingBytes;
    waiting.set(place, bytes);
    waitingBytes += LENGTH_BYTES + bytes.length;
    if (waitingBytes >= (file === undefined ? MEMORY_BYTES_MAX : BUFFER_BYTES)) flush();
    return place;
  };
  const stretch = (from: number, length: number, ahead: number): Buffer => {
    if (from < window.from || from + length > window.from + window.bytes.length) {
      if (file === undefined) throw new Error(`nothing is stored at ${from}`);
      const bytes = Buffer.allocUnsafeSlow(Math.min(written - from, Math.max(length, ahead)));
      files.read(file.file, bytes, from);
      window = { from, bytes };
    }
    return window.bytes.subarray(from - window.from, from - window.from + length);
  };
  return {
    appendPage: append,
    appendArticle: append,
    read(place) {
      const kept = waiting.get(place);
      if (kept !== undefined) return kept;
      const ahead = place === lastEnd ? WINDOW_BYTES : PROBE_BYTES;
      const length = stretch(place, LENGTH_BYTES, ahead).readUInt32LE(0);
      lastEnd = place + LENGTH_BYTES + length;
      return stretch(place + LENGTH_BYTES, length, ahead);
    },
    findPage: () => undefined,
    forget() {
      waiting.clear();
      waitingBytes = 0;
      written = 0;
      window = { from: 0, bytes: Buffer.alloc(0) };
      lastEnd = -1;
    },
    past: undefined,
    close() {
      file?.close();
      file = undefined;
    },
  };
}

interface NamelessFile {
  readonly file: number;
  close(): void;
}

function openNameless(files: Files, folder: string): NamelessFile {
  const path = join(folder, `ingest-${randomBytes(8).toString("hex")}.tmp`);
  const file = files.open(path, "wx+");
  let hasName = true;
  try {
    files.remove(path);
    hasName = false;
  } catch {
    // Windows keeps the name of an open file: it goes when the file is closed.
  }
  return {
    file,
    close() {
      files.close(file);
      if (hasName) files.remove(path);
    },
  };
}
