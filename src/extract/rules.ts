/**
 * The rules on top of the labeller: what people would never forgive, one row each. A row looks at the page as decided so far and names
 * blocks; the first row that names a block decides on it. No row knows a site, a page or a language: words come from tables.
 */
import { readCounter } from "../text/counters.ts";
import { endsSentence } from "../text/sentences.ts";
import type { Block, BlockClass } from "../types.ts";
import { foreignSentences } from "./cohesion.ts";
import { galleryCaptions } from "./gallery.ts";
import { headedLists } from "./headings.ts";
import { isPhrase, type PhraseTable, tokensOf } from "./phrase-tables.ts";
import { RIGHTS_PARTS } from "./phrase-parts.ts";
import { COMMENT_HEADS, isWideMenu, MENU_WORDS, RELATED_HEADS, SHARE_WORDS } from "./phrases.ts";
import { repeats } from "./repeats.ts";
import { biographies, consentNotices, invitations, keywordLines, scriptNotices, smallPrint } from "./small-print.ts";
import { sentenceBeginnings } from "./fragments.ts";
import { SECOND_ARTICLE, secondArticles } from "./second-article.ts";
import { buttonLists, repeatedButtons } from "./buttons.ts";
import { captions } from "./captions.ts";
import { contentLists } from "./contents.ts";
import { pictureCredits } from "./credit-lines.ts";
import { countedComments } from "./counted-comments.ts";
import { leftBehind, leftHeadings, leftTables } from "./left-behind.ts";
import { pageCode } from "./page-code.ts";
import { continuesLine } from "./pieces.ts";
import { selfLinks } from "./self-links.ts";
import { recurringLines } from "./recurring.ts";
import { seriesParts } from "./series.ts";
import { standfirsts } from "./standfirst.ts";
import { commentSections, relatedSections, teasers } from "./sections.ts";
import { aboveHeadline, creditLines, isLineClaim, passingTeasers, signatures, teaserLists, toolbars } from "./passing.ts";
import { lineBeginnings, listsTogether, paragraphsTogether, sentenceMiddles, tablesTogether } from "./together.ts";
import { isLead, isTitle, titleOf } from "./title.ts";
import type { Finding, View } from "./view.ts";

export interface Rule {
  readonly name: string;
  /** What the row is for; shown in the docs. */
  readonly about: string;
  readonly find: (view: View) => readonly Finding[];
}

/** Words of the longest line that a row takes for a label rather than a sentence. */
const LABEL_WORDS_MAX = 12;
/** A line of rights; longer ones are prose about rights. */
const RIGHTS_WORDS_MAX = 40;
/** P(content) from which a line of short words is taken for verse or a list rather than for a menu, 0–1. */
const SURE = 0.8;
/** Where claims on bylines, dates and sources are read from whole lines. In words. */
const CLAIM_LINE_WORDS_MAX = 40;

