/** Tables while a page is walked: which are data, which only lay out, and which GFM can hold. */

export interface TableDraft {
  readonly id: number;
  rows: number;
  columns: number;
  /** One block or none in every cell, no spans, no tables inside. */
  isSimple: boolean;
  /** Header cells or a caption, which layouts do not have. */
  hasHeader: boolean;
  /** Said by the page (`role="presentation"`). */
  isLayout: boolean;
  /** UTF-16 units of the longest cell. */
  longestCell: number;
}

export interface CellDraft {
  readonly table: TableDraft;
  /** From 0. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly isHeader: boolean;
  /** Blocks in the cell so far. */
  blocks: number;
}

/** UTF-16 units beyond which a cell is prose, and a table without headers a layout: about five lines. */
const CELL_LENGTH_MAX = 400;

export function newTable(id: number): TableDraft {
  return { id, rows: 0, columns: 0, isSimple: true, hasHeader: false, isLayout: false, longestCell: 0 };
}

/** The next cell of a table's last row. */
export function newCell(
  table: TableDraft,
  cell: { readonly column: number; readonly isHeader: boolean; readonly columns: number; readonly rows: number },
): CellDraft {
  if (table.rows === 0) table.rows = 1;
  if (cell.columns > 1 || cell.rows > 1) table.isSimple = false;
  if (cell.isHeader) table.hasHeader = true;
  table.columns = Math.max(table.columns, cell.column + cell.columns);
  return { table, row: table.rows - 1, column: cell.column, isHeader: cell.isHeader, blocks: 0 };
}

/** Notes a block of a cell. `isPlain`: a paragraph, not a heading, item, picture or code. */
export function noteCellBlock(cell: CellDraft, block: { readonly length: number; readonly isPlain: boolean }): void {
  cell.blocks++;
  if (cell.blocks > 1 || !block.isPlain) cell.table.isSimple = false;
  if (block.length > cell.table.longestCell) cell.table.longestCell = block.length;
}

/** Does the table hold data, asked when the whole page has been walked? Else its cells are ordinary blocks. */
export function isDataTable(table: TableDraft): boolean {
  if (table.isLayout) return false;
  if (table.rows < 2 || table.columns < 2) table.isSimple = false;
  if (table.longestCell > CELL_LENGTH_MAX) table.isSimple = false;
  return table.hasHeader || table.isSimple;
}
