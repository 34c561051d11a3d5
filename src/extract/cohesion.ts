/**
 * Menus and about-us texts made of whole sentences. They read like prose, but stand in a row of single short sentences before or after
 * the body and speak of other things: hardly a weighty word of theirs occurs in the body.
 */
import { DIGIT, IDEOGRAPH, kindOf, LOWER } from "../text/characters.ts";
import { words } from "../text/words.ts";
import type { Block } from "../types.ts";
import { type Finding, isProse, type View } from "./view.ts";

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
/** A name of the site stands in so many blocks outside the body, and in none inside. */
const SITE_NAME_BLOCKS_MIN = 3;
/** And in so many sentences of the row, and besides outside it. */
const SITE_NAME_SENTENCES_MIN = 2;
/** Words of up to three letters are mostly grammar. */
const WEIGHTY_LETTERS_MIN = 4;

/**
 * Rows of short sentences at the head and the tail that share few words with the body. At the head all of a row goes; at the tail it goes
 * from the first sentence that names the site, since what stands before that may be the article's last word.
 */
export function foreignSentences(view: View): Finding[] {
  const isKept = (block: Block): boolean => view.keep[block.index] === true && block.text !== "";
  const paragraphs = core(view.blocks.filter((block) => isKept(block) && isBodyParagraph(view, block)));
  if (paragraphs.length < BODY_PARAGRAPHS_MIN || !mayHaveRows(view, paragraphs)) return [];
  const names = siteNames(view, paragraphs);
  const body = withoutSiteProse(paragraphs, names);
  const first = body[0]?.index;
  const last = body.at(-1)?.index;
  if (body.length < BODY_PARAGRAPHS_MIN || first === undefined || last === undefined) return [];
  const vocabulary = documentFrequencies(view, body);
  const usual = mean(body.map((block) => cohesion(view, block, vocabulary, { isInBody: true })));
  const isOfBody = (block: Block): boolean => cohesion(view, block, vocabulary, { isInBody: false }) >= usual;
  const measures = { vocabulary, usual, names, body };
  const head = withoutLead(view.blocks.slice(0, first).filter(isKept), isOfBody);
  const tail = view.blocks.slice(last + 1);
  const named = tail.findIndex((block) => names.some((places) => places.includes(block.index)));
  const foreign: Block[] = [];
  if (isForeign(view, head, measures)) foreign.push(...head);
  if (named >= 0 && isForeign(view, tail.slice(named), measures)) foreign.push(...tail.slice(named).filter(isKept));
  return foreign.filter((block) => sizeOf(block) <= FOREIGN_WORDS_MAX && !isOfBody(block)).map((block) => finding(block));
}

/** Are there enough plain sentences outside the middle of the body for a row? Cheap, and false for most pages. */
function mayHaveRows(view: View, paragraphs: readonly Block[]): boolean {
  const middle = paragraphs[Math.floor(paragraphs.length / 2)]?.index ?? 0;
  const isSentence = (block: Block): boolean =>
    view.keep[block.index] === true && block.wordCount >= SENTENCE_WORDS_MIN && sizeOf(block) <= FOREIGN_WORDS_MAX;
  const sentences = view.blocks.filter((block) => isSentence(block) && isPlainLine(block) && block.kind !== "heading");
  const before = sentences.filter((block) => block.index < middle).length;
  return before >= ROW_BLOCKS_MIN || sentences.length - before >= SITE_NAME_SENTENCES_MIN;
}

/** The stretch of paragraphs between those that name the site: its prose about itself can be as long as any. */
function withoutSiteProse(paragraphs: readonly Block[], names: readonly (readonly number[])[]): readonly Block[] {
  const middle = paragraphs[Math.floor(paragraphs.length / 2)]?.index ?? 0;
  const places = names.flat();
  const start = Math.max(-1, ...places.filter((place) => place < middle));
  const end = Math.min(Infinity, ...places.filter((place) => place > middle));
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
  /** In how many body paragraphs each weighty word stands. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Cohesion of the body's own paragraphs. */
  readonly usual: number;
  /** The blocks that hold each name of the site. */
  readonly names: readonly (readonly number[])[];
  readonly body: readonly Block[];
}

