/**
 * Which characters of a text need a backslash so that every reader of Markdown shows them as they are. Beside CommonMark and GFM this
 * minds what site generators and editors add: Hugo and Liquid tags, EJS, kramdown attributes, pandoc citations, maths and fancy lists,
 * Obsidian tags, links, comments and highlights. Nothing is escaped that cannot become structure where it stands.
 */

export interface EscapeOptions {
  /** Offsets at which a line of the output begins; 0 is one. */
  readonly lineStarts: ReadonlySet<number>;
  /** Offsets at which a mark begins or ends. */
  readonly borders: ReadonlySet<number>;
  /** Offsets at which a link begins. */
  readonly linkStarts: ReadonlySet<number>;
  /** Is the offset inside a link's text? */
  readonly isInLink: (offset: number) => boolean;
  readonly isHeading: boolean;
}

/** Characters that can matter anywhere; what matters only at the start of a line is found there. */
const SPECIAL = /[\\`*_~[\]<&#|$=:@^%{!.]/g;
/** The same but for full stops, which matter behind a brace or a "www" only. */
const TELLING = /[\\`*_~[\]<&#|$=:@^%{!]/;
const WWW = /www\./i;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;
const WHITE_SPACE = /\s/u;

/** Is one line of text without marks shown as it is? Most paragraphs are. */
export function isPlain(text: string): boolean {
  return !TELLING.test(text) && !WWW.test(text) && !MAY_BEGIN_BLOCK.test(text.trimStart());
}

/** Offsets before which a backslash goes. Most texts have none or a few. Linear in the length of the text. */
export function escapesOf(text: string, options: EscapeOptions): ReadonlySet<number> {
  const escapes = new Set<number>();
  SPECIAL.lastIndex = 0;
  let hasDollar = false;
  for (let match = SPECIAL.exec(text); match !== null; match = SPECIAL.exec(text)) {
    const { index } = match;
    if (match[0] === "$") {
      // A formula needs two: the first can open, one after a space cannot close.
      if (hasDollar && !isSpace(text.charAt(index - 1))) escapes.add(index);
      hasDollar = true;
    } else if (isStructure(text, index, options)) escapes.add(index);
  }
  for (const start of options.lineStarts) escapeLineStart(text, start, escapes);
  if (options.isHeading) escapeHeadingEnd(text, escapes);
  return escapes;
}

function isStructure(text: string, index: number, options: EscapeOptions): boolean {
  const character = text.charAt(index);
  const before = text.charAt(index - 1);
  const after = text.charAt(index + 1);
  switch (character) {
    case "\\":
    case "`":
    case "^":
    case "|":
      return true;
    case "*":
      return (
        !(isSpace(before) && isSpace(after)) ||
        options.lineStarts.has(index) ||
        options.borders.has(index) ||
        options.borders.has(index + 1)
      );
    case "_":
      return !isInnerUnderscore(text, index, options);
    case "~":
      // A tilde before a number ("~50") can open a deletion, and with all others escaped nothing closes it.
      return !((before === "" || isSpace(before)) && isWordCharacter(after));
    case "[":
      return options.isInLink(index) || !isPlainBracket(text, index, options);
    case "]":
      return options.isInLink(index);
    case "<":
      return /[a-z/!?]/i.test(after);
    case "&":
      return ENTITY.test(text.slice(index, index + ENTITY_LENGTH_MAX));
    case "#":
      return before === "{" || isTag(text, index);
    case "=":
      return before === "=" || after === "=" || before === "{";
    case ":":
      return before === "{" || isSchemeEnd(text, index, options) || isEmojiStart(text, index);
    case "@":
      return after !== "" && !isSpace(after);
    case "%":
      return before === "{" || before === "<" || before === "%";
    case "{":
      return before === "{";
    case "!":
      return options.linkStarts.has(index + 1);
    case ".":
      return before === "{" || (/www$/i.test(text.slice(Math.max(0, index - 3), index)) && !options.isInLink(index));
    default:
      return false;
  }
}

const ENTITY = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/i;
const ENTITY_LENGTH_MAX = 34;

function isSpace(character: string): boolean {
  return character !== "" && WHITE_SPACE.test(character);
}

function isWordCharacter(character: string): boolean {
  return ALPHANUMERIC.test(character);
}

/** Underscores inside a word mean nothing, nor do those that stand alone between spaces. */
function isInnerUnderscore(text: string, index: number, { borders, lineStarts }: EscapeOptions): boolean {
  let first = index;
  while (text.charAt(first - 1) === "_") first--;
  let last = index;
  while (text.charAt(last + 1) === "_") last++;
  for (let offset = first; offset <= last + 1; offset++) if (borders.has(offset)) return false;
  if (lineStarts.has(first)) return false;
  return isWordUnit(text, first - 1) && isWordUnit(text, last + 1);
}

/** Is the character at the offset a letter or digit of the basic plane? Others are left in doubt. */
function isWordUnit(text: string, index: number): boolean {
  return isWordCharacter(text.charAt(index));
}

/** UTF-16 units within which an editor's bracket ("[sic]", "[the minister]") closes. */
const BRACKET_LENGTH_MAX = 80;
const PLAIN_BRACKET =
  /^\[(?![xX ]\])[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} .,'’-]*[\p{L}\p{N}\p{M}.])?\](?=$|[\s.,;!?)'"’”…])|^\[(?:…|\.\.\.)\](?=$|[\s.,;!?)'"’”…])/u;

