/**
 * Names of files that are no UTF-8, which Linux allows. An address stays a string: a byte that is no part of a character is half a surrogate
 * pair in it, U+DC00 and the byte (as in Python, PEP 383), and leads to the file again.
 */

import { TextDecoder } from "node:util";

/** Halves of surrogate pairs that stand alone. */
const ALONE = /\p{Surrogate}/u;
const EACH_ALONE = /\p{Surrogate}/gu;
const ESCAPE = 0xdc00;

/** The address of a name as the system has it. */
export function addressOf(name: Buffer): string {
  const text = name.toString("utf8");
  if (Buffer.from(text, "utf8").equals(name)) return text;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let address = "";
  for (let at = 0; at < name.length;) {
    const character = characterAt(name, at, decoder);
    address += character ?? String.fromCharCode(ESCAPE + (name[at] ?? 0));
    at += character === undefined ? 1 : Buffer.byteLength(character);
  }
  return address;
}

const CHARACTER_BYTES_MAX = 4;

/** The character that begins here; undefined: none does. */
function characterAt(name: Buffer, at: number, decoder: TextDecoder): string | undefined {
  for (let length = 1; length <= CHARACTER_BYTES_MAX && at + length <= name.length; length++) {
    try {
      return decoder.decode(name.subarray(at, at + length));
    } catch {
      // Too short, or no character at all.
    }
  }
  return undefined;
}

/** What the system opens an address by. */
export function systemPath(address: string): string | Buffer {
  if (!ALONE.test(address)) return address;
  const parts = Array.from(address, (character) =>
    ALONE.test(character) ? Buffer.from([character.charCodeAt(0) - ESCAPE]) : Buffer.from(character, "utf8"),
  );
  return Buffer.concat(parts);
}

/** An address as a path of records: bytes that are no characters are spelled ("caf\xe9.txt"). */
export function spelled(address: string): string {
  if (!ALONE.test(address)) return address;
  return address.replace(EACH_ALONE, (half) => `\\x${(half.charCodeAt(0) - ESCAPE).toString(16).padStart(2, "0")}`);
}
