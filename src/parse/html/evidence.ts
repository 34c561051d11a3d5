/**
 * What markup says about each block, for the labeller: tags, ancestors, links, siblings, the densest container, and agreement
 * with the page's head. Every number is a multiple of 1/32 in -4 … 3.97, so that it can be kept as one byte and come back the same.
 */
import type { Document, ParentNode } from "domhandler";
import { mix32 } from "../../text/hash.ts";
import { ANCESTORS, MARKUP_COLUMNS, MARKUP_ROWS, OWN_TAGS } from "../../text/markup-columns.ts";
import { hashWords, trigramShare } from "../../text/word-hashes.ts";
import type { MarkupEvidence } from "../../types.ts";
import { describeElement, type ElementFacts, isContainer } from "./element-facts.ts";
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
  readonly facts: ReadonlyMap<ParentNode, ElementFacts>;
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
  leaves.forEach((leaf, i) => {
    const own = tree.leafFacts[i];
    const agreement = agreements[i];
    if (own === undefined || agreement === undefined) return;
    const values = [
      ...ownFeatures(leaf, own),
      ...aroundFeatures(own, tree),
      ...containerFeatures(own, tree),
      ...signatureFeatures(own, tree),
      ...agreementFeatures(agreement, texts),
      ...headingFeatures(i, heading),
      own.up?.siblings().hasImage === true ? 1 : 0,
      Math.sqrt(density(own.up, tree)),
      Math.sqrt(density(own.up?.up, tree)),
      own.hasTime ? 1 : 0,
      texts.description.size > 0 ? 1 : 0,
      own.articlesAround > 1 ? 1 : 0,
    ];
    for (let k = 0; k < columns; k++)
      features[i * columns + k] = Math.min(STEP_MAX, Math.max(STEP_MIN, Math.round((values[k] ?? 0) * STEPS))) / STEPS;
    addTokens(own, tokens);
    offsets[i + 1] = tokens.length;
  });
  return { features, columns, tokens: Uint16Array.from(tokens), offsets };
}

const ln = Math.log1p;
const flag = (value: boolean): number => (value ? 1 : 0);
const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0);

/** One walk up from every leaf to learn of the elements above it, then sums from the leaves upwards. */
function surveyTree(leaves: readonly Leaf[]): Tree {
  const facts = new Map<ParentNode, ElementFacts>();
  const ordered: ElementFacts[] = [];
  const leafFacts = leaves.map((leaf) => describeElement(leaf.element, facts, ordered));
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
    known.sentences += flag(/[.!?。！？][\p{P}]{0,2}$/u.test(leaf.block.text.slice(-3)));
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
  return { facts, leafFacts, chars, top, topDensity: top?.density ?? 0, topPath, signatures };
}

