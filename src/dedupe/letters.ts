/**
 * A text reduced to its letters and digits, with the places of its numbers and names.
 *
 * Letters alone survive what copies suffer: lost white space, other quotes and dashes, other widths, lost accents, mojibake.
 */
import { FIGURE, FIGURE_WORD_MAX, FNV_START, figureOf, unspacedFigure } from "./figures.ts";
import { DOUBLED_FROM, KIND, foldPair, foldTables, isDoubled, secondLetter, type FoldTables } from "./fold.ts";
import { repairMojibake } from "./mojibake.ts";
import { HASH_PRIME } from "../text/hash.ts";

/** Numbers or names of a text, in order. */
export interface Tokens {
  readonly count: number;
  /** First letter, and the one after the last, of each token: places among the letters. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Hash of the token as it is compared: a number with its decimal point, without grouping. */
  readonly hashes: Int32Array;
  /** One of FIGURE for numbers; 0 for names. */
  readonly kinds: Uint8Array;
}

export interface Letters {
  /** Folded letters and digits, `count` of them. */
  readonly units: Uint16Array;
  readonly count: number;
  /** Runs of digits, with decimal separators between digits; numerals, days and months written as words. */
  readonly numbers: Tokens;
  /** Capitalised words that do not open a sentence. Empty in scripts without case. */
  readonly names: Tokens;
  /** Share of the letters that belong to scripts with case, 0–1: names can be told from other words there. */
  readonly casedShare: number;
  /** Offset into the text of each letter; only when asked for. */
  readonly offsets: Uint32Array | undefined;
  /** The text as given. */
  readonly text: string;
}

/** Longest capitalised word that is a name; a longer one is a line that lost its spaces. */
const NAME_LETTERS_MAX = 24;
/** Every mojibake sequence opens with one of these; the test is made only on texts that are not ASCII. */
const MOJIBAKE_LEADS = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/;

/** The text to fold: with its mojibake put right. `isAscii` spares the search. */
export function readableText(text: string): string {
  return MOJIBAKE_LEADS.test(text) ? (repairMojibake(text)?.text ?? text) : text;
}

/** Buffers that a text is read from and its letters are written into; they grow as needed and are used again. */
export class LetterBuffer {
  units: Uint16Array = new Uint16Array(1 << 14);
  private bytes: Buffer = Buffer.from(new ArrayBuffer(1 << 14));
  private source: Uint16Array = new Uint16Array(this.bytes.buffer, this.bytes.byteOffset, 1 << 13);

  /** Room for the letters of a text: a unit writes two letters at most on the average, and expansions have a reserve. */
  reserve(count: number): Uint16Array {
    if (this.units.length < count) this.units = new Uint16Array(Math.max(count, this.units.length * 2));
    return this.units;
  }

  /** The units of a text: reading them from an array takes a third of the time that charCodeAt takes. */
  unitsOf(text: string): Uint16Array {
    if (this.source.length < text.length) {
      const memory = new ArrayBuffer(Math.max(text.length, this.source.length * 2) * 2);
      this.bytes = Buffer.from(memory);
      this.source = new Uint16Array(memory);
    }
    this.bytes.write(text, "utf16le");
    return this.source;
  }
}

/** Scripts without spaces start with Thai; those with capitals end before Hebrew. */
const UNSPACED_FROM = 0x0e00;
const CASED_BELOW = 0x0590;
/** Longest expansion of one unit: U+FDFA writes 15 letters. Each may be doubled. */
const EXPANSION_MAX = 40;
const shared = new LetterBuffer();

/** The letters of a text, without tokens. Returns their number; they stand in `buffer.units`. One look-up a unit. */
export function foldInto(source: string, buffer: LetterBuffer): number {
  let mayBeMojibake = false;
  let text = source;
  for (let attempt = 0; ; attempt++) {
    const length = text.length;
    const out = buffer.reserve(length * 2 + EXPANSION_MAX);
    const codes = buffer.unitsOf(text);
    const tables = foldTables(codes, length);
    const { unit, writes } = tables;
    let n = 0;
    for (let i = 0; i < length; i++) {
      const code = codes[i] ?? 0;
      const folded = unit[code] ?? 0;
      // Written always, counted when it is a letter: a branch on each space would be guessed wrong once a word.
      out[n] = folded;
      n += writes[code] ?? 0;
      if (code < 0x80) continue;
      if (code >= 0xc2 && code <= 0xf4) mayBeMojibake = true;
      if (folded === 0) n = writeRare(text, i, n, buffer, tables);
      else if (folded >= DOUBLED_FROM && isDoubled(folded)) out[n++] = secondLetter(folded);
    }
    if (!mayBeMojibake || attempt > 0) return n;
    const readable = readableText(text);
    if (readable === text) return n;
    text = readable;
  }
}