/** Rows that need no facts; what they leave is where title, author and date are looked for. */
export const EARLY_RULES: readonly Rule[] = [
  { name: "page code", about: "scripts, styles and data of the page that were taken for text", find: pageCode },
  {
    name: "counter",
    about: "the counter of a gallery",
    find: (view) => each(view, (block) => readCounter(block.text) !== undefined, "caption", "counts the pictures of a gallery"),
  },
  { name: "gallery", about: "the captions that a gallery's counter counts, where they repeat the article", find: galleryCaptions },
  { name: "credit", about: "picture credits and captions that name themselves", find: pictureCredits },
  { name: "caption", about: "captions of pictures, where markup names them", find: captions },
  {
    name: "comment head",
    about: "the head or the counter of readers' comments",
    find: (view) => each(view, (block) => isLabelOf(view, block, COMMENT_HEADS), "comments", "heads or counts comments"),
  },
  {
    name: "related head",
    about: "heads of teasers, and links to other articles that say so",
    find: (view) => each(view, (block) => isRelatedLine(view, block), "related", "points to other articles"),
  },
  { name: "passing teaser", about: "the headlines after the head of teasers between two paragraphs", find: passingTeasers },
  { name: "teaser list", about: "the list under the head of other articles, in HTML", find: teaserLists },
  {
    name: "share",
    about: "lines made of nothing but invitations to share, follow, print",
    find: (view) => each(view, (block) => isButtons(view, block, SHARE_WORDS), "share", "is made of invitations to share or follow"),
  },
  {
    name: "menu",
    about: "lines made of nothing but ways through the site",
    find: (view) => each(view, (block) => isWayfinder(view, block), "menu", "helps on the way through the site"),
  },
  {
    name: "rights",
    about: "lines of copyright",
    find: (view) => each(view, (block) => isRightsLine(view, block), "legal", "states copyright"),
  },
  { name: "recurring", about: "a line that stands on most of many otherwise different pages of the site", find: recurringLines },
  { name: "button", about: "a label that stands behind one paragraph after the other", find: repeatedButtons },
  { name: "buttons", about: "the rest of a list of buttons", find: buttonLists },
  { name: "divider", about: "a line of signs alone", find: (view) => each(view, isDivider, "other", "is made of signs alone") },
  { name: "contents", about: "a list of the headings that follow", find: contentLists },
  { name: "comments", about: "what follows the head of the comments, after the body", find: commentSections },
  { name: "related", about: "what follows the head of the teasers, after the body", find: relatedSections },
  { name: SECOND_ARTICLE, about: "a second article under the first, in HTML", find: secondArticles },
  { name: "teasers", about: "headlines followed by beginnings that break off", find: teasers },
  { name: "foreign sentences", about: "a row of sentences before or after the body that shares no words with it", find: foreignSentences },
  { name: "consent", about: "notices that ask for consent, where the article speaks of other things", find: consentNotices },
  { name: "invitation", about: "requests to subscribe, sign up or follow", find: invitations },
  { name: "scripts", about: "notices for browsers without scripts", find: scriptNotices },
  { name: "keywords", about: "the line of an article's keywords", find: keywordLines },
  { name: "small print", about: "rights, terms and disclaimers at either end of what is kept", find: smallPrint },
  { name: "list", about: "the items of one list are kept or dropped together", find: listsTogether },
  { name: "table", about: "the cells of one table are kept or dropped together", find: tablesTogether },
  { name: "headed", about: "a table or list of Markdown right under a heading that is kept", find: headedLists },
  { name: "paragraph", about: "a doubtful sentence of a paragraph that is kept", find: paragraphsTogether },
  { name: "line begins", about: "the place or name with which a kept sentence begins its line", find: lineBeginnings },
  { name: "mid sentence", about: "a piece from the middle of a sentence whose neighbours are kept", find: sentenceMiddles },
  {
    name: "sentence begins",
    about: "the pieces with which a kept sentence begins, where every text node is a line",
    find: sentenceBeginnings,
  },
  { name: "left behind", about: "prose where the body stands that was given up too early", find: leftBehind },
  { name: "series", about: "parts of a series of numbered or asked heads, given up half-way", find: seriesParts },
  { name: "left table", about: "a table between two paragraphs of the body", find: leftTables },
  { name: "left heading", about: "the heading of a paragraph of the body", find: leftHeadings },
];

/** Rows that compare with title, author, date and description. */
export const LATE_RULES: readonly Rule[] = [
  {
    name: "title",
    about: "the headline and its repetition are the title, not a paragraph",
    find: titleLines,
  },
  { name: "counted comments", about: "readers' comments that are longer than the article above them", find: countedComments },
  { name: "byline", about: "lines understood as author, date or source are facts about the article", find: claimedLines },
  { name: "above headline", about: "labels above the headline", find: aboveHeadline },
  { name: "toolbar", about: "a label between the byline and the first paragraph, in text", find: toolbars },
  { name: "credits", about: "who made what, under the last paragraph", find: creditLines },
  { name: "signature", about: "the author's name under the last paragraph", find: signatures },
  { name: "self link", about: "the last line, where it points to the article that it ends", find: selfLinks },
  { name: "biography", about: "the author's biography behind the article", find: biographies },
  { name: "repeat", about: "a caption or teaser whose sentences stand in the body as well", find: repeats },
  { name: "standfirst", about: "the prose between the headline and the first paragraph is never lost", find: standfirsts },
  { name: "lead", about: "a first paragraph that says what the title or the description says is never lost", find: leads },
];

function each(view: View, isMeant: (block: Block) => boolean, blockClass: BlockClass, reason: string): Finding[] {
  const found: Finding[] = [];
  for (const block of view.blocks)
    if (block.kind !== "code" && isMeant(block)) found.push({ block: block.index, keep: false, class: blockClass, reason });
  return found;
}

function titleLines(view: View): Finding[] {
  const title = titleOf(view);
  if (title === undefined) return [];
  return each(view, (block) => isTitle(view, block, title), "title", "says what the title says");
}

/** Claims read from a line of its own: metadata names the block only where nothing else stands on it. */
function claimedLines(view: View): Finding[] {
  const found: Finding[] = [];
  for (const { claim } of view.metadata?.claims ?? []) {
    const block = claim.block === undefined ? undefined : view.blocks[claim.block];
    if (!isLineClaim(claim) || block === undefined || block.wordCount > CLAIM_LINE_WORDS_MAX) continue;
    found.push({ block: block.index, keep: false, class: "byline", reason: `was read as ${claim.field}` });
  }
  return found;
}

