/** A run into a collection: every settlement becomes a row, a line of the manifest, and, if it is an article, a file. */
import { join } from "node:path";
import type { Emission } from "../emit/emit.ts";
import { keysOf } from "../flow/keys.ts";
import { compareRecords } from "../flow/draft.ts";
import type { IngestPorts, IngestRequest, RunFacts } from "../flow/ports.ts";
import { membersByCanonical, type Settlement } from "../flow/settle.ts";
import type { KnownSource, Place, Settled, Traces } from "../flow/store.ts";
import { settleInputs } from "../ingest.ts";
import type { DocumentId, Outcome, WordTally } from "../types.ts";
import { ArticleFiles, type FileFate } from "./article-files.ts";
import { isWholeSource, type Collection } from "./collection.ts";
import { DamagedDatabase } from "./database.ts";
import type { FileFacts } from "./files.ts";
import { HIDDEN, MANIFEST } from "../io/collection-names.ts";
import { IndexedRow } from "./index-lines.ts";
import { hasOutput, lookAhead, type Look } from "./look-ahead.ts";
import { isIntact, mergeManifest, type ManifestMerge } from "./manifest.ts";
import { changedRow } from "./load.ts";
import { decodeRow, encodeFacts, encodeRow, rowWith, type Commit, type Output, type Row } from "./rows.ts";
import type * as Making from "./making.ts";
import type { NameBook } from "./names.ts";
import { openStaging, planStaging, publish, type Staging } from "./staging.ts";

/** What a run into a collection is asked for beside the run itself. */
export interface IntoRequest extends IngestRequest {
  readonly version: string;
  /** Write the files again that a person has edited or removed. Else they are left alone, and told. */
  readonly restore?: boolean | undefined;
}

export interface IntoPorts extends Omit<IngestPorts, "store" | "onFacts"> {
  /**
   * Begins to look at the files of a folder while other things are done: size and time, by the place of each in the list, which is gone
   * through in its order; undefined: ask for the file by itself. Called once. undefined: nobody can.
   */
  readonly look?: Look | undefined;
}

/** One record of the run. */
export interface Kept {
  readonly settled: Settled;
  /** It is a record of the inputs, and not only a document of which something changed. */
  readonly isInput: boolean;
  /** As an earlier run left it. */
  readonly isUnchanged: boolean;
  /** undefined: no article. */
  readonly file: { readonly name: string; readonly fate: FileFate } | undefined;
  /** Everything that is known of it. Of an unchanged record, reads the article. */
  outcome(): Promise<Outcome>;
  /** Words of its page; undefined: an earlier run counted them, or it has no page. */
  readonly words: WordTally | undefined;
  /** The record and the Markdown file. Of an unchanged record, makes them anew. */
  emission(): Promise<Emission>;
}

/** A document as reports name it. */
export type ReportedDocument = Pick<Settled, "id" | "provenance" | "fate">;

/** What a run did to the collection. */
export interface IntoReport {
  /** Documents that the collection holds now. */
  readonly documents: number;
  readonly articles: number;
  /** Files written, and files removed because they belong to no article any more. */
  readonly written: number;
  readonly removedFiles: readonly string[];
  readonly isManifestNew: boolean;
  /** Files that a person edited or removed, and that were left so. */
  readonly edited: readonly string[];
  readonly removedByHand: readonly string[];
  /** Documents whose inputs are gone. Still in the collection unless pruned. */
  readonly vanished: readonly ReportedDocument[];
  /** Documents whose inputs could not be read, or not to their end: still in the collection, pruned or not. */
  readonly unreached: readonly ReportedDocument[];
  /** Documents that left the collection. */
  readonly removed: readonly ReportedDocument[];
}

/**
 * Runs into a collection that was opened for writing, or as if into one that was opened for looking. Yields every record of the inputs
 * and every document of which something changed, in order, some at a time. The collection changes when the generator comes to its end, all at once; a
 * caller that stops before leaves it as it was, but for pages that the next run need not parse again.
 */
export async function* ingestInto(
  collection: Collection,
  request: IntoRequest,
  ports: IntoPorts,
): AsyncGenerator<readonly Kept[], IntoReport> {
  const run = new Run(collection, request, ports.look);
  collection.whenClosed.push(() => {
    run.abandon();
  });
  try {
    const settlements = settleInputs(request, {
      ...ports,
      store: collection.store,
      onFacts: (facts) => {
        run.begin(facts);
      },
    });
    for await (const stretch of settlements) {
      await run.prepare();
      const kept: Kept[] = [];
      for (const settlement of stretch) {
        ports.signal?.throwIfAborted();
        const one = run.keep(settlement);
        kept.push(one instanceof Promise ? await one : one);
      }
      yield kept;
    }
    ports.signal?.throwIfAborted();
    await run.prepare();
    return run.commit();
  } finally {
    run.abandon();
  }
}

