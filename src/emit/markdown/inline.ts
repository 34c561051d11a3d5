/** The text of a passage with its marks → inline Markdown. */
import type { Mark } from "../../types.ts";
import { destination } from "./destination.ts";
import { escapesOf, isPlain } from "./escape.ts";

export interface InlineText {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Offsets into text at which a line break stood. */
  readonly breaks: readonly number[];
}

/** "lines": breaks are hard line breaks. "heading", "cell": one line, breaks are spaces. */
export type InlinePlace = "lines" | "heading" | "cell";

/** Code that editors and generators run inside a span: knitr, Quarto, dataview. Templates run even in code. */
const RUNS_IN_SPAN = /^\s*(?:\{|=|\$=|(?:r|python|julia|sql|bash|js)[ #])|\{\{|\{%|\{#|<%/;

/** Inline Markdown that shows exactly the text, with the marks that can be written where they stand. */
export function renderInline(inline: InlineText, place: InlinePlace): string {
  const { text } = inline;
  if (inline.marks.length === 0 && inline.breaks.length === 0 && !text.includes("\n") && isPlain(text)) return text.trim();
  const marks = writableMarks(inline, place);
  const breaks = breaksOf(inline);
  const writer = new InlineWriter(text, marks, breaks, place);
  return writer.write();
}

/** Breaks without repeats, in order, line feeds of the text among them; none at its ends. */
function breaksOf({ text, breaks }: InlineText): number[] {
  const all = new Set<number>();
  for (const offset of breaks) if (offset > 0 && offset < text.length) all.add(offset);
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) all.add(index);
  return [...all].sort((a, b) => a - b);
}

/** Marks that nest, each worth writing: trimmed to words, merged where they touch, links with an address and without links inside. */
function writableMarks({ text, marks }: InlineText, place: InlinePlace): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) {
    let { start, end } = mark;
    start = Math.max(0, start);
    end = Math.min(text.length, end);
    while (start < end && isSpaceAt(text, start)) start++;
    while (end > start && isSpaceAt(text, end - 1)) end--;
    if (start >= end) continue;
    if (mark.kind === "link" && (mark.href === undefined || destination(mark.href, "link") === undefined)) continue;
    if (mark.kind === "code" && RUNS_IN_SPAN.test(text.slice(start, end))) continue;
    if (mark.kind === "strong" && place === "heading" && start === 0 && end === text.length) continue;
    kept.push({ kind: mark.kind, start, end, href: mark.href });
  }
  // What follows is about marks beside and inside one another.
  if (kept.length < 2) return kept;
  const links = withoutOuterLinks(merged(kept));
  // In code a bracket cannot be escaped, and at the head of a line "[`a]:`](b)" would define a link.
  return nested(links).filter(
    (mark, _, all) => mark.kind !== "code" || !/[[\]]/.test(text.slice(mark.start, mark.end)) || !isInsideLink(mark, all),
  );
}

function isInsideLink(mark: Mark, marks: readonly Mark[]): boolean {
  return marks.some((link) => link.kind === "link" && link.start <= mark.start && link.end >= mark.end);
}

/** Neighbours of one kind that touch are one: "**a****b**" would not be read as two. */
function merged(marks: readonly Mark[]): Mark[] {
  const last = new Map<string, number>();
  const out: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const key = `${mark.kind} ${mark.href ?? ""}`;
    const at = last.get(key);
    const previous = at === undefined ? undefined : out[at];
    if (at !== undefined && previous !== undefined && previous.end >= mark.start)
      out[at] = { ...previous, end: Math.max(previous.end, mark.end) };
    else {
      last.set(key, out.length);
      out.push(mark);
    }
  }
  return out;
}

function withoutOuterLinks(marks: readonly Mark[]): Mark[] {
  const links = marks.filter((mark) => mark.kind === "link");
  const outer = new Set(links.filter((link, index) => (links[index + 1]?.start ?? Infinity) < link.end));
  return marks.filter((mark) => !outer.has(mark));
}

/** Cuts marks that cross, and drops what stands inside code. */
function nested(marks: readonly Mark[]): Mark[] {
  const open: Mark[] = [];
  const out: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end || RANK[a.kind] - RANK[b.kind])) {
    while ((open[open.length - 1]?.end ?? Infinity) <= mark.start) open.pop();
    if (open.some((outer) => outer.kind === "code" || outer.kind === mark.kind)) continue;
    const end = Math.min(mark.end, open[open.length - 1]?.end ?? mark.end);
    const cut = { ...mark, end };
    open.push(cut);
    out.push(cut);
  }
  return out;
}

/** Which of two marks on one range is the outer. */
const RANK = { link: 0, strong: 1, emphasis: 2, code: 3 } as const;

function isSpaceAt(text: string, index: number): boolean {
  const character = text.charAt(index);
  // Most are letters of ASCII.
  return !(character > " " && character < "\x7f") && /\s/.test(character);
}

const NO_OFFSETS: readonly number[] = [];

class InlineWriter {
  readonly #text: string;
  readonly #marks: readonly Mark[];
  readonly #breaks: readonly number[];
  readonly #place: InlinePlace;
  /** Offsets before which a backslash goes. */
  readonly #escapes: ReadonlySet<number>;
  /** The same in order. */
  readonly #inOrder: readonly number[];
  /** How many of those were passed. */
  #passed = 0;
  #out = "";
  /** Breaks written so far. */
  #written = 0;

