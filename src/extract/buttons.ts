/** Buttons whose words are in no table, told by how they stand on the page. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { SHARE_WORDS } from "./phrases.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Words of a button, and how often it stands on a page of posts. */
const WORDS_MAX = 5;
const TIMES_MIN = 3;
/** Share of them that stand right behind prose. A list of goods has the same label behind each name. */
const BEHIND_PROSE_SHARE_MIN = 0.6;
/** UTF-16 units of a label: of a script without spaces, where a phrase is a word, too. */
const CHARS_MAX = 60;

/**
 * A label that stands behind one paragraph after the other and is the same each time ("Share this post"), with something else than prose
 * behind it. The name of a speaker comes again and again, too, but what is said follows it.
 */
export function repeatedButtons(view: View): Finding[] {
  const groups = new Map<string, Block[]>();
  for (const block of view.blocks) {
    if (view.keep[block.index] !== true || !isLabel(block)) continue;
    const before = groups.get(block.text);
    if (before === undefined) groups.set(block.text, [block]);
    else before.push(block);
  }
  return [...groups.values()]
    .filter((blocks) => blocks.length >= TIMES_MIN && areBetweenPosts(view, blocks))
    .flatMap((blocks) =>
      blocks.map(({ index }) => ({ block: index, keep: false, class: "share", reason: "is the same label behind several paragraphs" })),
    );
}

/** Words of an item that may be a button, and the mean P(content) of the rest of a list that is the article's, 0–1. */
const ITEM_WORDS_MAX = 4;
const LIST_SCORE_MAX = 0.85;

/** The rest of a list of buttons, of which some are in the tables of words: "Share", "Print" and what else one may do with an article. */
export function buttonLists(view: View): Finding[] {
  const lists = new Map<number, Block[]>();
  for (const block of view.blocks) {
    const list = block.nesting.at(-1)?.list;
    if (block.kind !== "item" || list === undefined) continue;
    const before = lists.get(list);
    if (before === undefined) lists.set(list, [block]);
    else before.push(block);
  }
  return [...lists.values()]
    .filter((items) => isButtonList(view, items))
    .flatMap((items) =>
      items
        .filter(({ index }) => view.keep[index] === true)
        .map(({ index }) => ({ block: index, keep: false, class: "share", reason: "is an item of a list of buttons" })),
    );
}

function isButtonList(view: View, items: readonly Block[]): boolean {
  const isButton = ({ index }: Block): boolean => view.keep[index] !== true && view.phrases.isMadeOf(index, SHARE_WORDS);
  if (items.length < 2 || !items.some(isButton) || items.some(({ wordCount, text }) => wordCount > ITEM_WORDS_MAX || endsSentence(text)))
    return false;
  const doubtful = items.filter((item) => !isButton(item));
  return doubtful.reduce((sum, { index }) => sum + (view.labels.scores[index] ?? 0), 0) < LIST_SCORE_MAX * doubtful.length;
}

function isLabel({ kind, text, wordCount, joint, cell, nesting }: Block): boolean {
  if (kind !== "paragraph" || joint !== "paragraph" || cell !== undefined || nesting.length > 0) return false;
  return (
    wordCount > 0 &&
    wordCount <= WORDS_MAX &&
    text.length <= CHARS_MAX &&
    /^\p{L}/u.test(text) &&
    !/[:：]$/u.test(text) &&
    !endsSentence(text)
  );
}

/** Prose before most of them, and the head of the next post behind each: a heading, a name, a time. A label heads lists and paragraphs. */
function areBetweenPosts(view: View, blocks: readonly Block[]): boolean {
  const isBehindProse = ({ index }: Block): boolean => {
    const before = view.blocks[index - 1];
    return before !== undefined && isProse(before);
  };
  const isBeforeHead = ({ index }: Block): boolean => {
    const after = view.blocks[index + 1];
    if (after === undefined || after.kind === "heading" || view.keep[after.index] !== true) return true;
    return after.kind === "paragraph" && after.wordCount <= WORDS_MAX && !endsSentence(after.text);
  };
  return blocks.filter(isBehindProse).length >= BEHIND_PROSE_SHARE_MIN * blocks.length && blocks.every(isBeforeHead);
}