/** The state of one run. */
class Run {
  readonly #collection: Collection;
  readonly #request: IntoRequest;
  readonly #staging: Staging;
  /** Where the run's frames begin. */
  readonly #from: number;
  #making: typeof Making | undefined;
  /** undefined: no name has been needed yet. */
  #names: NameBook | undefined;
  /** Names that were given back. */
  readonly #released: { readonly name: string; readonly id: DocumentId }[] = [];
  #facts: RunFacts = { sources: [], vanished: [], removed: [], unreached: [], isInput: () => true, moved: new Set() };
  #manifest: ManifestMerge<Settled> | undefined;
  #isManifestLost = false;
  #leaving: ReadonlySet<DocumentId> = new Set();
  #members: ReadonlyMap<DocumentId, readonly Settled[]> | undefined;
  /** Where the rows of this run lie in the log. */
  readonly #rows: Place[] = [];
  readonly #outputsBefore: Output[] = [];
  readonly #articleFiles: ArticleFiles;
  /** What is known already of the files of articles; undefined: nothing. */
  readonly #factsOf: ((row: Row) => FileFacts | undefined) | undefined;
  /** Articles more than before; fewer when negative. */
  #articlesMore = 0;
  #documentsMore = 0;
  #isCommitted = false;
  /** Whether a document that this run decided is a source of its own. */
  readonly #isWhole = new Map<DocumentId, boolean>();

  constructor(collection: Collection, request: IntoRequest, look: IntoPorts["look"]) {
    this.#collection = collection;
    this.#request = request;
    this.#from = collection.loaded.segments.end;
    this.#staging = collection.isWritable ? openStaging(collection.files, join(collection.folder, HIDDEN), this.#from) : planStaging();
    this.#articleFiles = new ArticleFiles(collection, this.#staging, { restore: request.restore === true });
    this.#factsOf = look === undefined ? undefined : lookAhead(collection, look);
  }

  /** To be called before `keep` and `commit`: where the manifest cannot be trusted, its lines have to be made again. */
  async prepare(): Promise<void> {
    if (this.#isManifestLost) await this.#load();
  }

  /** What documents are made with. */
  async #load(): Promise<typeof Making> {
    if (this.#making !== undefined) return this.#making;
    const making = await import("./making.ts");
    this.#names = new making.NameBook(this.#request.refresh === true ? [] : this.#collection.rows);
    for (const { name, id } of this.#released) this.#names.release(name, id);
    return (this.#making = making);
  }

  get #made(): typeof Making {
    if (this.#making === undefined) throw new Error("a line is made before that was prepared");
    return this.#making;
  }

  begin(facts: RunFacts): void {
    const { files, folder, rows, loaded } = this.#collection;
    this.#facts = facts;
    this.#leaving = new Set([...facts.removed.map(({ id }) => id), ...facts.moved]);
    const path = join(folder, MANIFEST);
    const isTrusted = isIntact(files, path, loaded.lastCommit?.manifest);
    this.#isManifestLost = !isTrusted && rows.length > 0;
    this.#manifest = mergeManifest<Settled>({
      files,
      before: isTrusted ? path : undefined,
      known: rows,
      compare: compareRecords,
      isRemoved: this.#leaving.size === 0 ? undefined : ({ id }) => this.#leaving.has(id),
      lineOf: (settled) => this.#lineOf(settled),
      open: () => this.#staging.begin(MANIFEST),
    });
    for (const { id } of facts.removed) this.#forgetFile(this.#collection.rowsById.get(id));
  }

  /** At once where nothing has changed: a promise for each would cost more than the rest. */
  keep(settlement: Settlement): Kept | Promise<Kept> {
    const { settled, isUnchanged } = settlement;
    // What is unchanged is mostly the row itself, which need not be looked for.
    const before = isUnchanged && settled instanceof IndexedRow ? settled : this.#collection.rowsById.get(settled.id);
    if (isUnchanged && before !== undefined) return this.#keepUnchanged(before, settlement);
    this.#isWhole.set(settled.id, isWholeSource(settled));
    return this.#keepChanged(settlement, before);
  }

  #keepUnchanged(row: Row, settlement: Settlement): Kept | Promise<Kept> {
    const known = hasOutput(row) ? this.#factsOf?.(row) : undefined;
    const state = this.#fileStateOf(row, known);
    const isToBeWritten = state === "torn" || state === "behind" || (state !== "unchanged" && this.#request.restore === true);
    if (isToBeWritten && row.output !== undefined) return this.#writeAgain(row, row.output, settlement);
    if ((state === "edited" || state === "removed") && row.output !== undefined) this.#articleFiles.tell(row.output.name, state);
    this.#manifest?.put(row, undefined);
    return new KeptAsItWas(row, settlement, state === "edited" || state === "removed" ? state : "unchanged", this.#emitAgain);
  }

  /** "behind": as it was written, but not what it is to be. */
  #fileStateOf(row: Row, known: FileFacts | undefined): ReturnType<ArticleFiles["stateOf"]> | "behind" {
    // Asked of the line itself first: most files are as they were written.
    if (!hasOutput(row) || (known !== undefined && row instanceof IndexedRow && row.isFileAsWritten(known))) return "unchanged";
    const { output } = row;
    const state = output === undefined ? "unchanged" : this.#articleFiles.stateOf(output, known);
    return state === "unchanged" && output?.isBehind === true ? "behind" : state;
  }

  /** The file of a document that is as it was. */
  async #writeAgain(row: Row, output: Output, settlement: Settlement): Promise<Kept> {
    const kept = new KeptAsItWas(row, settlement, "written", this.#emitAgain);
    const { file } = await kept.emission();
    if (file !== undefined) this.#append(rowWith(row, this.#articleFiles.overwrite(output.name, file)), undefined);
    this.#manifest?.put(row, undefined);
    return kept;
  }

  /** The record and the file of a document that is as it was. */
  readonly #emitAgain = async ({ output }: Row, settlement: Settlement): Promise<Emission> => {
    await this.#load();
    return this.#emit(await settlement.outcome(), output?.name);
  };

