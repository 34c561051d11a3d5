/** Near-duplicate clusters against the truth of a set: precision, recall and F1 of pairs in one cluster, by kind of copy and of look-alike. */

export interface Truth {
  readonly groups: readonly { readonly members: readonly { readonly id: string; readonly kind: string }[] }[];
  /** [a, b, relation, kind]; "duplicate" and "truncated" must be in one cluster, "contains" and "related" must not. */
  readonly pairs: readonly (readonly [string, string, string, string])[];
}

export interface Count {
  readonly hits: number;
  readonly of: number;
}

export interface DuplicateScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly largest: number;
  readonly recallByKind: ReadonlyMap<string, Count>;
  readonly falseMergesByKind: ReadonlyMap<string, Count>;
  readonly missed: readonly (readonly [string, string, string])[];
  readonly merged: readonly (readonly [string, string, string])[];
}

/** Scores pairs called one article: clusters are their connected components. */
export function scoreDuplicates(ids: readonly string[], truth: Truth, pairs: readonly (readonly [string, string])[]): DuplicateScore {
  const parents = new Map(ids.map((id) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    for (let parent = parents.get(at) ?? at; parent !== at; parent = parents.get(at) ?? at) at = parent;
    return at;
  };
  for (const [a, b] of pairs) parents.set(root(a), root(b));
  const label = new Map(ids.map((id) => [id, id]));
  for (const { members } of truth.groups) for (const { id } of members) label.set(id, members[0]?.id ?? id);
  const clusterOf = new Map(ids.map((id) => [id, root(id)]));
  const together = pairsIn(ids.map((id) => `${clusterOf.get(id) ?? ""} ${label.get(id) ?? ""}`));
  const ours = pairsIn(ids.map((id) => clusterOf.get(id) ?? ""));
  const gold = pairsIn(ids.map((id) => label.get(id) ?? ""));
  const precision = ours.pairs === 0 ? 1 : together.pairs / ours.pairs;
  const recall = together.pairs / Math.max(1, gold.pairs);
  const recallByKind = new Map<string, Count>();
  const missed: [string, string, string][] = [];
  for (const { members } of truth.groups) {
    const first = members[0]?.id ?? "";
    for (const { id, kind } of members.slice(1)) {
      const found = clusterOf.get(first) === clusterOf.get(id);
      add(recallByKind, kind, found);
      if (!found) missed.push([first, id, kind]);
    }
  }
  const falseMergesByKind = new Map<string, Count>();
  const merged: [string, string, string][] = [];
  for (const [a, b, relation, kind] of truth.pairs) {
    if (relation !== "contains" && relation !== "related") continue;
    const is = clusterOf.get(a) === clusterOf.get(b);
    add(falseMergesByKind, kind, is);
    if (is) merged.push([a, b, kind]);
  }
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, largest: ours.largest, recallByKind, falseMergesByKind, missed, merged };
}

function add(counts: Map<string, Count>, kind: string, hit: boolean): void {
  const { hits, of } = counts.get(kind) ?? { hits: 0, of: 0 };
  counts.set(kind, { hits: hits + (hit ? 1 : 0), of: of + 1 });
}

/** Pairs of equal labels. */
function pairsIn(labels: readonly string[]): { pairs: number; largest: number } {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  let pairs = 0;
  let largest = 0;
  for (const count of counts.values()) {
    pairs += (count * (count - 1)) / 2;
    largest = Math.max(largest, count);
  }
  return { pairs, largest };
}

/** Counts by kind as one line: "exact 63/63  ocr5 48/50". */
export function countLine(counts: ReadonlyMap<string, Count>): string {
  return [...counts]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([kind, { hits, of }]) => `${kind} ${hits}/${of}`)
    .join("  ");
}
