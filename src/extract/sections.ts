/** What follows the body under a head of its own: comments, teasers, second articles. A head decides only when the body lies before it. */
import { endsSentence } from "../text/sentences.ts";
import type { Block, BlockClass } from "../types.ts";
import type { PhraseTable } from "./phrase-tables.ts";
import { COMMENT_HEADS, RELATED_HEADS } from "./phrases.ts";
import { type Finding, isProse, keptWordsBefore, type View } from "./view.ts";

/** Kept words before a head from which the body is taken to lie there; ideographs count as words. */
const BODY_WORDS_MIN = 60;
/** The body must be at least so long in terms of what follows the head, when nothing but the head speaks. */
const BODY_TIMES_REST_MIN = 0.5;
/** The same where broken-off beginnings show that teasers follow. */
const BODY_TIMES_TEASERS_MIN = 0.2;
/** And where whole paragraphs follow, which may be the rest of the body. */
const BODY_TIMES_WHOLE_MIN = 4;
/** The head of a section is a label, not a sentence. */
const HEAD_WORDS_MAX = 8;

export function commentSections(view: View): Finding[] {
  return sectionAfter(view, COMMENT_HEADS, "comments", "follows the head of the comments");
}

export function relatedSections(view: View): Finding[] {
  return sectionAfter(view, RELATED_HEADS, "related", "follows the head of other articles");
}

/** Everything from the first convincing head to the end of the page. */
function sectionAfter(view: View, heads: PhraseTable, blockClass: BlockClass, reason: string): Finding[] {
  let before: readonly number[] | undefined;
  let bodies: readonly number[] = [];
  for (const block of view.blocks) {
    if (block.wordCount === 0 || block.wordCount > HEAD_WORDS_MAX || !view.phrases.isPhrase(block.index, heads)) continue;
    if (before === undefined) [before, bodies] = [keptWordsBefore(view), keptProseBefore(view)];
    const body = bodies[block.index] ?? 0;
    const rest = (before.at(-1) ?? 0) - (before[block.index] ?? 0);
    if (rest === 0 || body < BODY_WORDS_MIN) continue;
    const breaksOff = blockClass === "related" && teaserFollows(view, block.index + 1);
    // An inline "Read more" is followed by the rest of the body.
    const share = blockClass === "related" ? (breaksOff ? BODY_TIMES_TEASERS_MIN : BODY_TIMES_WHOLE_MIN) : BODY_TIMES_REST_MIN;
    if (body < share * rest) continue;
    return sectioned(view, block.index + 1, { blockClass, reason });
  }
  return [];
}

/** Words of what may be the body before each block: prose that is kept, what is said again counted once, as captions are. */
function keptProseBefore(view: View): number[] {
  const said = new Set<string>();
  const before: number[] = [];
  let sum = 0;
  for (const block of view.blocks) {
    before.push(sum);
    if (view.keep[block.index] !== true || !isProse(block) || said.has(block.text)) continue;
    said.add(block.text);
    sum += block.wordCount;
  }
  return before;
}

/** Words after the head of the teasers within which the first of them breaks off. */
const TEASER_WORDS_MAX = 160;
/** A paragraph of so many words that the labeller is so sure of, P(content), is no teaser: the article goes on. */
const PARAGRAPH_WORDS_MIN = 20;
const PARAGRAPH_SCORE_MIN = 0.85;

function teaserFollows(view: View, start: number): boolean {
  let wordCount = 0;
  for (const block of view.blocks.slice(start)) {
    wordCount += block.wordCount;
    if (wordCount > TEASER_WORDS_MAX || isParagraph(view, block)) return false;
    // "People are also reading…" is the head of the next teasers.
    if (block.wordCount >= 3 && isBrokenOff(block.text) && !view.phrases.isPhrase(block.index, RELATED_HEADS)) return true;
  }
  return false;
}

function isParagraph(view: View, block: Block): boolean {
  const isSure = view.keep[block.index] === true && (view.labels.scores[block.index] ?? 0) >= PARAGRAPH_SCORE_MIN;
  return isSure && block.wordCount >= PARAGRAPH_WORDS_MIN && isProse(block) && endsSentence(block.text) && !isBrokenOff(block.text);
}

/** All blocks from one on; the head of another section changes the class. */
function sectioned(view: View, start: number, first: { readonly blockClass: BlockClass; readonly reason: string }): Finding[] {
  let { blockClass } = first;
  return view.blocks.slice(start).map((block) => {
    if (block.wordCount <= HEAD_WORDS_MAX && view.phrases.isPhrase(block.index, RELATED_HEADS)) blockClass = "related";
    else if (block.wordCount <= HEAD_WORDS_MAX && view.phrases.isPhrase(block.index, COMMENT_HEADS)) blockClass = "comments";
    return { block: block.index, keep: false, class: blockClass, reason: first.reason };
  });
}

/** Does the text break off, as teasers do? */
export function isBrokenOff(text: string): boolean {
  return /(?:\.\.\.|…|\[…\]|\[\.\.\.\])["”’)\]]*$/u.test(text.slice(-12));
}

/** Groups of a heading and prose that breaks off, two or more in a row, after the body. */
export function teasers(view: View): Finding[] {
  const groups = headedGroups(view);
  if (groups.length < 2) return [];
  const before = keptWordsBefore(view);
  const found: Finding[] = [];
  let run: (readonly number[])[] = [];
  const close = (): void => {
    const first = run[0]?.[0];
    if (run.length > 1 && first !== undefined && (before[first] ?? 0) >= BODY_WORDS_MIN) {
      for (const block of run.flat())
        found.push({ block, keep: false, class: "related", reason: "is a headline with a beginning that breaks off" });
    }
    run = [];
  };
  for (const group of groups) {
    const last = view.blocks[group.at(-1) ?? -1];
    if (last !== undefined && group.length > 1 && isBrokenOff(last.text)) run.push(group);
    else close();
  }
  close();
  return found;
}

/** Each heading with what follows it up to the next heading; what stands before the first heading is left out. */
function headedGroups(view: View): number[][] {
  const groups: number[][] = [];
  for (const block of view.blocks) {
    if (block.kind === "heading") groups.push([block.index]);
    else groups.at(-1)?.push(block.index);
  }
  return groups;
}
