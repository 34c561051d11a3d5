/** "Did you mean": the nearest of the names that there are. */

/** Likeness, 0–1, from which a name is worth naming: two letters that changed places still pass. */
const LIKENESS_MIN = 0.4;

/** "Did you mean "explain"?"; undefined when nothing comes near. */
export async function suggest(word: string, names: readonly string[]): Promise<string | undefined> {
  const { similarity } = await import("../text/similarity.ts");
  const ranked = names.map((name) => ({ name, likeness: similarity(word, name) })).toSorted((a, b) => b.likeness - a.likeness);
  const best = ranked[0];
  return best === undefined || best.likeness < LIKENESS_MIN ? undefined : `Did you mean "${best.name}"?`;
}
