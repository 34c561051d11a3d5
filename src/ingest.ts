/**
 * The whole flow on one screen. Pure of files, clock and terminal: everything of the outside comes through ports.
 *
 *     sources that are as they were, and those that are not                       flow/recognise.ts
 *     sources ─read▶ RawDocument ─parse▶ Page ─┬─ sightings ▶ SiteMemory          flow/first-pass.ts
 *                                              └─ store
 *     store ─▶ Page ─extract▶ Article ─sketch▶ Sketch                             flow/second-pass.ts
 *     Sketch[] ═compare▶ Grouping                                                 flow/compare.ts
 *     Article + Grouping ─settle▶ Outcome, ordered by source path and ordinal     flow/settle.ts
 *
 * Conservation: every record read meets exactly one fate, and comes out as exactly one outcome.
 * What an earlier run settled under the same keys is not done again; an article that it wrote stays the canonical of its cluster.
 */
import type { Draft } from "./flow/draft.ts";
import { ALONE, BATCH_RECORDS, inStretches } from "./flow/crew.ts";
import { keysOf } from "./flow/keys.ts";
import { departures } from "./flow/departures.ts";
import { areAllAsTheyWere, freshOf, goneFor, lineUpSettled, movedAmong, withReopened } from "./flow/past.ts";
import type { IngestPorts, IngestRequest } from "./flow/ports.ts";
import { watchProgress, type Watch } from "./flow/progress.ts";
import { draftsOf, recogniseAll, type FirstPass } from "./flow/recognise.ts";
import { asTheyWere, NO_COMPARISON, settlements, type Comparison, type Settlement } from "./flow/settle.ts";
import { detached } from "./flow/detached.ts";
import { memoryStore, type KnownSource, type Settled } from "./flow/store.ts";
import type { Outcome } from "./types.ts";

export type { IngestPorts, IngestRequest, Progress, RunFacts } from "./flow/ports.ts";

/** Runs the whole flow. Yields one outcome a record, ordered by source path (UTF-16 order) and ordinal. They outlive the store. */
export async function* ingest(request: IngestRequest, ports: IngestPorts): AsyncGenerator<Outcome, void> {
  for await (const stretch of settleInputs(request, ports)) {
    for (const settlement of stretch) {
      ports.signal?.throwIfAborted();
      yield detached(await settlement.outcome());
    }
  }
}

/**
 * The same, for a caller that keeps what was settled: yields every record of the inputs, and every document of the store of which
 * something changed, in order; some at a time, because a promise for each costs more than a record of which nothing changed.
 */
export async function* settleInputs(request: IngestRequest, ports: IngestPorts): AsyncGenerator<readonly Settlement[], void> {
  const { options } = request;
  const store = ports.store ?? memoryStore();
  const watch = watchProgress(request.inputs.length, ports.onProgress);
  const pass: FirstPass = {
    options,
    keys: keysOf(options, request.version ?? ""),
    store,
    crew: ports.crew ?? ALONE,
    isRefresh: request.refresh === true,
    seen: new Set(),
    open: ports.open,
    hash: ports.hash,
    pause: ports.pause,
    signal: ports.signal,
    onRecord: watch.onRead,
    onSource: watch.onSource,
  };
  const sources: KnownSource[] = [];
  const inputs = request.inputs.toSorted((a, b) => comparePaths(pathOf(a), pathOf(b)));
  const shelf = { store, options, decideKey: pass.keys.decide };
  if (!options.dedupe && !options.siteMemory && (store.past?.documents ?? []).length === 0) {
    // Nothing is compared with anything: each stretch of records comes out before the next is read.
    ports.onFacts?.({ sources, vanished: [], removed: [], unreached: [], isInput: () => true, moved: new Set() });
    await pass.crew.expect(inputs.length);
    const [{ firstPass }, { secondPass }] = await Promise.all([import("./flow/first-pass.ts"), import("./flow/second-pass.ts")]);
    for await (const drafts of inStretches(firstPass(inputs, pass, sources), BATCH_RECORDS * pass.crew.width)) {
      await secondPass(drafts, undefined, pass, () => undefined);
      yield* untilAborted(settlements(drafts, { comparison: NO_COMPARISON, removed: [], shelf, onRecord: () => undefined }), ports);
      store.forget();
    }
    return;
  }
  const { found, left } = await recogniseAll(inputs, pass);
  if (left.length === 0 && request.forget === undefined && areAllAsTheyWere(found, pass)) {
    ports.onFacts?.({ sources, vanished: [], removed: [], unreached: [], isInput: () => true, moved: new Set() });
    watch.enter("write", found.length);
    yield* untilAborted(asTheyWere(found, shelf, watch.onStep), ports);
    return;
  }
  await pass.crew.expect(left.length);
  const met = draftsOf(found, pass);
  const { firstPass } = await import("./flow/first-pass.ts");
  for await (const draft of firstPass(left, pass, sources)) met.push(draft);
  const { vanished, removed, unreached, found: here } = departures(request, met, store);
  const drafts = withReopened(met, removed, pass);

  const isAnythingNew = drafts.some(({ unchanged }) => unchanged === undefined);
  const comparison = isAnythingNew ? await decide(drafts, removed, { pass, ports, watch }) : NO_COMPARISON;

  watch.enter("write", drafts.length);
  const moved = movedAmong(drafts, store);
  ports.onFacts?.({ sources, vanished, removed, unreached, isInput: (id) => here.has(id), moved });
  yield* untilAborted(settlements(drafts, { comparison, removed, shelf, onRecord: watch.onStep }), ports);
}

