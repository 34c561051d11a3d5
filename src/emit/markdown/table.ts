/** Simple tables → GFM. */
import type { Passage, TableCell } from "../../types.ts";
import { renderInline } from "./inline.ts";

/** A wider table is no table for people. */
const COLUMNS_MAX = 40;

type CellPassage = Passage & { readonly cell: TableCell };

/** How many passages from `from` on are cells of one simple table; 0: there is no table worth writing as one. */
export function tableLength(passages: readonly Passage[], from: number): number {
  const first = passages[from]?.cell;
  if (first?.isSimple !== true) return 0;
  let count = 0;
  let rows = 1;
  let columns = first.column + 1;
  let row = first.row;
  for (let index = from; index < passages.length; index++) {
    const passage = passages[index];
    if (passage?.cell?.table !== first.table || passage.kind !== "cell") break;
    const { cell } = passage;
    if (cell.row < row || cell.row - row > 10_000) break;
    if (cell.row > row) rows++;
    row = cell.row;
    columns = Math.max(columns, cell.column + 1);
    count++;
  }
  return rows >= 2 && columns >= 2 && columns <= COLUMNS_MAX ? count : 0;
}

/** The lines of a GFM table. The first row that was kept is its head, since GFM knows no table without one. */
export function renderTable(passages: readonly Passage[]): string[] {
  const cells = passages.filter((passage): passage is CellPassage => passage.cell !== undefined);
  const columns = Math.max(...cells.map(({ cell }) => cell.column + 1));
  const lines: string[] = [];
  let row: number | undefined;
  let texts: string[] = [];
  const end = (): void => {
    if (row === undefined) return;
    lines.push(`| ${Array.from({ length: columns }, (_, column) => texts[column] ?? "").join(" | ")} |`);
    if (lines.length === 1) lines.push(`|${" --- |".repeat(columns)}`);
    texts = [];
  };
  for (const passage of cells) {
    if (passage.cell.row !== row) end();
    row = passage.cell.row;
    const text = renderInline(passage, "cell");
    const before = texts[passage.cell.column];
    texts[passage.cell.column] = before === undefined ? text : `${before} ${text}`;
  }
  end();
  return lines;
}
