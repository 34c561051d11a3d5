/** The log of a collection, read from where its database ends. */
import type { KnownSource, Place, Traces } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";
import type { DatabaseState } from "./database.ts";
import { decodeFacts, decodeRow, type Commit, type LoggedRow, type Output, type Row } from "./rows.ts";
import { SEGMENTS_START, type Damage, type Segments } from "./segments.ts";

/** Letters of a record's key, which stands before a page in its frame. */
export const RECORD_KEY_BYTES = 16;

/** What the database says. */
interface Known {
  readonly state: DatabaseState | undefined;
  readonly rows: readonly Row[];
  readonly sources: readonly KnownSource[];
}

/** Of no file. */
const UNKNOWN_BYTES: Pick<Output, "sha256" | "size"> = { sha256: "", size: -1 };

/** A row of the log, and where it stands there. */
export interface ReplayedRow extends LoggedRow {
  readonly place: Place;
}

/** The log, read from where the database ends; what runs settled that finished, and the pages of one that did not. */
export class Replay {
  readonly #indexed: readonly Row[];
  #rows: Map<DocumentId, Row> | undefined;
  readonly sources: Map<string, KnownSource>;
  readonly pages: Map<string, Place> = new Map();
  readonly damages: Damage[] = [];
  readonly lost: Map<DocumentId, Row> = new Map();
  /** Everything before this place is in the rows and in `sources`. */
  committedTo: Place;
  lastCommit: Commit | undefined;
  commits = 0;
  readonly changedRows: Map<DocumentId, ReplayedRow | undefined> = new Map();
  readonly changedSources: Set<string> = new Set();

  /** `index`: what the database says; undefined: the log is read from its beginning. */
  constructor(segments: Segments, index: Known | undefined) {
    this.#indexed = index?.rows ?? [];
    this.sources = new Map(index?.sources.map((source) => [source.path, source]));
    this.committedTo = index?.state?.logEnd ?? SEGMENTS_START;
    this.lastCommit = parseCommit(index?.state?.lastCommit);
    let rows: ReplayedRow[] = [];
    let sources: KnownSource[] = [];
    for (const frame of segments.frames(this.committedTo)) {
      if ("damage" in frame) {
        // A run that was killed leaves a torn end, which a collection that is only looked at still has.
        if (frame.end < segments.end) this.damages.push(frame);
        continue;
      }
      const text = (): string => Buffer.from(frame.body.buffer, frame.body.byteOffset, frame.body.length).toString("utf8");
      switch (frame.kind) {
        case "page":
          this.pages.set(Buffer.from(frame.body.subarray(0, RECORD_KEY_BYTES)).toString("latin1"), frame.place);
          break;
        case "article":
        case "void":
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
    if (this.damages.length > 0) this.#dropLost();
  }

  /** By id. Made when it is first asked for: where the log has nothing more, few ask. */
  get rows(): Map<DocumentId, Row> {
    return (this.#rows ??= new Map(this.#indexed.map((row) => [row.id, row])));
  }

  /** All of them, in any order. */
  get all(): readonly Row[] {
    return this.commits === 0 && this.lost.size === 0 ? this.#indexed : [...this.rows.values()];
  }

  #dropLost(): void {
    const isDamaged = (place: Place | undefined): boolean =>
      place !== undefined && this.damages.some((damage) => damage.place <= place && place < damage.end);
    for (const row of this.rows.values()) {
      if (!isDamaged(row.page) && !isDamaged(row.article)) continue;
      this.lost.set(row.id, row);
      this.rows.delete(row.id);
      this.changedRows.set(row.id, undefined);
    }
    // Its lines are those of documents that may be lost now.
    if (this.lastCommit !== undefined)
      this.lastCommit = { ...this.lastCommit, manifest: { ...this.lastCommit.manifest, ...UNKNOWN_BYTES } };
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

function parseCommit(text: string | undefined): Commit | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Commit);
}
