/**
 * Captions of a gallery whose markup is lost: as many short paragraphs as the counter says, before it or after it. They are told from
 * the body because captions say again what the article says; without such a repetition nothing is taken away.
 */
import { readCounter } from "../text/counters.ts";
import type { Block } from "../types.ts";
import { repeatShare, type TripleCounts, tripleCounts } from "./repeats.ts";
import type { Finding, View } from "./view.ts";

/** Words of the longest caption. */
const CAPTION_WORDS_MAX = 60;
/** Pictures of the longest gallery that is looked at. */
const PICTURES_MAX = 40;
/** Share of a caption's word triples that stand elsewhere on the page, to call it a repetition. */
const REPEAT_SHARE_MIN = 0.8;

export function galleryCaptions(view: View): Finding[] {
  const found = new Map<number, Finding>();
  let all: TripleCounts | undefined;
  for (const block of view.blocks) {
    const counter = readCounter(block.text);
    if (counter === undefined || counter.total > PICTURES_MAX) continue;
    all ??= tripleCounts(view, view.blocks);
    const before = captionsAt(view, block.index, -1, counter.total);
    const after = captionsAt(view, block.index, 1, counter.total);
    const repeatsBefore = repeatsOf(view, before, all);
    const repeatsAfter = repeatsOf(view, after, all);
    if (repeatsBefore === 0 && repeatsAfter === 0) continue;
    const captions = repeatsBefore >= repeatsAfter ? before : after;
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
function repeatsOf(view: View, captions: readonly Block[], all: TripleCounts): number {
  const leftOut = tripleCounts(view, captions);
  return captions.filter((caption) => repeatShare(view, caption, { all, leftOut }) >= REPEAT_SHARE_MIN).length;
}
