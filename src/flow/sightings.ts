/** Sightings as bytes: what a collection keeps of a page so that later pages of its site find the lines that recur. */
import type { Sighting } from "../extract/site-memory.ts";

/** Layout: lengths of site, lines and sketch as u32; lines; sketch; prose; site in UTF-8. The numbers come first so that they are aligned. */
const HEADER_UNITS = 3;

export function packSighting({ site, lines, prose, sketch }: Sighting): Uint8Array {
  const name = Buffer.from(site ?? "", "utf8");
  const units = HEADER_UNITS + lines.length + sketch.length;
  const bytes = roomFor(units * 4 + prose.length + name.length);
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, units);
  head[0] = name.length;
  head[1] = lines.length;
  head[2] = sketch.length;
  head.set(lines, HEADER_UNITS);
  head.set(sketch, HEADER_UNITS + lines.length);
  bytes.set(prose, units * 4);
  bytes.set(name, units * 4 + prose.length);
  return bytes;
}

/** Memory for many small sightings at once: one of its own for each of a hundred thousand scatters what lies between them all over. */
const ROOM_BYTES = 1024 * 1024;
let room = new Uint8Array(0);
let roomUsed = 0;

/** New bytes, all zero, aligned for numbers. */
function roomFor(length: number): Uint8Array {
  const size = Math.ceil(length / 4) * 4;
  if (size > ROOM_BYTES / 8) return new Uint8Array(length);
  if (roomUsed + size > room.length) {
    room = new Uint8Array(ROOM_BYTES);
    roomUsed = 0;
  }
  const bytes = room.subarray(roomUsed, roomUsed + length);
  roomUsed += size;
  return bytes;
}

/** The site alone: most packed sightings are of sites that a run does not touch. undefined: the page belongs to none. */
export function packedSite(packed: Uint8Array): string | undefined {
  const nameLength = Buffer.from(packed.buffer, packed.byteOffset, 4).readUInt32LE(0);
  return nameLength === 0
    ? undefined
    : Buffer.from(packed.buffer, packed.byteOffset + packed.length - nameLength, nameLength).toString("utf8");
}

export function unpackSighting(packed: Uint8Array): Sighting {
  const bytes = packed.byteOffset % 4 === 0 ? packed : new Uint8Array(packed);
  const [, lineCount = 0, sketchLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_UNITS);
  const units = HEADER_UNITS + lineCount + sketchLength;
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, units);
  return {
    site: packedSite(bytes),
    lines: head.subarray(HEADER_UNITS, HEADER_UNITS + lineCount),
    prose: bytes.subarray(units * 4, units * 4 + lineCount),
    sketch: head.subarray(HEADER_UNITS + lineCount),
  };
}
