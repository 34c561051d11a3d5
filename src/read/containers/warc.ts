/**
 * WARC 0.18 to 1.1, and WET: responses, resources and conversions as documents; requests, metadata and notes about the file are no
 * documents and are passed over. Read by hand because crawls are cut and miscounted: after a wrong length the next record is looked for.
 */
import { ByteReader, faultReason } from "../bytes.ts";
import { httpCharset } from "../charset.ts";
import { instant } from "../dates.ts";
import { failed, fromBytes, measure, skipped, unreadable, type Facts, type Item, type Reading } from "../reading.ts";
import { parseHttp, unpackBody, type HttpMessage } from "./http.ts";

/** Bytes of the headers of one record; real ones have less than 4 KB. */
const HEADER_BYTES_MAX = 65_536;
/** Records that hold no document by their nature. */
const NO_DOCUMENTS: ReadonlySet<string> = new Set(["warcinfo", "request", "metadata"]);
/** The begin of a record, after the line feed of the line before. */
const NEXT_RECORD = Buffer.from("\nWARC/", "latin1");

type Headers = ReadonlyMap<string, string>;

export async function* readWarc(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  let number = 0;
  try {
    while (await toNextRecord(reader)) {
      number++;
      const headers = await readHeaders(reader);
      if (headers === undefined) {
        // A break in the packing around it is the better reason, and one record fails once.
        const fault = await resync(reader).catch(faultReason);
        yield refuse(reading, number, Buffer.alloc(0), reading.facts, failed(fault ?? "the header of the WARC record is damaged"));
        continue;
      }
      yield* readRecord(reader, reading, number, headers);
    }
  } catch (error) {
    yield refuse(reading, number + 1, Buffer.alloc(0), reading.facts, failed(faultReason(error)));
  }
}

function refuse(reading: Reading, number: number, bytes: Buffer, facts: Facts, fate: ReturnType<typeof failed | typeof skipped>): Item {
  return unreadable(reading, { label: String(number), measure: measure(bytes), facts, fate });
}

/** Goes over the empty lines between records; false at the end. */
async function toNextRecord(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const chunk = await reader.next();
    if (chunk === undefined) return false;
    const start = chunk.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
    if (start === -1) continue;
    reader.unread(chunk.subarray(start));
    if ((await reader.peek(5)).toString("latin1") === "WARC/") return true;
    await resync(reader);
  }
}

/** Skips to the next line that begins a record, or to the end. */
async function resync(reader: ByteReader): Promise<undefined> {
  let tail: Buffer = Buffer.alloc(0);
  for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
    const joined = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const at = joined.indexOf(NEXT_RECORD);
    if (at !== -1) {
      reader.unread(joined.subarray(at + 1));
      return undefined;
    }
    tail = joined.subarray(-(NEXT_RECORD.length - 1));
  }
  return undefined;
}

/** Header fields by lower-case name. Continuation lines are joined. undefined: no end within the limit. */
async function readHeaders(reader: ByteReader): Promise<Headers | undefined> {
  let head = await reader.peek(4096);
  let end = headerEnd(head);
  if (end === undefined) {
    head = await reader.peek(HEADER_BYTES_MAX);
    end = headerEnd(head);
  }
  if (end === undefined) return undefined;
  const { bytes } = await reader.take(end, end);
  return parseHeaders(bytes.toString("utf8"));
}

function headerEnd(head: Buffer): number | undefined {
  const windows = head.indexOf("\r\n\r\n");
  const unix = head.indexOf("\n\n");
  if (windows === -1 && unix === -1) return undefined;
  return unix === -1 || (windows !== -1 && windows < unix) ? windows + 4 : unix + 2;
}

