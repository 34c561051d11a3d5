/**
 * What a block's words, shape and place say, in every format and language: one row of numbers a block.
 *
 * All of it is neutral to language: the page's own commonest words stand in for stop words, and position, length, punctuation,
 * capitals, digits and repetition carry the rest. The recipe was found by experiment; bench/train/README.md has the ablations.
 */
import { mix32 } from "../../text/hash.ts";
import type { BlockText } from "./block-text.ts";
import {
  TOKEN_ALL_CAPITALS,
  TOKEN_CAPITALISED,
  TOKEN_IDEOGRAPH,
  TOKEN_LETTERS,
  TOKEN_NUMBER,
  TOKEN_SHORT,
  TOKEN_TELLING,
} from "./block-text.ts";

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

/** Rows of the table of hashed words. */
export const WORD_ROWS = 4096;

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

interface Span {
  readonly start: number;
  /** Last block of the span; -1 where there is none. */
  readonly end: number;
}

/** The words of the best span. */
interface Vocabulary {
  readonly counts: ReadonlyMap<number, number>;
  /** The commonest, which stand in for a stop-word list. */
  readonly common: ReadonlySet<number>;
}

interface Title {
  readonly tokens: ReadonlySet<number>;
  /** The block that the title was guessed to be; -1: none. */
  readonly block: number;
  readonly score: number;
}

/** A run of prose: long blocks with punctuation count for it, short ones against. */
const SPAN_WORDS_MAX = 80;
const SPAN_COST = 8;
const SPAN_SHARE_WITHOUT_PAUSE = 0.2;
const COMMON_WORDS = 40;
/** Span score from which a block counts as long prose: 20 words with punctuation. */
const LONG_PROSE_SCORE = 12;
const TITLE_WORDS_MIN = 3;
const TITLE_WORDS_MAX = 30;
/** Words from the head and tail of a block that are hashed. */
const HASHED_HEAD = 14;
const HASHED_TAIL = 5;
const HASHED_PAIRS = 4;
const HASHED_WHOLE_MAX = 6;

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

/** The features of every unit of a page. Linear in the page. */
export function textFeatures(units: readonly Unit[], context: TextContext): TextFeatures {
  const scores = Float32Array.from(units, (unit) => proseScore(unit.text));
  const span = bestSpan(scores);
  const vocabulary = vocabularyOf(units, span);
  const title = titleOf(units, span, vocabulary, context.title);
  const rows = new Float32Array(units.length * TEXT_COLUMN_COUNT);
  const page = measurePage(units, scores);
  const scratch = new Map<number, number>();
  let charsBefore = 0;
  units.forEach((unit, i) => {
    const row = rows.subarray(i * TEXT_COLUMN_COUNT, (i + 1) * TEXT_COLUMN_COUNT);
    shapeFeatures(row, unit);
    wordFeatures(row, unit.text, { vocabulary, title, inSpan: i >= span.start && i <= span.end, scratch });
    placeFeatures(row, { i, count: units.length, charsBefore, chars: unit.text.chars, span, title, page, unit });
    row[67] = Math.max(0, scores[i] ?? 0) / 40;
    siteFeatures(row, unit.line, context.site);
    charsBefore += unit.text.chars;
  });
  return { rows, ...hashedWords(units) };
}

const ln = Math.log1p;
const flag = (value: boolean): number => (value ? 1 : 0);
const signedLn = (distance: number): number => (Math.sign(distance) * ln(Math.abs(distance))) / 4;

/** Columns 0–15, 20–22, 28–40: what one pass over the characters gave. */
function shapeFeatures(row: Float32Array, { text, isItem }: Unit): void {
  const count = Math.max(1, text.tokens.length);
  const chars = Math.max(1, text.chars);
  const { end, start } = text;
  row[0] = Math.min(text.chars, 1500) / 200;
  row[1] = ln(text.chars) / 6;
  row[2] = ln(text.words) / 4;
  row[3] = Math.min(text.words, 60) / 30;
  row[4] = flag(end === "stop" || end === "question" || end === "exclamation");
  row[5] = flag(end === "colon");
  row[6] = flag(end === "ellipsis");
  row[7] = flag(end === "comma");
  row[8] = Math.min(text.stopsInside, 6) / 3;
  row[9] = (text.commas / count) * 8;
  row[10] = (text.signs / chars) * 10;
  row[11] = flag(start === "lower");
  row[12] = flag(start === "upper");
  row[13] = flag(start === "digit");
  row[14] = flag(start === "quote");
  row[15] = flag(start === "bullet" || isItem);
  row[19] = (text.digitChars / chars) * 3;
  row[20] = Math.min(text.tokenChars / count, 20) / 6;
  row[22] = text.foreignChars / chars;
  row[28] = flag(text.hasQuote);
  row[29] = flag(text.hasSeparator);
  row[30] = flag(text.hasAddress);
  row[31] = flag(text.hasCopyright);
  row[32] = flag(text.hasParenthesis);
  row[33] = flag(text.hasTime);
  row[34] = flag(text.hasYear);
  row[35] = flag(text.hasDate);
  row[36] = flag(text.hasCurrency);
  row[37] = flag(end === "question");
  row[38] = flag(end === "exclamation");
  row[39] = flag(text.hasHash || end === "number");
  row[40] = flag(text.digitChars > 0 && start === "digit" && text.tokens.length <= 3 && text.chars < 20);
  row[42] = flag(text.tokens.length === 0);
}

