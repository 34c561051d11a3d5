/** The words of a page's best span, and the block most like its headline: what a block's words are compared with. */
import type { BlockText } from "./block-text.ts";
import {
  TOKEN_ALL_CAPITALS,
  TOKEN_CAPITALISED,
  TOKEN_IDEOGRAPH,
  TOKEN_LETTERS,
  TOKEN_NUMBER,
  TOKEN_SHORT,
  TOKEN_TELLING,
  type Tokens,
} from "./tokens.ts";
import { numberingRoom, numberValues } from "../../text/numbered.ts";
import { roomForBytes, roomForInts } from "../../text/rooms.ts";

/** A run of blocks. */
export interface Span {
  readonly start: number;
  /** Last block of the span; -1 where there is none. */
  readonly end: number;
}

/** The words of the page by number, and what is known of each. */
export interface Vocabulary {
  /** Number of every token of the page. */
  readonly ids: Int32Array;
  readonly idOf: (hash: number) => number;
  /** How often each stands in the best span. */
  readonly counts: Int32Array;
  /** 1: one of the commonest of the span, which stand in for a stop-word list. */
  readonly isCommon: Uint8Array;
  /** The block that was last seen to hold each, and how often: room for whoever counts. */
  readonly stamps: Int32Array;
  readonly own: Int32Array;
}

export interface Title {
  /** 1: a telling word of the title, by its number on the page. */
  readonly has: Uint8Array;
  /** Telling words of the title; some may not stand on the page. */
  readonly size: number;
  /** The block that the title was guessed to be; -1: none. */
  readonly block: number;
  readonly score: number;
}

const COMMON_WORDS = 40;
const TITLE_WORDS_MIN = 3;
const TITLE_WORDS_MAX = 30;

const ROOM = {
  numbering: numberingRoom(),
  counts: roomForInts(),
  isCommon: roomForBytes(),
  lettered: roomForInts(),
  stamps: roomForInts(),
  own: roomForInts(),
  has: roomForBytes(),
};

/** Numbers the words of a page and counts those of the span. What comes out is good until the next page. Linear. */
export function vocabularyOf(texts: readonly BlockText[], { hashes, bits, count: tokens }: Tokens, span: Span): Vocabulary {
  const { ids, size, idOf } = numberValues(hashes.subarray(0, tokens), ROOM.numbering);
  const counts = ROOM.counts(size).fill(0);
  const isCommon = ROOM.isCommon(size).fill(0);
  const lettered = ROOM.lettered(size);
  let letteredCount = 0;
  const from = texts[span.start]?.from ?? 0;
  const to = texts[span.end]?.to ?? 0;
  for (let k = from; k < to; k++) {
    const id = ids[k] ?? 0;
    const count = counts[id] ?? 0;
    counts[id] = count + 1;
    if (count === 0 && ((bits[k] ?? 0) & TOKEN_LETTERS) !== 0) lettered[letteredCount++] = id;
  }
  markCommonest(lettered.subarray(0, letteredCount), counts, isCommon);
  return { ids, idOf, counts, isCommon, stamps: ROOM.stamps(size).fill(-1), own: ROOM.own(size) };
}

/** Marks the words with the highest counts; of words of one count those that were used first. No sorting: most words of a page have low counts. */
function markCommonest(ids: Int32Array, counts: Int32Array, isCommon: Uint8Array): void {
  let most = 0;
  for (const id of ids) most = Math.max(most, counts[id] ?? 0);
  const withCount = new Int32Array(most + 1);
  for (const id of ids) withCount[counts[id] ?? 0] = (withCount[counts[id] ?? 0] ?? 0) + 1;
  let above = 0;
  let least = most;
  while (least > 0 && above + (withCount[least] ?? 0) < COMMON_WORDS) above += withCount[least--] ?? 0;
  let room = COMMON_WORDS - above;
  for (const id of ids) {
    const count = counts[id] ?? 0;
    if (count > least || (count === least && room-- > 0)) isCommon[id] = 1;
  }
}

/** The title that claims give, and the block most like a headline for the best span. */
export function titleOf(
  texts: readonly BlockText[],
  tokens: Tokens,
  { span, vocabulary, claimed }: { readonly span: Span; readonly vocabulary: Vocabulary; readonly claimed: BlockText | undefined },
): Title {
  let block = -1;
  let score = 0;
  for (let i = 0; i < Math.min(texts.length, span.end); i++) {
    const text = texts[i];
    if (text === undefined || text.words < TITLE_WORDS_MIN || text.words > TITLE_WORDS_MAX || (text.end === "stop" && text.words > 15))
      continue;
    const worth = headlineWorth(text, tokens, vocabulary, { block: i, own: i >= span.start ? 1 : 0 }) * (i > span.start + 6 ? 0.5 : 1);
    const near = worth / (1 + Math.abs(i - span.start) * 0.02);
    if (near > score) {
      score = near;
      block = i;
    }
  }
  vocabulary.stamps.fill(-1);
  const { has, size } = claimed === undefined ? guessedWords(texts[block], tokens, vocabulary) : claimedWords(claimed, vocabulary);
  return { has, size, block, score };
}

