/** The registry: every format that can be read is one row here. */
import type { Options } from "../options.ts";
import type { Format } from "../types.ts";
import type { ByteReader } from "./bytes.ts";
import type { Item, Reading } from "./reading.ts";
import { decodeUtf16 } from "./decode.ts";
import { extensionOf, wideEncoding } from "./sniff.ts";

/** The bytes that formats are recognised by: enough for a header, a few records, the head of a page. */
export const HEAD_BYTES = 65_536;

export interface Head {
  readonly bytes: Buffer;
  /** The head is all there is. */
  readonly isWhole: boolean;
  readonly name: string;
}

/** The records in the bytes of a container. Yields what it can read; a fault in one record is that record's, and the next one goes on. */
export type ContainerReader = (reader: ByteReader, reading: Reading) => AsyncGenerator<Item>;

export interface FormatRow {
  readonly name: string;
  /** Signature at the first byte, as Latin-1. Counts before every name. */
  readonly magic: readonly string[];
  /** Extensions that people keep for it. */
  readonly extensions: readonly string[];
  /** Does the text, trimmed at its start, look like it? For what comes without a name that says so. */
  readonly looks: ((text: string, head: Head) => boolean) | undefined;
  /** Loads the reader; undefined: the bytes are one document. */
  readonly load: (() => Promise<ContainerReader>) | undefined;
  /** Of a document; undefined: sniffed from its text. */
  readonly format: Format | undefined;
}

const DOCUMENT: FormatRow = { name: "document", magic: [], extensions: [], looks: undefined, load: undefined, format: undefined };

/** In the order of trial: a row above wins. HTML, Markdown and plain text are told apart on the decoded text, in sniff.ts. */
export const FORMATS: readonly FormatRow[] = [
  {
    ...DOCUMENT,
    name: "gzip",
    magic: ["\x1f\x8b\x08"],
    load: async () => (await import("./containers/gzip.ts")).readGzip,
  },
  {
    ...DOCUMENT,
    name: "jsonl",
    extensions: ["jsonl", "ndjson", "jsonlines", "ldjson"],
    looks: looksLikeJsonLines,
    load: async () => (await import("./containers/jsonl.ts")).readJsonLines,
  },
  DOCUMENT,
];

/** The row of the format that bytes are in: by signature, then by name, then by looks; a document if nothing else fits. */
export function recognise(head: Head, options: Options): FormatRow {
  const extension = extensionOf(head.name);
  const first = head.bytes.latin1Slice(0, 8);
  let named: FormatRow | undefined;
  for (const row of FORMATS) {
    if (row.magic.some((magic) => first.startsWith(magic))) return row;
    if (named === undefined && row.extensions.includes(extension)) named = row;
  }
  if (named !== undefined) return named;
  // A person who forces a format speaks of what lies in the files; only a name or a signature still says that it is wrapped.
  if (options.format !== undefined) return DOCUMENT;
  const text = headText(head.bytes);
  const mark = text.charCodeAt(0);
  if (mark !== BRACE && mark !== BRACKET && mark !== LESS_THAN) return DOCUMENT;
  return FORMATS.find((row) => row.looks?.(text, head) === true) ?? DOCUMENT;
}

const BRACE = 0x7b;
const BRACKET = 0x5b;
const LESS_THAN = 0x3c;

/** The head as text, good enough for its ASCII. */
function headText(bytes: Buffer): string {
  const wide = wideEncoding(bytes);
  const text = wide === "utf-16le" || wide === "utf-16be" ? decodeUtf16(bytes, wide) : bytes.latin1Slice();
  return text.replace(/^(?:\xef\xbb\xbf|\ufeff)?\s*/, "");
}

/** A first line that is an object by itself, and a second that begins another; or most of the lines so, if the first is broken. */
function looksLikeJsonLines(text: string, head: Head): boolean {
  if (text.charCodeAt(0) !== BRACE) return false;
  const lines = text.split("\n");
  if (!head.isWhole) lines.pop();
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  if (filled.length < 2) return lines.length === 0 && /^\{\s*"/.test(text);
  const objects = filled.filter((line) => line.startsWith("{") && line.endsWith("}")).length;
  return objects * 2 > filled.length;
}
