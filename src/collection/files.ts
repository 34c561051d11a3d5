/**
 * The file operations that a collection is made of, as a port: so that a test can end the process at each of them, and a full disk
 * or a failing one can be played. Synchronous: an article is small, and a turn of the event loop costs more than writing it.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export interface FileFacts {
  readonly size: number;
  /** Milliseconds since 1970, with the fraction that the file system keeps. */
  readonly modified: number;
}

export interface Files {
  /** Makes the folder and its parents; nothing happens where it is there. */
  makeFolder(path: string): void;
  /** "r": for reading; "r+": for reading and writing; "wx+": a new file; throws what the file system throws. */
  open(path: string, flags: "r" | "r+" | "wx+"): number;
  close(file: number): void;
  /** Writes all of the bytes. */
  write(file: number, bytes: Uint8Array, position: number): void;
  /** How many bytes were read: fewer than asked for at the end of the file. */
  read(file: number, into: Uint8Array, position: number): number;
  sync(file: number): void;
  /** Makes renames in the folder last. Does nothing on systems that cannot open folders. */
  syncFolder(path: string): void;
  truncate(file: number, length: number): void;
  rename(from: string, to: string): void;
  /** Gives a file a second name; false: the name is taken. */
  link(from: string, to: string): boolean;
  /** Nothing happens where there is no such file. */
  remove(path: string): void;
  /** Removes a folder and what is in it; nothing happens where it is not there. */
  removeFolder(path: string): void;
  /** undefined: there is no such file. */
  facts(path: string): FileFacts | undefined;
  factsOf(file: number): FileFacts;
  /** Names in the folder, in the order of their UTF-16 units; empty where it is not there. */
  list(folder: string): string[];
  /** undefined: there is no such file. */
  readWhole(path: string): Uint8Array | undefined;
}

/** The disk. */
export const DISK: Files = {
  makeFolder(path) {
    // Node's own way with parents goes round for ever below /proc, and says of a read-only file system that the folder is not there.
    const missing: string[] = [];
    for (let next = path; !existsSync(next) && dirname(next) !== next; next = dirname(next)) missing.push(next);
    for (const folder of missing.reverse()) {
      try {
        mkdirSync(folder);
      } catch (error) {
        // Another process may have made it in this moment.
        if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
      }
    }
  },
  open(path, flags) {
    const file = openSync(path, flags);
    // A folder opens too, and fails when it is read, with an error that does not say which.
    if (flags !== "r" || !fstatSync(file).isDirectory()) return file;
    closeSync(file);
    throw Object.assign(new Error(`EISDIR: it is a folder, open '${path}'`), { code: "EISDIR", path });
  },
  close: (file) => {
    closeSync(file);
  },
  write(file, bytes, position) {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, position + done);
  },
  read(file, into, position) {
    let done = 0;
    while (done < into.length) {
      const count = readSync(file, into, done, into.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  sync: (file) => {
    fsyncSync(file);
  },
  syncFolder(path) {
    let folder: number;
    try {
      folder = openSync(path, "r");
    } catch (error) {
      if (codeOf(error) === "EISDIR" || codeOf(error) === "EPERM" || codeOf(error) === "EACCES") return;
      throw error;
    }
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
  truncate: (file, length) => {
    ftruncateSync(file, length);
  },
  rename: (from, to) => {
    renameSync(from, to);
  },
  link(from, to) {
    try {
      linkSync(from, to);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  },
  remove: (path) => {
    absentIsFine(() => {
      unlinkSync(path);
    });
  },
  removeFolder: (path) => {
    rmSync(path, { recursive: true, force: true });
  },
  facts(path) {
    // An error that is thrown costs ten times the question.
    const facts = statSync(path, { throwIfNoEntry: false });
    return facts === undefined ? undefined : pick(facts);
  },
  factsOf: (file) => pick(fstatSync(file)),
  list: (folder) => absentIsFine(() => readdirSync(folder).sort()) ?? [],
  readWhole: (path) => absentIsFine(() => readFileSync(path)),
};

function pick({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): FileFacts {
  return { size, modified: mtimeMs };
}

/** undefined where the file is not there. */
function absentIsFine<T>(operate: () => T): T | undefined {
  try {
    return operate();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The system's code of an error ("ENOENT"). */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
