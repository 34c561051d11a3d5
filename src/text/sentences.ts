/**
 * Long lines as pieces that can be kept or dropped one by one: sentences, and, where markup was lost between a menu and prose,
 * the parts of a run-on "sentence". No piece changes a character of the line; white space between pieces becomes their joint.
 */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LOWER, PHRASAL, roleTable, unitAt, UPPER } from "./characters.ts";
import { partRunOn, type Range } from "./run-ons.ts";
import { endsUnmarked } from "./syllables.ts";

/** A part of a line, and what stood between it and the part before it; the first part of a line has "space". */
export interface Piece {
  readonly text: string;
  readonly joint: "space" | "nothing";
}

/** Length in UTF-16 units from which a line is more than a paragraph and is labelled piece by piece. Chosen by hand. */
export const LONG_LINE_CHARS = 350;

/** A left part shorter than this that ends a sentence ("Yes." "He did!") stays with what follows. In columns. */
const SHORT_SENTENCE_CHARS = 25;
/** Thai and Lao have no full stop: a longer piece of theirs is cut at its spaces. In UTF-16 units. */
const PHRASAL_PIECE_CHARS = 160;

/** Ends a sentence when white space follows. */
const STOP = 1;
/** Ends a sentence with or without white space after it. */
const WIDE_STOP = 2;
const CLOSER = 4;
const WIDE_CLOSER = 8;
const OPENER = 16;
/** Stands between the items of a menu or a trail. */
const SEPARATOR = 32;
const WIDE_PUNCTUATION = 64;
const WIDE_OPENER = 128;
const ROLES = roleTable([
  [STOP, ".!?…؟۔।॥።፧։។៕．"],
  [WIDE_STOP, "。！？｡"],
  [CLOSER, "\"”’»')]“‘«"],
  [WIDE_CLOSER, "」』”’）》〉"],
  [OPENER, "“\"‘«'([¿¡—–-„‚‹"],
  [SEPARATOR, "|»›•·▪►"],
  [WIDE_PUNCTUATION, "，。、！？：；）」』”》"],
  [WIDE_OPENER, "（「『“《"],
]);

const SPACE = 0x20;
const PERIOD = 0x2e;

/** Words after which a period rarely ends a sentence, in the languages that use them most; a single capital counts besides. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    "Mr Mrs Ms Dr St Sen Rep Gov Gen Lt Col Sgt Capt Cmdr Maj Prof Rev Hon Jr Sr vs No Nos Inc Co Corp Ltd Mt Ft U.S U.K U.N a.m p.m e.g i.e cf approx dept est Fig " +
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec " +
    "Hr Fr Nr bzw ca z.B d.h u.a Mio Mrd Abs Art Bd vgl evtl inkl Str Tel geb " +
    "Sra Srta Dra Ud Uds EE.UU pág núm art Lic Ing Exmo Exma Av " +
    "Mme Mlle MM av apr env Sté " +
    "sig dott on avv ing prof dr " +
    "dhr mevr bijv drs mr nr blz t.a.v " +
    "t.ex bl.a f.eks kl osv " +
    "г гг г.г ул тыс млн млрд руб им др см стр проф акад т.е т.к св рис обл " +
    "np ul tzw tys mln mld godz św im ks płk gen pkt str al pl tj tzn m.in " +
    "č např tzv resp odst kb ún dl dna dvs " +
    "κ κα δηλ αρ π.χ κ.ά"
  ).split(" "),
);

/** The sentences of a line of single-spaced text, run-ons parted. Linear in its length. */
export function splitSentences(line: string): string[] {
  return splitPieces(line).map((piece) => piece.text);
}

/** As splitSentences, with what stood before each piece, so that neighbours can be joined again exactly. */
export function splitPieces(line: string): Piece[] {
  const pieces: Piece[] = [];
  const scripts = scriptsOf(line);
  for (const [start, end] of joinFragments(line, sentenceRanges(line))) {
    for (const [from, to] of refine(line, start, end, scripts)) {
      const joint = from > 0 && line.charCodeAt(from - 1) !== SPACE ? "nothing" : "space";
      pieces.push({ text: line.slice(from, to), joint });
    }
  }
  return pieces;
}

/** Does the text end a sentence, closing quotes and brackets aside? */
export function endsSentence(text: string): boolean {
  let last = text.length - 1;
  while (last >= 0 && is(CLOSER | WIDE_CLOSER, text.charCodeAt(last))) last--;
  return last >= 0 && (isStop(text.charCodeAt(last)) || endsUnmarked(text, last));
}

