/**
 * Tables that only lay out a page. Converters write every table of HTML as a table of Markdown, the frame of an old page too: the whole
 * page stands in one cell, its paragraphs parted by two spaces (markdownify), or runs on below the table over empty lines (html2text).
 * Such tables become the blocks that their cells hold, before the parser sees them: a row may be longer than a line of Markdown can be.
 */

/** UTF-16 units beyond which a cell of a table without a head is prose: the same as for tables of HTML. */
const CELL_LENGTH_MAX = 400;
/** The same where the table has a head: a dozen lines, which nobody writes into one line by hand. */
const HEADED_CELL_LENGTH_MAX = 1000;

/** Two of them at least, else it is a rule or an underline. */
const DELIMITER = /^[ \t]*[|:-][ \t|:-]*$/;
/** As html2text writes it: it never underlines headings, and its rules are stars. */
const BARE_DELIMITER = /^---(?:\|---)*[ \t]*$/;
const DASHES = /^:?-{3,}:?$/;
/** Blocks that end a table, as GFM has it. */
const BLOCK_START = /^ {0,3}(?:[-*_]{3,} ?$|#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|<\/?[a-z])/i;
const QUOTED = /^[ \t]*>/;
const SPACED_PIPE = /(?:^|\s)\||\|(?:\s|$)/;
/** What parts the blocks of one cell; between two pipes stands an empty cell. */
const BLOCK_BORDER = /(?<!\|) {2,}| {2,}(?![ |])|<br ?\/?>/i;

/** A table by its lines: the head, the delimiter and the rows up to the next empty line. */
interface Region {
  /** Index behind the last line. */
  readonly end: number;
  readonly rows: readonly string[];
}

/** The lines with layouts as blocks. `isOpen`: which lines stand outside fences of code. Linear in the length. */
export function openLayouts(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  if (!lines.some((line, index) => isOpen[index] === true && (isDelimiter(line) || isUnderHead(line, lines[index - 1])))) return lines;
  const isLoose = isLooseTables(lines, isOpen);
  const opened: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const region = isOpen[index] === true ? regionAt(lines, isOpen, index, { isLoose }) : undefined;
    const table = region === undefined ? undefined : dataTable(region, lines[index - 1]);
    if (region !== undefined && table !== undefined) {
      for (const row of table) opened.push(row);
      index = region.end - 1;
    } else if (isOpen[index] !== true || QUOTED.test(line)) opened.push(line);
    else if (isLoose) for (const text of looseLine(line, lines[index - 1], lines[index + 1])) opened.push(text);
    else if (region === undefined) opened.push(line);
    else {
      for (const row of region.rows) for (const block of blocksOfRow(row)) opened.push("", block);
      opened.push("");
      index = region.end - 1;
    }
  }
  return opened;
}

function isDelimiter(line: string): boolean {
  return line.includes("|") && line.includes("-") && DELIMITER.test(line);
}

/** The line below a head of one column as html2text writes it, which ends each row with two spaces; else it would underline a heading. */
function isUnderHead(line: string, before: string | undefined): boolean {
  return line.startsWith("---  ") && line.trim() === "---" && before?.endsWith("  ") === true && before.trim() !== "";
}

/** The table whose head is at a line. Loose tables are judged by what stands up to the next delimiter, or each would be read to the end. */
function regionAt(
  lines: readonly string[],
  isOpen: readonly boolean[],
  start: number,
  { isLoose }: { readonly isLoose: boolean },
): Region | undefined {
  const delimiter = lines[start + 1];
  const head = lines[start] ?? "";
  if (delimiter === undefined || !isDelimiter(delimiter) || head.trim() === "" || isDelimiter(head) || QUOTED.test(head)) return undefined;
  let end = start + 2;
  for (
    let line = lines[end];
    line !== undefined && isOpen[end] === true && line.trim() !== "" && !BLOCK_START.test(line);
    line = lines[++end]
  )
    if (isLoose && isDelimiter(lines[end - 1] ?? "") && end > start + 2) break;
  return { end, rows: lines.slice(start, end) };
}

/** Does the page hold layouts as html2text writes them, which do not end where the table ends? */
function isLooseTables(lines: readonly string[], isOpen: readonly boolean[]): boolean {
  return lines.some((line, index) => {
    if (isOpen[index] !== true || !BARE_DELIMITER.test(line)) return false;
    if (!line.includes("|")) return isUnderHead(line, lines[index - 1]);
    const region = regionAt(lines, isOpen, index - 1, { isLoose: true });
    return region !== undefined && dataTable(region) === undefined;
  });
}