function isForeign(view: View, row: readonly Block[], { vocabulary, usual, names, body }: Measures): boolean {
  const sentences = row.filter((block) => block.kind !== "heading" && block.wordCount >= SENTENCE_WORDS_MIN);
  if (sentences.length < ROW_BLOCKS_MIN || sentences.some((block) => !isPlainLine(block))) return false;
  if (mean(sentences.map((block) => cohesion(view, block, vocabulary, { isInBody: false }))) > FOREIGN_RATIO_MAX * usual) return false;
  const isKept = (block: Block): boolean => view.keep[block.index] === true;
  if (sumOfWords(row.filter(isKept)) > ROW_SHARE_MAX * sumOfWords(body)) return false;
  // A site names itself on both sides of the article; the people of a story are named in it.
  const inRow = new Set(row.map((block) => block.index));
  return names.some((places) => places.filter((place) => inRow.has(place)).length >= SITE_NAME_SENTENCES_MIN);
}

/** Share of the paragraphs at either end that may be the site's own; names are looked for outside the rest. */
const EDGE_SHARE = 0.25;

/**
 * For each name that stands in several blocks on both sides of the middle of the body but never in it, those blocks: what a site calls
 * itself in its menu and its foot. Names are told by their capital; in scripts without case any weighty word will do.
 */
function siteNames(view: View, paragraphs: readonly Block[]): readonly (readonly number[])[] {
  const edge = paragraphs.length >= 2 * BODY_PARAGRAPHS_MIN ? Math.floor(EDGE_SHARE * paragraphs.length) : 0;
  const inner = paragraphs.slice(edge, paragraphs.length - edge);
  const [from, to] = [inner[0]?.index ?? 0, inner.at(-1)?.index ?? 0];
  const known = documentFrequencies(view, view.blocks.slice(from, to + 1));
  const places = new Map<string, number[]>();
  for (const block of view.blocks) {
    if (block.index >= from && block.index <= to) continue;
    const capitals = words(block.text).filter((word) => (kindOf(word.charCodeAt(0)) & (LOWER | DIGIT)) === 0);
    for (const word of weightyOf(capitals)) {
      if (known.has(word)) continue;
      const blocks = places.get(word);
      if (blocks === undefined) places.set(word, [block.index]);
      else blocks.push(block.index);
    }
  }
  return [...places.values()].filter((blocks) => {
    const before = blocks.filter((block) => block < from).length;
    return blocks.length >= SITE_NAME_BLOCKS_MIN && before > 0 && before < blocks.length;
  });
}

/** A paragraph of its own, or with the pieces of its line, that is longer than any sentence of a menu. */
function isBodyParagraph(view: View, block: Block): boolean {
  if (!isProse(block)) return false;
  const isPiece = block.joint !== "paragraph" || (view.blocks[block.index + 1]?.joint ?? "paragraph") !== "paragraph";
  return isPiece || sizeOf(block) >= BODY_PARAGRAPH_WORDS_MIN;
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

function sumOfWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.wordCount, 0);
}

/** A line of its own in which nobody speaks: sites do not quote in their menus, stories do. */
function isPlainLine(block: Block): boolean {
  return block.nesting.length === 0 && block.joint === "paragraph" && !/["“”„«»「」]|^[-–—]\s/u.test(block.text);
}

/** Words of a block, ideographs counted by what they say. */
function sizeOf(block: Block): number {
  let ideographs = 0;
  for (let index = 0; index < block.text.length; index++) if ((kindOf(block.text.charCodeAt(index)) & IDEOGRAPH) !== 0) ideographs++;
  return block.wordCount - (1 - IDEOGRAPH_WORDS) * ideographs;
}

/** In how many blocks of the body each weighty word stands. */
function documentFrequencies(view: View, body: readonly Block[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of body) for (const word of weightyWords(view, block)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Share of a block's weighty words that stand in (other) blocks of the body, 0–1. */
function cohesion(view: View, block: Block, vocabulary: ReadonlyMap<string, number>, place: { readonly isInBody: boolean }): number {
  const own = weightyWords(view, block);
  if (own.size === 0) return 0;
  const needed = place.isInBody ? 2 : 1;
  let shared = 0;
  for (const word of own) if ((vocabulary.get(word) ?? 0) >= needed) shared++;
  return shared / own.size;
}

/** The different words of a block that carry meaning: longer ones, and pairs of ideographs. */
function weightyWords(view: View, block: Block): ReadonlySet<string> {
  return weightyOf(view.words.words(block.index));
}

function weightyOf(tokens: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if ((kindOf(token.charCodeAt(0)) & IDEOGRAPH) !== 0) found.add(token + (tokens[index + 1] ?? ""));
    else if (token.length >= WEIGHTY_LETTERS_MIN) found.add(token.toLowerCase());
  }
  return found;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