/** Is the word before a final period one that rarely ends a sentence: "Mr.", "J.", "z.B."? */
export function endsInAbbreviation(text: string): boolean {
  return isAbbreviation(text, 0, text.length);
}

/** Has the UTF-16 unit the role? False past the end of a line, where charCodeAt gives NaN: no array is asked for that, see `kindOf`. */
function is(role: number, unit: number): boolean {
  return !Number.isNaN(unit) && ((ROLES[unit] ?? 0) & role) !== 0;
}

function isStop(unit: number): boolean {
  return is(STOP | WIDE_STOP, unit);
}

/** Takes two columns, and says about as much as two letters: Han, kana, Hangul, full-width signs. */
export function isWide(unit: number): boolean {
  return (
    unit >= 0x1100 &&
    (unit <= 0x115f || (unit >= 0x2e80 && unit <= 0xd7a3) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xff60))
  );
}

/** Borders as the sentence signs alone show them; each range begins and ends in a non-space. */
function sentenceRanges(line: string): Range[] {
  const ranges: Range[] = [];
  // A text in lower case throughout shows its sentences by full stops alone.
  const startKinds = isLowerCase(line) ? UPPER | CASELESS | DIGIT | LOWER : UPPER | CASELESS | DIGIT;
  let start = 0;
  const cut = (end: number, next: number): void => {
    const range = trimmed(line, start, end);
    if (range[0] < range[1]) ranges.push(range);
    start = next;
  };
  for (let index = 0; index < line.length; index++) {
    const roles = (ROLES[line.charCodeAt(index)] ?? 0) & (STOP | WIDE_STOP | SEPARATOR);
    if (roles === 0) continue;
    if (roles === SEPARATOR) {
      if (isBetweenSpaces(line, index)) cut(index - 1, index);
    } else if ((roles & WIDE_STOP) !== 0) {
      const after = afterWideStop(line, index);
      cut(after, after);
      index = after - 1;
    } else {
      const after = afterClosers(line, index + 1);
      if (unitAt(line, after) === SPACE && opensSentence(line, after + 1, startKinds)) cut(after, after + 1);
    }
  }
  cut(line.length, line.length);
  return ranges;
}

/** ` | `, ` » ` and their like stand before the next item of a menu. */
function isBetweenSpaces(line: string, at: number): boolean {
  return at > 0 && line.charCodeAt(at - 1) === SPACE && unitAt(line, at + 1) === SPACE;
}

/** Where a wide stop and what belongs to it end. */
function afterWideStop(line: string, at: number): number {
  let after = at + 1;
  while (after < line.length && is(WIDE_CLOSER | WIDE_STOP, line.charCodeAt(after))) after++;
  return after;
}

/** Where the quotes and brackets end that close from `at` on, two at most. */
function afterClosers(line: string, at: number): number {
  let after = at;
  while (after < at + 2 && is(CLOSER, unitAt(line, after))) after++;
  return after;
}

function opensSentence(line: string, at: number, kinds: number): boolean {
  let index = at;
  if (is(OPENER, unitAt(line, index))) index++;
  if (index > at && unitAt(line, index) === SPACE) index++;
  return (kindOf(unitAt(line, index)) & kinds) !== 0;
}

function isLowerCase(line: string): boolean {
  let lower = 0;
  for (let index = 0; index < line.length; index++) {
    const kind = kindOf(line.charCodeAt(index));
    if ((kind & UPPER) !== 0) return false;
    if ((kind & LOWER) !== 0) lower++;
  }
  return lower > 0;
}

function trimmed(line: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && line.charCodeAt(from) === SPACE) from++;
  while (to > from && line.charCodeAt(to - 1) === SPACE) to--;
  return [from, to];
}

/** Joins what was cut after an abbreviation, and very short sentences with what follows them. */
function joinFragments(line: string, ranges: readonly Range[]): Range[] {
  const joined: [start: number, end: number][] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && (isAbbreviation(line, last[0], last[1]) || isShortSentence(line, last[0], last[1]))) last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

function isShortSentence(line: string, start: number, end: number): boolean {
  let width = end - start;
  if (width >= SHORT_SENTENCE_CHARS) return false;
  for (let index = start; index < end; index++) if (isWide(line.charCodeAt(index))) width++;
  if (width >= SHORT_SENTENCE_CHARS) return false;
  return endsSentence(line.slice(start, end));
}

