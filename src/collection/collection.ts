/**
 * A collection is the output folder of runs: articles, `manifest.ndjson`, and a hidden folder with what the next run needs to know.
 *
 *     collection/*.md, manifest.ndjson      what people read
 *     collection/.ingest/segment-*.bin      pages, articles, rows: the source of truth, append-only
 *     collection/.ingest/index.db           the last rows, one a document; can always be made again
 *     collection/.ingest/lock               who is writing
 *     collection/.ingest/next-*             files of a run that is not done
 *
 * A run is done in one moment: when its last frame is in the log. Before it the collection is as it was; after it the next run, or this
 * one, puts everything in its place.
 */
import { join } from "node:path";
import { compareRecords } from "../flow/draft.ts";
import type { KnownSource, Past, Place, Store, WholeSource } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";
import { DamagedDatabase } from "./database.ts";
import { DISK, type Files } from "./files.ts";
import { IndexedRow, sourceOf } from "./index-lines.ts";
import { HIDDEN } from "../io/collection-names.ts";
import { DATABASE, load, type Loaded, type LoadMode } from "./load.ts";
import { RECORD_KEY_BYTES } from "./replay.ts";
import { takeLock, type Lock, type LockOwner } from "./lock.ts";
import type { Row } from "./rows.ts";
import { DamagedSegment } from "./segments.ts";
import { tidyStaging } from "./staging.ts";
import { temporaryStore, type TemporaryStore } from "./temporary.ts";

export interface OpenRequest {
  /** Absolute path. */
  readonly folder: string;
  /** false: the collection is only looked at, and nothing on the disk is changed. What a run adds is kept apart, and forgotten. */
  readonly write: boolean;
  /** undefined: the disk. */
  readonly files?: Files | undefined;
  /** A run met damage: everything is made again from the segments, and what is damaged of them is left out. */
  readonly isDistrusted?: boolean | undefined;
  /** As `LoadMode`. */
  readonly onIndex?: LoadMode["onIndex"];
}

export interface Collection {
  readonly folder: string;
  readonly files: Files;
  readonly isWritable: boolean;
  /** For `ingest`. */
  readonly store: Store;
  /** Every document, in order. */
  readonly rows: readonly Row[];
  readonly rowsById: ReadonlyMap<DocumentId, Row>;
  readonly loaded: Loaded;
  /** What a person should know: a lock that was recovered, a database that was made again. */
  readonly announcements: readonly string[];
  /** Called by `close` before anything else: a run that was left half-way sweeps up after itself. */
  readonly whenClosed: (() => void)[];
  /** Throws LostLock where another process took the lock, or somebody removed it: two that write would spoil each other's work. */
  checkLock(): void;
  /** Releases the lock. What was not committed is forgotten, pages excepted. */
  close(): void;
}

