/** One document of a collection as one blob: the same bytes in the log and in the database. */
import type { Place, Settled } from "../flow/store.ts";
import type { DocumentId } from "../types.ts";

/** A file of the collection, as a run left it. */
export interface Output {
  /** Name in the collection's folder. */
  readonly name: string;
  /** SHA-256, hex, of its bytes. */
  readonly sha256: string;
  readonly size: number;
  /** Time of the last change, milliseconds since 1970: a file that still has size and time is taken to be unchanged. */
  readonly modified: number;
  /** True: a person had changed or removed the file, so that it was left alone although there was something new to write. */
  readonly isBehind: boolean;
}

/** A document of the collection. */
export interface Row extends Settled {
  /** undefined: it is no article, or has no file. */
  readonly output: Output | undefined;
}

/** The facts of a row that are JSON. */
type Facts = Omit<Row, "sketch" | "sighting">;

/** Layout of a blob: lengths of facts and sketch, facts, sketch, sighting. The sketch begins at a multiple of 4. */
const HEADER_BYTES = 8;
const ALIGNMENT = 4;

export function encodeRow(row: Row): Uint8Array {
  const { sketch, sighting, ...facts } = row;
  const json = Buffer.from(JSON.stringify(facts), "utf8");
  const sketchAt = aligned(HEADER_BYTES + json.length);
  const sightingAt = sketchAt + (sketch?.length ?? 0);
  const bytes = Buffer.alloc(sightingAt + (sighting?.length ?? 0));
  bytes.writeUInt32LE(json.length, 0);
  bytes.writeUInt32LE(sketch?.length ?? 0, 4);
  json.copy(bytes, HEADER_BYTES);
  if (sketch !== undefined) bytes.set(sketch, sketchAt);
  if (sighting !== undefined) bytes.set(sighting, sightingAt);
  return bytes;
}

export function decodeRow(blob: Uint8Array): Row {
  // The numbers of sketch and sighting are read where they lie.
  const start = blob.byteOffset % ALIGNMENT === 0 ? blob : new Uint8Array(blob);
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const part = (from: number, to: number): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from);
  const factsEnd = HEADER_BYTES + bytes.readUInt32LE(0);
  const sketchAt = aligned(factsEnd);
  const sightingAt = sketchAt + bytes.readUInt32LE(4);
  const facts = JSON.parse(bytes.toString("utf8", HEADER_BYTES, factsEnd)) as Facts;
  return {
    id: facts.id,
    // JSON leaves out keys whose value is undefined; the types demand them.
    provenance: {
      source: facts.provenance.source,
      record: facts.provenance.record,
      url: facts.provenance.url,
      fetchedAt: facts.provenance.fetchedAt,
      sha256: facts.provenance.sha256,
      bytes: facts.provenance.bytes,
    },
    key: facts.key,
    fate: facts.fate,
    page: facts.page,
    article: facts.article,
    readKey: facts.readKey,
    recordKey: facts.recordKey,
    decideKey: facts.decideKey,
    title: facts.title,
    url: facts.url,
    published: facts.published,
    cluster: facts.cluster,
    match: facts.match,
    keptBecause: facts.keptBecause,
    related: facts.related,
    notices: facts.notices,
    output: facts.output,
    sketch: sightingAt > sketchAt ? part(sketchAt, sightingAt) : undefined,
    sighting: bytes.length > sightingAt ? part(sightingAt, bytes.length) : undefined,
  };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** What ends a run: once this frame is in the log, everything before it counts. */
export interface Commit {
  /** Where the run's frames begin; it names the folder in which its files wait, too. */
  readonly from: Place;
  /** Documents that left the collection. */
  readonly removed: readonly DocumentId[];
  /** Files that left the collection. */
  readonly removedFiles: readonly Pick<Output, "name" | "sha256">[];
  /** Sources whose last documents left. */
  readonly removedSources: readonly string[];
  /** The manifest as this run left it. */
  readonly manifest: Output;
}
