/**
 * Several parts as one stretch of bytes, and back: what pages and articles are stored as.
 *
 * Nothing is compressed. Deflating and inflating cost more than reading, parsing and writing a page of text together, and numbers that
 * are mostly zero are packed more closely where they are made (see `packSparse`).
 *
 * Layout, little-endian: how many parts u32 · length of each u32 · the parts, each followed by zeros up to a multiple of 4.
 */

const UNIT_BYTES = 4;

/** The parts, one after the other. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  let at = (1 + parts.length) * UNIT_BYTES;
  const size = parts.reduce((sum, { length }) => sum + padded(length), at);
  // Memory of its own: a view of a shared pool would keep, and clone between threads, the whole pool.
  const bytes = new Uint8Array(size);
  const header = new Uint32Array(bytes.buffer, 0, 1 + parts.length);
  header[0] = parts.length;
  parts.forEach((part, i) => {
    header[1 + i] = part.length;
    bytes.set(part, at);
    at += padded(part.length);
  });
  return bytes;
}

/** The parts again, as views. Throws on bytes that are no parts. */
export class Parts {
  readonly #bytes: Buffer;
  readonly #count: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#count = this.#bytes.readUInt32LE(0);
  }

  /** A part where it lies. */
  bytes(index: number): Buffer {
    let at = (1 + this.#count) * UNIT_BYTES;
    for (let before = 0; before < index; before++) at += padded(this.#length(before));
    const end = at + this.#length(index);
    if (index >= this.#count || end > this.#bytes.length) throw new Error("these bytes are cut, or no page and no article");
    return this.#bytes.subarray(at, end);
  }

  text(index: number): string {
    return this.bytes(index).toString("utf8");
  }

  json(index: number): unknown {
    return JSON.parse(this.text(index));
  }

  /** A part in memory of its own: typed arrays want their alignment, and outlive what they were read from. */
  copy(index: number): ArrayBuffer {
    return new Uint8Array(this.bytes(index)).buffer;
  }

  #length(index: number): number {
    return this.#bytes.readUInt32LE((1 + index) * UNIT_BYTES);
  }
}

/** A lone surrogate does not survive UTF-8: text has none, it was decoded. */
export function utf8(text: string): Buffer {
  return Buffer.from(text, "utf8");
}

export function json(value: unknown): Buffer {
  return utf8(JSON.stringify(value));
}

/** A typed array as its bytes. */
export function raw({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Numbers of which most are zero: a bit each, and then those that are not. */
export function packSparse(values: Float32Array): Uint8Array {
  const bits = new Uint8Array(padded(Math.ceil(values.length / 8)));
  const kept = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    // By the sign as well: minus zero is not zero, bit by bit.
    if (Object.is(value, 0)) continue;
    bits[i >>> 3] = (bits[i >>> 3] ?? 0) | (1 << (i & 7));
    kept[count++] = value;
  }
  const packed = new Uint8Array(bits.length + count * UNIT_BYTES);
  packed.set(bits);
  packed.set(raw(kept.subarray(0, count)), bits.length);
  return packed;
}

/** The numbers again; `length`: how many there were. */
export function unpackSparse(packed: ArrayBuffer, length: number): Float32Array {
  const bitBytes = padded(Math.ceil(length / 8));
  const bits = new Uint8Array(packed, 0, bitBytes);
  const kept = new Float32Array(packed, bitBytes);
  const values = new Float32Array(length);
  let count = 0;
  for (let byte = 0; byte < bitBytes; byte++) {
    const eight = bits[byte] ?? 0;
    if (eight === 0) continue;
    for (let bit = 0; bit < 8; bit++) if ((eight & (1 << bit)) !== 0) values[byte * 8 + bit] = kept[count++] ?? 0;
  }
  return values;
}

/** JSON leaves out keys whose value is undefined; the types demand them. */
export function revive<T extends object>(value: T, keys: readonly (keyof T)[]): T {
  let revived = value;
  for (const key of keys) if (!(key in value)) revived = { ...revived, [key]: undefined };
  return revived;
}

function padded(length: number): number {
  return Math.ceil(length / UNIT_BYTES) * UNIT_BYTES;
}
