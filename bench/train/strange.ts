/** Pages whose words, or whose names of tags and classes, nobody knows. */

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