  constructor(text: string, marks: readonly Mark[], breaks: readonly number[], place: InlinePlace) {
    this.#text = text;
    this.#breaks = breaks;
    this.#place = place;
    const links = marks.filter((mark) => mark.kind === "link");
    const inLink = new Uint8Array(links.length === 0 ? 0 : text.length + 1);
    for (const { start, end } of links) inLink.fill(1, start, end);
    this.#escapes = escapesOf(text, {
      lineStarts: new Set(place === "lines" ? [0, ...breaks.map((offset) => skipSpace(text, offset))] : [0]),
      borders: new Set(marks.flatMap((mark) => [mark.start, mark.end])),
      linkStarts: new Set(links.map((link) => link.start)),
      isInLink: (offset) => inLink[offset] === 1,
      isHeading: place === "heading",
    });
    this.#inOrder = this.#escapes.size === 0 ? NO_OFFSETS : [...this.#escapes].sort((a, b) => a - b);
    this.#marks = marks;
  }

  write(): string {
    const open: { readonly mark: Mark; readonly delimiter: string }[] = [];
    let at = 0;
    const close = (until: number): void => {
      for (let top = open[open.length - 1]; top !== undefined && top.mark.end <= until; top = open[open.length - 1]) {
        this.#plain(at, top.mark.end);
        at = Math.max(at, top.mark.end);
        open.pop();
        this.#out += top.mark.kind === "link" ? `](${destination(top.mark.href ?? "", "link") ?? ""})` : top.delimiter;
      }
    };
    this.#marks.forEach((mark, index) => {
      close(mark.start);
      this.#plain(at, mark.start, { withBreakAtEnd: true });
      at = mark.start;
      if (mark.kind === "code") {
        this.#out += codeSpan(this.#text.slice(mark.start, mark.end), this.#place);
        at = mark.end;
      } else if (mark.kind === "link") {
        this.#out += "[";
        open.push({ mark, delimiter: "" });
      } else {
        const delimiter = this.#delimiter(mark, index, open[open.length - 1]?.mark);
        if (delimiter === undefined) return;
        this.#out += delimiter;
        open.push({ mark, delimiter });
      }
    });
    close(Infinity);
    this.#plain(at, this.#text.length);
    return this.#out.trim();
  }

  /** Escaped text from offset to offset, breaks among it. */
  #plain(from: number, to: number, options: { readonly withBreakAtEnd: boolean } = { withBreakAtEnd: false }): void {
    let at = from;
    for (;;) {
      const offset = this.#breaks[this.#written];
      if (offset === undefined || offset > to || (offset === to && !options.withBreakAtEnd)) break;
      this.#written++;
      if (offset < at) continue;
      this.#escaped(at, offset);
      this.#out = this.#out.trimEnd() + (this.#place === "lines" ? "  \n" : " ");
      at = Math.min(to, skipSpace(this.#text, offset));
    }
    this.#escaped(at, to);
  }

  #escaped(from: number, to: number): void {
    let start = from;
    for (let offset = this.#inOrder[this.#passed]; offset !== undefined && offset < to; offset = this.#inOrder[++this.#passed]) {
      if (offset < from) continue;
      this.#out += `${this.#text.slice(start, offset)}\\`;
      start = offset;
    }
    this.#out += this.#text.slice(start, to);
  }

  /**
   * What can open and close this mark here by the flanking rules of CommonMark; undefined: nothing can, as between two Han characters and
   * a bracket, and the mark is left out.
   */
  #delimiter(mark: Mark, index: number, outer: Mark | undefined): string | undefined {
    const previous = this.#out.slice(-1);
    const first = this.#unitAfterOpening(mark, index);
    const last = this.#unitBeforeClosing(mark, index);
    const next = this.#unitAfterClosing(mark, index, outer);
    const opens = !isPunctuation(first) || isBorder(previous);
    const closes = !isPunctuation(last) || isBorder(next);
    if (!opens || !closes) return undefined;
    if (previous === "*" || next === "*" || previous === "_" || next === "_") return undefined;
    if (mark.kind === "strong") return "**";
    return isBorder(previous) && isBorder(next) ? "_" : "*";
  }

  #unitAfterOpening(mark: Mark, index: number): string {
    const inner = this.#marks[index + 1];
    if (inner !== undefined && inner.start === mark.start && inner.end <= mark.end) return inner.kind === "link" ? "[" : "`";
    return this.#escapes.has(mark.start) ? "\\" : this.#text.charAt(mark.start);
  }

  #unitBeforeClosing(mark: Mark, index: number): string {
    for (let inner = index + 1; inner < this.#marks.length; inner++) {
      const candidate = this.#marks[inner];
      if (candidate === undefined || candidate.start >= mark.end) break;
      if (candidate.end === mark.end) return ")";
    }
    return this.#text.charAt(mark.end - 1);
  }

  #unitAfterClosing(mark: Mark, index: number, outer: Mark | undefined): string {
    if (outer?.end === mark.end) return outer.kind === "link" ? "]" : "*";
    for (let later = index + 1; later < this.#marks.length; later++) {
      const candidate = this.#marks[later];
      if (candidate === undefined || candidate.start > mark.end) break;
      if (candidate.start === mark.end) return candidate.kind === "link" ? "[" : candidate.kind === "code" ? "`" : "*";
    }
    return this.#escapes.has(mark.end) ? "\\" : this.#text.charAt(mark.end);
  }
}

function skipSpace(text: string, offset: number): number {
  let index = offset;
  while (index < text.length && isSpaceAt(text, index)) index++;
  return index;
}

/** White space, punctuation or nothing: where emphasis may begin or end beside punctuation. Halves of pairs count as letters, the stricter case. */
function isBorder(character: string): boolean {
  return character === "" || /\s/.test(character) || isPunctuation(character);
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

/** A code span around text without line breaks. */
function codeSpan(text: string, place: InlinePlace): string {
  const flat = text.replace(/\s+/g, " ");
  let longest = 0;
  for (const run of flat.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return fence + pad + (place === "cell" ? flat.replaceAll("|", "\\|") : flat) + pad + fence;
}
