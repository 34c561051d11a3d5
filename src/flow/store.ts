/**
 * Where pages and articles wait between the steps, and what is known from earlier runs: bytes in, bytes out. The store of a collection
 * keeps them on disk for the next run; `memoryStore` keeps them in memory, for `explain`, `compare` and tests.
 */
import type { DocumentId, Fate, Match, Notice, Provenance } from "../types.ts";

/** What `Store.append` gives for the bytes, and `Store.read` takes. Grows with every append. */
export type Place = number;

export interface Store {
  /** `recordKey` names a page for later runs. */
  appendPage(bytes: Uint8Array, recordKey: string): Place;
  appendArticle(bytes: Uint8Array): Place;
  /** The same bytes. Synchronous: a read of a file that was just written costs less than a turn of the event loop. */
  read(place: Place): Uint8Array;
  /** Where a page of this key lies that a run has kept, finished or not; undefined: nowhere. */
  findPage(recordKey: string): Place | undefined;
  /** Nothing that was appended is needed any more: what keeps it for later ignores that. */
  forget(): void;
  /** What earlier runs settled; undefined: nothing is kept between runs. */
  readonly past: Past | undefined;
}

/** What earlier runs settled. It does not change while a run goes on. */
export interface Past {
  /** Every document, ordered by source path and ordinal. */
  readonly documents: readonly Settled[];
  readonly byId: ReadonlyMap<DocumentId, Settled>;
  /** Documents that were lost by damage: unknown now, but for what others say of them. */
  readonly lost: ReadonlySet<DocumentId>;
  /** What a source held when it was read whole, in each version that is known; empty: never seen. */
  sources(path: string): readonly KnownSource[];
  /** The document that is its source, where that is all that is known of the source; undefined: it is not. Fastest in the order of paths. */
  onlyDocument(path: string): WholeSource | undefined;
  /** Packed sketches of all documents that have one, in any order. Read anew each time. */
  sketches(): Iterable<readonly [DocumentId, Uint8Array]>;
  /** Packed sightings of the pages of a site, by document. */
  sightings(site: string): ReadonlyMap<DocumentId, Uint8Array>;
  /** The packed sighting of one document; undefined: it has none. */
  sighting(id: DocumentId): Uint8Array | undefined;
}

/** A source that is one document, and what it is recognised by: most sources are, and nothing else is asked of them. */
export interface WholeSource {
  readonly document: Settled;
  /** SHA-256, hex, of all its bytes. */
  readonly sha256: string;
  /** How many they are. */
  readonly bytes: number;
  readonly readKey: string;
}

/** A source as it was when it was read whole. */
export interface KnownSource {
  readonly path: string;
  /** SHA-256, hex, of all its bytes. */
  readonly sha256: string;
  /** `Keys.read` under which it was read. */
  readonly readKey: string;
  /** The documents that it gave, in its order. */
  readonly documents: readonly DocumentId[];
}

/**
 * A record with its fate: all that is kept of it between runs, beside the bytes at its places. It may be read as it is asked for: what is to
 * differ is copied by `withChanges`, never by spreading.
 */
export interface Settled {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly fate: Fate;
  /** Where its page and its article lie; undefined where it has none. */
  readonly page: Place | undefined;
  readonly article: Place | undefined;
  /** Of how it was read; of the record and how it was read; of how it was decided: keys.ts. */
  readonly readKey: string;
  readonly recordKey: string;
  readonly decideKey: string;
  /** Of the article, for comparing it, and for the list of copies on its canonical. */
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly cluster: DocumentId | undefined;
  readonly match: Match | undefined;
  readonly keptBecause: string | undefined;
  readonly related: readonly Match[];
  /** What the run found out about it, beside the article's own notices. Those of a record without an article, too. */
  readonly notices: readonly Notice[];
}

/** A copy of which something differs. */
export function withChanges(settled: Settled, changes: Partial<Settled>): Settled {
  return {
    id: settled.id,
    provenance: settled.provenance,
    key: settled.key,
    fate: settled.fate,
    page: settled.page,
    article: settled.article,
    readKey: settled.readKey,
    recordKey: settled.recordKey,
    decideKey: settled.decideKey,
    title: settled.title,
    url: settled.url,
    published: settled.published,
    cluster: settled.cluster,
    match: settled.match,
    keptBecause: settled.keptBecause,
    related: settled.related,
    notices: settled.notices,
    ...changes,
  };
}

/** What later documents are compared with: ten times the rest of a record, and of no use to a run that finds nothing new. */
export interface Traces {
  /** As dedupe packs it; undefined: not an article, or dedupe is off. */
  readonly sketch: Uint8Array | undefined;
  /** As `packSighting` packs it; undefined: no page, or site memory is off. */
  readonly sighting: Uint8Array | undefined;
}

/** Keeps everything in memory, and nothing after the run. */
export function memoryStore(): Store {
  const kept: Uint8Array[] = [];
  return {
    appendPage: (bytes) => kept.push(bytes) - 1,
    appendArticle: (bytes) => kept.push(bytes) - 1,
    read(place) {
      const bytes = kept[place];
      if (bytes === undefined) throw new Error(`nothing is stored at ${place}`);
      return bytes;
    },
    findPage: () => undefined,
    forget() {
      kept.length = 0;
    },
    past: undefined,
  };
}
