/**
 * Sentences stuck together where a paragraph border was lost with the markup: "… said the chief.Mr Brown …". No character is changed;
 * only the places are named. Careful rather than complete, since a wrong border tears a name or an address apart.
 */
import { DIGIT, kindOf, LETTER, LOWER, roleTable, unitAt, UPPER } from "./characters.ts";
import { endsInAbbreviation } from "./sentences.ts";

const STOP = 1;
const CLOSER = 2;
const OPENER = 4;
/** Sentence signs that stand inside words, too: only these need care. */
const ROLES = roleTable([
  [STOP, ".!?…"],
  [CLOSER, "\"”’»')]"],
  [OPENER, "“„«‘\"'(¿¡"],
]);
const SPACE = 0x20;
const PERIOD = 0x2e;
const LEFT_HIGH_QUOTE = 0x201c;
/**
 * Where speech opens with low marks, the high one closes it. An expression, since `includes` with a sign from U+2000 on takes .5 µs a character in some
 * runs of V8 (Node 20), and 10 ns in others.
 */
const LOW_QUOTE = /„/;

/** Letters of the word before the border. A shorter one is an initial or an abbreviation. */
const WORD_BEFORE_LETTERS_MIN = 2;
/** What goes before the border must be a sentence rather than a name: so many characters since the last border. */
const SENTENCE_BEFORE_CHARS_MIN = 20;
/** Characters looked at around a border when words and tokens are measured; the work stays linear. */
const REACH_CHARS = 60;

/** Ends of host and file names that people write in capitals: "Booking.Com", "manual.PDF". */
const DOMAIN_ENDS: ReadonlySet<string> = new Set(
  "com org net gov edu info biz io de uk fr es it ru pl nl eu at ch js py ts tv pdf doc docx xls xlsx txt htm html xml jpg jpeg png gif mp3 mp4 zip exe csv php asp aspx".split(
    " ",
  ),
);

/** A stop that no space follows: the few places at which a border may be lost are found faster by an expression than by a loop. */
const TIGHT_STOP = /[.!?…](?! )/g;

/** Offsets at which a lost paragraph border stands, ascending: each is the start of the text after it. Linear in the line. */
export function gluedBorders(line: string): number[] {
  const borders: number[] = [];
  let last = 0;
  let hasLow: boolean | undefined;
  TIGHT_STOP.lastIndex = 1;
  while (TIGHT_STOP.test(line)) {
    const index = TIGHT_STOP.lastIndex - 1;
    if (index >= line.length - 2) break;
    if (index - last < SENTENCE_BEFORE_CHARS_MIN) continue;
    hasLow ??= LOW_QUOTE.test(line);
    const after = afterClosers(line, index + 1, { hasLow });
    if (isGlued(line, index, after)) {
      borders.push(after);
      last = after;
    }
  }
  return borders;
}

/** Where the quotes and brackets end that close from `at` on, two at most. */
function afterClosers(line: string, at: number, quotes: { readonly hasLow: boolean }): number {
  let after = at;
  while (after < at + 2 && isCloser(line, after, quotes)) after++;
  return after;
}

function role(line: string, at: number): number {
  return ROLES[unitAt(line, at)] ?? 0;
}

/** A straight quote closes only what stands before a space or an opener; before a letter it opens. */
function isCloser(line: string, at: number, { hasLow }: { readonly hasLow: boolean }): boolean {
  if (hasLow && unitAt(line, at) === LEFT_HIGH_QUOTE) return true;
  if ((role(line, at) & CLOSER) === 0) return false;
  const isStraight = (role(line, at) & OPENER) !== 0;
  return !isStraight || (kindOf(unitAt(line, at + 1)) & (LETTER | DIGIT)) === 0;
}

function isGlued(line: string, stop: number, after: number): boolean {
  if (line.charCodeAt(after) === SPACE) return false;
  const hasOpener = (role(line, after) & OPENER) !== 0;
  const isClosed = after > stop + 1;
  const start = hasOpener ? after + 1 : after;
  if (!opensSentence(line, start)) return false;
  if (!isClosed && !followsWord(line, stop)) return false;
  if (hasOpener) return isClosed || line.charCodeAt(after) !== 0x28;
  return isClosed || !isOneToken(line, stop, start);
}

/** A capital and then another letter, a space ("A road", "I am") or an apostrophe ("I'm", "L'été"); or an initialism ("U.S."). */
function opensSentence(line: string, at: number): boolean {
  if ((kindOf(line.charCodeAt(at)) & UPPER) === 0) return false;
  const next = line.charCodeAt(at + 1);
  if (next === PERIOD) return (kindOf(line.charCodeAt(at + 2)) & UPPER) !== 0 && line.charCodeAt(at + 3) === PERIOD;
  return next === SPACE || next === 0x27 || next === 0x2019 || (kindOf(next) & (LOWER | UPPER)) !== 0;
}

/** Is the word before the stop one that ends sentences: letters, in lower case but for the first? */
function followsWord(line: string, stop: number): boolean {
  let from = stop;
  while (from > 0 && stop - from < REACH_CHARS && (kindOf(line.charCodeAt(from - 1)) & LETTER) !== 0) from--;
  const letters = stop - from;
  if (letters < WORD_BEFORE_LETTERS_MIN) return isYearOrPercent(line, stop);
  for (let index = from + 1; index < stop; index++) {
    if ((kindOf(line.charCodeAt(index)) & UPPER) !== 0 && letters > 5) return false;
  }
  return line.charCodeAt(stop) !== PERIOD || !endsInAbbreviation(line.slice(from, stop + 1));
}

/** A sentence may end in a number of several digits or a percentage; one or two digits number sections: "No.1", "2.Platz". */
function isYearOrPercent(line: string, stop: number): boolean {
  if (line.charCodeAt(stop - 1) === 0x25) return true;
  for (let index = stop - 1; index >= stop - 3; index--) if ((kindOf(line.charCodeAt(index)) & DIGIT) === 0) return false;
  return true;
}

/** Is the stop inside a host name, a path, a file name or code rather than between sentences? */
function isOneToken(line: string, stop: number, start: number): boolean {
  let end = start;
  while (end < line.length && end - start < REACH_CHARS && (kindOf(line.charCodeAt(end)) & (LETTER | DIGIT)) !== 0) end++;
  const word = line.slice(start, end).toLowerCase();
  if (DOMAIN_ENDS.has(word)) return true;
  const next = line.charCodeAt(end);
  // "Collections.Generic(", "Path.To/", "a.B_c", "x.Y.z": a dot inside the next word, too, unless that word ends a sentence itself.
  if (next === 0x28 || next === 0x2f || next === 0x5f || next === 0x40 || next === 0x5c) return true;
  if (next === PERIOD && (kindOf(line.charCodeAt(end + 1)) & (LETTER | DIGIT)) !== 0 && end - start > 1) return true;
  let from = stop;
  while (from > 0 && stop - from < REACH_CHARS && line.charCodeAt(from - 1) !== SPACE) from--;
  const token = line.slice(from, stop);
  return /[/@\\_=<>{}.]/.test(token);
}
