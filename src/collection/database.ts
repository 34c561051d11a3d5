/**
 * The index of a collection: one row a document, so that a run knows what came before within a second for 100,000 documents.
 *
 * Lines are read by the thousand, and so are sketches and sightings: SQLite joins them to one text or one stretch of bytes, because a call
 * for each costs more than the reading. Sketches and sightings, most of the bytes, stand in a table of their own, which those runs alone
 * read that compare something. The index holds nothing that is not in the log as well: whenever it is missing, behind or damaged it is
 * brought up to date or made again from there. One transaction a run, by rollback journal: measured on 100,000 rows of 1.3 KB, inserting
 * takes 1.2 s (WAL 1.7 s), and no second file is left beside it.
 */
import type Libsql from "libsql";
import { packedSite } from "../flow/sightings.ts";
import type { KnownSource, Traces } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";
import { codeOf, DISK } from "./files.ts";
import { rowsOfLines, type IndexedRow, type ReadRow } from "./index-lines.ts";

/** What the database knows of the log. */
export interface DatabaseState {
  /** Everything in the log before this place is in the database. */
  readonly logEnd: number;
  /** As `Commit` of the last run has it, as JSON. */
  readonly lastCommit: string | undefined;
  /** How many documents it has. */
  readonly documents: number;
}

/** A document that runs changed: its line, as `encodeLine` has it, and its traces. */
export interface ChangedRow {
  readonly id: string;
  readonly line: string;
  readonly traces: Traces;
}

/** What runs changed since the database was last brought up to date. */
export interface Changes {
  /** Everything that the database holds is forgotten first. */
  readonly fromNothing: boolean;
  readonly rows: Iterable<ChangedRow>;
  readonly removed: readonly string[];
  readonly sources: readonly KnownSource[];
  readonly removedSources: readonly string[];
  readonly state: DatabaseState;
}

export interface Database {
  /** undefined: it is new, or of another layout. */
  readonly state: DatabaseState | undefined;
  /** Of the tables: as numbers grow, another version's are the older ones. undefined: nothing was put into it yet. */
  readonly layout: number | undefined;
  /** Whether it has this document, or has this source read as a container of several. */
  knows(id: DocumentId, path: string): boolean;
  /** All rows. What their lines do not have is read from the log, by `read`. */
  rows(read: ReadRow): IndexedRow[];
  /** All sketches by document, a stretch at a time. */
  sketches(): Generator<readonly [DocumentId, Uint8Array]>;
  /** The sightings of the pages of a site, by document. */
  sightings(site: string): Map<DocumentId, Uint8Array>;
  /** What one document is compared by. */
  tracesOf(id: DocumentId): Traces;
  sources(): KnownSource[];
  /** What is read meanwhile is of one moment: a process that writes waits so long. */
  inOneMoment<T>(read: () => T): T;
  /** All or nothing. */
  apply(changes: Changes): void;
  close(): void;
}

/** The file is no database, or not a whole one. */
export class DamagedDatabase extends Error {
  override readonly name = "DamagedDatabase";
  readonly path: string;

  constructor(path: string, problem: string) {
    super(`the database of a collection is damaged: ${problem}`);
    this.path = path;
  }
}

/** How long another process may hold the file, in seconds: `status` looks while a run commits. */
const BUSY_SECONDS = 10;

/** Layout of the tables; a file of another layout is made again from the log. */
const LAYOUT = 4;

/** Rows that are read at once. */
const ROWS_AT_ONCE = 1_000;