/** Rows and columns of short texts are data; where anything speaks for a layout, the table is one. */
function isDataTable([head = "", delimiter = "", ...body]: readonly string[]): boolean {
  const columns = cellsOf(delimiter).length;
  const isHeaded = cellsOf(head).some((cell) => cell !== "");
  const lengthMax = isHeaded ? HEADED_CELL_LENGTH_MAX : CELL_LENGTH_MAX;
  const filled = new Set<number>();
  let rows = 0;
  for (const row of [head, ...body]) {
    const cells = cellsOf(row);
    // A table in a cell: its delimiter on a line of its own, or its rows on one line.
    if (isDelimiter(row) || BARE_DELIMITER.test(row) || (cells.length > columns && cells.some((cell) => DASHES.test(cell)))) return false;
    if (cells.some((cell) => cell !== "")) rows++;
    for (const [column, cell] of cells.entries()) {
      if (cell !== "") filled.add(column);
      if (lengthOf(cell, lengthMax) > lengthMax || (!isHeaded && (BLOCK_BORDER.test(cell) || cell.startsWith("![")))) return false;
    }
  }
  return rows > 1 && filled.size > 1;
}

/** The lines of a table of data as Markdown has it; undefined: it is a layout. */
function dataTable({ rows: [head = "", delimiter = "", ...body] }: Region, before?: string): readonly string[] | undefined {
  const columns = cellsOf(delimiter).length;
  const cells = cellsOf(head);
  if (cells.length <= columns || body.length === 0) {
    // Where the first cell is empty, html2text's head has one cell too few.
    const isShort = /^[ \t]*\|/.test(head) && !/\|[ \t]*$/.test(head) && cells.length === columns - 1;
    const isTable = (isShort || cells.length === columns) && isDataTable([head, delimiter, ...body]);
    return isTable ? [isShort ? `| ${head}` : head, delimiter, ...body] : undefined;
  }
  // What stands before the table in the same cell of a layout is on the line of the head.
  const table = [tableRow(cells.slice(-columns)), delimiter, ...body];
  return isDataTable(table) ? [...paragraphs(cells.slice(0, -columns), runsOn(head, before)), ...table] : undefined;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** UTF-16 units of a cell without the addresses of its links, which are looked at only where it could matter. */
function lengthOf(cell: string, most: number): number {
  return cell.length <= most ? cell.length : cell.replace(/\]\([^()]*\)/g, "]").length;
}

/** The cells of a row, trimmed. A pipe between two letters belongs to an address, unless all of the row's pipes are so. */
function cellsOf(line: string): string[] {
  const row = line.trim();
  const isTight = !/\s\||\|\s/.test(row);
  const cells: string[] = [];
  let from = row.startsWith("|") ? 1 : 0;
  for (let at = row.indexOf("|", from); at >= 0; at = row.indexOf("|", at + 1)) {
    const [before, after] = [row.charAt(at - 1), row.charAt(at + 1)];
    if (before === "\\" || !(isTight || /^[\s|]?$/.test(after) || /[\s|]/.test(before))) continue;
    cells.push(row.slice(from, at).trim());
    from = at + 1;
  }
  if (from < row.length || cells.length === 0) cells.push(row.slice(from).trim());
  return cells;
}

/** What stands in the cells of a layout's row: blocks, each of which becomes a paragraph, and tables of data. */
function blocksOfRow(row: string): string[] {
  return row.split(BLOCK_BORDER).flatMap((piece) => {
    const table = flatTable(piece);
    return table === undefined ? cellsOf(piece).filter((cell) => cell !== "" && !DASHES.test(cell)) : [table.join("\n")];
  });
}

/** A table of data whose rows stand on one line ("| a | b | | --- | --- | | c | d |"), as lines. */
function flatTable(piece: string): readonly string[] | undefined {
  const text = piece.trim();
  if (!text.startsWith("|") || !text.endsWith("|") || !text.includes("---")) return undefined;
  const cells = cellsOf(text);
  const columns = cells.findIndex((cell) => DASHES.test(cell)) - 1;
  if (columns < 2 || (cells.length + 1) % (columns + 1) !== 0) return undefined;
  const rows: string[] = [];
  for (let start = 0; start < cells.length; start += columns + 1) {
    if ((cells[start + columns] ?? "") !== "") return undefined;
    rows.push(tableRow(cells.slice(start, start + columns)));
  }
  return isDelimiter(rows[1] ?? "") && isDataTable(rows) ? rows : undefined;
}

/** A line of a page that html2text laid out with pipes: each cell, or part of a cell, as a paragraph. */
function looseLine(line: string, before: string | undefined, after: string | undefined): string[] {
  if (BARE_DELIMITER.test(line) && (before ?? "").trim() !== "") return [""];
  const isHead = after !== undefined && BARE_DELIMITER.test(after) && line.trim() !== "";
  if (!SPACED_PIPE.test(line)) return isHead ? ["", line, ""] : [line];
  const cells = cellsOf(line).filter((cell) => cell !== "" && !DASHES.test(cell));
  return paragraphs(cells, runsOn(line, before));
}

/** Does a line go on with the text of the line before it? Rows end with two spaces. */
function runsOn(line: string, before = ""): boolean {
  return !line.startsWith("|") && before.trim() !== "" && !before.endsWith("  ");
}

function paragraphs(texts: readonly string[], isContinued: boolean): string[] {
  return [...(isContinued ? [] : [""]), ...texts.flatMap((text) => [text, ""])];
}
