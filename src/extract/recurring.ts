/** Rule: a line around the article that stands on most pages of a site is the site's, however well written it is. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { continuesLine } from "./pieces.ts";
import { recurrences } from "./site-memory.ts";
import { type Finding, isProse, sumOfWords, type View } from "./view.ts";

/** Groups of near-copies that a site must have, and the share of the others on which a line must stand, 0–1. */
const GROUPS_MIN = 5;
const SHARE_MIN = 0.5;
/** Share of the kept words that may go so, 0–1: what is most of a page is no furniture of it. */
const WORDS_SHARE_MAX = 0.4;

export function recurringLines({ site, blocks, keep, labels }: View): Finding[] {
  if (site === undefined || site.groups < GROUPS_MIN) return [];
  const kept = blocks.filter(({ index, text }) => keep[index] === true && text !== "");
  const counts = new Map<Block, number>();
  for (const block of kept) {
    const line = isLine(block, blocks[block.index + 1]) ? labels.measured(block.index)?.line : undefined;
    const count = line === undefined ? 0 : recurrences(site, line);
    if (count - 1 >= SHARE_MIN * (site.groups - 1)) counts.set(block, count);
  }
  const body = kept.filter((block) => !counts.has(block) && isProse(block));
  const [first, last] = [body[0]?.index ?? 0, body.at(-1)?.index ?? 0];
  const found = [...counts].filter(([block]) => block.index < first || block.index > last || isLabel(block));
  if (sumOfWords(found.map(([block]) => block)) > WORDS_SHARE_MAX * sumOfWords(kept)) return [];
  return found.map(([{ index }, count]) => ({
    block: index,
    keep: false,
    class: "other",
    reason: `stands on ${String(count)} of ${String(site.groups)} otherwise different pages of the site`,
  }));
}

/**
 * A line of its own, and in words. Articles of one kind have the same headings over their parts, the same sentences within their paragraphs, and
 * the same numbers: all numbers are one to the memory.
 */
function isLine(block: Block, next: Block | undefined): boolean {
  const { kind, text } = block;
  if (kind === "heading" || kind === "cell" || kind === "code" || !/\p{L}/u.test(text)) return false;
  return !continuesLine(block) && !(next !== undefined && continuesLine(next));
}

/** Words of a label, which may stand between the paragraphs; sentences there are the article's, however often such articles have them. */
const LABEL_WORDS_MAX = 12;

function isLabel({ text, wordCount }: Block): boolean {
  return wordCount <= LABEL_WORDS_MAX && !endsSentence(text);
}
