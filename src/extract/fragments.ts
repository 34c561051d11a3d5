/**
 * Lines that are pieces of one sentence: a scraper that prints every text node on a line of its own cuts sentences at links and emphasis.
 * Such a piece begins in lower case or with a closing sign, and the line before it ends no sentence.
 */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import type { Finding, View } from "./view.ts";

/** Lines that a sentence may have before its first kept piece. */
const PIECES_MAX = 4;
const CONTINUES = /^[,;.:!?)\]»”’、。，；）」』…]|^(?!\p{Script=Georgian})\p{Ll}/u;
/** A figure goes on with a sentence that breaks off in lower case. */
const FIGURE = /^\p{N}/u;
const BREAKS_OFF = /[\p{Ll},]$/u;
/** Words of a line that begins a sentence; a shorter one is a label, unless another piece follows it. */
const BEGINNING_WORDS_MIN = 3;

/** Does the block go on with a sentence that the line before it began? */
export function continues(before: Block, block: Block): boolean {
  if (block.joint === "break" || before.kind !== "paragraph" || block.kind !== "paragraph") return false;
  if (before.nesting.length > 0 || block.nesting.length > 0 || before.index !== block.index - 1) return false;
  if (endsSentence(before.text) || /[:：]$/u.test(before.text)) return false;
  return CONTINUES.test(block.text) || (FIGURE.test(block.text) && isOpen(before));
}

/** Is the block a link or a name in the middle of a sentence: the line before it breaks off, and the line after it goes on? */
export function bridges(before: Block, block: Block, after: Block | undefined): boolean {
  if (after === undefined || block.joint === "break" || before.kind !== "paragraph" || before.index !== block.index - 1) return false;
  return BREAKS_OFF.test(before.text) && before.wordCount >= BEGINNING_WORDS_MIN && continues(block, after);
}

/** The dropped lines with which a kept sentence begins. */
export function sentenceBeginnings(view: View): Finding[] {
  const found: Finding[] = [];
  for (const block of view.blocks) {
    const before = view.blocks[block.index - 1];
    if (view.keep[block.index] !== true || before === undefined || view.keep[before.index] === true) continue;
    // Pieces of one line were cut by us, and are put back by rules that know how.
    if (before.line === block.line || !continues(before, block)) continue;
    const pieces = beginning(view, before);
    for (const piece of pieces) found.push({ block: piece.index, keep: true, class: "content", reason: "begins a kept sentence" });
  }
  return found;
}

/** Backwards from the line before the kept piece to the one that begins in upper case and is long enough; none when there is no such line. */
function beginning(view: View, last: Block): Block[] {
  const pieces: Block[] = [];
  for (let index = last.index; index >= 0 && pieces.length < PIECES_MAX; index--) {
    const piece = view.blocks[index];
    if (piece?.kind !== "paragraph" || view.keep[index] === true || endsSentence(piece.text)) return [];
    pieces.push(piece);
    if (/^[^\p{L}]*\p{Lu}/u.test(piece.text) && piece.wordCount >= BEGINNING_WORDS_MIN && !isOpen(view.blocks[index - 1])) return pieces;
  }
  return [];
}

/** Does the line end in the middle of a sentence: in lower case, or with a comma? */
function isOpen(block: Block | undefined): boolean {
  return block?.kind === "paragraph" && block.wordCount >= 2 * BEGINNING_WORDS_MIN && BREAKS_OFF.test(block.text);
}
