/**
 * The headline of a plain text. Every line near the article's first paragraph is measured; what each measure is worth was learned from the
 * headlines of labelled pages, flattened in four styles, so that no line is chosen for its place or its form alone.
 */
import { isPhrase, tokensOf } from "../phrase-tables.ts";
import { COMMENT_HEADS, MENU_WORDS, RELATED_HEADS, SHARE_WORDS } from "../phrases.ts";
import { words } from "../../text/words.ts";
import type { Block, Claim } from "../../types.ts";
import { readDates } from "./dates.ts";
import { byHead } from "./names.ts";
import { headlineOf } from "./run-in.ts";
import { readTelling, tellingWords } from "./title-dress.ts";
import { confidence } from "./verdict.ts";

/** What the lines of a text are measured against. */
export interface TextHead {
  readonly blocks: readonly Block[];
  /** First paragraph of the article. */
  readonly first: number;
  /** What is kept. */
  readonly keep: readonly boolean[];
  /** P(content) of each block. */
  readonly scores: Float32Array;
}

/** Lines before the first paragraph among which the headline is looked for: bylines, contents, pictures stand between. */
const HEAD_LINES = 40;
/** Words of a headline that a bar and the site's name follow. */
const HEADLINE_WORDS_MIN = 4;
/** Longer lines are no headlines, in UTF-16 units. */
const LINE_MAX = 300;
/** Telling words from which agreement counts fully: one word agrees by chance. */
const TELLING_FULL = 4;
/** Lines on either side that show whether a line stands among labels, and the words of a label. */
const NEAR_LINES = 4;
const LABEL_WORDS_MAX = 4;
/** A headline that stands again on the page, in a trail or a list of contents, has so many UTF-16 units, and stands within so many blocks. */
const REPEAT_MIN = 12;
const REPEAT_BLOCKS = 400;
/** UTF-16 units of the first paragraphs that a line is compared with, and how many of them. */
const OPENING_MAX = 1200;
const OPENING_BLOCKS = 3;

/**
 * Weights of the measures, in the order of `measureLine`: a conditional logit (McFadden 1974), learned on the pages of train and tune against the
 * titles that the same pages give as HTML. Right on pages of tune that were not learned from: 87 of 107 (wcxb, dom), 80 of 104 (textnode), 65 of 83 (blob).
 */
const WEIGHTS: readonly number[] = [
  -0.33, 1.04, 1.9, -1.84, -1.31, -0.48, -0.98, -2.33, 0.91, 0.98, -0.18, -1.65, 0.85, 1.03, 0.45, 1.33, 0.75, 0.94, 2.2, -0.44, 0.52, 0.71,
  0.12, -0.48, -0.82, -1.32, -0.87, -1.14, -1.0,
];
/** Worth of a first line with a site's name behind a bar: it was the page's title. No flattened page has one, so it is not learned. */
const WITH_SITE = 2;
/** Worth of the answer that no line is the headline. */
const NONE = 3.79;
/** P(headline) from which a line is claimed to be one, 0–1; the same of a line that shares no word with the article, and of capitalised words. */
const CLAIM_MIN = 0.008;
const STRANGER_MIN = 0.08;
const MENU_MIN = 0.12;
/** Agreement under which a line of capitalised words may be a menu. */
const MENU_SHARE_MAX = 0.34;

const CREDIT = /©|\((?:c|photo|foto|фото|fot)\)|(?:^|\P{L})(?:foto|photo|fot|фото|getty|shutterstock|reuters|afp)(?:$|\P{L})/iu;

/** Letters of the article whose words a line is compared with. */
const BODY_MAX = 4000;
/** Endings change from headline to sentence in most languages; beginnings do not. */
const STEM_LETTERS = 5;

type Stems = ReadonlySet<string>;

const stemOf = (word: string): string => word.slice(0, STEM_LETTERS);

