/** What a collection recorded of a document, found by whatever a person has at hand: a file, a record, an id, a written .md. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { isCollection, type Collection } from "../collection/collection.ts";
import type { Row } from "../collection/rows.ts";
import { recordPath } from "../emit/record-path.ts";
import { keysOf } from "../flow/keys.ts";
import { detached } from "../flow/detached.ts";
import { outcomeOf } from "../flow/outcome.ts";
import { membersByCanonical } from "../flow/settle.ts";
import { printable } from "../io/printable.ts";
import { sha256 } from "../text/hash.ts";
import type { Outcome } from "../types.ts";
import { openForReading } from "./open-collection.ts";
import { FOLDER_DEFAULT, type Settings } from "./settings.ts";
import { parseTarget, type Target } from "./target.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** A document as a collection has it. */
export interface Recorded {
  readonly outcome: Outcome;
  /** What other documents of the collection are called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** What a person should know of the record, in sentences. */
  readonly remarks: readonly string[];
}

/** Digits from which a word of hexadecimal digits is taken for an id. */
const ID_DIGITS_MIN = 6;

/** Looks a target up; undefined: no collection has it. */
export async function findRecorded(text: string, settings: Settings, workingFolder: string): Promise<Recorded | undefined> {
  const folder = collectionFor(text, settings, workingFolder);
  if (folder === undefined) return undefined;
  const collection = await openForReading(folder, printable(relative(workingFolder, folder) || "."));
  try {
    const target = parseTarget(text, workingFolder);
    const row =
      rowByName(collection.rows, text) ?? (target === undefined ? undefined : rowByTarget(collection.rows, target, workingFolder));
    return row === undefined ? undefined : await describe(row, { collection, settings, target, workingFolder });
  } finally {
    collection.close();
  }
}

/** The collection that a written .md lies in, else the output folder; undefined where there is none. */
function collectionFor(text: string, settings: Settings, workingFolder: string): string | undefined {
  const beside = dirname(resolve(workingFolder, text));
  const folders = [
    text.endsWith(".md") ? beside : undefined,
    settings.out === "-" ? undefined : resolve(workingFolder, settings.out ?? FOLDER_DEFAULT),
  ];
  return folders.find((folder) => folder !== undefined && isCollection(folder));
}

/** By id, by the name of its file, or by its path in the collection. */
function rowByName(rows: readonly Row[], text: string): Row | undefined {
  const file = basename(text);
  const named = rows.find((row) => row.output?.name === file || recordPath(row.provenance) === text);
  if (named !== undefined || text.length < ID_DIGITS_MIN || !/^[0-9a-f]{1,16}$/.test(text)) return named;
  const matches = rows.filter((row) => row.id.startsWith(text));
  if (matches.length > 1) throw new UsageError(`${matches.length} ids begin with ${text}`, "Give more of its digits.");
  return matches[0];
}

/** By a file on the disk: the document whose path is the end of the file's. Paths in a collection begin below the folder of the inputs. */
function rowByTarget(rows: readonly Row[], { path, record }: Target, workingFolder: string): Row | undefined {
  const absolute = resolve(workingFolder, path).split(sep).join("/");
  const matches = rows.filter(
    ({ provenance }) => absolute.endsWith(`/${provenance.source}`) && (record === undefined || provenance.record?.label === record),
  );
  // Of two paths that fit, the longer one is the file's; of two versions of one path, the later one.
  const longest = Math.max(0, ...matches.map(({ provenance }) => provenance.source.length));
  const best = matches.filter(({ provenance }) => provenance.source.length === longest);
  if (record === undefined && best.length > 1 && best.every(({ provenance }) => provenance.record !== undefined)) return undefined;
  return best.at(-1);
}

interface Surroundings {
  readonly collection: Collection;
  readonly settings: Settings;
  readonly target: Target | undefined;
  readonly workingFolder: string;
}

async function describe(row: Row, { collection, settings, target, workingFolder }: Surroundings): Promise<Recorded> {
  const { decide } = keysOf(settings, VERSION);
  const members = membersByCanonical(collection.rows).get(row.id) ?? [];
  // The collection is closed before it is shown.
  const outcome = detached(outcomeOf(row, members, { store: collection.store, options: settings, decideKey: decide }));
  const remarks = [
    row.decideKey === decide
      ? undefined
      : "It was decided by another version or with other options than yours; reasons are shown for those alone.",
    (await isChanged(row, target, workingFolder)) ? "The file has changed since: this is what an earlier run saw." : undefined,
  ].filter((remark) => remark !== undefined);
  return { outcome, names: new Map(collection.rows.map(({ id, provenance }) => [id, recordPath(provenance)])), remarks };
}

/** Whether the file that the person named holds something else now. Unknown of records in containers: no. */
async function isChanged({ provenance }: Row, target: Target | undefined, workingFolder: string): Promise<boolean> {
  if (target === undefined || target.path.endsWith(".md") || provenance.record !== undefined) return false;
  const path = resolve(workingFolder, target.path);
  return existsSync(path) && sha256(await readFile(path)) !== provenance.sha256;
}
