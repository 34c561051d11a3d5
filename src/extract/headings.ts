/** Headings that lead nowhere: what they headed was dropped. */
import type { Block } from "../types.ts";
import { type Finding, type View } from "./view.ts";

/** Dropped words between a heading and the next kept block from which the heading belonged to what was dropped. */
const DROPPED_WORDS_MAX = 20;

/** Kept headings with nothing kept under them before the next heading of their level, or with much dropped right after them. */
export function orphanHeadings(view: View): Finding[] {
  const found: Finding[] = [];
  // From the end, so that a heading over an orphan is seen to be one itself.
  let next: Block | undefined;
  let dropped = 0;
  for (let index = view.blocks.length - 1; index >= 0; index--) {
    const block = view.blocks[index];
    if (block === undefined) continue;
    if (view.keep[index] !== true) {
      if (block.kind !== "caption" && block.kind !== "image") dropped += block.wordCount;
      continue;
    }
    const leadsNowhere = next === undefined || (next.kind === "heading" && next.level <= block.level) || dropped > DROPPED_WORDS_MAX;
    if (block.kind === "heading" && leadsNowhere) {
      found.push({ block: index, keep: false, class: "other", reason: "heads nothing that is kept" });
      dropped += block.wordCount;
      continue;
    }
    next = block;
    dropped = 0;
  }
  return found;
}
