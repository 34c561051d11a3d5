/** One document of a collection as bytes in the log: its facts, and beside them what later documents are compared with. */
import { withChanges, type Place, type Settled, type Traces } from "../flow/store.ts";
import type { DocumentId, Fate, Notice, Provenance } from "../types.ts";

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

/** A row of what was settled, and the file that came of it. */
export function rowWith(settled: Settled, output: Output | undefined): Row {
  return { ...withChanges(settled, {}), output };
}

/** The facts of a row in JSON, by their place: names would be half of the bytes. null: undefined. */
type PackedFacts = readonly [
  id: DocumentId,
  source: string,
  record: Provenance["record"] | null,
  address: string | null,
  fetchedAt: string | null,
  sha256: string,
  bytes: number,
  key: string | null,
  /** null: an article. */
  fate: Exclude<Fate, { readonly kind: "article" }> | null,
  page: Place | null,
  article: Place | null,
  readKey: string,
  recordKey: string,
  decideKey: string,
  title: string | null,
  url: string | null,
  published: string | null,
  cluster: DocumentId | null,
  match: Settled["match"] | null,
  keptBecause: string | null,
  related: Settled["related"] | null,
  notices: Settled["notices"] | null,
  output: readonly [name: string, sha256: string, size: number, modified: number, isBehind: boolean] | null,
];

const ARTICLE: Fate = { kind: "article" };
const NO_MATCHES: Settled["related"] = [];
const NO_NOTICES: readonly Notice[] = [];

/** The facts of a row as JSON. */
export function encodeFacts(row: Row): string {
  const { provenance, fate, related, notices, output } = row;
  const packed: PackedFacts = [
    row.id,
    provenance.source,
    provenance.record ?? null,
    provenance.url ?? null,
    provenance.fetchedAt ?? null,
    provenance.sha256,
    provenance.bytes,
    row.key ?? null,
    fate.kind === "article" ? null : fate,
    row.page ?? null,
    row.article ?? null,
    row.readKey,
    row.recordKey,
    row.decideKey,
    row.title ?? null,
    row.url ?? null,
    row.published ?? null,
    row.cluster ?? null,
    row.match ?? null,
    row.keptBecause ?? null,
    related.length === 0 ? null : related,
    notices.length === 0 ? null : notices,
    output === undefined ? null : [output.name, output.sha256, output.size, output.modified, output.isBehind],
  ];
  return JSON.stringify(packed);
}

export function decodeFacts(json: string): Row {
  return rowOf(JSON.parse(json) as PackedFacts);
}

function rowOf(packed: PackedFacts): Row {
  const [id, source, record, address, fetchedAt, sha256, bytes, key, fate, page, article, readKey, recordKey, decideKey, ...rest] = packed;
  const [title, url, published, cluster, match, keptBecause, related, notices, output] = rest;
  return {
    id,
    provenance: { source, record: record ?? undefined, url: address ?? undefined, fetchedAt: fetchedAt ?? undefined, sha256, bytes },
    key: key ?? undefined,
    fate: fate ?? ARTICLE,
    page: page ?? undefined,
    article: article ?? undefined,
    readKey,
    recordKey,
    decideKey,
    title: title ?? undefined,
    url: url ?? undefined,
    published: published ?? undefined,
    cluster: cluster ?? undefined,
    match: match ?? undefined,
    keptBecause: keptBecause ?? undefined,
    related: related ?? NO_MATCHES,
    notices: notices ?? NO_NOTICES,
    output: output === null ? undefined : { name: output[0], sha256: output[1], size: output[2], modified: output[3], isBehind: output[4] },
  };
}

/** A row in the log: its facts with their length before them, then its traces. */
export interface LoggedRow {
  readonly facts: string;
  readonly traces: Traces;
}

/** Layout: lengths of facts and sketch, facts, sketch, sighting. Sketch and sighting begin at a multiple of 4. */
const HEADER_BYTES = 8;
const ALIGNMENT = 4;

export function encodeRow({ facts, traces: { sketch, sighting } }: LoggedRow): Uint8Array {
  const json = Buffer.from(facts, "utf8");
  const sketchAt = aligned(HEADER_BYTES + json.length);
  const sightingAt = aligned(sketchAt + (sketch?.length ?? 0));
  const bytes = Buffer.alloc(sightingAt + (sighting?.length ?? 0));
  bytes.writeUInt32LE(json.length, 0);
  bytes.writeUInt32LE(sketch?.length ?? 0, 4);
  json.copy(bytes, HEADER_BYTES);
  if (sketch !== undefined) bytes.set(sketch, sketchAt);
  if (sighting !== undefined) bytes.set(sighting, sightingAt);
  return bytes;
}

/** The row again; its traces are views of the bytes. */
export function decodeRow(blob: Uint8Array): LoggedRow {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  const part = (from: number, to: number): Uint8Array | undefined => (to > from ? bytes.subarray(from, to) : undefined);
  const factsEnd = HEADER_BYTES + bytes.readUInt32LE(0);
  const sketchAt = aligned(factsEnd);
  const sketchEnd = sketchAt + bytes.readUInt32LE(4);
  return {
    facts: bytes.toString("utf8", HEADER_BYTES, factsEnd),
    traces: { sketch: part(sketchAt, sketchEnd), sighting: part(aligned(sketchEnd), bytes.length) },
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
