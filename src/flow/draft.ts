/** A record on its way through a run, and what is known of it so far. */
import { owned } from "../text/owned.ts";
import type { DocumentId, Fate, Notice, Provenance } from "../types.ts";
import type { Broken, Extracted } from "./steps.ts";
import type { Place, Settled, Store } from "./store.ts";

export interface Draft {
  readonly id: DocumentId;
  readonly provenance: Provenance;
  readonly key: string | undefined;
  readonly readKey: string;
  readonly recordKey: string;
  page: Place | undefined;
  article: Place | undefined;
  title: string | undefined;
  url: string | undefined;
  published: string | undefined;
  /** Set once the record cannot become an article. */
  stopped: Exclude<Fate, { readonly kind: "article" | "duplicate" }> | undefined;
  notices: readonly Notice[];
  sighting: Uint8Array | undefined;
  /** As an earlier run settled it, under the same keys: nothing is to be done. */
  readonly unchanged: Settled | undefined;
}

/** The beginning of a record whose bytes were read. */
export function newDraft(
  record: {
    readonly id: DocumentId;
    readonly provenance: Provenance;
    readonly key: string | undefined;
    readonly notices: readonly Notice[];
  },
  keys: { readonly readKey: string; readonly recordKey: string },
): Draft {
  return {
    id: record.id,
    provenance: record.provenance,
    key: record.key,
    readKey: keys.readKey,
    recordKey: keys.recordKey,
    page: undefined,
    article: undefined,
    title: undefined,
    url: undefined,
    published: undefined,
    stopped: undefined,
    notices: record.notices,
    sighting: undefined,
    unchanged: undefined,
  };
}

/** The article that was made of a draft's page, into the store. */
export function takeArticle(draft: Draft, made: Extracted | Broken, store: Store): void {
  if ("broken" in made) {
    draft.stopped = { kind: "failed", reason: made.broken };
    return;
  }
  draft.article = store.appendArticle(made.article);
  draft.title = ownedIfAny(made.title);
  draft.url = ownedIfAny(made.url);
  draft.published = ownedIfAny(made.published);
  if (made.empty !== undefined) draft.stopped = { kind: "skipped", reason: made.empty };
}

/** Drafts live longer than their pages. */
function ownedIfAny(text: string | undefined): string | undefined {
  return text === undefined ? undefined : owned(text);
}

/** A record of an earlier run whose page is at hand and whose fate is to be decided again. */
export function draftAgain(before: Settled): Draft {
  const draft = newDraft(before, before);
  draft.page = before.page;
  if (before.page === undefined && before.fate.kind !== "article" && before.fate.kind !== "duplicate") draft.stopped = before.fate;
  else draft.notices = [];
  return draft;
}

/** A record of which nothing is to be done: what is not asked of such a record is left where it is. Most records of most runs are these. */
export function keepAsItIs(before: Settled): Draft {
  return {
    id: before.id,
    provenance: before.provenance,
    key: undefined,
    readKey: "",
    recordKey: "",
    page: undefined,
    article: undefined,
    title: undefined,
    url: undefined,
    published: undefined,
    stopped: undefined,
    notices: [],
    sighting: undefined,
    unchanged: before,
  };
}

/** By source path in UTF-16 units, then by ordinal: the order of everything, the same in every locale. */
export function compareRecords(a: Pick<Draft, "provenance" | "id">, b: Pick<Draft, "provenance" | "id">): number {
  const x = a.provenance;
  const y = b.provenance;
  if (x.source !== y.source) return x.source < y.source ? -1 : 1;
  const difference = (x.record?.ordinal ?? -1) - (y.record?.ordinal ?? -1);
  if (difference !== 0) return difference;
  // Two versions of one source: told apart by what they hold.
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