/** Writes what a unit without a single letter stands for: expansions and surrogate pairs. Returns the number of letters then. */
function writeRare(text: string, index: number, count: number, buffer: LetterBuffer, tables: FoldTables): number {
  const code = text.charCodeAt(index);
  const kind = tables.kind[code];
  let written: string;
  if (kind === KIND.expands) written = tables.expansions.get(code) ?? "";
  else if (kind === KIND.surrogate && code < 0xdc00 && index + 1 < text.length) written = foldPair(code, text.charCodeAt(index + 1));
  else return count;
  // An expansion may outgrow the room; a text of nothing else is rare enough to stop there.
  const out = buffer.units;
  let n = count;
  for (let i = 0; i < written.length && n < out.length; i++) out[n++] = written.charCodeAt(i);
  return n;
}

/** Tokens as they are read: columns that grow, used again for the next text. */
class TokenList {
  private rows = new Int32Array(1 << 10);
  private count = 0;

  clear(): void {
    this.count = 0;
  }

  add(start: number, end: number, hash: number, kind: number): void {
    const at = this.count * 4;
    if (at + 4 > this.rows.length) {
      const next = new Int32Array(this.rows.length * 2);
      next.set(this.rows);
      this.rows = next;
    }
    this.rows[at] = start;
    this.rows[at + 1] = end;
    this.rows[at + 2] = hash;
    this.rows[at + 3] = kind;
    this.count++;
  }

  finish(): Tokens {
    const { count, rows } = this;
    const tokens = {
      count,
      starts: new Int32Array(count),
      ends: new Int32Array(count),
      hashes: new Int32Array(count),
      kinds: new Uint8Array(count),
    };
    for (let i = 0, at = 0; i < count; i++, at += 4) {
      tokens.starts[i] = rows[at] ?? 0;
      tokens.ends[i] = rows[at + 1] ?? 0;
      tokens.hashes[i] = rows[at + 2] ?? 0;
      tokens.kinds[i] = rows[at + 3] ?? 0;
    }
    return tokens;
  }
}

const sharedNumbers = new TokenList();
const sharedNames = new TokenList();

/** The letters of a text with its numbers and names. `offsets` also keeps where each letter stood in the text as given. Linear. */
export function lettersOf(source: string, options: { readonly offsets: boolean }): Letters {
  const repaired = MOJIBAKE_LEADS.test(source) ? repairMojibake(source) : undefined;
  const text = repaired?.text ?? source;
  const reader = new Reader(text, options.offsets ? new Uint32Array(text.length * 2 + EXPANSION_MAX) : undefined);
  reader.read();
  const offsets = reader.offsets?.slice(0, reader.count);
  if (offsets !== undefined && repaired !== undefined)
    offsets.forEach((offset, index) => (offsets[index] = repaired.originalOffset(offset)));
  return {
    units: reader.buffer.units.slice(0, reader.count),
    count: reader.count,
    numbers: reader.numbers.finish(),
    names: reader.names.finish(),
    casedShare: reader.count === 0 ? 0 : reader.cased / reader.count,
    offsets,
    text: source,
  };
}

/** Reads words one after the other; a class because a dozen counters go from word to word. */
class Reader {
  readonly buffer: LetterBuffer = shared;
  readonly numbers: TokenList = sharedNumbers;
  readonly names: TokenList = sharedNames;
  readonly offsets: Uint32Array | undefined;
  count = 0;
  cased = 0;
  private readonly text: string;
  /** The units of the text. */
  private readonly codes: Uint16Array;
  private readonly tables: FoldTables;
  private atSentenceStart = true;

  constructor(text: string, offsets: Uint32Array | undefined) {
    this.text = text;
    this.offsets = offsets;
    this.codes = this.buffer.unitsOf(text);
    this.tables = foldTables(this.codes, text.length);
    this.numbers.clear();
    this.names.clear();
    this.buffer.reserve(text.length * 2 + EXPANSION_MAX);
  }

