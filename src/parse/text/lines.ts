/** Plain text as lines: spaces folded, with the measures that the layout of white space gives away. */
import { foldSpaces, removeInvisible } from "../../text/normalise.ts";
import { isWide } from "../../text/sentences.ts";

export interface Line {
  /** Single-spaced, trimmed, never empty. */
  readonly text: string;
  /** Columns of white space before the text. */
  readonly indent: number;
  /** Columns up to the end of the text, indentation included; wide characters take two. */
  readonly width: number;
  /** Empty lines before it. */
  readonly blanks: number;
  /** Of the payload, from 0. */
  readonly number: number;
  /** Depth of quotation, as mail shows it by ">". */
  readonly quote: number;
  /** Offsets of single spaces in `text` where two columns or more stood. */
  readonly gaps: readonly number[];
}

const TAB_COLUMNS = 8;
/** LF, CR LF, CR, vertical tab, form feed, next line, line and paragraph separators. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** The lines that hold text. NFC; white space, NUL and other controls are folded. Linear in the payload. */
export function readLines(payload: string): Line[] {
  const lines: Line[] = [];
  let blanks = 0;
  const rawLines = removeInvisible(payload.normalize("NFC")).split(LINE_END);
  for (const [number, raw] of rawLines.entries()) {
    const text = foldSpaces(raw);
    if (text === "") {
      blanks++;
      continue;
    }
    const indent = indentOf(raw);
    lines.push({ text, indent, width: indent + columnsOf(raw.trim()), blanks, number, quote: 0, gaps: gapsOf(raw.trim()) });
    blanks = 0;
  }
  return withQuotations(lines);
}

/** ">" once or more, then the quoted words. */
const QUOTED = /^(?:> ?)+(?=[^\s>])/;
/** A single quoted line must be prose; a short one is a link (">> more"). In UTF-16 units. */
const LONE_QUOTATION_CHARS_MIN = 50;

/** Takes the marks off quoted lines: two or more in a row, or a long one. */
function withQuotations(lines: readonly Line[]): Line[] {
  const depths = lines.map((line) => QUOTED.exec(line.text)?.[0] ?? "");
  return lines.map((line, index) => {
    const mark = depths[index] ?? "";
    if (mark === "") return line;
    const hasCompany = (depths[index - 1] ?? "") !== "" || (depths[index + 1] ?? "") !== "";
    if (!(hasCompany && mark.endsWith(" ")) && line.text.length < LONE_QUOTATION_CHARS_MIN) return line;
    const depth = mark.split(">").length - 1;
    const gaps = line.gaps.map((gap) => gap - mark.length).filter((gap) => gap > 0);
    return { ...line, text: line.text.slice(mark.length), quote: depth, gaps };
  });
}

function indentOf(raw: string): number {
  let columns = 0;
  for (let index = 0; index < raw.length; index++) {
    const unit = raw.charCodeAt(index);
    if (unit === 0x09) columns += TAB_COLUMNS - (columns % TAB_COLUMNS);
    else if (unit === 0x3000) columns += 2;
    else if (unit === 0x20 || unit === 0xa0) columns += 1;
    else break;
  }
  return columns;
}

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = text.length;
  for (let index = 0; index < text.length; index++) if (isWide(text.charCodeAt(index))) columns++;
  return columns;
}

/** Where in the folded text wide gaps stood. */
function gapsOf(raw: string): number[] {
  const gaps: number[] = [];
  let folded = 0;
  let run = 0;
  let columns = 0;
  for (let index = 0; index < raw.length; index++) {
    const unit = raw.charCodeAt(index);
    if (unit === 0x20 || unit === 0xa0 || unit === 0x09 || unit === 0x3000 || unit < 0x20) {
      run++;
      columns += unit === 0x09 || unit === 0x3000 ? 2 : 1;
      continue;
    }
    if (run > 0) {
      if (columns > 1) gaps.push(folded);
      folded++;
    }
    run = 0;
    columns = 0;
    folded++;
  }
  return gaps;
}
