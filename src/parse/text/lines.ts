/** Plain text as lines: spaces folded, with the measures that the layout of white space gives away. */
import { foldSpaces, isInvisible, removeInvisible } from "../../text/normalise.ts";
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

export const TAB_COLUMNS = 8;

const PLAIN = 0;
/** Space or tab. */
const BLANK = 1;
const LINE_END = 2;
/** Anything that folding may change: other white space, controls, what nobody sees, what may compose with its neighbours. */
const FOLDED = 3;
/** As PLAIN, and takes two columns. */
const WIDE = 4;

/** What most texts are written in, none of which NFC changes, alone or beside one another: no mark, no vowel sign, no conjoining jamo. */
const UNCHANGED: readonly (readonly [first: number, last: number])[] = [
  ...([
    [0x21, 0x7e],
    [0xa1, 0xac],
    [0xae, 0x2ff],
    [0x391, 0x3a1],
    [0x3a3, 0x3ff],
    [0x400, 0x481],
    [0x48a, 0x52f],
    [0x5d0, 0x5ea],
  ] as const),
  ...([
    [0x620, 0x64a],
    [0x660, 0x669],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x20a0, 0x20bf],
    [0x3001, 0x3029],
    [0x3041, 0x3096],
  ] as const),
  ...([
    [0x30a1, 0x30fe],
    [0x4e00, 0x9fff],
    [0xac00, 0xd7a3],
    [0xff01, 0xff9d],
  ] as const),
];

/** The class of every UTF-16 unit. */
const CLASS: Uint8Array = ((): Uint8Array => {
  const table = new Uint8Array(0x10000).fill(FOLDED);
  for (const [first, last] of UNCHANGED) for (let unit = first; unit <= last; unit++) table[unit] = isWide(unit) ? WIDE : PLAIN;
  table[0x20] = BLANK;
  table[0x09] = BLANK;
  // LF, CR LF, CR, vertical tab, form feed, next line, line and paragraph separators.
  for (const unit of [0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]) table[unit] = LINE_END;
  return table;
})();

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const NO_GAPS: readonly number[] = [];

/** The lines that hold text. NFC; white space, NUL and other controls are folded. Linear in the payload. */
export function readLines(payload: string): Line[] {
  const lines: Line[] = [];
  let blanks = 0;
  let number = 0;
  for (let start = 0; start <= payload.length; number++) {
    const stretch = stretchAt(payload, start);
    const line = stretch.isFolded ? foldedLine(payload.slice(start, stretch.end)) : plainLine(payload, start, stretch);
    if (line === undefined) blanks++;
    else {
      const { text, indent, width, gaps } = line;
      lines.push({ text, indent, width, blanks, number, quote: 0, gaps });
      blanks = 0;
    }
    start = afterLineEnd(payload, stretch.end);
  }
  return withQuotations(lines);
}

type Layout = Pick<Line, "text" | "indent" | "width" | "gaps">;

/** A line of the payload. */
interface Stretch {
  /** Where its text begins and ends; the same where it has none. */
  readonly first: number;
  readonly last: number;
  /** Where the line ends: at the sign that ends it, or at the end of the payload. */
  readonly end: number;
  /** Characters of its text that take two columns. */
  readonly wide: number;
  /** Folding would change it, as few lines: what is said of its text is said of no other. */
  readonly isFolded: boolean;
}

function stretchAt(payload: string, start: number): Stretch {
  const first = afterBlanks(payload, start);
  let last = payload.length;
  let end = first;
  let wide = 0;
  let isFolded = false;
  for (; end < payload.length; end++) {
    const unit = payload.charCodeAt(end);
    const kind = CLASS[unit];
    if (kind === PLAIN) continue;
    if (kind === LINE_END) break;
    if (kind === WIDE) wide++;
    else if (kind === FOLDED) isFolded = true;
    else {
      const after = afterBlanks(payload, end);
      if (after === payload.length || CLASS[payload.charCodeAt(after)] === LINE_END) {
        last = end;
        end = after;
        break;
      }
      if (unit !== SPACE || after > end + 1) isFolded = true;
      end = after - 1;
    }
  }
  return { first, last: Math.min(last, end), end, wide, isFolded };
}

function afterBlanks(payload: string, from: number): number {
  let at = from;
  while (at < payload.length && CLASS[payload.charCodeAt(at)] === BLANK) at++;
  return at;
}

function plainLine(payload: string, start: number, { first, last, wide }: Stretch): Layout | undefined {
  if (first === last) return undefined;
  const indent = first === start ? 0 : indentOf(payload.slice(start, first));
  return { text: payload.slice(first, last), indent, width: indent + last - first + wide, gaps: NO_GAPS };
}

/** A soft hyphen is seen where a line ends at it. */
const SHOWN_HYPHEN = /\u00ad(?=\s*$)/;

function foldedLine(line: string): Layout | undefined {
  const raw = removeInvisible(line.normalize("NFC").replace(SHOWN_HYPHEN, "\u2010"));
  const text = foldSpaces(raw);
  if (text === "") return undefined;
  const indent = indentOf(raw);
  const trimmed = raw.trim();
  return { text, indent, width: indent + columnsOf(trimmed), gaps: gapsOf(trimmed) };
}

/** Where the next line begins. What nobody sees does not part the halves of CR LF. */
function afterLineEnd(payload: string, end: number): number {
  if (payload.charCodeAt(end) !== CARRIAGE_RETURN) return end + 1;
  let next = end + 1;
  while (isInvisible(payload.charCodeAt(next))) next++;
  return payload.charCodeAt(next) === LINE_FEED ? next + 1 : end + 1;
}

const QUOTE_MARK = 0x3e;
/** ">" once or more, then the quoted words. */
const QUOTED = /^(?:> ?)+(?=[^\s>])/;
/** A single quoted line must be prose; a short one is a link (">> more"). In UTF-16 units. */
const LONE_QUOTATION_CHARS_MIN = 50;

/** Takes the marks off quoted lines: two or more in a row, or a long one. */
function withQuotations(lines: Line[]): Line[] {
  if (!lines.some((line) => line.text.charCodeAt(0) === QUOTE_MARK)) return lines;
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
