/** HTTP responses as crawlers stored them: status, headers, and a body that may be chunked and packed, or only say so. */
import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType } from "node:zlib";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { ByteReader, InputFault } from "../bytes.ts";

export interface HttpMessage {
  readonly status: number;
  /** By lower-case name; of repeated ones the first. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Bytes within which the headers must end. */
const HEADER_BYTES_MAX = 262_144;

/** undefined: not a response. */
export function parseHttp(bytes: Buffer): HttpMessage | undefined {
  const head = bytes.toString("latin1", 0, HEADER_BYTES_MAX);
  const status = /^HTTP\/[\d.]{1,5} {1,3}(\d{3})/i.exec(head)?.[1];
  if (status === undefined) return undefined;
  const end = /\r?\n\r?\n/.exec(head);
  const text = end === null ? head : head.slice(0, end.index);
  const headers = new Map<string, string>();
  for (const line of text
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .slice(1)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { status: Number(status), headers, body: end === null ? Buffer.alloc(0) : bytes.subarray(end.index + end[0].length) };
}

type Unpack = (bytes: InputType, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const UNPACKERS: Readonly<Record<string, readonly Unpack[]>> = {
  gzip: [promisify(gunzip)],
  "x-gzip": [promisify(gunzip)],
  // Servers send either under this name.
  deflate: [promisify(inflate), promisify(inflateRaw)],
  br: [promisify(brotliDecompress)],
};

/** Encodings on one body; a real server uses one, a hostile one has no bound. */
const ENCODINGS_MAX = 3;

/** The body as the page's author wrote it. Many crawlers store it unpacked under headers that say otherwise: then it is taken as it is. */
export async function unpackBody(http: HttpMessage, bytesMax: number): Promise<{ readonly bytes: Buffer } | { readonly fault: string }> {
  const transfer = http.headers.get("transfer-encoding")?.toLowerCase() ?? "";
  let bytes = transfer.includes("chunked") ? dechunk(http.body) : http.body;
  const encodings = (http.headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  for (const name of encodings
    .filter((name) => name !== "" && name !== "identity")
    .slice(0, ENCODINGS_MAX)
    .reverse()) {
    const unpackers = UNPACKERS[name];
    if (unpackers === undefined && name !== "zstd") return { fault: `content encoding "${name.slice(0, 20)}" is not supported` };
    if (looksUnpacked(bytes)) continue;
    const unpacked = name === "zstd" ? await unzstdBody(bytes, bytesMax) : await tryAll(unpackers ?? [], bytes, bytesMax);
    if (unpacked === undefined) return { fault: `the body is damaged or unpacks to more than ${bytesMax} bytes (${name})` };
    bytes = unpacked;
  }
  return { bytes };
}

async function tryAll(unpackers: readonly Unpack[], bytes: Buffer, bytesMax: number): Promise<Buffer | undefined> {
  for (const unpack of unpackers) {
    try {
      return await unpack(bytes, { maxOutputLength: bytesMax });
    } catch {
      // The next one may know it.
    }
  }
  return undefined;
}

async function unzstdBody(bytes: Buffer, bytesMax: number): Promise<Buffer | undefined> {
  const { unzstd } = await import("./zstd.ts");
  let size = 0;
  const count = (more: number): void => {
    size += more;
    if (size > bytesMax) throw new InputFault("too much");
  };
  try {
    const parts: Buffer[] = [];
    for await (const part of unzstd(new ByteReader(Readable.from([bytes])), count)) parts.push(part);
    return Buffer.concat(parts);
  } catch {
    return undefined;
  }
}

/** Text at the start: packed bytes have controls among the first few. */
function looksUnpacked(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 64);
  return head.length === 0 || head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** The chunks of a body, joined; the body itself where it is not chunked, whatever the header says. */
function dechunk(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const lineEnd = body.indexOf(0x0a, at);
    const line = lineEnd === -1 || lineEnd - at > 256 ? "" : body.toString("latin1", at, lineEnd);
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;[^\r]*)?\r?$/i.exec(line)?.[1];
    if (size === undefined) return parts.length === 0 ? body : Buffer.concat([...parts, body.subarray(at)]);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(body.subarray(lineEnd + 1, lineEnd + 1 + length));
    at = lineEnd + 1 + length;
    if (body[at] === 0x0d) at++;
    if (body[at] === 0x0a) at++;
  }
  return Buffer.concat(parts);
}
