/** The text of one block as it grows: white space folded, invisible characters left out, inline marks at their offsets. */
import { charCodeAt } from "../../text/characters.ts";
import type { Mark } from "../../types.ts";

const unitOf = charCodeAt;

const PLAIN = 0;
const SPACE = 1;
/** Never seen on a page: controls, zero-width space and joins of words, soft hyphen, directions, byte order mark. */
const UNSEEN = 2;
/** Half of a character outside the basic plane. */
const SURROGATE = 3;
/** Controls 0x80–0x9F, which on pages are always windows-1252 read as ISO-8859-1. */
const MISREAD = 4;
/** What windows-1252 has there; a space where it has nothing (WHATWG encoding standard, index windows-1252). */
const WINDOWS_1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** The class of every UTF-16 unit. Joiners (U+200C, U+200D) and variation selectors are part of words and emoji: plain. */
const CLASS: Uint8Array = ((): Uint8Array => {
  const table = new Uint8Array(0x10000);
  const mark = (kind: number, ...ranges: readonly (readonly [number, number])[]): void => {
    for (const [first, last] of ranges) table.fill(kind, first, last + 1);
  };
  mark(UNSEEN, [0, 0x1f], [0x7f, 0x7f], [0xad, 0xad], [0x180e, 0x180e], [0x200b, 0x200b], [0x200e, 0x200f], [0x202a, 0x202e]);
  mark(UNSEEN, [0x2060, 0x2064], [0x2066, 0x206f], [0xfeff, 0xfeff], [0xfff9, 0xfffb], [0xfffe, 0xffff]);
  mark(SPACE, [0x09, 0x0d], [0x1c, 0x20], [0x85, 0x85], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029]);
  mark(SPACE, [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000]);
  mark(MISREAD, [0x80, 0x84], [0x86, 0x9f]);
  mark(SURROGATE, [0xd800, 0xdfff]);
  return table;
})();

/** First unit that can combine with the one before it, or be written in more than one way. */
const COMPOSING_FIRST = 0x300;
const LINE_FEED = 0x0a;
const SPACE_UNIT = 0x20;

const WORD_START = /^[\p{L}\p{N}\p{M}_]/u;
const WORD_END = /[\p{L}\p{N}\p{M}_]$/u;

export interface FoldedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface OpenMark {
  readonly kind: Mark["kind"];
  readonly href: string | undefined;
  start: number;
}

/** Is it white space that only lays out the source? */
export function isBlank(data: string): boolean {
  const { length } = data;
  for (let index = 0; index < length; index++) {
    const unit = unitOf(data, index);
    if (unit !== SPACE_UNIT && (unit < 0x09 || unit > 0x0d)) return false;
  }
  return length > 0;
}

/** A text under construction. Marks may stay open over several texts: `take` cuts them at the border. */
export class TextRun {
  /** Is the last thing that was read white space that has not been written, because nothing may follow it? */
  hasPendingSpace = false;
  /** Did something stand here that is no text but parts words, as a picture does? */
  hasSoftSpace = false;
  #text = "";
  #composing = false;
  readonly #open: OpenMark[] = [];
  #marks: Mark[] = [];

  get length(): number {
    return this.#text.length;
  }

  /** Adds a stretch of text, white space folded. */
  append(data: string): void {
    if (this.hasSoftSpace) this.#settle(data);
    const { length } = data;
    let start = -1;
    for (let index = 0; index < length; index++) {
      const unit = unitOf(data, index);
      const kind = CLASS[unit];
      if (kind === PLAIN) {
        if (start < 0) {
          start = index;
          if (this.hasPendingSpace) this.#writeSpace();
        }
        if (unit >= COMPOSING_FIRST) this.#composing = true;
      } else if (kind === SURROGATE) {
        if (start < 0) {
          start = index;
          if (this.hasPendingSpace) this.#writeSpace();
        }
        if (isPair(data, index)) index++;
        else {
          this.#text += `${data.slice(start, index)}\ufffd`;
          start = -1;
        }
      } else if (unit === SPACE_UNIT && start >= 0 && index + 1 < length && CLASS[unitOf(data, index + 1)] === PLAIN) {
        // One space between two words: the commonest case, left where it stands.
        continue;
      } else {
        if (start >= 0) {
          this.#text += data.slice(start, index);
          start = -1;
        }
        if (kind === SPACE) this.hasPendingSpace = this.#text !== "";
        else if (kind === MISREAD) this.append(reread(unit));
      }
    }
    if (start >= 0) this.#text += start === 0 ? data : data.slice(start);
  }

