/** What a collection holds, and whether its parts agree: for `ingest status`, `ingest verify` and `ingest forget`. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { decodeArticle } from "../flow/article-codec.ts";
import { decodePage } from "../flow/codec.ts";
import { recordPath } from "../emit/record-path.ts";
import { faultText } from "../io/faults.ts";
import type { Fate } from "../types.ts";
import type { Collection } from "./collection.ts";
import { readSha256 } from "./file-hash.ts";
import type { Files } from "./files.ts";
import { lockOwner, type LockOwner } from "./lock.ts";
import { HIDDEN, MANIFEST } from "../io/collection-names.ts";
import { LineReader } from "./manifest.ts";
import { decodeFacts, decodeRow, encodeFacts, encodeRow, type LoggedRow, type Row } from "./rows.ts";
import { SEGMENTS_START } from "./segments.ts";

export interface Status {
  readonly folder: string;
  /** Documents by fate. */
  readonly documents: Readonly<Record<Fate["kind"], number>>;
  readonly clusters: number;
  /** Different sources that the documents came from. */
  readonly sources: number;
  /** Files of articles: as they were written, and changed or removed by a person. By size and time alone. */
  readonly files: { readonly unchanged: number; readonly edited: readonly string[]; readonly removed: readonly string[] };
  /** Bytes of the hidden folder. */
  readonly hiddenBytes: number;
  /** Pages of a run that did not finish; the next one goes on from them. */
  readonly unfinishedPages: number;
  /** Who is writing now; undefined: nobody. */
  readonly writer: LockOwner | undefined;
}

/** What a collection holds. Looks at the names of files, not into them. */
export function status({ folder, files, rows, loaded }: Collection): Status {
  const hidden = join(folder, HIDDEN);
  const documents = { article: 0, duplicate: 0, skipped: 0, failed: 0 };
  const sources = new Set<string>();
  const clusters = new Set<string>();
  let unchanged = 0;
  const edited: string[] = [];
  const removed: string[] = [];
  for (const { fate, provenance, cluster, output } of rows) {
    documents[fate.kind]++;
    sources.add(provenance.source);
    if (cluster !== undefined) clusters.add(cluster);
    if (output === undefined) continue;
    const facts = files.facts(join(folder, output.name));
    if (facts === undefined) removed.push(output.name);
    else if (facts.size === output.size) unchanged++;
    else edited.push(output.name);
  }
  return {
    folder,
    documents,
    clusters: clusters.size,
    sources: sources.size,
    files: { unchanged, edited, removed },
    hiddenBytes: files.list(hidden).reduce((sum, name) => sum + (files.facts(join(hidden, name))?.size ?? 0), 0),
    unfinishedPages: loaded.unfinishedPages.size,
    writer: lockOwner(files, join(hidden, "lock")),
  };
}

/** Something that does not agree, for people. */
export interface Disagreement {
  readonly part: "file" | "manifest" | "segments" | "database";
  /** File name or record that it is about. */
  readonly about: string;
  readonly problem: string;
}

export interface Verification {
  readonly documents: number;
  readonly files: number;
  /** Frames of the log whose checksums were compared. */
  readonly frames: number;
  readonly disagreements: readonly Disagreement[];
}

/** Reads everything: files and manifest against the rows, every frame of the log against its checksum, the database against the log. */
export function verify(collection: Collection): Verification {
  const { rows } = collection;
  const frames = verifySegments(collection);
  return {
    documents: rows.length,
    files: rows.filter(({ output }) => output !== undefined).length,
    frames: frames.count,
    disagreements: [...verifyFiles(collection), ...verifyManifest(collection), ...frames.disagreements],
  };
}

function verifyFiles({ folder, files, rows }: Collection): Disagreement[] {
  return rows.flatMap(({ output }): Disagreement[] => {
    if (output === undefined) return [];
    const problem = fileProblem(files, join(folder, output.name), output.sha256);
    return problem === undefined ? [] : [{ part: "file", about: output.name, problem }];
  });
}

/** What is wrong with a file that was written with this hash; undefined: nothing. */
function fileProblem(files: Files, path: string, sha256: string): string | undefined {
  const hash = attempt(() => readSha256(files, path));
  if ("fault" in hash) return hash.fault;
  if (hash.value === undefined) return "it is missing";
  return hash.value === sha256 ? undefined : "it is not as it was written";
}