function parseHeaders(text: string): Headers {
  const headers = new Map<string, string>();
  for (const line of text
    .replace(/\r?\n[ \t]+/g, " ")
    .split("\n")
    .slice(1)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

async function* readRecord(reader: ByteReader, reading: Reading, number: number, headers: Headers): AsyncGenerator<Item> {
  const { recordBytesMax } = reading.options.limits;
  const type = (headers.get("warc-type") ?? "").toLowerCase();
  const facts = factsOf(headers, reading.facts);
  const written = headers.get("content-length") ?? "";
  const length = /^\d{1,15}$/.test(written) ? Number(written) : undefined;
  if (length === undefined) {
    yield refuse(reading, number, Buffer.alloc(0), facts, failed("the WARC record has no valid Content-Length"));
    await resync(reader);
    return;
  }
  const isWanted = !NO_DOCUMENTS.has(type);
  let taken: { readonly bytes: Buffer; readonly got: number };
  try {
    // The head of an unwanted record is kept too: a length that is too great must not hide the records that follow.
    taken = await reader.take(length, Math.min(length, recordBytesMax));
  } catch (error) {
    yield refuse(reading, number, Buffer.alloc(0), facts, failed(faultReason(error)));
    return;
  }
  const { bytes, got } = taken;
  if (got < length || !(await endsHere(reader))) {
    const swallowed = bytes.indexOf(NEXT_RECORD);
    const isCut = got < length && swallowed === -1;
    const body = swallowed === -1 ? bytes : bytes.subarray(0, swallowed);
    yield refuse(
      reading,
      number,
      body,
      facts,
      failed(isCut ? "the WARC record ends early" : "the Content-Length of the WARC record is wrong"),
    );
    if (swallowed !== -1) reader.unread(bytes.subarray(swallowed + 1));
    else await resync(reader);
    return;
  }
  if (!isWanted) return;
  if (length > recordBytesMax) {
    yield refuse(reading, number, bytes, facts, failed(`is longer than the limit of ${recordBytesMax} bytes a record`));
    return;
  }
  yield* readContent(reading, number, { type, headers, bytes, facts });
}

/** Does a record end here: empty lines, then the next one or the end of the file? */
async function endsHere(reader: ByteReader): Promise<boolean> {
  const next = (await reader.peek(64)).toString("latin1");
  const rest = next.replace(/^[\r\n]+/, "");
  return rest === "" || (rest.startsWith("WARC/") && rest.length < next.length);
}

interface Content {
  readonly type: string;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly facts: Facts;
}

async function* readContent(reading: Reading, number: number, content: Content): AsyncGenerator<Item> {
  const { type, headers, bytes, facts } = content;
  switch (type) {
    case "response": {
      const http = parseHttp(bytes);
      if (http === undefined)
        yield refuse(reading, number, bytes, facts, skipped(`not a page: ${headers.get("content-type") ?? "no HTTP response"}`));
      else yield* readResponse(reading, number, http, facts);
      return;
    }
    case "resource":
      yield* readPayload(reading, number, { bytes, mediaType: headers.get("content-type"), facts });
      return;
    case "conversion":
      yield await fromBytes(reading, { label: String(number), bytes, facts, format: conversionFormat(headers), charset: undefined });
      return;
    default:
      yield refuse(reading, number, bytes, facts, skipped(`not a page: WARC record of type "${type}"`));
  }
}

/** WET holds the text of a page, whatever it looks like. */
function conversionFormat(headers: Headers): "text" | undefined {
  return /^text\/plain\b/i.test(headers.get("content-type") ?? "") ? "text" : undefined;
}

async function* readResponse(reading: Reading, number: number, http: HttpMessage, outer: Facts): AsyncGenerator<Item> {
  if (http.status !== 200 && http.status !== 203) {
    yield refuse(reading, number, http.body, outer, skipped(`not a page: HTTP status ${http.status}`));
    return;
  }
  const body = await unpackBody(http, reading.options.limits.recordBytesMax);
  if ("fault" in body) {
    yield refuse(reading, number, http.body, outer, failed(body.fault));
    return;
  }
  const language = http.headers.get("content-language");
  const claims =
    language === undefined || language === "" || language.includes(",")
      ? outer.claims
      : [...outer.claims, { field: "language", value: language, from: "http", confidence: 0.6, block: undefined } as const];
  yield* readPayload(reading, number, { bytes: body.bytes, mediaType: http.headers.get("content-type"), facts: { ...outer, claims } });
}

/** Media types that a crawl fetches besides its pages. */
const NO_PAGES =
  /^(?:image|audio|video|font|model)\/|^text\/(?:css|javascript|ecmascript|dns|calendar|vcard)|^application\/(?:(?:x-)?javascript|ecmascript|json|ld\+json|pdf|zip|octet-stream|wasm|font|x-font|vnd\.ms|x-shockwave)/i;
const FEED = /^application\/(?:rss|atom|rdf)\+xml/i;

async function* readPayload(
  reading: Reading,
  number: number,
  payload: { readonly bytes: Buffer; readonly mediaType: string | undefined; readonly facts: Facts },
): AsyncGenerator<Item> {
  const { bytes, facts } = payload;
  const mediaType = payload.mediaType ?? "";
  const label = String(number);
  if (NO_PAGES.test(mediaType)) {
    yield refuse(reading, number, bytes, facts, skipped(`not a page: ${mediaType.slice(0, 80)}`));
  } else if (FEED.test(mediaType)) {
    const entry = reading.entry === undefined ? label : `${reading.entry}#${label}`;
    yield* reading.expand(new ByteReader(once(bytes)), { ...reading, entry, name: "feed.xml", facts: { ...facts, claims: [] } });
  } else {
    const format = /^(?:text\/html|application\/xhtml\+xml)/i.test(mediaType) ? "html" : undefined;
    yield await fromBytes(reading, { label, bytes, facts, format, charset: httpCharset(mediaType) });
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

function factsOf(headers: Headers, outer: Facts): Facts {
  const url = headers.get("warc-target-uri")?.replace(/^<|>$/g, "");
  const isPage = url !== undefined && /^https?:/i.test(url);
  const language = headers.get("warc-identified-content-language")?.split(",")[0];
  return {
    key: headers.get("warc-record-id") ?? outer.key,
    url: url ?? outer.url,
    fetchedAt: instant(headers.get("warc-date")) ?? outer.fetchedAt,
    claims: [
      ...outer.claims,
      ...(isPage ? [{ field: "url", value: url, from: "record", confidence: 0.95, block: undefined } as const] : []),
      ...(language === undefined || language === ""
        ? []
        : [{ field: "language", value: language, from: "record", confidence: 0.8, block: undefined } as const]),
    ],
  };
}