  /** Adds a stretch of preformatted text: white space is kept, line ends become line feeds. */
  appendRaw(data: string): void {
    if (this.hasSoftSpace) this.#settle(data);
    if (this.hasPendingSpace) this.#writeSpace();
    const clean = data.replace(/\r\n?/g, "\n");
    const { length } = clean;
    let start = 0;
    for (let index = 0; index < length; index++) {
      const unit = unitOf(clean, index);
      if (unit >= COMPOSING_FIRST) this.#composing = true;
      const kind = CLASS[unit];
      const isUnseen = kind === UNSEEN || (kind === SPACE && unit !== LINE_FEED && unit !== 0x09 && unit !== SPACE_UNIT);
      const isHalf = kind === SURROGATE && !isPair(clean, index);
      if (kind === SURROGATE && !isHalf) index++;
      if (!isUnseen && !isHalf && kind !== MISREAD) continue;
      this.#text += clean.slice(start, index) + (isHalf ? "\ufffd" : kind === MISREAD ? reread(unit) : kind === SPACE ? " " : "");
      start = index + 1;
    }
    this.#text += clean.slice(start);
  }

  /** Opens a mark at the next character. Marks close in the reverse order. */
  openMark(kind: Mark["kind"], href: string | undefined): void {
    this.#open.push({ kind, href, start: this.#text.length });
  }

  closeMark(): void {
    const mark = this.#open.pop();
    if (mark !== undefined) this.#keep(mark);
  }

  /** Forgets white space that no text followed. */
  drop(): void {
    for (const mark of this.#open) mark.start = 0;
    this.hasPendingSpace = false;
    this.hasSoftSpace = false;
  }

  /** The text so far, and its marks; what follows is a new text. */
  take(options: { readonly isCode: boolean }): FoldedText {
    for (const mark of this.#open) {
      this.#keep(mark);
      mark.start = 0;
    }
    let text = this.#text;
    let marks = this.#marks;
    const composing = this.#composing;
    this.#text = "";
    this.#marks = [];
    this.hasPendingSpace = false;
    this.hasSoftSpace = false;
    this.#composing = false;
    if (composing && text.normalize("NFC") !== text) {
      if (marks.length > 0) marks = composedMarks(text, marks);
      text = text.normalize("NFC");
    }
    if (options.isCode) {
      const lead = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0;
      text = text.slice(lead).trimEnd();
      marks = moveMarks(marks, -lead, text.length);
    }
    if (marks.length > 1) marks.sort((a, b) => a.start - b.start || b.end - a.end);
    return { text, marks };
  }

  #keep(mark: OpenMark): void {
    const end = this.#text.length;
    if (mark.start < end) this.#marks.push({ kind: mark.kind, start: mark.start, end, href: mark.href });
  }

  /** Writes a space where a picture stands between two word characters. */
  #settle(data: string): void {
    let first = 0;
    while (first < data.length && CLASS[data.charCodeAt(first)] === UNSEEN) first++;
    if (first === data.length) return;
    this.hasSoftSpace = false;
    if (WORD_START.test(data.slice(first, first + 2)) && WORD_END.test(this.#text.slice(-2))) this.hasPendingSpace = true;
  }

  #writeSpace(): void {
    const length = this.#text.length;
    this.hasPendingSpace = false;
    if (length === 0) return;
    // A mark that was opened before the space begins with the word after it.
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const mark = this.#open[index];
      if (mark?.start !== length) break;
      mark.start++;
    }
    this.#text += " ";
  }
}

function reread(unit: number): string {
  return WINDOWS_1252.charAt(unit - 0x80);
}

function isPair(data: string, index: number): boolean {
  const unit = data.charCodeAt(index);
  const next = data.charCodeAt(index + 1);
  return unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff;
}

/** Does this unit begin a stretch that composes by itself, whatever stood before it? Latin, Cyrillic, kana, Han and Hangul syllables do. */
function isStarter(unit: number): boolean {
  if (unit < COMPOSING_FIRST) return true;
  return (
    (unit >= 0x400 && unit <= 0x481) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  );
}

/** Marks of a text as marks of its NFC, stretch by stretch so that the work stays linear. */
function composedMarks(text: string, marks: readonly Mark[]): Mark[] {
  const places = new Map<number, number>();
  for (const { start, end } of marks) places.set(start, 0).set(end, 0);
  let composed = 0;
  let stretch = 0;
  let waiting: number[] = [];
  for (let index = 0; index <= text.length; index++) {
    if (index > stretch && (index === text.length || isStarter(text.charCodeAt(index)))) {
      for (const offset of waiting) places.set(offset, composed + text.slice(stretch, offset).normalize("NFC").length);
      waiting = [];
      composed += text.slice(stretch, index).normalize("NFC").length;
      stretch = index;
    }
    if (places.has(index)) waiting.push(index);
  }
  for (const offset of waiting) places.set(offset, composed);
  return marks.map((mark) => ({ ...mark, start: places.get(mark.start) ?? 0, end: places.get(mark.end) ?? 0 }));
}

function moveMarks(marks: readonly Mark[], by: number, length: number): Mark[] {
  const moved: Mark[] = [];
  for (const mark of marks) {
    const start = Math.max(0, mark.start + by);
    const end = Math.min(length, mark.end + by);
    if (start < end) moved.push({ ...mark, start, end });
  }
  return moved;
}
