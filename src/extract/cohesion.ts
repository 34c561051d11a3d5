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
/** Words of the shortest line that counts as a sentence of a row. */
const SENTENCE_WORDS_MIN = 4;
/** Body paragraphs that are needed to know what the article is about. */
const BODY_PARAGRAPHS_MIN = 3;
/** Sentences in a row. Fewer may be a lead and a remark. */
const ROW_BLOCKS_MIN = 3;
/** A row is foreign when it shares so much less with the body than the body's paragraphs share with one another. */
const FOREIGN_RATIO_MAX = 0.6;
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
  const body = core(view.blocks.filter((block) => isKept(block) && isBodyParagraph(view, block)));
  const first = body[0]?.index ?? 0;
  const last = body.at(-1)?.index ?? 0;
  if (body.length < BODY_PARAGRAPHS_MIN) return [];
  const vocabulary = documentFrequencies(view, body);
  const usual = mean(body.map((block) => cohesion(view, block, vocabulary, { isInBody: true })));
  const names = siteNames(view, vocabulary);
  const measures = { vocabulary, usual, names };
  const head = withoutLead(
    view.blocks.slice(0, first).filter(isKept),
    (block) => cohesion(view, block, vocabulary, { isInBody: false }) >= usual,
  );
  const tail = view.blocks.slice(last + 1);
  const named = tail.findIndex((block) => names.some((places) => places.includes(block.index)));
  const foreign: Block[] = [];
  if (isForeign(view, head, measures)) foreign.push(...head);
  if (named >= 0 && isForeign(view, tail.slice(named), measures)) foreign.push(...tail.slice(named).filter(isKept));
  return foreign.map((block) => finding(block));
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

/** Score from which a dropped paragraph next to the body is doubtful, 0–1: the labeller drops from about .47. */
const DOUBTFUL_MIN = 0.45;

/** Doubtful paragraphs next to kept ones that speak of the same things as the body does. */
export function cohesiveNeighbours(view: View): Finding[] {
  const body = view.blocks.filter((block) => view.keep[block.index] === true && isProse(block));
  if (body.length < BODY_PARAGRAPHS_MIN) return [];
  const vocabulary = documentFrequencies(view, body);
  const usual = mean(body.map((block) => cohesion(view, block, vocabulary, { isInBody: true })));
  const found = new Map<number, Finding>();
  const isKept = (index: number): boolean => view.keep[index] === true || found.has(index);
  for (const block of view.blocks) {
    if (view.keep[block.index] === true || !isProse(block) || (view.labels.scores[block.index] ?? 0) < DOUBTFUL_MIN) continue;
    if (!isKept(block.index - 1) && view.keep[block.index + 1] !== true) continue;
    if (cohesion(view, block, vocabulary, { isInBody: false }) < usual) continue;
    found.set(block.index, { block: block.index, keep: true, class: "content", reason: "stands next to the body and shares its words" });
  }
  return [...found.values()];
}

interface Measures {
  /** In how many body paragraphs each weighty word stands. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Cohesion of the body's own paragraphs. */
  readonly usual: number;
  /** The blocks that hold each name of the site. */
  readonly names: readonly (readonly number[])[];
}

function isForeign(view: View, row: readonly Block[], { vocabulary, usual, names }: Measures): boolean {
  const sentences = row.filter((block) => block.kind !== "heading" && block.wordCount >= SENTENCE_WORDS_MIN);
  if (sentences.length < ROW_BLOCKS_MIN || sentences.some((block) => block.nesting.length > 0 || block.joint !== "paragraph")) return false;
  if (mean(sentences.map((block) => cohesion(view, block, vocabulary, { isInBody: false }))) > FOREIGN_RATIO_MAX * usual) return false;
  const inRow = new Set(row.map((block) => block.index));
  return names.some((places) => {
    const inside = places.filter((place) => inRow.has(place)).length;
    return inside >= SITE_NAME_SENTENCES_MIN && places.length > inside;
  });
}

/**
 * For each name that stands in several blocks of the page but never in the body, those blocks: what a site calls itself in its menu and
 * its foot. Names are told by their capital; in scripts without case any weighty word will do.
 */
function siteNames(view: View, vocabulary: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  const places = new Map<string, number[]>();
  for (const block of view.blocks) {
    const capitals = new Set(words(block.text).filter((word) => (kindOf(word.charCodeAt(0)) & (LOWER | DIGIT)) === 0));
    for (const word of weightyOf([...capitals])) {
      if (vocabulary.has(word)) continue;
      const blocks = places.get(word);
      if (blocks === undefined) places.set(word, [block.index]);
      else if (blocks.at(-1) !== block.index) blocks.push(block.index);
    }
  }
  return [...places.values()].filter((blocks) => blocks.length >= SITE_NAME_BLOCKS_MIN);
}

/** A paragraph of its own, or with the pieces of its line, that is longer than any sentence of a menu. */
function isBodyParagraph(view: View, block: Block): boolean {
  if (!isProse(block)) return false;
  const isPiece = block.joint !== "paragraph" || (view.blocks[block.index + 1]?.joint ?? "paragraph") !== "paragraph";
  return isPiece || block.wordCount >= BODY_PARAGRAPH_WORDS_MIN;
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
  const wordsOf = (stretch: readonly Block[]): number => stretch.reduce((sum, block) => sum + block.wordCount, 0);
  return stretches.reduce<readonly Block[]>((best, stretch) => (wordsOf(stretch) > wordsOf(best) ? stretch : best), []);
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
  return weightyOf(words(view.plain(block.index)));
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
