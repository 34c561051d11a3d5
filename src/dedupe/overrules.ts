/** What a person decided, which no rule overrules: `same`, `different`. Each side is a source path or an id. */
import type { Options } from "../options.ts";
import type { SketchTable } from "./table.ts";

export class Overrules {
  /** Pairs of rows that are one article. */
  readonly same: readonly (readonly [number, number])[];
  private readonly samePairs: ReadonlySet<string>;
  private readonly differentPairs: ReadonlySet<string>;
  private readonly named: ReadonlySet<number>;

  constructor(table: SketchTable, sourceOf: (row: number) => string, options: Pick<Options, "same" | "different">) {
    const names = new Set([...options.same, ...options.different].flat());
    const rows = new Map<string, number[]>();
    if (names.size > 0) {
      for (let row = 0; row < table.count; row++) {
        for (const name of new Set([table.ids[row] ?? "", sourceOf(row)])) {
          if (!names.has(name)) continue;
          const list = rows.get(name);
          if (list === undefined) rows.set(name, [row]);
          else list.push(row);
        }
      }
    }
    const pairsOf = (pairs: Options["same"]): (readonly [number, number])[] =>
      pairs.flatMap(([x, y]) =>
        (rows.get(x) ?? []).flatMap((left) => (rows.get(y) ?? []).filter((right) => right !== left).map((right) => [left, right] as const)),
      );
    this.same = pairsOf(options.same);
    const different = pairsOf(options.different);
    this.samePairs = new Set(this.same.map(([x, y]) => key(x, y)));
    this.differentPairs = new Set(different.map(([x, y]) => key(x, y)));
    this.named = new Set([...this.same, ...different].flat());
  }

  /** Is the row named at all? Such rows are never folded before all is known. */
  names(row: number): boolean {
    return this.named.has(row);
  }

  areSame(x: number, y: number): boolean {
    return this.samePairs.has(key(x, y));
  }

  areDifferent(x: number, y: number): boolean {
    return this.differentPairs.has(key(x, y));
  }
}

function key(x: number, y: number): string {
  return x < y ? `${x},${y}` : `${y},${x}`;
}
