/** The sentences between headline and first paragraph, set apart from both by byline, date or picture: no article is whole without them. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { CONSENT_CORE, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { continuesLine } from "./pieces.ts";
import { isTitle, shareOf, titleOf } from "./title.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Blocks between a headline and the first paragraph that is kept: byline, date, buttons, a picture. */
const GAP_BLOCKS_MAX = 10;
/** P(content) from which a block may be the standfirst, 0–1. */
const SCORE_MIN = 0.15;
const WORDS_MAX = 80;
/** Share of its words that the first blocks of the article hold when they say the same, 0–1, and how many those are. */
const SAID_AGAIN_MIN = 0.5;
/** The same of a line without a full stop, which sums up what follows. */
const DECK_SAID_AGAIN_MIN = 0.8;
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
    const isDeck = block.index === headline.index + 1 && isDeckLine(view, block);
    if (!(isDeck || isStandfirst(view, block)) || isSaidAgain(view, block, { first, share: isDeck ? DECK_SAID_AGAIN_MIN : SAID_AGAIN_MIN }))
      continue;
    return [{ block: block.index, keep: true, class: "content", reason: "is the prose right under the headline" }];
  }
  return [];
}

/** Does the article begin with what the block says? Agencies put a short version of a story above the story. */
function isSaidAgain(view: View, block: Block, { first, share }: { readonly first: number; readonly share: number }): boolean {
  const opening = view.blocks.slice(first, first + OPENING_BLOCKS).flatMap(({ index }) => view.words.words(index));
  return shareOf(view.words.words(block.index), opening) >= share;
}

/** A piece of a longer line, or the whole of it. */
function isPiece(view: View, block: Block): boolean {
  const next = view.blocks[block.index + 1];
  return continuesLine(block) || (next?.line === block.line && continuesLine(next));
}

/** Words of a second headline that says more than the first, and P(content) from which a line may be one, 0–1. */
const DECK_WORDS: readonly [min: number, max: number] = [9, 45];
const DECK_SCORE_MIN = 0.1;

/** The line under the headline that ends without a full stop, as papers write it: right below it stands the byline, or the article begins. */
function isDeckLine(view: View, block: Block): boolean {
  const next = view.blocks[block.index + 1];
  if (next === undefined || block.wordCount < DECK_WORDS[0] || block.wordCount > DECK_WORDS[1]) return false;
  if (endsSentence(block.text) || block.kind === "caption" || block.kind === "item" || block.linkWordCount > 0 || isPiece(view, block))
    return false;
  if ((view.labels.scores[block.index] ?? 0) < DECK_SCORE_MIN || /[|©›»>＞/]|\d{4}/u.test(block.text)) return false;
  const claims = view.metadata?.claims ?? [];
  const isByline = claims.some(({ claim }) => claim.block === next.index && (claim.field === "author" || claim.field === "published"));
  return (isByline || view.keep[next.index] === true) && !says(view, block);
}

/** Does the block speak of consent, newsletters, rights or scripts? */
function says(view: View, { index }: Block): boolean {
  return [CONSENT_CORE, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS].some((parts) => view.phrases.countParts(index, parts) > 0);
}

function isStandfirst(view: View, block: Block): boolean {
  if ((view.labels.scores[block.index] ?? 0) < SCORE_MIN || block.wordCount > WORDS_MAX || block.kind === "caption" || isPiece(view, block))
    return false;
  if (!isProse({ ...block, kind: "paragraph" }) || !endsSentence(block.text)) return false;
  return !says(view, block);
}
