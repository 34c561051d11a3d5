/**
 * What markup says about each block, for the labeller: tags, ancestors, links, siblings, the densest container, and agreement
 * with the page's head. Every number is a multiple of 1/32 in -4 … 3.97, so that it can be kept as one byte and come back the same.
 */
import type { Document } from "domhandler";
import { mix32 } from "../../text/hash.ts";
import { ANCESTORS, MARKUP_COLUMNS, MARKUP_ROWS, OWN_TAGS } from "../../text/markup-columns.ts";
import { endsSentence } from "../../text/sentences.ts";
import { readHashes, trigramShare } from "../../text/word-hashes.ts";
import type { MarkupEvidence } from "../../types.ts";
import { describeElement, type ElementFacts, isContainer, type Survey } from "./element-facts.ts";
import type { Leaf } from "./leaves.ts";
import { pageTexts, type PageTexts } from "./page-texts.ts";

/** Steps of the features, and the largest number of steps: one signed byte. */
const STEPS = 32;
const STEP_MIN = -128;
const STEP_MAX = 127;
/** Levels above a block whose tag and class are hashed, and tokens kept a block. */
const HASHED_LEVELS = 7;
const HASHED_TOKENS_MAX = 40;
/** Words from which a leaf with punctuation counts for its container; and the words that count as one full paragraph. */
const DENSE_WORDS_MIN = 8;
const DENSE_WORDS_UNIT = 25;
/** What a leaf gives its container and the three above it. Tuned by hand in the experiment. */
const DENSITY_SHARES: readonly number[] = [1, 0.5, 0.3, 0.18];

interface Signature {
  count: number;
  words: number;
  links: number;
  chars: number;
  sentences: number;
}

/** The tree as the features need it. */
interface Tree {
  readonly leafFacts: readonly ElementFacts[];
  readonly chars: number;
  readonly top: ElementFacts | undefined;
  readonly topDensity: number;
  /** Steps from the densest container up to each element of its path. */
  readonly topPath: ReadonlyMap<ElementFacts, number>;
  readonly signatures: ReadonlyMap<number, Signature>;
}

/** Evidence for every leaf of a page, in order. Linear in the size of the tree. */
export function markupEvidence(root: Document, leaves: readonly Leaf[]): MarkupEvidence {
  const texts = pageTexts(root);
  const tree = surveyTree(leaves);
  const columns = MARKUP_COLUMNS.length;
  const features = new Float32Array(leaves.length * columns);
  const agreements = leaves.map((leaf) => agreementOf(leaf, texts));
  const heading = firstHeading(tree, agreements);
  const tokens: number[] = [];
  const offsets = new Uint32Array(leaves.length + 1);
  const row = new Row(features);
  const stamps = new Int32Array(MARKUP_ROWS).fill(-1);
  leaves.forEach((leaf, i) => {
    const own = tree.leafFacts[i];
    const agreement = agreements[i];
    if (own === undefined || agreement === undefined) return;
    row.start(i * columns);
    ownFeatures(row, leaf, own);
    aroundFeatures(row, own, tree);
    containerFeatures(row, own, tree);
    signatureFeatures(row, own, tree);
    agreementFeatures(row, agreement, texts);
    headingFeatures(row, i, heading);
    row.flag(own.up?.siblings().hasImage === true);
    row.add(Math.sqrt(density(own.up, tree)));
    row.add(Math.sqrt(density(own.up?.up, tree)));
    row.flag(own.hasTime);
    row.flag(texts.description.size > 0);
    row.flag(own.articlesAround > 1);
    addTokens(own, tokens, stamps, i);
    offsets[i + 1] = tokens.length;
  });
  return { features, columns, tokens: Uint16Array.from(tokens), offsets };
}

/** Writes numbers one after the other, each rounded to its step. */
class Row {
  private readonly features: Float32Array;
  private at = 0;

  constructor(features: Float32Array) {
    this.features = features;
  }

  start(at: number): void {
    this.at = at;
  }

