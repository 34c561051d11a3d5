/**
 * Opening what is kept: the database, brought up to date from the log where a run was killed between the two, or made again where it is
 * missing or damaged.
 */
import { join } from "node:path";
import { packedSite } from "../flow/sightings.ts";
import type { KnownSource, Place, Traces } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";
import { DamagedDatabase, openDatabase, type ChangedRow, type Database, type DatabaseState } from "./database.ts";
import type { Files } from "./files.ts";
import { encodeLine } from "./index-lines.ts";
import { decodeFacts, decodeRow, type Commit, type LoggedRow, type Row } from "./rows.ts";
import { openSegments, SEGMENTS_START, type Segments } from "./segments.ts";

/** A collection as it lies on the disk, at the end of the last finished run. */
export interface Loaded {
  readonly segments: Segments;
  /** undefined: the collection is only looked at, and has none. */
  readonly database: Database | undefined;
  readonly rows: ReadonlyMap<DocumentId, Row>;
  /** All sketches by document, read as they are asked for. */
  readonly sketches: () => Iterable<readonly [DocumentId, Uint8Array]>;
  /** The sightings of the pages of a site, by document. */
  readonly sightings: (site: string) => ReadonlyMap<DocumentId, Uint8Array>;
  /** What one document is compared by. */
  readonly tracesOf: (id: DocumentId) => Traces;
  readonly sources: ReadonlyMap<string, KnownSource>;
  /** undefined: no run has finished yet. */
  readonly lastCommit: Commit | undefined;
  /** Pages that a run kept which did not finish, by their key. */
  readonly unfinishedPages: ReadonlyMap<string, Place>;
  /** What a person should know, in sentences. */
  readonly announcements: readonly string[];
}

const DATABASE = "index.db";
/** Files that SQLite keeps beside its own; those of a damaged database are as good as it is. */
const DATABASE_FILES = [DATABASE, `${DATABASE}-journal`, `${DATABASE}-wal`, `${DATABASE}-shm`];

/** Letters of a record's key, which stands before a page in its frame. */
export const RECORD_KEY_BYTES = 16;

