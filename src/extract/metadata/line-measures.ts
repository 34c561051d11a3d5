/** What is measured of a line that could be a text's headline; what each measure is worth was learned (title-weights.ts). */
import { firstToken, isPhrase, openingsOf, tableOfAll, tokensOf } from "../phrase-tables.ts";
import { COMMENT_HEADS, MENU_WORDS, RELATED_HEADS, SHARE_WORDS } from "../phrases.ts";
import { CASELESS, kindOf, LETTER, LOWER } from "../../text/characters.ts";
import { FOLDED_MAX } from "../../text/similarity.ts";
import { countWords } from "../../text/words.ts";
import type { Block } from "../../types.ts";
import { readDates } from "./dates.ts";
import { byHead } from "./names.ts";
import { hashStem, readStems, tellingWords } from "./title-dress.ts";

/** The measures, each 0–1 unless it says otherwise, 1 where it asks a question and the answer is yes. */
export const MEASURE_NAMES = [
  // Share of the line's telling words that begin as words of the article do; the same, counted less where there are few such words.
  "agreement",
  "sureAgreement",
  // Words, counted up to a headline's eight; eights of words beyond a long headline's twelve, 0–2; less than three words.
  "length",
  "excess",
  "isShort",
  // Next to the first paragraph, or after it; after the beginning of that; lines between the two.
  "isNear",
  "isInside",
  "distance",
  "isFirstLine",
  "isAboveByline",
  // Capitalised words, as menus have, that say nothing of the article.
  "strangeCapitals",
  // Share of the line that is a date.
  "date",
  "isTopHeading",
  // The line stands again on the page, before the article or after its beginning: trails, lists of contents.
  "isRepeatedAbove",
  "isRepeatedBelow",
  // Share of labels among the lines around it, and among the three above.
  "labelsAround",
  "labelsAbove",
  // As agreement, with the paragraphs that follow.
  "openingAgreement",
  "sureOpeningAgreement",
  "tellingWords",
  "hasDigit",
  "hasColon",
  // P(content) by the labeller.
  "score",
  "isCredit",
  "isWay",
  "hasSiteSign",
  "isOpenEnded",
  "isStranger",
  // Agreement of the best line above: headlines stand above decks.
  "rival",
] as const;

export type MeasureName = (typeof MEASURE_NAMES)[number];

/** A number for every measure: what a line measures, or what that is worth. */
export type LineMeasures = Readonly<Record<MeasureName, number>>;

/** A conditional logit (McFadden 1974): P(line) is proportional to e to the sum of its measures, each times its weight. */
export interface TitleWeights {
  readonly measures: LineMeasures;
  /** Worth of the answer that no line is the headline. */
  readonly none: number;
}

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

/** Beginnings of telling words, as `hashStem` gives them. */
export type Stems = ReadonlySet<number>;

/** What a line is compared with: the words of the article, and those of its first paragraphs that stand after the line. */
export interface Compared {
  readonly body: Stems;
  readonly opening: Stems;
}

/** Lines before the first paragraph among which the headline is looked for: bylines, contents, pictures stand between. */
export const HEAD_LINES = 40;
/** Words of a headline, and from how many on it is long. */
const HEADLINE_WORDS = 8;
const LONG_WORDS = 12;
/** Telling words from which agreement counts fully: one word agrees by chance. */
const TELLING_FULL = 4;
/** Telling words of a headline that has many. */
const TELLING_MANY = 6;
/** Lines on either side that show whether a line stands among labels, those right above it, and the words of a label. */
const NEAR_LINES = 4;
const ABOVE_LINES = 3;
const LABEL_WORDS_MAX = 4;
/** A headline that stands again on the page, in a trail or a list of contents, has so many UTF-16 units, and stands within so many blocks. */
const REPEAT_MIN = 12;
const REPEAT_BLOCKS = 400;
/** Paragraphs after a line that it is compared with. */
const OPENING_BLOCKS = 3;

const CREDIT = /©|\((?:c|photo|foto|фото|fot)\)|(?:^|\P{L})(?:foto|photo|fot|фото|getty|shutterstock|reuters|afp)(?:$|\P{L})/iu;

/** The words with which the article begins. */
export function bodyStems({ blocks, first, keep }: TextHead): Stems {
  let text = "";
  for (let i = first; i < blocks.length && text.length < FOLDED_MAX; i++)
    if (keep[i] === true && blocks[i]?.kind !== "heading") text += ` ${blocks[i]?.text ?? ""}`;
  return readStems(text);
}

/** The words of the paragraphs from a block on. */
export function openingStems(blocks: readonly Block[], from: number): Stems {
  let text = blocks[from]?.text ?? "";
  for (let i = from + 1; i < Math.min(from + OPENING_BLOCKS, blocks.length) && text.length < FOLDED_MAX; i++)
    text += ` ${blocks[i]?.text ?? ""}`;
  return readStems(text);
}

/** Share of a line's telling words that begin as one of these does, 0–1. */
export function agreement(line: string, stems: Stems): number {
  return agreementOf(tellingWords(line), stems);
}

function agreementOf(telling: readonly string[], stems: Stems): number {
  let shared = 0;
  for (const word of telling) if (stems.has(hashStem(word))) shared++;
  return telling.length === 0 ? 0 : shared / telling.length;
}

const is = (holds: boolean): number => (holds ? 1 : 0);

