/** Where the flow meets dedupe: which of the new articles are copies, of one another or of what came before. */
import { chooseCanonical, type Copy, copyOf } from "../dedupe/canonical.ts";
import { group } from "../dedupe/dedupe.ts";
import { SketchTable, unpackSketch } from "../dedupe/table.ts";
import type { Options } from "../options.ts";
import type { DocumentId, Grouping, Match } from "../types.ts";
import { decodeSketch, decodeText } from "./article-codec.ts";
import type { Comparison } from "./settle.ts";
import type { Place, Settled, Store } from "./store.ts";

/** An article that takes part in the comparison. */
export interface Compared {
  readonly id: DocumentId;
  /** What has its title and its source: read where they are needed alone. */
  readonly document: Pick<Settled, "title" | "provenance">;
  /** As dedupe packs it; undefined: it is kept with the article. */
  readonly sketch: Uint8Array | undefined;
  /** Where its text can be read. */
  readonly article: Place;
  readonly store: Store;
  /** Settled in an earlier run: it stays the canonical of its cluster, and is not compared with others like it again. */
  readonly isSettled: boolean;
}

/** The articles of a comparison, with their sketches in one table; they are added in order. */
export class Lineup {
  readonly table: SketchTable;
  readonly rows: Compared[] = [];

  /** `expected`: how many articles there may be. */
  constructor(expected: number) {
    this.table = new SketchTable(expected);
  }

  add(article: Compared): void {
    const packed = article.sketch ?? decodeSketch(article.store.read(article.article));
    const sketch = packed === undefined ? undefined : unpackSketch(article.id, packed);
    // Of another layout, from another version: it takes part again when it is decided again.
    if (sketch === undefined) return;
    this.table.add(sketch);
    this.rows.push(article);
  }
}

/** Clusters and relations among the articles, of which at least one is new in each. */
export function compareAll({ table, rows }: Lineup, options: Options): Comparison {
  const at = (row: number): Compared => {
    const article = rows[row];
    if (article === undefined) throw new Error(`row ${row} is not among the articles that are compared`);
    return article;
  };
  const grouping = group({
    table,
    library: { text: (row) => textOf(at(row)), title: (row) => at(row).document.title },
    sourceOf: (row) => at(row).document.provenance.source,
    settledTo: rows.some(({ isSettled }) => isSettled) ? (row) => (at(row).isSettled ? row : -1) : undefined,
    options,
  });
  return { grouping, better: betterCopies(grouping, rows, table, options) };
}

function textOf({ article, store }: Compared): string {
  return decodeText(store.read(article));
}

/** Members that would win against a canonical which is kept because it was there first. */
function betterCopies(grouping: Grouping, rows: readonly Compared[], table: SketchTable, options: Options): Set<DocumentId> {
  const better = new Set<DocumentId>();
  if (!rows.some(({ isSettled }) => isSettled)) return better;
  const rowOf = new Map(rows.map(({ id }, row) => [id, row]));
  for (const { canonical, members } of grouping.clusters) {
    const kept = rowOf.get(canonical);
    if (kept === undefined || rows[kept]?.isSettled !== true) continue;
    for (const { id, match } of members) {
      const row = rowOf.get(id);
      if (row === undefined) continue;
      const [keptLetters, letters] = storyLetters(match, [table.letters[kept] ?? 0, table.letters[row] ?? 0], options.threshold);
      // Neither counts as settled here: the question is which would be kept if both came at once.
      const copyIn = (place: number, storyLetters: number): Copy =>
        copyOf(table, place, { storyLetters, source: rows[place]?.document.provenance.source ?? "", isSettled: false }, options);
      const copies = [copyIn(kept, keptLetters), copyIn(row, letters)];
      if (chooseCanonical(copies, options.prefer).row === row) better.add(id);
    }
  }
  return better;
}

/** How much of the story each of two copies holds: what they share; where one is cut out of the other, all of the other. */
function storyLetters({ coverage }: Match, [a, b]: readonly [number, number], threshold: number): readonly [number, number] {
  const shared = Math.min(coverage.a * a, coverage.b * b);
  if (Math.min(coverage.a, coverage.b) >= threshold) return [shared, shared];
  return coverage.a < coverage.b ? [a, shared] : [shared, b];
}
