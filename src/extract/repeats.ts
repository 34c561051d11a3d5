/** Sentences that stand twice on a page: the caption, the teaser or the pull quote that repeats the body is dropped, never the body. */
import type { Block } from "../types.ts";
import type { WordRange } from "./block-words.ts";
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
    const holder = (holders.get(openingOf(paragraph)) ?? []).find((other) => !dropped.has(other) && holds(view, other, paragraph));
    if (holder === undefined || first === undefined) continue;
    dropped.add(paragraph);
    const blockClass = isNearCaption(view, first) ? "caption" : "other";
    for (const block of paragraph.blocks)
      found.push({ block: block.index, keep: false, class: blockClass, reason: "says what another paragraph says in full" });
  }
  return found;
}

interface Paragraph {
  readonly blocks: readonly Block[];
  /** A hash of each word: those of a list from one place to another. */
  readonly hashes: Int32Array;
  readonly from: number;
  readonly to: number;
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
  return groups.map((blocks) => ({ blocks, ...joined(blocks.map((block) => view.words.hashed(block.index))) }));
}

/** The words of pieces that follow one another: where they stand, where they stand side by side. */
function joined(parts: readonly WordRange[]): Omit<Paragraph, "blocks"> {
  const [first] = parts;
  if (first === undefined) return { hashes: new Int32Array(0), from: 0, to: 0 };
  const { page, from } = first;
  let to = from;
  for (const part of parts) {
    if (part.page !== page || part.from !== to) return copied(parts);
    to = part.to;
  }
  return { hashes: page.hashes, from, to };
}

function copied(parts: readonly WordRange[]): Omit<Paragraph, "blocks"> {
  const hashes = Int32Array.from(parts.flatMap(({ page, from, to }) => [...page.hashes.subarray(from, to)]));
  return { hashes, from: 0, to: hashes.length };
}

function lengthOf({ from, to }: Paragraph): number {
  return to - from;
}

function mayRepeat(paragraph: Paragraph): boolean {
  const length = lengthOf(paragraph);
  return length >= REPEAT_WORDS_MIN && length <= REPEAT_WORDS_MAX && paragraph.blocks[0]?.kind !== "heading";
}

/** A number for the first three words. */
function openingOf({ hashes, from }: Paragraph): number {
  return tripleAt(hashes, from);
}

function tripleAt(hashes: Int32Array, at: number): number {
  return ((hashes[at] ?? 0) + Math.imul(hashes[at + 1] ?? 0, 3) + Math.imul(hashes[at + 2] ?? 0, 5)) | 0;
}

/** Paragraphs remembered for an opening; more would be a phrase of the site. Bounds the work. */
const HOLDERS_MAX = 4;
/** Places in the sieve for each opening: one triple in so many is looked up in vain. */
const SIEVE_PLACES = 32;

/** Which paragraphs hold each of the openings, anywhere. */
function holdersOf(openings: ReadonlySet<number>, paragraphs: readonly Paragraph[]): ReadonlyMap<number, readonly Paragraph[]> {
  const holders = new Map<number, Paragraph[]>();
  const sieve = new Uint8Array(2 ** Math.ceil(Math.log2(SIEVE_PLACES * (openings.size + 1))));
  const mask = sieve.length - 1;
  for (const opening of openings) sieve[opening & mask] = 1;
  for (const paragraph of paragraphs) {
    for (let at = paragraph.from; at + 2 < paragraph.to; at++) {
      const triple = tripleAt(paragraph.hashes, at);
      if (sieve[triple & mask] === 0 || !openings.has(triple)) continue;
      const known = holders.get(triple);
      if (known === undefined) holders.set(triple, [paragraph]);
      else if (known.length < HOLDERS_MAX && known.at(-1) !== paragraph) known.push(paragraph);
    }
  }
  return holders;
}

/** Does a paragraph hold all of another: being longer, or equal and before it? */
function holds(view: View, holder: Paragraph, paragraph: Paragraph): boolean {
  if (holder === paragraph || lengthOf(holder) < lengthOf(paragraph)) return false;
  const isBefore = (holder.blocks[0]?.index ?? 0) < (paragraph.blocks[0]?.index ?? 0);
  if (lengthOf(holder) === lengthOf(paragraph) && !isBefore) return false;
  // Hashes tell most apart; where they agree, the words themselves have the last word.
  return isRunOf(hashesOf(paragraph), hashesOf(holder)) && isRunOf(wordsOf(view, paragraph), wordsOf(view, holder));
}

function hashesOf({ hashes, from, to }: Paragraph): Int32Array {
  return hashes.subarray(from, to);
}

function wordsOf(view: View, { blocks }: Paragraph): readonly string[] {
  return blocks.flatMap((block) => view.words.words(block.index));
}

/** Do the items stand in the list, one after the other? The items are at most REPEAT_WORDS_MAX. */
function isRunOf<T>(items: ArrayLike<T>, list: ArrayLike<T>): boolean {
  for (let start = 0; start + items.length <= list.length; start++) {
    let length = 0;
    while (length < items.length && items[length] === list[start + length]) length++;
    if (length === items.length) return true;
  }
  return false;
}

/** How often the word triples of a page occur in its blocks; see `tripleCounts`. */
export type TripleCounts = ReadonlyMap<number, number>;

/** In how many of the blocks each word triple stands. Linear in their words. */
export function tripleCounts(view: View, blocks: readonly Block[]): TripleCounts {
  const counts = new Map<number, number>();
  for (const block of blocks) for (const triple of new Set(triplesOf(view, block))) counts.set(triple, (counts.get(triple) ?? 0) + 1);
  return counts;
}

/** Share of a block's word triples that stand in blocks of the page other than those left out, itself among them: 0–1. */
export function repeatShare(
  view: View,
  block: Block,
  { all, leftOut }: { readonly all: TripleCounts; readonly leftOut: TripleCounts },
): number {
  const own = triplesOf(view, block);
  if (own.length < REPEAT_WORDS_MIN - 2) return 0;
  return own.filter((triple) => (all.get(triple) ?? 0) > (leftOut.get(triple) ?? 0)).length / own.length;
}

function triplesOf(view: View, { index }: Block): number[] {
  const { page, from, to } = view.words.hashed(index);
  return Array.from({ length: Math.max(0, to - from - 2) }, (_, at) => tripleAt(page.hashes, from + at));
}

function isNearCaption(view: View, block: Block): boolean {
  return [block, view.blocks[block.index - 1], view.blocks[block.index + 1]].some(
    (near) => near?.kind === "caption" || near?.kind === "image",
  );
}
