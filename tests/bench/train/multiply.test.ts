import { expect, it } from "vitest";
import { addProduct } from "../../../bench/train/multiply.ts";
import { normalFrom, randomFrom } from "../../../bench/train/random.ts";

it.each([
  [1, 1, 1],
  [4, 4, 3],
  [5, 6, 7],
  [9, 3, 2],
])("adds the product of %i rows and %i columns at depth %i, and touches nothing else", (rows, columns, depth) => {
  const normal = normalFrom(randomFrom(rows));
  const [aStride, bStride, outStride] = [depth + 1, depth + 2, columns + 3];
  const a = Float32Array.from({ length: 2 + rows * aStride }, normal);
  const b = Float32Array.from({ length: 1 + columns * bStride }, normal);
  const before = Float32Array.from({ length: 3 + rows * outStride }, normal);
  const out = before.slice();
  addProduct({ a, aStride, aFrom: 2, b, bStride, bFrom: 1, out, outStride, outFrom: 3, rows, columns, depth });
  const expected = before.slice();
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < depth; k++) {
        const at = 3 + i * outStride + j;
        expected[at] = (expected[at] ?? 0) + (a[2 + i * aStride + k] ?? 0) * (b[1 + j * bStride + k] ?? 0);
      }
  out.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? 0, 4);
  });
});
