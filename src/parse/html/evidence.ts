/**
 * What markup says about each block, for the labeller: tags, ancestors, links, siblings, the densest container, and agreement
 * with the page's head. Every number is a multiple of 1/32 in -4 … 3.97, so that it can be kept as one byte and come back the same.
 */
import { mix32 } from "../../text/hash.ts";
import { ANCESTORS, MARKUP_COLUMNS, MARKUP_ROWS, OWN_TAGS } from "../../text/markup-columns.ts";
import { log1p as ln } from "../../text/logarithm.ts";
import { roomForShorts } from "../../text/rooms.ts";
import { readHashes, trigramShare, type WordHashes } from "../../text/word-hashes.ts";
import type { MarkupEvidence } from "../../types.ts";
import { type Alike, countAmong, type ElementFacts, NO_SHARES, siblingsOf } from "./element-facts.ts";
import type { Leaf } from "./leaves.ts";
import { pageTexts, type PageTexts } from "./page-texts.ts";
import { share, STEPS, stepsOf, surveyElements, type Surveyed } from "./survey.ts";
import type { Tree } from "./tree.ts";

/** Levels above a block whose tag and class are hashed, and tokens kept a block. */
const HASHED_LEVELS = 7;
const HASHED_TOKENS_MAX = 40;
/** Evidence for every leaf of a page, in order. `texts`: what the page says in its head, where somebody has read it. Linear in the size of the tree. */
export function markupEvidence(
  { elements }: Pick<Tree, "elements">,
  leaves: readonly Leaf[],
  texts: PageTexts = pageTexts(elements),
): MarkupEvidence {
  const survey = surveyElements(leaves, elements.length);
  const columns = MARKUP_COLUMNS.length;
  const row = new Row(leaves.length * columns);
  const agreements = leaves.map((leaf) => agreementOf(leaf, texts));
  const heading = firstHeading(survey, agreements);
  const tokens = tokensFor(leaves.length * HASHED_TOKENS_MAX);
  const offsets = new Uint32Array(leaves.length + 1);
  let end = 0;
  const stamps = new Int32Array(MARKUP_ROWS).fill(-1);
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i];
    const own = survey.leafFacts[i];
    const agreement = agreements[i];
    if (leaf === undefined || own === undefined || agreement === undefined) continue;
    ownFeatures(row, leaf, own);
    aroundFeatures(row, own);
    containerFeatures(row, own, survey);
    alikeFeatures(row, survey.alike.get(own.signature), survey.chars);
    agreementFeatures(row, agreement, texts);
    headingFeatures(row, i, heading);
    lastFeatures(row, own, texts);
    end = addTokens(own, { tokens, from: end }, stamps, i);
    offsets[i + 1] = end;
  }
  return { features: row.features, columns, tokens: tokens.slice(0, end), offsets };
}

/** Writes numbers one after the other, each rounded to its step. */
class Row {
  readonly features: Float32Array;
  private at = 0;

  constructor(numbers: number) {
    this.features = new Float32Array(numbers);
  }

  add(value: number): void {
    this.features[this.at++] = stepsOf(value) / STEPS;
  }

  steps(steps: number): void {
    this.features[this.at++] = steps / STEPS;
  }

  flag(value: boolean): void {
    this.features[this.at++] = value ? 1 : 0;
  }

  /** `count` flags, of which one is set; none where `which` is -1. */
  oneOf(which: number, count: number): void {
    if (which >= 0) this.features[this.at + which] = 1;
    this.at += count;
  }
}

/** 2 shares, the own tag, the ancestors, and what attributes say. */
function ownFeatures(row: Row, leaf: Leaf, own: ElementFacts): void {
  const length = Math.max(1, leaf.block.text.length);
  row.add(Math.min(1, leaf.linkLetters / length));
  row.add(Math.min(1, leaf.boldLetters / length));
  row.oneOf(own.named.ownPlace, OWN_TAGS.length + 1);
  for (let k = 0; k < ANCESTORS.length; k++) row.flag(((own.ancestors >> k) & 1) === 1);
  row.flag(own.isHidden);
  row.add(own.role);
  row.flag(own.isArticleBody);
  row.flag(own.hasProperty || own.up?.hasProperty === true);
  row.flag(own.isInComments);
  row.flag(own.isInSide);
  row.add(Math.min(60, own.depth) / 15);
}

/** Shares, link densities and paragraphs of the element and its ancestors, and the siblings. */
function aroundFeatures(row: Row, own: ElementFacts): void {
  const { up } = own;
  const first = up ?? own;
  const second = first.up ?? first;
  const third = second.up ?? second;
  row.steps(own.shares.text);
  row.steps(first.shares.text);
  row.steps(second.shares.text);
  row.steps(third.shares.text);
  row.steps(own.shares.links);
  row.steps(first.shares.links);
  row.steps(second.shares.links);
  row.steps(third.shares.links);
  row.steps(first.shares.inParagraphs);
  row.steps(second.shares.inParagraphs);
  row.steps(first.shares.paragraphs);
  row.steps(second.shares.paragraphs);
  const count = up?.node.elements ?? 0;
  row.add(ln(count) / 3);
  row.add(up === undefined ? 0 : ln(countAmong(siblingsOf(up), own.node.tag)) / 3);
  row.add(up === undefined ? 0 : own.node.place / Math.max(1, count));
}

