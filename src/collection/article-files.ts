/** The files of articles: what they are now, compared with what was written, and what a run writes. */
import { join } from "node:path";
import type { Collection } from "./collection.ts";
import { readSha256 } from "./file-hash.ts";
import type { FileFacts } from "./files.ts";
import type { Output } from "./rows.ts";
import { digestOf, type Staging } from "./staging.ts";

/** What became of the file of an article. "edited", "removed": a person did that, and it was left so. */
export type FileFate = "written" | "unchanged" | "edited" | "removed";

/** "torn": what a machine that lost its power leaves. */
type FileState = Exclude<FileFate, "written"> | "torn";

/** Names of files by what became of them, and how many were written. */
export interface FilesReport {
  readonly written: number;
  readonly edited: readonly string[];
  readonly removedByHand: readonly string[];
}

export class ArticleFiles {
  readonly #collection: Pick<Collection, "files" | "folder">;
  readonly #staging: Staging;
  readonly #isRestored: boolean;
  readonly #report = { written: 0, edited: [] as string[], removedByHand: [] as string[] };

  /** `restore`: files that a person has edited or removed are written again. */
  constructor(collection: Pick<Collection, "files" | "folder">, staging: Staging, { restore }: { readonly restore: boolean }) {
    this.#collection = collection;
    this.#staging = staging;
    this.#isRestored = restore;
  }

  get report(): FilesReport {
    return this.#report;
  }

  /** Writes the file of an article, unless it is there already, or a person has changed what was. */
  write(name: string, text: string, before: Output | undefined): { readonly output: Output; readonly fate: FileFate } {
    const same = before?.name === name ? before : undefined;
    const bytes = Buffer.from(text, "utf8");
    const fresh = digestOf(name, bytes);
    const state = this.stateOf(same ?? fresh);
    const mayWrite = state === "torn" || state === "removed" || this.#isRestored;
    if (same === undefined) {
      // Something is there that the collection does not know: ours from a collection whose hidden folder was lost, or somebody else's.
      if (state === "unchanged") return { output: { ...fresh, ...this.#factsOf(name) }, fate: "unchanged" };
      if (!mayWrite) return { output: { ...fresh, isBehind: true }, fate: this.tell(name, state) };
    } else if (state === "unchanged") {
      if (same.sha256 === fresh.sha256 && !same.isBehind) return { output: same, fate: "unchanged" };
    } else if (state !== "torn" && !this.#isRestored) {
      // A run of which the log has lost its end may have written this already.
      if (state === "edited" && readSha256(this.#collection.files, join(this.#collection.folder, name)) === fresh.sha256)
        return { output: { ...fresh, ...this.#factsOf(name) }, fate: "unchanged" };
      return { output: { ...same, isBehind: same.sha256 !== fresh.sha256 || same.isBehind }, fate: this.tell(name, state) };
    }
    this.#report.written++;
    return { output: this.#staging.add(fresh, bytes, state === "removed" ? undefined : this.#factsOf(name)), fate: "written" };
  }

  /** Writes the file of an article, whatever stands there. */
  overwrite(name: string, text: string): Output {
    const bytes = Buffer.from(text, "utf8");
    this.#report.written++;
    return this.#staging.add(digestOf(name, bytes), bytes, this.#factsOf(name));
  }

  /** What a file is now, compared with what was written. `known`: its size and time; undefined: they are asked for. */
  stateOf(output: Output, known?: FileFacts): FileState {
    const { files, folder } = this.#collection;
    // Joined by hand: a run that changes nothing does this for every file, and little else.
    const path = `${folder}/${output.name}`;
    const facts = known ?? files.facts(path);
    if (facts === undefined) return "removed";
    if (facts.size === output.size && facts.modified === output.modified) return "unchanged";
    if (readSha256(files, path) === output.sha256) return "unchanged";
    // What a machine that lost its power leaves of a file; a person leaves something to read.
    return isBlank(files.readWhole(path)) ? "torn" : "edited";
  }

  /** Notes what a person did to a file that is left so. */
  tell(name: string, state: Exclude<FileFate, "written">): FileFate {
    if (state === "edited") this.#report.edited.push(name);
    if (state === "removed") this.#report.removedByHand.push(name);
    return state;
  }

  #factsOf(name: string): { readonly size: number; readonly modified: number } | undefined {
    return this.#collection.files.facts(join(this.#collection.folder, name));
  }
}

/** Nothing, or nothing but zeros among it. */
function isBlank(bytes: Uint8Array | undefined): boolean {
  return bytes === undefined || bytes.length === 0 || bytes.includes(0);
}
