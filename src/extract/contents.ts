/** A list of contents: lines that come again, in the same order, as the headings of what follows. */
import { DIGIT, kindOf, LETTER, unitAt } from "../text/characters.ts";
import type { Block } from "../types.ts";
import { type Finding, type View } from "./view.ts";

/** Entries of the shortest list; two lines come again by chance. */
const ENTRIES_MIN = 3;
const ENTRY_WORDS_MAX = 16;
/** The label above the list: "Contents". */
const LABEL_WORDS_MAX = 4;

/** Runs of short lines each of which stands again further down, and the label above them. Linear in the blocks. */
export function contentLists(view: View): Finding[] {
  const places = placesOf(view);
  if (places.size < ENTRIES_MIN) return [];
  const found: Finding[] = [];
  for (let start = 0; start < view.blocks.length; start++) {
    const end = endOfRun(view, places, start);
    if (end - start < ENTRIES_MIN) continue;
    const label = view.blocks[start - 1];
    const from = label !== undefined && isShort(label, LABEL_WORDS_MAX) && label.kind !== "cell" ? start - 1 : start;
    for (let index = from; index < end; index++)
      found.push({ block: index, keep: false, class: "menu", reason: "lists the headings of what follows" });
    start = end;
  }
  return found;
}

function isShort(block: Block, wordsMax: number): boolean {
  return block.wordCount > 0 && block.wordCount <= wordsMax && block.text.length < 160;
}

/** "2.1 Architecture" → "architecture", "History [edit]" → "history". */
function entryOf(view: View, block: Block): string {
  const plain = view.words.plain(block.index);
  const title = plain.endsWith("]") ? plain.replace(/\s?\[[^\]]{0,30}\]$/u, "") : plain;
  const isBare = isLetter(unitAt(title, 0)) && isLetter(unitAt(title, title.length - 1));
  return isBare ? title : title.replace(/^[\p{N}.)(\s]+|[\s.:]+$/gu, "");
}

/** Ideographs that are numbers are no letters here. */
function isLetter(unit: number): boolean {
  const kind = kindOf(unit);
  return (kind & LETTER) !== 0 && (kind & DIGIT) === 0;
}

/** The last heading with each text. */
function placesOf(view: View): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const block of view.blocks)
    if (block.kind === "heading" && isShort(block, ENTRY_WORDS_MAX)) places.set(entryOf(view, block), block.index);
  return places;
}

/** One past the last line of a run whose headings follow it in the same order. */
function endOfRun(view: View, places: ReadonlyMap<string, number>, start: number): number {
  let end = start;
  let first: number | undefined;
  let last = 0;
  for (; end < view.blocks.length; end++) {
    const block = view.blocks[end];
    const place = block === undefined || !isShort(block, ENTRY_WORDS_MAX) ? undefined : places.get(entryOf(view, block));
    if (place === undefined || place <= end || place <= last) break;
    first ??= place;
    last = place;
  }
  // The headings themselves follow the list: a list among them is none.
  return first !== undefined && first >= end ? end : start;
}
