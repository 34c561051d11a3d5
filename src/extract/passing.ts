/** Single lines in or beside the body that none of the tables of words knows for sure, told by where they stand. */
import { comparable } from "../text/normalise.ts";
import { endsSentence } from "../text/sentences.ts";
import type { Block, Claim } from "../types.ts";
import { isName } from "./metadata/names.ts";
import { RELATED_HEADS } from "./phrases.ts";
import { isTitle, titleOf } from "./title.ts";
import { type Finding, isProse, type View } from "./view.ts";
import { continuesLine } from "./pieces.ts";

/** P(content) from which a line stays whatever stands beside it, 0–1. */
const DOUBTFUL_MAX = 0.6;
/** Headlines that one head of teasers has in the middle of an article. */
const PASSING_LINES_MAX = 3;
const HEADLINE_WORDS: readonly [min: number, max: number] = [3, 20];
/** "Share article", "Font size Print". */
const TOOLBAR_WORDS_MAX = 4;
/** Lines above a toolbar in which a byline shows that the head of the article ends here. */
const HEAD_LINES = 3;
/** "Jane Doe, correspondent": the name, a function, an address. */
const SIGNATURE_WORDS_MAX = 7;

/** "Read also:" between two paragraphs, and what follows it up to the next sentence: headlines of other articles. */
export function passingTeasers(view: View): Finding[] {
  const found: Finding[] = [];
  for (const head of view.blocks) {
    if (head.wordCount === 0 || head.wordCount > HEADLINE_WORDS[1] || !view.phrases.isPhrase(head.index, RELATED_HEADS)) continue;
    const lines: Block[] = [];
    let next = view.blocks[head.index + 1];
    // Where markup shows links, they are the headlines, and a heading behind them is the article's.
    const isOver = (block: Block): boolean => block.kind === "heading" && lines.length > 0 && lines.every(isLink);
    while (next !== undefined && isHeadline(next) && !isOver(next) && lines.length <= PASSING_LINES_MAX) {
      lines.push(next);
      next = view.blocks[next.index + 1];
    }
    if (lines.length > PASSING_LINES_MAX || next === undefined || !(isProse(next) || isOver(next))) continue;
    for (const [at, line] of lines.entries()) {
      // Text shows no links: one line between such a head and a paragraph is what the head speaks of, however like the article it reads.
      if (isDoubtful(view, line) || isLink(line) || (view.format === "text" && at === 0 && lines.length === 1 && !isNumbered(line)))
        found.push({ block: line.index, keep: false, class: "related", reason: "follows the head of other articles" });
    }
  }
  return found;
}

/** Words of the body from which it has begun, and P(content), 0–1, from which a list is the article's, whatever heads it. */
const BODY_WORDS_MIN = 60;
const LIST_SCORE_MAX = 0.75;

/** The list under the head of other articles, where markup shows both. */
export function teaserLists(view: View): Finding[] {
  const found: Finding[] = [];
  let words = 0;
  for (const head of view.blocks) {
    if (view.keep[head.index] === true) words += head.wordCount;
    if (view.format !== "html" || words < BODY_WORDS_MIN || head.wordCount === 0 || head.wordCount > HEADLINE_WORDS[1]) continue;
    const list = listOf(view.blocks[head.index + 1]);
    if (list === undefined || listOf(head) === list || !view.phrases.isPhrase(head.index, RELATED_HEADS)) continue;
    const rest = view.blocks.slice(head.index + 1);
    const end = rest.findIndex((block) => listOf(block) !== list);
    const items = end < 0 ? rest : rest.slice(0, end);
    const score = items.reduce((sum, { index }) => sum + (view.labels.scores[index] ?? 0), 0) / items.length;
    if (score > LIST_SCORE_MAX) continue;
    for (const { index } of items)
      if (view.keep[index] === true)
        found.push({ block: index, keep: false, class: "related", reason: "is listed under the head of other articles" });
  }
  return found;
}

function listOf(block: Block | undefined): number | undefined {
  return block?.nesting.find(({ kind }) => kind !== "quote")?.list;
}

