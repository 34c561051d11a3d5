/** Hashes: SHA-256 for identity, 32-bit mixing for tables and sketches. */
import { hash } from "node:crypto";
import type { DocumentId, RecordLocator } from "../types.ts";

/** SHA-256 of the bytes (or of the UTF-8 of a string) as 64 hex digits. */
export function sha256(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** The first half and less of a SHA-256, in hex: a string of its own, where cutting the whole one would keep it in memory. */
export function shortSha256(data: string, digits: number): string {
  return hash("sha256", data, "buffer").toString("hex", 0, digits / 2);
}

/** What makes a document this document. The fields are parted by NUL, which none of them can contain. */
export function documentId(identity: { source: string; record: RecordLocator | undefined; sha256: string }): DocumentId {
  const name = `${identity.source}\0${identity.record?.label ?? ""}\0${identity.sha256}`;
  return shortSha256(name, 16) as DocumentId;
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the input reaches every bit of the output. */
export function mix32(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Of FNV-1a, 32 bits (Fowler, Noll, Vo; public domain). */
export const HASH_START: number = 0x811c9dc5 | 0;
export const HASH_PRIME: number = 0x01000193;

/** FNV-1a over UTF-16 units, finished by mix32. `seed` parts families of tokens that share a table. */
export function hashString(text: string, seed = 0): number {
  let h = HASH_START ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), HASH_PRIME);
  return mix32(h);
}
