/** What agrees with the title: the headline itself, and the lead that follows it. */
import { comparable } from "../text/normalise.ts";
import { endsSentence } from "../text/sentences.ts";
import { hashEachWord, words } from "../text/words.ts";
import type { Block, ClaimOrigin, Metadata } from "../types.ts";
import { stemOf } from "./metadata/title-dress.ts";
import { isProse, type View } from "./view.ts";

/** Share of the title's words that a headline holds, and how many words it may have besides: "News story: …", "… | The Gazette". */
const TITLE_SHARE_MIN = 0.9;
const TITLE_EXTRA_SHARE_MAX = 0.4;
const TITLE_EXTRA_WORDS_MAX = 3;

/** The title as blocks are compared with it. */
export interface Title {
  readonly value: string;
  readonly from: ClaimOrigin;
  readonly plain: string;
  readonly words: readonly string[];
  /** Hashes of the words. */
  readonly hashes: ReadonlySet<number>;
}

type ArticleTitle = NonNullable<Metadata["title"]>;

/** The title met last, read: a rule and the guard ask for that of one article one after the other. */
let last: { readonly of: ArticleTitle; readonly title: Title | undefined } | undefined;

/** undefined where the article has no title, or one without words. */
export function titleOf(view: View): Title | undefined {
  const of = view.metadata?.title;
  if (of === undefined) return undefined;
  if (last?.of !== of) last = { of, title: readTitle(of) };
  return last.title;
}

function readTitle({ value, from }: ArticleTitle): Title | undefined {
  const plain = comparable(value);
  const own = words(plain);
  return own.length === 0 ? undefined : { value, from, plain, words: own, hashes: new Set(hashEachWord(plain)) };
}

/** Is the block the article's headline, or its repetition? */
export function isTitle(view: View, block: Block, title: Title): boolean {
  // Cheap, and true of most blocks: far shorter or far longer than the title.
  const { length } = title.words;
  if (isUnderKicker(view, block, title)) return true;
  if (
    block.wordCount < TITLE_SHARE_MIN * length ||
    block.wordCount > length + Math.max(TITLE_EXTRA_WORDS_MAX, TITLE_EXTRA_SHARE_MAX * length)
  )
    return false;
  if (2 * block.text.length < title.value.length || block.text.length > 2 * title.value.length + 40) return false;
  if (block.kind !== "heading") {
    // A title that was taken from the text is a sentence of the text, and stays there.
    if (title.from === "first sentence") return false;
    if (block.joint !== "paragraph" || view.blocks[block.index + 1]?.joint === "space")
      return view.words.plain(block.index) === title.plain;
    const isSentence = endsSentence(block.text) && isProse(block);
    if (isSentence && (!endsSentence(title.value) || title.from === "first line")) return false;
  }
  let shared = 0;
  const { page, from, to } = view.words.hashed(block.index);
  for (let word = from; word < to; word++) if (title.hashes.has(page.hashes[word] ?? 0)) shared++;
  if (shared < TITLE_SHARE_MIN * length) return false;
  return shareOf(title.words, view.words.words(block.index)) >= TITLE_SHARE_MIN;
}

/** Words that a heading has above its headline, and those of a headline that is told by its end. */
const KICKER_WORDS_MAX = 8;
const TOLD_WORDS_MIN = 3;

/** "A quiet trade The man who cleans the points": the heading holds the headline and what papers set above it. */
function isUnderKicker(view: View, block: Block, title: Title): boolean {
  const { length } = title.words;
  if (block.kind !== "heading" || block.level > 2 || length < TOLD_WORDS_MIN) return false;
  if (block.wordCount <= length || block.wordCount > length + KICKER_WORDS_MAX) return false;
  if (!view.words.plain(block.index).endsWith(` ${title.plain}`)) return false;
  // In the article itself the same words head a part of it: "Tips for choosing …".
  return !view.blocks.slice(0, block.index).some((above) => view.keep[above.index] === true && isProse(above));
}

/** Share of the first list's words that the second holds, as a multiset. */
export function shareOf(wanted: readonly string[], held: readonly string[]): number {
  if (wanted.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of held) counts.set(word, (counts.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of wanted) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    found++;
  }
  return found / wanted.length;
}

/** How much of the block's words the description holds, for the block to be the article's lead; and the score under which it is not. */
const DESCRIPTION_SHARE_MIN = 0.7;
const LEAD_SCORE_MIN = 0.2;

/** Is the block prose that says what the description says? Agreement with the title alone was tried: teasers have it, too. */
export function isLead(view: View, block: Block): boolean {
  const description = view.metadata?.description;
  if (description === undefined || description.from === "first sentence") return false;
  if (!isProse(block) || (view.labels.scores[block.index] ?? 0) < LEAD_SCORE_MIN) return false;
  if (shareOf(view.words.words(block.index), words(comparable(description.value))) < DESCRIPTION_SHARE_MIN) return false;
  return !isRepeated(view, block);
}

/** Share of the title's words that some blocks hold, 0–1, whatever the words end in. */
export function agreementWith(view: View, title: Title): (blocks: readonly Block[]) => number {
  const wanted = title.words.map(stemOf);
  return (blocks) =>
    shareOf(
      wanted,
      blocks.flatMap(({ index }) => view.words.words(index).map(stemOf)),
    );
}

function isRepeated(view: View, block: Block): boolean {
  const own = view.words.plain(block.index);
  return view.blocks.some(
    (other) => other.index !== block.index && view.keep[other.index] === true && view.words.plain(other.index).includes(own),
  );
}
