/**
 * An article with nothing around it: what feeds, dumps and careful scrapers bring. Labelled pages all have menus and small print; of them alone
 * a labeller learns that something must go.
 */
import { encodeXML } from "entities";
import type { Block } from "../../src/types.ts";
import { randomFrom } from "./random.ts";

export interface Bare {
  readonly html: string;
  readonly text: string;
  /** Text of the blocks of the article, without the headline. */
  readonly gold: string;
}

/** Share of a block that the gold must hold for the block to be of the article. */
const CONTENT_SHARE = 0.5;
/** Share of the copies that end early, and after how many words: at least, and at most so many more. */
const SHORT_RATE = 0.5;
const WORDS_LEAST = 15;
const WORDS_MORE = 135;
/** Share of the copies that begin with the headline. */
const HEADLINE_RATE = 0.5;
/** Shares of texts that are one line, and that are wrapped, and the width of those in UTF-16 units. */
const ONE_LINE_RATE = 0.2;
const WRAPPED_RATE = 0.15;
const COLUMNS = 72;

/** Undefined where the gold holds no block. `shares`: of each block, what the gold holds. */
export function bare(blocks: readonly Block[], shares: Float32Array, seed: number): Bare | undefined {
  const random = randomFrom(seed);
  const content = beginningOf(
    blocks.filter((block) => block.text !== "" && (shares[block.index] ?? 0) > CONTENT_SHARE),
    random() < SHORT_RATE ? WORDS_LEAST + random() * WORDS_MORE : Infinity,
  );
  const [first] = content;
  if (first === undefined) return undefined;
  const heading = blocks.slice(0, first.index).findLast((block) => block.kind === "heading" && block.text !== "");
  const headline = random() < HEADLINE_RATE ? heading?.text : undefined;
  const texts = content.map((block) => block.text);
  const tags = content.map((block) => element(TAGS[block.kind] ?? "p", block.text));
  return {
    html: [...(headline === undefined ? [] : [element("h1", headline)]), ...tags].join("\n"),
    text: layOut(headline === undefined ? texts : [headline, ...texts], random()),
    gold: texts.join("\n"),
  };
}

function beginningOf(blocks: readonly Block[], wordsMax: number): Block[] {
  let words = 0;
  return blocks.filter((block) => {
    if (words >= wordsMax) return false;
    words += block.wordCount;
    return true;
  });
}

const TAGS: Readonly<Partial<Record<Block["kind"], string>>> = { heading: "h2", item: "li", quote: "blockquote", code: "pre" };

function element(tag: string, text: string): string {
  return `<${tag}>${encodeXML(text)}</${tag}>`;
}

function layOut(texts: readonly string[], chance: number): string {
  if (chance < ONE_LINE_RATE) return texts.join(" ").replace(/\s+/gu, " ");
  if (chance < ONE_LINE_RATE + WRAPPED_RATE) return texts.map(wrap).join("\n\n");
  return texts.join(chance < 0.7 ? "\n" : "\n\n");
}

function wrap(text: string): string {
  let column = 0;
  return text
    .split(" ")
    .map((word) => {
      const breaks = column > 0 && column + 1 + word.length > COLUMNS;
      const before = column === 0 ? "" : breaks ? "\n" : " ";
      column = before === " " ? column + 1 + word.length : word.length;
      return before + word;
    })
    .join("");
}
