/** Drafts and the grouping → what is kept of every record, and the outcomes that come of it. */
import { notice } from "../notices.ts";
import type { Cluster, DocumentId, Fate, Grouping, Match, Notice, Outcome, Provenance } from "../types.ts";
import { compareRecords, type Draft } from "./draft.ts";
import type * as Outcomes from "./outcome.ts";
import type { Shelf } from "./outcome.ts";
import { withChanges, type Settled, type Store, type Traces } from "./store.ts";

/** What is known once all articles have been compared. */
export interface Comparison {
  readonly grouping: Grouping;
  /** Copies that would have been kept instead, had they come before the article that an earlier run wrote. */
  readonly better: ReadonlySet<DocumentId>;
}

/** What there is to say when nothing is compared. */
export const NO_COMPARISON: Comparison = { grouping: { clusters: [], related: [], notices: [] }, better: new Set() };

/** A record with its fate, and its outcome when somebody asks. */
export interface Settlement {
  readonly settled: Settled;
  /** Made in this run; undefined: as they were. Reads the article from the store. */
  readonly traces: (() => Promise<Traces>) | undefined;
  /** As an earlier run left it, its list of copies included: whatever was made of it then is still right. */
  readonly isUnchanged: boolean;
  /** Everything that is known of it. Reads the article from the store. */
  outcome(): Promise<Outcome>;
}

/** What the grouping says of one document. */
interface Standing {
  readonly cluster: Cluster | undefined;
  readonly match: Match | undefined;
  readonly related: readonly Match[];
}

const ALONE: Standing = { cluster: undefined, match: undefined, related: [] };

/** Everything that grouping says of each document that it names. */
export function standingsOf(grouping: Grouping): Map<DocumentId, Standing> {
  const places = new Map<DocumentId, Standing>();
  for (const cluster of grouping.clusters) {
    places.set(cluster.canonical, { ...ALONE, cluster });
    for (const { id, match } of cluster.members) places.set(id, { ...ALONE, cluster, match });
  }
  for (const match of grouping.related)
    for (const id of [match.a, match.b]) {
      const place = places.get(id) ?? ALONE;
      places.set(id, { ...place, related: [...place.related, match] });
    }
  return places;
}

/** What is kept of a record that was decided in this run. */
export function settle(draft: Draft, place: Standing | undefined, decideKey: string): Settled {
  const { cluster, match, related } = place ?? ALONE;
  const fate: Fate =
    draft.stopped ??
    (cluster === undefined || cluster.canonical === draft.id ? { kind: "article" } : { kind: "duplicate", of: cluster.canonical });
  return {
    id: draft.id,
    provenance: draft.provenance,
    key: draft.key,
    fate,
    page: draft.page,
    article: draft.article,
    readKey: draft.readKey,
    recordKey: draft.recordKey,
    decideKey,
    title: draft.title,
    url: draft.url,
    published: draft.published,
    cluster: cluster?.canonical,
    match,
    keptBecause: cluster?.canonical === draft.id ? cluster.keptBecause : undefined,
    related,
    notices: draft.notices,
  };
}

/** What a run did to what was settled before. */
export interface Upheaval {
  /** Documents that left, or that were decided again, so that what was said of them is void. */
  readonly gone: ReadonlySet<DocumentId>;
  /** Articles that had some of those as copies. */
  readonly bereft: ReadonlySet<DocumentId>;
}

/** An article of an earlier run of which this run found copies or relatives, or which lost some; undefined: neither. */
export function settleAgain(before: Settled, standing: Standing | undefined, { gone, bereft }: Upheaval): Settled | undefined {
  const related = before.related.length === 0 ? before.related : before.related.filter(({ a, b }) => !gone.has(a) && !gone.has(b));
  if (standing === undefined && related.length === before.related.length && !bereft.has(before.id)) return undefined;
  const cluster = standing?.cluster;
  return withChanges(before, {
    cluster: cluster?.canonical ?? before.cluster,
    keptBecause: before.keptBecause ?? cluster?.keptBecause,
    related: [...related, ...(standing?.related ?? [])],
  });
}

/** Copies by canonical, each list in the order of sources. */
export function membersByCanonical(all: Iterable<Settled>): Map<DocumentId, Settled[]> {
  const members = new Map<DocumentId, Settled[]>();
  for (const settled of all) {
    if (settled.fate.kind !== "duplicate") continue;
    const list = members.get(settled.fate.of);
    if (list === undefined) members.set(settled.fate.of, [settled]);
    else list.push(settled);
  }
  for (const list of members.values()) list.sort(compareRecords);
  return members;
}

/** A note that a run adds to what the article says of itself. */
export function withNotice(settled: Settled, added: Notice): Settled {
  return withChanges(settled, {
    notices: [...settled.notices.filter((notice) => notice.code !== added.code || notice.message !== added.message), added],
  });
}

interface Settling {
  readonly comparison: Comparison;
  readonly removed: readonly Settled[];
  readonly shelf: Shelf;
  readonly onRecord: () => void;
}

