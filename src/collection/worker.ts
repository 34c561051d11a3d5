/** What runs in a worker thread: the two steps of flow/steps.ts, a batch a message. */
import { deserialize } from "node:v8";
import type { SiteMemory } from "../extract/site-memory.ts";
import { extractBatch, parseBatch, type Broken, type Extracted, type Parsed } from "../flow/steps.ts";
import type { Options } from "../options.ts";
import type { RawDocument } from "../types.ts";

export type WorkerTask =
  | { readonly step: "parse"; readonly documents: readonly RawDocument[]; readonly options: Options }
  | {
      readonly step: "extract";
      readonly pages: readonly Uint8Array[];
      readonly memory: SharedMemory | undefined;
      readonly options: Options;
    };

/** A site memory, serialised once, in memory that all threads see. */
export interface SharedMemory {
  /** The same number: the same memory. */
  readonly number: number;
  readonly bytes: SharedArrayBuffer;
}

let known: { readonly number: number; readonly memory: SiteMemory } | undefined;

export default async function work(task: WorkerTask): Promise<(Parsed | Broken)[] | (Extracted | Broken)[]> {
  if (task.step === "parse") return parseBatch(task.documents, task.options);
  return extractBatch(task.pages, task.memory === undefined ? undefined : recall(task.memory), task.options);
}

function recall({ number, bytes }: SharedMemory): SiteMemory {
  if (known?.number !== number) known = { number, memory: deserialize(Buffer.from(bytes)) as SiteMemory };
  return known.memory;
}