interface WordContext {
  readonly vocabulary: Vocabulary;
  readonly title: Title;
  readonly inSpan: boolean;
  /** Reused, so that not every block makes a map of its own. */
  readonly scratch: Map<number, number>;
}

/** Columns 16–18, 21, 23–27: the kinds of words, and which of them the page uses elsewhere. */
function wordFeatures(row: Float32Array, text: BlockText, { vocabulary, title, inSpan, scratch }: WordContext): void {
  const { tokens, tokenBits } = text;
  let capitalised = 0;
  let capitals = 0;
  let numbers = 0;
  let ideographs = 0;
  let short = 0;
  let common = 0;
  let telling = 0;
  let elsewhere = 0;
  let inTitle = 0;
  scratch.clear();
  if (inSpan) for (const token of tokens) scratch.set(token, (scratch.get(token) ?? 0) + 1);
  for (let i = 0; i < tokens.length; i++) {
    const bits = tokenBits[i] ?? 0;
    const token = tokens[i] ?? 0;
    if ((bits & TOKEN_CAPITALISED) !== 0) capitalised++;
    if ((bits & TOKEN_ALL_CAPITALS) !== 0) capitals++;
    if ((bits & TOKEN_NUMBER) !== 0) numbers++;
    if ((bits & TOKEN_IDEOGRAPH) !== 0) ideographs++;
    if ((bits & TOKEN_SHORT) !== 0) short++;
    if (vocabulary.common.has(token)) common++;
    else if ((bits & TOKEN_TELLING) !== 0) {
      telling++;
      const count = vocabulary.counts.get(token);
      if (count !== undefined && count > (scratch.get(token) ?? 0)) elsewhere++;
    }
    if (title.tokens.has(token)) inTitle++;
  }
  const count = Math.max(1, tokens.length);
  row[16] = capitalised / count;
  row[17] = capitals / count;
  row[18] = numbers / count;
  row[21] = ideographs / count;
  row[23] = short / count;
  row[24] = common / count;
  row[25] = telling === 0 ? 0 : elsewhere / telling;
  row[26] = title.tokens.size === 0 ? 0 : Math.min(3, inTitle / Math.min(title.tokens.size, count));
  row[27] = title.tokens.size === 0 ? 0 : Math.min(3, inTitle / title.tokens.size);
}

interface PageMeasures {
  readonly chars: number;
  /** First block of long prose; -1: none. */
  readonly firstProse: number;
  /** How often each line stands on the page. */
  readonly lineCounts: ReadonlyMap<number, number>;
}

