/**
 * Markdown cut into parts that its parser can take. micromark needs some 4 s a megabyte, and time that grows with the square of the
 * length for lists in lists, runs of stars and brackets: those are cut short first.
 */

export interface Chunk {
  readonly text: string;
  /** Line of the payload that the chunk begins with, from 0. */
  readonly line: number;
  /** "text": too long to be looked at for structure, its lines are text. "html": a block of HTML that is as long. */
  readonly kind: "markdown" | "html" | "text";
}

export interface Chunks {
  readonly chunks: readonly Chunk[];
  readonly isDepthCapped: boolean;
}

/** UTF-16 units after which a chunk ends at the next empty line. */
const CHUNK_LENGTH = 32 * 1024;
/** UTF-16 units without an empty line from which a chunk is no Markdown: 10,000 "![a](" in one paragraph take 6 s. */
const CHUNK_LENGTH_MAX = 96 * 1024;
/** The same for one line. */
const LINE_LENGTH_MAX = 16 * 1024;
/** UTF-16 units of a payload that are read as Markdown; what follows is text. About 15 s of work. */
const MARKDOWN_LENGTH_MAX = 4 * 1024 * 1024;
/** Opening brackets in one paragraph from which it is no Markdown: their cost grows with the square. */
const BRACKETS_MAX = 1000;
/** Levels of quotations and lists on one line, and columns of indentation, that are told apart. */
const LEVELS_MAX = 16;
const INDENT_MAX = 48;
/** A longer run of stars, underscores, tildes or backticks inside a line is an ornament. */
const RUN_MAX = 16;

export const FENCE: RegExp = /^ {0,3}(`{3,}|~{3,})/;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S/;
const HTML_BLOCK = /^ {0,3}<(?:table|div|section|article|main|body|center|form|figure|ul|ol|dl|p)(?=[\s>])/i;
const MARKER = /^[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/;

/** Cuts a text at empty lines outside fences; linear. Definitions of links are repeated in every chunk, or they would be lost to the others. */
export function cut(text: string, firstLine: number): Chunks {
  const chunks: Chunk[] = [];
  const definitions: string[] = [];
  let isDepthCapped = false;
  let lines: string[] = [];
  let length = 0;
  let read = 0;
  let brackets = 0;
  let start = firstLine;
  let fence: string | undefined;
  const flush = (next: number, kind: Chunk["kind"]): void => {
    if (lines.some((line) => line.trim() !== "")) chunks.push({ text: lines.join("\n"), line: start, kind });
    lines = [];
    length = 0;
    start = next;
  };
  const all = text.split(/\r\n?|\n/);
  let htmlEnd = 0;
  for (const [index, raw] of all.entries()) {
    const number = firstLine + index;
    read += raw.length + 1;
    if (index >= htmlEnd && fence === undefined && (htmlEnd = longHtmlEnd(all, index)) > index) flush(number, "markdown");
    if (index < htmlEnd) {
      lines.push(raw);
      if (index === htmlEnd - 1) flush(number + 1, "html");
      continue;
    }
    const marker = FENCE.exec(raw)?.[1];
    if (fence === undefined) fence = marker;
    else if (marker?.startsWith(fence) === true && raw.trim() === marker) fence = undefined;
    if (raw.length > LINE_LENGTH_MAX || read > MARKDOWN_LENGTH_MAX) {
      flush(number, "markdown");
      lines.push(raw);
      flush(number + 1, "text");
      continue;
    }
    const isEmpty = raw.trim() === "";
    if (isEmpty || MARKER.test(raw)) brackets = 0;
    for (let at = raw.indexOf("["); at >= 0; at = raw.indexOf("[", at + 1)) brackets++;
    if (isEmpty && fence === undefined && length > CHUNK_LENGTH && !/^[ \t]/.test(all[index + 1] ?? "")) flush(number, "markdown");
    else if (length > CHUNK_LENGTH_MAX || brackets > BRACKETS_MAX) {
      flush(number, "text");
      fence = undefined;
      brackets = 0;
    }
    const line = fence === undefined ? shorten(raw) : { text: raw, isCapped: false };
    if (line.isCapped) isDepthCapped = true;
    if (fence === undefined && DEFINITION.test(raw)) definitions.push(raw);
    lines.push(line.text);
    length += raw.length + 1;
  }
  flush(firstLine + all.length, "markdown");
  const shared = definitions.length === 0 || chunks.length < 2 ? "" : `\n\n${definitions.slice(0, 500).join("\n")}\n`;
  return {
    chunks: shared === "" ? chunks : chunks.map((chunk) => (chunk.kind === "markdown" ? { ...chunk, text: chunk.text + shared } : chunk)),
    isDepthCapped,
  };
}

/** Index behind the block of HTML that begins at a line, if it is too long for Markdown's parser; else that of the line. */
function longHtmlEnd(lines: readonly string[], start: number): number {
  if (!HTML_BLOCK.test(lines[start] ?? "") || (lines[start - 1] ?? "").trim() !== "") return start;
  let length = 0;
  let longest = 0;
  let end = start;
  for (let line = lines[end]; line !== undefined && line.trim() !== ""; line = lines[++end]) {
    length += line.length + 1;
    longest = Math.max(longest, line.length);
  }
  return longest > LINE_LENGTH_MAX || length > CHUNK_LENGTH_MAX ? end : start;
}

/** A line whose markers, indentation and ornaments are no deeper or longer than anybody writes by hand. */
function shorten(line: string): { readonly text: string; readonly isCapped: boolean } {
  let text = line;
  let isCapped = false;
  const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  if (indent > INDENT_MAX) {
    text = text.slice(indent - INDENT_MAX);
    isCapped = true;
  }
  let at = 0;
  for (let levels = 0; ; levels++) {
    const marker = MARKER.exec(text.slice(at, at + 64))?.[0];
    if (marker === undefined) break;
    at += marker.length;
    if (levels < LEVELS_MAX) continue;
    text = `${text.slice(0, at - 1)}\\${text.slice(at - 1)}`;
    isCapped = true;
    break;
  }
  if (LONG_RUN.test(text) && !/^[\s>]*([-*_=~`])(?:\s*\1)*\s*$/.test(text))
    text = text.replace(LONG_RUNS, (run) => run.replace(/./g, "\\$&"));
  return { text, isCapped };
}

const LONG_RUN = new RegExp(`([*_~\`])\\1{${RUN_MAX}}`);
const LONG_RUNS = new RegExp(`([*_~\`])\\1{${RUN_MAX},}`, "g");
