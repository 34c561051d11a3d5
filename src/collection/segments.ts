/**
 * The append-only log of a collection, cut into segments: what the database can always be rebuilt from.
 *
 * A frame is `marker u24 · kind u8 · length u32 · checksum u32 · body`, little-endian; the checksum is CRC-32 of the body, begun
 * with the kind. Frames are gathered and written by the megabyte. A process that is killed leaves a torn end behind the last whole
 * frame: opening the log for writing cuts it off. A frame in the middle that is damaged costs that frame alone: the marker tells
 * where the next one begins. A place is segment × 2³² + offset, so that places grow with time.
 */
import { crc32 } from "node:zlib";
import { join } from "node:path";
import type { Place } from "../flow/store.ts";
import type { Files } from "./files.ts";

/** What a frame holds; "void": nothing any more. The numbers are on disk: new kinds take new numbers. */
export const FRAME_KINDS = { page: 1, article: 2, row: 3, source: 4, commit: 5, void: 6 } as const;
export type FrameKind = keyof typeof FRAME_KINDS;

export interface Frame {
  readonly place: Place;
  readonly kind: FrameKind;
  readonly body: Uint8Array;
  /** Where the next frame of the segment begins. */
  readonly end: Place;
}

/** Bytes that do not make a frame. */
export interface Damage {
  readonly place: Place;
  /** For people. */
  readonly damage: string;
  /** Where the next whole frame begins, or the segment ends. */
  readonly end: Place;
}

export interface Segments {
  append(kind: FrameKind, body: Uint8Array): Place;
  /** The frame at a place. Throws `DamagedSegment` when there is none, or its checksum is wrong. */
  frame(place: Place): Frame;
  /** Every frame from a place on that holds something, in order; after damage it goes on where the next frame must begin, or ends. */
  frames(from: Place): Generator<Frame | Damage>;
  /** Makes damaged bytes a frame that holds nothing, so that they are not met again. */
  heal(damage: Damage): void;
  /** Where the next frame will lie. */
  readonly end: Place;
  /** Everything appended so far is on the disk afterwards. */
  sync(): void;
  close(): void;
}

/** A frame that was whole once is not any more: the disk or a person changed it. */
export class DamagedSegment extends Error {
  override readonly name = "DamagedSegment";
  /** Folder of the segments. */
  readonly folder: string;

  constructor(folder: string, problem: string) {
    super(`the collection is damaged: ${problem}`);
    this.folder = folder;
  }
}

/** A log that another version of the program wrote. */
export class OtherFormat extends Error {
  override readonly name = "OtherFormat";
}

/** First bytes of each segment: name and version of the format, which is one digit. */
const FORMAT = "2";
const MAGIC: Uint8Array = Buffer.from(`ingest-segment/${FORMAT}\n`, "latin1");
const MAGIC_SHAPE = /^ingest-segment\/(\d)\n$/;
const HEADER_BYTES = 12;
/** Place of the first frame of a log. */
export const SEGMENTS_START: Place = MAGIC.length;
/** The first three bytes of every frame: rare in deflated bytes, and no UTF-8. */
const MARKER = 0xf7_1e_c5;
/** Offsets inside a segment stay below 2³². */
const SEGMENT_SPAN = 2 ** 32;
/** A segment that has grown past this is followed by the next: files that backup tools and people can handle. */
export const SEGMENT_BYTES_MAX: number = 256 * 1024 * 1024;
/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1024 * 1024;
/** Bytes read at once when frames are read one after the other. */
const WINDOW_BYTES = 1024 * 1024;
/** Bytes read at once elsewhere: most frames of news pages are smaller. */
const PROBE_BYTES = 16 * 1024;
/** No frame is larger: record limits are far below. What claims to be is damage. */
const FRAME_BYTES_MAX = 1024 * 1024 * 1024;

const KIND_NAMES: ReadonlyMap<number, FrameKind> = new Map(
  (["page", "article", "row", "source", "commit", "void"] as const).map((kind) => [FRAME_KINDS[kind], kind]),
);

export interface SegmentsMode {
  /** false: nothing is changed, and `append` throws. */
  readonly write: boolean;
  /** Up to here the log is known to be whole, so that opening it need not read that; undefined: nothing is known. */
  readonly wholeTo: Place | undefined;
}

/** Opens the log in a folder, and makes it where there is none. Throws OtherFormat, and what the file system throws. */
export function openSegments(files: Files, folder: string, mode: SegmentsMode): Segments {
  return new SegmentFiles(files, folder, mode);
}

/** Names of segment files sort in the order of their numbers. */
function segmentName(segment: number): string {
  return `segment-${String(segment).padStart(6, "0")}.bin`;
}

