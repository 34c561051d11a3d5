/** A second whole article under the first, as endless scrolling appends them: in prose as good as the first, and about something else. */
import { comparable } from "../text/normalise.ts";
import type { Block } from "../types.ts";
import { readDates } from "./metadata/dates.ts";
import { weightyHashes } from "./terms.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Name of the rule. */
export const SECOND_ARTICLE = "second article";
/** Words of prose between the headline and a heading from which the first article may end there. */
const FIRST_WORDS_MIN = 50;
/** Paragraphs under a heading that make it a headline. */
const PARAGRAPHS_MIN = 2;
/** Blocks under a headline in which its date stands, and words of the line. */
const BYLINE_BLOCKS = 3;
const BYLINE_WORDS_MAX = 16;
/** Share of the weighty words in or under a heading that the first article has, too, from which it is a part of that, 0–1. */
const SHARED_MAX = 0.35;

/** From the headline of a second article to the end, where the first has a headline of its own and shares hardly a word with it. */
export function secondArticles(view: View): Finding[] {
  const title = view.format === "html" ? firstHeadline(view) : undefined;
  if (title === undefined) return [];
  const first: Block[] = [];
  let words = 0;
  for (const block of view.blocks.slice(title.index)) {
    if (
      block !== title &&
      words >= FIRST_WORDS_MIN &&
      isHeadline(view, block, title) &&
      isForeign(view, block, weightyWords(view, first))
    ) {
      return view.blocks
        .slice(block.index)
        .map(({ index }) => ({ block: index, keep: false, class: "related", reason: "belongs to a second article under the first" }));
    }
    if (view.keep[block.index] !== true && block !== title) continue;
    first.push(block);
    if (isProse(block)) words += block.wordCount;
  }
  return [];
}

/** The different weighty words of some blocks. */
function weightyWords(view: View, blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const block of blocks) {
    const { hashes, count } = weightyHashes(view.words, block.index);
    for (let i = 0; i < count; i++) found.add(hashes[i] ?? 0);
  }
  return found;
}

/** The last heading of the first two levels before the first prose that is kept. */
function firstHeadline(view: View): Block | undefined {
  const first = view.blocks.findIndex((block) => view.keep[block.index] === true && isProse(block));
  return view.blocks.slice(0, Math.max(0, first)).findLast((block) => block.kind === "heading" && block.level <= 2);
}

/** As high a heading as the headline, or one in another `<article>`, with paragraphs under it. */
function isHeadline(view: View, block: Block, title: Block): boolean {
  if (block.kind !== "heading" || block.level > 2) return false;
  const isElsewhere = articleOf(block) !== undefined && articleOf(title) !== undefined && articleOf(block) !== articleOf(title);
  if (block.level > title.level && !isElsewhere) return false;
  if (block.level === title.level && title.level > 1 && !isElsewhere) return false;
  return !isPageTitle(view, block) && isDated(view, block) && paragraphsUnder(view, block).length >= PARAGRAPHS_MIN;
}

/** Where the page's own title names the later headline, the first text is the stranger. */
function isPageTitle(view: View, heading: Block): boolean {
  const plain = view.words.plain(heading.index);
  return view.claims.some(({ field, from, value }) => field === "title" && from !== "heading" && comparable(value).includes(plain));
}

/** Sections of one article may speak of different things, too, but have no date of their own. */
function isDated(view: View, heading: Block): boolean {
  return view.blocks
    .slice(heading.index + 1, heading.index + 1 + BYLINE_BLOCKS)
    .some((block) => block.wordCount <= BYLINE_WORDS_MAX && readDates(block.text, { language: undefined }).length > 0);
}

function articleOf(block: Block): string | undefined {
  return block.scope.findLast((step) => /^article\b/.test(step));
}

function paragraphsUnder(view: View, heading: Block): readonly Block[] {
  const rest = view.blocks.slice(heading.index + 1);
  const end = rest.findIndex((block) => block.kind === "heading" && block.level <= heading.level);
  return (end < 0 ? rest : rest.slice(0, end)).filter(isProse);
}

/** Do the heading and what stands under it speak of other things than the first article? Words of grammar are shared by all texts. */
function isForeign(view: View, heading: Block, known: ReadonlySet<number>): boolean {
  return [[heading], paragraphsUnder(view, heading)].every((blocks) => shared(view, blocks, known) <= SHARED_MAX);
}

/** Share of the different weighty words of some blocks that are known, 0–1. */
function shared(view: View, blocks: readonly Block[], known: ReadonlySet<number>): number {
  const own = weightyWords(view, blocks);
  let met = 0;
  for (const hash of own) if (known.has(hash)) met++;
  return met / Math.max(1, own.size);
}