/** "-----", "* * *", "###": what parts the article from what stands around it, or one part from the next. Says nothing by itself. */
const DIVIDER = /^(?:[-–—_=~*#•·.+<>|\\/]\s?){3,}$/u;

function isDivider({ kind, text, wordCount }: Block): boolean {
  return wordCount === 0 && kind === "paragraph" && DIVIDER.test(text);
}

/** A short line, not a sentence, that is a phrase of the table; numbers in it do not count. */
function isLabelOf(view: View, block: Block, phrases: PhraseTable): boolean {
  return isShort(block) && view.phrases.isPhrase(block.index, phrases);
}

function isShort(block: Block): boolean {
  return block.wordCount > 0 && block.wordCount <= LABEL_WORDS_MAX && block.text.length <= 90;
}

function isRelatedLine(view: View, block: Block): boolean {
  if (isLabelOf(view, block, RELATED_HEADS)) return true;
  // "Read more: the whole story of …": the phrase and a colon, then a headline. "Previous articleThe whole story": without either.
  if (block.wordCount > RELATED_LINE_WORDS_MAX || !view.phrases.mayOpen(block.index, RELATED_HEADS)) return false;
  if (holdsSentence(view, block)) return false;
  const { text } = block;
  const link = block.marks.find(({ kind }) => kind === "link");
  const label = link?.end === text.length ? text.slice(0, link.start) : "";
  if (label !== "" && label.length <= GLUED_HEAD_MAX && isPhrase(RELATED_HEADS, tokensOf(label))) return true;
  const glue = GLUED.exec(text.slice(0, GLUED_HEAD_MAX))?.index;
  if (glue !== undefined && isPhrase(RELATED_HEADS, tokensOf(text.slice(0, glue + 1)))) return true;
  const sign = SET_APART.exec(text.slice(0, 41))?.index;
  return sign !== undefined && view.phrases.isPhraseUpTo(block.index, RELATED_HEADS, wordsBefore(text, sign));
}

/** Words of the longest line of a head and the headline that it heads. */
const RELATED_LINE_WORDS_MAX = 30;

/** In one line with the article a headline has no end: what runs on to a full stop is the next sentence of the article as well. */
function holdsSentence(view: View, block: Block): boolean {
  const isPiece = continuesLine(block) || view.blocks[block.index + 1]?.joint === "space";
  return isPiece && block.wordCount > LABEL_WORDS_MAX && endsSentence(block.text);
}

/** What stands between a head of teasers and the headline on the same line. */
const SET_APART = /[:：|｜…]|\.{3}/u;
/** Where a capital follows a small letter, or a letter of a script without them: the space that was lost with the markup. */
const GLUED = /[\p{Ll}\p{Lo}\p{M}](?=\p{Lu})|\p{Lu}(?=\p{Lu}\p{Ll})/u;
/** UTF-16 units of the head of teasers that is glued to what it heads. */
const GLUED_HEAD_MAX = 48;

function wordsBefore(text: string, end: number): number {
  return (text.slice(0, end).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}_]+/gu) ?? []).length;
}

/** A column of a table may name networks, too: what the labeller is sure of stays. 0–1. */
const SURE_SCORE = 0.92;

function isButtons(view: View, block: Block, phrases: PhraseTable): boolean {
  if (!isShort(block) || (view.labels.scores[block.index] ?? 0) >= SURE_SCORE) return false;
  // What is marked up as a heading heads something; in plain text it is a guess by the form of a line.
  if (block.kind === "heading" && view.format !== "text") return false;
  return view.phrases.isMadeOf(block.index, phrases);
}

/** One word alone may head a section of an article ("Contact", "Search"), so a single-word line is left to the labeller. */
function isWayfinder(view: View, block: Block): boolean {
  const isMenuLine = block.kind === "paragraph" && (view.labels.scores[block.index] ?? 0) < SURE && isWideMenu(block.text);
  return isMenuLine || (block.wordCount > 1 && isButtons(view, block, MENU_WORDS));
}

/** "(c) keeping …" is an item of a list: the sign in letters is followed by a year or a name. */
const RIGHTS_SIGN = /^(?:©|\([cC]\)\s?(?=\d{4}|\p{Lu}|[cC]opyright)|[cC](?:opyright|OPYRIGHT)\b)/u;

function isRightsLine(view: View, block: Block): boolean {
  if (block.wordCount > RIGHTS_WORDS_MAX || isListed(view, block)) return false;
  return RIGHTS_SIGN.test(block.text) || view.phrases.countParts(block.index, RIGHTS_PARTS) > 0;
}

/** The third of (a), (b), (c). */
function isListed(view: View, { index, text }: Block): boolean {
  return /^\([cC]\)/u.test(text) && /^\([bB]\)/u.test(view.blocks[index - 1]?.text ?? "");
}

/** The rule that works the other way: it brings a dropped block back. */
function leads(view: View): Finding[] {
  const first = view.keep.indexOf(true);
  if (first < 0) return [];
  const found: Finding[] = [];
  for (const block of view.blocks.slice(Math.max(0, first - 4), first)) {
    if (isLead(view, block) && endsSentence(block.text))
      found.push({ block: block.index, keep: true, class: "content", reason: "opens the article and says what title or description say" });
  }
  return found;
}