  async #keepChanged(settlement: Settlement, before: Row | undefined): Promise<Kept> {
    const { settled, traces } = settlement;
    const { toLine, toManifestRecord } = await this.#load();
    const known = await settlement.outcome();
    const article = known.fate.kind === "article" ? known.article : undefined;
    const outputBefore = (before ?? this.#collection.loaded.lost.get(settled.id))?.output;
    const kept = this.#request.refresh === true ? undefined : outputBefore?.name;
    const name = article === undefined ? undefined : (kept ?? this.#names?.take(article));
    const emission = this.#emit(known, name);
    let file: Kept["file"];
    let output: Output | undefined;
    if (name !== undefined && emission.file !== undefined) {
      const written = this.#articleFiles.write(name, emission.file, outputBefore);
      output = written.output;
      file = { name, fate: written.fate };
    }
    if (outputBefore !== undefined && outputBefore.name !== name) this.#forgetFile({ id: settled.id, output: outputBefore });
    this.#append(rowWith(settled, output), await traces?.());
    if (before === undefined) this.#documentsMore++;
    this.#articlesMore += (article === undefined ? 0 : 1) - (before?.fate.kind === "article" ? 1 : 0);
    this.#manifest?.put(settled, toLine(toManifestRecord(emission.record)));
    return {
      settled,
      isInput: this.#facts.isInput(settled.id),
      isUnchanged: false,
      file,
      outcome: () => Promise.resolve(known),
      words: known.words,
      emission: () => Promise.resolve(emission),
    };
  }

  #isWholeSource(id: DocumentId): boolean {
    const before = this.#collection.rowsById.get(id);
    return this.#isWhole.get(id) ?? (before !== undefined && isWholeSource(before));
  }

