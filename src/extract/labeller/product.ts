/**
 * Where the network's numbers lie and how they are multiplied: in WebAssembly where the engine has it, else in TypeScript, with the same
 * bytes as the result. The SIMD kernel makes 15 billion multiplications a second on one core of a server of 2023, plain JavaScript 1.3.
 */
import { normalised } from "./normalise.ts";
import { COLUMNS_STEP, simdModule } from "./simd-module.ts";

/** Rows that are read and rows that are written. Offsets and strides are in floats. */
interface Operands {
  readonly a: number;
  readonly aStride: number;
  readonly b: number;
  readonly out: number;
  readonly outStride: number;
}

/** out += a · b: `a` is rows × depth, `b` as `packMatrix` lays it out, `out` rows × columns. */
export interface Product extends Operands {
  /** A multiple of ROWS_STEP. */
  readonly rows: number;
  readonly depth: number;
  /** A multiple of COLUMNS_STEP. */
  readonly columns: number;
}

/** Stretches of so many floats; `from` and `to` are offsets. */
export interface Stretches {
  readonly from: number;
  readonly to: number;
  /** A multiple of COLUMNS_STEP. */
  readonly length: number;
}

/** Rows of features, and where they go: `b` is a row of means, and after it one of deviations. */
export interface Scaling extends Operands {
  readonly rows: number;
  /** A multiple of SCALE_STEP. */
  readonly columns: number;
}

/** A stretch of numbers, and the operations on it. */
export interface Calculator {
  /** The numbers, at least so many. What stood there stays; an array that was handed out before may be dead. */
  readonly reserve: (floats: number) => Float32Array;
  readonly addProduct: (product: Product) => void;
  /** Writes the stretch `from` so many times, one after the other from `to` on. */
  readonly repeat: (stretches: Stretches, times: number) => void;
  /** What is below 0 from `from` up to `to` becomes 0; their distance is a multiple of COLUMNS_STEP. */
  readonly rectify: (range: Omit<Stretches, "length">) => void;
  /** Adds the stretch `from` to that of `to`. */
  readonly add: (stretches: Stretches) => void;
  /** What `normalised` makes of every feature. */
  readonly scale: (scaling: Scaling) => void;
}

/** The part of the WebAssembly interface that is used; Node's types leave it to browsers. */
interface Engine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
      readonly addProduct: EngineFunction;
      readonly repeat: EngineFunction;
      readonly rectify: EngineFunction;
      readonly add: EngineFunction;
      readonly scale: EngineFunction;
    };
  };
}

/** All functions of the module have the same parameters, in the order of simd-module.ts. */
type EngineFunction = (...parameters: readonly number[]) => void;

const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;

/** The fastest calculator that the engine lets us have. */
export function makeCalculator(): Calculator {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: Engine };
  if (engine === undefined) return plainCalculator();
  try {
    return simdCalculator(engine);
  } catch {
    // No vectors on this processor, or no room for the address space that an engine sets apart for WebAssembly.
    return plainCalculator();
  }
}

function simdCalculator(engine: Engine): Calculator {
  const { memory, addProduct, repeat, rectify, add, scale } = new engine.Instance(new engine.Module(simdModule())).exports;
  let floats = new Float32Array(memory.buffer);
  return {
    reserve: (count) => {
      if (count > floats.length) {
        memory.grow(Math.ceil(((count - floats.length) * FLOAT_BYTES) / PAGE_BYTES));
        floats = new Float32Array(memory.buffer);
      }
      return floats;
    },
    addProduct: ({ a, aStride, b, out, outStride, rows, depth, columns }) => {
      const bytes = FLOAT_BYTES;
      addProduct(a * bytes, aStride * bytes, b * bytes, out * bytes, outStride * bytes, rows, depth, columns);
    },
    repeat: ({ from, to, length }, times) => {
      repeat(0, 0, from * FLOAT_BYTES, to * FLOAT_BYTES, 0, times, 0, length);
    },
    rectify: ({ from, to }) => {
      rectify(0, 0, 0, from * FLOAT_BYTES, 0, 0, 0, to - from);
    },
    add: ({ from, to, length }) => {
      add(from * FLOAT_BYTES, 0, 0, to * FLOAT_BYTES, 0, 0, 0, length);
    },
    scale: ({ a, aStride, b, out, outStride, rows, columns }) => {
      const bytes = FLOAT_BYTES;
      scale(a * bytes, aStride * bytes, b * bytes, out * bytes, outStride * bytes, rows, 0, columns);
    },
  };
}