/** What is needed to decide records. */
interface Deciding {
  readonly pass: FirstPass;
  readonly ports: IngestPorts;
  readonly watch: Watch;
}

/** Extracts and compares what is new. What that is made of is loaded here: a run that finds nothing new does without. */
async function decide(drafts: readonly Draft[], removed: readonly Settled[], { pass, ports, watch }: Deciding): Promise<Comparison> {
  const { store, options, pause, signal } = pass;
  watch.enter("extract", drafts.length);
  const [{ isWaiting, rememberSites, secondPass }, { compareAll, Lineup }] = await Promise.all([
    import("./flow/second-pass.ts"),
    import("./flow/compare.ts"),
  ]);
  const memory = rememberSites(drafts, removed, pass);
  await pass.crew.expect(drafts.filter(isWaiting).length);
  const stores = options.dedupe && drafts.some(mayBecomeArticle) ? [store, ports.reference].filter((one) => one !== undefined) : [];
  const lineup = new Lineup(drafts.length + stores.reduce((sum, { past }) => sum + (past?.documents.length ?? 0), 0));
  const gone = goneFor(drafts, removed);
  const lineUp = async (): Promise<void> => {
    for (const one of stores) await lineUpSettled(lineup, one, { gone, pause, signal });
  };
  // What was there before is lined up while others extract what is new.
  await Promise.all([secondPass(drafts, memory, pass, watch.onStep), lineUp()]);
  // Comparing needs memory for every document at once, and no hands.
  await pass.crew.rest();
  watch.enter("compare", drafts.length);
  const fresh = options.dedupe ? freshOf(drafts, store) : [];
  if (fresh.length === 0) return NO_COMPARISON;
  for (const article of fresh) lineup.add(article);
  const comparison = compareAll(lineup, options);
  await pass.crew.rest();
  return comparison;
}

/** Nothing stands in the way so far. */
function mayBecomeArticle({ unchanged, stopped, page }: Draft): boolean {
  return unchanged === undefined && stopped === undefined && page !== undefined;
}

/** Settlements that are handed on at once: the time that writing them takes is the time that signals wait. */
const STRETCH_RECORDS = 64;

/** Stops between two stretches when the run is aborted. */
async function* untilAborted(settled: Iterable<Settlement>, { pause, signal }: IngestPorts): AsyncGenerator<readonly Settlement[]> {
  let stretch: Settlement[] = [];
  for (const settlement of settled) {
    stretch.push(settlement);
    if (stretch.length < STRETCH_RECORDS) continue;
    yield stretch;
    stretch = [];
    const pausing = pause?.();
    if (pausing !== undefined) await pausing;
    signal?.throwIfAborted();
  }
  signal?.throwIfAborted();
  yield stretch;
}

function pathOf(input: IngestRequest["inputs"][number]): string {
  return "fate" in input ? input.provenance.source : input.path;
}

/** By UTF-16 units: the same in every locale. */
function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
