/**
 * Files wait in a hidden folder until the run is done, and are then moved to their places: what a run killed before that moment has
 * written is swept away by the next one, and what a run killed after it has not moved is moved by the next one.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { readSha256 } from "./file-hash.ts";
import type { FileFacts, Files } from "./files.ts";
import { MANIFEST } from "../io/collection-names.ts";
import type { Commit, Output } from "./rows.ts";

/** A file that is being written. */
export interface StagedFile {
  write(text: string | Uint8Array): void;
  /** Everything written is on the disk. */
  finish(): Output;
}

export interface Staging {
  /**
   * Writes a file of the collection; it appears when the run is done. `fresh`: what it is, by `digestOf`; `before`: what stands in its
   * place now, undefined: nothing.
   */
  add(fresh: Output, bytes: Uint8Array, before: FileFacts | undefined): Output;
  /** Begins a file that is written piece by piece. */
  begin(name: string): StagedFile;
  /** Nothing more is added. To be called before the run counts as done. */
  seal(): void;
  /** Closes what is open and removes everything that waits. */
  abandon(): void;
}

const FOLDER = /^next-[0-9]+$/;

/** Among the files that wait: size and time of each file that stands in the place of one, by name. No article has such a name. */
const REPLACED = ".replaced";
type Replaced = Record<string, readonly [size: number, modified: number]>;

/** Name of the folder in which the files of a run wait; a run is named by where its frames begin in the log. */
export function stagingName(from: number): string {
  return `next-${from}`;
}

/** Opens a place for the files of a run. The folder is made with the first of them. */
export function openStaging(files: Files, hidden: string, from: number): Staging {
  const folder = join(hidden, stagingName(from));
  let isMade = false;
  const open = new Set<number>();
  const replaced: Replaced = {};
  const create = (name: string): number => {
    if (!isMade) files.makeFolder(folder);
    isMade = true;
    const file = files.open(join(folder, name), "wx+");
    open.add(file);
    return file;
  };
  const close = (file: number): void => {
    open.delete(file);
    files.close(file);
  };
  return {
    add(fresh, bytes, before) {
      if (before !== undefined) replaced[fresh.name] = [before.size, before.modified];
      const file = create(fresh.name);
      try {
        files.write(file, bytes, 0);
        const { size, modified } = files.factsOf(file);
        return { ...fresh, size, modified };
      } finally {
        close(file);
      }
    },
    begin(name) {
      const file = create(name);
      return growing(files, file, name, () => {
        close(file);
      });
    },
    seal() {
      if (Object.keys(replaced).length === 0) return;
      const file = create(REPLACED);
      try {
        files.write(file, Buffer.from(JSON.stringify(replaced), "utf8"), 0);
      } finally {
        close(file);
      }
    },
    abandon() {
      for (const file of [...open]) close(file);
      if (isMade) files.removeFolder(folder);
    },
  };
}

/** A file that is not written: what it would be. */
export function digestOf(name: string, bytes: Uint8Array): Output {
  return { name, sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length, modified: NEVER, isBehind: false };
}

/** No file was changed then. */
const NEVER = -1;

/** For a run that only says what it would do: nothing is written. */
export function planStaging(): Staging {
  return {
    add: (fresh) => fresh,
    seal: () => undefined,
    begin(name) {
      const hash = createHash("sha256");
      let size = 0;
      return {
        write(text) {
          hash.update(text);
          size += Buffer.byteLength(text);
        },
        finish: () => ({ name, sha256: hash.digest("hex"), size, modified: NEVER, isBehind: false }),
      };
    },
    abandon: () => undefined,
  };
}

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1024 * 1024;

function growing(files: Files, file: number, name: string, close: () => void): StagedFile {
  const hash = createHash("sha256");
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let position = 0;
  const flush = (): void => {
    const [first] = waiting;
    const bytes = first !== undefined && waiting.length === 1 ? first : Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(bytes);
    files.write(file, bytes, position);
    position += bytes.length;
  };
  return {
    write(text) {
      const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
      // What is large goes by itself, uncopied.
      if (bytes.length >= BUFFER_BYTES / 2 && waitingBytes > 0) flush();
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes >= BUFFER_BYTES) flush();
    },
    finish() {
      try {
        flush();
        files.sync(file);
        const { size, modified } = files.factsOf(file);
        return { name, sha256: hash.digest("hex"), size, modified, isBehind: false };
      } finally {
        close();
      }
    },
  };
}

/** Moves the files of a finished run to their places, removes those that left, and then the place where they waited. */
export function publish(files: Files, folder: string, hidden: string, commit: Commit): void {
  const staged = join(hidden, stagingName(commit.from));
  for (const name of waitingIn(files, staged)) files.rename(join(staged, name), join(folder, name));
  removeThoseThatLeft(files, folder, commit);
  files.syncFolder(folder);
  files.removeFolder(staged);
}

function waitingIn(files: Files, staged: string): string[] {
  return files.list(staged).filter((name) => name !== REPLACED);
}

/** Only what a run wrote, as it wrote it. */
function removeThoseThatLeft(files: Files, folder: string, commit: Commit): void {
  for (const { name, sha256 } of commit.removedFiles) {
    const path = join(folder, name);
    if (readSha256(files, path) === sha256) files.remove(path);
  }
}

/** After a run that was killed: finishes what it had finished but for the moving, sweeps away the rest. True: there was something. */
export function tidyStaging(files: Files, folder: string, hidden: string, lastCommit: Commit | undefined): boolean {
  const left = files.list(hidden).filter((name) => FOLDER.test(name));
  for (const name of left) {
    const staged = join(hidden, name);
    if (lastCommit !== undefined && name === stagingName(lastCommit.from)) {
      giveWay(files, folder, staged);
      publish(files, folder, hidden, lastCommit);
    } else files.removeFolder(staged);
  }
  return left.length > 0;
}

/** What a person changed since then is theirs. The manifest is nobody's but ours. */
function giveWay(files: Files, folder: string, staged: string): void {
  const replaced = replacedIn(files, staged);
  for (const name of waitingIn(files, staged)) {
    const now = files.facts(join(folder, name));
    if (now === undefined || name === MANIFEST) continue;
    const [size, modified] = replaced?.[name] ?? [];
    // Which is newer is the second best to go by: clocks are set back.
    const isTheirs =
      replaced === undefined ? isNewer(now, files.facts(join(staged, name))) : now.size !== size || now.modified !== modified;
    if (isTheirs) files.remove(join(staged, name));
  }
}

function replacedIn(files: Files, staged: string): Replaced | undefined {
  const bytes = files.readWhole(join(staged, REPLACED));
  try {
    return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString("utf8")) as Replaced);
  } catch {
    // A machine that lost its power left nothing of it.
    return undefined;
  }
}

function isNewer(a: FileFacts, b: FileFacts | undefined): boolean {
  return b !== undefined && a.modified > b.modified;
}
