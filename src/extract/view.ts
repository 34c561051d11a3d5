/** A page as the rules look at it: the labeller's word, the facts, and measures of blocks worked out when first asked for. */
import { endsSentence } from "../text/sentences.ts";
import type { Block, BlockClass, Claim, Format, Metadata, Page } from "../types.ts";
import { type BlockPhrases, blockPhrases } from "./block-phrases.ts";
import { type BlockWords, blockWords } from "./block-words.ts";
import type { Labels } from "./labeller/label.ts";
import { continuesLine } from "./pieces.ts";
import { recallSite, type SiteLines, type SiteMemory } from "./site-memory.ts";

export interface View {
  readonly format: Format;
  /** What the page says of itself, before anything is decided. */
  readonly claims: readonly Claim[];
  readonly blocks: readonly Block[];
  readonly labels: Labels;
  /** undefined while rules that do without facts prepare what metadata are read from. */
  readonly metadata: Metadata | undefined;
  /** What is kept as far as the rules have come. */
  readonly keep: readonly boolean[];
  /** Words of the blocks as a reader compares them. */
  readonly words: BlockWords;
  /** Phrases of the tables that the blocks hold. */
  readonly phrases: BlockPhrases;
  /** What recurs on the page's site; undefined: nothing does, or only one page is at hand. */
  readonly site: SiteLines | undefined;
}

/** One rule's word on one block. */
export interface Finding {
  readonly block: number;
  readonly keep: boolean;
  readonly class: BlockClass;
  /** For people: what was seen. */
  readonly reason: string;
}

/** Nothing is kept of the page beyond what the labeller says and `keep`; the rest is worked out when somebody asks. */
export function viewOf(page: Page, labels: Labels, keep: readonly boolean[], memory?: SiteMemory): View {
  const { blocks, format, claims } = page;
  const words = blockWords(blocks, labels.measured);
  return {
    format,
    claims,
    blocks,
    labels,
    metadata: undefined,
    keep,
    words,
    phrases: blockPhrases(blocks, words),
    site: recallSite(memory, page),
  };
}

/** Words of a sentence that says something; shorter lines are labels, buttons and names. */
const PROSE_WORDS_MIN = 10;

/** Is the block prose: sentences, not a label or a list of links? */
export function isProse(block: Block): boolean {
  if (block.kind === "heading" || block.wordCount < PROSE_WORDS_MIN) return false;
  if (2 * block.linkWordCount > block.wordCount) return false;
  return endsSentence(block.text) || continuesLine(block) || block.wordCount >= 3 * PROSE_WORDS_MIN;
}

/** Words of some blocks together. */
export function sumOfWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.wordCount, 0);
}

/** Kept words before each block; one entry more than blocks, so that the last is the sum. */
export function keptWordsBefore(view: View): number[] {
  const before = [0];
  let sum = 0;
  for (const block of view.blocks) {
    if (view.keep[block.index] === true) sum += block.wordCount;
    before.push(sum);
  }
  return before;
}
