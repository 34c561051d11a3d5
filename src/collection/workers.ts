/**
 * A crew of worker threads. It starts when there is enough to do: threads take a quarter of a second to start, in which this thread gets
 * through hundreds of articles.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { serialize, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Tinypool } from "tinypool";
import type { SiteMemory } from "../extract/site-memory.ts";
import { ALONE, type Crew } from "../flow/crew.ts";
import type { Broken, Extracted, Parsed } from "../flow/steps.ts";
import { optimiseFor } from "../io/engine.ts";
import { codeOf } from "./files.ts";
import type { SharedMemory, WorkerTask } from "./worker.ts";

/** Records that this thread does by itself before it calls for others. */
const ALONE_RECORDS_MAX = 256;
/** The same in bytes and letters: a few large pages are work enough. */
const ALONE_SIZE_MAX = 4 * 1024 * 1024;

/** `count`: threads beside this one, undefined: one a core. With less than 2 there are none, and this thread does it all. Ended by `rest`. */
export function openWorkers(count: number | undefined = availableParallelism()): Crew {
  if (count < 2 || !existsSync(fileURLToPath(ENTRY))) return { ...ALONE, expect: expectAlone };
  return new WorkerCrew(count);
}

function expectAlone(records: number): Promise<void> {
  optimiseFor(records);
  return Promise.resolve();
}

class WorkerCrew implements Crew {
  /** One batch under way in each thread, and one that waits for the first that is free. */
  readonly width: number;
  readonly #count: number;
  #pool: Promise<Tinypool> | undefined;
  /** Records that threads were given. */
  #given = 0;
  /** A thread could not start: this one does everything from then on. */
  #isFaulty = false;
  /** How to tell those that wait for a thread that there is none. */
  readonly #waiting = new Set<(fault: Error) => void>();
  #records = 0;
  #size = 0;
  #memory: { readonly of: SiteMemory; readonly shared: SharedMemory } | undefined;

  constructor(count: number) {
    this.#count = count;
    this.width = count + 1;
  }

  async expect(records: number): Promise<void> {
    optimiseFor(records);
    if (records <= ALONE_RECORDS_MAX) return;
    // That it cannot start is told to whoever has something for it.
    await this.#start().catch(() => undefined);
  }

  async parse(...[documents, options]: Parameters<Crew["parse"]>): Promise<(Parsed | Broken)[]> {
    const size = documents.reduce((sum, { payload }) => sum + payload.length, 0);
    if (this.#isSmall(documents.length, size)) return ALONE.parse(documents, options);
    const alone = (): ReturnType<Crew["parse"]> => ALONE.parse(documents, options);
    this.#given += documents.length;
    return this.#run({ step: "parse", documents, options }, alone);
  }

  async extract(...[pages, memory, options]: Parameters<Crew["extract"]>): Promise<(Extracted | Broken)[]> {
    const size = pages.reduce((sum, page) => sum + page.length, 0);
    if (this.#isSmall(pages.length, size)) return ALONE.extract(pages, memory, options);
    const alone = (): ReturnType<Crew["extract"]> => ALONE.extract(pages, memory, options);
    this.#given += pages.length;
    return this.#run({ step: "extract", pages, memory: this.#share(memory), options }, alone);
  }

  async rest(): Promise<void> {
    // That it could not start was told to whoever had something for it.
    const pool = await this.#pool?.catch(() => undefined);
    this.#pool = undefined;
    // A pool of which a thread could not start does not end well; what is left of it does not keep the process.
    if (!this.#isFaulty) await pool?.destroy();
    if (this.#given > GARBAGE_RECORDS_MAX) collectGarbage();
  }

  #isSmall(records: number, size: number): boolean {
    if (this.#pool !== undefined) return false;
    this.#records += records;
    this.#size += size;
    return this.#records <= ALONE_RECORDS_MAX && this.#size <= ALONE_SIZE_MAX;
  }

  /** `alone`: the same by this thread, where others cannot start. */
  async #run<T>(task: WorkerTask, alone: () => Promise<T>): Promise<T> {
    if (this.#isFaulty) return alone();
    try {
      const pool = await this.#start();
      return await new Promise<T>((resolve, reject) => {
        this.#waiting.add(reject);
        const result = pool.run(task) as Promise<T>;
        void result.then(resolve, reject).then(() => this.#waiting.delete(reject));
      });
    } catch (error) {
      if (!isStartFault(error)) throw error;
      this.#isFaulty = true;
      return alone();
    }
  }

  #start(): Promise<Tinypool> {
    return (this.#pool ??= startPool(this.#count, (fault) => {
      // Else they would wait for ever.
      for (const reject of this.#waiting) reject(fault);
      this.#isFaulty = true;
    }));
  }

  /** Serialised once for all messages and threads. */
  #share(memory: SiteMemory | undefined): SharedMemory | undefined {
    if (memory === undefined) return undefined;
    if (this.#memory?.of !== memory) {
      const serialized = serialize(memory);
      const bytes = new SharedArrayBuffer(serialized.length);
      new Uint8Array(bytes).set(serialized);
      this.#memory = { of: memory, shared: { number: (this.#memory?.shared.number ?? 0) + 1, bytes } };
    }
    return this.#memory.shared;
  }
}

/** What a thread runs. It is built: where the sources run as they are, as in tests, there are no threads. */
const ENTRY = new URL("./worker.js", import.meta.url);

/** Memory in which a thread makes what it soon throws away: three times as much, the default, is no faster. */
const YOUNG_MB = 16;

/** Records that leave so little behind that going through a large collection twice takes longer: a tenth of a second for 30,000 documents. */
const GARBAGE_RECORDS_MAX = 4_000;

let collect: (() => void) | undefined;

/**
 * Gives back what the stage before has left. By itself the engine lets a heap grow to a multiple of what it last found alive: after a stage
 * that handles much and keeps little, the next one would stand on a heap of garbage. It takes a twentieth of a second for 20,000 documents.
 */
function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}

/** What a system says that allows no more threads, or none of the files that a thread opens to begin. */
const START_FAULTS: ReadonlySet<string> = new Set(["ERR_WORKER_INIT_FAILED", "EAGAIN", "EMFILE", "ENFILE"]);

function isStartFault(error: unknown): boolean {
  return START_FAULTS.has(codeOf(error) ?? "");
}

/** `onFault`: called where a thread ends that has nothing to do, as one that could not start. */
async function startPool(count: number, onFault: (fault: Error) => void): Promise<Tinypool> {
  const { Tinypool: Pool } = await import("tinypool");
  const pool = new Pool({
    filename: ENTRY.href,
    runtime: "worker_threads",
    minThreads: count,
    maxThreads: count,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  pool.on("error", onFault);
  return pool;
}
