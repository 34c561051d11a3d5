/** A stream of bytes that can be looked into before it is read: what the recognition of formats and every container rest on. */
import { createHash } from "node:crypto";

/** Something that the bytes themselves did wrong, in words for people: "gzip data ends early". Becomes a failed record. */
export class InputFault extends Error {
  override readonly name = "InputFault";
}

/** What a person reads about an error that came up while bytes were fetched or unpacked. */
export function faultReason(error: unknown): string {
  if (error instanceof InputFault) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const known = SYSTEM_ERRORS[code];
  if (known !== undefined) return known;
  return error instanceof Error ? `cannot be read: ${error.message}` : "cannot be read";
}

/** The messages of the operating system name paths of this machine, which must not reach records; these do not. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "cannot be read: it is not there any more",
  EACCES: "cannot be read: permission denied",
  EPERM: "cannot be read: permission denied",
  EISDIR: "cannot be read: it is a folder",
  EIO: "cannot be read: the disk reports an error",
  EMFILE: "cannot be read: too many files are open",
};

/** Bytes read up to a limit. */
export interface Collected {
  readonly bytes: Buffer;
  /** False: there were more than the limit; `bytes` is cut exactly there, so that hashes do not depend on how chunks fell. */
  readonly isWhole: boolean;
}

const NOTHING = Buffer.alloc(0);

/** Reads an async iterable of bytes once, with a look ahead. Chunks are passed on as they come, never copied unless they must be joined. */
export class ByteReader implements AsyncIterable<Buffer> {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #ahead: Buffer[] = [];
  #aheadBytes = 0;
  #ended = false;
  /** A fault of the source waits until the bytes before it are read. */
  #fault: { readonly error: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them: at least `count` unless the stream ends before. The same whatever the sizes of chunks. Never throws: a fault comes with `next`. */
  async peek(count: number): Promise<Buffer> {
    while (this.#aheadBytes < count && !this.#ended) {
      let chunk: Buffer | undefined;
      try {
        chunk = await this.#pull();
      } catch (error) {
        this.#fault = { error };
      }
      if (chunk === undefined) break;
      this.#ahead.push(chunk);
      this.#aheadBytes += chunk.length;
    }
    if (this.#ahead.length > 1) this.#ahead = [Buffer.concat(this.#ahead)];
    return (this.#ahead[0] ?? NOTHING).subarray(0, count);
  }

  /** The next chunk, never empty; undefined at the end. */
  async next(): Promise<Buffer | undefined> {
    const chunk = this.#ahead.shift();
    if (chunk === undefined) return this.#pull();
    this.#aheadBytes -= chunk.length;
    return chunk;
  }

  /** Puts bytes back, to be read next. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#ahead.unshift(bytes);
    this.#aheadBytes += bytes.length;
  }

  /** Everything that is left, up to a limit. */
  async collect(bytesMax: number): Promise<Collected> {
    const parts: Buffer[] = [];
    let size = 0;
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) {
      parts.push(chunk);
      size += chunk.length;
      if (size > bytesMax) return { bytes: Buffer.concat(parts, size).subarray(0, bytesMax), isWhole: false };
    }
    return { bytes: parts.length === 1 ? (parts[0] ?? NOTHING) : Buffer.concat(parts, size), isWhole: true };
  }

  /** Exactly `count` bytes, of which at most `keepMax` are kept; `got` is less than `count` where the stream ends before. */
  async take(count: number, keepMax: number): Promise<{ readonly bytes: Buffer; readonly got: number }> {
    const parts: Buffer[] = [];
    let got = 0;
    let kept = 0;
    while (got < count) {
      const chunk = await this.next();
      if (chunk === undefined) break;
      const piece = chunk.subarray(0, count - got);
      this.unread(chunk.subarray(piece.length));
      got += piece.length;
      if (kept < keepMax) {
        const part = piece.subarray(0, keepMax - kept);
        parts.push(part);
        kept += part.length;
      }
    }
    return { bytes: parts.length === 1 ? (parts[0] ?? NOTHING) : Buffer.concat(parts, kept), got };
  }

  /** Lets go of the source: closes the file behind it. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#ahead = [];
    this.#aheadBytes = 0;
    await this.#iterator.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) yield chunk;
  }

  async #pull(): Promise<Buffer | undefined> {
    if (this.#fault !== undefined) {
      const { error } = this.#fault;
      this.#fault = undefined;
      throw error;
    }
    while (!this.#ended) {
      let step: IteratorResult<Uint8Array, unknown>;
      try {
        step = await this.#iterator.next();
      } catch (error) {
        this.#ended = true;
        throw error;
      }
      if (step.done === true) {
        this.#ended = true;
        break;
      }
      const { value } = step;
      if (value.length > 0) return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    return undefined;
  }
}

/** One line of a file of lines, without its line feed. */
export interface Line {
  /** From 1, as editors count. */
  readonly number: number;
  /** The line's bytes; of a line over the limit, its head only. */
  readonly bytes: Buffer;
  /** Set when the line is over the limit: what it measures and hashes to as a whole. */
  readonly overlong: { readonly bytes: number; readonly sha256: string } | undefined;
  /** The stream broke within it; its fault comes next. */
  readonly isCut: boolean;
}

/** How much of a line over the limit is kept, to show it. */
const OVERLONG_HEAD_BYTES = 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a stream. A line over the limit is measured and hashed but not kept, so that memory stays under the limit however long
 * it is. When the stream breaks, what came of the last line is yielded before the error is thrown on.
 */
export async function* splitLines(reader: ByteReader, lineBytesMax: number): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  let hash: ReturnType<typeof createHash> | undefined;
  const flush = (isCut: boolean): Line => {
    number++;
    const bytes = parts.length === 1 ? (parts[0] ?? NOTHING) : Buffer.concat(parts);
    const overlong = hash === undefined ? undefined : { bytes: size, sha256: hash.digest("hex") };
    parts = [];
    size = 0;
    hash = undefined;
    return { number, bytes, overlong, isCut };
  };
  const take = (piece: Buffer): void => {
    size += piece.length;
    if (hash === undefined) {
      parts.push(piece);
      if (size <= lineBytesMax) return;
      hash = createHash("sha256");
      for (const part of parts) hash.update(part);
      parts = [Buffer.from((parts[0] ?? NOTHING).subarray(0, OVERLONG_HEAD_BYTES))];
    } else {
      hash.update(piece);
    }
  };
  try {
    for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        take(chunk.subarray(start, end));
        yield flush(false);
        start = end + 1;
      }
      if (start < chunk.length) take(chunk.subarray(start));
    }
  } catch (error) {
    if (size > 0) yield flush(true);
    throw error;
  }
  if (size > 0) yield flush(false);
}
