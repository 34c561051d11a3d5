/**
 * Lines that a converter broke where Markdown does not allow it. html2text wraps at 78 columns unless it is told not to: addresses of links
 * break at their hyphens, and headings run on below themselves.
 */
import { addressEnd } from "./broken-links.ts";

/** Columns of a line that may have been wrapped, and of the shortest heading that may have been. */
const COLUMNS_MAX = 80;
const HEADING_COLUMNS_MIN = 50;
/** Columns that html2text fills; a line was wrapped where the next word would have gone beyond. */
const WRAP_COLUMNS = 78;
/** Lines over which one address may run. */
const ADDRESS_LINES_MAX = 12;

const HEADING = /^#{1,6} \S/;
const BLOCK_START = /^[ \t]*(?:#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|\||<|!?\[)/;
/** The head of a word that a wrapper may put on a line of its own: up to a space or behind a hyphen. */
const FIRST_PIECE = /^[^\s-]*-?/;

/** The lines with their addresses and headings whole again. `isOpen`: which lines stand outside fences of code. Linear in the length. */
export function unwrapLines(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  const whole: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    let line = lines[index] ?? "";
    if (isOpen[index] !== true) whole.push(line);
    else {
      const end = HEADING.test(line) ? headingEnd(lines, index) : addressesEnd(lines, isOpen, index);
      for (; index < end - 1; index++) line = joined(line, lines[index + 1] ?? "");
      whole.push(line);
    }
  }
  return whole;
}

function joined(before: string, after: string): string {
  return `${before}${before.endsWith("-") ? "" : " "}${after.trimStart()}`;
}

/** Index behind the last line of a heading. Only what fills its line, and is followed by no more than one line, runs on. */
function headingEnd(lines: readonly string[], start: number): number {
  const [line = "", next = "", after = ""] = lines.slice(start, start + 3);
  if (line.length < HEADING_COLUMNS_MIN || line.length > COLUMNS_MAX || next.trim() === "" || after.trim() !== "") return start + 1;
  const piece = FIRST_PIECE.exec(next)?.[0] ?? "";
  const isFull = line.length + (line.endsWith("-") ? 0 : 1) + piece.length > WRAP_COLUMNS;
  return isFull && next.length <= COLUMNS_MAX && !BLOCK_START.test(next) ? start + 2 : start + 1;
}

/** Index behind the line that closes the last address opened in a line, if the paragraph does; else behind the line itself. */
function addressesEnd(lines: readonly string[], isOpen: readonly boolean[], start: number): number {
  let end = start;
  for (let open = openAddress(lines[end] ?? ""); open !== undefined;) {
    const next = lines[++end];
    const isLost = next === undefined || isOpen[end] !== true || next.trim() === "" || end - start > ADDRESS_LINES_MAX;
    if (isLost) return start + 1;
    const line = joined(open, next);
    open = addressEnd(line, 2) < 0 ? line : openAddress(next);
  }
  return end + 1;
}

/** What a line ends with from the bracket of an address that it does not close; only scripts have spaces in them. */
function openAddress(line: string): string | undefined {
  const opened = line.lastIndexOf("](");
  if (opened < 0) return undefined;
  const open = line.slice(opened);
  return addressEnd(open, 2) < 0 && (!/\s\S/.test(open) || open.startsWith("](javascript:")) ? open : undefined;
}
