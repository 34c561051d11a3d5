/**
 * Hard-wrapped text put together again: mail, w3m, lynx, typewriter files. Whether a text is wrapped, and where, is read off the widths
 * of its lines: a wrapper breaks a line only when the next word does not fit, so after a break the next word would not have fitted.
 */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER } from "../../text/characters.ts";
import { isWide } from "../../text/sentences.ts";
import type { Line } from "./lines.ts";
import { opensItem } from "./shapes.ts";

/** Margins that people and programs wrap at, in columns. */
const MARGIN_MIN = 40;
const MARGIN_MAX = 200;
/** Share of the text, in columns, that may stand in lines beyond MARGIN_MAX before the text counts as one line a paragraph. */
const LONG_SHARE_MAX = 0.5;
/** A line shorter than this share of the margin says nothing about wrapping. */
const FULL_SHARE = 0.6;
/** Share of full lines after which the next word would not have fitted; random breaks reach about .3. */
const WRAPPED_SHARE_MIN = 0.7;
const FULL_LINES_MIN = 3;
/** Wrappers differ by a column or two in what they count as full. */
const SLACK_COLUMNS = 2;

/** The lines of the text, each wrapped paragraph as one line. Text that is not wrapped comes back as it is. Linear. */
export function unwrap(lines: readonly Line[]): Line[] {
  const margin = marginOf(lines);
  if (margin === undefined) return [...lines];
  const joined: Line[] = [];
  // The last line of payload that `joined` ends in, whose width decides whether the next one goes on.
  let previous: Line | undefined;
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && previous !== undefined && goesOn(last, previous, line, margin)) joined[joined.length - 1] = join(last, line);
    else joined.push(line);
    previous = line;
  }
  return joined;
}

/** The column that the text is wrapped at; undefined when it is not wrapped. */
export function marginOf(lines: readonly Line[]): number | undefined {
  const counts = new Uint32Array(MARGIN_MAX + 1);
  let longColumns = 0;
  let columns = 0;
  for (const line of lines) {
    columns += line.width;
    if (line.width > MARGIN_MAX) longColumns += line.width;
    else counts[line.width] = (counts[line.width] ?? 0) + 1;
  }
  if (longColumns > LONG_SHARE_MAX * columns) return undefined;
  for (const margin of marginCandidates(counts)) if (isWrappedAt(lines, margin)) return margin;
  return undefined;
}

/** Margins worth trying, likeliest first: those under which lines crowd. A wrapped text has many lines just short of its margin. */
function marginCandidates(counts: Uint32Array): number[] {
  const crowds: { readonly margin: number; readonly count: number }[] = [];
  for (let margin = MARGIN_MIN; margin <= MARGIN_MAX; margin++) {
    if ((counts[margin] ?? 0) === 0) continue;
    let count = 0;
    for (let width = Math.max(0, margin - 8); width <= margin; width++) count += counts[width] ?? 0;
    let beyond = 0;
    for (let width = margin + 1; width <= Math.min(MARGIN_MAX, margin + 8); width++) beyond += counts[width] ?? 0;
    if (count >= FULL_LINES_MIN && beyond * 4 <= count) crowds.push({ margin, count });
  }
  return crowds
    .sort((a, b) => b.count - a.count || b.margin - a.margin)
    .slice(0, 4)
    .map((crowd) => crowd.margin);
}

function isWrappedAt(lines: readonly Line[], margin: number): boolean {
  let full = 0;
  let wrapped = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next === undefined || next.blanks > 0 || line.width < FULL_SHARE * margin || line.width > margin + SLACK_COLUMNS) continue;
    full++;
    if (isFull(line, next, margin)) wrapped++;
  }
  return full >= FULL_LINES_MIN && wrapped >= WRAPPED_SHARE_MIN * full;
}

/** Would the first word of the next line not have fitted? */
function isFull(line: Line, next: Line, margin: number): boolean {
  return line.width + firstWordColumns(next.text) > margin - SLACK_COLUMNS;
}

/** Columns that the next line's first word needs, the space before it included; ideographs are wrapped one by one. */
function firstWordColumns(text: string): number {
  const first = text.charCodeAt(0);
  if (isWide(first)) return 2;
  let columns = 1;
  for (let index = 0; index < text.length && text.charCodeAt(index) !== 0x20; index++) {
    const unit = text.charCodeAt(index);
    if (isWide(unit)) break;
    columns++;
    // Wrappers break after a hyphen, too.
    if (unit === 0x2d && index > 0) break;
  }
  return columns;
}

function goesOn(paragraph: Line, previous: Line, next: Line, margin: number): boolean {
  if (next.blanks > 0 || next.quote !== previous.quote || previous.width > margin + SLACK_COLUMNS || previous.width < FULL_SHARE * margin)
    return false;
  if (!isFull(previous, next, margin) || opensItem(next.text, next.indent) || isRule(next.text)) return false;
  if (next.indent === previous.indent) return true;
  // A hanging indent belongs to an item; an indent after a flush line opens a paragraph; less indent closes a first-line indent.
  if (next.indent > previous.indent) return opensItem(paragraph.text, paragraph.indent) && previous === paragraph;
  return previous === paragraph && previous.indent - next.indent <= 8;
}

/** A line of signs alone: a rule or an underline. */
function isRule(text: string): boolean {
  for (let index = 0; index < text.length; index++) if ((kindOf(text.charCodeAt(index)) & (LETTER | DIGIT)) !== 0) return false;
  return true;
}

function join(paragraph: Line, next: Line): Line {
  const glue = jointOf(paragraph.text, next.text);
  const offset = paragraph.text.length + glue.length;
  return {
    ...paragraph,
    text: paragraph.text + glue + next.text,
    width: next.width,
    gaps: next.gaps.length === 0 ? paragraph.gaps : [...paragraph.gaps, ...next.gaps.map((gap) => gap + offset)],
  };
}

/** Between two ideographs a wrapped line had no space; after a hyphen inside a word neither. */
function jointOf(before: string, after: string): "" | " " {
  const last = before.charCodeAt(before.length - 1);
  const first = after.charCodeAt(0);
  if (isWide(last) && isWide(first) && !isHangul(last) && !isHangul(first)) return "";
  if (((kindOf(last) | kindOf(first)) & IDEOGRAPH) !== 0 && (isWide(last) || isWide(first))) return "";
  const isHyphen = last === 0x2d && (kindOf(before.charCodeAt(before.length - 2)) & LETTER) !== 0;
  return isHyphen && (kindOf(first) & (LOWER | CASELESS)) !== 0 ? "" : " ";
}

function isHangul(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3;
}
