/** Pages whose words, or whose names of tags and classes, nobody knows. */
import { normalFrom } from "./random.ts";

/**
 * The rows of a hashed table, each in the place of another. What the table says of a page is noise then, as it is for a language, or for a
 * site's class names, that no training page has; equal rows stay equal. `height`: rows of the table, a power of two.
 */
export function estranged(rows: Uint16Array, height: number, random: () => number): Uint16Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  // An odd factor and a shift give every row another, and no two the same.
  const [factor, shift] = [2 * below(height / 2) + 1, below(height)];
  return rows.map((row) => (Math.imul(row, factor) + shift) & (height - 1));
}

/**
 * Moves every feature of a page by an amount of its own, in place: in another language words are longer, sentences shorter, commas rarer, all
 * over the page. `rows`: normalised features, `columns` a block; `deviation` in theirs.
 */
export function shiftColumns(rows: Float32Array, columns: number, deviation: number, random: () => number): void {
  const normal = normalFrom(random);
  for (let column = 0; column < columns; column++) {
    const shift = deviation * normal();
    for (let i = column; i < rows.length; i += columns) rows[i] = (rows[i] ?? 0) + shift;
  }
}