function claimedWords({ page, from, to }: BlockText, vocabulary: Vocabulary): Pick<Title, "has" | "size"> {
  const has = ROOM.has(vocabulary.counts.length).fill(0);
  const telling = new Set<number>();
  for (let k = from; k < to; k++) if (((page.bits[k] ?? 0) & TOKEN_TELLING) !== 0) telling.add(page.hashes[k] ?? 0);
  for (const hash of telling) {
    const id = vocabulary.idOf(hash);
    if (id >= 0) has[id] = 1;
  }
  return { has, size: telling.size };
}

function guessedWords(text: BlockText | undefined, { bits }: Tokens, { ids, isCommon }: Vocabulary): Pick<Title, "has" | "size"> {
  const has = ROOM.has(isCommon.length).fill(0);
  let size = 0;
  for (let k = text?.from ?? 0; k < (text?.to ?? 0); k++) {
    const id = ids[k] ?? 0;
    if (((bits[k] ?? 0) & TOKEN_TELLING) === 0 || isCommon[id] === 1 || has[id] === 1) continue;
    has[id] = 1;
    size++;
  }
  return { has, size };
}

/** How many of a block's telling words the best span uses elsewhere, rarer ones more, as a share damped for short blocks. */
function headlineWorth(
  { from, to }: BlockText,
  { bits }: Tokens,
  { ids, counts, isCommon, stamps }: Vocabulary,
  { block, own }: { readonly block: number; readonly own: number },
): number {
  let telling = 0;
  let sum = 0;
  for (let k = from; k < to; k++) {
    const id = ids[k] ?? 0;
    const isRepeated = stamps[id] === block;
    stamps[id] = block;
    if (((bits[k] ?? 0) & TOKEN_TELLING) === 0 || isCommon[id] === 1 || isRepeated) continue;
    telling++;
    const count = counts[id] ?? 0;
    if (count > own) sum += 1 + Math.min(2, count) * 0.25;
  }
  return telling < 2 ? 0 : (sum / (telling + 1.5)) * Math.sqrt(telling);
}

/** How many words of a block are of each kind. */
export interface WordCounts {
  readonly capitalised: number;
  readonly capitals: number;
  readonly numbers: number;
  readonly ideographs: number;
  readonly short: number;
  readonly common: number;
  readonly telling: number;
  /** Telling words that the best span has outside the block, too. */
  readonly elsewhere: number;
  readonly inTitle: number;
}

/** The bits as constants of this module, since what is imported is read again for every word. */
const [CAPITALISED, ALL_CAPITALS, NUMBER] = [TOKEN_CAPITALISED, TOKEN_ALL_CAPITALS, TOKEN_NUMBER];
const [IDEOGRAPH, SHORT, TELLING] = [TOKEN_IDEOGRAPH, TOKEN_SHORT, TOKEN_TELLING];

/** Counts the words of block `block`. */
export function countKinds(
  { from, to }: BlockText,
  { bits }: Tokens,
  { ids, counts, isCommon, stamps, own }: Vocabulary,
  { block, isInSpan, title }: { readonly block: number; readonly isInSpan: boolean; readonly title: Title },
): WordCounts {
  for (let k = from; isInSpan && k < to; k++) {
    const id = ids[k] ?? 0;
    own[id] = stamps[id] === block ? (own[id] ?? 0) + 1 : 1;
    stamps[id] = block;
  }
  const { has } = title;
  let capitalised = 0;
  let capitals = 0;
  let numbers = 0;
  let ideographs = 0;
  let short = 0;
  let common = 0;
  let telling = 0;
  let elsewhere = 0;
  let inTitle = 0;
  for (let k = from; k < to; k++) {
    const kind = bits[k] ?? 0;
    const id = ids[k] ?? 0;
    if ((kind & CAPITALISED) !== 0) capitalised++;
    if ((kind & ALL_CAPITALS) !== 0) capitals++;
    if ((kind & NUMBER) !== 0) numbers++;
    if ((kind & IDEOGRAPH) !== 0) ideographs++;
    if ((kind & SHORT) !== 0) short++;
    if (isCommon[id] === 1) common++;
    else if ((kind & TELLING) !== 0) {
      telling++;
      if ((counts[id] ?? 0) > (isInSpan ? (own[id] ?? 0) : 0)) elsewhere++;
    }
    if (has[id] === 1) inTitle++;
  }
  return { capitalised, capitals, numbers, ideographs, short, common, telling, elsewhere, inTitle };
}