function verifyManifest({ folder, files, rows, loaded }: Collection): Disagreement[] {
  const path = join(folder, MANIFEST);
  const wrong = (problem: string): Disagreement[] => [{ part: "manifest", about: MANIFEST, problem }];
  const expected = loaded.lastCommit?.manifest;
  if (expected === undefined)
    return rows.length === 0 && files.facts(path) === undefined ? [] : wrong("no run that is known of has finished it");
  const problem = fileProblem(files, path, expected.sha256);
  if (problem === undefined) return [];
  const ids = attempt(() => manifestIds(files, path));
  if ("fault" in ids || files.facts(path) === undefined) return wrong(problem);
  const odd = rows.findIndex(({ id }, i) => ids.value[i] !== id);
  if (odd !== -1 || ids.value.length !== rows.length)
    return wrong(`line ${odd === -1 ? rows.length + 1 : odd + 1} is not the document that stands there`);
  return wrong(problem);
}

/** Ids in the order of lines; "" for a line that is no record. */
function manifestIds(files: Files, path: string): string[] {
  const reader = new LineReader(files, path);
  try {
    const ids: string[] = [];
    for (let line = reader.next(); line !== undefined; line = reader.next()) ids.push(idOf(Buffer.from(line).toString("utf8")));
    return ids;
  } finally {
    reader.close();
  }
}

function idOf(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : "";
  } catch {
    return "";
  }
}

function verifySegments({ loaded, rows, store }: Collection): { readonly count: number; readonly disagreements: Disagreement[] } {
  const disagreements: Disagreement[] = loaded.isCut
    ? [{ part: "segments", about: "the log", problem: "it ends before what the database knows of" }]
    : [];
  /** Digests of the rows of finished runs, and of the run that is being read. */
  const logged = new Map<string, string>();
  const pending = new Map<string, string>();
  let count = 0;
  for (const frame of loaded.segments.frames(SEGMENTS_START)) {
    if ("damage" in frame) {
      const isTornEnd = frame.place >= loaded.committedTo && frame.end === loaded.segments.end;
      if (isTornEnd) continue;
      disagreements.push({ part: "segments", about: `place ${frame.place}`, problem: frame.damage });
      continue;
    }
    count++;
    if (frame.kind === "row") {
      const row = decodeRow(frame.body);
      pending.set(decodeFacts(row.facts).id, digest(row));
    } else if (frame.kind === "commit") {
      for (const [id, row] of pending) logged.set(id, row);
      pending.clear();
    }
  }
  for (const row of rows) {
    const about = recordPath(row.provenance);
    const problem = readingFault(row, store);
    if (problem !== undefined) disagreements.push({ part: "segments", about, problem });
    const digestNow = attempt(() => digest({ facts: encodeFacts(row), traces: loaded.tracesOf(row.id) }));
    if ("fault" in digestNow) disagreements.push({ part: "database", about, problem: digestNow.fault });
    else if (logged.get(row.id) !== digestNow.value)
      disagreements.push({ part: "database", about, problem: "its row is not the one of the log" });
  }
  return { count, disagreements };
}

/** What reading gives, or why it cannot be read. */
function attempt<T>(read: () => T): { readonly value: T } | { readonly fault: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { fault: faultText(error) };
  }
}

/** Whether page and article of a row can be read and are the row's. */
function readingFault(row: Row, store: Collection["store"]): string | undefined {
  const { page: place, article: articlePlace } = row;
  if (place === undefined) return undefined;
  const read = attempt(() => {
    const page = decodePage(store.read(place));
    if (page.id !== row.id) return "its page is another document's";
    const article = articlePlace === undefined ? undefined : decodeArticle(store.read(articlePlace), () => page, undefined).article;
    // Asking for its blocks compares it with the page.
    const isItsOwn = article === undefined || (article.id === row.id && article.blocks.length === page.blocks.length);
    return isItsOwn ? undefined : "its article is another document's";
  });
  return "fault" in read ? read.fault : read.value;
}

function digest(row: LoggedRow): string {
  return createHash("sha256").update(encodeRow(row)).digest("hex");
}

/**
 * The documents that a name means: an id, a source ("drop/a.txt"), a record of one ("drop/a.jsonl#12"), a folder of sources ("drop"), or
 * the file of an article.
 */
export function documentsNamed({ rows }: Pick<Collection, "rows">, name: string): Row[] {
  const path = name.replace(/^\.\//, "").replace(/\/+$/, "");
  return rows.filter(({ id, provenance: { source, record }, output }) => {
    const full = record === undefined ? source : `${source}#${record.label}`;
    return id === name || source === path || full === path || source.startsWith(`${path}/`) || output?.name === path;
  });
}
