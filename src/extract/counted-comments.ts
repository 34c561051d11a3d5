/**
 * Readers' comments under a short article, longer than the article itself. A head that counts them ("Comments (6)") stands once on the page,
 * and what stands before it says more of what the headline says than what follows.
 */
import type { Block } from "../types.ts";
import { isPhrase, tokensOf } from "./phrase-tables.ts";
import { COMMENT_HEADS } from "./phrases.ts";
import { agreementWith, titleOf } from "./title.ts";
import { type Finding, isProse, sumOfWords, type View } from "./view.ts";

/** Kept words before the head, in prose. */
const BODY_WORDS_MIN = 15;
/** Their share of what follows, 0–1: much less, and the head may stand above the body. */
const BODY_SHARE_MIN = 0.08;
/** Share of the headline's words that stand before the head, 0–1. */
const AGREEMENT_MIN = 0.3;
const HEAD_WORDS_MAX = 5;
/** "Comments (6)" at the beginning of a line that goes on with the comments. */
const COUNTED = /^([^\d([（]{3,32})\s?[([（]\s?\d{1,5}\s?[)\]）]/u;

/** Everything from the head that counts the comments. */
export function countedComments(view: View): Finding[] {
  const heads = view.blocks.filter((block) => view.phrases.mayOpen(block.index, COMMENT_HEADS) && isCounted(view, block));
  const [head] = heads;
  const title = titleOf(view);
  if (head === undefined || heads.length > 1 || title === undefined) return [];
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const before = kept.filter((block) => block.index < head.index);
  const after = kept.filter((block) => block.index >= head.index);
  const words = sumOfWords(before.filter(isProse));
  if (after.length === 0 || words < BODY_WORDS_MIN || words < BODY_SHARE_MIN * sumOfWords(after)) return [];
  const agreement = agreementWith(view, title);
  const agreed = agreement(before);
  if (agreed < AGREEMENT_MIN || agreed <= agreement(after)) return [];
  return view.blocks
    .slice(head.index)
    .map(({ index }) => ({ block: index, keep: false, class: "comments", reason: "follows the head that counts the comments" }));
}

/** "6 comments", "Comments (6)", "Comments (6) Jane Doe 3 March …". */
function isCounted(view: View, { index, text, wordCount }: Block): boolean {
  if (wordCount <= HEAD_WORDS_MAX && /\d/u.test(text) && view.phrases.isPhrase(index, COMMENT_HEADS)) return true;
  const words = COUNTED.exec(text)?.[1];
  return words !== undefined && isPhrase(COMMENT_HEADS, tokensOf(words));
}
