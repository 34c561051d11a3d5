/** Rule: a line that stands on most pages of a site is the site's, however well written it is. */
import type { Block } from "../types.ts";
import { recurrences } from "./site-memory.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";

/** Groups of near-copies that a site must have, and the share of the others on which a line must stand, 0–1. */
const GROUPS_MIN = 5;
const SHARE_MIN = 0.5;
/** Share of the kept words that may go so, 0–1: what is most of a page is no furniture of it. */
const WORDS_SHARE_MAX = 0.4;

export function recurringLines({ site, blocks, keep, labels }: View): Finding[] {
  if (site === undefined || site.groups < GROUPS_MIN) return [];
  const kept = blocks.filter(({ index, text }) => keep[index] === true && text !== "");
  const found = kept.flatMap((block) => {
    const line = mayRecur(block) ? labels.measured(block.index)?.line : undefined;
    const count = line === undefined ? 0 : recurrences(site, line);
    return count - 1 >= SHARE_MIN * (site.groups - 1) ? [{ block, count }] : [];
  });
  if (sumOfWords(found.map(({ block }) => block)) > WORDS_SHARE_MAX * sumOfWords(kept)) return [];
  return found.map(({ block, count }) => ({
    block: block.index,
    keep: false,
    class: "other",
    reason: `stands on ${String(count)} of ${String(site.groups)} otherwise different pages of the site`,
  }));
}

/** Articles of one kind have the same headings over their parts, and the same numbers: all numbers are one to the memory. */
function mayRecur({ kind, text }: Block): boolean {
  return kind !== "heading" && kind !== "cell" && kind !== "code" && /\p{L}/u.test(text);
}
