/** Matrix products of the training, on the network's own calculator: the same bytes on every machine. */
import { type Calculator, makeCalculator, packMatrix, wholeSteps } from "../../src/extract/labeller/product.ts";
import { COLUMNS_STEP, ROWS_STEP } from "../../src/extract/labeller/simd-module.ts";

/** out += A · Bᵀ: `a` is rows × depth, `b` is columns × depth, `out` rows × columns, all row-major with their own strides. */
export interface Multiplication {
  readonly a: Float32Array;
  readonly aStride: number;
  readonly b: Float32Array;
  readonly bStride: number;
  readonly out: Float32Array;
  readonly outStride: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Offsets of the first element. */
  readonly aFrom: number;
  readonly bFrom: number;
  readonly outFrom: number;
}

let calculator: Calculator | undefined;

/** Adds the product to what `out` holds. Copying in and out costs little beside the product itself. */
export function addProduct(step: Multiplication): void {
  calculator ??= makeCalculator();
  const { a, aFrom, aStride, out, outFrom, outStride, rows, columns, depth } = step;
  const [wholeRows, wholeColumns] = [wholeSteps(rows, ROWS_STEP), wholeSteps(columns, COLUMNS_STEP)];
  const packed = packMatrix({ values: step.b, from: step.bFrom, stride: step.bStride, outputs: columns, depth });
  const [bAt, outAt] = [wholeRows * depth, wholeRows * depth + packed.length];
  const memory = calculator.reserve(outAt + wholeRows * wholeColumns);
  for (let row = 0; row < rows; row++) {
    memory.set(a.subarray(aFrom + row * aStride, aFrom + row * aStride + depth), row * depth);
    memory.set(out.subarray(outFrom + row * outStride, outFrom + row * outStride + columns), outAt + row * wholeColumns);
  }
  memory.set(packed, bAt);
  calculator.addProduct({
    ...{ a: 0, aStride: depth, b: bAt, out: outAt, outStride: wholeColumns, rows: wholeRows, depth, columns: wholeColumns },
  });
  for (let row = 0; row < rows; row++)
    out.set(memory.subarray(outAt + row * wholeColumns, outAt + row * wholeColumns + columns), outFrom + row * outStride);
}