const TABLES = `
  CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, line TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS traces (place INTEGER PRIMARY KEY, id TEXT NOT NULL, sketch BLOB, sighting BLOB, site TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS traces_of_site ON traces (site) WHERE site IS NOT NULL;
  CREATE TABLE IF NOT EXISTS sources (path TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** Opens the database, and makes it where it is missing and may be written. Throws DamagedDatabase for a file that is none. */
export async function openDatabase(path: string, { write }: { readonly write: boolean }): Promise<Database> {
  const { default: Opened } = await import("libsql");
  return guarded(path, () => {
    const connection = new Opened(path, { timeout: BUSY_SECONDS });
    try {
      // Before anything else: without it the first statement fails at once where another process holds the file.
      connection.pragma(`busy_timeout = ${BUSY_SECONDS * 1000}`);
      if (write) {
        connection.pragma("journal_mode = DELETE");
        connection.pragma("synchronous = FULL");
        // In one transaction: five would wait for the disk five times over.
        connection.exec(`BEGIN; ${TABLES} COMMIT`);
      } else connection.pragma("query_only = ON");
      return new OpenDatabase(connection, path);
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** The lines of the rows after a place, and the place of the last. As bytes: few of them are ever made into strings. */
const LINES = `SELECT CAST(group_concat(line, char(10)) AS BLOB), max(place)
  FROM (SELECT rowid AS place, line FROM documents WHERE rowid > ? ORDER BY rowid LIMIT ?)`;

/** The same for sketches: ids of one length, lengths, and the bytes of all. */
const SKETCHES = `SELECT group_concat(id, ''), group_concat(length(sketch)), CAST(group_concat(sketch, '') AS BLOB), max(place)
  FROM (SELECT place, id, sketch FROM traces WHERE place > ? AND sketch IS NOT NULL ORDER BY place LIMIT ?)`;

/** Digits of an id. */
const ID_DIGITS = 16;

/** A row keeps its place when it changes. */
const PUT = `INSERT INTO documents VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET line = excluded.line`;
const PUT_TRACES = `INSERT OR REPLACE INTO traces VALUES ((SELECT rowid FROM documents WHERE id = ?1), ?1, ?2, ?3, ?4)`;

/** libsql takes buffers alone for blobs. */
function bufferOf(bytes: Uint8Array | undefined): Buffer | null {
  return bytes === undefined ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type Connection = InstanceType<typeof Libsql>;

class OpenDatabase implements Database {
  readonly #connection: Connection;
  readonly #path: string;

  constructor(connection: Connection, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  #guarded<T>(use: () => T): T {
    return guarded(this.#path, use);
  }

  get state(): DatabaseState | undefined {
    const values = this.#stateValues();
    if (values.get("layout") !== String(LAYOUT)) return undefined;
    const logEnd = Number(values.get("log end"));
    if (!Number.isSafeInteger(logEnd)) throw new DamagedDatabase(this.#path, "its place in the log is malformed");
    return { logEnd, lastCommit: values.get("last commit"), documents: Number(values.get("documents")) };
  }

  get layout(): number | undefined {
    const layout = this.#stateValues().get("layout");
    return layout === undefined ? undefined : Number(layout);
  }

  #stateValues(): ReadonlyMap<string, string> {
    return this.#guarded(() => new Map(this.#connection.prepare("SELECT name, value FROM state").raw().all() as [string, string][]));
  }

  knows(id: DocumentId, path: string): boolean {
    return this.#guarded(() => {
      const known = "SELECT 1 FROM documents WHERE id = ? UNION ALL SELECT 1 FROM sources WHERE path = ?";
      return this.#connection.prepare(known).raw().get(id, path) !== undefined;
    });
  }

  rows(read: ReadRow): IndexedRow[] {
    return this.#guarded(() => {
      const rows: IndexedRow[] = [];
      const statement = this.#connection.prepare(LINES).raw();
      for (let after = -1; ;) {
        const [stretch] = statement.all(after, ROWS_AT_ONCE) as [Buffer | null, number | null][];
        const [lines, last] = stretch ?? [null, null];
        if (lines === null || last === null) return rows;
        rows.push(...rowsOfLines(lines, read));
        after = last;
      }
    });
  }

  *sketches(): Generator<readonly [DocumentId, Uint8Array]> {
    const statement = this.#guarded(() => this.#connection.prepare(SKETCHES).raw());
    for (let after = -1; ;) {
      const from = after;
      const [stretch] = this.#guarded(() => statement.all(from, ROWS_AT_ONCE)) as [
        string | null,
        string | null,
        Buffer | null,
        number | null,
      ][];
      const [ids, lengths, bytes, last] = stretch ?? [null, null, null, null];
      if (ids === null || lengths === null || bytes === null || last === null) return;
      let at = 0;
      let number = 0;
      for (const length of lengths.split(",")) {
        const end = at + Number(length);
        yield [ids.slice(number * ID_DIGITS, ++number * ID_DIGITS) as DocumentId, bytes.subarray(at, end)];
        at = end;
      }
      after = last;
    }
  }

  sightings(site: string): Map<DocumentId, Uint8Array> {
    return this.#guarded(() => {
      const statement = this.#connection.prepare("SELECT id, sighting FROM traces WHERE site = ?").raw();
      return new Map(statement.all(site) as [DocumentId, Uint8Array][]);
    });
  }

  tracesOf(id: DocumentId): Traces {
    return this.#guarded(() => {
      const statement = this.#connection.prepare(
        "SELECT sketch, sighting FROM traces WHERE place = (SELECT rowid FROM documents WHERE id = ?)",
      );
      const [row] = statement.raw().all(id) as [Buffer | null, Buffer | null][];
      return { sketch: row?.[0] ?? undefined, sighting: row?.[1] ?? undefined };
    });
  }

  sources(): KnownSource[] {
    return this.#guarded(() => {
      const rows = this.#connection.prepare("SELECT body FROM sources").raw().all() as [string][];
      return rows.map(([body]) => sourceOf(this.#path, JSON.parse(body)));
    });
  }

  inOneMoment<T>(read: () => T): T {
    return this.#guarded(() => {
      this.#connection.exec("BEGIN");
      try {
        return read();
      } finally {
        if (this.#connection.inTransaction) this.#connection.exec("COMMIT");
      }
    });
  }

  apply({ fromNothing, rows, removed, sources, removedSources, state }: Changes): void {
    this.#guarded(() => {
      const connection = this.#connection;
      connection.exec("BEGIN IMMEDIATE");
      try {
        // The tables may be of another layout.
        if (fromNothing) connection.exec(`DROP TABLE documents; DROP TABLE traces; DROP TABLE sources; DROP TABLE state; ${TABLES}`);
        const put = connection.prepare(PUT);
        const putTraces = connection.prepare(PUT_TRACES);
        for (const { id, line, traces } of rows) {
          put.run(id, line);
          const site = traces.sighting === undefined ? undefined : packedSite(traces.sighting);
          putTraces.run(id, bufferOf(traces.sketch), bufferOf(traces.sighting), site ?? null);
        }
        const dropTraces = connection.prepare("DELETE FROM traces WHERE place = (SELECT rowid FROM documents WHERE id = ?)");
        const drop = connection.prepare("DELETE FROM documents WHERE id = ?");
        for (const id of removed) {
          dropTraces.run(id);
          drop.run(id);
        }
        const putSource = connection.prepare("INSERT OR REPLACE INTO sources VALUES (?, ?)");
        for (const source of sources) putSource.run(source.path, JSON.stringify(source));
        const dropSource = connection.prepare("DELETE FROM sources WHERE path = ?");
        for (const path of removedSources) dropSource.run(path);
        const putState = connection.prepare("INSERT OR REPLACE INTO state VALUES (?, ?)");
        putState.run("layout", String(LAYOUT));
        putState.run("log end", String(state.logEnd));
        putState.run("documents", String(state.documents));
        if (state.lastCommit !== undefined) putState.run("last commit", state.lastCommit);
        connection.exec("COMMIT");
      } catch (error) {
        // A full disk has rolled it back already.
        if (connection.inTransaction) connection.exec("ROLLBACK");
        throw error;
      }
    });
  }

  close(): void {
    if (this.#connection.open) this.#connection.close();
  }
}

/** What a body that was changed may be is JSON all the same. */
function sourceOf(database: string, value: unknown): KnownSource {
  const source = value as Partial<KnownSource> | null;
  if (typeof source?.path !== "string" || !Array.isArray(source.documents)) throw new DamagedDatabase(database, "a source is malformed");
  return source as KnownSource;
}

/** What SQLite says of a file that is not, or no longer, a database; and what a blob says that was changed. */
const DAMAGE = /SQLITE_(CORRUPT|NOTADB|FORMAT|MISMATCH)|not a database|malformed|no such (table|column)|JSON|out of range/i;

/** What SQLite says where the system stands in the way, and the system's own word for it. */
const SYSTEM_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_FULL/, "ENOSPC"],
  [/^SQLITE_READONLY/, "EROFS"],
  [/^SQLITE_(CANTOPEN|PERM|AUTH)/, "EACCES"],
  [/^SQLITE_(BUSY|LOCKED)/, "EBUSY"],
  [/^SQLITE_IOERR/, "EIO"],
  // libsql has no code of its own for that, and gives SQLite's for what cannot be opened.
  [/Unable to open connection.*: 14\b/, "EACCES"],
];

function guarded<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DamagedDatabase) throw error;
    const code = codeOf(error) ?? "";
    if (DAMAGE.test(`${code} ${error.message}`)) throw new DamagedDatabase(path, error.message);
    const fault = SYSTEM_FAULTS.find(([said]) => said.test(code === "" ? error.message : code))?.[1];
    if (fault === undefined) throw error;
    const reason = fault === "EACCES" ? openingFault(path) : undefined;
    if (codeOf(reason) === "EISDIR") throw new DamagedDatabase(path, "it is a folder");
    if (reason !== undefined && codeOf(reason) !== "ENOENT") throw reason;
    throw Object.assign(new Error(`the collection's database: ${error.message}`), { code: fault, path });
  }
}

/** SQLite says that it cannot open a file; the system says why. undefined: it can be opened. */
function openingFault(path: string): Error | undefined {
  try {
    DISK.close(DISK.open(path, "r"));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : undefined;
  }
}
