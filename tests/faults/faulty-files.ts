/** The file operations of a collection, with a fault at one of them: the process ends there, or the disk says no. */
import { DISK, type Files } from "../../src/collection/files.ts";

/** What stands for the end of the process: from here on nothing reaches the disk. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/** When the fault comes, at the operation of its number. "half": a write that reaches the disk by half. */
export type Moment = "before" | "half" | "after";

export interface Fault {
  /** Number of the operation, from 0. */
  readonly at: number;
  readonly moment: Moment;
  /** undefined: the process ends. Else the system's code: the operation fails, and the process goes on. */
  readonly code: string | undefined;
}

export interface FaultyFiles extends Files {
  /** Operations so far that change the disk. */
  readonly operations: () => number;
  /** Names of the operations, in order. */
  readonly names: readonly string[];
}

/** `fault`: undefined counts only. */
export function faultyFiles(fault: Fault | undefined): FaultyFiles {
  const names: string[] = [];
  let isDead = false;

  const die = (): never => {
    if (fault?.code !== undefined) throw Object.assign(new Error(`${fault.code}: played`), { code: fault.code });
    isDead = true;
    throw new Killed("the process was killed here");
  };
  /** Reading is possible until the process ends. */
  const reading = <T>(act: () => T): T => {
    if (isDead) throw new Killed("the process is dead");
    return act();
  };
  const changing = <T>(name: string, act: () => T, half?: () => void): T => {
    if (isDead) throw new Killed("the process is dead");
    const isHere = fault !== undefined && names.length === fault.at;
    names.push(name);
    if (isHere && fault.moment === "before") die();
    if (isHere && fault.moment === "half") {
      half?.();
      die();
    }
    const result = act();
    if (isHere && fault.moment === "after") die();
    return result;
  };
  return {
    operations: () => names.length,
    names,
    makeFolder: (path) => {
      changing("makeFolder", () => {
        DISK.makeFolder(path);
      });
    },
    open: (path, flags) =>
      flags === "r" ? reading(() => DISK.open(path, flags)) : changing(`open ${flags}`, () => DISK.open(path, flags)),
    // Descriptors belong to this process, which lives on: closing them is no matter of the disk.
    close: (file) => {
      DISK.close(file);
    },
    write: (file, bytes, position) => {
      changing(
        "write",
        () => {
          DISK.write(file, bytes, position);
        },
        () => {
          DISK.write(file, bytes.subarray(0, Math.floor(bytes.length / 2)), position);
        },
      );
    },
    read: (file, into, position) => reading(() => DISK.read(file, into, position)),
    sync: (file) => {
      changing("sync", () => {
        DISK.sync(file);
      });
    },
    syncFolder: (path) => {
      changing("syncFolder", () => {
        DISK.syncFolder(path);
      });
    },
    truncate: (file, length) => {
      changing("truncate", () => {
        DISK.truncate(file, length);
      });
    },
    rename: (from, to) => {
      changing("rename", () => {
        DISK.rename(from, to);
      });
    },
    link: (from, to) => changing("link", () => DISK.link(from, to)),
    remove: (path) => {
      changing("remove", () => {
        DISK.remove(path);
      });
    },
    removeFolder: (path) => {
      changing(
        "removeFolder",
        () => {
          DISK.removeFolder(path);
        },
        () => {
          for (const name of DISK.list(path).slice(0, 1)) DISK.remove(`${path}/${name}`);
        },
      );
    },
    facts: (path) => reading(() => DISK.facts(path)),
    factsOf: (file) => reading(() => DISK.factsOf(file)),
    list: (folder) => reading(() => DISK.list(folder)),
    readWhole: (path) => reading(() => DISK.readWhole(path)),
  };
}
