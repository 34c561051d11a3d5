/**
 * Pages that scripts build in the browser: what a scraper brings home is an empty frame, or the first paragraph, and the whole article
 * in the page's structured data, or in the data that its scripts build it from.
 */
import { decodeHTML } from "entities/decode";
import { deleteTrigrams, hashWords, readHashes, trigrams } from "../../text/word-hashes.ts";
import { countWords } from "../../text/words.ts";
import type { Leaf } from "./leaves.ts";
import type { ElementNode } from "./nodes.ts";
import { type PageTexts, withoutMarkup } from "./page-texts.ts";
import { dataBody } from "./script-data.ts";

/** Words of the shortest body that is worth bringing in; a shorter one is a description. */
const BODY_WORDS_MIN = 50;
/** Share of the stored body's runs of three words that the page itself must hold to do without it. */
const HELD_SHARE_MIN = 0.5;
/** Escaped twice: the text of the data is the source of an element. */
const ESCAPED_TAG = /&lt;\/?(?:p|br|div|h[1-6]|ul|li)\b/i;
const TAG = /<\/?(?:p|br|div|h[1-6]|ul|li)\b/i;

/** Words of a page that is worth looking through the data of its scripts for: others show what they have. */
const FRAME_WORDS_MAX = 150;

/** The article as an element to put behind the page, where the page's own text holds less than half of it. */
export function storedBody(
  { storedBodies, title }: Pick<PageTexts, "storedBodies" | "title">,
  leaves: readonly Leaf[],
  elements: readonly ElementNode[],
): string | undefined {
  const longest = storedBodies.reduce((longest, one) => (one.length > longest.length ? one : longest), "");
  const isFrame = longest === "" && leaves.reduce((sum, { block }) => sum + block.wordCount, 0) <= FRAME_WORDS_MAX;
  const body = isFrame ? (dataBody(elements, title) ?? "") : longest;
  if (body === "" || countWords(body) < BODY_WORDS_MIN || holdsHalf(leaves, body)) return undefined;
  const source = ESCAPED_TAG.test(body) ? decodeHTML(body) : body;
  const inner = TAG.test(source) ? source : paragraphs(source);
  return `<article itemprop="articleBody">${inner}</article>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => `<p>${line.replaceAll("<", "&lt;")}</p>`)
    .join("");
}

function holdsHalf(leaves: readonly Leaf[], body: string): boolean {
  const missing = trigrams(hashWords(withoutMarkup(body)));
  const enough = (1 - HELD_SHARE_MIN) * missing.size;
  for (const { block } of leaves) {
    deleteTrigrams(readHashes(block.text), missing);
    if (missing.size <= enough) return true;
  }
  return false;
}
