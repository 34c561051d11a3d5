/** log1p of whole numbers, which most counts and distances of a page are: looked up, since the sum of all that are asked takes a while. */
const LN = Float64Array.from({ length: 2048 }, (_, value) => Math.log1p(value));

/** The natural logarithm of a number and one more. */
export function log1p(value: number): number {
  // Not by what may be undefined, which is made an object for each number.
  return value >= 0 && value < LN.length && Number.isInteger(value) ? (LN[value] ?? 0) : Math.log1p(value);
}
