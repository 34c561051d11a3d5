/**
 * Hard-wrapped text put together again: mail, w3m, lynx, typewriter files. Whether a text is wrapped, and where, is read off the widths
 * of its lines: a wrapper breaks a line only when the next word does not fit, so after a break the next word would not have fitted.
 */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER } from "../../text/characters.ts";
import { endsSentence, isWide } from "../../text/sentences.ts";
import type { Line } from "./lines.ts";
import { type Hyphens, HYPHEN, isBreak, partsWord, readHyphens } from "./hyphens.ts";
import { beginsInside, opensItem } from "./shapes.ts";

/** Margins that people and programs wrap at, in columns. */
const MARGIN_MIN = 40;
const MARGIN_MAX = 132;
/** Share of the text, in columns, that may stand in lines beyond MARGIN_MAX before the text counts as one line a paragraph. */
const LONG_SHARE_MAX = 0.5;
/** A line shorter than this share of the margin says nothing about wrapping. */
const FULL_SHARE = 0.6;
/** Share of full lines after which the next word would not have fitted; random breaks reach about .3. */
const WRAPPED_SHARE_MIN = 0.7;
const FULL_LINES_MIN = 3;
/** Wrappers differ by a column or two in what they count as full. */
const SLACK_COLUMNS = 2;

/** How a text is wrapped. */
export interface Wrapping {
  /** Margin, in columns. */
  readonly narrowest?: number;
  /** undefined: as the lines show. */
  readonly hyphens?: Hyphens;
}

/** The lines of the text, each wrapped paragraph as one line. Text that is not wrapped comes back as it is. Linear. */
export function unwrap(lines: readonly Line[], wrapping: Wrapping = {}): readonly Line[] {
  return unwrapBy(lines, wrapping) ?? (lines.some(isWider) ? unwrapBy(lines.map(narrowed), wrapping) : undefined) ?? lines;
}

/** Some programs count every character as one column (lynx), and so break lines of ideographs at twice the margin. */
function narrowed(line: Line): Line {
  return isWider(line) ? { ...line, width: narrowWidth(line) } : line;
}

function isWider(line: Line): boolean {
  return line.width !== narrowWidth(line);
}

function narrowWidth({ indent, text }: Line): number {
  return indent + text.length;
}

/** undefined: not wrapped. */
function unwrapBy(lines: readonly Line[], wrapping: Wrapping): readonly Line[] | undefined {
  const margins = marginsOf(lines, wrapping.narrowest);
  if (margins.length === 0) return undefined;
  const hyphens = wrapping.hyphens ?? readHyphens(lines);
  const joined: Line[] = [];
  let paragraph: Paragraph | undefined;
  let previous: Line | undefined;
  for (const line of lines) {
    if (paragraph !== undefined && previous !== undefined && goesOn(paragraph.first, previous, line, margins))
      extend(paragraph, previous, line, hyphens);
    else {
      if (paragraph !== undefined) joined.push(finished(paragraph));
      paragraph = opened(line);
    }
    previous = line;
  }
  if (paragraph !== undefined) joined.push(finished(paragraph));
  return joined;
}

/** Lines that are put together. Their texts wait: whoever looks at a string that grows line by line copies it each time. */
interface Paragraph {
  readonly first: Line;
  readonly texts: string[];
  /** UTF-16 units of the texts. */
  length: number;
  /** Of the last line. */
  width: number;
  readonly gaps: number[];
}

function opened(line: Line): Paragraph {
  return { first: line, texts: [line.text], length: line.text.length, width: line.width, gaps: [...line.gaps] };
}

/** `previous`: the last line of the paragraph. */
function extend(paragraph: Paragraph, previous: Line, next: Line, hyphens: Hyphens): void {
  const { texts } = paragraph;
  if (partsWord(previous.text, next.text, hyphens)) {
    texts.push((texts.pop() ?? "").slice(0, -1));
    paragraph.length--;
  }
  const added = jointOf(previous.text, next.text) + next.text;
  const offset = paragraph.length + added.length - next.text.length;
  for (const gap of next.gaps) paragraph.gaps.push(gap + offset);
  texts.push(added);
  paragraph.length += added.length;
  paragraph.width = next.width;
}

function finished({ first, texts, width, gaps }: Paragraph): Line {
  if (texts.length === 1) return first;
  const { indent, blanks, number, quote } = first;
  return { text: texts.join(""), indent, width, blanks, number, quote, gaps };
}

/** Two lines as one. */
export function join(one: Line, next: Line, hyphens: Hyphens): Line {
  const paragraph = opened(one);
  extend(paragraph, one, next, hyphens);
  return finished(paragraph);
}

/** The columns that the text is wrapped at, widest first: one in a file, a few where columns of a layout had widths of their own. */
export function marginsOf(lines: readonly Line[], narrowest: number = MARGIN_MIN): number[] {
  const counts = new Uint32Array(MARGIN_MAX + 1);
  let longColumns = 0;
  let columns = 0;
  for (const line of lines) {
    columns += line.width;
    if (line.width > MARGIN_MAX) longColumns += line.width;
    else if (line.gaps.length === 0) counts[line.width] = (counts[line.width] ?? 0) + 1;
  }
  if (longColumns > LONG_SHARE_MAX * columns) return [];
  const margins: number[] = [];
  for (const margin of marginCandidates(counts, narrowest)) {
    const last = margins.at(-1);
    if (last !== undefined && last - margin <= SLACK_COLUMNS) continue;
    if (isWrappedAt(lines, margin)) margins.push(margin);
    if (margins.length === MARGINS_MAX) break;
  }
  return margins;
}

