/** What belongs together is kept together: items of a list, sentences of a paragraph, the halves of a sentence. Only doubtful blocks change. */
import { endsSentence, isWide } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";

/** Score from which a dropped block is doubtful rather than surely something else, 0–1. */
const DOUBTFUL_MIN = 0.3;
/** Share of the words of a list or paragraph that must be kept to keep the rest. */
const KEPT_SHARE_MIN = 0.5;
/** Share of the words of a table from which the rest is kept, however the labeller scores it. */
const MOSTLY_KEPT_MIN = 0.65;
/** A longer line is no paragraph but a page, and is decided piece by piece. In columns: ideographs count double. */
const PARAGRAPH_COLUMNS_MAX = 1400;
/** Mean score of a paragraph, weighted by words, from which all of it is kept. */
const PARAGRAPH_SCORE_MIN = 0.6;
/** Words of the longest piece that is put back between its neighbours. */
const MIDDLE_WORDS_MAX = 12;

export function listsTogether(view: View): Finding[] {
  const listOf = (block: Block): number | undefined => block.nesting.find((step) => step.kind !== "quote")?.list;
  return groupsOf(view, listOf).flatMap((blocks) => putBack(view, blocks, "belongs to a list that is kept"));
}

/** Cells are short, and little speaks for each of them alone. The same for lists was tried, and brought back menus in Polish pages. */
export function tablesTogether(view: View): Finding[] {
  return groupsOf(view, (block) => (block.cell?.isSimple === true ? block.cell.table : undefined)).flatMap((blocks) => {
    if (keptShare(view, blocks) < MOSTLY_KEPT_MIN) return putBack(view, blocks, "belongs to a table that is kept");
    return blocks
      .filter((block) => view.keep[block.index] !== true && 2 * block.linkWordCount <= block.wordCount && block.wordCount > 0)
      .map((block) => ({ block: block.index, keep: true, class: "content", reason: "belongs to a table that is kept" }));
  });
}

/** Blocks by list or table; only groups of which at least half is kept. */
function groupsOf(view: View, groupOf: (block: Block) => number | undefined): Block[][] {
  const groups = new Map<number, Block[]>();
  for (const block of view.blocks) {
    const group = groupOf(block);
    if (group === undefined) continue;
    const before = groups.get(group);
    if (before === undefined) groups.set(group, [block]);
    else before.push(block);
  }
  return [...groups.values()].filter((blocks) => blocks.length > 1 && keptShare(view, blocks) >= KEPT_SHARE_MIN);
}

export function paragraphsTogether(view: View): Finding[] {
  return paragraphs(view).flatMap((blocks) => {
    const share = blocks.length < 2 ? 0 : keptShare(view, blocks);
    if (share < KEPT_SHARE_MIN || blocks.every((block) => !isDoubtful(view, block))) return [];
    if (blocks.reduce((sum, block) => sum + columnsOf(block.text), 0) > PARAGRAPH_COLUMNS_MAX) return [];
    const words = sumOfWords(blocks);
    const score = blocks.reduce((sum, block) => sum + block.wordCount * (view.labels.scores[block.index] ?? 0), 0) / Math.max(1, words);
    if (score < PARAGRAPH_SCORE_MIN) return [];
    // What stands at either end of the line and is no sentence is a label that was joined to the paragraph.
    const inner = blocks.filter(
      (block, index) =>
        endsSentence(block.text) || (index > 0 && index < blocks.length - 1 && !endsSentence(blocks[index - 1]?.text ?? "")),
    );
    return putBack(view, inner, "belongs to a paragraph that is kept");
  });
}

/** Long lines are cut at jumps of capitalisation, which names cause, too: a short piece between two kept ones is no menu. */
export function sentenceMiddles(view: View): Finding[] {
  const found: Finding[] = [];
  for (const block of view.blocks) {
    const before = view.blocks[block.index - 1];
    const after = view.blocks[block.index + 1];
    if (view.keep[block.index] === true || before === undefined || after === undefined) continue;
    const isInLine = block.joint !== "paragraph" && after.joint !== "paragraph" && before.line === block.line && after.line === block.line;
    const isBetween = view.keep[before.index] === true && view.keep[after.index] === true;
    if (!isInLine || !isBetween || block.wordCount > MIDDLE_WORDS_MAX) continue;
    if (!endsSentence(before.text) && !endsSentence(block.text))
      found.push({ block: block.index, keep: true, class: "content", reason: "stands in the middle of a kept sentence" });
  }
  return found;
}

/** Words of the place or name that a line begins with; a longer piece is a headline or a menu. */
const OPENING_WORDS_MAX = 5;
/** P(content) of the rest of the sentence, 0–1. */
const REST_SCORE_MIN = 0.9;
/** Ends in the middle of a sentence: in lower case, or with the dash behind a place and an agency. */
const GOES_ON = /(?:^|\s)[\p{Ll}\p{M}]{3,}$|\s[–—-]$/u;

/** "Upper Tarrow district | Council has …", "LEGAZPI, Albay – | Some …": long lines are cut where capitals end, also behind a name. */
export function lineBeginnings(view: View): Finding[] {
  const found: Finding[] = [];
  for (const block of view.blocks) {
    const rest = view.blocks[block.index + 1];
    if (rest === undefined || view.keep[block.index] === true || view.keep[rest.index] !== true || rest.joint !== "space") continue;
    if (block.joint !== "paragraph" || block.line !== rest.line || block.kind !== "paragraph" || block.wordCount > OPENING_WORDS_MAX)
      continue;
    if ((view.labels.scores[rest.index] ?? 0) < REST_SCORE_MIN || (view.labels.scores[block.index] ?? 0) < DOUBTFUL_MIN) continue;
    if (GOES_ON.test(block.text)) found.push({ block: block.index, keep: true, class: "content", reason: "begins a kept sentence" });
  }
  return found;
}

/** Blocks that were one paragraph of one line. */
function paragraphs(view: View): Block[][] {
  const groups: Block[][] = [];
  for (const block of view.blocks) {
    const last = groups.at(-1);
    if (last !== undefined && block.joint !== "paragraph" && block.joint !== "break" && last[0]?.line === block.line) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function columnsOf(text: string): number {
  let columns = text.length;
  for (let index = 0; index < text.length; index++) if (isWide(text.charCodeAt(index))) columns++;
  return columns;
}

function keptShare(view: View, blocks: readonly Block[]): number {
  let kept = 0;
  let all = 0;
  for (const block of blocks) {
    all += block.wordCount;
    if (view.keep[block.index] === true) kept += block.wordCount;
  }
  return kept / Math.max(1, all);
}

/** Was the block dropped, and hardly? */
function isDoubtful(view: View, block: Block): boolean {
  return view.keep[block.index] !== true && (view.labels.scores[block.index] ?? 0) >= DOUBTFUL_MIN;
}

function putBack(view: View, blocks: readonly Block[], reason: string): Finding[] {
  return blocks.filter((block) => isDoubtful(view, block)).map((block) => ({ block: block.index, keep: true, class: "content", reason }));
}
