/**
 * The whole flow on one screen. Pure of files, clock and terminal: everything of the outside comes through ports.
 *
 *     sources ─read▶ RawDocument ─parse▶ Page ─┬─ sightings ▶ SiteMemory
 *                                              └─ store
 *     store ─▶ Page ─extract▶ Article ─sketch▶ Sketch ═▶ group ═▶ Outcome, ordered by source path and ordinal
 *
 * Conservation: every record read meets exactly one fate, and comes out as exactly one outcome.
 */
import { buildSiteMemory, type Sighting } from "./extract/site-memory.ts";
import { decodeArticle, decodePage } from "./flow/codec.ts";
import { ALONE, inBatches, inOrder, type Crew } from "./flow/crew.ts";
import { memoryStore, type Place, type Store } from "./flow/store.ts";
import type { Options } from "./options.ts";
import { read } from "./read/read.ts";
import { documentId, sha256 } from "./text/hash.ts";
import type {
  Article,
  DocumentId,
  Duplicate,
  Fate,
  Grouping,
  Match,
  Outcome,
  Provenance,
  RawDocument,
  Source,
  Unreadable,
} from "./types.ts";

export interface IngestRequest {
  /** What discovery found, in any order: sources to read, and paths that must not be opened, with their fate. */
  readonly inputs: readonly (Source | Unreadable)[];
  readonly options: Options;
}

