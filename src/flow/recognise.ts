/**
 * Before pass 1: which inputs an earlier run has read, and are the same bytes today. By itself, and without what reading is made of: a source
 * that is only hashed should not cost more than that.
 */
import { createHash } from "node:crypto";
import type { Options } from "../options.ts";
import type { DocumentId, Source, Unreadable } from "../types.ts";
import type { Crew } from "./crew.ts";
import { draftAgain, keepAsItIs, type Draft } from "./draft.ts";
import type { Keys } from "./keys.ts";
import type { KnownSource, Settled, Store, WholeSource } from "./store.ts";

/** What pass 1 works with, and what comes before it. */
export interface FirstPass {
  readonly options: Options;
  readonly keys: Keys;
  readonly store: Store;
  readonly crew: Crew;
  /** Every record is decided again, whether or not anything changed. */
  readonly isRefresh: boolean;
  /** Ids of this run so far. */
  readonly seen: Set<DocumentId>;
  readonly open: (source: Source) => AsyncIterable<Uint8Array>;
  readonly hash: ((source: Source) => string | undefined) | undefined;
  readonly pause: (() => Promise<void> | undefined) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onRecord: (bytes: number) => void;
  readonly onSource: () => void;
}

/**
 * Inputs that an earlier run has read and that are the same bytes today: their documents, and the inputs that are left.
 * `inputs`: in order.
 */
export async function recogniseAll(
  inputs: readonly (Source | Unreadable)[],
  pass: FirstPass,
): Promise<{ readonly found: readonly Settled[]; readonly left: readonly (Source | Unreadable)[] }> {
  const found: Settled[] = [];
  if ((pass.store.past?.documents ?? []).length === 0) return { found, left: inputs };
  const left: (Source | Unreadable)[] = [];
  let path: string | undefined;
  for (const input of inputs) {
    const pause = pass.pause?.();
    if (pause !== undefined) await pause;
    pass.signal?.throwIfAborted();
    // Twice the same path: the second is told from the first while it is read. Standard input can be read once only.
    const isLeft = "fate" in input || input.path === path || input.address === "-";
    const recognised = isLeft ? false : recogniseOne(input, pass, found);
    if (!(recognised instanceof Promise ? await recognised : recognised)) {
      left.push(input);
      continue;
    }
    if (!("fate" in input)) ({ path } = input);
    pass.onSource();
  }
  return { found, left };
}

/** The drafts of what was recognised. */
export function draftsOf(found: readonly Settled[], pass: FirstPass): Draft[] {
  return found.map((document) => {
    pass.seen.add(document.id);
    return asBefore(document, pass);
  });
}

/** Whether nothing is to be done about a document of an earlier run whose input is as it was. */
export function isAsBefore({ decideKey }: Settled, { isRefresh, keys }: FirstPass): boolean {
  return !isRefresh && decideKey === keys.decide;
}

/** A document of an earlier run: nothing is to be done where it was decided under the same keys. */
export function asBefore(before: Settled, pass: FirstPass): Draft {
  return isAsBefore(before, pass) ? keepAsItIs(before) : draftAgain(before);
}

/** Whether a source is the same bytes today and would be read the same way; then `found` takes its documents. False: it has to be read. */
function recogniseOne(source: Source, pass: FirstPass, found: Settled[]): boolean | Promise<boolean> {
  const only = pass.store.past?.onlyDocument(source.path);
  if (only === undefined) return recogniseAmong(source, pass, found);
  if (only.readKey !== pass.keys.read) return false;
  const hash = pass.hash?.(source);
  // At once where it can be: a promise for each of a hundred thousand files would cost more than this does.
  return hash === undefined
    ? hashOf(source, pass).then((read) => recogniseOnly(only, read, pass, found))
    : recogniseOnly(only, hash, pass, found);
}

function recogniseOnly({ document, sha256, bytes }: WholeSource, hash: string | undefined, pass: FirstPass, found: Settled[]): boolean {
  if (hash !== sha256) return false;
  pass.onRecord(bytes);
  found.push(document);
  return true;
}

async function recogniseAmong(source: Source, pass: FirstPass, found: Settled[]): Promise<boolean> {
  const known = knownVersions(source, pass);
  const documents = known.length === 0 ? undefined : recognise(known, pass.hash?.(source) ?? (await hashOf(source, pass)), pass);
  for (const document of documents ?? []) {
    pass.onRecord(document.provenance.bytes);
    found.push(document);
  }
  return documents !== undefined;
}

/** What earlier runs found in a source, read as this run would read it. */
function knownVersions(source: Source, pass: FirstPass): readonly KnownSource[] {
  const known = pass.store.past?.sources(source.path) ?? [];
  return known.every(({ readKey }) => readKey === pass.keys.read) ? known : known.filter(({ readKey }) => readKey === pass.keys.read);
}

/** The version whose bytes have this hash, with its documents: it need not be taken apart. */
function recognise(
  known: readonly KnownSource[],
  hash: string | undefined,
  { store: { past } }: FirstPass,
): readonly Settled[] | undefined {
  const source = known.find(({ sha256: before }) => before === hash);
  if (source === undefined) return undefined;
  const documents: Settled[] = [];
  for (const id of source.documents) {
    const document = past?.byId.get(id);
    if (document === undefined) return undefined;
    documents.push(document);
  }
  return documents;
}

/** SHA-256 of a source's bytes; undefined: it could not be read, and reading it again will say why. */
async function hashOf(source: Source, pass: FirstPass): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of pass.open(source)) hash.update(chunk);
    return hash.digest("hex");
  } catch {
    pass.signal?.throwIfAborted();
    return undefined;
  }
}
