/**
 * Captions of a gallery whose markup is lost: as many short paragraphs as the counter says, before it or after it. They are told from
 * the body because captions say again what the article says; without such a repetition nothing is taken away.
 */
import { readCounter } from "../text/counters.ts";
import type { Block } from "../types.ts";
import { nearRepeatShare } from "./repeats.ts";
import type { Finding, View } from "./view.ts";

/** Words of the longest caption. */
const CAPTION_WORDS_MAX = 60;
/** Pictures of the longest gallery that is looked at. */
const PICTURES_MAX = 40;
/** Share of a caption's word triples that stand elsewhere on the page, to call it a repetition. */
const REPEAT_SHARE_MIN = 0.8;

export function galleryCaptions(view: View): Finding[] {
  const found = new Map<number, Finding>();
  for (const block of view.blocks) {
    const counter = readCounter(block.text);
    if (counter === undefined || counter.total > PICTURES_MAX) continue;
    const before = captionsAt(view, block.index, -1, counter.total);
    const after = captionsAt(view, block.index, 1, counter.total);
    const captions = repeatsOf(view, before) >= repeatsOf(view, after) ? before : after;
    if (repeatsOf(view, captions) === 0) continue;
    for (const caption of captions)
      found.set(caption.index, { block: caption.index, keep: false, class: "caption", reason: "is a caption of the gallery" });
  }
  return [...found.values()];
}

/** Up to `total` short paragraphs next to the counter, going one way; a heading or a long paragraph ends them. */
function captionsAt(view: View, counter: number, step: 1 | -1, total: number): Block[] {
  const captions: Block[] = [];
  for (let index = counter + step; captions.length < total; index += step) {
    const block = view.blocks[index];
    if (block === undefined || block.kind === "heading" || block.wordCount > CAPTION_WORDS_MAX) break;
    // The pieces of one long line are a paragraph, not captions.
    if (block.joint !== "paragraph" || (view.blocks[index + 1]?.joint ?? "paragraph") !== "paragraph") break;
    captions.push(block);
  }
  return captions;
}

/** How many of the captions say what also stands elsewhere. */
function repeatsOf(view: View, captions: readonly Block[]): number {
  const inside = new Set(captions.map((caption) => caption.index));
  return captions.filter((caption) => nearRepeatShare(view, caption.index, inside) >= REPEAT_SHARE_MIN).length;
}