/** What the flow needs of the outside. */
export interface IngestPorts {
  /** The bytes of a source; an error thrown while reading makes that source fail, and nothing else. */
  readonly open: (source: Source) => AsyncIterable<Uint8Array>;
  /** Where pages and articles wait between the steps; undefined: in memory. */
  readonly store?: Store | undefined;
  /** Who parses and extracts; undefined: this thread. */
  readonly crew?: Crew | undefined;
  /** Called now and then, never awaited; undefined: nobody watches. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborted: the generator throws the signal's reason at the next record; the store keeps what is done. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a run is. Within a stage counts only grow; stages follow one another in the order of the type. */
export interface Progress {
  readonly stage: "read" | "extract" | "compare" | "write";
  /** Sources opened, and all there are. */
  readonly sources: { readonly done: number; readonly all: number };
  /** Bytes of the records read so far. */
  readonly bytes: number;
  /** Records that have passed the stage, and all there are; undefined while still reading. */
  readonly records: { readonly done: number; readonly all: number | undefined };
}

/** One record on its way: where its page and article wait, or why it has none. */
interface Entry {
  readonly id: DocumentId;
  page: Place | undefined;
  article: Place | undefined;
  /** Set once the record cannot become an article. */
  stopped: Stopped | undefined;
}

/** What is left of a record that did not become an article. */
type Stopped = Pick<Unreadable, "provenance" | "key" | "fate" | "notices">;

/** Runs the whole flow. Yields one outcome a record, ordered by source path (UTF-16 order) and ordinal. */
export async function* ingest(request: IngestRequest, ports: IngestPorts): AsyncGenerator<Outcome> {
  const { options } = request;
  const { store = memoryStore(), crew = ALONE } = ports;
  const sightings: Sighting[] = [];
  const entries: Entry[] = [];
  for await (const entry of readAndParse(request, ports, { store, crew, sightings })) entries.push(entry);
  const memory = options.siteMemory ? buildSiteMemory(sightings) : undefined;
  const waiting = entries.filter((entry) => entry.page !== undefined);
  const extracted = inOrder(
    inBatches(waiting, (entry) => store.read(entry.page ?? 0).length),
    crew.width,
    (batch) =>
      crew.extract(
        batch.map((entry) => store.read(entry.page ?? 0)),
        memory,
        options,
      ),
  );
  for await (const { batch, result } of extracted)
    batch.forEach((entry, i) => {
      const one = result[i];
      if (one === undefined) return;
      const page = decodePage(store.read(entry.page ?? 0));
      if ("broken" in one) entry.stopped = { ...page, fate: { kind: "failed", reason: one.broken } };
      else {
        entry.article = store.append("article", one.article);
        if (one.isEmpty) entry.stopped = { ...page, fate: { kind: "skipped", reason: one.isBlank ? "no text" : "boilerplate only" } };
      }
    });
  const grouping: Grouping = { clusters: [], related: [], notices: [] };
  yield* outcomes(entries, grouping, store);
}

interface FirstPass {
  readonly store: Store;
  readonly crew: Crew;
  readonly sightings: Sighting[];
}

async function* readAndParse(request: IngestRequest, ports: IngestPorts, { store, crew, sightings }: FirstPass): AsyncGenerator<Entry> {
  const { options } = request;
  const batches = inBatches(readAll(request, ports), (record) => ("payload" in record ? record.payload.length : 0));
  const parsed = inOrder(batches, crew.width, async (batch) => crew.parse(batch.filter(isReadable), options));
  for await (const { batch, result } of parsed) {
    let next = 0;
    for (const record of batch) {
      if (!isReadable(record)) {
        yield { id: record.id, page: undefined, article: undefined, stopped: record };
        continue;
      }
      const one = result[next++];
      if (one === undefined) throw new Error("a batch came back shorter than it was");
      if ("broken" in one)
        yield { id: record.id, page: undefined, article: undefined, stopped: { ...record, fate: { kind: "failed", reason: one.broken } } };
      else {
        if (one.sighting !== undefined) sightings.push(one.sighting);
        yield { id: record.id, page: store.append("page", one.page), article: undefined, stopped: undefined };
      }
    }
  }
}

function isReadable(record: RawDocument | Unreadable): record is RawDocument {
  return "payload" in record;
}

/** Every record of every source, in order. */
async function* readAll(request: IngestRequest, ports: IngestPorts): AsyncGenerator<RawDocument | Unreadable> {
  const inputs = request.inputs.toSorted((a, b) => compareStrings(pathOf(a), pathOf(b)));
  for (const input of inputs) {
    if ("fate" in input) {
      yield input;
      continue;
    }
    try {
      for await (const record of read(input, () => ports.open(input), request.options)) {
        ports.signal?.throwIfAborted();
        yield record;
      }
    } catch (error) {
      ports.signal?.throwIfAborted();
      yield unreadable(input, error);
    }
  }
}

function pathOf(input: Source | Unreadable): string {
  return "fate" in input ? input.provenance.source : input.path;
}

/** By UTF-16 units: the same in every locale. */
function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unreadable(source: Source, error: unknown): Unreadable {
  const nothing = sha256("");
  return {
    id: documentId({ source: source.path, record: undefined, sha256: nothing }),
    provenance: { source: source.path, record: undefined, url: undefined, fetchedAt: undefined, sha256: nothing, bytes: 0 },
    key: undefined,
    fate: { kind: "failed", reason: error instanceof Error ? error.message : String(error) },
    notices: [],
  };
}

function* outcomes(entries: readonly Entry[], grouping: Grouping, store: Store): Generator<Outcome> {
  const articleOf = (entry: Entry): Article | undefined =>
    entry.page === undefined || entry.article === undefined
      ? undefined
      : decodeArticle(store.read(entry.article), decodePage(store.read(entry.page)));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const canonicalOf = new Map<DocumentId, Match>();
  const clusterOf = new Map(grouping.clusters.map((cluster) => [cluster.canonical, cluster]));
  for (const cluster of grouping.clusters) for (const member of cluster.members) canonicalOf.set(member.id, member.match);
  const canonicalIds = new Map(
    grouping.clusters.flatMap((cluster) => cluster.members.map((member) => [member.id, cluster.canonical] as const)),
  );
  for (const entry of entries) {
    const article = articleOf(entry);
    const { provenance, key, notices } = article ?? entry.stopped ?? absent();
    const of = canonicalIds.get(entry.id);
    const cluster = clusterOf.get(entry.id);
    const fate: Fate = entry.stopped?.fate ?? (of === undefined ? { kind: "article" } : { kind: "duplicate", of });
    yield {
      id: entry.id,
      provenance,
      key,
      fate,
      article,
      cluster: of ?? cluster?.canonical,
      match: canonicalOf.get(entry.id),
      duplicates: (cluster?.members ?? []).flatMap(({ id, match }): Duplicate[] => {
        const member = byId.get(id);
        const copy = member === undefined ? undefined : articleOf(member);
        return copy === undefined
          ? []
          : [{ id, provenance: copy.provenance, url: copy.metadata.url?.value, published: copy.metadata.published?.value, match }];
      }),
      keptBecause: cluster?.keptBecause,
      related: grouping.related.filter((match) => match.a === entry.id || match.b === entry.id),
      notices,
    };
  }
}

function absent(): { provenance: Provenance; key: undefined; notices: [] } {
  throw new Error("a record has neither an article nor a reason");
}
