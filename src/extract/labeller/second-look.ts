/**
 * What a block can learn from the first scores of all others: how much of the article seems to lie before and after it, and how likely the
 * blocks are that share its words and its classes. It tells a second text on the page from the first.
 */
import { roomForDoubles } from "../../text/rooms.ts";
import { MARKUP_ROWS } from "../../text/markup-columns.ts";
import { probability } from "./decode.ts";
import { WORD_ROWS } from "./hashed-words.ts";

/** Columns of the second look. */
export const LOOKS = {
  /** A block's own first log-odds, bounded and scaled, and its score. */
  logit: 0,
  score: 1,
  /** Share of what looks like the article that lies before and after a block, and the size of it. */
  before: 2,
  after: 3,
  size: 4,
  /** Mean first score of other blocks with a block's words, rare words counting more, and the share of its words that recur. */
  wordScore: 5,
  wordShare: 6,
  /** The same of markup tokens. */
  markScore: 7,
  markShare: 8,
} as const;

export const SECOND_COLUMNS: readonly string[] = Object.keys(LOOKS);

/** Hashed tokens, and where those of each block begin and end. */
export interface BlockTokens {
  readonly tokens: Uint16Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** A page after the first look. */
export interface FirstLook {
  readonly count: number;
  /** First log-odds of every block. */
  readonly logits: Float32Array;
  readonly wordCounts: Float32Array;
  readonly words: BlockTokens;
  /** undefined: the page has no markup. */
  readonly marks: BlockTokens | undefined;
}

/** Words beyond which a block counts no more in the page's summary and in the size of its article. */
export const SUMMARY_WORDS_MAX = 60;
/** Bound of the log-odds, and their scale. */
export const LOGIT_MAX = 6;
export const LOGIT_SCALE: number = 1 / 3;
const SIZE_SCALE = 1 / 6;
const EPSILON = 1e-3;
/** What blocks without a word in common say: nothing. */
const UNKNOWN = 0.5;
/** Rows of the larger of the two tables of hashed tokens. */
const ROWS = Math.max(WORD_ROWS, MARKUP_ROWS);

/** What a token says that so many other blocks have, too. */
function rarity(others: number): number {
  // Asked for its length first: what may be undefined is made an object for each number.
  return others < RARITY.length ? (RARITY[others] ?? 0) : 1 / Math.log(2 + others);
}

/** The same of the numbers that pages have. */
const RARITY = Float64Array.from({ length: 256 }, (_, others) => 1 / Math.log(2 + others));

/** Of every token of the page at hand. */
const sums = new Float32Array(ROWS);
const uses = new Int32Array(ROWS);

/** Room for the scores of the page at hand. */
const scoresFor = roomForDoubles();

/** Fills `out`, count × SECOND_COLUMNS, row-major. Linear in the page. */
export function secondLook(page: FirstLook, out: Float32Array): void {
  const { count, logits, wordCounts } = page;
  const columns = SECOND_COLUMNS.length;
  const scores = scoresFor(count);
  let total = EPSILON;
  for (let i = 0; i < count; i++) {
    const score = probability(logits[i] ?? 0);
    scores[i] = score;
    total += score * Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0);
  }
  const size = Math.log1p(total) * SIZE_SCALE;
  let before = 0;
  for (let i = 0; i < count; i++) {
    const logit = logits[i] ?? 0;
    const score = scores[i] ?? 0;
    const mass = score * Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0);
    const at = i * columns;
    out[at + LOOKS.logit] = Math.max(-LOGIT_MAX, Math.min(LOGIT_MAX, logit)) * LOGIT_SCALE;
    out[at + LOOKS.score] = score;
    out[at + LOOKS.before] = before / total;
    out[at + LOOKS.after] = (total - before - mass) / total;
    out[at + LOOKS.size] = size;
    out[at + LOOKS.markScore] = UNKNOWN;
    out[at + LOOKS.markShare] = 0;
    before += mass;
  }
  recurrences(scores, page.words, { score: LOOKS.wordScore, share: LOOKS.wordShare }, out);
  if (page.marks !== undefined) recurrences(scores, page.marks, { score: LOOKS.markScore, share: LOOKS.markShare }, out);
}

function recurrences(
  scores: Float64Array,
  { tokens, from, to }: BlockTokens,
  columns: { readonly score: number; readonly share: number },
  out: Float32Array,
): void {
  const count = scores.length;
  sums.fill(0);
  uses.fill(0);
  for (let i = 0; i < count; i++) {
    const score = scores[i] ?? 0;
    const end = to[i] ?? 0;
    for (let t = from[i] ?? 0; t < end; t++) {
      const token = tokens[t] ?? 0;
      sums[token] = (sums[token] ?? 0) + score;
      uses[token] = (uses[token] ?? 0) + 1;
    }
  }
  for (let i = 0; i < count; i++) {
    const score = scores[i] ?? 0;
    const start = from[i] ?? 0;
    const end = to[i] ?? 0;
    let weighted = 0;
    let weights = 0;
    let recurring = 0;
    for (let t = start; t < end; t++) {
      const token = tokens[t] ?? 0;
      const others = (uses[token] ?? 0) - 1;
      if (others <= 0) continue;
      const weight = rarity(others);
      weighted += (weight * ((sums[token] ?? 0) - score)) / others;
      weights += weight;
      recurring++;
    }
    const at = i * SECOND_COLUMNS.length;
    out[at + columns.score] = weights > 0 ? weighted / weights : UNKNOWN;
    out[at + columns.share] = end > start ? recurring / (end - start) : 0;
  }
}
