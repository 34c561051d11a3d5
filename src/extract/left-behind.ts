/**
 * What markup puts beside the body and the labeller gave up too early: prose behind a table or a list, tables, and the
 * headings of its paragraphs. In HTML only: in text nothing but the words would speak for it, and they speak for teasers, too.
 */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { INVITATION_PARTS, LEGAL_PARTS } from "./phrase-parts.ts";
import { COMMENT_HEADS, RELATED_HEADS, SHARE_WORDS } from "./phrases.ts";
import { type Finding, isProse, sumOfWords, type View } from "./view.ts";

/** Kept words from which the body has begun. */
const BODY_WORDS_MIN = 25;
/** P(content) from which prose behind a table or list of the body belongs to it, 0–1. */
const SCORE_MIN = 0.4;
const HEADING_SCORE_MIN = 0.2;
/** Share of its words inside links, 0–1. */
const LINK_SHARE_MAX = 0.25;
/** The head of another section is a label, not a sentence. */
const HEAD_WORDS_MAX = 8;

/** Dropped prose behind a kept table or list, in the same place of the markup as most of what is kept, up to the head of another section. */
export function leftBehind(view: View): Finding[] {
  const place = bodyPlace(view);
  if (place === undefined) return [];
  const found: Finding[] = [];
  let words = 0;
  let before: Block | undefined;
  let counts: ReadonlyMap<string, number> | undefined;
  const last = view.keep.lastIndexOf(true);
  for (const block of view.blocks) {
    if (view.keep[block.index] === true) {
      words += block.wordCount;
      before = block;
    } else if (block.index > last && (isDivider(block) || isHead(view, block))) break;
    else if (words >= BODY_WORDS_MIN && isLost(view, block, before) && placeOf(block) === place) {
      // What a page says again and again is none of the article's paragraphs.
      counts ??= countTexts(view.blocks);
      if (counts.get(block.text) !== 1) continue;
      found.push({ block: block.index, keep: true, class: "content", reason: "is prose in the same place of the markup as the body" });
    }
  }
  return found;
}

function countTexts(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of blocks) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function isLost(view: View, block: Block, before: Block | undefined): boolean {
  // Readers' comments stand in one place, too: only where cells or items have broken the run of prose is doubt believed to be about them.
  if (before?.kind !== "cell" && before?.kind !== "item") return false;
  if ((view.labels.scores[block.index] ?? 0) < SCORE_MIN || (block.kind !== "paragraph" && block.kind !== "item")) return false;
  if (!isProse(block) || !endsSentence(block.text) || block.linkWordCount > LINK_SHARE_MAX * block.wordCount) return false;
  return view.phrases.countParts(block.index, INVITATION_PARTS) + view.phrases.countParts(block.index, LEGAL_PARTS) === 0;
}

function isHead(view: View, block: Block): boolean {
  if (block.wordCount === 0 || block.wordCount > HEAD_WORDS_MAX) return false;
  return view.phrases.isPhrase(block.index, COMMENT_HEADS) || view.phrases.isPhrase(block.index, RELATED_HEADS);
}

/** "-----", "* * *": what stands below is no part of the article any more, where nothing below is kept. */
function isDivider(block: Block): boolean {
  return block.wordCount === 0 && block.text !== "";
}

function placeOf({ scope }: Block): string {
  return scope.join(">");
}

/** Where in the markup most of the kept prose stands; undefined where it is scattered, and where there is no markup. */
function bodyPlace(view: View): string | undefined {
  if (view.format !== "html") return undefined;
  const words = new Map<string, number>();
  let all = 0;
  for (const block of view.blocks) {
    if (view.keep[block.index] !== true || !isProse(block)) continue;
    const place = placeOf(block);
    words.set(place, (words.get(place) ?? 0) + block.wordCount);
    all += block.wordCount;
  }
  for (const [place, count] of words) if (2 * count > all) return place;
  return undefined;
}

