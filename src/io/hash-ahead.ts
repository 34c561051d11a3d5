/**
 * Hashing the sources of a run while it opens its collection, and then looking at the files that it wrote before: recognising what has not
 * changed is most of what a run does that finds nothing new, and another core can do that meanwhile.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Source } from "../types.ts";
import { FactsList, HashList, type PackedNames } from "./hash-files.ts";
import { hashSource } from "./open.ts";

/** As the file system has it. */
export interface FileFacts {
  readonly size: number;
  /** Milliseconds since 1970, with the fraction that the file system keeps. */
  readonly modified: number;
}

export interface HashAhead {
  /** As `hashSource`. Fast for sources that are asked for in their order. */
  readonly of: (source: Source) => string | undefined;
  /**
   * Begins to look at the files of a folder, once: their size and time, by the place of each in the list, which is gone through in its order. A
   * file of which that says undefined is to be asked for by itself. undefined: there is no thread that could.
   */
  readonly look: (folder: string, names: () => PackedNames) => ((index: number) => FileFacts | undefined) | undefined;
  /** No more hashes are wanted. */
  readonly stop: () => void;
}

/** Sources from which a thread is worth its start. */
const SOURCES_MIN = 2_000;

/** What the thread runs. It is built: where the sources run as they are, as in tests, there is none. */
const ENTRY = new URL("./hash-worker.js", import.meta.url);

/** A thread that may hash sources, before they are known. */
export interface HashingThread {
  /** So many sources have been found, and more may be: where they are many, the thread starts, which takes as long as finding the rest. */
  readonly expect: (sources: number) => void;
  /** Begins to hash. `sources`: files, all of them. */
  readonly begin: (sources: readonly Source[]) => HashAhead;
}

/** `threads`: beside this one, more than one is not needed; 0: nothing is to be hashed ahead. */
export function hashingThread(threads: number): HashingThread {
  let worker: Worker | undefined;
  const isWanted = (sources: number): boolean => threads > 0 && sources >= SOURCES_MIN && existsSync(fileURLToPath(ENTRY));
  return {
    expect(sources) {
      if (worker === undefined && isWanted(sources)) worker = startThread();
    },
    begin(sources) {
      if (!isWanted(sources.length)) return { of: hashSource, look: () => undefined, stop: () => undefined };
      return hashAhead(sources, worker ?? startThread());
    },
  };
}

function hashAhead(sources: readonly Source[], worker: Worker | undefined): HashAhead {
  const addresses = sources.map(({ address }) => address);
  const list = new HashList(addresses);
  // One string: no path has a zero in it, and cloning a hundred thousand strings would hold up this thread.
  worker?.postMessage({ addresses: addresses.join("\0"), shared: list.shared });
  let next = 0;
  let facts: FactsList | undefined;
  return {
    of(source) {
      if (source.address === "-") return undefined;
      while (next < sources.length && sources[next] !== source) next++;
      return next < sources.length ? list.of(next++) : hashSource(source);
    },
    look(folder, names) {
      if (facts !== undefined) return undefined;
      const packed = names();
      const looked = new FactsList(folder, packed);
      facts = looked;
      worker?.postMessage({ folder, names: packed, shared: looked.shared });
      return (index) => looked.of(index);
    },
    stop: () => {
      list.work.stop();
      facts?.work.stop();
    },
  };
}

/** A thread that cannot start or run leaves its work to this one. */
function startThread(): Worker | undefined {
  try {
    const worker = new Worker(ENTRY);
    worker.unref();
    worker.on("error", () => undefined);
    return worker;
  } catch {
    return undefined;
  }
}