/** A bracket that only a link definition could make a link, and we write none. */
function isPlainBracket(text: string, index: number, { borders }: EscapeOptions): boolean {
  if (text.charAt(index - 1) === "[" || text.charAt(index - 1) === "!" || text.charAt(index - 1) === "]") return false;
  const match = PLAIN_BRACKET.exec(text.slice(index, index + BRACKET_LENGTH_MAX));
  if (match === null) return false;
  if (index + match[0].length === index + BRACKET_LENGTH_MAX) return false;
  for (let offset = index; offset <= index + match[0].length; offset++)
    if (offset > 0 && offset < text.length && borders.has(offset)) return false;
  return true;
}

/** "#word" after a space or a bracket is a tag to editors of notes; "#1" is not. */
function isTag(text: string, index: number): boolean {
  const before = text.charAt(index - 1);
  if (before !== "" && !isSpace(before) && !/[([{"'“‘«„]/.test(before)) return false;
  return /^#[\d]*[^\s\d#.,;:!?)\]}"'”’»]/u.test(text.slice(index, index + 24));
}

/** The colon of a bare address, which GFM would make a link and then show the backslashes in it. */
function isSchemeEnd(text: string, index: number, { isInLink }: EscapeOptions): boolean {
  if (isInLink(index)) return false;
  const before = text.slice(Math.max(0, index - 6), index).toLowerCase();
  if (text.startsWith("//", index + 1)) return /(?:https?|ftp)$/.test(before);
  return /(?:mailto|xmpp)$/.test(before);
}

/** ":smile:" */
function isEmojiStart(text: string, index: number): boolean {
  const name = /^:([\w+-]{1,40}):/.exec(text.slice(index, index + 42))?.[1];
  return name !== undefined && !(/^\d+$/.test(name) && /\d/.test(text.charAt(index - 1)));
}

/** What begins a block: [pattern at the start of a line, which of its characters gets the backslash]. */
const LINE_STARTS: readonly (readonly [RegExp, "first" | "last"])[] = [
  [/^[-+](?=\s|$|[-+])/, "first"],
  [/^>/, "first"],
  [/^#{1,6}(?=\s|$)/, "first"],
  [/^=+\s*$/, "first"],
  [/^[:~](?=[\s:~]|$)/, "first"],
  // Tabs and rules of GFM tables: "--- | ---" needs its first dash or colon escaped.
  [/^:?-+:?(?=\s*(?:\\?\||$))/, "first"],
  [/^\(?\d{1,9}[.)](?=\s|$)/, "last"],
  // Lists of pandoc: letters and Roman numbers. "A. Smith" is none: a capital and a full stop need two spaces.
  [/^\(?(?:[a-z]|#)[.)](?=\s|$)/, "last"],
  [/^\(?[A-Z]\)(?=\s|$)/, "last"],
  [/^\(?(?:[ivxlcdm]{2,8}|[IVXLCDM]{2,8})[.)](?=\s|$)/, "last"],
];
/** Whatever one of LINE_STARTS matches; few lines begin so. */
const MAY_BEGIN_BLOCK = /^(?:[-+>#=:~]|\(?[\da-zA-Z#]{1,9}[.)])/;
/** Longest match of LINE_STARTS: a bracket, nine digits, a bracket. */
const LINE_START_LENGTH_MAX = 64;

function escapeLineStart(text: string, start: number, escapes: Set<number>): void {
  let from = start;
  while (from < text.length && isSpace(text.charAt(from))) from++;
  const end = text.indexOf("\n", from);
  const head = text.slice(from, Math.min(from + LINE_START_LENGTH_MAX, end < 0 ? text.length : end));
  if (!MAY_BEGIN_BLOCK.test(head)) return;
  for (const [pattern, which] of LINE_STARTS) {
    const match = pattern.exec(head)?.[0];
    if (match === undefined) continue;
    escapes.add(which === "first" ? from : from + match.length - 1);
  }
}

/** Number signs at the end of a heading close it, and braces there are attributes. */
function escapeHeadingEnd(text: string, escapes: Set<number>): void {
  const end = text.trimEnd().length;
  let index = end;
  while (index > 0 && text.charAt(index - 1) === "#") index--;
  if (index < end) escapes.add(index);
  if (text.charAt(end - 1) === "}") {
    const brace = text.lastIndexOf("{", end);
    if (brace >= 0 && text.charAt(brace - 1) !== "{") escapes.add(brace);
  }
}