  #emit(outcome: Outcome, name: string | undefined): Emission {
    return this.#made.emit(outcome, this.#request.options, { version: this.#request.version, fileName: name });
  }

  /** The line of a document that stays, where the manifest before cannot be trusted. */
  #lineOf(settled: Settled): string {
    const { outcomeOf, toLine, toManifestRecord } = this.#made;
    this.#members ??= membersByCanonical(this.#collection.rows);
    const { options, version } = this.#request;
    const shelf = { store: this.#collection.store, options, decideKey: keysOf(options, version).decide };
    const outcome = outcomeOf(settled, this.#members.get(settled.id) ?? [], shelf);
    return toLine(toManifestRecord(this.#emit(outcome, this.#collection.rowsById.get(settled.id)?.output?.name).record));
  }

  /** `traces`: undefined: as they were. */
  #append(row: Row, traces: Traces | undefined): void {
    const { isWritable, loaded } = this.#collection;
    if (!isWritable) return;
    const logged = { facts: encodeFacts(row), traces: traces ?? loaded.tracesOf(row.id) };
    this.#rows.push(loaded.segments.append("row", encodeRow(logged)));
  }

  #forgetFile(row: Pick<Row, "id" | "output"> | undefined): void {
    if (row?.output === undefined) return;
    this.#released.push({ name: row.output.name, id: row.id });
    this.#names?.release(row.output.name, row.id);
    this.#outputsBefore.push(row.output);
  }

  /** Makes everything of this run count, and then puts it in its place. */
  commit(): IntoReport {
    const { files, folder, isWritable, loaded, rows } = this.#collection;
    const manifest = this.#manifest?.finish()?.finish();
    const { removed, vanished, unreached } = this.#facts;
    const removedFiles = this.#outputsBefore.filter(({ name }) => this.#names?.isTaken(name) !== true);
    const sources = newSources(this.#facts.sources, this.#collection, (id) => this.#isWholeSource(id));
    const removedSources = removed.map(({ provenance }) => provenance.source).filter((path) => loaded.sources.has(path));
    const isNothingNew = this.#rows.length === 0 && manifest === undefined && removed.length === 0 && sources.length === 0;
    if (isWritable && !isNothingNew) {
      const commit: Commit = {
        from: this.#from,
        removed: removed.map(({ id }) => id),
        removedFiles: removedFiles.map(({ name, sha256 }) => ({ name, sha256 })),
        removedSources: [...new Set(removedSources)],
        manifest: manifest ?? manifestOf(loaded.lastCommit),
      };
      this.#staging.seal();
      this.#collection.checkLock();
      this.#store(commit, sources, rows.length + this.#documentsMore - removed.length);
      publish(files, folder, join(folder, HIDDEN), commit);
    }
    const articles = rows.reduce((count, { fate }) => count + (fate.kind === "article" ? 1 : 0), 0);
    const articlesRemoved = removed.reduce((count, { fate }) => count + (fate.kind === "article" ? 1 : 0), 0);
    return {
      ...this.#articleFiles.report,
      documents: rows.length + this.#documentsMore - removed.length,
      articles: articles + this.#articlesMore - articlesRemoved,
      removedFiles: removedFiles.map(({ name }) => name),
      isManifestNew: manifest !== undefined,
      vanished,
      unreached,
      removed,
    };
  }

  /** The last frames into the log, everything of it onto the disk, then the same into the database. */
  #store(commit: Commit, sources: readonly KnownSource[], documents: number): void {
    const { segments, database, discardDatabase } = this.#collection.loaded;
    for (const source of sources) segments.append("source", Buffer.from(JSON.stringify(source), "utf8"));
    // From here on the frame may be on the disk, whatever error comes: then the next run publishes what waits.
    this.#isCommitted = true;
    segments.append("commit", Buffer.from(JSON.stringify(commit), "utf8"));
    segments.sync();
    const places = this.#rows;
    try {
      database?.apply({
        fromNothing: false,
        rows: (function* () {
          for (const place of places) yield changedRow({ ...decodeRow(segments.frame(place).body), place });
        })(),
        removed: commit.removed,
        sources,
        removedSources: commit.removedSources,
        state: { logEnd: segments.end, lastCommit: JSON.stringify(commit), documents },
      });
    } catch (error) {
      // The run is in the log: the next one makes a database of that.
      if (!(error instanceof DamagedDatabase)) throw error;
      discardDatabase();
    }
  }

  /** Leaves the collection as it was. Does nothing after `commit`. */
  abandon(): void {
    if (!this.#isCommitted) this.#staging.abandon();
  }
}

/** A document that is as it was. A class, because most runs keep most documents so, and do little else. */
class KeptAsItWas implements Kept {
  readonly #row: Row;
  readonly #settlement: Settlement;
  readonly #fate: FileFate;
  readonly #emit: (row: Row, settlement: Settlement) => Promise<Emission>;

  constructor(row: Row, settlement: Settlement, fate: FileFate, emit: (row: Row, settlement: Settlement) => Promise<Emission>) {
    this.#row = row;
    this.#settlement = settlement;
    this.#fate = fate;
    this.#emit = emit;
  }

  get settled(): Settled {
    return this.#row;
  }
  // What nothing was done about comes out for the inputs' sake alone.
  get isInput(): boolean {
    return true;
  }
  get isUnchanged(): boolean {
    return true;
  }
  get file(): Kept["file"] {
    const { output } = this.#row;
    return output === undefined ? undefined : { name: output.name, fate: this.#fate };
  }
  get words(): undefined {
    return undefined;
  }
  outcome(): Promise<Outcome> {
    return this.#settlement.outcome();
  }
  emission(): Promise<Emission> {
    return this.#emit(this.#row, this.#settlement);
  }
}

/** Sources that the next run could not recognise by their documents alone, and that are not known as they are. */
function newSources(sources: readonly KnownSource[], { loaded }: Collection, isWhole: (id: DocumentId) => boolean): KnownSource[] {
  return sources.filter((source) => {
    const [first, ...others] = source.documents;
    if (first !== undefined && others.length === 0 && isWhole(first)) return false;
    const known = loaded.sources.get(source.path);
    return known?.sha256 !== source.sha256 || known.readKey !== source.readKey || !sameIds(known.documents, source.documents);
  });
}

function sameIds(a: readonly DocumentId[], b: readonly DocumentId[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

function manifestOf(commit: Commit | undefined): Output {
  if (commit === undefined) throw new Error("a first run has a manifest");
  return commit.manifest;
}
