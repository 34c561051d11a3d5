/** Sentences that stand twice on a page: the caption, the teaser or the pull quote that repeats the body is dropped, never the body. */
import { hashString, mix32 } from "../text/hash.ts";
import type { Block } from "../types.ts";
import type { Finding, View } from "./view.ts";

/** A shorter block may recur for good reasons: an answer, a refrain, a name. In words; ideographs count as words. */
const REPEAT_WORDS_MIN = 8;
/** Longer blocks that recur are the body of the article told twice, which the labeller and the guard must see. */
const REPEAT_WORDS_MAX = 120;

/** Kept blocks whose words stand, in the same order, inside another kept paragraph. */
export function repeats(view: View): Finding[] {
  const paragraphs = keptParagraphs(view);
  const candidates = paragraphs.filter(mayRepeat);
  const holders = holdersOf(new Set(candidates.map(openingOf)), paragraphs);
  const dropped = new Set<Paragraph>();
  const found: Finding[] = [];
  for (const paragraph of candidates) {
    const [first] = paragraph.blocks;
    const holder = (holders.get(openingOf(paragraph)) ?? []).find((other) => !dropped.has(other) && holds(other, paragraph));
    if (holder === undefined || first === undefined) continue;
    dropped.add(paragraph);
    const blockClass = isNearCaption(view, first) ? "caption" : "other";
    for (const block of paragraph.blocks)
      found.push({ block: block.index, keep: false, class: blockClass, reason: "says what another paragraph says in full" });
  }
  return found;
}

/** Share of a block's word triples that stand in other blocks, the excluded ones aside: 0–1. */
export function nearRepeatShare(view: View, block: number, excluded: ReadonlySet<number>): number {
  const own = triples(view.words.words(block));
  if (own.length < REPEAT_WORDS_MIN - 2) return 0;
  const others = new Set<string>();
  for (const other of view.blocks) {
    if (other.index === block || excluded.has(other.index)) continue;
    for (const triple of triples(view.words.words(other.index))) others.add(triple);
  }
  return own.filter((triple) => others.has(triple)).length / own.length;
}

interface Paragraph {
  readonly blocks: readonly Block[];
  readonly words: readonly string[];
  /** A hash of each word. */
  readonly hashes: Uint32Array;
}

/** Kept blocks, the pieces of one line together; verse is left out, since its lines come again. */
function keptParagraphs(view: View): Paragraph[] {
  const groups: Block[][] = [];
  for (const block of view.blocks) {
    if (view.keep[block.index] !== true || block.text === "" || block.joint === "break" || block.cell !== undefined) continue;
    const last = groups.at(-1);
    const isNext = last?.at(-1)?.index === block.index - 1;
    if (last !== undefined && isNext && block.joint !== "paragraph") last.push(block);
    else groups.push([block]);
  }
  return groups.map((blocks) => {
    const own = blocks.flatMap((block) => view.words.words(block.index));
    return { blocks, words: own, hashes: Uint32Array.from(own, (word) => hashString(word)) };
  });
}

function mayRepeat({ blocks, words: own }: Paragraph): boolean {
  return own.length >= REPEAT_WORDS_MIN && own.length <= REPEAT_WORDS_MAX && blocks[0]?.kind !== "heading";
}

/** A hash of the first three words. */
function openingOf({ hashes }: Paragraph): number {
  return tripleAt(hashes, 0);
}

function tripleAt(hashes: Uint32Array, at: number): number {
  return mix32((hashes[at] ?? 0) + Math.imul(hashes[at + 1] ?? 0, 3) + Math.imul(hashes[at + 2] ?? 0, 5));
}

/** Paragraphs remembered for an opening; more would be a phrase of the site. Bounds the work. */
const HOLDERS_MAX = 4;

/** Which paragraphs hold each of the openings, anywhere. */
function holdersOf(openings: ReadonlySet<number>, paragraphs: readonly Paragraph[]): ReadonlyMap<number, readonly Paragraph[]> {
  const holders = new Map<number, Paragraph[]>();
  for (const paragraph of paragraphs) {
    for (let at = 0; at + 2 < paragraph.hashes.length; at++) {
      const triple = tripleAt(paragraph.hashes, at);
      if (!openings.has(triple)) continue;
      const known = holders.get(triple);
      if (known === undefined) holders.set(triple, [paragraph]);
      else if (known.length < HOLDERS_MAX && known.at(-1) !== paragraph) known.push(paragraph);
    }
  }
  return holders;
}

/** Does a paragraph hold all of another: being longer, or equal and before it? */
function holds(holder: Paragraph, paragraph: Paragraph): boolean {
  if (holder === paragraph || holder.words.length < paragraph.words.length) return false;
  const isBefore = (holder.blocks[0]?.index ?? 0) < (paragraph.blocks[0]?.index ?? 0);
  if (holder.words.length === paragraph.words.length && !isBefore) return false;
  return ` ${holder.words.join(" ")} `.includes(` ${paragraph.words.join(" ")} `);
}

function triples(tokens: readonly string[]): string[] {
  return tokens.slice(2).map((token, index) => `${tokens[index] ?? ""} ${tokens[index + 1] ?? ""} ${token}`);
}

function isNearCaption(view: View, block: Block): boolean {
  return [block, view.blocks[block.index - 1], view.blocks[block.index + 1]].some(
    (near) => near?.kind === "caption" || near?.kind === "image",
  );
}