/** Long blocks of prose speak for the containers around them, less the further up. After Readability (Arc90). */
function addDensity(leaf: Leaf, own: ElementFacts): void {
  const { text, wordCount } = leaf.block;
  if (wordCount < DENSE_WORDS_MIN || !/[.!?,。，، ]/u.test(text)) return;
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

/** 2 shares, the own tag, the ancestors, and what attributes say. */
function ownFeatures(leaf: Leaf, own: ElementFacts): number[] {
  const length = Math.max(1, leaf.block.text.length);
  const tag = OWN_TAGS.findIndex((tags) => tags.includes(own.tag));
  const tags = Array.from({ length: OWN_TAGS.length + 1 }, (_, k) => flag(k === (tag < 0 ? OWN_TAGS.length : tag)));
  return [
    Math.min(1, leaf.linkLetters / length),
    Math.min(1, leaf.boldLetters / length),
    ...tags,
    ...ANCESTORS.map((_, k) => (own.ancestors >> k) & 1),
    flag(own.isHidden),
    own.role,
    flag(own.isArticleBody),
    flag(own.hasProperty || own.up?.hasProperty === true),
    flag(own.isInComments),
    flag(own.isInSide),
    Math.min(60, own.depth) / 15,
  ];
}

/** Shares, link densities and paragraphs of the element and its ancestors, and the siblings. */
function aroundFeatures(own: ElementFacts, tree: Tree): number[] {
  const first = own.up ?? own;
  const second = first.up ?? first;
  const third = second.up ?? second;
  const around = [own, first, second, third];
  const siblings = own.up?.siblings();
  const place = siblings === undefined ? 0 : (siblings.places.get(own.node) ?? 0) / Math.max(1, siblings.count);
  return [
    // Square roots, so that shares of a hundredth are not rounded away.
    ...around.map((one) => Math.sqrt(share(one.chars, tree.chars))),
    ...around.map((one) => share(one.linkChars, one.chars)),
    share(first.paragraphChars, first.chars),
    share(second.paragraphChars, second.chars),
    ln(first.paragraphs) / 3,
    ln(second.paragraphs) / 3,
    ln(siblings?.count ?? 0) / 3,
    ln(siblings?.tags.get(own.tag) ?? 0) / 3,
    place,
  ];
}

/** Where the block stands to the densest container. */
function containerFeatures(own: ElementFacts, tree: Tree): number[] {
  const { top, topPath } = tree;
  let steps = 0;
  let meeting: number | undefined;
  for (let one: ElementFacts | undefined = own; one !== undefined; one = one.up) {
    meeting = topPath.get(one);
    if (meeting !== undefined) break;
    steps++;
  }
  const isBeside = top !== undefined && own.article !== undefined && topPath.has(own.article);
  return [
    meeting === undefined ? 3 : Math.min(12, steps) / 4,
    Math.min(meeting ?? 9, 8) / 4,
    flag(meeting === 0),
    flag(top !== undefined && own !== top && own.up === top),
    flag(isBeside),
  ];
}

/** The blocks whose element has the same tags and classes up to the third parent. */
function signatureFeatures(own: ElementFacts, tree: Tree): number[] {
  const same = tree.signatures.get(own.signature);
  if (same === undefined) return [0, 0, 0, 0, 0];
  return [
    ln(same.count) / 4,
    Math.min(100, same.words / same.count) / 30,
    share(same.links, same.chars),
    Math.sqrt(share(same.chars, tree.chars)),
    same.sentences / same.count,
  ];
}

interface Agreement {
  readonly body: number;
  readonly description: number;
  /** Different words of the title in the block, and different words of the block. */
  readonly title: number;
  readonly words: number;
}

function agreementOf(leaf: Leaf, texts: PageTexts): Agreement {
  const hashes = hashWords(leaf.block.text);
  const seen = new Set<number>();
  // A headline has few words; what a long block shares with the title beyond its first words says nothing.
  for (let i = 0; i < Math.min(hashes.length, 60); i++) {
    const hash = hashes[i] ?? 0;
    if (texts.title.has(hash)) seen.add(hash);
  }
  return {
    body: trigramShare(hashes, texts.articleBody),
    description: trigramShare(hashes, texts.description),
    title: seen.size,
    words: hashes.length,
  };
}

function agreementFeatures(agreement: Agreement, texts: PageTexts): number[] {
  const size = texts.title.size;
  return [
    agreement.body,
    flag(texts.articleBody.size > 0),
    agreement.description,
    size === 0 ? 0 : agreement.title / size,
    size === 0 ? 0 : Math.min(1, agreement.title / Math.min(size, Math.max(1, agreement.words))),
  ];
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

function headingFeatures(i: number, heading: number): number[] {
  if (heading < 0) return [0, 0, 0];
  return [(Math.sign(i - heading) * ln(Math.abs(i - heading))) / 4, 1, flag(i === heading)];
}

/** Tag, class and id tokens: of the element itself, of its two parents, and of four more. */
function addTokens(own: ElementFacts, tokens: number[]): void {
  const from = tokens.length;
  let level = 0;
  for (let one: ElementFacts | undefined = own; one !== undefined && level < HASHED_LEVELS; one = one.up, level++) {
    if (one.tag === "body" || one.tag === "html" || one.tag === "") continue;
    const seed = level === 0 ? 0x73 : level < 3 ? 0x70 : 0x61;
    for (const token of one.tokens()) {
      if (tokens.length - from >= HASHED_TOKENS_MAX) return;
      const row = mix32(token ^ Math.imul(seed, 0x9e3779b1)) & (MARKUP_ROWS - 1);
      let isNew = true;
      for (let k = tokens.length - 1; k >= from; k--) if (tokens[k] === row) isNew = false;
      if (isNew) tokens.push(row);
    }
  }
}
