/**
 * What a block's words, shape and place say, in every format and language: one row of numbers a block.
 *
 * All of it is neutral to language: the page's own commonest words stand in for stop words, and position, length, punctuation,
 * capitals, digits and repetition carry the rest. The columns were chosen by hand.
 */
import type { BlockText } from "./block-text.ts";
import type { Tokens } from "./tokens.ts";
import { hashedWords } from "./hashed-words.ts";
import { log1p as ln } from "../../text/logarithm.ts";
import { numberingRoom, numberValues } from "../../text/numbered.ts";
import { roomForFloats, roomForInts } from "../../text/rooms.ts";
import { countKinds, type Span, type Title, titleOf, type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** One block as the labeller sees it. */
export interface Unit {
  readonly text: BlockText;
  /** `hashLine` of its text. */
  readonly line: number;
  /** Is it an item of a list, bullet or number taken off? Only asked where there is no markup evidence. */
  readonly isItem: boolean;
  /** Which of the pieces of one long line it is, from 0; how many there are; length of the line in UTF-16 units. */
  readonly piece: number;
  readonly pieces: number;
  readonly lineChars: number;
}

/** Names of the columns, in order. */
export const TEXT_COLUMNS = [
  "chars",
  "ln chars",
  "ln words",
  "words",
  "ends a sentence",
  "ends in a colon",
  "ends in an ellipsis",
  "ends in a comma",
  "sentence ends",
  "commas a word",
  "signs a character",
  "starts lower",
  "starts upper",
  "starts with a digit",
  "starts with a quote",
  "starts with a bullet",
  "capitalised words",
  "words in capitals",
  "numbers",
  "digits",
  "word length",
  "ideographs",
  "non-ASCII",
  "short words",
  "common words of the best span",
  "other words of the best span",
  "title words, of the smaller",
  "title words, of the title",
  "has a quote",
  "has a separator",
  "has an address",
  "has a copyright sign",
  "has a parenthesis",
  "has a time",
  "has a year",
  "has a date",
  "has a currency",
  "ends in a question",
  "ends in an exclamation",
  "has a hashtag or ends in a number",
  "is a bare number",
  "repeated on the page",
  "has no word",
  "place among blocks",
  "text before",
  "text before and inside",
  "ln blocks before",
  "ln blocks after",
  "ln blocks",
  "in the best span",
  "ln distance before the best span",
  "ln distance after the best span",
  "ln distance from the start of the best span",
  "ln distance to the end of the best span",
  "share of blocks in the best span",
  "ln distance from the first long block",
  "ln distance from the title",
  "is the title",
  "has a title",
  "title score",
  "one of several pieces",
  "ln pieces before",
  "ln pieces after",
  "ln pieces",
  "ln line length",
  "ln page length",
  "share of the page",
  "prose score",
  "site is known",
  "share of the site's pages",
  "ln pages of the site",
] as const;

export const TEXT_COLUMN_COUNT: number = TEXT_COLUMNS.length;

/** What the labeller knows beyond the blocks themselves. */
export interface TextContext {
  /** Tokens of the page's title as claims give it; undefined: guessed among the blocks. */
  readonly title: BlockText | undefined;
  /** What is known of a line on the page's site; undefined: nothing is known of the site. */
  readonly site: { readonly groups: number; readonly countOf: (line: number) => number } | undefined;
}

export interface TextFeatures {
  /** Row-major, units × TEXT_COLUMN_COUNT. */
  readonly rows: Float32Array;
  /** Rows of the word table for unit i: words[offsets[i] .. offsets[i + 1]]. */
  readonly words: Uint16Array;
  readonly offsets: Uint32Array;
}

/** A run of prose: long blocks with punctuation count for it, short ones against. */
const SPAN_WORDS_MAX = 80;
const SPAN_COST = 8;
const SPAN_SHARE_WITHOUT_PAUSE = 0.2;
/** Span score from which a block counts as long prose: 20 words with punctuation. */
const LONG_PROSE_SCORE = 12;

/** Kohlschütter-like worth of a block as prose, about -8 to 72. */
export function proseScore(text: BlockText): number {
  return Math.min(text.words, SPAN_WORDS_MAX) * (text.hasPause ? 1 : SPAN_SHARE_WITHOUT_PAUSE) - SPAN_COST;
}

/** The run of blocks with the highest sum. Linear (Kadane). */
export function bestSpan(scores: Float32Array): Span {
  let best: Span = { start: 0, end: -1 };
  let bestSum = 0;
  let sum = 0;
  let start = 0;
  for (let i = 0; i < scores.length; i++) {
    if (sum <= 0) {
      sum = 0;
      start = i;
    }
    sum += scores[i] ?? 0;
    if (sum > bestSum) {
      bestSum = sum;
      best = { start, end: i };
    }
  }
  return best;
}

/** For what is not asked for after the page. */
const ROOM = { scores: roomForFloats(), lines: roomForInts(), numbering: numberingRoom(), counts: roomForInts() };

/** The features of every unit of a page, whose words are `tokens`. Linear in the page. */
export function textFeatures(units: readonly Unit[], tokens: Tokens, context: TextContext): TextFeatures {
  const texts = units.map((unit) => unit.text);
  const scores = ROOM.scores(texts.length);
  texts.forEach((text, i) => {
    scores[i] = proseScore(text);
  });
  const span = bestSpan(scores);
  const vocabulary = vocabularyOf(texts, tokens, span);
  const title = titleOf(texts, tokens, { span, vocabulary, claimed: context.title });
  const rows = new Float32Array(units.length * TEXT_COLUMN_COUNT);
  const page = measurePage(units, scores);
  let charsBefore = 0;
  units.forEach((unit, i) => {
    const row = { rows, at: i * TEXT_COLUMN_COUNT };
    shapeFeatures(row, unit);
    wordFeatures(row, unit.text, { block: i, tokens, vocabulary, title, isInSpan: i >= span.start && i <= span.end });
    placeFeatures(row, { i, count: units.length, charsBefore, chars: unit.text.chars, span, title, page, unit });
    rows[row.at + 67] = Math.max(0, scores[i] ?? 0) / 40;
    siteFeatures(row, unit.line, context.site);
    charsBefore += unit.text.chars;
  });
  return { rows, ...hashedWords(texts, tokens) };
}

/** Where a unit's features go: to `rows` from `at` on. */
interface Row {
  readonly rows: Float32Array;
  readonly at: number;
}

const flag = (value: boolean): number => (value ? 1 : 0);
const signedLn = (distance: number): number => (Math.sign(distance) * ln(Math.abs(distance))) / 4;

/** Columns 0–15, 20–22, 28–40: what one pass over the characters gave. */
function shapeFeatures({ rows, at }: Row, { text, isItem }: Unit): void {
  const count = Math.max(1, text.to - text.from);
  const chars = Math.max(1, text.chars);
  const { end, start } = text;
  rows[at + 0] = Math.min(text.chars, 1500) / 200;
  rows[at + 1] = ln(text.chars) / 6;
  rows[at + 2] = ln(text.words) / 4;
  rows[at + 3] = Math.min(text.words, 60) / 30;
  rows[at + 4] = flag(end === "stop" || end === "question" || end === "exclamation");
  rows[at + 5] = flag(end === "colon");
  rows[at + 6] = flag(end === "ellipsis");
  rows[at + 7] = flag(end === "comma");
  rows[at + 8] = Math.min(text.stopsInside, 6) / 3;
  rows[at + 9] = (text.commas / count) * 8;
  rows[at + 10] = (text.signs / chars) * 10;
  rows[at + 11] = flag(start === "lower");
  rows[at + 12] = flag(start === "upper");
  rows[at + 13] = flag(start === "digit");
  rows[at + 14] = flag(start === "quote");
  rows[at + 15] = flag(start === "bullet" || isItem);
  rows[at + 19] = (text.digitChars / chars) * 3;
  rows[at + 20] = Math.min(text.tokenChars / count, 20) / 6;
  rows[at + 22] = text.foreignChars / chars;
  rows[at + 28] = flag(text.hasQuote);
  rows[at + 29] = flag(text.hasSeparator);
  rows[at + 30] = flag(text.hasAddress);
  rows[at + 31] = flag(text.hasCopyright);
  rows[at + 32] = flag(text.hasParenthesis);
  rows[at + 33] = flag(text.hasTime);
  rows[at + 34] = flag(text.hasYear);
  rows[at + 35] = flag(text.hasDate);
  rows[at + 36] = flag(text.hasCurrency);
  rows[at + 37] = flag(end === "question");
  rows[at + 38] = flag(end === "exclamation");
  rows[at + 39] = flag(text.hasHash || end === "number");
  rows[at + 40] = flag(text.digitChars > 0 && start === "digit" && text.to - text.from <= 3 && text.chars < 20);
  rows[at + 42] = flag(text.to === text.from);
}

interface WordContext {
  readonly block: number;
  readonly tokens: Tokens;
  readonly vocabulary: Vocabulary;
  readonly title: Title;
  readonly isInSpan: boolean;
}

/** Columns 16–18, 21, 23–27: the kinds of words, and which of them the page uses elsewhere. */
function wordFeatures({ rows, at }: Row, text: BlockText, { block, tokens, vocabulary, title, isInSpan }: WordContext): void {
  const words = countKinds(text, tokens, vocabulary, { block, isInSpan, title });
  const count = Math.max(1, text.to - text.from);
  rows[at + 16] = words.capitalised / count;
  rows[at + 17] = words.capitals / count;
  rows[at + 18] = words.numbers / count;
  rows[at + 21] = words.ideographs / count;
  rows[at + 23] = words.short / count;
  rows[at + 24] = words.common / count;
  rows[at + 25] = words.telling === 0 ? 0 : words.elsewhere / words.telling;
  rows[at + 26] = title.size === 0 ? 0 : Math.min(3, words.inTitle / Math.min(title.size, count));
  rows[at + 27] = title.size === 0 ? 0 : Math.min(3, words.inTitle / title.size);
}

interface PageMeasures {
  readonly chars: number;
  /** First block of long prose; -1: none. */
  readonly firstProse: number;
  /** Number of the line of each unit, and how often each line stands on the page. */
  readonly lines: Int32Array;
  readonly counts: Int32Array;
}

function measurePage(units: readonly Unit[], scores: Float32Array): PageMeasures {
  const lines = ROOM.lines(units.length);
  let chars = 0;
  units.forEach(({ line, text }, i) => {
    lines[i] = line;
    chars += text.chars;
  });
  const { ids, size } = numberValues(lines, ROOM.numbering);
  const counts = ROOM.counts(size).fill(0);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  const firstProse = scores.findIndex((score) => score > LONG_PROSE_SCORE);
  return { chars: Math.max(1, chars), firstProse, lines: ids, counts };
}

interface Place {
  readonly i: number;
  readonly count: number;
  readonly charsBefore: number;
  readonly chars: number;
  readonly span: Span;
  readonly title: Title;
  readonly page: PageMeasures;
  readonly unit: Unit;
}

/** Columns 41, 43–66: where the block stands on the page and in its line. */
function placeFeatures({ rows, at }: Row, { i, count, charsBefore, chars, span, title, page, unit }: Place): void {
  const inSpan = i >= span.start && i <= span.end;
  rows[at + 41] = ln((page.counts[page.lines[i] ?? 0] ?? 1) - 1);
  rows[at + 43] = i / count;
  rows[at + 44] = charsBefore / page.chars;
  rows[at + 45] = (charsBefore + chars) / page.chars;
  rows[at + 46] = ln(i) / 5;
  rows[at + 47] = ln(count - 1 - i) / 5;
  rows[at + 48] = ln(count) / 6;
  rows[at + 49] = flag(inSpan);
  rows[at + 50] = i < span.start ? ln(span.start - i) / 4 : 0;
  rows[at + 51] = i > span.end ? ln(i - span.end) / 4 : 0;
  rows[at + 52] = inSpan ? ln(i - span.start) / 4 : 0;
  rows[at + 53] = inSpan ? ln(span.end - i) / 4 : 0;
  rows[at + 54] = (span.end - span.start + 1) / count;
  rows[at + 55] = page.firstProse >= 0 ? signedLn(i - page.firstProse) : 0;
  rows[at + 56] = title.block >= 0 ? signedLn(i - title.block) : -1.5;
  rows[at + 57] = flag(i === title.block);
  rows[at + 58] = flag(title.block >= 0);
  rows[at + 59] = title.score;
  rows[at + 60] = flag(unit.pieces > 1);
  rows[at + 61] = ln(unit.piece) / 3;
  rows[at + 62] = ln(unit.pieces - 1 - unit.piece) / 3;
  rows[at + 63] = ln(unit.pieces) / 4;
  rows[at + 64] = ln(unit.lineChars) / 8;
  rows[at + 65] = ln(page.chars) / 10;
  rows[at + 66] = chars / page.chars;
}

/** Columns 68–70. */
function siteFeatures({ rows, at }: Row, line: number, site: TextContext["site"]): void {
  if (site === undefined) return;
  const others = Math.max(0, site.countOf(line) - 1);
  rows[at + 68] = 1;
  rows[at + 69] = others / Math.max(1, site.groups - 1);
  rows[at + 70] = ln(others) / 2;
}