function isAbbreviation(line: string, start: number, end: number): boolean {
  if (line.charCodeAt(end - 1) !== PERIOD) return false;
  let from = end - 1;
  // The longest abbreviation of the table has 7 letters.
  const limit = Math.max(start, end - 10);
  while (from > limit && !isWordBorder(line.charCodeAt(from - 1))) from--;
  if (from === limit && from > start && !isWordBorder(line.charCodeAt(from - 1))) return false;
  if (end - 1 - from === 1) return (kindOf(line.charCodeAt(from)) & UPPER) !== 0 || ABBREVIATIONS.has(line.slice(from, end - 1));
  return ABBREVIATIONS.has(line.slice(from, end - 1));
}

function isWordBorder(unit: number): boolean {
  return unit === SPACE || unit === 0x28 || unit === 0x22 || unit === 0x201c;
}

/** Parts a sentence where markup was lost inside it: at spaces between ideographs, at spaces of long Thai, at jumps of capitalisation. */
function refine(line: string, start: number, end: number, { hasWide, hasPhrasal }: Scripts): Range[] {
  if (hasWide) {
    const wide = cutAtSpaces(line, start, end, isWideBorder);
    if (wide.length > 1) return wide;
  }
  if (hasPhrasal && end - start > PHRASAL_PIECE_CHARS) {
    const phrases = joinPhrases(cutAtSpaces(line, start, end, isPhrasalBorder));
    if (phrases.length > 1) return phrases;
  }
  return partRunOn(line, start, end);
}

/** What a line may have that is cut at spaces. */
interface Scripts {
  readonly hasWide: boolean;
  readonly hasPhrasal: boolean;
}

/** A space between ideographs (astral ones by a surrogate) or the signs of WIDE_PUNCTUATION and WIDE_OPENER. */
const WIDE_BORDER = /[”\u2e80-\uffff] [“”\u2e80-\uffff]/;
/** Thai, Lao, Myanmar, Khmer. */
const PHRASAL_LETTER = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

const WIDE_OR_PHRASAL = new RegExp(`${WIDE_BORDER.source}|${PHRASAL_LETTER.source}`);
const NEITHER: Scripts = { hasWide: false, hasPhrasal: false };

/** Most lines have neither, which one look tells. */
function scriptsOf(line: string): Scripts {
  return WIDE_OR_PHRASAL.test(line) ? { hasWide: WIDE_BORDER.test(line), hasPhrasal: PHRASAL_LETTER.test(line) } : NEITHER;
}

function cutAtSpaces(line: string, start: number, end: number, isBorder: (before: number, after: number) => boolean): Range[] {
  const ranges: Range[] = [];
  let from = start;
  for (let index = start + 1; index < end - 1; index++) {
    if (line.charCodeAt(index) !== SPACE) continue;
    if (!isBorder(line.charCodeAt(index - 1), line.charCodeAt(index + 1))) continue;
    ranges.push([from, index]);
    from = index + 1;
  }
  ranges.push([from, end]);
  return ranges;
}

/** Letters of a phrase that is more than a label or a name. */
const PHRASE_CHARS_MIN = 20;

/** Sentences are made of long phrases, with a short one between them here and there; menus are made of short ones. */
function joinPhrases(phrases: readonly Range[]): Range[] {
  const isLong = (phrase: Range | undefined): boolean => phrase !== undefined && phrase[1] - phrase[0] >= PHRASE_CHARS_MIN;
  const joined: Range[] = [];
  let isOpen = false;
  phrases.forEach((phrase, i) => {
    const last = joined.at(-1);
    const isFull = last !== undefined && last[1] - last[0] >= PHRASAL_PIECE_CHARS;
    const goesOn = isOpen && !isFull && (isLong(phrase) || isLong(phrases[i + 1]));
    if (goesOn && last !== undefined) joined[joined.length - 1] = [last[0], phrase[1]];
    else joined.push(phrase);
    isOpen = goesOn || isLong(phrase);
  });
  return joined;
}

/** A space between two ideographs is what is left of a border of blocks. */
function isWideBorder(before: number, after: number): boolean {
  const endsWide = (kindOf(before) & IDEOGRAPH) !== 0 || is(WIDE_PUNCTUATION, before);
  if (!endsWide) return false;
  return (kindOf(after) & IDEOGRAPH) !== 0 || is(WIDE_PUNCTUATION | WIDE_OPENER, after);
}

function isPhrasalBorder(before: number, after: number): boolean {
  return (kindOf(before) & PHRASAL) !== 0 && (kindOf(after) & PHRASAL) !== 0;
}
