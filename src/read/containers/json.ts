/** JSON that is no JSONL: an array of records, one object, objects one after the other, or an object around a list of records. */
import { createHash, type Hash } from "node:crypto";
import type { ByteReader } from "../bytes.ts";
import { faultReason, InputFault } from "../bytes.ts";
import { failed, measure, unreadable, type Item, type Reading } from "../reading.ts";
import { recordList } from "../fields.ts";
import { fromJson } from "./json-record.ts";
import { toUtf8 } from "./utf8.ts";

export async function* readJson(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const { recordBytesMax } = reading.options.limits;
  let held: Value | undefined;
  let count = 0;
  try {
    for await (const value of splitValues(await toUtf8(reader), recordBytesMax)) {
      if (held !== undefined) yield* fromValue(reading, String(++count), held);
      held = value;
    }
    if (held === undefined) return;
    // One object is the file itself: its record needs no name.
    if (count === 0 && !held.isElement) yield* fromObject(reading, held);
    else yield* fromValue(reading, String(++count), held);
  } catch (error) {
    if (held !== undefined) yield* fromValue(reading, String(++count), held);
    yield unreadable(reading, { label: String(count + 1), measure: measure(Buffer.alloc(0)), fate: failed(faultReason(error)) });
  }
}

async function* fromValue(reading: Reading, label: string | undefined, value: Value): AsyncGenerator<Item> {
  if (value.overlong === undefined) yield await fromJson(reading, label, value.bytes);
  else {
    const fate = failed(`is longer than the limit of ${reading.options.limits.recordBytesMax} bytes a record`);
    yield unreadable(reading, { label, measure: value.overlong, fate });
  }
}

async function* fromObject(reading: Reading, value: Value): AsyncGenerator<Item> {
  const list = value.overlong === undefined ? recordList(value.bytes.toString("utf8"), reading.options.fields) : undefined;
  if (list === undefined) {
    yield* fromValue(reading, undefined, value);
    return;
  }
  let count = 0;
  // The records are written again: where each of them lay in the bytes is not known any more, and white space between them says nothing.
  for (const record of list) yield await fromJson(reading, String(++count), Buffer.from(JSON.stringify(record), "utf8"));
}

/** One value of a stream of JSON, as bytes. */
interface Value {
  readonly bytes: Buffer;
  readonly overlong: { readonly bytes: number; readonly sha256: string } | undefined;
  /** It is an element of an array at the top. */
  readonly isElement: boolean;
}

/** What stands before every record of a JSON sequence (RFC 7464). */
const RECORD_MARK = 0x1e;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Cuts a stream into its values by brackets and quotes alone; whether a value is sound is for the parser of each. Linear, no recursion. */
async function* splitValues(reader: ByteReader, bytesMax: number): AsyncGenerator<Value> {
  const pending = new Pending(bytesMax);
  let isArray = false;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  for await (const chunk of reader) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (isString) {
        if (isEscaped) {
          isEscaped = false;
          continue;
        }
        const quote = chunk.indexOf(QUOTE, i);
        const end = quote === -1 ? chunk.length : quote;
        isEscaped = backslashesBefore(chunk, i, end) % 2 === 1;
        isString = isEscaped || quote === -1;
        // An escaped quote is left to the next turn.
        i = isEscaped && quote !== -1 ? end - 1 : end;
        continue;
      }
      const isSpace = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === RECORD_MARK;
      if (depth === 0) {
        const isEnd = isSpace || byte === COMMA || (isArray && byte === CLOSE_ARRAY);
        if (isEnd || (!isArray && byte === OPEN_ARRAY && pending.size === 0 && start === i)) {
          pending.take(chunk.subarray(start, i));
          start = i + 1;
          if (pending.size > 0) yield pending.flush(isArray);
          if (byte === OPEN_ARRAY) isArray = true;
          if (byte === CLOSE_ARRAY) isArray = false;
          continue;
        }
      }
      if (byte === QUOTE) isString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && depth > 0 && --depth === 0) {
        pending.take(chunk.subarray(start, i + 1));
        start = i + 1;
        yield pending.flush(isArray);
      }
    }
    pending.take(chunk.subarray(start));
  }
  if (isArray) throw new InputFault("the JSON array ends early");
  if (pending.size > 0) yield pending.flush(false);
}

/** How many backslashes stand right before `end`, not before `start`. */
function backslashesBefore(chunk: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && chunk[at - 1] === BACKSLASH) at--;
  return end - at;
}

/** The bytes of a value so far; of one over the limit only its size and hash. */
class Pending {
  readonly #bytesMax: number;
  #parts: Buffer[] = [];
  #hash: Hash | undefined;
  size = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  take(piece: Buffer): void {
    if (piece.length === 0) return;
    this.size += piece.length;
    if (this.#hash === undefined && this.size > this.#bytesMax) {
      this.#hash = createHash("sha256");
      for (const part of this.#parts) this.#hash.update(part);
      this.#parts = [];
    }
    if (this.#hash === undefined) this.#parts.push(piece);
    else this.#hash.update(piece);
  }

  flush(isElement: boolean): Value {
    const overlong = this.#hash === undefined ? undefined : { bytes: this.size, sha256: this.#hash.digest("hex") };
    const value = { bytes: Buffer.concat(this.#parts), overlong, isElement };
    this.#parts = [];
    this.#hash = undefined;
    this.size = 0;
    return value;
  }
}
