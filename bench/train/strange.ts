/** Pages in a language that nobody knows. */
import type { PageInput } from "./model.ts";

/**
 * The same page with every word in the place of another: what the table of hashed words says of it is noise, as it is for a language that no
 * training page is written in, and equal words stay equal. `rows` is the height of the table, a power of two.
 */
export function estranged(page: PageInput, rows: number, random: () => number): PageInput {
  const below = (limit: number): number => Math.floor(random() * limit);
  // An odd factor and a shift give every row another, and no two the same.
  const [factor, shift] = [2 * below(rows / 2) + 1, below(rows)];
  return { ...page, isStrange: true, words: page.words.map((row) => (Math.imul(row, factor) + shift) & (rows - 1)) };
}
