/** The registry: every format that can be read is one row here. */
import type { Options } from "../options.ts";
import type { Format } from "../types.ts";
import type { ByteReader } from "./bytes.ts";
import type { Item, Reading } from "./reading.ts";
import { decodeUtf16 } from "./decode.ts";
import { hasRecordNames } from "./field-names.ts";
import { extensionOf, isPage, wideEncoding } from "./sniff.ts";

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
  /** Extensions of others under which it comes as well, and is taken for itself where it looks like it. */
  readonly also: readonly string[];
  /** Does the text, trimmed at its start, look like it? For what comes without a name that says so. */
  readonly looks: ((text: string, head: Head) => boolean) | undefined;
  /** Does the text, trimmed at its start, show that its name is wrong? What was asked for is not always what was saved. */
  readonly refutes: ((text: string, head: Head) => boolean) | undefined;
  /** Loads the reader; undefined: the bytes are one document. */
  readonly load: (() => Promise<ContainerReader>) | undefined;
  /** Of a document; undefined: sniffed from its text. */
  readonly format: Format | undefined;
}

const DOCUMENT: FormatRow = {
  name: "document",
  magic: [],
  extensions: [],
  also: [],
  looks: undefined,
  refutes: undefined,
  load: undefined,
  format: undefined,
};

const NAMES_OF_LINES = ["jsonl", "ndjson", "jsonlines", "ldjson"];

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
    name: "zstd",
    magic: ["\x28\xb5\x2f\xfd"],
    load: async () => (await import("./containers/zstd.ts")).readZstd,
  },
  {
    ...DOCUMENT,
    name: "zip",
    // The second is an archive without entries.
    magic: ["PK\x03\x04", "PK\x05\x06"],
    load: async () => (await import("./containers/zip.ts")).readZip,
  },
  {
    ...DOCUMENT,
    name: "warc",
    magic: ["WARC/0.", "WARC/1."],
    load: async () => (await import("./containers/warc.ts")).readWarc,
  },
  {
    ...DOCUMENT,
    name: "feed",
    extensions: ["rss", "atom"],
    looks: looksLikeFeed,
    refutes: (text) => isPage(text) || !text.includes("<"),
    load: async () => (await import("./containers/feed.ts")).readFeed,
  },
  {
    ...DOCUMENT,
    name: "csv",
    extensions: ["csv", "tsv", "tab"],
    looks: looksLikeCsv,
    refutes: isPage,
    load: async () => (await import("./containers/csv.ts")).readCsv,
  },
  {
    ...DOCUMENT,
    name: "jsonl",
    extensions: NAMES_OF_LINES,
    also: ["json"],
    looks: looksLikeJsonLines,
    refutes: isNoJson,
    load: async () => (await import("./containers/jsonl.ts")).readJsonLines,
  },
  {
    ...DOCUMENT,
    name: "json",
    extensions: ["json"],
    also: NAMES_OF_LINES,
    looks: looksLikeJson,
    refutes: isNoJson,
    load: async () => (await import("./containers/json.ts")).readJson,
  },
  DOCUMENT,
];

/** The row of the format that bytes are in: by signature, then by name, then by looks; a document if nothing else fits. */
export function recognise(head: Head, options: Options): FormatRow {
  const extension = extensionOf(head.name);
  const first = head.bytes.toString("latin1", 0, 8);
  const signed = FORMATS.find((row) => row.magic.some((magic) => first.startsWith(magic)));
  if (signed !== undefined) return signed;
  const named = extension === "" ? undefined : FORMATS.find((row) => row.extensions.includes(extension));
  // A person who forces a format speaks of what lies in the files; only a name or a signature still says that it is wrapped.
  if (named === undefined && options.format !== undefined) return DOCUMENT;
  const text = headText(head.bytes);
  if (named !== undefined && named.refutes?.(text, head) !== true)
    return FORMATS.find((row) => row.also.includes(extension) && row.looks?.(text, head) === true) ?? named;
  return FORMATS.find((row) => row.looks?.(text, head) === true) ?? DOCUMENT;
}

