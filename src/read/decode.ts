/**
 * Bytes → text, in the order in which evidence counts: what the person says, a byte order mark, a declaration that the bytes bear out,
 * strict UTF-8 over all of them, a detector on a sample, and at last windows-1252 with a warning.
 */
import { isAscii, isUtf8, transcode } from "node:buffer";
import type { Encoding } from "../types.ts";
import type { NoticeCode } from "../notices.ts";
import { declaredCharset } from "./charset.ts";
import { wideEncoding } from "./sniff.ts";

export interface Hints {
  /** Encoding that the person gives; taken as it is. */
  readonly given: string | undefined;
  /** Charset of the HTTP header. */
  readonly http: string | undefined;
  /** May the bytes declare their encoding themselves (HTML, XML)? */
  readonly isMarkup: boolean;
}

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  readonly notices: readonly { readonly code: NoticeCode; readonly detail: string }[];
}

/** Never throws: bytes that fit no encoding come with U+FFFD and a warning. Legacy tables load when the first bytes need them. */
export async function decode(bytes: Buffer, hints: Hints): Promise<Decoded> {
  if (hints.given === undefined) {
    const quick = decodeUnicode(bytes, hints);
    if (quick !== undefined) return quick;
  }
  const legacy = await import("./legacy.ts");
  const declared = hints.isMarkup ? declaredCharset(bytes) : undefined;
  return legacy.decodeLegacy(bytes, { ...hints, declared });
}

/** The encodings that need no table. undefined: the bytes are in none of them, or a declaration must be weighed. */
function decodeUnicode(bytes: Buffer, hints: Hints): Decoded | undefined {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return marked;
  const declared = hints.isMarkup ? declaredCharset(bytes) : undefined;
  const how = hints.http === "utf-8" ? "http" : declared === "utf-8" ? "declared" : "utf-8";
  if (isAscii(bytes)) {
    // ISO-2022-JP and its like are seven-bit and switch their tables with escapes.
    if (bytes.includes(0x1b) || bytes.includes(0)) return undefined;
    return { text: bytes.toString("latin1"), encoding: { name: "utf-8", how }, notices: [] };
  }
  if (!isUtf8(bytes) || bytes.includes(0)) return undefined;
  const rival = hints.http ?? declared;
  if (rival !== undefined && rival !== "utf-8") return undefined;
  return { text: decodeUtf8(bytes), encoding: { name: "utf-8", how }, notices: [] };
}

/** First byte of the characters from U+2000 to U+2FFF in UTF-8: quotation marks, dashes, bullets. */
const GENERAL_PUNCTUATION_LEAD = 0xe2;

/** Sound UTF-8 as text. Where a unit needs two bytes anyhow, by way of UTF-16: in a third of the time. */
function decodeUtf8(bytes: Buffer): string {
  return bytes.includes(GENERAL_PUNCTUATION_LEAD) ? transcode(bytes, "utf8", "utf16le").toString("utf16le") : bytes.toString("utf8");
}

function byteOrderMark(bytes: Buffer): Decoded | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const rest = bytes.subarray(3);
    if (!isUtf8(rest)) return undefined;
    return { text: decodeUtf8(rest), encoding: { name: "utf-8", how: "bom" }, notices: [] };
  }
  const first = bytes[0];
  if (first !== 0xff && first !== 0xfe && !(first === 0 && bytes[2] === 0xfe)) return undefined;
  const wide = wideEncoding(bytes);
  if (wide !== "utf-16le" && wide !== "utf-16be") return undefined;
  const text = decodeUtf16(bytes.subarray(2), wide);
  return { text, encoding: { name: wide, how: "bom" }, notices: replacedNotice(text) };
}

/** UTF-16 without its mark; lone surrogates become U+FFFD. */
export function decodeUtf16(bytes: Buffer, name: "utf-16le" | "utf-16be"): string {
  return new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
}

/** The warning about characters that were lost, if any were. */
export function replacedNotice(text: string): Decoded["notices"] {
  const count = countReplaced(text);
  return count === 0 ? [] : [{ code: "encoding-replaced", detail: String(count) }];
}

export function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) count++;
  return count;
}

/** Characters that no writer wrote: U+FFFD, and controls where a wrong table has no letters (not U+0085, a line end of old systems). */
export function countLost(text: string): number {
  return text.match(/[\ufffd\x80-\x84\x86-\x9f]/g)?.length ?? 0;
}
