/** What a run finds gone of what earlier runs settled: inputs that are not there any more, and not those that merely could not be read. */
import type { DocumentId, Fate } from "../types.ts";
import type { Draft } from "./draft.ts";
import type { IngestRequest } from "./ports.ts";
import type { Settled, Store } from "./store.ts";

export interface Departures {
  /** Documents below the roots that were not found. */
  readonly vanished: readonly Settled[];
  /** Documents that leave the store. */
  readonly removed: readonly Settled[];
  /** Documents that were not found because their input could not be read, or not to its end: nothing is known of them, and they stay. */
  readonly unreached: readonly Settled[];
  /** Documents that were found. */
  readonly found: ReadonlySet<DocumentId>;
}

/** Documents of the store that the inputs cover and do not hold any more, and those that leave the store. */
export function departures({ roots = [], prune, forget }: IngestRequest, drafts: readonly Draft[], store: Store): Departures {
  const documents = store.past?.documents ?? [];
  const found = new Set(drafts.map(({ id }) => id));
  // What could not be read before holds no document: what it holds now takes its place.
  const sources = new Set(drafts.map(({ provenance }) => provenance.source));
  const folders = new Set<string>();
  if (documents.some(isUnreadable)) for (const source of sources) addFolders(source, folders);
  const leaves = (document: Settled): boolean => {
    if (forget?.has(document.id) === true) return true;
    if (document.page !== undefined || found.has(document.id)) return false;
    const { source } = document.provenance;
    return sources.has(source) || (isUnreadable(document) && folders.has(source));
  };
  const isOutOfReach = reachOf(drafts);
  const vanished: Settled[] = [];
  const removed: Settled[] = [];
  const unreached: Settled[] = [];
  for (const document of documents) {
    if (leaves(document)) removed.push(document);
    else if (!found.has(document.id) && roots.some((root) => isBelow(root, document.provenance.source))) {
      if (isOutOfReach(document)) unreached.push(document);
      else {
        vanished.push(document);
        if (prune === true) removed.push(document);
      }
    }
  }
  return { vanished, removed, unreached, found };
}

function isBelow(root: string, path: string): boolean {
  return root === "" || path === root || path.startsWith(`${root}/`);
}

/** A file or folder that could not be read as a whole. */
function isUnreadable(document: Settled): boolean {
  return document.fate.kind === "failed" && document.page === undefined && document.provenance.record === undefined;
}

/** The folders around a path. */
function addFolders(path: string, folders: Set<string>): void {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

/** Where the reading of a container broke off: its own label, or the part of it before the last "#"; "" for the source itself. */
interface Break {
  readonly part: string;
  readonly ordinal: number;
}

/**
 * Whether nothing can be said of a document that was not found: the file or a folder around it could not be read, or its container broke
 * off before the place where it stood. A record that is broken by itself, with others after it, hides nothing.
 */
function reachOf(drafts: readonly Draft[]): (document: Settled) => boolean {
  const failed = drafts.filter((draft) => fateSoFar(draft)?.kind === "failed");
  if (failed.length === 0) return () => false;
  const whole = new Set(failed.flatMap(({ provenance }) => (provenance.record === undefined ? [provenance.source] : [])));
  const breaks = breaksIn(drafts, new Set(failed.map(({ provenance }) => provenance.source)));
  return ({ provenance: { source, record } }) => {
    if (whole.has(source)) return true;
    for (let at = source.lastIndexOf("/"); at > 0; at = source.lastIndexOf("/", at - 1)) if (whole.has(source.slice(0, at))) return true;
    if (record === undefined) return false;
    const { label, ordinal } = record;
    return (breaks.get(source) ?? []).some((one) => isPartOf(label, one.part) && ordinal >= one.ordinal);
  };
}

/** Of the sources named: records that failed and were the last of their part, and containers inside that failed themselves. */
function breaksIn(drafts: readonly Draft[], sources: ReadonlySet<string>): Map<string, Break[]> {
  const last = new Map<string, Map<string, Draft>>();
  const breaks = new Map<string, Break[]>();
  for (const draft of drafts) {
    const { source, record } = draft.provenance;
    if (record === undefined || !sources.has(source)) continue;
    const parts = last.get(source) ?? new Map<string, Draft>();
    last.set(source, parts.set(partOf(record.label), draft));
    if (fateSoFar(draft)?.kind === "failed") addBreak(breaks, source, { part: record.label, ordinal: 0 });
  }
  for (const [source, parts] of last)
    for (const [part, draft] of parts)
      if (fateSoFar(draft)?.kind === "failed") addBreak(breaks, source, { part, ordinal: draft.provenance.record?.ordinal ?? 0 });
  return breaks;
}

function addBreak(breaks: Map<string, Break[]>, source: string, one: Break): void {
  const others = breaks.get(source);
  if (others === undefined) breaks.set(source, [one]);
  else others.push(one);
}

function partOf(label: string): string {
  return label.slice(0, Math.max(0, label.lastIndexOf("#")));
}

function isPartOf(label: string, part: string): boolean {
  return part === "" || label.startsWith(`${part}#`);
}

/** What became of a record up to now; undefined: nothing stands in its way. */
function fateSoFar({ stopped, unchanged }: Draft): Fate | undefined {
  return stopped ?? unchanged?.fate;
}
