/** The dedupe stage over documents in memory, as benches and tests need it. */
import { group } from "../../src/dedupe/dedupe.ts";
import { sketch } from "../../src/dedupe/sketch.ts";
import { SketchTable } from "../../src/dedupe/table.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import type { DocumentId, Grouping } from "../../src/types.ts";

export interface Document {
  readonly id: string;
  readonly text: string;
  readonly title: string | undefined;
  readonly published?: string | undefined;
  readonly droppedShare?: number;
  readonly dropped?: string;
}

/** The only place that turns a name of a bench into an id. */
export function idOf(name: string): DocumentId {
  return name as DocumentId;
}

/** The sketches of documents in a table. */
export function tableOf(documents: readonly Document[]): SketchTable {
  const table = new SketchTable();
  for (const { id, text, title, published, droppedShare = 0, dropped } of documents) {
    table.add(sketch({ id: idOf(id), text, title, published, droppedShare, structure: 1, dropped }));
  }
  return table;
}

/** Groups documents. */
export function groupDocuments(
  documents: readonly Document[],
  options: Partial<Options> = {},
  settledTo?: (row: number) => number,
): Grouping {
  return group({
    table: tableOf(documents),
    library: { text: (row) => documents[row]?.text ?? "", title: (row) => documents[row]?.title },
    sourceOf: (row) => documents[row]?.id ?? "",
    settledTo,
    options: { ...DEFAULTS, ...options },
  });
}

/** Canonical and member of each fold. */
export function foldsIn(grouping: Grouping): [string, string][] {
  return grouping.clusters.flatMap(({ canonical, members }) => members.map(({ id }): [string, string] => [canonical, id]));
}
