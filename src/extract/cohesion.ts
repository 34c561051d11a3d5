/**
 * Menus and about-us texts made of whole sentences. They read like prose, but stand in a row of single short sentences before or after
 * the body and speak of other things: hardly a weighty word of theirs occurs in the body.
 */
import { IDEOGRAPH, kindOf } from "../text/characters.ts";
import type { Block } from "../types.ts";
import { siteNames, type Stretch } from "./site-names.ts";
import { pageTerms, type Terms } from "./terms.ts";
import { type Finding, isProse, sumOfWords, type View } from "./view.ts";

/** Words of the shortest paragraph that surely belongs to a body; sentences of menus are shorter. */
const BODY_PARAGRAPH_WORDS_MIN = 22;
/** Blocks from one body paragraph to the next within one body: short paragraphs and headings stand between. */
const CORE_GAP_BLOCKS_MAX = 4;
/** Words of a row for each word of the body: what is longer may be the article itself, and the "body" something else. */
const ROW_SHARE_MAX = 0.4;
/** Words of the shortest line that counts as a sentence of a row. */
const SENTENCE_WORDS_MIN = 4;
/** A longer paragraph is never taken for a sentence of a menu or an about-us text. */
const FOREIGN_WORDS_MAX = 36;
/** An ideograph says about as much as this part of a word. */
const IDEOGRAPH_WORDS = 0.6;
/** Body paragraphs that are needed to know what the article is about. */
const BODY_PARAGRAPHS_MIN = 3;
/** Sentences in a row. Fewer may be a lead and a remark. */
const ROW_BLOCKS_MIN = 3;
/** A row is foreign when it shares so much less with the body than the body's paragraphs share with one another. */
const FOREIGN_RATIO_MAX = 0.55;
/** A name of the site stands in so many sentences of the row, and besides outside it. */
const SITE_NAME_SENTENCES_MIN = 2;

/**
 * Rows of short sentences at the head and the tail that share few words with the body. At the head all of a row goes; at the tail it goes
 * from the first sentence that names the site, since what stands before that may be the article's last word.
 */
export function foreignSentences(view: View): Finding[] {
  const isKept = (block: Block): boolean => view.keep[block.index] === true && block.text !== "";
  const paragraphs = core(view.blocks.filter((block) => isKept(block) && isBodyParagraph(view, block)));
  if (paragraphs.length < BODY_PARAGRAPHS_MIN || !mayHaveRows(view, paragraphs)) return [];
  const names = siteNames(view, middleOf(paragraphs));
  const body = withoutSiteProse(paragraphs, names);
  const first = body[0]?.index;
  const last = body.at(-1)?.index;
  if (body.length < BODY_PARAGRAPHS_MIN || first === undefined || last === undefined) return [];
  const places = new Set(names.flat());
  const head = view.blocks.slice(0, first).filter(isKept);
  const tail = view.blocks.slice(last + 1);
  const named = tail.findIndex((block) => places.has(block.index));
  const end = named < 0 ? [] : tail.slice(named);
  // A site names itself on both sides of the article; the people of a story are named in it.
  if (!namesSite(head, names) && !namesSite(end, names)) return [];
  const measures = measure(view, body);
  const isOfBody = (block: Block): boolean => cohesion(block, measures) >= measures.usual;
  const foreign: Block[] = [];
  const opening = withoutLead(head, isOfBody);
  if (namesSite(opening, names) && isForeign(view, opening, measures)) foreign.push(...opening);
  if (namesSite(end, names) && isForeign(view, end, measures)) foreign.push(...end.filter(isKept));
  return foreign.filter((block) => isShort(view, block) && !isOfBody(block)).map((block) => finding(block));
}

/** Do several blocks of the row hold one of the names? */
function namesSite(row: readonly Block[], names: readonly (readonly number[])[]): boolean {
  const inRow = new Set(row.map((block) => block.index));
  return names.some((places) => places.filter((place) => inRow.has(place)).length >= SITE_NAME_SENTENCES_MIN);
}

/** Are there enough plain sentences outside the middle of the body for a row? Cheap, and false for most pages. */
function mayHaveRows(view: View, paragraphs: readonly Block[]): boolean {
  const middle = paragraphs[Math.floor(paragraphs.length / 2)]?.index ?? 0;
  let [before, after] = [0, 0];
  for (const block of view.blocks) {
    if (view.keep[block.index] !== true || block.wordCount < SENTENCE_WORDS_MIN || block.kind === "heading") continue;
    if (!isShort(view, block) || !isPlainLine(block)) continue;
    if (block.index < middle) before++;
    else after++;
    if (before >= ROW_BLOCKS_MIN || after >= SITE_NAME_SENTENCES_MIN) return true;
  }
  return false;
}

/** Share of the paragraphs at either end that may be the site's own; names are looked for outside the rest. */
const EDGE_SHARE = 0.25;

/** First and last block of the paragraphs that are surely the article's. */
function middleOf(paragraphs: readonly Block[]): Stretch {
  const edge = paragraphs.length >= 2 * BODY_PARAGRAPHS_MIN ? Math.floor(EDGE_SHARE * paragraphs.length) : 0;
  const inner = paragraphs.slice(edge, paragraphs.length - edge);
  return { from: inner[0]?.index ?? 0, to: inner.at(-1)?.index ?? 0 };
}