/** Dropped headings right above a kept paragraph of the body: between kept prose, or of the same level and place as a heading that is kept. */
export function leftHeadings(view: View): Finding[] {
  const place = bodyPlace(view);
  if (place === undefined) return [];
  const found: Finding[] = [];
  let words = 0;
  for (const block of view.blocks) {
    if (view.keep[block.index] === true) words += block.wordCount;
    else if (isLeftHeading(view, block, place) && (words >= BODY_WORDS_MIN || hasSibling(view, block)))
      found.push({ block: block.index, keep: true, class: "content", reason: "heads a paragraph of the body" });
  }
  return found;
}

function isLeftHeading(view: View, block: Block, place: string): boolean {
  const next = view.blocks[block.index + 1];
  if (block.kind !== "heading" || block.linkWordCount > 0 || next === undefined) return false;
  if (view.keep[next.index] !== true || !isProse(next) || placeOf(next) !== place) return false;
  return (
    (view.labels.scores[block.index] ?? 0) >= HEADING_SCORE_MIN && !isHead(view, block) && !view.phrases.isMadeOf(block.index, SHARE_WORDS)
  );
}

function hasSibling(view: View, heading: Block): boolean {
  const { index, level } = heading;
  const place = placeOf(heading);
  return view.blocks
    .slice(index + 1)
    .some((other) => other.kind === "heading" && other.level === level && view.keep[other.index] === true && placeOf(other) === place);
}

/** Words of the largest table that is put back, and P(content) that its cells have in the mean at least, 0–1. */
const TABLE_WORDS_MAX = 400;
const TABLE_SCORE_MIN = 0.1;
/** Headings and captions between a table and the paragraphs around it. */
const LABELS_MAX = 5;

/** Dropped tables of data between two kept paragraphs of the body, in the same place of the markup as those: in Markdown, below the same heading. */
export function leftTables(view: View): Finding[] {
  const body = bodyPlace(view);
  if (body === undefined && view.format !== "markdown") return [];
  const found: Finding[] = [];
  for (let start = 0; start < view.blocks.length; start++) {
    const first = view.blocks[start];
    if (first?.cell === undefined) continue;
    let end = start;
    while (view.blocks[end]?.cell?.table === first.cell.table) end++;
    const cells = view.blocks.slice(start, end);
    if (isLeftTable(view, cells, body ?? placeOf(first)))
      for (const { index } of cells)
        if (view.keep[index] !== true)
          found.push({ block: index, keep: true, class: "content", reason: "is a table between paragraphs of the body" });
    start = Math.max(start, end - 1);
  }
  return found;
}

function isLeftTable(view: View, cells: readonly Block[], place: string): boolean {
  if (cells.some(({ index }) => view.keep[index] === true) || !cells.every((cell) => placeOf(cell).startsWith(place))) return false;
  const words = sumOfWords(cells);
  const links = cells.reduce((sum, cell) => sum + cell.linkWordCount, 0);
  if (words === 0 || words > TABLE_WORDS_MAX || links > LINK_SHARE_MAX * words) return false;
  const score = cells.reduce((sum, { index }) => sum + (view.labels.scores[index] ?? 0), 0) / cells.length;
  if (score < TABLE_SCORE_MIN) return false;
  const isBody = (block: Block | undefined): boolean =>
    block !== undefined && view.keep[block.index] === true && placeOf(block) === place && isProse(block);
  const [first, last] = [cells[0]?.index ?? 0, cells.at(-1)?.index ?? 0];
  const isOther = ({ kind }: Block): boolean => kind !== "caption" && kind !== "heading";
  const before = view.blocks.slice(Math.max(0, first - LABELS_MAX - 1), first).findLast(isOther);
  const after = view.blocks.slice(last + 1, last + 2 + LABELS_MAX).find(isOther);
  return isBody(before) && isBody(after);
}