/** Margins of one text, and margins that are tried for it; each try costs a walk over the lines. */
const MARGINS_MAX = 3;
const CANDIDATES_MAX = 12;
/** Lines shortly beyond the margin for each line in the crowd before it: addresses and tables overflow, prose does not. */
const BEYOND_SHARE_MAX = 0.25;

/** Margins worth trying, widest first: those that several lines end just short of, and few lines go just beyond. */
function marginCandidates(counts: Uint32Array, narrowest: number): number[] {
  const candidates: number[] = [];
  const sum = (from: number, to: number): number => {
    let total = 0;
    for (let width = Math.max(0, from); width <= Math.min(MARGIN_MAX, to); width++) total += counts[width] ?? 0;
    return total;
  };
  for (let margin = MARGIN_MAX; margin >= narrowest && candidates.length < CANDIDATES_MAX; margin--) {
    if ((counts[margin] ?? 0) === 0) continue;
    const crowd = sum(margin - CROWD_COLUMNS, margin);
    if (crowd >= FULL_LINES_MIN && sum(margin + 1, margin + CROWD_COLUMNS) <= BEYOND_SHARE_MAX * crowd) candidates.push(margin);
  }
  return candidates;
}

/** Wrapped lines end within so many columns of the margin, ideographs within fewer; what ends before that ends by itself. */
const CROWD_COLUMNS = 8;
/** Lines in the crowd at the margin for each one in the band of the same width below it that a wrapper would not have broken. */
const CROWD_RATIO_MIN = 2;
/** Of the lines that a wrapper would have broken, the share that must not end a sentence, and the share whose followers begin within one. */
const OPEN_SHARE_MIN = 0.7;
const INSIDE_SHARE_MIN = 0.25;
/** Lines so much wider than the margin, as a factor, are paragraphs; they may hold this share of the text, in columns. */
const PARAGRAPH_FACTOR = 1.5;
const PARAGRAPH_SHARE_MAX = 0.4;

/** What the lines of a text say about one margin: numbers of lines, and columns of text. */
interface Census {
  readonly full: number;
  readonly wrapped: number;
  readonly crowd: number;
  readonly below: number;
  readonly open: number;
  readonly inside: number;
  readonly fullColumns: number;
  readonly paragraphColumns: number;
}

/** Is the text broken in mid-sentence, where a wrapper would break it: in nearly all full lines, or in a crowd at the margin? */
function isWrappedAt(lines: readonly Line[], margin: number): boolean {
  const census = takeCensus(lines, margin);
  const { full, wrapped, crowd, below, open, inside } = census;
  if (full < FULL_LINES_MIN || census.paragraphColumns > PARAGRAPH_SHARE_MAX * census.fullColumns) return false;
  if (open < OPEN_SHARE_MIN * wrapped || inside < INSIDE_SHARE_MIN * wrapped) return false;
  return wrapped >= WRAPPED_SHARE_MIN * full || (crowd >= FULL_LINES_MIN && crowd >= (CROWD_RATIO_MIN * below) / 2);
}

function takeCensus(lines: readonly Line[], margin: number): Census {
  const census = { full: 0, wrapped: 0, crowd: 0, below: 0, open: 0, inside: 0, fullColumns: 0, paragraphColumns: 0 };
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    // Columns of a table or a menu say nothing.
    if (line.gaps.length > 0 || line.width < FULL_SHARE * margin) continue;
    if (line.width > PARAGRAPH_FACTOR * margin) census.paragraphColumns += line.width;
    if (line.width > margin + SLACK_COLUMNS) continue;
    census.fullColumns += line.width;
    if (next === undefined || next.blanks > 0) continue;
    census.full++;
    if (!isFull(line, next, margin)) {
      if (line.width < margin - CROWD_COLUMNS && line.width >= margin - 3 * CROWD_COLUMNS) census.below++;
      continue;
    }
    census.wrapped++;
    if (line.width >= margin - CROWD_COLUMNS) census.crowd++;
    if (!endsSentence(line.text)) census.open++;
    if (beginsInside(next.text) || isCaseless(next.text)) census.inside++;
  }
  return census;
}

/** In scripts without case nothing shows where a sentence begins. */
function isCaseless(text: string): boolean {
  return (kindOf(text.charCodeAt(0)) & CASELESS) !== 0;
}

/** Would the first word of the next line not have fitted? */
function isFull(line: Line, next: Line, margin: number): boolean {
  return line.width + firstWordColumns(next.text) > margin - SLACK_COLUMNS;
}

function isFullAt(line: Line, next: Line, margin: number): boolean {
  return line.width <= margin + SLACK_COLUMNS && line.width >= FULL_SHARE * margin && isFull(line, next, margin);
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
    if (unit === HYPHEN && index > 0) break;
  }
  return columns;
}

function goesOn(paragraph: Line, previous: Line, next: Line, margins: readonly number[]): boolean {
  if (next.blanks > 0 || next.quote !== previous.quote) return false;
  if (!margins.some((margin) => isFullAt(previous, next, margin)) || opensItem(next.text, next.indent) || isRule(next.text)) return false;
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

/** Between two ideographs a wrapped line had no space; after a hyphen inside a word neither. */
function jointOf(before: string, after: string): "" | " " {
  const last = before.charCodeAt(before.length - 1);
  const first = after.charCodeAt(0);
  if (isWide(last) && isWide(first) && !isHangul(last) && !isHangul(first)) return "";
  if (((kindOf(last) | kindOf(first)) & IDEOGRAPH) !== 0 && (isWide(last) || isWide(first))) return "";
  const isHyphen = (last === HYPHEN || isBreak(last)) && (kindOf(before.charCodeAt(before.length - 2)) & LETTER) !== 0;
  return isHyphen && (kindOf(first) & (LOWER | CASELESS)) !== 0 ? "" : " ";
}

function isHangul(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3;
}