export function bodyStems({ blocks, first, keep }: TextHead): Stems {
  let text = "";
  for (let i = first; i < blocks.length && text.length < BODY_MAX; i++)
    if (keep[i] === true && blocks[i]?.kind !== "heading") text += ` ${blocks[i]?.text ?? ""}`;
  return new Set(readTelling(text.slice(0, BODY_MAX)).map(stemOf));
}

/** Share of a line's telling words that begin as one of these does, 0–1. */
function agreement(line: string, stems: Stems): number {
  const telling = tellingWords(line);
  return telling.length === 0 ? 0 : telling.filter((word) => stems.has(stemOf(word))).length / telling.length;
}

/** The likeliest headline among the lines; undefined where none is likely. Linear in the lines near the article. */
export function textHeadline(head: TextHead): Claim | undefined {
  const lines: { readonly block: Block; readonly value: string; readonly worth: number }[] = [];
  const from = Math.max(0, head.first - HEAD_LINES);
  const body = bodyStems(head);
  for (let i = from; i <= Math.min(head.blocks.length - 1, head.first + 1); i++) {
    const block = head.blocks[i];
    if (block === undefined || !isLine(block, head.blocks[i + 1])) continue;
    const value = headlineOf(block.text);
    const bare = withoutSite(value);
    const measures = measureLine(block, bare, { ...head, body });
    const worth = measures.reduce((sum, one, place) => sum + one * (WEIGHTS[place] ?? 0), i === 0 && bare !== value ? WITH_SITE : 0);
    lines.push({ block, value, worth });
  }
  const [best] = lines.toSorted((a, b) => b.worth - a.worth);
  if (best === undefined) return undefined;
  const all = lines.reduce((sum, { worth }) => sum + Math.exp(worth - best.worth), Math.exp(NONE - best.worth));
  const { block, value } = best;
  const share = agreement(value, body);
  const isDoubtful = isCapitalised(value) && share < MENU_SHARE_MAX;
  if (1 / all < (isDoubtful ? MENU_MIN : share === 0 ? STRANGER_MIN : CLAIM_MIN)) return undefined;
  const origin = block.kind === "heading" ? "heading" : "first line";
  return { field: "title", value, from: origin, confidence: confidence(0.5 + 0.4 / all), block: block.index };
}

/** "Headline | Site", as the first line of a text often is: the part that is measured. */
function withoutSite(line: string): string {
  const [first = line] = line.split(/\s[|｜]\s/u, 1);
  return words(first).length >= HEADLINE_WORDS_MIN ? first : line;
}

