/**
 * Markdown cut into parts that its parser can take. micromark needs some 4 s a megabyte, and time that grows with the square of the
 * length for lists in lists, runs of stars and brackets: those are cut short first.
 */

export interface Chunk {
  readonly text: string;
  /** Line of the payload that the chunk begins with, from 0. */
  readonly line: number;
  /** False: too long to be looked at for structure; its lines are text. */
  readonly isMarkdown: boolean;
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

export const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S/;
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
  const flush = (next: number, isMarkdown: boolean): void => {
    if (lines.some((line) => line.trim() !== "")) chunks.push({ text: lines.join("\n"), line: start, isMarkdown });
    lines = [];
    length = 0;
    start = next;
  };
  const all = text.split(/\r\n?|\n/);
  for (const [index, raw] of all.entries()) {
    const number = firstLine + index;
    read += raw.length + 1;
    const marker = FENCE.exec(raw)?.[1];
    if (fence === undefined) fence = marker;
    else if (marker?.startsWith(fence) === true && raw.trim() === marker) fence = undefined;
    if (raw.length > LINE_LENGTH_MAX || read > MARKDOWN_LENGTH_MAX) {
      flush(number, true);
      lines.push(raw);
      flush(number + 1, false);
      continue;
    }
    const isEmpty = raw.trim() === "";
    if (isEmpty || MARKER.test(raw)) brackets = 0;
    for (let at = raw.indexOf("["); at >= 0; at = raw.indexOf("[", at + 1)) brackets++;
    if (isEmpty && fence === undefined && length > CHUNK_LENGTH && !/^[ \t]/.test(all[index + 1] ?? "")) flush(number, true);
    else if (length > CHUNK_LENGTH_MAX || brackets > BRACKETS_MAX) {
      flush(number, false);
      fence = undefined;
      brackets = 0;
    }
    const line = fence === undefined ? shorten(raw) : { text: raw, isCapped: false };
    if (line.isCapped) isDepthCapped = true;
    if (fence === undefined && DEFINITION.test(raw)) definitions.push(raw);
    lines.push(line.text);
    length += raw.length + 1;
  }
  flush(firstLine + all.length, true);
  const shared = definitions.length === 0 || chunks.length < 2 ? "" : `\n\n${definitions.slice(0, 500).join("\n")}\n`;
  return {
    chunks: shared === "" ? chunks : chunks.map((chunk) => (chunk.isMarkdown ? { ...chunk, text: chunk.text + shared } : chunk)),
    isDepthCapped,
  };
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
