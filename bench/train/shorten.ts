/**
 * A page whose article ends after its first paragraphs. Labelled articles are long; two sentences of news among teasers and readers' letters in
 * good prose are what a labeller must learn to trust as well, and what it sees least of.
 */
import { type ChildNode, isTag, isText, type ParentNode } from "domhandler";
import { parseDocument } from "htmlparser2";
import type { Block } from "../../src/types.ts";
import { randomFrom } from "./random.ts";

export interface Shortened {
  readonly html: string;
  /** Text of the blocks that are left of the article. */
  readonly gold: string;
}

/** Share of a block that the gold must hold for the block to be of the article. */
export const CONTENT_SHARE = 0.5;
/** What is left of the article: at least so many words and at most so many more, but for the rest of the last block. */
const WORDS_LEAST = 20;
const WORDS_MORE = 80;
/** Shorter articles are short already. In words. */
const ARTICLE_WORDS_MIN = 150;
/** Share of the words to be taken out that must be found in the tree. */
const FOUND_MIN = 0.8;

/** Undefined where the article is short, or where its blocks are not found again in the tree. `shares`: of each block, what the gold holds. */
export function shorten(html: string, blocks: readonly Block[], shares: Float32Array, seed: number): Shortened | undefined {
  const content = blocks.filter((block) => (shares[block.index] ?? 0) > CONTENT_SHARE);
  if (wordsOf(content) < ARTICLE_WORDS_MIN) return undefined;
  const wordsMax = WORDS_LEAST + randomFrom(seed)() * WORDS_MORE;
  let words = 0;
  let left = 0;
  while (words < wordsMax && left < content.length) words += content[left++]?.wordCount ?? 0;
  const [last, end] = [content[left - 1], content.at(-1)];
  if (last === undefined || end === undefined || last === end) return undefined;
  const out = blocks.slice(last.index + 1, end.index + 1).filter((block) => block.text !== "");
  const { ranges, found } = findRanges(html, new Set(out.map((block) => keyOf(block.text))));
  if (wordsOf(out.filter((block) => found.has(keyOf(block.text)))) < FOUND_MIN * wordsOf(out)) return undefined;
  const gold = content.slice(0, left).map((block) => block.text);
  // A line of the article may stand elsewhere as well, and is then gone there too.
  if (gold.some((text) => found.has(keyOf(text)))) return undefined;
  return { html: without(html, ranges), gold: gold.join("\n") };
}

function wordsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.wordCount, 0);
}

/** White space is what parse changes in a text. */
function keyOf(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, "");
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The outermost nodes that hold exactly one of the texts. Recursive: the pages it is given are known, and their depth is too. */
function findRanges(html: string, wanted: ReadonlySet<string>): { readonly ranges: readonly Range[]; readonly found: ReadonlySet<string> } {
  const charsMax = Math.max(0, ...[...wanted].map((key) => key.length));
  const ranges: Range[] = [];
  const found = new Set<string>();
  const walk = (node: ParentNode | ChildNode): string | undefined => {
    if (isText(node)) return keyOf(node.data);
    if (isTag(node) && (node.name === "script" || node.name === "style")) {
      // Where a page says the whole article once more for programs, parse would read it there.
      if (node.attribs["type"] === "application/ld+json" && node.startIndex !== null && node.endIndex !== null)
        ranges.push({ start: node.startIndex, end: node.endIndex + 1 });
      return "";
    }
    if (!("children" in node)) return "";
    let text: string | undefined = "";
    const [firstRange, kept] = [ranges.length, new Map<ChildNode, string>()];
    for (const child of node.children) {
      const inner = walk(child);
      if (inner !== undefined && inner !== "") kept.set(child, inner);
      text = text === undefined || inner === undefined || text.length + inner.length > charsMax ? undefined : text + inner;
    }
    for (const [child, inner] of kept) {
      if (!wanted.has(inner) || child.startIndex === null || child.endIndex === null) continue;
      found.add(inner);
      ranges.push({ start: child.startIndex, end: child.endIndex + 1 });
    }
    if (text !== undefined && wanted.has(text)) ranges.length = firstRange;
    return text;
  };
  walk(parseDocument(html, { decodeEntities: true, withStartIndices: true, withEndIndices: true }));
  return { ranges, found };
}

function without(html: string, ranges: readonly Range[]): string {
  let text = "";
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    text += html.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return text + html.slice(at);
}
