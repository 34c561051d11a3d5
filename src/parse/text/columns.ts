/**
 * Columns side by side taken apart: a text browser prints a page whose layout is a table as it looks, a line of the menu, a line of the
 * article and a line of the teasers on one line. So do programs that print the pages of a paper. A gutter is a place where line after line
 * has a space and words begin right behind it; it parts columns where the words on one side go on from line to line, as they do not in the
 * rows of a table of data.
 */
import { CASELESS, kindOf } from "../../text/characters.ts";
import { endsSentence, isWide } from "../../text/sentences.ts";
import { TAB_COLUMNS } from "./lines.ts";
import { beginsInside } from "./shapes.ts";

/** A line of the payload, or the part of it that lies in one column; a character stands at the index of its terminal column. */
export interface Strip {
  readonly cells: string;
  /** Line of the payload, from 0. */
  readonly number: number;
}

/** Lines that are read one after the other. */
export interface Column {
  readonly strips: readonly Strip[];
  /** false: the lines reach over the whole page. */
  readonly isPart: boolean;
  /** Do they begin a printed page behind another? */
  readonly opensPage: boolean;
}

/** Second half of a character that takes two columns. */
const FILLER = "\0";

/** Columns to the left of a gutter, at least. */
const LEFT_COLUMNS_MIN = 8;
/** Lines in which words must begin right behind a gutter, and lines that must have words on both sides. */
const STARTS_MIN = 5;
const BOTH_MIN = 5;
/** Of those with words on both sides, how many must go on with a sentence of their column, and what share. */
const RUNNING_MIN = 3;
const RUNNING_SHARE_MIN = 0.2;
/** Share of a column's width that a line must fill to be one that was wrapped. */
const FULL_SHARE = 0.7;
/** Lines above columns: the name of the paper, its date, a headline. */
const HEAD_LINES_MAX = 4;
/** Gutters that are tried in one part of a page, and parts that a page is taken apart into: each costs a walk over the lines. */
const CANDIDATES_MAX = 16;
const GUTTERS_MAX = 64;

/** The columns of the first `count` lines of a text, in the order in which they are read, from left to right; undefined: it has none. */
export function partColumns(payload: string, count: number = Infinity): Column[] | undefined {
  const columns: Column[] = [];
  // The columns of a printed page are read before the next page is.
  const waiting: Column[] = pagesOf(payload, count).map((strips, page) => ({ strips, isPart: false, opensPage: page > 0 }));
  waiting.reverse();
  let gutters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const gutter = gutters < GUTTERS_MAX ? findGutter(next.strips) : undefined;
    if (gutter === undefined) {
      if (next.strips.some(({ cells }) => !isBlank(cells, 0, cells.length))) columns.push(next);
      continue;
    }
    gutters++;
    // The last in is the first to be taken apart further.
    waiting.push(...partsBy(gutter, next).reverse());
  }
  return gutters === 0 ? undefined : columns;
}

/** As lines.ts parts lines. */
const LINE_END = /\r\n|[\n\v\r\u0085\u2028\u2029]/;

export function countLines(text: string): number {
  return text.split(LINE_END).length;
}

/** The first `count` lines, page by page: a form feed ends one. */
function pagesOf(payload: string, count: number): Strip[][] {
  let number = 0;
  return payload.split("\f").map((page) =>
    page.split(LINE_END).flatMap((line): Strip[] => {
      const strip = number < count ? [{ cells: cellsOf(line), number }] : [];
      number++;
      return strip;
    }),
  );
}

function cellsOf(line: string): string {
  let cells = "";
  let isPlain = true;
  for (let i = 0; i < line.length && isPlain; i++) isPlain = line.charCodeAt(i) < 0x300 && line.charCodeAt(i) !== 0x09;
  if (isPlain) return line.replaceAll("\u00a0", " ").trimEnd();
  for (const character of line) {
    if (character === "\t") cells += " ".repeat(TAB_COLUMNS - (cells.length % TAB_COLUMNS));
    else if (/\s/.test(character)) cells += isWide(character.charCodeAt(0)) ? "  " : " ";
    else cells += isWide(character.charCodeAt(0)) ? character + FILLER : character;
  }
  return cells.trimEnd();
}

/** The text of a strip as it was before its columns were counted. */
export function textOf({ cells }: Strip): string {
  return cells.includes(FILLER) ? cells.replaceAll(FILLER, "") : cells;
}

function isBlank(cells: string, from: number, to: number): boolean {
  for (let i = from; i < to && i < cells.length; i++) if (cells.charCodeAt(i) !== SPACE) return false;
  return true;
}

const SPACE = 0x20;

/** A gutter, and the lines that it runs through. */
interface Gutter {
  /** Column in which the words behind it begin. */
  readonly start: number;
  readonly first: number;
  /** The last of them. */
  readonly last: number;
}

