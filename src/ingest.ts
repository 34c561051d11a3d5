/**
 * The whole flow on one screen. Pure of files, clock and terminal: everything of the outside comes through ports.
 *
 *     sources ─read▶ RawDocument ─parse▶ Page ─┬─ sightings ▶ SiteMemory
 *                                              └─ store
 *     store ─▶ Page ─extract▶ Article ─sketch▶ Sketch ═▶ group ═▶ Outcome, ordered by source path and ordinal
 *
 * Conservation: every record read meets exactly one fate, and comes out as exactly one outcome.
 */
import type { Options } from "./options.ts";
import type { Outcome, Source, Unreadable } from "./types.ts";

export interface IngestRequest {
  /** What discovery found, in any order: sources to read, and paths that must not be opened, with their fate. */
  readonly inputs: readonly (Source | Unreadable)[];
  readonly options: Options;
}

/** What the flow needs of the outside. */
export interface IngestPorts {
  /** The bytes of a source; an error thrown while reading makes that source fail, and nothing else. */
  readonly open: (source: Source) => AsyncIterable<Uint8Array>;
  /** Called now and then, never awaited; undefined: nobody watches. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborted: the generator stops after what is whole; the store keeps what is done. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a run is. Counts only ever grow. */
export interface Progress {
  readonly stage: "read" | "extract" | "compare" | "write";
  /** Sources opened, and all there are. */
  readonly sources: { readonly done: number; readonly all: number };
  /** Bytes read from sources so far. */
  readonly bytes: number;
  /** Records that have passed the stage, and all there are as far as is known (undefined while still reading). */
  readonly records: { readonly done: number; readonly all: number | undefined };
}

/** Runs the whole flow. Yields one outcome a record, ordered by source path (UTF-16 order) and ordinal. */
export async function* ingest(_request: IngestRequest, _ports: IngestPorts): AsyncGenerator<Outcome> {
  throw new Error("not built yet");
}