/** The label right above the first paragraph, where byline or date stand above it: buttons that lost their markup. */
export function toolbars(view: View): Finding[] {
  const first = view.blocks[view.keep.indexOf(true)];
  const next = first === undefined ? undefined : view.blocks[first.index + 1];
  if (view.format !== "text" || first === undefined || next === undefined) return [];
  if (view.keep[next.index] !== true || continuesLine(next) || !isProse(next)) return [];
  const isLabel = first.wordCount <= TOOLBAR_WORDS_MAX && /[\p{L}\p{M}\p{N}]$/u.test(first.text) && isDoubtful(view, first);
  if (!isLabel) return [];
  const isUnderByline = (view.metadata?.claims ?? []).some(
    ({ claim }) => isLineClaim(claim) && claim.block !== undefined && claim.block < first.index && claim.block >= first.index - HEAD_LINES,
  );
  return isUnderByline
    ? [{ block: first.index, keep: false, class: "share", reason: "is a label between the byline and the first paragraph" }]
    : [];
}

/** Labels above the headline: what is kept of the article stands below. */
export function aboveHeadline(view: View): Finding[] {
  const title = view.format === "markdown" ? undefined : titleOf(view);
  if (title === undefined) return [];
  const first = view.keep.indexOf(true);
  const headline = first < 0 ? undefined : view.blocks.slice(first).find((block) => isTitle(view, block, title));
  // A line further down that says what the title says is no headline: the article has begun.
  const above = headline === undefined ? [] : view.blocks.slice(first, headline.index);
  if (above.some((block) => view.keep[block.index] === true && !isLabel(block))) return [];
  return above
    .filter((block) => view.keep[block.index] === true)
    .map((block) => ({ block: block.index, keep: false, class: "menu", reason: "is a label above the headline" }));
}

/** A few words that are no sentence. */
function isLabel(block: Block): boolean {
  return block.wordCount <= TOOLBAR_WORDS_MAX && !endsSentence(block.text);
}

/** The last line of the body, where it is little more than an author's name. */
export function signatures(view: View): Finding[] {
  const last = view.blocks[view.keep.lastIndexOf(true)];
  if (last === undefined || last.wordCount > SIGNATURE_WORDS_MAX || endsSentence(last.text)) return [];
  const plain = view.words.plain(last.index);
  const isSigned = (view.metadata?.authors?.value ?? []).some((author) => plain.startsWith(comparable(author)));
  return isSigned ? [{ block: last.index, keep: false, class: "byline", reason: "is the author's name under the article" }] : [];
}

/** A fact that was read from a line of its own. */
export function isLineClaim({ from }: Claim): boolean {
  return from === "byline" || from === "source line" || from === "dateline" || from === "time element";
}

function isHeadline(block: Block): boolean {
  const [min, max] = HEADLINE_WORDS;
  return block.wordCount >= min && block.wordCount <= max && !endsSentence(block.text) && !continuesLine(block);
}

/** "3. Line the box": the head of a part of the article. */
function isNumbered({ text }: Block): boolean {
  return /^(?:\d{1,3}|[IVX]{1,5})[.)]\s/u.test(text);
}

/** Is the whole line a link? */
function isLink(block: Block): boolean {
  return block.wordCount > 0 && block.linkWordCount === block.wordCount;
}

function isDoubtful(view: View, block: Block): boolean {
  return (view.labels.scores[block.index] ?? 0) < DOUBTFUL_MAX;
}

/** Words of a line of credits, and how many such lines end an article. */
const CREDITS_WORDS_MAX = 30;
const CREDITS_LINES_MAX = 2;
/** "Sound: Jane Doe": what somebody did, and who. */
const CREDIT = /^([\p{L}\p{M}][\p{L}\p{M} ’'&/-]{1,32})\s?[:：]\s?(\S.*)$/u;
/** People who have a credit in a line that is made of nothing else. */
const CREDITED_MIN = 2;

/** "Sound: Jane Doe. Editing: John Roe.", under the last paragraph. */
export function creditLines(view: View): Finding[] {
  const tail = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0).slice(-CREDITS_LINES_MAX);
  return tail
    .filter((block) => block.wordCount <= CREDITS_WORDS_MAX && block.kind !== "cell" && isCredits(block.text))
    .map((block) => ({ block: block.index, keep: false, class: "byline", reason: "says who made what" }));
}

function isCredits(text: string): boolean {
  if (!/[:：]/u.test(text)) return false;
  const parts = text.split(/(?<=\p{Ll})[.;|•,](?:\s|$)|\s[|•/]\s/u).filter((part) => part.trim() !== "");
  return parts.length >= CREDITED_MIN && parts.every((part) => isName(CREDIT.exec(part.trim())?.[2] ?? ""));
}
