/** The sentences between headline and first paragraph, set apart from both by byline, date or picture: no article is whole without them. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { CONSENT_CORE, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { continuesLine } from "./pieces.ts";
import { isTitle, shareOf, titleOf } from "./title.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Blocks between a headline and the first paragraph that is kept: byline, date, buttons, a picture. */
const GAP_BLOCKS_MAX = 8;
/** P(content) from which a block may be the standfirst, 0–1. */
const SCORE_MIN = 0.15;
const WORDS_MAX = 80;
/** Share of its words that the first blocks of the article hold when they say the same, 0–1, and how many those are. */
const SAID_AGAIN_MIN = 0.5;
const OPENING_BLOCKS = 4;

/** The prose right under the headline, before what is kept. */
export function standfirsts(view: View): Finding[] {
  const title = titleOf(view);
  const first = view.keep.indexOf(true);
  if (title === undefined || first < 0) return [];
  const above = view.blocks.slice(Math.max(0, first - GAP_BLOCKS_MAX - 1), first);
  const headline = above.findLast((block) => isTitle(view, block, title));
  if (headline === undefined) return [];
  for (const block of above.slice(above.indexOf(headline) + 1)) {
    if (!isStandfirst(view, block) || isSaidAgain(view, block, first)) continue;
    return [{ block: block.index, keep: true, class: "content", reason: "is the prose right under the headline" }];
  }
  return [];
}

/** Does the article begin with what the block says? Agencies put a short version of a story above the story. */
function isSaidAgain(view: View, block: Block, first: number): boolean {
  const opening = view.blocks.slice(first, first + OPENING_BLOCKS).flatMap(({ index }) => view.words.words(index));
  return shareOf(view.words.words(block.index), opening) >= SAID_AGAIN_MIN;
}

/** A piece of a longer line, or the whole of it. */
function isPiece(view: View, block: Block): boolean {
  const next = view.blocks[block.index + 1];
  return continuesLine(block) || (next?.line === block.line && continuesLine(next));
}

function isStandfirst(view: View, block: Block): boolean {
  if ((view.labels.scores[block.index] ?? 0) < SCORE_MIN || block.wordCount > WORDS_MAX || block.kind === "caption" || isPiece(view, block))
    return false;
  if (!isProse({ ...block, kind: "paragraph" }) || !endsSentence(block.text)) return false;
  const says = (parts: readonly string[]): boolean => view.phrases.countParts(block.index, parts) > 0;
  return !says(CONSENT_CORE) && !says(INVITATION_PARTS) && !says(LEGAL_PARTS) && !says(SCRIPT_PARTS);
}
