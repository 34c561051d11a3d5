/** The numbers and names in which two texts differ, as people read them. */
import type { Pair } from "./pair.ts";
import { lettersOf, type Letters } from "./letters.ts";

/** Differences shown. */
const SHOWN_MAX = 20;
/** Units of one side of a difference shown. */
const SIDE_MAX = 60;

/** At most 20 differences as "a ≠ b", each once, in the order of the text; `aFirst`: row a of the pair stands on the left. */
export function differencesOf(pair: Pair, texts: { readonly textOf: (row: number) => string }, aFirst: boolean): string[] {
  if (pair.agreement.differing.length === 0) return [];
  const left = lettersOf(texts.textOf(pair.a), { offsets: true });
  const right = lettersOf(texts.textOf(pair.b), { offsets: true });
  const shown = new Set<string>();
  for (const { startA, endA, startB, endB } of pair.agreement.differing) {
    if (shown.size >= SHOWN_MAX) break;
    const a = excerpt(left, texts.textOf(pair.a), startA, endA);
    const b = excerpt(right, texts.textOf(pair.b), startB, endB);
    if (a !== b) shown.add(aFirst ? `${a} ≠ ${b}` : `${b} ≠ ${a}`);
  }
  return [...shown];
}

/** The text from one letter to another, on one line. */
export function excerpt(letters: Letters, text: string, start: number, end: number): string {
  if (letters.offsets === undefined || end <= start) return "–";
  const from = letters.offsets[start] ?? 0;
  const last = letters.offsets[end - 1] ?? from;
  return text.slice(from, Math.min(last + 1, from + SIDE_MAX)).replace(/\s+/g, " ");
}