/** Where the block stands to the densest container. */
function containerFeatures(row: Row, own: ElementFacts, { top }: Surveyed): void {
  const { article, meeting, apart } = own;
  row.add(meeting < 0 ? 3 : Math.min(12, apart) / 4);
  row.add((meeting < 0 ? 8 : Math.min(meeting, 8)) / 4);
  row.flag(meeting === 0);
  row.flag(top !== undefined && own !== top && own.up === top);
  row.flag(article !== undefined && article.meeting >= 0 && article.apart === 0);
}

/** The blocks whose element has the same tags and classes up to the third parent. */
function alikeFeatures(row: Row, same: Alike | undefined, pageChars: number): void {
  const count = Math.max(1, same?.count ?? 1);
  row.add(ln(same?.count ?? 0) / 4);
  row.add(Math.min(100, (same?.words ?? 0) / count) / 30);
  row.add(share(same?.links ?? 0, same?.chars ?? 0));
  row.add(Math.sqrt(share(same?.chars ?? 0, pageChars)));
  row.add((same?.sentences ?? 0) / count);
}

interface Agreement {
  /** Shares of its runs of three words, in steps. */
  readonly body: number;
  readonly description: number;
  /** Different words of the title in the block; words of the block, as far as they were read. */
  readonly title: number;
  readonly words: number;
}

/** Words of a block among which those of the title are looked for. */
const TITLE_WORDS_READ = 60;
/** Nothing is compared where the page says nothing. */
const NO_AGREEMENT: Agreement = { body: 0, description: 0, title: 0, words: 0 };

function agreementOf(leaf: Leaf, texts: PageTexts): Agreement {
  if (texts.title.size === 0 && texts.description.size === 0 && texts.articleBody.size === 0) return NO_AGREEMENT;
  // A headline has few words; what a long block shares with the title beyond its first words says nothing.
  const asksTitleAlone = texts.description.size === 0 && texts.articleBody.size === 0;
  const words = readHashes(leaf.block.text, asksTitleAlone ? { wordsMax: Math.max(TITLE_WORDS_READ, texts.title.size) } : undefined);
  return {
    body: stepsOf(trigramShare(words, texts.articleBody)),
    description: stepsOf(trigramShare(words, texts.description)),
    title: titleWords(words, texts.title),
    words: words.count,
  };
}

/** Different words of the title among the first of a block. */
function titleWords({ hashes, count }: WordHashes, title: PageTexts["title"]): number {
  const head = Math.min(count, TITLE_WORDS_READ);
  let found = 0;
  for (let i = 0; i < head; i++) {
    const hash = hashes[i] ?? 0;
    if (title.has(hash) && hashes.indexOf(hash) === i) found++;
  }
  return found;
}

function agreementFeatures(row: Row, agreement: Agreement, texts: PageTexts): void {
  const size = texts.title.size;
  row.steps(agreement.body);
  row.flag(texts.articleBody.size > 0);
  row.steps(agreement.description);
  row.add(size === 0 ? 0 : agreement.title / size);
  row.add(size === 0 ? 0 : Math.min(1, agreement.title / Math.min(size, Math.max(1, agreement.words))));
}

/** The h1 that agrees best with the title, else the first; -1: there is none. */
function firstHeading({ leafFacts }: Surveyed, agreements: readonly Agreement[]): number {
  let heading = -1;
  let best = 1;
  leafFacts.forEach((own, i) => {
    if (!own.isInFirstHeading) return;
    if (heading < 0) heading = i;
    const words = agreements[i]?.title ?? 0;
    if (words > best) {
      best = words;
      heading = i;
    }
  });
  return heading;
}

function headingFeatures(row: Row, i: number, heading: number): void {
  row.add(heading < 0 ? 0 : (Math.sign(i - heading) * ln(Math.abs(i - heading))) / 4);
  row.flag(heading >= 0);
  row.flag(i === heading);
}

function lastFeatures(row: Row, own: ElementFacts, texts: PageTexts): void {
  const { up } = own;
  row.flag(up !== undefined && siblingsOf(up).hasImage);
  row.steps((up?.shares ?? NO_SHARES).density);
  row.steps((up?.up?.shares ?? NO_SHARES).density);
  row.flag(own.hasTime);
  row.flag(texts.description.size > 0);
  row.flag(own.articlesAround > 1);
}

/** Room for the tokens of the page at hand. */
const tokensFor = roomForShorts();

/**
 * Writes tag, class and id tokens from a place on: of the element itself, of its two parents, and of four more; where they end. `stamps` has
 * the last leaf that got each token.
 */
function addTokens(
  own: ElementFacts,
  { tokens, from }: { readonly tokens: Uint16Array; readonly from: number },
  stamps: Int32Array,
  leaf: number,
): number {
  const limit = from + HASHED_TOKENS_MAX;
  let at = from;
  let level = 0;
  for (let one: ElementFacts | undefined = own; one !== undefined && level < HASHED_LEVELS; one = one.up, level++) {
    if (one.tag === "body" || one.tag === "html" || one.tag === "") continue;
    const seed = Math.imul(level === 0 ? 0x73 : level < 3 ? 0x70 : 0x61, 0x9e3779b1);
    const named = one.tokens;
    for (let k = -1; k < named.length; k++) {
      if (at >= limit) return at;
      const token = k < 0 ? one.named.token : (named[k] ?? 0);
      const row = mix32(token ^ seed) & (MARKUP_ROWS - 1);
      if (stamps[row] === leaf) continue;
      stamps[row] = leaf;
      tokens[at++] = row;
    }
  }
  return at;
}