/** Opens what is kept in a hidden folder. `write: false`: nothing on the disk is changed. Throws what the file system throws. */
export async function load(files: Files, folder: string, { write }: { readonly write: boolean }): Promise<Loaded> {
  const announcements: string[] = [];
  let segments: Segments | undefined;
  const readRow = (place: Place): Row => {
    if (segments === undefined) throw new Error("a row is read before the log is open");
    return decodeFacts(decodeRow(segments.frame(place).body).facts);
  };
  const index = await readIndex(files, folder, { write, readRow });
  try {
    segments = openSegments(files, folder, { write, wholeTo: index.state?.logEnd });
    const isBehind = index.state !== undefined && segments.end < index.state.logEnd;
    if (isBehind) announcements.push("The segments of the collection end too early. What they lost is read again from its inputs.");
    const begin = isBehind ? undefined : index.state;
    const replay = new Replay(segments, begin === undefined ? undefined : index);
    for (const damage of replay.damages)
      announcements.push(`The collection is damaged (${damage}). What stood there is read again from its inputs.`);
    if (begin === undefined && replay.commits > 0 && index.problem !== undefined)
      announcements.push(`${index.problem}; it was made again from the segments (${replay.rows.size} documents).`);
    const { rows, sources, lastCommit, pages } = replay;
    const { database } = index;
    if (write && database !== undefined && (replay.commits > 0 || isBehind))
      bringUpToDate(database, replay, { isWhole: begin !== undefined });
    const sketches = (): Iterable<readonly [DocumentId, Uint8Array]> => replay.over(database?.sketches() ?? [], ({ sketch }) => sketch);
    const sightings = (site: string): Map<DocumentId, Uint8Array> =>
      new Map(
        replay.over(database?.sightings(site) ?? [], ({ sighting }) =>
          sighting !== undefined && packedSite(sighting) === site ? sighting : undefined,
        ),
      );
    const tracesOf = (id: DocumentId): Traces => replay.changedRows.get(id)?.traces ?? database?.tracesOf(id) ?? NO_TRACES;
    return { segments, database, rows, sketches, sightings, tracesOf, sources, lastCommit, unfinishedPages: pages, announcements };
  } catch (error) {
    segments?.close();
    index.database?.close();
    throw error;
  }
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

interface IndexReading {
  readonly write: boolean;
  readonly readRow: (place: Place) => Row;
}

async function readIndex(files: Files, folder: string, { write, readRow }: IndexReading): Promise<Index> {
  const path = join(folder, DATABASE);
  const isThere = files.facts(path) !== undefined;
  const problem = isThere ? "The collection's database is damaged" : "The collection's database was missing";
  if (!isThere && !write) return { ...NO_INDEX, problem };
  let database: Database | undefined;
  try {
    database = await openDatabase(path, { write });
    const { state } = database;
    const said =
      state === undefined
        ? { ...NO_INDEX, problem }
        : { state, rows: database.rows(readRow), sources: database.sources(), problem: undefined };
    return { ...said, database };
  } catch (error) {
    database?.close();
    if (!(error instanceof DamagedDatabase)) throw error;
    if (!write) return { ...NO_INDEX, problem };
    for (const name of DATABASE_FILES) files.remove(join(folder, name));
    return { ...NO_INDEX, database: await openDatabase(path, { write }), problem };
  }
}

interface ReplayedRow extends LoggedRow {
  readonly place: Place;
}

/** The log, read from where the database ends; what runs settled that finished, and the pages of one that did not. */
class Replay {
  readonly rows: Map<DocumentId, Row>;
  readonly sources: Map<string, KnownSource>;
  readonly pages = new Map<string, Place>();
  readonly damages: string[] = [];
  /** Everything before this place is in `rows` and `sources`. */
  committedTo: Place;
  lastCommit: Commit | undefined;
  commits = 0;
  readonly changedRows = new Map<DocumentId, ReplayedRow | undefined>();
  readonly changedSources = new Set<string>();

  /** `index`: what the database says; undefined: the log is read from its beginning. */
  constructor(segments: Segments, index: Index | undefined) {
    this.rows = new Map();
    for (const row of index?.rows ?? []) this.rows.set(row.id, row);
    this.sources = new Map(index?.sources.map((source) => [source.path, source]));
    this.committedTo = index?.state?.logEnd ?? SEGMENTS_START;
    this.lastCommit = parseCommit(index?.state?.lastCommit);
    let rows: ReplayedRow[] = [];
    let sources: KnownSource[] = [];
    for (const frame of segments.frames(this.committedTo)) {
      if ("damage" in frame) {
        this.damages.push(frame.damage);
        continue;
      }
      const text = (): string => Buffer.from(frame.body.buffer, frame.body.byteOffset, frame.body.length).toString("utf8");
      switch (frame.kind) {
        case "page":
          this.pages.set(Buffer.from(frame.body.subarray(0, RECORD_KEY_BYTES)).toString("latin1"), frame.place);
          break;
        case "article":
          break;
        case "row":
          // Copied: views would keep the whole log.
          rows.push({ ...decodeRow(new Uint8Array(frame.body)), place: frame.place });
          break;
        case "source":
          sources.push(JSON.parse(text()) as KnownSource);
          break;
        case "commit":
          this.#commit(JSON.parse(text()) as Commit, rows, sources);
          this.committedTo = frame.end;
          rows = [];
          sources = [];
          this.pages.clear();
          break;
      }
    }
  }

  /** What the log has of the rows that it changed, and what the database has of the others. */
  *over(
    known: Iterable<readonly [DocumentId, Uint8Array]>,
    pick: (traces: Traces) => Uint8Array | undefined,
  ): Generator<readonly [DocumentId, Uint8Array]> {
    for (const entry of known) if (!this.changedRows.has(entry[0])) yield entry;
    for (const [id, row] of this.changedRows) {
      const bytes = row === undefined ? undefined : pick(row.traces);
      if (bytes !== undefined) yield [id, bytes];
    }
  }

  #commit(commit: Commit, rows: readonly ReplayedRow[], sources: readonly KnownSource[]): void {
    this.commits++;
    this.lastCommit = commit;
    for (const logged of rows) {
      const row = decodeFacts(logged.facts);
      this.rows.set(row.id, row);
      this.changedRows.set(row.id, logged);
    }
    for (const id of commit.removed) {
      this.rows.delete(id);
      this.changedRows.set(id, undefined);
    }
    for (const source of sources) {
      this.sources.set(source.path, source);
      this.changedSources.add(source.path);
    }
    for (const path of commit.removedSources) {
      this.sources.delete(path);
      this.changedSources.add(path);
    }
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
    state: { logEnd: replay.committedTo, lastCommit: replay.lastCommit === undefined ? undefined : JSON.stringify(replay.lastCommit) },
  });
}

/** What the database keeps of a row of the log. */
export function changedRow({ facts, traces, place }: ReplayedRow): ChangedRow {
  const row = decodeFacts(facts);
  return { id: row.id, line: encodeLine(row, place), traces };
}

function parseCommit(text: string | undefined): Commit | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Commit);
}