  read(): void {
    const { text } = this;
    const { kind } = this.tables;
    for (let i = 0; i < text.length;) {
      const is = kind[text.charCodeAt(i)] ?? 0;
      if (is === KIND.separator || is === KIND.sentenceEnd) {
        if (is === KIND.sentenceEnd) this.atSentenceStart = true;
        i++;
      } else i = this.readWord(i);
    }
  }

  /** Reads a run of letters and digits from `start`; returns the offset after it. */
  private readWord(start: number): number {
    const { text, tables, codes, offsets } = this;
    const { kind: kinds, unit } = tables;
    const first = this.count;
    const capital = kinds[codes[start] ?? 0] === KIND.upper;
    const length = text.length;
    let hash = FNV_START;
    let i = start;
    while (i < length) {
      const code = codes[i] ?? 0;
      const kind = kinds[code] ?? 0;
      if (kind === KIND.lower || kind === KIND.upper) {
        const folded = unit[code] ?? 0;
        if (folded >= UNSPACED_FROM) {
          const figure = unspacedFigure(text, i);
          if (figure !== undefined) {
            i = this.readFigure(i, figure);
            continue;
          }
          this.write(folded, i);
        } else {
          if (offsets !== undefined) offsets[this.count] = i;
          this.buffer.units[this.count++] = folded;
          if (folded < CASED_BELOW) this.cased++;
        }
        hash = Math.imul(hash ^ folded, HASH_PRIME);
        i++;
      } else if (kind === KIND.digit) i = this.readNumber(i);
      else if (kind === KIND.separator || kind === KIND.sentenceEnd) break;
      else {
        const before = this.count;
        this.count = writeRare(text, i, before, this.buffer, tables);
        offsets?.fill(i, before, this.count);
        i++;
      }
    }
    this.closeWord(first, hash, capital);
    return i;
  }

  /** Notes what the word that was just read counts as. */
  private closeWord(first: number, hash: number, capital: boolean): void {
    const length = this.count - first;
    if (length === 0) return;
    const figure = length > 1 && length <= FIGURE_WORD_MAX ? figureOf(hash) : undefined;
    if (figure !== undefined) this.numbers.add(first, this.count, figure.hash, figure.kind);
    else if (capital && !this.atSentenceStart && length > 1 && length <= NAME_LETTERS_MAX) this.names.add(first, this.count, hash, 0);
    this.atSentenceStart = false;
  }

  /** Reads a figure of a script without spaces. Returns the offset after it. */
  private readFigure(start: number, { length, kind }: { readonly length: number; readonly kind: number }): number {
    const first = this.count;
    let hash = FNV_START;
    for (let i = start; i < start + length; i++) {
      const folded = this.tables.unit[this.text.charCodeAt(i)] ?? 0;
      if (folded !== 0) this.write(folded, i);
      hash = Math.imul(hash ^ folded, HASH_PRIME);
    }
    this.numbers.add(first, this.count, hash, kind);
    return start + length;
  }

  private write(folded: number, offset: number): void {
    const out = this.buffer.units;
    if (this.offsets !== undefined) this.offsets[this.count] = offset;
    out[this.count++] = folded;
    if (folded >= DOUBLED_FROM && isDoubled(folded)) {
      if (this.offsets !== undefined) this.offsets[this.count] = offset;
      out[this.count++] = secondLetter(folded);
    }
  }

  /**
   * Reads digits from `start`, over separators that stand between digits: "1,500" is 1500, "7.5" is not 75. A separator before exactly
   * three digits groups; any other is a decimal point. Returns the offset after the number.
   */
  private readNumber(start: number): number {
    const { text, tables } = this;
    const first = this.count;
    let hash = FNV_START;
    let i = start;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (tables.kind[code] === KIND.digit) {
        const folded = tables.unit[code] ?? 0;
        this.write(folded, i);
        hash = Math.imul(hash ^ folded, HASH_PRIME);
        i++;
      } else if ((code === 0x2e || code === 0x2c) && this.isDigit(i + 1)) {
        const groups = this.isDigit(i + 2) && this.isDigit(i + 3) && !this.isDigit(i + 4);
        if (!groups) hash = Math.imul(hash ^ 0x2e, HASH_PRIME);
        i++;
      } else break;
    }
    this.numbers.add(first, this.count, hash, FIGURE.amount);
    return i;
  }

  private isDigit(offset: number): boolean {
    return offset < this.text.length && this.tables.kind[this.text.charCodeAt(offset)] === KIND.digit;
  }
}