function partsBy({ start, first, last }: Gutter, { strips, isPart, opensPage }: Column): Column[] {
  const inside = strips.slice(first, last + 1);
  const left = inside.map(({ cells, number }) => ({ cells: cells.slice(0, start - 1).trimEnd(), number }));
  const right = inside.map(({ cells, number }) => ({ cells: cells.slice(start), number }));
  const above = strips.slice(0, first);
  const hasAbove = above.some(({ cells }) => cells !== "");
  return [
    { strips: above, isPart, opensPage },
    { strips: left, isPart: true, opensPage: opensPage && !hasAbove },
    { strips: right, isPart: true, opensPage: false },
    { strips: strips.slice(last + 1), isPart, opensPage: false },
  ];
}

/** The gutter that parts most lines; undefined: none. */
function findGutter(strips: readonly Strip[]): Gutter | undefined {
  let best: Gutter | undefined;
  let most = 0;
  for (const start of startsOf(strips)) {
    for (const stretch of stretchesAt(strips, start)) {
      const size = sizeOf(strips, stretch);
      if (size <= most) continue;
      most = size;
      best = { ...stretch, first: firstOf(strips, stretch), last: lastOf(strips, stretch) };
    }
  }
  return best;
}

/** Columns in which words begin behind two spaces or more, in enough lines; the commonest first. */
function startsOf(strips: readonly Strip[]): number[] {
  const counts = new Map<number, number>();
  for (const { cells } of strips) {
    for (let at = cells.indexOf("  "); at >= 0; at = cells.indexOf("  ", at)) {
      while (cells.charCodeAt(at) === SPACE) at++;
      if (at >= LEFT_COLUMNS_MIN) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= STARTS_MIN)
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, CANDIDATES_MAX)
    .map(([start]) => start);
}

/** The stretches of lines that have a space right before a column, from the first words behind it to the last. */
function* stretchesAt(strips: readonly Strip[], start: number): Generator<Gutter> {
  let first = -1;
  let last = -1;
  for (let i = 0; i <= strips.length; i++) {
    const cells = strips[i]?.cells;
    if (cells !== undefined && isBlank(cells, start - 1, start)) {
      if (cells.length > start) {
        if (first < 0) first = i;
        last = i;
      }
      continue;
    }
    if (last - first >= BOTH_MIN - 1 && first >= 0) yield { start, first, last };
    first = -1;
  }
}

/** Lines with words on both sides; 0 where the gutter is none. */
function sizeOf(strips: readonly Strip[], { start, first, last }: Gutter): number {
  const [left, right] = [
    sideOf(strips, first, last, (cells) => cells.slice(0, start - 1)),
    sideOf(strips, first, last, (cells) => cells.slice(start)),
  ];
  let [both, starts, running] = [0, 0, 0];
  for (let i = first; i <= last; i++) {
    const cells = strips[i]?.cells ?? "";
    if (cells.length > start && cells.charCodeAt(start) !== SPACE) starts++;
    const at = i - first;
    if ((left.texts[at] ?? "") === "" || (right.texts[at] ?? "") === "") continue;
    both++;
    if (goesOn(left, at) || goesOn(right, at)) running++;
  }
  return starts >= STARTS_MIN && both >= BOTH_MIN && running >= Math.max(RUNNING_MIN, RUNNING_SHARE_MIN * both) ? both : 0;
}

/** One side of a gutter. */
interface Side {
  readonly texts: readonly string[];
  /** Columns of the widest line. */
  readonly width: number;
}

function sideOf(strips: readonly Strip[], first: number, last: number, cut: (cells: string) => string): Side {
  const texts = strips.slice(first, last + 1).map(({ cells }) => cut(cells).trim());
  return { texts, width: texts.reduce((most, text) => Math.max(most, text.length), 0) };
}

/** Does a line go on with the sentence that the full line above it began? */
function goesOn({ texts, width }: Side, at: number): boolean {
  const [before = "", text = ""] = [texts[at - 1], texts[at]];
  if (before.length < FULL_SHARE * width || endsSentence(before)) return false;
  if (text.includes(FILLER) && (kindOf(text.charCodeAt(0)) & CASELESS) !== 0) return true;
  return beginsInside(text) && before.includes(" ");
}

/** Above the columns stand lines that run over the gutter: a headline has a single space there by chance, and an empty line below it. */
function firstOf(strips: readonly Strip[], { start, first, last }: Gutter): number {
  let top = first;
  let lines = 0;
  for (let i = first; i < last && lines < HEAD_LINES_MAX; i++) {
    const cells = strips[i]?.cells ?? "";
    if (cells === "") continue;
    lines++;
    const isOver = cells.length > start && !isBlank(cells, start - 2, start - 1) && strips[i + 1]?.cells === "";
    if (isOver) top = i + 1;
  }
  return top;
}

/** The left column may be longer than the right: lines that are no wider than it is, and cross no gutter, are its own. */
function lastOf(strips: readonly Strip[], { start, first, last }: Gutter): number {
  const { width } = sideOf(strips, first, last, (cells) => cells.slice(0, start - 1).trimEnd());
  let end = last;
  for (let i = last + 1; (strips[i]?.cells.length ?? Infinity) <= width; i++) if ((strips[i]?.cells.length ?? 0) > 0) end = i;
  return end;
}
