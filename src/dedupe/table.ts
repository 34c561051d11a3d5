/**
 * All sketches of a run in columns: typed arrays that double as they fill, and one blob a sketch for the collection.
 */
import type { DocumentId } from "../types.ts";
import { BANDS, BINS, type Sketch } from "./sketch.ts";

/** Fixed part of a packed sketch, in 32-bit units: see `packSketch`. */
const HEADER = 9;
/** Layout of packed sketches; a blob of another layout is made anew. */
const VERSION = 3;

/** One blob a document. Little-endian on every machine that runs Node. Layout: header, bands, bits, sample, shadow. */
export function packSketch(sketch: Sketch): Uint8Array {
  const hasGrams = sketch.bands.length > 0;
  const fixed = HEADER + (hasGrams ? BANDS + BINS / 4 : 0);
  const units = new Uint32Array(fixed + sketch.sample.length + sketch.shadow.length);
  units[0] = VERSION | (hasGrams ? 0x100 : 0) | (sketch.isTimeline ? 0x200 : 0) | (sketch.damage << 16) | (sketch.structure << 24);
  units[1] = sketch.letters;
  units[2] = sketch.exactLow;
  units[3] = sketch.exactHigh;
  units[4] = sketch.titleHash;
  units[5] = sketch.day;
  units[6] = sketch.dropped;
  units[7] = sketch.sample.length;
  units[8] = sketch.shadow.length;
  if (hasGrams) {
    units.set(sketch.bands, HEADER);
    new Uint8Array(units.buffer).set(sketch.bits, (HEADER + BANDS) * 4);
  }
  units.set(sketch.sample, fixed);
  units.set(sketch.shadow, fixed + sketch.sample.length);
  return new Uint8Array(units.buffer);
}

/** The sketch of a blob; undefined when the blob has another layout or is cut. */
export function unpackSketch(id: DocumentId, blob: Uint8Array): Sketch | undefined {
  if (blob.byteLength < HEADER * 4 || blob.byteLength % 4 !== 0) return undefined;
  // A view where the blob lies aligned; else a copy.
  const bytes = blob.byteOffset % 4 === 0 ? blob : blob.slice();
  const units = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const [flags = 0, letters = 0, exactLow = 0, exactHigh = 0, titleHash = 0, day = 0, dropped = 0, count = 0, shadows = 0] = units;
  const hasGrams = (flags & 0x100) !== 0;
  const fixed = HEADER + (hasGrams ? BANDS + BINS / 4 : 0);
  if ((flags & 0xff) !== VERSION || units.length !== fixed + count + shadows) return undefined;
  const bitsAt = bytes.byteOffset + (HEADER + BANDS) * 4;
  return {
    id,
    letters,
    exactLow,
    exactHigh,
    bands: hasGrams ? units.subarray(HEADER, HEADER + BANDS) : new Uint32Array(0),
    bits: hasGrams ? new Uint8Array(bytes.buffer, bitsAt, BINS) : new Uint8Array(0),
    sample: units.subarray(fixed, fixed + count),
    shadow: units.subarray(fixed + count),
    isTimeline: (flags & 0x200) !== 0,
    titleHash,
    day: day | 0,
    dropped,
    structure: flags >>> 24,
    damage: (flags >>> 16) & 0xff,
  };
}

/** All sketches of a run in columns. Rows are numbered from 0 in the order in which they were added. */
export class SketchTable {
  readonly ids: DocumentId[] = [];
  count = 0;
  letters: Uint32Array;
  exactLow: Uint32Array;
  exactHigh: Uint32Array;
  titleHash: Uint32Array;
  day: Int32Array;
  dropped: Uint16Array;
  structure: Uint8Array;
  damage: Uint8Array;
  /** 1 for pages from which entries of a live blog were dropped. */
  timeline: Uint8Array;
  /** 1 for texts that have grams. */
  hasGrams: Uint8Array;
  /** BANDS a row. */
  bands: Uint32Array;
  /** BINS a row. */
  bits: Uint8Array;
  /** Samples one after the other; those of row i start at sampleStart[i] and end at sampleStart[i + 1]. */
  samples: Uint32Array;
  sampleStart: Float64Array;

  /** The same for the samples of dropped prose. */
  shadows: Uint32Array;
  shadowStart: Float64Array;

