/**
 * One writer at a time: a lock file that names process, host and start, so that a person can tell whose it is.
 *
 * A lock whose process is gone is recovered. A process is the one that took the lock when its number lives and, where the system tells
 * (Linux), it was started at the same moment: numbers are used again, in containers at once. A lock of another host cannot be judged
 * from here; it is left, and the message says what to do.
 */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { codeOf, type Files } from "./files.ts";

export interface LockOwner {
  readonly process: number;
  readonly host: string;
  /** When the process took the lock, RFC 3339, UTC. */
  readonly since: string;
  /** What the system says of the start of the process; undefined where it says nothing. */
  readonly started: string | undefined;
}

export interface Lock {
  /** The owner whose lock was recovered; undefined: there was none. */
  readonly recovered: LockOwner | undefined;
  /** Throws LostLock when somebody took the lock away. */
  check(): void;
  release(): void;
}

/** Another process writes to the collection. The message names it and says what to do. */
export class LockedError extends Error {
  override readonly name = "LockedError";
  readonly owner: LockOwner | undefined;

  constructor(path: string, owner: LockOwner | undefined) {
    super(
      owner === undefined
        ? `another run is writing to this collection: ${path} cannot be read. If no run is under way, remove that file.`
        : `process ${owner.process} on ${owner.host} has been writing to this collection since ${owner.since}. Wait until it is done; ` +
            `if there is no such process any more, remove ${path}.`,
    );
    this.owner = owner;
  }
}

/** The lock that a run had is not there any more, or is another's: what it has written so far may be written over. */
export class LostLock extends Error {
  override readonly name = "LostLock";

  constructor(owner: LockOwner | undefined) {
    const by = owner === undefined ? "was removed" : `was taken by process ${owner.process} on ${owner.host}`;
    super(`the lock of the collection ${by} while this run was writing: nothing of it counts. One run writes at a time.`);
  }
}

/** How often a lock that vanishes under our hands is tried again. */
const ATTEMPTS = 5;

/** Takes the lock. Throws LockedError when another process has it. */
export function takeLock(files: Files, path: string): Lock {
  const own: LockOwner = { process: process.pid, host: hostname(), since: new Date().toISOString(), started: startOf(process.pid) };
  const text = Buffer.from(`${JSON.stringify(own)}\n`, "utf8");
  let recovered: LockOwner | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(files, path, text)) {
      sweep(files, path);
      return {
        recovered,
        check: () => {
          const now = files.readWhole(path);
          if (now === undefined || !isSame(now, text)) throw new LostLock(now === undefined ? undefined : ownerOf(now));
        },
        release: () => {
          release(files, path, text);
        },
      };
    }
    const before = files.readWhole(path);
    // Released in this very moment.
    if (before === undefined) continue;
    const owner = ownerOf(before);
    if (owner === undefined || isAlive(owner)) throw new LockedError(path, owner);
    // Two runs may find the same stale lock: the one that moves it away has it, and the other comes to a fresh one.
    const aside = `${path}.old-${process.pid}`;
    if (!moveAway(files, path, aside)) continue;
    const moved = files.readWhole(aside);
    const isFresh = moved !== undefined && !isSame(moved, before);
    // Somebody was faster: what was moved away is theirs.
    if (isFresh) files.link(aside, path);
    files.remove(aside);
    if (isFresh) throw new LockedError(path, ownerOf(moved));
    recovered = owner;
  }
  throw new LockedError(path, undefined);
}

/** Who holds the lock now; undefined: nobody who is alive, as far as can be told. */
export function lockOwner(files: Files, path: string): LockOwner | undefined {
  const text = files.readWhole(path);
  const owner = text === undefined ? undefined : ownerOf(text);
  return owner !== undefined && isAlive(owner) ? owner : undefined;
}

/** The lock appears with its text, or not at all: a lock that is still empty could not be told from one whose writer was killed. */
function create(files: Files, path: string, text: Uint8Array): boolean {
  const written = `${path}.new-${process.pid}`;
  files.remove(written);
  const file = files.open(written, "wx+");
  try {
    files.write(file, text, 0);
  } finally {
    files.close(file);
  }
  try {
    return files.link(written, path);
  } finally {
    files.remove(written);
  }
}

/** Only what is still ours. */
function release(files: Files, path: string, text: Uint8Array): void {
  const now = files.readWhole(path);
  if (now !== undefined && isSame(now, text)) files.remove(path);
}

/** Takes away what processes that were killed left beside the lock. */
function sweep(files: Files, path: string): void {
  const folder = dirname(path);
  for (const name of files.list(folder)) {
    const left = LEFT.exec(name);
    if (left !== null && !isRunning(Number(left[1]))) files.remove(join(folder, name));
  }
}

/** Names of a lock that is being taken, or moved away: each has the number of the process. */
const LEFT = /^lock\.(?:new|old)-(\d+)$/;

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function moveAway(files: Files, path: string, aside: string): boolean {
  try {
    files.rename(path, aside);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function ownerOf(bytes: Uint8Array): LockOwner | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (typeof value !== "object" || value === null || !("process" in value) || !("host" in value) || !("since" in value)) return undefined;
    const { process: number, host, since } = value;
    if (typeof number !== "number" || typeof host !== "string" || typeof since !== "string") return undefined;
    return { process: number, host, since, started: "started" in value && typeof value.started === "string" ? value.started : undefined };
  } catch {
    return undefined;
  }
}

function isAlive(owner: LockOwner): boolean {
  // A host that cannot be asked: believed.
  if (owner.host !== hostname()) return true;
  if (!isRunning(owner.process)) return false;
  const started = startOf(owner.process);
  return owner.started === undefined || started === undefined || started === owner.started;
}

function isRunning(number: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(number, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
  }
  return true;
}

/** Boot and ticks since boot at which a process was started, as Linux tells it. */
function startOf(number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, "latin1");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    // The command's name, in parentheses, may hold anything; start time is the 20th field after it.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? undefined : `${boot}/${ticks}`;
  } catch {
    return undefined;
  }
}
