/** Who does the parallel steps: this thread, or worker threads. The flow cannot tell them apart, and nor can its output. */
import type { SiteMemory } from "../extract/site-memory.ts";
import type { Options } from "../options.ts";
import type { RawDocument } from "../types.ts";
import type { Broken, Extracted, Parsed } from "./steps.ts";

export interface Crew {
  /** Batches that may be under way at once: one more than there are hands, so that none waits for work. */
  readonly width: number;
  /** So many records are coming, at a guess: whoever takes a while to begin may do so now. Resolves when they have been told. */
  expect(records: number): Promise<void>;
  parse(documents: readonly RawDocument[], options: Options): Promise<(Parsed | Broken)[]>;
  extract(pages: readonly Uint8Array[], memory: SiteMemory | undefined, options: Options): Promise<(Extracted | Broken)[]>;
  /** Nothing more is to be done for now, and much of what was done is not needed any more: memory can be given back. Whoever is called again after that begins anew. */
  rest(): Promise<void>;
}

/** The crew of one that needs no start: this thread. What the steps are made of is loaded when there is something to do. */
export const ALONE: Crew = {
  width: 1,
  expect: () => Promise.resolve(),
  async parse(documents, options) {
    return (await import("./steps.ts")).parseBatch(documents, options);
  },
  async extract(pages, memory, options) {
    return (await import("./steps.ts")).extractBatch(pages, memory, options);
  },
  rest: () => Promise.resolve(),
};

/** Records a batch: 52 µs a message of a worker pool are 1 µs a record. */
export const BATCH_RECORDS = 64;
/** Letters or bytes from which a batch is full before that, so that large pages do not pile up in memory. */
export const BATCH_SIZE: number = 1024 * 1024;

/** Gathers items into stretches of so many. */
export async function* inStretches<T>(items: AsyncIterable<T>, length: number): AsyncGenerator<T[]> {
  let stretch: T[] = [];
  for await (const item of items) {
    stretch.push(item);
    if (stretch.length < length) continue;
    yield stretch;
    stretch = [];
  }
  if (stretch.length > 0) yield stretch;
}

/** Gathers items into batches of at most BATCH_RECORDS, or the item that passes BATCH_SIZE. */
export async function* inBatches<T>(items: AsyncIterable<T> | Iterable<T>, sizeOf: (item: T) => number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  let size = 0;
  for await (const item of items) {
    batch.push(item);
    size += sizeOf(item);
    if (batch.length < BATCH_RECORDS && size < BATCH_SIZE) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Runs at most `width` batches at once and yields what they give in the order of the batches. The next batch is asked for only when a
 * hand is free, so that reading never runs ahead of the work.
 */
export async function* inOrder<A, B>(
  batches: AsyncIterable<A>,
  width: number,
  run: (batch: A) => Promise<B>,
): AsyncGenerator<{ batch: A; result: B }> {
  const underWay: { readonly batch: A; readonly result: Promise<B> }[] = [];
  for await (const batch of batches) {
    const result = run(batch);
    // Awaited in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    underWay.push({ batch, result });
    if (underWay.length < width) continue;
    const first = underWay.shift();
    if (first !== undefined) yield { batch: first.batch, result: await first.result };
  }
  for (const { batch, result } of underWay) yield { batch, result: await result };
}