  add(value: number): void {
    const steps = Math.round(value * STEPS);
    this.features[this.at++] = (steps > STEP_MAX ? STEP_MAX : steps < STEP_MIN ? STEP_MIN : steps) / STEPS;
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

const ln = Math.log1p;
const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0);

/** One walk up from every leaf to learn of the elements above it, then sums from the leaves upwards. */
function surveyTree(leaves: readonly Leaf[]): Tree {
  const survey: Survey = { facts: new Map(), ordered: [], names: new Map() };
  const { ordered } = survey;
  const leafFacts = leaves.map((leaf) => describeElement(leaf.element, survey));
  const signatures = new Map<number, Signature>();
  let chars = 1;
  leaves.forEach((leaf, i) => {
    const own = leafFacts[i];
    if (own === undefined) return;
    const length = leaf.block.text.length;
    chars += length;
    own.chars += length;
    own.linkChars += Math.min(length, leaf.linkLetters);
    if (own.tag === "p") {
      own.paragraphChars += length;
      own.paragraphs += 1;
    }
    addDensity(leaf, own);
    const known = signatures.get(own.signature) ?? { count: 0, words: 0, links: 0, chars: 0, sentences: 0 };
    known.count++;
    known.words += leaf.block.wordCount;
    known.links += leaf.linkLetters;
    known.chars += length;
    if (endsSentence(leaf.block.text)) known.sentences++;
    signatures.set(own.signature, known);
  });
  let top: ElementFacts | undefined;
  for (const one of ordered) if (one.density > (top?.density ?? 0)) top = one;
  // Elements were met parents first: backwards, every child is added to its parent after its own children were added to it.
  for (let i = ordered.length - 1; i >= 0; i--) {
    const one = ordered[i];
    const up = one?.up;
    if (one === undefined || up === undefined) continue;
    up.chars += one.chars;
    up.linkChars += one.linkChars;
    up.paragraphChars += one.paragraphChars;
    up.paragraphs += one.paragraphs;
  }
  const topPath = new Map<ElementFacts, number>();
  for (let one = top, steps = 0; one !== undefined; one = one.up) topPath.set(one, steps++);
  return { leafFacts, chars, top, topDensity: top?.density ?? 0, topPath, signatures };
}

/** Long blocks of prose speak for the containers around them, less the further up. After Readability (Arc90). */
function addDensity(leaf: Leaf, own: ElementFacts): void {
  const { text, wordCount } = leaf.block;
  if (wordCount < DENSE_WORDS_MIN || !/[.!?,。，،]/u.test(text)) return;
  const worth = Math.min(3, wordCount / DENSE_WORDS_UNIT) * (1 - share(leaf.linkLetters, text.length));
  let one = own.up !== undefined && !isContainer(own.tag) ? own.up : own;
  for (const part of DENSITY_SHARES) {
    one.density += worth * part;
    if (one.up === undefined) break;
    one = one.up;
  }
}

function density(one: ElementFacts | undefined, tree: Tree): number {
  return one === undefined ? 0 : share(one.density, tree.topDensity);
}

const OWN_TAG_PLACES: ReadonlyMap<string, number> = new Map(OWN_TAGS.flatMap((tags, place) => tags.map((tag) => [tag, place] as const)));

/** 2 shares, the own tag, the ancestors, and what attributes say. */
function ownFeatures(row: Row, leaf: Leaf, own: ElementFacts): void {
  const length = Math.max(1, leaf.block.text.length);
  row.add(Math.min(1, leaf.linkLetters / length));
  row.add(Math.min(1, leaf.boldLetters / length));
  row.oneOf(OWN_TAG_PLACES.get(own.tag) ?? OWN_TAGS.length, OWN_TAGS.length + 1);
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
function aroundFeatures(row: Row, own: ElementFacts, tree: Tree): void {
  const first = own.up ?? own;
  const second = first.up ?? first;
  const third = second.up ?? second;
  const siblings = own.up?.siblings();
  // Square roots, so that shares of a hundredth are not rounded away.
  row.add(Math.sqrt(share(own.chars, tree.chars)));
  row.add(Math.sqrt(share(first.chars, tree.chars)));
  row.add(Math.sqrt(share(second.chars, tree.chars)));
  row.add(Math.sqrt(share(third.chars, tree.chars)));
  row.add(share(own.linkChars, own.chars));
  row.add(share(first.linkChars, first.chars));
  row.add(share(second.linkChars, second.chars));
  row.add(share(third.linkChars, third.chars));
  row.add(share(first.paragraphChars, first.chars));
  row.add(share(second.paragraphChars, second.chars));
  row.add(ln(first.paragraphs) / 3);
  row.add(ln(second.paragraphs) / 3);
  row.add(ln(siblings?.count ?? 0) / 3);
  row.add(ln(siblings?.tags.get(own.tag) ?? 0) / 3);
  row.add(siblings === undefined ? 0 : (siblings.places.get(own.node) ?? 0) / Math.max(1, siblings.count));
}

/** Where the block stands to the densest container. */
function containerFeatures(row: Row, own: ElementFacts, tree: Tree): void {
  const { top, topPath } = tree;
  let steps = 0;
  let meeting: number | undefined;
  for (let one: ElementFacts | undefined = own; one !== undefined; one = one.up) {
    meeting = topPath.get(one);
    if (meeting !== undefined) break;
    steps++;
  }
  const isBeside = top !== undefined && own.article !== undefined && topPath.has(own.article);
  row.add(meeting === undefined ? 3 : Math.min(12, steps) / 4);
  row.add(Math.min(meeting ?? 9, 8) / 4);
  row.flag(meeting === 0);
  row.flag(top !== undefined && own !== top && own.up === top);
  row.flag(isBeside);
}

/** The blocks whose element has the same tags and classes up to the third parent. */
function signatureFeatures(row: Row, own: ElementFacts, tree: Tree): void {
  const same = tree.signatures.get(own.signature);
  const count = Math.max(1, same?.count ?? 1);
  row.add(ln(same?.count ?? 0) / 4);
  row.add(Math.min(100, (same?.words ?? 0) / count) / 30);
  row.add(share(same?.links ?? 0, same?.chars ?? 0));
  row.add(Math.sqrt(share(same?.chars ?? 0, tree.chars)));
  row.add((same?.sentences ?? 0) / count);
}

interface Agreement {
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
  const wordsMax = asksTitleAlone ? Math.max(TITLE_WORDS_READ, texts.title.size) : Infinity;
  const hashes = readHashes(leaf.block.text, { wordsMax });
  const head = Math.min(hashes.length, TITLE_WORDS_READ);
  let title = 0;
  for (let i = 0; i < head; i++) {
    const hash = hashes[i] ?? 0;
    if (texts.title.has(hash) && hashes.indexOf(hash) === i) title++;
  }
  return {
    body: trigramShare(hashes, texts.articleBody),
    description: trigramShare(hashes, texts.description),
    title,
    words: hashes.length,
  };
}

function agreementFeatures(row: Row, agreement: Agreement, texts: PageTexts): void {
  const size = texts.title.size;
  row.add(agreement.body);
  row.flag(texts.articleBody.size > 0);
  row.add(agreement.description);
  row.add(size === 0 ? 0 : agreement.title / size);
  row.add(size === 0 ? 0 : Math.min(1, agreement.title / Math.min(size, Math.max(1, agreement.words))));
}

/** The h1 that agrees best with the title, else the first; -1: there is none. */
function firstHeading(tree: Tree, agreements: readonly Agreement[]): number {
  let heading = -1;
  let best = 1;
  tree.leafFacts.forEach((own, i) => {
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

/** Tag, class and id tokens: of the element itself, of its two parents, and of four more. `stamps` has the last leaf that got each token. */
function addTokens(own: ElementFacts, tokens: number[], stamps: Int32Array, leaf: number): void {
  const from = tokens.length;
  let level = 0;
  for (let one: ElementFacts | undefined = own; one !== undefined && level < HASHED_LEVELS; one = one.up, level++) {
    if (one.tag === "body" || one.tag === "html" || one.tag === "") continue;
    const seed = level === 0 ? 0x73 : level < 3 ? 0x70 : 0x61;
    for (const token of one.tokens) {
      if (tokens.length - from >= HASHED_TOKENS_MAX) return;
      const row = mix32(token ^ Math.imul(seed, 0x9e3779b1)) & (MARKUP_ROWS - 1);
      if (stamps[row] === leaf) continue;
      stamps[row] = leaf;
      tokens.push(row);
    }
  }
}