/** The same without WebAssembly: what the kernel means, product by product and sum by sum. */
export function plainCalculator(): Calculator {
  let floats = new Float32Array(0);
  return {
    reserve: (count) => {
      if (count > floats.length) {
        const wider = new Float32Array(count);
        wider.set(floats);
        floats = wider;
      }
      return floats;
    },
    addProduct: (product) => {
      addProductPlainly(floats, product);
    },
    repeat: ({ from, to, length }, times) => {
      for (let i = 0; i < times; i++) floats.copyWithin(to + i * length, from, from + length);
    },
    rectify: ({ from, to }) => {
      for (let i = from; i < to; i++) if ((floats[i] ?? 0) < 0) floats[i] = 0;
    },
    add: ({ from, to, length }) => {
      for (let i = 0; i < length; i++) floats[to + i] = (floats[to + i] ?? 0) + (floats[from + i] ?? 0);
    },
    scale: ({ a, aStride, b, out, outStride, rows, columns }) => {
      for (let row = 0; row < rows; row++)
        for (let k = 0; k < columns; k++)
          floats[out + row * outStride + k] = normalised(
            floats[a + row * aStride + k] ?? 0,
            floats[b + k] ?? 0,
            floats[b + columns + k] ?? 1,
          );
    },
  };
}

function addProductPlainly(floats: Float32Array, { a, aStride, b, out, outStride, rows, depth, columns }: Product): void {
  for (let row = 0; row < rows; row++)
    for (let from = 0; from < columns; from += COLUMNS_STEP) {
      const sums = out + row * outStride + from;
      for (let k = 0; k < depth; k++) {
        const x = floats[a + row * aStride + k] ?? 0;
        const weights = b + from * depth + k * COLUMNS_STEP;
        // Rounded to single precision after each step, as vectors are; assignment to the array rounds the sum.
        for (let column = 0; column < COLUMNS_STEP; column++)
          floats[sums + column] = (floats[sums + column] ?? 0) + Math.fround(x * (floats[weights + column] ?? 0));
      }
    }
}

/** A matrix, given with a row an output, as the kernel reads it: for every 8 outputs all inputs in turn. Missing outputs are zeros. */
export interface Matrix {
  readonly values: Float32Array;
  readonly from: number;
  /** Distance of the rows. */
  readonly stride: number;
  readonly outputs: number;
  /** Inputs from the first of each row on. */
  readonly depth: number;
}

/** Floats that the packed matrix takes. */
export function packedSize({ outputs, depth }: Pick<Matrix, "outputs" | "depth">): number {
  return wholeSteps(outputs, COLUMNS_STEP) * depth;
}

/** Lays a matrix out for `addProduct`. */
export function packMatrix({ values, from, stride, outputs, depth }: Matrix): Float32Array {
  const packed = new Float32Array(packedSize({ outputs, depth }));
  for (let output = 0; output < outputs; output++) {
    const column = output % COLUMNS_STEP;
    const block = (output - column) * depth;
    for (let k = 0; k < depth; k++) packed[block + k * COLUMNS_STEP + column] = values[from + output * stride + k] ?? 0;
  }
  return packed;
}

/** The next multiple of a step. */
export function wholeSteps(count: number, step: number): number {
  return Math.ceil(count / step) * step;
}
