/** Sentences that stand twice on a page: the caption, the teaser or the pull quote that repeats the body is dropped, never the body. */
import { words } from "../text/words.ts";
import type { Block } from "../types.ts";
import type { Finding, View } from "./view.ts";

/** A shorter block may recur for good reasons: an answer, a refrain, a name. In words; ideographs count as words. */
const REPEAT_WORDS_MIN = 8;
/** Longer blocks that recur are the body of the article told twice, which the labeller and the guard must see. */
const REPEAT_WORDS_MAX = 120;

/** Kept blocks whose words stand, in the same order, inside another kept paragraph. */
export function repeats(view: View): Finding[] {
  const paragraphs = keptParagraphs(view);
  const index = triplesOf(paragraphs);
  const dropped = new Set<Paragraph>();
  const found: Finding[] = [];
  for (const paragraph of paragraphs) {
    const [first] = paragraph.blocks;
    if (
      first === undefined ||
      paragraph.words.length < REPEAT_WORDS_MIN ||
      paragraph.words.length > REPEAT_WORDS_MAX ||
      first.kind === "heading"
    )
      continue;
    const holder = holderOf(paragraph, index, dropped);
    if (holder === undefined) continue;
    dropped.add(paragraph);
    const blockClass = isNearCaption(view, first) ? "caption" : "other";
    for (const block of paragraph.blocks)
      found.push({ block: block.index, keep: false, class: blockClass, reason: "says what another paragraph says in full" });
  }
  return found;
}

/** Share of a block's word triples that stand in other blocks, the excluded ones aside: 0–1. */
export function nearRepeatShare(view: View, block: number, excluded: ReadonlySet<number>): number {
  const own = triples(words(view.plain(block)));
  if (own.length < REPEAT_WORDS_MIN - 2) return 0;
  const others = new Set<string>();
  for (const other of view.blocks) {
    if (other.index === block || excluded.has(other.index)) continue;
    for (const triple of triples(words(view.plain(other.index)))) others.add(triple);
  }
  return own.filter((triple) => others.has(triple)).length / own.length;
}

interface Paragraph {
  readonly blocks: readonly Block[];
  readonly words: readonly string[];
  /** The words joined by single spaces, with a space at both ends. */
  readonly joined: string;
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
    const own = blocks.flatMap((block) => words(view.plain(block.index)));
    return { blocks, words: own, joined: ` ${own.join(" ")} ` };
  });
}

function triples(tokens: readonly string[]): string[] {
  return tokens.slice(2).map((token, index) => `${tokens[index] ?? ""} ${tokens[index + 1] ?? ""} ${token}`);
}

/** Which paragraphs hold each triple of words; only the first few are remembered, which bounds the work. */
const HOLDERS_MAX = 4;

function triplesOf(paragraphs: readonly Paragraph[]): Map<string, Paragraph[]> {
  const index = new Map<string, Paragraph[]>();
  for (const paragraph of paragraphs) {
    for (const triple of new Set(triples(paragraph.words))) {
      const holders = index.get(triple);
      if (holders === undefined) index.set(triple, [paragraph]);
      else if (holders.length < HOLDERS_MAX) holders.push(paragraph);
    }
  }
  return index;
}

/** A paragraph that holds all of this one: a longer one anywhere, or an equal one before it. */
function holderOf(
  paragraph: Paragraph,
  index: ReadonlyMap<string, readonly Paragraph[]>,
  dropped: ReadonlySet<Paragraph>,
): Paragraph | undefined {
  const [triple] = triples(paragraph.words);
  if (triple === undefined) return undefined;
  const at = paragraph.blocks[0]?.index ?? 0;
  return index.get(triple)?.find((other) => {
    if (other === paragraph || dropped.has(other) || !other.joined.includes(paragraph.joined)) return false;
    return other.words.length > paragraph.words.length || (other.blocks[0]?.index ?? 0) < at;
  });
}

function isNearCaption(view: View, block: Block): boolean {
  return [block, view.blocks[block.index - 1], view.blocks[block.index + 1]].some(
    (near) => near?.kind === "caption" || near?.kind === "image",
  );
}
