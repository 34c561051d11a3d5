/**
 * Opening what is kept: the database, brought up to date from the log where a run was killed between the two, or made again where it is
 * missing or damaged.
 */
import { join } from "node:path";
import { recordPath } from "../emit/record-path.ts";
import { packedSite } from "../flow/sightings.ts";
import type { KnownSource, Place, Traces } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";
import { DamagedDatabase, openDatabase, type ChangedRow, type Database, type DatabaseState } from "./database.ts";
import type { Files } from "./files.ts";
import { encodeLine } from "./index-lines.ts";
import { Replay, type ReplayedRow } from "./replay.ts";
import { decodeFacts, decodeRow, type Commit, type Row } from "./rows.ts";
import { openSegments, type Segments } from "./segments.ts";

/** A collection as it lies on the disk, at the end of the last finished run. */
export interface Loaded {
  readonly segments: Segments;
  /** undefined: the collection is only looked at, and has none. */
  readonly database: Database | undefined;
  /** Every document, in any order. */
  readonly rows: readonly Row[];
  /** The same by id; made when it is first asked for, which a run that finds nothing new never does. */
  readonly rowsById: ReadonlyMap<DocumentId, Row>;
  /** Documents whose page or article lies in damage: none of the collection until their inputs are read again. */
  readonly lost: ReadonlyMap<DocumentId, Row>;
  /** All sketches by document, read as they are asked for. */
  readonly sketches: () => Iterable<readonly [DocumentId, Uint8Array]>;
  /** The sightings of the pages of a site, by document. */
  readonly sightings: (site: string) => ReadonlyMap<DocumentId, Uint8Array>;
  /** What one document is compared by. */
  readonly tracesOf: (id: DocumentId) => Traces;
  /** Takes a database away that turned out to be damaged: whoever opens the collection next makes it again. */
  readonly discardDatabase: () => void;
  readonly sources: ReadonlyMap<string, KnownSource>;
  /** undefined: no run has finished yet. */
  readonly lastCommit: Commit | undefined;
  /** Where the last finished run ends in the log. */
  readonly committedTo: Place;
  /** The log ends before what the database knows of: some of it was lost. */
  readonly isCut: boolean;
  /** Pages that a run kept which did not finish, by their key. */
  readonly unfinishedPages: ReadonlyMap<string, Place>;
  /** What a person should know, in sentences. */
  readonly announcements: readonly string[];
}

/** Name of the database in the hidden folder. */
export const DATABASE = "index.db";
/** Files that SQLite keeps beside its own; those of a damaged database are as good as it is. */
const DATABASE_FILES = [DATABASE, `${DATABASE}-journal`, `${DATABASE}-wal`, `${DATABASE}-shm`];

export interface LoadMode {
  /** false: nothing on the disk is changed. */
  readonly write: boolean;
  /** What the database says is not believed: it is made again. */
  readonly isDistrusted?: boolean | undefined;
  /** Called before everything is read: who waits for what is known may ask for some of it, and do something meanwhile. */
  readonly onIndex?: ((index: Pick<Database, "knows">) => Promise<void>) | undefined;
}

/** Opens what is kept in a hidden folder. Throws what the file system throws. */
export async function load(files: Files, folder: string, mode: LoadMode): Promise<Loaded> {
  try {
    return await loadBy(files, folder, mode);
  } catch (error) {
    // Some damage shows only where something is written.
    if (mode.isDistrusted === true || !(error instanceof DamagedDatabase)) throw error;
    return loadBy(files, folder, { ...mode, isDistrusted: true });
  }
}

async function loadBy(files: Files, folder: string, { write, isDistrusted = false, onIndex }: LoadMode): Promise<Loaded> {
  let segments: Segments | undefined;
  const readRow = (place: Place): Row => {
    if (segments === undefined) throw new Error("a row is read before the log is open");
    return decodeFacts(decodeRow(segments.frame(place).body).facts);
  };
  const index = await readIndex(files, folder, { write, isDistrusted, onIndex, readRow });
  const { database } = index;
  try {
    segments = openSegments(files, folder, { write, wholeTo: index.state?.logEnd });
    const isBehind = index.state !== undefined && segments.end < index.state.logEnd;
    const begin = isBehind ? undefined : index.state;
    const replay = new Replay(segments, begin === undefined ? undefined : index);
    const isChanged = replay.commits > 0 || isBehind || replay.lost.size > 0;
    if (write && database !== undefined && isChanged) bringUpToDate(database, replay, { isWhole: begin !== undefined });
    if (write) for (const damage of replay.damages) segments.heal(damage);
    return {
      segments,
      database,
      ...partsOf(replay, database),
      discardDatabase: () => {
        database?.close();
        removeDatabase(files, folder);
      },
      rows: replay.all,
      get rowsById() {
        return replay.rows;
      },
      lost: replay.lost,
      sources: replay.sources,
      lastCommit: replay.lastCommit,
      committedTo: replay.committedTo,
      isCut: isBehind,
      unfinishedPages: replay.pages,
      announcements: announcementsOf(replay, index, { write, isBehind }),
    };
  } catch (error) {
    segments?.close();
    database?.close();
    throw error;
  }
}

/** Names and places that an announcement lists. */
const LISTED_MAX = 5;

