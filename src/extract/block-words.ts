/**
 * The words of a page's blocks, each block's worked out when somebody first asks for them and at most once a page: rules, metadata and
 * labeller ask for the same ones many times.
 */
import { straightenQuotes } from "../text/normalise.ts";
import { type HashedWords, hashedWords, words } from "../text/words.ts";
import type { Block } from "../types.ts";
import type { BlockText } from "./labeller/block-text.ts";

/** Words among others: those from `from` to `to`. */
export interface WordRange {
  readonly page: HashedWords;
  readonly from: number;
  readonly to: number;
}

/** What is known of each block's words; blocks by their index. A block that the page does not have is empty. */
export interface BlockWords {
  /** The text of a block as a reader compares it: quotes straight, case gone. */
  readonly plain: (block: number) => string;
  /** The words of `plain`, in order. */
  readonly words: (block: number) => readonly string[];
  /** A number for each of them, equal for equal words and hardly ever for two different ones, and its length. Cheaper than the words themselves. */
  readonly hashed: (block: number) => WordRange;
  /** What the labeller has measured of a block; undefined where its words are not those of `plain`, or where nobody has measured it. */
  readonly measured: (block: number) => BlockText | undefined;
}

/** Of the blocks of one page. Nothing is worked out yet. `measured`: what the labeller knows of a block. */
export function blockWords(blocks: readonly Block[], measured?: (block: number) => BlockText | undefined): BlockWords {
  // Blocks come folded and composed; what is left of `comparable` is quotes and case.
  const plain = remembered(blocks.length, (block) => straightenQuotes(blocks[block]?.text ?? "").toLowerCase());
  const plainly = (block: number): BlockText | undefined => {
    const text = measured?.(block);
    return text?.isPlain === true ? text : undefined;
  };
  const read = remembered(blocks.length, (block) => {
    const page = hashedWords(plain(block));
    return { page, from: 0, to: page.hashes.length };
  });
  return {
    plain,
    words: remembered(blocks.length, (block) => words(plain(block))),
    hashed: (block) => plainly(block) ?? read(block),
    measured: plainly,
  };
}

/** The same function of a block's index, worked out once a block. */
export function remembered<T>(count: number, work: (block: number) => T): (block: number) => T {
  const known = new Array<T | undefined>(count);
  return (block) => {
    const before = known[block];
    if (before !== undefined) return before;
    const value = work(block);
    known[block] = value;
    return value;
  };
}
