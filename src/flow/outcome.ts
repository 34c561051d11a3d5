/** What is kept of a record, and its article in the store → its outcome. Whoever is asked for none need not load what makes articles. */
import { extract } from "../extract/extract.ts";
import type { Options } from "../options.ts";
import type { Duplicate, Outcome } from "../types.ts";
import { decodeArticle, type DecodedArticle, type Remake } from "./article-codec.ts";
import { decodePage } from "./codec.ts";
import type { Settled, Store } from "./store.ts";

export { decodeSketch } from "./article-codec.ts";

/** Where articles are read from, and how they were made: what was decided under the same key can give its reasons. */
export interface Shelf {
  readonly store: Store;
  readonly options: Options;
  readonly decideKey: string;
}

/**
 * The outcome of a record. `members`: its copies, if it is a canonical. Blocks and passages of its article are read from the store when
 * somebody asks for them: see `detached`.
 */
export function outcomeOf(settled: Settled, members: readonly Settled[], shelf: Shelf): Outcome {
  const decoded = decodedOf(settled, shelf);
  return {
    id: settled.id,
    provenance: settled.provenance,
    key: settled.key,
    fate: settled.fate,
    article: decoded?.article,
    markdown: decoded?.markdown,
    words: decoded?.words,
    cluster: settled.cluster,
    match: settled.match,
    duplicates: members.flatMap(duplicateOf),
    keptBecause: settled.keptBecause,
    related: settled.related,
    notices: [...(decoded?.article.notices ?? []), ...settled.notices],
  };
}

/** The article of a record; undefined: it has none. */
function decodedOf(
  { page, article, decideKey }: Pick<Settled, "page" | "article" | "decideKey">,
  shelf: Shelf,
): DecodedArticle | undefined {
  if (page === undefined || article === undefined) return undefined;
  const { store, options } = shelf;
  const remake: Remake | undefined = decideKey === shelf.decideKey ? (whole, memory) => extract(whole, memory, options) : undefined;
  return decodeArticle(store.read(article), () => decodePage(store.read(page)), remake);
}

function duplicateOf({ id, provenance, url, published, match }: Settled): Duplicate[] {
  return match === undefined ? [] : [{ id, provenance, url, published, match }];
}