function announcementsOf(
  replay: Replay,
  { state, problem }: Index,
  { write, isBehind }: { readonly write: boolean; readonly isBehind: boolean },
): string[] {
  const { damages, lost, commits } = replay;
  const said: string[] = [];
  if (isBehind) said.push("The segments of the collection end too early. What they lost is read again from its inputs.");
  if (damages.length > 0) {
    const places = damages.slice(0, LISTED_MAX).map(({ damage }) => damage);
    said.push(`The collection is damaged (${listed(places, damages.length)}). What stood there is read again from its inputs.`);
  }
  if (lost.size > 0) {
    const names = [...lost.values()].slice(0, LISTED_MAX).map(({ provenance }) => recordPath(provenance));
    said.push(`Lost with it, until they are read again: ${listed(names, lost.size)}.`);
  }
  if (state === undefined && commits > 0 && problem !== undefined)
    said.push(`${problem}; ${write ? "it was made again from" : "this was read from"} the segments (${replay.rows.size} documents).`);
  return said;
}

function listed(some: readonly string[], all: number): string {
  return `${some.join(", ")}${all > some.length ? ` and ${all - some.length} more` : ""}`;
}

/** What is read as it is asked for: from the log where runs changed it since, else from the database. */
function partsOf(replay: Replay, database: Database | undefined): Pick<Loaded, "sketches" | "sightings" | "tracesOf"> {
  return {
    sketches: () => replay.over(database?.sketches() ?? [], ({ sketch }) => sketch),
    sightings: (site) =>
      new Map(
        replay.over(database?.sightings(site) ?? [], ({ sighting }) =>
          sighting !== undefined && packedSite(sighting) === site ? sighting : undefined,
        ),
      ),
    tracesOf: (id) => replay.changedRows.get(id)?.traces ?? database?.tracesOf(id) ?? NO_TRACES,
  };
}

const NO_TRACES: Traces = { sketch: undefined, sighting: undefined };

/** What the database says. */
interface Index {
  readonly database: Database | undefined;
  /** undefined: it says nothing that could be used. */
  readonly state: DatabaseState | undefined;
  readonly rows: readonly Row[];
  readonly sources: readonly KnownSource[];
  /** Why it says nothing, for people; undefined: it does, or there is none because everything is new. */
  readonly problem: string | undefined;
}

const NO_INDEX: Index = { database: undefined, state: undefined, rows: [], sources: [], problem: undefined };

interface IndexReading extends LoadMode {
  readonly isDistrusted: boolean;
  readonly readRow: (place: Place) => Row;
}

async function readIndex(files: Files, folder: string, { write, isDistrusted, onIndex, readRow }: IndexReading): Promise<Index> {
  const path = join(folder, DATABASE);
  const isThere = files.facts(path) !== undefined;
  const damaged = `The collection's database ${isDistrusted ? "was not relied on" : "is damaged"}`;
  if (!isThere && !write) return { ...NO_INDEX, problem: MISSING };
  let database: Database | undefined;
  try {
    if (isDistrusted) throw new DamagedDatabase(path, "it is not believed");
    const opened = (database = await openDatabase(path, { write }));
    if (opened.state !== undefined) await onIndex?.(opened);
    return opened.inOneMoment(() => {
      const { state } = opened;
      if (isThere && isCut(files, path)) throw new DamagedDatabase(path, "it ends too early");
      if (state !== undefined) {
        const rows = opened.rows(readRow);
        if (rows.length !== state.documents) throw new DamagedDatabase(path, "it has not all of its documents");
        return { database: opened, state, rows, sources: opened.sources(), problem: undefined };
      }
      // Empty where a run was killed, or found the disk full, before it wrote its first row.
      const problem = isThere ? `The collection's database ${opened.layout === undefined ? "is empty" : "is of an older layout"}` : MISSING;
      return { ...NO_INDEX, database: opened, problem };
    });
  } catch (error) {
    database?.close();
    if (!(error instanceof DamagedDatabase)) throw error;
    if (!write) return { ...NO_INDEX, problem: damaged };
    removeDatabase(files, folder);
    return { ...NO_INDEX, database: await openDatabase(path, { write }), problem: damaged };
  }
}

const MISSING = "The collection's database was missing";

function removeDatabase(files: Files, folder: string): void {
  for (const name of DATABASE_FILES) files.remove(join(folder, name));
}

/** Where the header of a SQLite file has the size of a page and the number of pages, and the bytes up to there (sqlite.org/fileformat). */
const HEADER = { pageSize: 16, pages: 28, length: 32 } as const;

/** Is the file shorter than its header says? SQLite notices only when it comes to what is missing. */
function isCut(files: Files, path: string): boolean {
  const file = files.open(path, "r");
  try {
    const header = Buffer.alloc(HEADER.length);
    if (files.read(file, header, 0) < HEADER.length) return true;
    const pageSize = header.readUInt16BE(HEADER.pageSize);
    return files.factsOf(file).size < header.readUInt32BE(HEADER.pages) * (pageSize === 1 ? 65_536 : pageSize);
  } finally {
    files.close(file);
  }
}

function bringUpToDate(database: Database, replay: Replay, { isWhole }: { readonly isWhole: boolean }): void {
  // From nothing all rows are changed rows.
  const rows = [...replay.changedRows.values()].flatMap((row) => (row === undefined ? [] : [changedRow(row)]));
  const sources = isWhole ? [...replay.changedSources].flatMap((path) => replay.sources.get(path) ?? []) : [...replay.sources.values()];
  database.apply({
    fromNothing: !isWhole,
    rows,
    removed: [...replay.changedRows].flatMap(([id, row]) => (row === undefined ? [id] : [])),
    sources,
    removedSources: [...replay.changedSources].filter((path) => !replay.sources.has(path)),
    state: {
      logEnd: replay.committedTo,
      documents: replay.rows.size,
      lastCommit: replay.lastCommit === undefined ? undefined : JSON.stringify(replay.lastCommit),
    },
  });
}

/** What the database keeps of a row of the log. */
export function changedRow({ facts, traces, place }: ReplayedRow): ChangedRow {
  const row = decodeFacts(facts);
  return { id: row.id, line: encodeLine(row, place), traces };
}