/** A line of its own, not a piece of a longer one. */
function isLine(block: Block, next: Block | undefined): boolean {
  if (block.text === "" || block.text.length > LINE_MAX || block.kind === "code") return false;
  if (block.joint === "space" || block.joint === "nothing") return false;
  if (/[.。।።۔]["”’»)」』]?$/u.test(block.text) && !/\p{Lu}\.\p{Lu}\.$/u.test(block.text)) return false;
  return !(next?.joint === "space" && next.line === block.line);
}

/** The measures of a line, in the order of `WEIGHTS`. */
export function measureLine(block: Block, value: string, { blocks, first, body, scores }: TextHead & { readonly body: Stems }): number[] {
  const at = block.index;
  const telling = tellingWords(value).length;
  const fullness = Math.min(1, telling / TELLING_FULL);
  const share = agreement(value, body);
  const count = words(value).length;
  const [date] = readDates(value, { language: undefined });
  const repeats = repeatsOf(block, value, blocks);
  const opening = agreement(value, openingStems(blocks, Math.max(first, at + 1)));
  const is = (holds: boolean): number => (holds ? 1 : 0);
  return [
    share,
    share * fullness,
    Math.min(1, count / 8),
    Math.max(0, Math.min(2, (count - 12) / 8)),
    is(count < 3),
    is(first - at <= 1),
    is(at > first),
    Math.min(1, Math.max(0, first - at) / HEAD_LINES),
    is(at === 0),
    is(isBylineNext(blocks, at)),
    isCapitalised(value) ? 1 - share : 0,
    date === undefined ? 0 : (date.end - date.start) / value.length,
    is(block.kind === "heading" && block.level === 1),
    is(repeats.some((other) => other.index < first)),
    is(repeats.some((other) => other.index > first && other.wordCount < 2 * count + LABEL_WORDS_MAX)),
    labelShare(blocks.slice(Math.max(0, at - NEAR_LINES), at + NEAR_LINES + 1).filter((other) => other !== block && other.text !== "")),
    blocks.slice(Math.max(0, at - 3), at).filter(isLabel).length / 3,
    opening,
    opening * fullness,
    Math.min(1, telling / 6),
    is(/\d/u.test(value)),
    is(/\p{L}:\s\p{L}/u.test(value)),
    scores[at] ?? 0,
    is(CREDIT.test(value)),
    is(isWay(value)),
    is(/[|｜>›»]|https?:|www\./u.test(value)),
    is(/[:,;]$/u.test(value)),
    is(share === 0),
    bestAbove({ blocks, body }, at),
  ];
}

/** Blocks near the line that hold it, and not much besides. */
function repeatsOf(block: Block, value: string, blocks: readonly Block[]): Block[] {
  if (value.length < REPEAT_MIN) return [];
  const from = Math.max(0, block.index - REPEAT_BLOCKS);
  return blocks
    .slice(from, block.index + REPEAT_BLOCKS)
    .filter((other) => other !== block && other.text.length >= value.length && other.text.includes(value));
}

/** The words of the first paragraphs, remembered for the lines that stand before the same one. */
let opening: { readonly block: Block; readonly stems: Stems } | undefined;

function openingStems(blocks: readonly Block[], first: number): Stems {
  const block = blocks[first];
  if (block === undefined) return NO_STEMS;
  if (opening?.block !== block) {
    const text = blocks
      .slice(first, first + OPENING_BLOCKS)
      .map((one) => one.text)
      .join(" ");
    opening = { block, stems: new Set(readTelling(text.slice(0, OPENING_MAX)).map(stemOf)) };
  }
  return opening.stems;
}

const NO_STEMS: Stems = new Set();

function isLabel({ wordCount }: Block): boolean {
  return wordCount <= LABEL_WORDS_MAX;
}

function labelShare(blocks: readonly Block[]): number {
  return blocks.filter(isLabel).length / Math.max(1, blocks.length);
}

/** Does a line of date or author follow within two lines? It follows headlines and hardly anything else. */
export function isBylineNext(blocks: readonly Block[], at: number): boolean {
  return [1, 2].some((step) => {
    const block = blocks[at + step];
    if (block === undefined || block.text.length > 100 || block.text === "") return false;
    const [date] = readDates(block.text, { language: undefined });
    return byHead(block.text)?.isMarked === true || (date !== undefined && block.wordCount <= 14);
  });
}

/** Four words or more, most of which begin in no small letter: labels in a row, as far as capitals tell. */
function isCapitalised(text: string): boolean {
  const parts = text.split(" ").filter((part) => /\p{L}/u.test(part));
  return parts.length >= 4 && parts.filter((part) => !/^\P{L}*\p{Ll}/u.test(part)).length >= 0.7 * parts.length;
}

/** A way through the site or a button, however it is set. */
function isWay(text: string): boolean {
  const tokens = tokensOf(text);
  return [MENU_WORDS, SHARE_WORDS, COMMENT_HEADS, RELATED_HEADS].some((table) => isPhrase(table, tokens));
}

/** How well the best of the three lines above agrees with the article, where it is no label: headlines stand above decks. */
function bestAbove({ blocks, body }: { readonly blocks: readonly Block[]; readonly body: Stems }, at: number): number {
  let best = 0;
  for (const block of blocks.slice(Math.max(0, at - 3), at)) {
    if (block.wordCount < 4 || block.wordCount > 24 || tellingWords(block.text).length < 2) continue;
    best = Math.max(best, agreement(block.text, body));
  }
  return best;
}
