/** Pass 2: pages in the store, and what the drop says of its sites → articles in the store, with their sketches. */
import { buildSiteMemory, sightingOf, type Sighting, type SiteMemory } from "../extract/site-memory.ts";
import type { Options } from "../options.ts";
import type { DocumentId } from "../types.ts";
import { decodePage } from "./codec.ts";
import { inBatches, inOrder, type Crew } from "./crew.ts";
import { takeArticle, type Draft } from "./draft.ts";
import { packSighting, unpackSighting } from "./sightings.ts";
import type { Past, Settled, Store } from "./store.ts";

export interface SecondPass {
  readonly options: Options;
  readonly store: Store;
  readonly crew: Crew;
  readonly pause: (() => Promise<void> | undefined) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Drafts that have a page and no article yet: what this pass is for. */
export function isWaiting(draft: Draft): boolean {
  return draft.unchanged === undefined && draft.stopped === undefined && draft.page !== undefined && draft.article === undefined;
}

/**
 * What is known of the sites of the drafts, from these and from every earlier page that is not among them and does not leave. Pages of other
 * sites are not looked at.
 */
export function rememberSites(
  drafts: readonly Draft[],
  removed: readonly Settled[],
  { store, options }: SecondPass,
): SiteMemory | undefined {
  if (!options.siteMemory) return undefined;
  const waiting = drafts.filter(isWaiting);
  if (waiting.length === 0) return undefined;
  for (const draft of waiting)
    draft.sighting ??= store.past?.sighting(draft.id) ?? packSighting(sightingOf(decodePage(store.read(draft.page ?? 0))));
  return buildSiteMemory(sightings(waiting, new Set(removed.map(({ id }) => id)), store.past));
}

function* sightings(waiting: readonly Draft[], removed: ReadonlySet<DocumentId>, past: Past | undefined): Generator<Sighting> {
  const sites = new Set<string>();
  const passedOver = new Set(removed);
  for (const draft of waiting) {
    passedOver.add(draft.id);
    if (draft.sighting === undefined) continue;
    const sighting = unpackSighting(draft.sighting);
    if (sighting.site !== undefined) sites.add(sighting.site);
    yield sighting;
  }
  if (past === undefined) return;
  for (const site of sites) for (const [id, packed] of past.sightings(site)) if (!passedOver.has(id)) yield unpackSighting(packed);
}

/** Extracts every draft that waits. The drafts are filled in. */
export async function secondPass(
  drafts: readonly Draft[],
  memory: SiteMemory | undefined,
  pass: SecondPass,
  onRecord: () => void,
): Promise<void> {
  const { store, crew, options, pause, signal } = pass;
  const pages = withPages(drafts.filter(isWaiting), store);
  const batches = inBatches(pages, ({ page }) => page.length);
  const extracted = inOrder(batches, crew.width, (batch) =>
    crew.extract(
      batch.map(({ page }) => page),
      memory,
      options,
    ),
  );
  for await (const { batch, result } of extracted) {
    await pause?.();
    signal?.throwIfAborted();
    batch.forEach(({ draft }, i) => {
      const one = result[i];
      if (one === undefined) throw new Error("a batch came back shorter than it was sent");
      onRecord();
      takeArticle(draft, one, store);
    });
  }
}

function* withPages(drafts: readonly Draft[], store: Store): Generator<{ readonly draft: Draft; readonly page: Uint8Array }> {
  for (const draft of drafts) yield { draft, page: store.read(draft.page ?? 0) };
}