class SegmentFiles implements Segments {
  readonly #files: Files;
  readonly #folder: string;
  readonly #write: boolean;
  /** Open files and their lengths on disk, by number of segment. */
  readonly #segments: { readonly file: number; length: number }[] = [];
  /** What was appended and not yet written, and where it will lie in the last segment. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** A stretch of a segment that was read: frames are mostly read in the order in which they were written. */
  #window: { readonly segment: number; readonly from: number; readonly bytes: Buffer } | undefined;
  #lastRead: Place = -1;

  constructor(files: Files, folder: string, { write, wholeTo }: SegmentsMode) {
    this.#files = files;
    this.#folder = folder;
    this.#write = write;
    if (write) files.makeFolder(folder);
    for (let segment = 0; ; segment++) {
      const path = join(folder, segmentName(segment));
      if (files.facts(path) === undefined) break;
      const file = files.open(path, write ? "r+" : "r");
      this.#segments.push({ file, length: files.factsOf(file).size });
    }
    this.#checkFormat();
    const last = this.#segments.at(-1);
    if (write && last !== undefined) this.#cutTornEnd(this.#segments.length - 1, last, wholeTo ?? 0);
  }

  /** First bytes that are merely damaged are no reason to give the rest up. */
  #checkFormat(): void {
    const first = this.#segments[0];
    if (first === undefined) return;
    const bytes = Buffer.alloc(MAGIC.length);
    this.#files.read(first.file, bytes, 0);
    const format = MAGIC_SHAPE.exec(bytes.toString("latin1"))?.[1] ?? FORMAT;
    if (format === FORMAT) return;
    this.close();
    throw new OtherFormat(
      `another version of ingest made this collection (format ${format}, here ${FORMAT}): choose a new folder, and ingest the sources again`,
    );
  }

  get end(): Place {
    const last = this.#segments.at(-1);
    return last === undefined ? SEGMENTS_START : (this.#segments.length - 1) * SEGMENT_SPAN + last.length + this.#waitingBytes;
  }

  append(kind: FrameKind, body: Uint8Array): Place {
    if (!this.#write) throw new Error("this collection was opened for reading");
    const last = this.#segments.at(-1);
    if (last === undefined || last.length + this.#waitingBytes > SEGMENT_BYTES_MAX) this.#begin();
    const place = this.end;
    this.#waiting.push(headerOf(kind, body), body);
    this.#waitingBytes += HEADER_BYTES + body.length;
    if (this.#waitingBytes >= BUFFER_BYTES) this.#flush();
    return place;
  }

  frame(place: Place): Frame {
    const isNext = place === this.#lastRead;
    const frame = this.#frameAt(place, isNext ? WINDOW_BYTES : PROBE_BYTES);
    if ("damage" in frame) throw new DamagedSegment(this.#folder, `${segmentName(Math.floor(place / SEGMENT_SPAN))}, ${frame.damage}`);
    this.#lastRead = frame.end;
    return frame;
  }

  *frames(from: Place): Generator<Frame | Damage> {
    this.#flush();
    let place = from;
    for (;;) {
      let segment = Math.floor(place / SEGMENT_SPAN);
      const length = this.#segments[segment]?.length;
      if (length === undefined) return;
      if (place % SEGMENT_SPAN >= length) {
        if (++segment >= this.#segments.length) return;
        place = segment * SEGMENT_SPAN + MAGIC.length;
        continue;
      }
      const frame = this.#frameAt(place, WINDOW_BYTES);
      const end = "damage" in frame ? this.#nextFrameAfter(place) : frame.end;
      if ("damage" in frame) yield { ...frame, end };
      else if (frame.kind !== "void") yield frame;
      place = end;
    }
  }

  heal({ place, end }: Damage): void {
    const segment = Math.floor(place / SEGMENT_SPAN);
    const offset = place % SEGMENT_SPAN;
    const open = this.#segments[segment];
    const length = end - place - HEADER_BYTES;
    if (open === undefined || length < 0) return;
    const body = this.#bytesAt(segment, offset + HEADER_BYTES, length, 0);
    this.#files.write(open.file, headerOf("void", body), offset);
    this.#window = undefined;
  }

  sync(): void {
    this.#flush();
    const last = this.#segments.at(-1);
    if (last !== undefined) this.#files.sync(last.file);
    this.#files.syncFolder(this.#folder);
  }

  close(): void {
    try {
      if (this.#write) this.#flush();
    } finally {
      for (const { file } of this.#segments) this.#files.close(file);
      this.#segments.length = 0;
    }
  }

  /** Starts the next segment; the one before is complete and on the disk. */
  #begin(): void {
    this.#flush();
    const before = this.#segments.at(-1);
    if (before !== undefined) this.#files.sync(before.file);
    const file = this.#files.open(join(this.#folder, segmentName(this.#segments.length)), "wx+");
    this.#files.write(file, MAGIC, 0);
    this.#segments.push({ file, length: MAGIC.length });
  }

  #flush(): void {
    const last = this.#segments.at(-1);
    if (last === undefined || this.#waitingBytes === 0) return;
    this.#files.write(last.file, Buffer.concat(this.#waiting), last.length);
    last.length += this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #frameAt(place: Place, readBytes: number): Frame | Omit<Damage, "end"> {
    const segment = Math.floor(place / SEGMENT_SPAN);
    const offset = place % SEGMENT_SPAN;
    if (segment === this.#segments.length - 1 && offset >= (this.#segments[segment]?.length ?? 0)) this.#flush();
    const header = this.#bytesAt(segment, offset, HEADER_BYTES, readBytes);
    if (header.length < HEADER_BYTES) return { place, damage: `the frame at ${offset} ends early` };
    const kindNumber = header[3] ?? 0;
    const kind = KIND_NAMES.get(kindNumber);
    const length = header.readUInt32LE(4);
    const checksum = header.readUInt32LE(8);
    if (header.readUIntLE(0, 3) !== MARKER || kind === undefined || length > FRAME_BYTES_MAX)
      return { place, damage: `no frame begins at ${offset}` };
    // With its header: who reads the frame again finds all of it in the window.
    const body = this.#bytesAt(segment, offset, HEADER_BYTES + length, readBytes).subarray(HEADER_BYTES);
    if (body.length < length) return { place, damage: `the frame at ${offset} ends early` };
    if (checksumOf(kindNumber, body) !== checksum) return { place, damage: `the frame at ${offset} does not fit its checksum` };
    return { place, kind, body, end: place + HEADER_BYTES + length };
  }

  /** Where the next whole frame of the segment begins, after a damaged one; the segment's end where there is none. */
  #nextFrameAfter(damaged: Place): Place {
    const segment = Math.floor(damaged / SEGMENT_SPAN);
    const length = this.#segments[segment]?.length ?? 0;
    const marker = Buffer.alloc(3);
    marker.writeUIntLE(MARKER, 0, 3);
    for (let from = (damaged % SEGMENT_SPAN) + 1; from < length;) {
      const bytes = this.#bytesAt(segment, from, Math.min(WINDOW_BYTES, length - from), WINDOW_BYTES);
      const at = bytes.indexOf(marker);
      if (at === -1) {
        // The marker may lie across the border of two windows.
        from += Math.max(1, bytes.length - 2);
        continue;
      }
      const place = segment * SEGMENT_SPAN + from + at;
      if (!("damage" in this.#frameAt(place, WINDOW_BYTES))) return place;
      from += at + 1;
    }
    return segment * SEGMENT_SPAN + length;
  }

  /** Bytes of a segment; fewer at its end. Reads at least `readBytes` ahead, and remembers them. */
  #bytesAt(segment: number, offset: number, length: number, readBytes: number): Buffer {
    const window = this.#window;
    if (window !== undefined && window.segment === segment && offset >= window.from && offset + length <= window.from + window.bytes.length)
      return window.bytes.subarray(offset - window.from, offset - window.from + length);
    const open = this.#segments[segment];
    if (open === undefined) return Buffer.alloc(0);
    const available = Math.max(0, Math.min(open.length - offset, Math.max(length, readBytes)));
    // Not pooled: what is handed out are views, and they may outlive the window.
    const bytes = Buffer.allocUnsafeSlow(available);
    const count = this.#files.read(open.file, bytes, offset);
    this.#window = { segment, from: offset, bytes: bytes.subarray(0, count) };
    return this.#window.bytes.subarray(0, length);
  }

  /** Cuts off what a killed process left half-written at the end of the last segment. */
  #cutTornEnd(segment: number, last: { readonly file: number; length: number }, wholeTo: Place): void {
    if (last.length < MAGIC.length) {
      // Killed between making the segment and writing its first bytes.
      this.#files.write(last.file, MAGIC, 0);
      last.length = MAGIC.length;
      return;
    }
    // What is known to be whole beyond the end is not there any more: then nothing is known.
    let whole = Math.max(wholeTo > this.end ? 0 : wholeTo, segment * SEGMENT_SPAN + MAGIC.length);
    for (const frame of this.frames(whole)) if (!("damage" in frame)) whole = frame.end;
    const length = whole - segment * SEGMENT_SPAN;
    if (length >= last.length) return;
    this.#files.truncate(last.file, length);
    last.length = length;
    this.#window = undefined;
  }
}

function headerOf(kind: FrameKind, body: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUIntLE(MARKER, 0, 3);
  header.writeUInt8(FRAME_KINDS[kind], 3);
  header.writeUInt32LE(body.length, 4);
  header.writeUInt32LE(checksumOf(FRAME_KINDS[kind], body), 8);
  return header;
}

function checksumOf(kind: number, body: Uint8Array): number {
  return crc32(body, kind);
}
