/**
 * Links that converters write and Markdown cannot hold: around several blocks (a card of picture, headline and teaser), and to addresses
 * with spaces. Their brackets and addresses would be text of the page, and what they enclose no link.
 */

/** Lines over which a link may run: a card has no more. */
const LINK_LINES_MAX = 40;
/** Brackets that may be open at a time. */
const OPEN_MAX = 64;
/** UTF-16 units of an address that is looked at; longer ones are data. */
const ADDRESS_LENGTH_MAX = 4096;

/** Lines that begin a block of their own, for which a link cannot run on. */
const BLOCK_START = /^[ \t]*(?:#{1,6}[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])/;
const HEADING = /^[ \t]*#{1,6}[ \t]/;
/** What stands before the text of a block. */
const PREFIX = /^[ \t]*(?:(?:#{1,6}|>|[-+*]|\d{1,9}[.)])[ \t]+)*/;
/** What the first word of an address begins with or has in it; other brackets with spaces are words ("`emit[key](name, value)`"). */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]{1,20}:|[/#?]|[^\s/.,]+[/.])/i;
const TITLE = /[ \t]+(?:"[^"]*"|'[^']*')$/;

interface Bracket {
  readonly line: number;
  readonly column: number;
  readonly block: number;
}

/** A link whose brackets stand in different blocks. */
interface WideLink {
  readonly from: Bracket;
  readonly to: { readonly line: number; readonly column: number; readonly end: number };
  /** "(address)". */
  readonly target: string;
}

/** The lines with links that Markdown can read. `isOpen`: which lines stand outside fences of code. Linear in the length. */
export function mendLinks(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  if (!lines.some((line) => line.includes("]("))) return lines;
  const mended = lines.map((line, index) =>
    isOpen[index] === true && line.includes("](") ? mendAddresses(line.includes("# ") ? line.replace(CARD, cardBegin) : line) : line,
  );
  for (const link of wideLinks(mended, isOpen)) spread(mended, link);
  return mended;
}

/** The mark of a heading in the text of a link, alone or behind a picture: a card, which is a block although others stand on its line. */
const CARD = /(\)[ \t]+)?((?<![!\\])\[(?:[ \t]*!\[[^\][]*\]\([^()\s]*\))?[ \t]*)#{1,6}[ \t]+(?=\S)/g;

function cardBegin(_: string, border: string | undefined, begin: string): string {
  return border === undefined ? begin : `)\n\n${begin}`;
}

/** Addresses with spaces are spelled with "%20", and data in place of an address is left out. */
function mendAddresses(line: string): string {
  let mended = "";
  let from = 0;
  for (let at = line.indexOf("]("); at >= 0; at = line.indexOf("](", Math.max(from, at + 2))) {
    const start = at + 2;
    const isData = /^\s?<?data:/i.test(line.slice(start, start + 8));
    const end = isData ? line.indexOf(")", start) : addressEnd(line, start);
    if (end < 0 && isData) break;
    if (end < 0) continue;
    const address = line.slice(start, end);
    mended += line.slice(from, start) + (isData ? "data:," : withoutSpaces(address));
    from = end;
  }
  return mended + line.slice(from);
}

/** Index of the bracket that closes an address; -1: there is none. */
export function addressEnd(line: string, start: number): number {
  const most = Math.min(line.length, start + ADDRESS_LENGTH_MAX);
  let depth = 0;
  for (let at = start; at < most; at++) {
    const unit = line.charAt(at);
    if (unit === "\\") at++;
    else if (unit === "(") depth++;
    else if (unit === "]" && line.charAt(at + 1) === "(") return -1;
    else if (unit === ")" && depth-- === 0) return at;
  }
  return -1;
}

function withoutSpaces(address: string): string {
  const trimmed = address.trim();
  if (trimmed.startsWith("<")) return address;
  const title = TITLE.exec(trimmed)?.[0] ?? "";
  const bare = trimmed.slice(0, trimmed.length - title.length);
  return /\s/.test(bare) && ADDRESS.test(bare) ? bare.replace(/\s+/g, "%20") + title : address;
}

/** The links whose brackets stand in different blocks, in document order; they do not overlap. */
function wideLinks(lines: readonly string[], isOpen: readonly boolean[]): WideLink[] {
  const links: WideLink[] = [];
  const open: Bracket[] = [];
  let block = 0;
  let last = -1;
  for (const [index, line] of lines.entries()) {
    const isBorder = isOpen[index] !== true || line.trim() === "" || BLOCK_START.test(line);
    if (isBorder) block++;
    if (isOpen[index] !== true) open.length = 0;
    else if (line.includes("[") || line.includes("]"))
      for (const { 0: mark, index: column } of line.matchAll(/\\.|[[\]]/g)) {
        if (mark === "[") {
          if (open.length >= OPEN_MAX) open.shift();
          open.push({ line: index, column, block });
        } else if (mark === "]") {
          const from = open.pop();
          if (from === undefined || from.block === block || index - from.line > LINK_LINES_MAX || from.line <= last) continue;
          const end = line.charAt(column + 1) === "(" ? addressEnd(line, column + 2) : -1;
          if (end < 0) continue;
          links.push({ from, to: { line: index, column, end: end + 1 }, target: line.slice(column + 1, end + 1) });
          last = index;
        }
      }
    if (HEADING.test(line)) block++;
  }
  return links;
}

/** Makes a link over several blocks a link in each of its lines. */
function spread(lines: string[], { from, to, target }: WideLink): void {
  const tail = (lines[to.line] ?? "").slice(to.end);
  lines[to.line] = (lines[to.line] ?? "").slice(0, to.column);
  const first = lines[from.line] ?? "";
  // An exclamation mark would make the link a picture.
  lines[from.line] = `${first.slice(0, from.column)}${linked(first.slice(from.column + 1), target)}`;
  for (let index = from.line + 1; index <= to.line; index++) lines[index] = linked(lines[index] ?? "", target);
  lines[to.line] = `${lines[to.line] ?? ""}${tail}`;
}

/** A line with its text as a link, if it has text and no link. */
function linked(line: string, target: string): string {
  const prefix = PREFIX.exec(line)?.[0] ?? "";
  const text = line.slice(prefix.length).trimEnd();
  if (text === "" || hasLink(text)) return line;
  return `${prefix}[${text}]${target}${line.slice(prefix.length + text.length)}`;
}

function hasLink(text: string): boolean {
  return text.replace(/!\[[^\][]*\]\(/g, "").includes("](");
}
