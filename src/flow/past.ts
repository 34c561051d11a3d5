/** What earlier runs settled, as a later run meets it: what must be decided again, what new articles are compared with. */
import type { DocumentId } from "../types.ts";
import type { Compared, Lineup } from "./compare.ts";
import { compareRecords, draftAgain, type Draft } from "./draft.ts";
import { isAsBefore, type FirstPass } from "./recognise.ts";
import type { Settled, Store } from "./store.ts";

/** Whether what was recognised is all documents of the store, and nothing is to be done about any: nothing is new, nothing gone. */
export function areAllAsTheyWere(found: readonly Settled[], pass: FirstPass): boolean {
  const { past } = pass.store;
  // None is recognised twice, so that counting them is enough.
  return found.length === past?.documents.length && past.lost.size === 0 && found.every((document) => isAsBefore(document, pass));
}

/**
 * The drafts, and with them the documents of the store that must be decided again although nothing about themselves changed: all of them
 * on a refresh, else the copies whose canonical leaves or is decided again.
 */
export function withReopened(drafts: readonly Draft[], removed: readonly Settled[], { store, isRefresh }: FirstPass): Draft[] {
  const documents = store.past?.documents ?? [];
  if (documents.length === 0) return [...drafts];
  const here = new Set(drafts.map(({ id }) => id));
  const leaving = new Set(removed.map(({ id }) => id));
  const undone = new Set([
    ...(store.past?.lost ?? []),
    ...leaving,
    ...drafts.filter((draft) => draft.unchanged === undefined).map(({ id }) => id),
  ]);
  const isReopened = ({ fate }: Settled): boolean => isRefresh || (fate.kind === "duplicate" && undone.has(fate.of));
  const others = documents.filter((document) => !here.has(document.id) && !leaving.has(document.id) && isReopened(document));
  return [
    ...drafts.map((draft) => (draft.unchanged !== undefined && isReopened(draft.unchanged) ? draftAgain(draft.unchanged) : draft)),
    ...others.map(draftAgain),
  ].sort(compareRecords);
}

/** The new articles among the drafts, as they are compared. */
export function freshOf(drafts: readonly Draft[], store: Store): Compared[] {
  const fresh: Compared[] = [];
  for (const draft of drafts) {
    const { id, article } = draft;
    if (draft.unchanged !== undefined || draft.stopped !== undefined || article === undefined) continue;
    // Its sketch lies with the article: all of them at once would be most of what a run has in memory.
    fresh.push({ id, document: draft, sketch: undefined, article, store, isSettled: false });
  }
  return fresh;
}

/** Documents that nothing new is compared with: they leave, or are new themselves. */
export function goneFor(drafts: readonly Draft[], removed: readonly Settled[]): Set<DocumentId> {
  const gone = new Set(removed.map(({ id }) => id));
  for (const draft of drafts) if (draft.unchanged === undefined) gone.add(draft.id);
  return gone;
}

interface LiningUp {
  /** Documents that take no part. */
  readonly gone: ReadonlySet<DocumentId>;
  readonly pause: (() => Promise<void> | undefined) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Lines up the articles of a store that stay. Lets others do something in between: workers wait for pages meanwhile. */
export async function lineUpSettled(lineup: Lineup, store: Store, { gone, pause, signal }: LiningUp): Promise<void> {
  const sketches = new Map<DocumentId, Uint8Array>();
  const rest = async (): Promise<void> => {
    await pause?.();
    signal?.throwIfAborted();
  };
  let count = 0;
  for (const [id, sketch] of store.past?.sketches() ?? []) {
    sketches.set(id, sketch);
    if (++count % REST_EVERY === 0) await rest();
  }
  for (const document of store.past?.documents ?? []) {
    if (document.fate.kind !== "article") continue;
    const { id, article } = document;
    const sketch = sketches.get(id);
    if (sketch === undefined || article === undefined || gone.has(id)) continue;
    lineup.add({ id, document, sketch, article, store, isSettled: true });
    if (++count % REST_EVERY === 0) await rest();
  }
}

/** Sketches between two looks at the clock: some milliseconds. */
const REST_EVERY = 1_000;

/** Documents whose place in the order has changed: a line that was put before a record, say. */
export function movedAmong(drafts: readonly Draft[], store: Store): Set<DocumentId> {
  const moved = new Set<DocumentId>();
  for (const draft of drafts) {
    if (draft.unchanged !== undefined) continue;
    const before = store.past?.byId.get(draft.id);
    if (before !== undefined && compareRecords(before, draft) !== 0) moved.add(draft.id);
  }
  return moved;
}
