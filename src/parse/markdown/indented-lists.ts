/**
 * Lists that stand too far in. Converters indent a list by its depth in the page; where a paragraph at the margin ended the list around it,
 * Markdown takes what follows for code.
 */

/** Columns from which a line without a list around it is code. */
const CODE_COLUMNS = 4;
const ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+\S/;
const BLOCK_END = /^ {0,3}(?:#{1,6}[ \t]|>|(?:[-*_][ \t]*){3,}$)/;

/** The lines with such lists at the margin. `isOpen`: which lines stand outside fences of code. Linear in the length. */
export function outdentLists(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  const runs = listRuns(lines, isOpen);
  // Examples of code are lists now and then, too; a page of them has no links in them.
  if (!runs.some(([start, end]) => lines.slice(start, end).some((line) => line.includes("](")))) return lines;
  const outdented = [...lines];
  for (const [start, end] of runs) {
    const columns = columnsOf(lines[start] ?? "");
    for (let index = start; index < end; index++) {
      const line = lines[index] ?? "";
      outdented[index] = line.slice(Math.min(columns, columnsOf(line)));
    }
  }
  return outdented;
}

/** From where to where (index behind the last line) lists stand that are no part of a list further out. */
function listRuns(lines: readonly string[], isOpen: readonly boolean[]): (readonly [start: number, end: number])[] {
  const runs: (readonly [number, number])[] = [];
  let isInList = false;
  let isAfterGap = true;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const isGap = line.trim() === "";
    const columns = columnsOf(line);
    if (isOpen[index] !== true) isInList = false;
    else if (!isGap && columns < CODE_COLUMNS)
      isInList = ITEM.test(line) || (isInList && !BLOCK_END.test(line) && (columns > 1 || !isAfterGap));
    else if (!isGap && !isInList && isAfterGap && ITEM.test(line)) {
      const start = index;
      let end = index + 1;
      for (; end < lines.length && isOpen[end] === true; end++) {
        const next = lines[end] ?? "";
        if (next.trim() === "") continue;
        if (columnsOf(next) < CODE_COLUMNS) break;
        index = end;
      }
      runs.push([start, index + 1]);
    }
    isAfterGap = isGap || isOpen[index] !== true;
  }
  return runs;
}

/** Spaces and tabs at the head of a line. */
function columnsOf(line: string): number {
  let columns = 0;
  while (line.charAt(columns) === " " || line.charAt(columns) === "\t") columns++;
  return columns;
}
