/** The files of a collection, looked at by another thread while this one does other things. */
import { packNames, putName, type PackedNames } from "../io/hash-files.ts";
import type { Collection } from "./collection.ts";
import type { FileFacts } from "./files.ts";
import { IndexedRow } from "./index-lines.ts";
import type { Row } from "./rows.ts";

/** Begins to look at the files of a folder; size and time by the place of each in the list. undefined: nobody can. */
export type Look = (folder: string, names: () => PackedNames) => ((index: number) => FileFacts | undefined) | undefined;

/** Has the files of all articles looked at; what is known of them is to be asked for in the order of rows. */
export function lookAhead(
  { folder, rows }: Pick<Collection, "folder" | "rows">,
  look: Look,
): ((row: Row) => FileFacts | undefined) | undefined {
  const articles = rows.filter(hasOutput);
  if (articles.length < LOOKED_MIN) return undefined;
  const facts = look(folder, () => namesOf(articles));
  if (facts === undefined) return undefined;
  let next = 0;
  return (row) => {
    if (articles[next] !== row) {
      const found = articles.indexOf(row, next);
      if (found === -1) return undefined;
      next = found;
    }
    return facts(next++);
  };
}

/** Whether a row has a file. */
export function hasOutput(row: Row): boolean {
  return row instanceof IndexedRow ? row.hasOutput : row.output !== undefined;
}

/** The names of their files. */
function namesOf(articles: readonly Row[]): PackedNames {
  const put = (row: Row, into: Uint8Array | undefined, at: number): number =>
    row instanceof IndexedRow ? row.putOutputName(into, at) : putName(row.output?.name ?? "", into, at);
  return packNames(articles.length, (index, into, at) => {
    const row = articles[index];
    return row === undefined ? at : put(row, into, at);
  });
}

/** Files from which it is worth it. */
const LOOKED_MIN = 1_000;