/** The documents of a run that found nothing new, in their order. */
export function* asTheyWere(documents: readonly Settled[], shelf: Shelf, onRecord: () => void): Generator<Settlement> {
  let members: ReadonlyMap<DocumentId, readonly Settled[]> | undefined;
  const outcomeOf = async (settled: Settled): Promise<Outcome> => {
    members ??= membersByCanonical(shelf.store.past?.documents ?? []);
    return (await outcomes()).outcomeOf(settled, members.get(settled.id) ?? [], shelf);
  };
  for (const document of documents) {
    onRecord();
    yield new AsItWas(document, outcomeOf);
  }
}

/** A class, because a run that finds nothing new makes one of every record, and little else. */
class AsItWas implements Settlement {
  readonly settled: Settled;
  readonly #outcomeOf: (settled: Settled) => Promise<Outcome>;

  constructor(settled: Settled, outcomeOf: (settled: Settled) => Promise<Outcome>) {
    this.settled = settled;
    this.#outcomeOf = outcomeOf;
  }

  get traces(): undefined {
    return undefined;
  }
  get isUnchanged(): boolean {
    return true;
  }
  outcome(): Promise<Outcome> {
    return this.#outcomeOf(this.settled);
  }
}

/** Every draft settled, and every document of the store of which something changed, in order. */
export function* settlements(drafts: readonly Draft[], settling: Settling): Generator<Settlement> {
  const { comparison, shelf, onRecord } = settling;
  const { store, decideKey } = shelf;
  const standings = standingsOf(comparison.grouping);
  const here = new Set(drafts.map(({ id }) => id));
  const upheaval = upheavalOf(drafts, settling);
  const decided: { readonly settled: Settled; readonly traces: Settlement["traces"]; readonly isUnchanged: boolean }[] = [];
  const others: Settled[] = [];
  const keep = (before: Settled): void => {
    const again = settleAgain(before, standings.get(before.id), upheaval);
    if (again !== undefined) decided.push({ settled: again, traces: undefined, isUnchanged: false });
    else if (here.has(before.id)) decided.push({ settled: before, traces: undefined, isUnchanged: true });
    else others.push(before);
  };
  for (const draft of drafts)
    if (draft.unchanged !== undefined) keep(draft.unchanged);
    else
      decided.push({
        settled: settle(draft, standings.get(draft.id), decideKey),
        traces: () => tracesOf(draft, store),
        isUnchanged: false,
      });
  for (const before of store.past?.documents ?? []) if (!here.has(before.id) && !upheaval.gone.has(before.id)) keep(before);
  decided.sort((a, b) => compareRecords(a.settled, b.settled));
  const members = membersByCanonical([...others, ...decided.map(({ settled }) => settled)]);
  for (const { settled, traces, isUnchanged } of decided) {
    onRecord();
    const copies = members.get(settled.id) ?? [];
    const final = isUnchanged ? settled : withoutEmptyCluster(markBetter(settled, copies, comparison.better), copies);
    yield { settled: final, traces, isUnchanged, outcome: async () => (await outcomes()).outcomeOf(final, copies, shelf) };
  }
}

/** What makes outcomes, loaded with the first that somebody asks for: most records of most runs are as they were. */
let loading: Promise<typeof Outcomes> | undefined;
function outcomes(): Promise<typeof Outcomes> {
  return (loading ??= import("./outcome.ts"));
}

async function tracesOf({ article, sighting }: Draft, store: Store): Promise<Traces> {
  return { sketch: article === undefined ? undefined : (await outcomes()).decodeSketch(store.read(article)), sighting };
}

function upheavalOf(drafts: readonly Draft[], { removed, shelf: { store } }: Settling): Upheaval {
  const gone = new Set(removed.map(({ id }) => id));
  for (const draft of drafts) if (draft.unchanged === undefined) gone.add(draft.id);
  const bereft = new Set<DocumentId>();
  for (const { id, fate } of store.past?.documents ?? []) if (fate.kind === "duplicate" && gone.has(id)) bereft.add(fate.of);
  return { gone, bereft };
}

/** An article that an earlier run wrote stays; where a copy that came later is the better one, both say so. */
function markBetter(settled: Settled, copies: readonly Settled[], better: ReadonlySet<DocumentId>): Settled {
  if (better.has(settled.id)) return withNotice(settled, notice("better-copy-here"));
  const isBetter = ({ id, notices }: Settled): boolean => better.has(id) || notices.some(({ code }) => code === "better-copy-here");
  const unmarked = withChanges(settled, { notices: settled.notices.filter(({ code }) => code !== "better-copy") });
  return copies.filter(isBetter).reduce((marked, copy) => withNotice(marked, notice("better-copy", recordName(copy.provenance))), unmarked);
}

function recordName({ source, record }: Provenance): string {
  return record === undefined ? source : `${source}#${record.label}`;
}

/** An article whose last copy left is in no cluster any more. */
function withoutEmptyCluster(settled: Settled, copies: readonly Settled[]): Settled {
  if (settled.cluster !== settled.id || copies.length > 0) return settled;
  return withChanges(settled, { cluster: undefined, keptBecause: undefined });
}
