/** "History[edit]": what stands in brackets behind one heading after the other is a button, and no part of any of them. */
import type { Block, Labelled } from "../types.ts";

/** Headings that have it, so that a remark behind one of them stays. */
const HEADINGS_MIN = 2;
/** Words of a line of text that may be a heading. */
const HEADING_WORDS_MAX = 8;
/** Letters in brackets at the end; a number is a footnote's. */
const TAIL = /\s?\[[^[\]\p{N}]{3,40}\]$/u;
const ENDS_SENTENCE = /[.!?…:;,。！？।]["”’»)]*$/u;

/** What stands in brackets behind several kept headings, with the brackets; undefined nearly everywhere. */
export function headingButton(blocks: readonly Labelled[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { block, decision } of blocks) {
    const tail = decision.keep ? tailOf(block) : undefined;
    if (tail !== undefined) counts.set(tail, (counts.get(tail) ?? 0) + 1);
  }
  for (const [tail, count] of counts) if (count >= HEADINGS_MIN) return tail;
  return undefined;
}

/** The block without the button; itself where it has none. */
export function withoutButton(block: Block, button: string | undefined): Block {
  if (button === undefined || tailOf(block) !== button) return block;
  const text = block.text.slice(0, block.text.length - button.length).trimEnd();
  const marks = block.marks.flatMap((mark) => (mark.start < text.length ? [{ ...mark, end: Math.min(mark.end, text.length) }] : []));
  return { ...block, text, marks };
}

function tailOf({ kind, text, wordCount }: Block): string | undefined {
  if (!text.endsWith("]") || (kind !== "heading" && (kind !== "paragraph" || wordCount > HEADING_WORDS_MAX))) return undefined;
  const tail = TAIL.exec(text);
  if (tail === null || tail.index === 0 || (kind !== "heading" && ENDS_SENTENCE.test(text.slice(0, tail.index)))) return undefined;
  return tail[0].trimStart();
}
