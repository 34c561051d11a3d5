/** Features → numbers around 0 of like size, cut off so that nothing on a page can drive the network out of what it has seen. */

/** Deviations beyond which a feature is cut. */
export const CLIP = 4;

/** Of every column. */
interface Scale {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
}

/** Fills `out` with (value - mean) / deviation of every column, clipped. `values` is row-major. */
export function normalise(values: Float32Array, scale: Scale, out: Float32Array): void {
  const columns = scale.means.length;
  for (let from = 0; from < values.length; from += columns) normaliseRow(values, from, scale, { out, at: from });
}

/** The same for one row, from `from` on. */
export function normaliseRow(
  values: Float32Array,
  from: number,
  { means, deviations }: Scale,
  { out, at }: { readonly out: Float32Array; readonly at: number },
): void {
  for (let k = 0; k < means.length; k++) {
    out[at + k] = normalised(values[from + k] ?? 0, means[k] ?? 0, deviations[k] ?? 1);
  }
}

/** Clipped not by comparisons: with whole numbers among their results V8 puts every number into an object of its own. */
export function normalised(value: number, mean: number, deviation: number): number {
  return Math.min(CLIP, Math.max(-CLIP, (value - mean) / deviation));
}
