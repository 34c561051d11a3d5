/** The elements above the blocks of a page, with what their blocks add up to; and how numbers are rounded that the labeller is given. */
import { log1p } from "../../text/logarithm.ts";
import { endsSentence } from "../../text/sentences.ts";
import { type Alike, describeElement, type ElementFacts, isContainer, type Survey } from "./element-facts.ts";
import type { Leaf } from "./leaves.ts";

/** Steps of the features, and the largest number of steps: one signed byte. */
export const STEPS = 32;
const STEP_MIN = -128;
const STEP_MAX = 127;
/** Words from which a leaf with punctuation counts for its container; and the words that count as one full paragraph. */
const DENSE_WORDS_MIN = 8;
const DENSE_WORDS_UNIT = 25;
/** What a leaf gives its container and the three above it. Chosen by hand. */
const DENSITY_SHARES: readonly number[] = [1, 0.5, 0.3, 0.18];

/** The elements of a page as the features need them. */
export interface Surveyed {
  readonly leafFacts: readonly ElementFacts[];
  readonly chars: number;
  /** The densest container. */
  readonly top: ElementFacts | undefined;
  /** By signature. */
  readonly alike: ReadonlyMap<number, Alike>;
}

/** A number in steps, as it is kept. */
export function stepsOf(value: number): number {
  const steps = Math.round(value * STEPS);
  return steps > STEP_MAX ? STEP_MAX : steps < STEP_MIN ? STEP_MIN : steps;
}

/** The part of a whole, 0–1; 0 where there is no whole. */
export function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

/** One walk up from every leaf to learn of the elements above it, then sums from the leaves upwards. */
export function surveyElements(leaves: readonly Leaf[], elements: number): Surveyed {
  const survey: Survey = { facts: new Array<ElementFacts | undefined>(elements).fill(undefined), ordered: [] };
  const { ordered } = survey;
  const leafFacts = leaves.map((leaf) => describeElement(leaf.element, survey));
  const alike = new Map<number, Alike>();
  let chars = 1;
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i];
    const own = leafFacts[i];
    if (leaf === undefined || own === undefined) continue;
    const length = leaf.block.text.length;
    chars += length;
    own.chars += length;
    own.linkChars += Math.min(length, leaf.linkLetters);
    if (own.tag === "p") {
      own.paragraphChars += length;
      own.paragraphs += 1;
    }
    addDensity(leaf, own);
    addAlike(alike, own.signature, leaf);
  }
  let top: ElementFacts | undefined;
  for (const one of ordered) if (one.density > (top?.density ?? 0)) top = one;
  sumUp(ordered, { chars, density: top?.density ?? 0 });
  measureWays(ordered, top);
  return { leafFacts, chars, top, alike };
}

/** Notes of every element where the ways from it and from the densest container up meet. */
function measureWays(ordered: readonly ElementFacts[], top: ElementFacts | undefined): void {
  for (let one = top, steps = 0; one !== undefined; one = one.up) one.meeting = steps++;
  // Parents come first.
  for (const one of ordered) {
    if (one.meeting >= 0 || one.up === undefined) continue;
    one.meeting = one.up.meeting;
    one.apart = one.up.apart + 1;
  }
}

function addAlike(alike: Map<number, Alike>, signature: number, { block, linkLetters }: Leaf): void {
  let known = alike.get(signature);
  if (known === undefined) alike.set(signature, (known = { count: 0, words: 0, links: 0, chars: 0, sentences: 0 }));
  known.count++;
  known.words += block.wordCount;
  known.links += linkLetters;
  known.chars += block.text.length;
  if (endsSentence(block.text)) known.sentences++;
}

/** Adds every element to its parent, and says what the whole sums mean. `page`: letters of all leaves, and the highest density. */
function sumUp(ordered: readonly ElementFacts[], page: { readonly chars: number; readonly density: number }): void {
  // Elements were met parents first: backwards, every child is added to its parent after its own children were added to it.
  for (let i = ordered.length - 1; i >= 0; i--) {
    const one = ordered[i];
    if (one === undefined) continue;
    const { chars, linkChars, paragraphChars, paragraphs, up } = one;
    one.shares = {
      // Square roots, so that shares of a hundredth are not rounded away.
      text: stepsOf(Math.sqrt(share(chars, page.chars))),
      links: stepsOf(share(linkChars, chars)),
      inParagraphs: stepsOf(share(paragraphChars, chars)),
      paragraphs: stepsOf(log1p(paragraphs) / 3),
      density: stepsOf(Math.sqrt(share(one.density, page.density))),
    };
    if (up === undefined) continue;
    up.chars += chars;
    up.linkChars += linkChars;
    up.paragraphChars += paragraphChars;
    up.paragraphs += paragraphs;
  }
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