/** Opens a collection, and makes it where there is none. Throws LockedError, and what the file system throws. */
export async function openCollection({ folder, write, files = DISK, isDistrusted, onIndex }: OpenRequest): Promise<Collection> {
  const hidden = join(folder, HIDDEN);
  if (!write) return collectionOf(folder, files, await load(files, hidden, { write, isDistrusted, onIndex }), undefined);
  files.makeFolder(hidden);
  const lock = takeLock(files, join(hidden, "lock"));
  try {
    const loaded = await load(files, hidden, { write, isDistrusted, onIndex });
    tidyStaging(files, folder, hidden, loaded.lastCommit);
    return collectionOf(folder, files, loaded, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Whether an error says that this collection is damaged, in a way that opening it distrusted puts right. */
export function isDamageOf(folder: string, error: unknown): boolean {
  const hidden = join(folder, HIDDEN);
  return (
    (error instanceof DamagedDatabase && error.path === join(hidden, DATABASE)) ||
    (error instanceof DamagedSegment && error.folder === hidden)
  );
}

/** Is there a collection in this folder? */
export function isCollection(folder: string, files: Files = DISK): boolean {
  return files.list(join(folder, HIDDEN)).some((name) => name.startsWith("segment-"));
}

function collectionOf(folder: string, files: Files, loaded: Loaded, lock: Lock | undefined): Collection {
  const rows = inOrder(loaded.rows);
  const whenClosed: (() => void)[] = [];
  const overlay = lock === undefined ? temporaryStore(files) : undefined;
  return {
    folder,
    files,
    isWritable: lock !== undefined,
    store: storeOf(loaded, rows, overlay),
    rows,
    get rowsById() {
      return loaded.rowsById;
    },
    loaded,
    announcements: [...(lock?.recovered === undefined ? [] : [recoveredText(lock.recovered)]), ...loaded.announcements],
    whenClosed,
    checkLock() {
      lock?.check();
    },
    close() {
      // What could not be written any more was not committed, and is missed by nobody: the rest is let go of all the same.
      const closers = [overlay, loaded.database, loaded.segments].map((part) => (): void => {
        part?.close();
      });
      const releaser = (): void => {
        lock?.release();
      };
      const faults = [...whenClosed, ...closers, releaser].flatMap(faultOf);
      if (faults.length > 0) throw faults[0];
    },
  };
}

/** Mostly they are, and their sources alone tell: one document a source. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  let before = "";
  const areSorted = rows.every((row, i) => {
    const source = sourceOf(row);
    const isAfter = i === 0 || before < source;
    before = source;
    return isAfter;
  });
  return areSorted ? rows : rows.toSorted(compareRecords);
}

function faultOf(act: () => void): unknown[] {
  try {
    act();
    return [];
  } catch (error) {
    return [error];
  }
}

function recoveredText({ process, host, since }: LockOwner): string {
  return `An earlier run (process ${process} on ${host}, ${since}) did not finish; this one goes on from what it left.`;
}

/** Places from here on are the overlay's: what is added to a collection that is only looked at. */
const OVERLAY: Place = 2 ** 52;

function storeOf(loaded: Loaded, rows: readonly Row[], overlay: TemporaryStore | undefined): Store {
  const { segments } = loaded;
  return {
    appendPage(bytes, recordKey) {
      if (overlay !== undefined) return OVERLAY + overlay.appendPage(bytes, recordKey);
      return segments.append("page", Buffer.concat([Buffer.from(recordKey.padEnd(RECORD_KEY_BYTES), "latin1"), bytes]));
    },
    appendArticle: (bytes) => (overlay === undefined ? segments.append("article", bytes) : OVERLAY + overlay.appendArticle(bytes)),
    read(place) {
      if (place >= OVERLAY && overlay !== undefined) return overlay.read(place - OVERLAY);
      const { kind, body } = segments.frame(place);
      return kind === "page" ? body.subarray(RECORD_KEY_BYTES) : body;
    },
    findPage: (recordKey) => loaded.unfinishedPages.get(recordKey.padEnd(RECORD_KEY_BYTES)),
    forget: () => undefined,
    past: rows.length === 0 && loaded.sources.size === 0 ? EMPTY_PAST : pastOf(rows, loaded),
  };
}

/** A new collection: sources are hashed for the next run, and nothing is known. */
const EMPTY_PAST: Past = {
  documents: [],
  byId: new Map(),
  lost: new Set(),
  sources: () => [],
  onlyDocument: () => undefined,
  sketches: () => [],
  sightings: () => new Map(),
  sighting: () => undefined,
};

function pastOf(rows: readonly Row[], loaded: Loaded): Past {
  const firstOf = finder(rows);
  return {
    documents: rows,
    get byId() {
      return loaded.rowsById;
    },
    lost: new Set(loaded.lost.keys()),
    sketches: () => loaded.sketches(),
    sightings: (site) => loaded.sightings(site),
    sighting: (id) => loaded.tracesOf(id).sighting,
    sources(path) {
      const container = loaded.sources.get(path);
      const known = container === undefined ? [] : [container];
      for (let i = firstOf(path); ; i++) {
        const row = rows[i];
        if (row === undefined || sourceOf(row) !== path) break;
        if (isWholeSource(row)) known.push(knownSource(row));
      }
      return known;
    },
    onlyDocument(path) {
      const first = firstOf(path);
      const [row, next] = [rows[first], rows[first + 1]];
      if (row === undefined || sourceOf(row) !== path || !isWholeSource(row)) return undefined;
      if ((next !== undefined && sourceOf(next) === path) || loaded.sources.has(path)) return undefined;
      return row instanceof IndexedRow ? row : wholeSource(row);
    },
  };
}

/** Finds the first of ordered rows whose source is not before a path: at once where paths are asked for in their order, else by halves. */
function finder(rows: readonly Row[]): (path: string) => number {
  const isBefore = (index: number, path: string): boolean => {
    const row = rows[index];
    return row !== undefined && sourceOf(row) < path;
  };
  let last = 0;
  return (path) => {
    let low = last;
    if (isBefore(low, path)) low++;
    const isHere = low < rows.length && !isBefore(low, path) && (low === 0 || isBefore(low - 1, path));
    if (!isHere) {
      low = 0;
      for (let high = rows.length; low < high;) {
        const middle = (low + high) >> 1;
        if (isBefore(middle, path)) low = middle + 1;
        else high = middle;
      }
    }
    return (last = low);
  };
}

/** A document that is its source needs no row of its own to recognise it by: its hash is the source's. */
export function isWholeSource(row: Pick<Row, "page" | "provenance">): boolean {
  if (row instanceof IndexedRow) return row.isWholeSource;
  const { page, provenance } = row;
  return page !== undefined && provenance.record === undefined;
}

function wholeSource(row: Row): WholeSource {
  const { sha256, bytes } = row.provenance;
  return { document: row, sha256, bytes, readKey: row.readKey };
}

function knownSource({ id, provenance, readKey }: Row): KnownSource {
  return { path: provenance.source, sha256: provenance.sha256, readKey, documents: [id] };
}