  /** `expected`: how many rows there may be: up to there columns need not grow. */
  constructor(expected: number = 0) {
    const rows = Math.max(INITIAL, expected);
    this.letters = new Uint32Array(rows);
    this.exactLow = new Uint32Array(rows);
    this.exactHigh = new Uint32Array(rows);
    this.titleHash = new Uint32Array(rows);
    this.day = new Int32Array(rows);
    this.dropped = new Uint16Array(rows);
    this.structure = new Uint8Array(rows);
    this.damage = new Uint8Array(rows);
    this.timeline = new Uint8Array(rows);
    this.hasGrams = new Uint8Array(rows);
    this.bands = new Uint32Array(rows * BANDS);
    this.bits = new Uint8Array(rows * BINS);
    this.samples = new Uint32Array(rows * SAMPLES_EACH);
    this.sampleStart = new Float64Array(rows + 1);
    this.shadows = new Uint32Array(rows);
    this.shadowStart = new Float64Array(rows + 1);
  }

  /** Adds a sketch; returns its row. Amortised linear in the length of its sample. */
  add(sketch: Sketch): number {
    const row = this.count;
    if (row >= this.letters.length) this.growRows();
    const start = this.sampleStart[row] ?? 0;
    if (start + sketch.sample.length > this.samples.length) this.samples = grown(this.samples, start + sketch.sample.length);
    const shadowStart = this.shadowStart[row] ?? 0;
    if (shadowStart + sketch.shadow.length > this.shadows.length) this.shadows = grown(this.shadows, shadowStart + sketch.shadow.length);
    this.shadows.set(sketch.shadow, shadowStart);
    this.shadowStart[row + 1] = shadowStart + sketch.shadow.length;
    this.ids.push(sketch.id);
    this.letters[row] = sketch.letters;
    this.exactLow[row] = sketch.exactLow;
    this.exactHigh[row] = sketch.exactHigh;
    this.titleHash[row] = sketch.titleHash;
    this.day[row] = sketch.day;
    this.dropped[row] = sketch.dropped;
    this.structure[row] = sketch.structure;
    this.damage[row] = sketch.damage;
    this.timeline[row] = sketch.isTimeline ? 1 : 0;
    this.hasGrams[row] = sketch.bands.length > 0 ? 1 : 0;
    this.bands.set(sketch.bands, row * BANDS);
    this.bits.set(sketch.bits, row * BINS);
    this.samples.set(sketch.sample, start);
    this.sampleStart[row + 1] = start + sketch.sample.length;
    this.count = row + 1;
    return row;
  }

  /** The sample of a row: a view. */
  sampleOf(row: number): Uint32Array {
    return this.samples.subarray(this.sampleStart[row], this.sampleStart[row + 1]);
  }

  /** The sample of the prose that was dropped from a row's page: a view. */
  shadowOf(row: number): Uint32Array {
    return this.shadows.subarray(this.shadowStart[row], this.shadowStart[row + 1]);
  }

  /** Bytes held by the columns. */
  bytes(): number {
    const columns = [this.letters, this.exactLow, this.exactHigh, this.titleHash, this.day, this.dropped, this.structure, this.damage];
    const wide = [this.timeline, this.hasGrams, this.bands, this.bits, this.samples, this.sampleStart, this.shadows, this.shadowStart];
    return [...columns, ...wide].reduce((sum, column) => sum + column.byteLength, 0);
  }

  private growRows(): void {
    const rows = Math.ceil(this.letters.length * GROWTH);
    this.letters = grown(this.letters, rows);
    this.exactLow = grown(this.exactLow, rows);
    this.exactHigh = grown(this.exactHigh, rows);
    this.titleHash = grown(this.titleHash, rows);
    this.day = grown(this.day, rows);
    this.dropped = grown(this.dropped, rows);
    this.structure = grown(this.structure, rows);
    this.damage = grown(this.damage, rows);
    this.timeline = grown(this.timeline, rows);
    this.hasGrams = grown(this.hasGrams, rows);
    this.bands = grown(this.bands, rows * BANDS);
    this.bits = grown(this.bits, rows * BINS);
    this.sampleStart = grown(this.sampleStart, rows + 1);
    this.shadowStart = grown(this.shadowStart, rows + 1);
  }
}

const INITIAL = 256;
/** Samples that an article of 600 words has; only where the first column starts. */
const SAMPLES_EACH = 220;
/** Columns grow by half: doubling would hold up to twice of what a million articles need. */
const GROWTH = 1.5;

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(column: T, least: number): T {
  const length = Math.max(least, Math.ceil(column.length * GROWTH));
  const next = new (column.constructor as new (length: number) => T)(length);
  next.set(column);
  return next;
}