/** Measures `value`, the text of a block without what stands on one line with the headline. Linear in the blocks near it. */
export function measureLine(block: Block, value: string, { blocks, first, scores }: TextHead, { body, opening }: Compared): LineMeasures {
  const at = block.index;
  const telling = tellingWords(value);
  const fullness = Math.min(1, telling.length / TELLING_FULL);
  const share = agreementOf(telling, body);
  const openingShare = agreementOf(telling, opening);
  const count = countWords(value);
  const [date] = readDates(value, { language: undefined });
  const repeats = repeatsOf(block, value, blocks);
  const above = blocks.slice(Math.max(0, at - ABOVE_LINES), at);
  return {
    agreement: share,
    sureAgreement: share * fullness,
    length: Math.min(1, count / HEADLINE_WORDS),
    excess: Math.max(0, Math.min(2, (count - LONG_WORDS) / HEADLINE_WORDS)),
    isShort: is(count < 3),
    isNear: is(first - at <= 1),
    isInside: is(at > first),
    distance: Math.min(1, Math.max(0, first - at) / HEAD_LINES),
    isFirstLine: is(at === 0),
    isAboveByline: is(isBylineNext(blocks, at)),
    strangeCapitals: isCapitalised(value) ? 1 - share : 0,
    date: date === undefined ? 0 : (date.end - date.start) / value.length,
    isTopHeading: is(block.kind === "heading" && block.level === 1),
    isRepeatedAbove: is(repeats.some((other) => other.index < first)),
    isRepeatedBelow: is(repeats.some((other) => other.index > first && other.wordCount < 2 * count + LABEL_WORDS_MAX)),
    labelsAround: labelsAround(block, blocks),
    labelsAbove: above.filter(isLabel).length / ABOVE_LINES,
    openingAgreement: openingShare,
    sureOpeningAgreement: openingShare * fullness,
    tellingWords: Math.min(1, telling.length / TELLING_MANY),
    hasDigit: is(/\d/u.test(value)),
    hasColon: is(/\p{L}:\s\p{L}/u.test(value)),
    score: scores[at] ?? 0,
    isCredit: is(CREDIT.test(value)),
    isWay: is(isWay(value)),
    hasSiteSign: is(/[|｜>›»]|https?:|www\./u.test(value)),
    isOpenEnded: is(/[:,;]$/u.test(value)),
    isStranger: is(share === 0),
    rival: Math.max(0, ...above.map((other) => agreementOfHeadline(other, body))),
  };
}

/** Blocks near the line that hold it, and not much besides. */
function repeatsOf(block: Block, value: string, blocks: readonly Block[]): Block[] {
  if (value.length < REPEAT_MIN) return [];
  const found: Block[] = [];
  for (let i = Math.max(0, block.index - REPEAT_BLOCKS); i < Math.min(blocks.length, block.index + REPEAT_BLOCKS); i++) {
    const other = blocks[i];
    if (other !== undefined && other !== block && other.text.length >= value.length && other.text.includes(value)) found.push(other);
  }
  return found;
}

/** Share of labels among the lines around one, 0–1. */
function labelsAround(block: Block, blocks: readonly Block[]): number {
  let count = 0;
  let labels = 0;
  for (let i = Math.max(0, block.index - NEAR_LINES); i < Math.min(blocks.length, block.index + NEAR_LINES + 1); i++) {
    const other = blocks[i];
    if (other === undefined || other === block || other.text === "") continue;
    count++;
    if (isLabel(other)) labels++;
  }
  return labels / Math.max(1, count);
}

function isLabel({ wordCount }: Block): boolean {
  return wordCount <= LABEL_WORDS_MAX;
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

const CAPITALISED_WORDS_MIN = 4;

/** Some words, most of which begin in no small letter: labels in a row, as far as capitals tell. */
export function isCapitalised(text: string): boolean {
  let parts = 0;
  let capitals = 0;
  // Of the part between two spaces the first letter has been met.
  let isMet = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === SPACE) isMet = false;
    if (isMet) continue;
    const kind = unit < LATIN_END ? kindOf(unit) & LETTER : kindOfLetter(text, i);
    if (kind === 0) continue;
    isMet = true;
    parts++;
    if (kind !== LOWER) capitals++;
  }
  return parts >= CAPITALISED_WORDS_MIN && capitals >= 0.7 * parts;
}

const SPACE = 0x20;
/** Up to here letters are what `kindOf` says; elsewhere letters have no case for it, or two units. */
const LATIN_END = 0x250;

/** LOWER for a small letter at an offset, something else for another letter, 0 for none. */
function kindOfLetter(text: string, at: number): number {
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return /\p{Ll}/u.test(letter) ? LOWER : /\p{L}/u.test(letter) ? CASELESS : 0;
}

/** Ways through the site and buttons. */
const WAYS = tableOfAll([MENU_WORDS, SHARE_WORDS, COMMENT_HEADS, RELATED_HEADS]);
const WAY_OPENINGS = openingsOf([WAYS]);
/** A way through the site or a button, however it is set. Most lines begin with no word of one. */
function isWay(text: string): boolean {
  const first = firstToken(text);
  return (first === undefined || WAY_OPENINGS.has(first)) && isPhrase(WAYS, tokensOf(text));
}

/** How well a line agrees with the article; 0 for labels and for prose. */
function agreementOfHeadline({ text, wordCount }: Block, body: Stems): number {
  if (wordCount < 4 || wordCount > 24) return 0;
  const telling = tellingWords(text);
  return telling.length < 2 ? 0 : agreementOf(telling, body);
}