/** The stretch of paragraphs between those that name the site: its prose about itself can be as long as any. */
function withoutSiteProse(paragraphs: readonly Block[], names: readonly (readonly number[])[]): readonly Block[] {
  const middle = paragraphs[Math.floor(paragraphs.length / 2)]?.index ?? 0;
  let start = -1;
  let end = Infinity;
  for (const place of names.flat()) {
    if (place < middle) start = Math.max(start, place);
    if (place > middle) end = Math.min(end, place);
  }
  return paragraphs.filter((block) => block.index > start && block.index < end);
}

/** Without what leads into the body: a line that ends in a colon, or one that speaks of the same things. */
function withoutLead(head: readonly Block[], isOfBody: (block: Block) => boolean): readonly Block[] {
  let end = head.length;
  for (let block = head[end - 1]; block !== undefined && (/[:：]$/u.test(block.text) || isOfBody(block)); block = head[end - 1]) end--;
  return head.slice(0, end);
}

function finding(block: Block): Finding {
  return { block: block.index, keep: false, class: "menu", reason: "stands in a row of sentences that share no words with the body" };
}

interface Measures {
  readonly terms: Terms;
  readonly body: readonly Block[];
  /** In how many paragraphs of the body each term stands. */
  readonly frequencies: Int32Array;
  /** Cohesion of the body's own paragraphs. */
  readonly usual: number;
}

function measure(view: View, body: readonly Block[]): Measures {
  const terms = pageTerms(view.blocks, view.words);
  const frequencies = frequenciesOf(body, terms);
  const usual = mean(body.map((block) => shareOfTerms(terms.of(block.index), frequencies, 2)));
  return { terms, body, frequencies, usual };
}

function isForeign(view: View, row: readonly Block[], measures: Measures): boolean {
  const sentences = row.filter((block) => block.kind !== "heading" && block.wordCount >= SENTENCE_WORDS_MIN);
  if (sentences.length < ROW_BLOCKS_MIN || sentences.some((block) => !isPlainLine(block))) return false;
  if (mean(sentences.map((block) => cohesion(block, measures))) > FOREIGN_RATIO_MAX * measures.usual) return false;
  const isKept = (block: Block): boolean => view.keep[block.index] === true;
  return sumOfWords(row.filter(isKept)) <= ROW_SHARE_MAX * sumOfWords(measures.body);
}

/** A paragraph of its own, or with the pieces of its line, that is longer than any sentence of a menu. */
function isBodyParagraph(view: View, block: Block): boolean {
  if (!isProse(block)) return false;
  const isPiece = block.joint !== "paragraph" || (view.blocks[block.index + 1]?.joint ?? "paragraph") !== "paragraph";
  if (isPiece || IDEOGRAPH_WORDS * block.wordCount >= BODY_PARAGRAPH_WORDS_MIN) return true;
  return block.wordCount >= BODY_PARAGRAPH_WORDS_MIN && sizeOf(view, block) >= BODY_PARAGRAPH_WORDS_MIN;
}

/** Of paragraphs with gaps between them, the stretch with the most words. */
function core(paragraphs: readonly Block[]): readonly Block[] {
  const stretches: Block[][] = [];
  for (const block of paragraphs) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && block.index - before.index <= CORE_GAP_BLOCKS_MAX) last.push(block);
    else stretches.push([block]);
  }
  return stretches.reduce<readonly Block[]>((best, stretch) => (sumOfWords(stretch) > sumOfWords(best) ? stretch : best), []);
}

/** A line of its own in which nobody speaks: sites do not quote in their menus, stories do. */
function isPlainLine(block: Block): boolean {
  return block.nesting.length === 0 && block.joint === "paragraph" && !/["“”„«»「」]|^[-–—]\s/u.test(block.text);
}

/** Can the block be a sentence of a menu? The letters are counted only where the number of words leaves it open. */
function isShort(view: View, block: Block): boolean {
  if (block.wordCount <= FOREIGN_WORDS_MAX) return true;
  return IDEOGRAPH_WORDS * block.wordCount <= FOREIGN_WORDS_MAX && sizeOf(view, block) <= FOREIGN_WORDS_MAX;
}

/** Words of a block, ideographs counted by what they say. */
function sizeOf(view: View, block: Block): number {
  if (view.words.measured(block.index)?.foreignChars === 0) return block.wordCount;
  let ideographs = 0;
  for (let index = 0; index < block.text.length; index++) if ((kindOf(block.text.charCodeAt(index)) & IDEOGRAPH) !== 0) ideographs++;
  return block.wordCount - (1 - IDEOGRAPH_WORDS) * ideographs;
}

/** In how many of the blocks each term stands. */
function frequenciesOf(blocks: readonly Block[], terms: Terms): Int32Array {
  for (const block of blocks) terms.of(block.index);
  const frequencies = new Int32Array(terms.count());
  for (const block of blocks) for (const term of terms.of(block.index)) frequencies[term] = (frequencies[term] ?? 0) + 1;
  return frequencies;
}

/** Share of a block's terms that stand in the body, 0–1. */
function cohesion(block: Block, { terms, frequencies }: Measures): number {
  return shareOfTerms(terms.of(block.index), frequencies, 1);
}

/** Share of the terms that stand in so many blocks; 0 where there are none. */
function shareOfTerms(own: Int32Array, frequencies: Int32Array, blocksMin: number): number {
  let shared = 0;
  for (const term of own) if ((frequencies[term] ?? 0) >= blocksMin) shared++;
  return own.length === 0 ? 0 : shared / own.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
