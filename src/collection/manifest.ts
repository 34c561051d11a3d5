/**
 * The manifest: one line a document of the whole collection, in order. A run that changes little copies the lines that stay from the
 * manifest before, unread; a run that changes nothing writes none.
 */
import type { Files } from "./files.ts";
import { readSha256 } from "./file-hash.ts";
import type { Output } from "./rows.ts";
import type { StagedFile } from "./staging.ts";

/** The lines of a file, one after the other, each with its line feed. */
export class LineReader {
  readonly #files: Files;
  readonly #file: number;
  #position = 0;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(files: Files, path: string) {
    this.#files = files;
    this.#file = files.open(path, "r");
  }

  /** undefined at the end. */
  next(): Uint8Array | undefined {
    let line: Uint8Array | undefined;
    this.copy(1, (bytes) => (line = bytes));
    return line;
  }

  /** Hands on so many lines as they lie, many at a time; false: there are fewer. */
  copy(count: number, write: (lines: Uint8Array) => void): boolean {
    /** Where no line feed has been found yet. */
    let from = 0;
    for (let left = count; left > 0;) {
      let end = 0;
      for (let at = this.#waiting.indexOf(LINE_FEED, from); at !== -1; at = this.#waiting.indexOf(LINE_FEED, end)) {
        end = at + 1;
        if (--left === 0) break;
      }
      if (end > 0) write(this.#waiting.subarray(0, end));
      this.#waiting = this.#waiting.subarray(end);
      from = this.#waiting.length;
      if (left > 0 && !this.#readOn()) return false;
    }
    return true;
  }

  #readOn(): boolean {
    const rest = this.#waiting.length;
    // Anew each time: what was handed on are views of the one before.
    const chunk = Buffer.allocUnsafeSlow(rest + CHUNK_BYTES);
    this.#waiting.copy(chunk);
    const count = this.#files.read(this.#file, chunk.subarray(rest), this.#position);
    this.#position += count;
    this.#waiting = chunk.subarray(0, rest + count);
    return count > 0;
  }

  close(): void {
    this.#files.close(this.#file);
  }
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1024 * 1024;

/** Merges the lines that stay with those that are new. */
export interface ManifestMerge<T> {
  /** The next document that this run settled. `line`: what is new; undefined: its line stays. */
  put(document: T, line: string | undefined): void;
  /** The rest stays. undefined: nothing changed, and the manifest before is still right. */
  finish(): StagedFile | undefined;
}

export interface MergeRequest<T> {
  readonly files: Files;
  /** Path of the manifest before; undefined: there is none that can be trusted. */
  readonly before: string | undefined;
  /** The documents of the manifest before, in its order. */
  readonly known: readonly T[];
  readonly compare: (a: T, b: T) => number;
  /** undefined: none is. */
  readonly isRemoved: ((document: T) => boolean) | undefined;
  /** The line of a document that stays; only asked for where there is no manifest before. */
  readonly lineOf: (document: T) => string;
  /** Opens the file that the lines go to; called at most once. */
  readonly open: () => StagedFile;
}

/** Begins to merge. Nothing is written until the first line that is new. */
export function mergeManifest<T>(request: MergeRequest<T>): ManifestMerge<T> {
  const { known, compare, isRemoved } = request;
  let staged: StagedFile | undefined;
  let reader: LineReader | undefined;
  /** Documents of the manifest before that have been passed; of those, the ones that are dealt with; lines of it that have been read. */
  let passed = 0;
  let dealtWith = 0;
  let linesRead = 0;
  /** Lines of the manifest before, from one to before another. */
  const copyLines = (from: number, to: number, target: StagedFile): void => {
    reader ??= new LineReader(request.files, request.before ?? "");
    const isWhole = reader.copy(from - linesRead, () => undefined);
    const isCopied = reader.copy(to - from, (lines) => {
      target.write(lines);
    });
    if (!isWhole || !isCopied) throw new Error("the manifest has fewer lines than documents");
    linesRead = to;
  };
  const stays = (index: number): boolean => {
    const document = index < passed ? known[index] : undefined;
    return document !== undefined && isRemoved?.(document) !== true;
  };
  /** Everything that was passed and is not dealt with stays. */
  const catchUp = (): StagedFile => {
    staged ??= request.open();
    while (dealtWith < passed) {
      const first = dealtWith;
      while (stays(dealtWith)) dealtWith++;
      if (request.before !== undefined) copyLines(first, dealtWith, staged);
      else for (const document of known.slice(first, dealtWith)) staged.write(request.lineOf(document));
      // One that leaves.
      if (dealtWith < passed) dealtWith++;
    }
    return staged;
  };
  return {
    put(document, line) {
      let next = known[passed];
      if (next === document && line === undefined) {
        passed++;
        return;
      }
      while (next !== undefined && compare(next, document) < 0) next = known[++passed];
      const isKnown = next !== undefined && compare(next, document) === 0;
      if (isKnown && line === undefined) {
        passed++;
        return;
      }
      const target = catchUp();
      if (isKnown) dealtWith = ++passed;
      target.write(line ?? request.lineOf(document));
    },
    finish() {
      passed = known.length;
      // Where the manifest before cannot be trusted, a new one is written although nothing changed.
      if (staged !== undefined || (isRemoved !== undefined && known.some(isRemoved)) || request.before === undefined) catchUp();
      reader?.close();
      return staged;
    },
  };
}

/** Is the manifest on the disk the one that the last run wrote? */
export function isIntact(files: Files, path: string, output: Output | undefined): boolean {
  const facts = files.facts(path);
  if (facts === undefined || output === undefined) return false;
  return (facts.size === output.size && facts.modified === output.modified) || readSha256(files, path) === output.sha256;
}