const BRACE = 0x7b;

/** The head as text, good enough for its ASCII. */
function headText(bytes: Buffer): string {
  const wide = wideEncoding(bytes);
  const text =
    wide === undefined
      ? bytes.toString("latin1")
      : wide === "utf-16le" || wide === "utf-16be"
        ? decodeUtf16(bytes, wide)
        : bytes.toString("latin1").replaceAll("\0", "");
  return text.replace(/^(?:\xef\xbb\xbf|\ufeff)?\s*/, "");
}

/** A first line that is an object by itself, and a second that begins another; or most of the lines so, if the first is broken. */
function looksLikeJsonLines(text: string, head: Head): boolean {
  if (text.charCodeAt(0) !== BRACE) return false;
  const lines = text.split("\n");
  if (!head.isWhole) lines.pop();
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  const [only = ""] = filled;
  // One line that is longer than the head, under a name that does not say "lines", is taken for the one object of the file.
  if (filled.length === 0) return extensionOf(head.name) !== "json" && /^\{\s*"/.test(text);
  if (filled.length === 1) return !head.isWhole && only.endsWith("}");
  const objects = filled.filter((line) => line.startsWith("{") && line.endsWith("}")).length;
  return objects * 2 > filled.length;
}

/** A header of short names, a field of text among them, over a row that has as many delimiters. */
function looksLikeCsv(text: string): boolean {
  const header = /^[\w" .:-]{1,60}[,;\t|][\w" .:,;\t|-]{1,2000}\r?\n/.exec(text)?.[0];
  if (header === undefined) return false;
  const delimiter = /[,;\t|]/.exec(header)?.[0] ?? ",";
  const names = header.split(delimiter).map((name) => name.replaceAll('"', "").trim());
  if (names.length < 2 || names.some((name) => name === "") || !hasRecordNames(names)) return false;
  return text.slice(header.length).split(delimiter).length >= names.length;
}

/** The root element of a feed behind declarations and comments. */
const FEED_START =
  /^(?:<\?[^>]{0,500}>\s*|<!--[^]{0,5000}?-->\s*|<!DOCTYPE[^>[]{0,500}(?:\[[^\]]{0,5000}\]\s{0,99})?>\s*){0,10}<(?:rss(?:\s[^<>]{0,3000})?>\s*(?:<!--[^]{0,5000}?-->\s*){0,3}<channel[\s>]|rdf:RDF\s[^>]{0,3000}purl\.org\/rss|(?:atom:)?feed\s[^>]{0,3000}(?:w3\.org\/2005\/Atom|purl\.org\/atom))/i;

function looksLikeFeed(text: string): boolean {
  return FEED_START.test(text);
}

/** An array of objects, or an object that begins with a field; text in brackets or braces is none. */
function looksLikeJson(text: string, head: Head): boolean {
  // Under a name of lines only what no line of JSONL is: an array, or a value that goes on over the next lines.
  if (NAMES_OF_LINES.includes(extensionOf(head.name))) return /^(?:\[\s*\{|\{\s*\n)/.test(text);
  return /^(?:\[\s*(?:\{|\]\s*$)|\{\s*(?:"[^"\n]{0,200}"\s*:|\}\s*$))/.test(text);
}

/** JSON that is one value and no record. */
const JSON_SCALAR = /^(?:"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)\s*$/;

/** A page, or text without a single bracket that could be of JSON: an error page, or what a scraper gave the wrong name. */
function isNoJson(text: string, head: Head): boolean {
  return isPage(text) || !(/^[ \t\x1e]*[{[]/m.test(text) || /[{[]\s{0,99}["{[]/.test(text) || (head.isWhole && JSON_SCALAR.test(text)));
}