function measurePage(units: readonly Unit[], scores: Float32Array): PageMeasures {
  let chars = 0;
  const lineCounts = new Map<number, number>();
  for (const unit of units) {
    chars += unit.text.chars;
    lineCounts.set(unit.line, (lineCounts.get(unit.line) ?? 0) + 1);
  }
  return { chars: Math.max(1, chars), firstProse: scores.findIndex((score) => score > LONG_PROSE_SCORE), lineCounts };
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
function placeFeatures(row: Float32Array, { i, count, charsBefore, chars, span, title, page, unit }: Place): void {
  const inSpan = i >= span.start && i <= span.end;
  row[41] = ln((page.lineCounts.get(unit.line) ?? 1) - 1);
  row[43] = i / count;
  row[44] = charsBefore / page.chars;
  row[45] = (charsBefore + chars) / page.chars;
  row[46] = ln(i) / 5;
  row[47] = ln(count - 1 - i) / 5;
  row[48] = ln(count) / 6;
  row[49] = flag(inSpan);
  row[50] = i < span.start ? ln(span.start - i) / 4 : 0;
  row[51] = i > span.end ? ln(i - span.end) / 4 : 0;
  row[52] = inSpan ? ln(i - span.start) / 4 : 0;
  row[53] = inSpan ? ln(span.end - i) / 4 : 0;
  row[54] = (span.end - span.start + 1) / count;
  row[55] = page.firstProse >= 0 ? signedLn(i - page.firstProse) : 0;
  row[56] = title.block >= 0 ? signedLn(i - title.block) : -1.5;
  row[57] = flag(i === title.block);
  row[58] = flag(title.block >= 0);
  row[59] = title.score;
  row[60] = flag(unit.pieces > 1);
  row[61] = ln(unit.piece) / 3;
  row[62] = ln(unit.pieces - 1 - unit.piece) / 3;
  row[63] = ln(unit.pieces) / 4;
  row[64] = ln(unit.lineChars) / 8;
  row[65] = ln(page.chars) / 10;
  row[66] = chars / page.chars;
}

/** Columns 68–70. */
function siteFeatures(row: Float32Array, line: number, site: TextContext["site"]): void {
  if (site === undefined) return;
  const others = Math.max(0, site.countOf(line) - 1);
  row[68] = 1;
  row[69] = others / Math.max(1, site.groups - 1);
  row[70] = ln(others) / 2;
}

function vocabularyOf(units: readonly Unit[], span: Span): Vocabulary {
  const counts = new Map<number, number>();
  const lettered: number[] = [];
  for (let i = span.start; i <= span.end; i++) {
    const text = units[i]?.text;
    if (text === undefined) continue;
    for (let k = 0; k < text.tokens.length; k++) {
      const token = text.tokens[k] ?? 0;
      const known = counts.get(token);
      counts.set(token, (known ?? 0) + 1);
      if (known === undefined && ((text.tokenBits[k] ?? 0) & TOKEN_LETTERS) !== 0) lettered.push(token);
    }
  }
  // Stable: words of one count stay in the order of their first use.
  lettered.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return { counts, common: new Set(lettered.slice(0, COMMON_WORDS)) };
}

/** The title that claims give, and the block most like a headline for the best span. */
function titleOf(units: readonly Unit[], span: Span, vocabulary: Vocabulary, claimed: BlockText | undefined): Title {
  let block = -1;
  let score = 0;
  for (let i = 0; i < Math.min(units.length, span.end); i++) {
    const text = units[i]?.text;
    if (text === undefined || text.words < TITLE_WORDS_MIN || text.words > TITLE_WORDS_MAX || (text.end === "stop" && text.words > 15))
      continue;
    const worth = headlineWorth(text, vocabulary, i >= span.start) * (i > span.start + 6 ? 0.5 : 1);
    const near = worth / (1 + Math.abs(i - span.start) * 0.02);
    if (near > score) {
      score = near;
      block = i;
    }
  }
  const source = claimed ?? units[block]?.text;
  const tokens = new Set<number>();
  if (source !== undefined)
    source.tokens.forEach((token, k) => {
      if (((source.tokenBits[k] ?? 0) & TOKEN_TELLING) !== 0 && (claimed !== undefined || !vocabulary.common.has(token))) tokens.add(token);
    });
  return { tokens, block, score };
}

/** How many of a block's telling words the best span uses elsewhere, rarer ones more, as a share damped for short blocks. */
function headlineWorth(text: BlockText, vocabulary: Vocabulary, inSpan: boolean): number {
  let telling = 0;
  let sum = 0;
  const own = inSpan ? 1 : 0;
  for (let k = 0; k < text.tokens.length; k++) {
    const token = text.tokens[k] ?? 0;
    if (((text.tokenBits[k] ?? 0) & TOKEN_TELLING) === 0 || vocabulary.common.has(token) || text.tokens.indexOf(token) < k) continue;
    telling++;
    const count = vocabulary.counts.get(token) ?? 0;
    if (count > own) sum += 1 + Math.min(2, count) * 0.25;
  }
  return telling < 2 ? 0 : (sum / (telling + 1.5)) * Math.sqrt(telling);
}

/** Rows of the word table for each block: its first and last words, the first pairs, and the whole of a short block. */
function hashedWords(units: readonly Unit[]): { readonly words: Uint16Array; readonly offsets: Uint32Array } {
  const found: number[] = [];
  const offsets = new Uint32Array(units.length + 1);
  // The last unit that got each row, so that none gets one twice.
  const stamps = new Int32Array(WORD_ROWS).fill(-1);
  units.forEach(({ text: { tokens, tokenBits } }, i) => {
    const add = (hash: number): void => {
      const row = mix32(hash) & (WORD_ROWS - 1);
      if (stamps[row] === i) return;
      stamps[row] = i;
      found.push(row);
    };
    const count = tokens.length;
    let whole = 0x811c9dc5;
    for (let k = 0; k < count; k++) {
      const token = tokens[k] ?? 0;
      if (k < HASHED_WHOLE_MAX) whole = Math.imul(whole ^ token, 0x01000193);
      if (k >= HASHED_HEAD && k < count - HASHED_TAIL) continue;
      add(token);
      // In unspaced scripts pairs of characters are what words are elsewhere.
      const pairs = ((tokenBits[k] ?? 0) & TOKEN_IDEOGRAPH) !== 0 ? HASHED_HEAD : HASHED_PAIRS;
      if (k < pairs && k + 1 < count) add(Math.imul(token, 0x2c1b3c6d) ^ (tokens[k + 1] ?? 0));
    }
    if (count > 0) {
      if (count <= HASHED_WHOLE_MAX) add(whole ^ 0x3d);
      add(Math.imul(tokens[0] ?? 0, 0x297a2d39) ^ 0x5e);
      add(Math.imul(tokens[count - 1] ?? 0, 0x165667b1) ^ 0x24);
    }
    offsets[i + 1] = found.length;
  });
  return { words: Uint16Array.from(found), offsets };
}
