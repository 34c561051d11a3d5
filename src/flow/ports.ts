/** What a run is asked for, what it needs of the outside, and what it tells beside its outcomes. */
import type { Options } from "../options.ts";
import type { DocumentId, Source, Unreadable } from "../types.ts";
import type { Crew } from "./crew.ts";
import type { KnownSource, Settled, Store } from "./store.ts";

export interface IngestRequest {
  /** What discovery found, in any order: sources to read, and paths that must not be opened, with their fate. */
  readonly inputs: readonly (Source | Unreadable)[];
  readonly options: Options;
  /** Version of the tool: what another version settled is done again. undefined: "" — for callers that keep nothing. */
  readonly version?: string | undefined;
  /** Decide everything again that the store knows, from its pages, as if all of it came in this run. */
  readonly refresh?: boolean | undefined;
  /**
   * Path prefixes ("seeds", "drop/a.txt") that the inputs cover whole: what the store knows below them and was not found has vanished.
   * undefined: none.
   */
  readonly roots?: readonly string[] | undefined;
  /** Take out what has vanished. Else it stays, and is only told. */
  readonly prune?: boolean | undefined;
  /** Take out these documents. */
  readonly forget?: ReadonlySet<DocumentId> | undefined;
}

/** What the flow needs of the outside. */
export interface IngestPorts {
  /** The bytes of a source; an error thrown while reading makes that source fail, and nothing else. */
  readonly open: (source: Source) => AsyncIterable<Uint8Array>;
  /**
   * SHA-256, hex, of the bytes of a source, where there is a shorter way to it than `open`; undefined for a source that cannot be read, or
   * not twice. undefined: there is none.
   */
  readonly hash?: ((source: Source) => string | undefined) | undefined;
  /** Called between records: lets signals and timers in when it is time to. undefined: nobody waits. */
  readonly pause?: (() => Promise<void> | undefined) | undefined;
  /** Where pages and articles wait between the steps; undefined: in memory. */
  readonly store?: Store | undefined;
  /** Another collection, whose articles copies are found of, and which is only read. */
  readonly reference?: Store | undefined;
  /** Who parses and extracts; undefined: this thread. */
  readonly crew?: Crew | undefined;
  /** Told once, before the first settlement; undefined: nobody asks. */
  readonly onFacts?: ((facts: RunFacts) => void) | undefined;
  /** Called for every record that passes a stage; it should look at the clock before it does more. undefined: nobody watches. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborted: the generator throws the signal's reason at the next record; the store keeps what is done. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a run is. Within a stage counts only grow; stages follow one another in the order of the type. */
export interface Progress {
  readonly stage: "read" | "extract" | "compare" | "write";
  /** Sources read, and all there are. */
  readonly sources: { readonly done: number; readonly all: number };
  /** Bytes of the records read so far. */
  readonly bytes: number;
  /** Records that have passed the stage, and all there are; undefined while still reading. */
  readonly records: { readonly done: number; readonly all: number | undefined };
}

/** What a run found out beside its outcomes. */
export interface RunFacts {
  /** Sources as this run read them, for the next run to recognise; not those that it recognised itself. */
  readonly sources: readonly KnownSource[];
  /** Documents of the store below the roots whose inputs are gone or hold something else now. Taken out when `prune` was asked. */
  readonly vanished: readonly Settled[];
  /** Documents below the roots whose inputs could not be read, or not to their end: they stay as they are. */
  readonly unreached: readonly Settled[];
  /** Documents that leave the store. */
  readonly removed: readonly Settled[];
  /** Whether a document is a record of the inputs; others come out because something changed that is said of them. */
  readonly isInput: (id: DocumentId) => boolean;
  /** Documents that stand elsewhere in the order now than they did when the store came to know them. */
  readonly moved: ReadonlySet<DocumentId>;
}
