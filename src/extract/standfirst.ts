/** The sentences between headline and first paragraph, set apart from both by byline, date or picture: no article is whole without them. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { endsInCredit } from "./credit-lines.ts";
import { CONSENT_CORE, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { continuesLine } from "./pieces.ts";
import { isCapitalised } from "./metadata/line-measures.ts";
import { repeatShare, type TripleCounts, tripleCounts } from "./repeats.ts";
import { isTitle, shareOf, titleOf } from "./title.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Blocks between a headline and the first paragraph that is kept: byline, date, a picture with its caption, a row of buttons. */
const GAP_BLOCKS_MAX = 24;
/** Blocks between the headline and its standfirst that hold words: bylines, dates, a label. */
const ABOVE_BLOCKS_MAX = 6;
/** Where more than this stands between the two, or nothing but markup tells a line, it must be likelier than elsewhere. P(content), 0–1. */
const NEAR_BLOCKS_MAX = 11;
const FAR_SCORE_MIN = 0.45;
/** Words of the longest line right under a picture that is taken for its caption. */
const CAPTION_WORDS_MAX = 25;
/** P(content) from which a block may be the standfirst, 0–1. */
const SCORE_MIN = 0.15;
const WORDS_MAX = 80;
/** Share of its words that the first blocks of the article hold when they say the same, 0–1, and how many those are. */
const SAID_AGAIN_MIN = 0.5;
/** The same of a line without a full stop, which sums up what follows. */
const DECK_SAID_AGAIN_MIN = 0.8;
/** The same in word triples: who sums up an article uses its words, but not its sentences. */
const TRIPLES_SAID_AGAIN_MIN = 0.5;
const OPENING_BLOCKS = 4;

/** The prose right under the headline, before what is kept. */
export function standfirsts(view: View): Finding[] {
  const title = titleOf(view);
  const first = view.keep.indexOf(true);
  if (title === undefined || first < 0) return [];
  const above = view.blocks.slice(Math.max(0, first - GAP_BLOCKS_MAX - 1), first);
  const headline = above.findLast((block) => isTitle(view, block, title));
  if (headline === undefined) return [];
  const below = above.slice(above.indexOf(headline) + 1);
  for (const block of below.filter(({ wordCount }) => wordCount > 0).slice(0, ABOVE_BLOCKS_MAX)) {
    const isDeck = isUnderHeadline(view, block, headline) && isDeckLine(view, block);
    if (isCaption(view, block) || !(isDeck || isStandfirst(view, block))) continue;
    if (first - headline.index > NEAR_BLOCKS_MAX && (view.labels.scores[block.index] ?? 0) < FAR_SCORE_MIN) continue;
    if (isSaidAgain(view, block, { first, share: isDeck ? DECK_SAID_AGAIN_MIN : SAID_AGAIN_MIN })) continue;
    return [{ block: block.index, keep: true, class: "content", reason: "is the prose right under the headline" }];
  }
  return [];
}

/** Does the article begin with what the block says? Agencies put a short version of a story above the story. */
function isSaidAgain(view: View, block: Block, { first, share }: { readonly first: number; readonly share: number }): boolean {
  const opening = view.blocks.slice(first, first + OPENING_BLOCKS);
  const held = opening.flatMap(({ index }) => view.words.words(index));
  if (shareOf(view.words.words(block.index), held) < share) return false;
  if ((view.labels.scores[block.index] ?? 0) < FAR_SCORE_MIN) return true;
  return repeatShare(view, block, { all: tripleCounts(view, opening), leftOut: NO_TRIPLES }) >= TRIPLES_SAID_AGAIN_MIN;
}

const NO_TRIPLES: TripleCounts = new Map();

/** What stands under a picture, or in an element that is named for captions, is no standfirst, whatever the element is. */
function isCaption(view: View, { index, kind, scope, text, wordCount }: Block): boolean {
  if (kind === "caption" || /caption|credit/iu.test(scope.at(-1) ?? "") || endsInCredit(text)) return true;
  return wordCount <= CAPTION_WORDS_MAX && view.blocks[index - 1]?.kind === "image";
}

/** In HTML bylines and dates may stand between the two. */
function isUnderHeadline(view: View, block: Block, headline: Block): boolean {
  const between = view.blocks.slice(headline.index + 1, block.index);
  return between.length === 0 || (view.format === "html" && between.every((line) => isByline(view, line)));
}

function isByline(view: View, { index }: Block): boolean {
  return (view.metadata?.claims ?? []).some(
    ({ claim }) => claim.block === index && (claim.field === "author" || claim.field === "published"),
  );
}

/** A piece of a longer line, or the whole of it. */
function isPiece(view: View, block: Block): boolean {
  const next = view.blocks[block.index + 1];
  return continuesLine(block) || (next?.line === block.line && continuesLine(next));
}

/** Words of a second headline that says more than the first, and P(content) from which a line may be one, 0–1. */
const DECK_WORDS: readonly [min: number, max: number] = [9, 45];
const DECK_SCORE_MIN = 0.1;
/** The same where markup makes it a heading. */
const DECK_HEADING_WORDS_MIN = 6;

/** The line under the headline that ends without a full stop, as papers write it: right below it stands the byline, or the article begins. */
function isDeckLine(view: View, block: Block): boolean {
  const next = view.blocks[block.index + 1];
  const isHeading = block.kind === "heading" && view.format === "html";
  if (next === undefined || block.wordCount < (isHeading ? DECK_HEADING_WORDS_MIN : DECK_WORDS[0]) || block.wordCount > DECK_WORDS[1])
    return false;
  if (endsSentence(block.text) || block.kind === "item" || block.linkWordCount > 0 || isPiece(view, block)) return false;
  const score = view.labels.scores[block.index] ?? 0;
  if (score < DECK_SCORE_MIN || /[|©›»>＞/]/u.test(block.text.slice(0, -1)) || !/[\p{Ll}\s，、。]/u.test(block.text)) return false;
  if (!isHeading && /\d{4}/u.test(block.text)) return false;
  const isTold = score >= FAR_SCORE_MIN && (isHeading || next.kind === "image" || next.kind === "caption");
  return (isTold || isByline(view, next) || view.keep[next.index] === true || isSummary(view, block)) && !says(view, block);
}

/** P(content), 0–1, and words from which a line of a text that has the form of a sentence sums up the article, whatever stands below it. */
const SUMMARY_SCORE_MIN = 0.25;
const SUMMARY_WORDS_MIN = 18;

/** Not a row of labels: it begins with a capital and has few more, or none but its signs tell what belongs together. */
function isSummary(view: View, { index, text, wordCount }: Block): boolean {
  if (wordCount < SUMMARY_WORDS_MIN || view.format !== "text" || (view.labels.scores[index] ?? 0) < SUMMARY_SCORE_MIN) return false;
  if (!/\p{Ll}/u.test(text)) return /[，、。；：،؛।]\s?\S/u.test(text);
  return /^\P{L}{0,2}\p{Lu}/u.test(text) && !isCapitalised(text);
}

/** Does the block speak of consent, newsletters, rights or scripts? */
function says(view: View, { index }: Block): boolean {
  return [CONSENT_CORE, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS].some((parts) => view.phrases.countParts(index, parts) > 0);
}

function isStandfirst(view: View, block: Block): boolean {
  if ((view.labels.scores[block.index] ?? 0) < SCORE_MIN || block.wordCount > WORDS_MAX || isPiece(view, block)) return false;
  if (!isProse({ ...block, kind: "paragraph" }) || !endsSentence(block.text)) return false;
  return !says(view, block);
}
