/** Features → numbers around 0 of like size, cut off so that nothing on a page can drive the network out of what it has seen. */

/** Deviations beyond which a feature is cut. */
export const CLIP = 4;

/** Fills `out` with (value - mean) / deviation of every column, clipped. `values` is row-major. */
export function normalise(
  values: Float32Array,
  scale: { readonly means: Float32Array; readonly deviations: Float32Array },
  out: Float32Array,
): void {
  const { means, deviations } = scale;
  const columns = means.length;
  for (let from = 0; from < values.length; from += columns)
    for (let k = 0; k < columns; k++) {
      const value = ((values[from + k] ?? 0) - (means[k] ?? 0)) / (deviations[k] ?? 1);
      out[from + k] = value > CLIP ? CLIP : value < -CLIP ? -CLIP : value;
    }
}
