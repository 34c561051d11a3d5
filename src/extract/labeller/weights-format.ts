/** Weights as text in the repository: signed bytes with one scale a row, and what the network needs to know of its training. */
import { layoutOf, type Layout, type Part, type Shape } from "./shape.ts";

/** What `src/extract/weights.ts` holds, written by bench/train. */
export interface PackedWeights {
  readonly shape: Shape;
  /** Factor of the log-odds that makes scores probabilities, by mode. */
  readonly temperature: Modes<number>;
  /** Calibrated score from which a block is kept, by mode and operating point. */
  readonly keepFrom: Modes<OperatingPoints>;
  /** Cost of a change between keeping and dropping, in log-odds, by mode. */
  readonly switchCost: Modes<number>;
  /** Base64 of little-endian bytes: scales of the features, then every part's scales (float32) and rows (int8). */
  readonly data: string;
}

export interface Modes<T> {
  readonly html: T;
  readonly text: T;
}

export interface OperatingPoints {
  readonly precision: number;
  readonly balanced: number;
  readonly recall: number;
}

export interface Scale {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
}

/** Weights ready for use. */
export interface Weights {
  readonly shape: Shape;
  readonly layout: Layout;
  readonly values: Float32Array;
  readonly text: Scale;
  readonly markup: Scale;
}

const BYTE_MAX = 127;

/** The parts whose rows share one scale: thousands of rows of like size. Biases are not rounded. */
function scaleCount(layout: Layout, part: Part): number {
  if (part.columns === 1) return 0;
  return part === layout.wordTable || part === layout.markupTable ? 1 : part.rows;
}

/** Rounds weights to bytes. The figures with them differ from those before by less than 0.0005. */
export function packWeights(shape: Shape, values: Float32Array, text: Scale, markup: Scale): string {
  const layout = layoutOf(shape);
  const bytes: Uint8Array[] = [];
  const add = (data: Float32Array | Int8Array): void => {
    bytes.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  };
  for (const scale of [text, markup]) {
    add(scale.means.slice());
    add(scale.deviations.slice());
  }
  for (const part of layout.parts) {
    const rows = values.subarray(part.from, part.from + part.rows * part.columns);
    const count = scaleCount(layout, part);
    if (count === 0) {
      add(rows.slice());
      continue;
    }
    const size = rows.length / count;
    const scales = Float32Array.from({ length: count }, (_, k) => {
      let largest = 1e-8;
      for (let i = k * size; i < (k + 1) * size; i++) largest = Math.max(largest, Math.abs(rows[i] ?? 0));
      return largest / BYTE_MAX;
    });
    add(scales);
    add(
      Int8Array.from(rows, (value, i) => Math.max(-BYTE_MAX, Math.min(BYTE_MAX, Math.round(value / (scales[Math.floor(i / size)] ?? 1))))),
    );
  }
  return Buffer.concat(bytes).toString("base64");
}

/** The reverse, up to rounding. */
export function unpackWeights(packed: Pick<PackedWeights, "shape" | "data">): Weights {
  const { shape } = packed;
  const layout = layoutOf(shape);
  const bytes = Uint8Array.from(Buffer.from(packed.data, "base64"));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const floats = (count: number): Float32Array => {
    const found = new Float32Array(count);
    for (let i = 0; i < count; i++, at += 4) found[i] = view.getFloat32(at, true);
    return found;
  };
  const scale = (columns: number): Scale => ({ means: floats(columns), deviations: floats(columns) });
  const text = scale(shape.textColumns);
  const markup = scale(shape.markupColumns);
  const values = new Float32Array(layout.size);
  for (const part of layout.parts) {
    const size = part.rows * part.columns;
    const count = scaleCount(layout, part);
    if (count === 0) {
      values.set(floats(size), part.from);
      continue;
    }
    const scales = floats(count);
    const rounded = new Int8Array(bytes.buffer, at, size);
    const each = size / count;
    scales.forEach((scale, k) => {
      for (let i = k * each; i < (k + 1) * each; i++) values[part.from + i] = (rounded[i] ?? 0) * scale;
    });
    at += size;
  }
  return { shape, layout, values, text, markup };
}
