/**
 * What is kept of an article to find its copies: a signature by one-permutation hashing, and a sample of its letter grams.
 *
 * One-permutation hashing: Li, Owen and Zhang 2012; empty bins are filled by optimal densification, Shrivastava 2017; only the lowest
 * bits of each bin are kept once the bands are keyed, Li and König 2010. The sample of all grams whose hash is 0 modulo a power of two
 * keeps containment: FracMinHash, Irber et al. 2022.
 */
import { mix32 } from "../text/hash.ts";
import type { DocumentId } from "../types.ts";
import { textDamage } from "./damage.ts";
import { LetterBuffer, foldInto } from "./letters.ts";
import { hasDroppedEntries } from "./timeline.ts";

/** Letters of a gram. Two to three words of a Latin script, six ideographs. */
export const GRAM = 12;
/** Bins of a signature. */
export const BINS = 128;
/** Bands of a signature, of BINS / BANDS rows each: pairs alike in 7 of 10 grams meet in a band with P = .61, in 8 of 10 with .95. */
export const BANDS = 16;
const ROWS = BINS / BANDS;
/** One gram in 16 is sampled. 1 in 4 found .990 of the copies of the development set, 1 in 32 .976. */
export const SAMPLE_MASK = 15;
/** Teasers are cut from the head of an article: there one in 8. */
const LEAD_LETTERS = 512;
const LEAD_MASK = 7;
/** Texts shorter than this, in letters (some 100 words of English), have too few grams: one in 4. */
const SHORT_LETTERS = 480;
const SHORT_MASK = 3;

const PRIME = 0x01000193;
/** Value of a bin that no gram fell into: one more than the largest value of 25 bits. */
const EMPTY = 0x2000000;
/** Day of an article without a date. */
export const NO_DAY = -0x80000000;

/** What `sketch` needs of an article. */
export interface SketchInput {
  readonly id: DocumentId;
  /** The clean text, without the title. */
  readonly text: string;
  readonly title: string | undefined;
  /** RFC 3339 as far as it is known. */
  readonly published: string | undefined;
  /** Share of the page's words that were dropped as boilerplate, 0–1. */
  readonly droppedShare: number;
  /** How much structure the copy kept: passages that are headings, items, quotes or paragraphs of a page that has several; 0–255. */
  readonly structure: number;
  /** What was dropped from the page but for the title, a block a line: it may be other articles. undefined: nothing. */
  readonly dropped?: string | undefined;
}

/** What is kept of an article to find its copies. Some 250 bytes and .3 bytes a letter. */
export interface Sketch {
  readonly id: DocumentId;
  /** Letters and digits of the text. */
  readonly letters: number;
  /** Two halves of a 64-bit hash over all letters, in order. */
  readonly exactLow: number;
  readonly exactHigh: number;
  /** A key a band. Empty for texts without a gram. */
  readonly bands: Uint32Array;
  /** The lowest 8 bits of each bin. */
  readonly bits: Uint8Array;
  /** Sampled gram hashes, each once, in the order of the text. */
  readonly sample: Uint32Array;
  /** Sampled gram hashes of the prose that was dropped, where there is much of it. */
  readonly shadow: Uint32Array;
  /** What was dropped from the page tells of other things under clock times: the rest of a live blog. */
  readonly isTimeline: boolean;
  readonly titleHash: number;
  /** Days since 1970-01-01; NO_DAY where unknown. */
  readonly day: number;
  /** Words dropped, in thousandths. */
  readonly dropped: number;
  readonly structure: number;
  /** 0 for a text that looks as it was written; a bit for each kind of damage. */
  readonly damage: number;
}

/** Working space of one thread. */
const buffer = new LetterBuffer();
const bins = new Int32Array(BINS);
/** Grams sampled of one text: past these, of a text of a million letters, the sample covers its head. */
const PICKED_MAX = 1 << 16;
const picked = new Uint32Array(PICKED_MAX);
const SEEN_SLOTS = 1 << 13;
const seen = new Int32Array(SEEN_SLOTS);
const seenIn = new Uint32Array(SEEN_SLOTS);
let round = 0;

/** The factor by which a letter has grown when it leaves the window. */
const OLDEST = powerOf(PRIME, GRAM);

function powerOf(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product = Math.imul(product, base);
  return product;
}

/** The hash of a window, from its rolling hash: two multiplications, after which high and low bits serve two masters. */
export function gramHash(rolling: number): number {
  let x = Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 13), 0x297a2d39);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Which grams of a text of `letters` letters are sampled at `start`. */
export function sampleMask(letters: number, start: number): number {
  if (letters < SHORT_LETTERS) return SHORT_MASK;
  return start < LEAD_LETTERS ? LEAD_MASK : SAMPLE_MASK;
}

/** Rolls a window of GRAM letters over `units` and calls nothing: `next` is inlined by hand where speed counts. */
export function rollIn(rolling: number, incoming: number, outgoing: number): number {
  return (Math.imul(rolling, PRIME) + incoming - Math.imul(outgoing, OLDEST)) | 0;
}

/** The sketch of an article. Pure; linear; some 5 ns a letter. */
export function sketch(input: SketchInput): Sketch {
  const damage = textDamage(buffer.unitsOf(input.text), input.text.length);
  const letters = foldInto(input.text, buffer);
  const units = buffer.units;
  bins.fill(EMPTY);
  const { sampled, exactLow, exactHigh } = letters < GRAM ? hashShort(units, letters) : roll(units, letters);
  const isEmpty = letters < GRAM;
  if (!isEmpty) densify(bins);
  return {
    id: input.id,
    letters,
    exactLow: (exactLow ^ hashDecimals(input.text)) >>> 0,
    exactHigh,
    bands: isEmpty ? new Uint32Array(0) : bandKeys(bins),
    bits: isEmpty ? new Uint8Array(0) : lowBits(bins),
    sample: picked.slice(0, sampled),
    shadow: shadowOf(input.dropped),
    isTimeline: input.dropped !== undefined && hasDroppedEntries(input.dropped),
    titleHash: hashTitle(input.title),
    day: dayOf(input.published),
    dropped: Math.round(Math.min(1, Math.max(0, input.droppedShare)) * 1000),
    structure: Math.round(Math.min(255, Math.max(0, input.structure))),
    damage,
  };
}

/** Letters of dropped prose from which it is sampled: a second story has more. */
const SHADOW_LETTERS_MIN = 300;
/** Units of a line from which it is prose. */
const SHADOW_LINE_MIN = 60;

/** The sample of dropped prose, thin all over. Uses the working space again: called once the sketch has been taken from it. */
function shadowOf(dropped: string | undefined): Uint32Array {
  if (dropped === undefined || dropped.length < SHADOW_LETTERS_MIN) return new Uint32Array(0);
  const prose = dropped.split("\n").filter((line) => line.length >= SHADOW_LINE_MIN);
  const letters = foldInto(prose.join("\n"), buffer);
  if (letters < SHADOW_LETTERS_MIN) return new Uint32Array(0);
  return picked.slice(0, roll(buffer.units, letters, SAMPLE_MASK).sampled);
}

interface Rolled {
  readonly sampled: number;
  readonly exactLow: number;
  readonly exactHigh: number;
}

/** What goes from one stretch of windows to the next. */
interface Rolling {
  window: number;
  sum: number;
  chain: number;
  sampled: number;
}

/** Fills the bins and the sample from all windows: the head of the text, where more is sampled, and the rest. */
function roll(units: Uint16Array, letters: number, headMask = letters < SHORT_LETTERS ? SHORT_MASK : LEAD_MASK): Rolled {
  const state: Rolling = { window: 0, sum: 0, chain: letters, sampled: 0 };
  round++;
  for (let i = 0; i < GRAM; i++) state.window = (Math.imul(state.window, PRIME) + (units[i] ?? 0)) | 0;
  const windows = letters - GRAM + 1;
  const head = Math.min(windows, LEAD_LETTERS);
  rollOver(units, { from: 0, to: head, mask: headMask }, state);
  rollOver(units, { from: head, to: windows, mask: SAMPLE_MASK }, state);
  return { sampled: state.sampled, exactLow: state.sum >>> 0, exactHigh: state.chain >>> 0 };
}

/**
 * Hashes the windows that start at `from` to `to`. Seven bits of a hash choose the bin, the other 25 compete in it: integers of 32 bits all
 * the way, because longer ones become doubles, and no branch that depends on the hash but the rare one of the sample.
 */
function rollOver(units: Uint16Array, { from, to, mask }: { from: number; to: number; mask: number }, state: Rolling): void {
  const values = bins;
  let { window, sum, chain } = state;
  for (let start = from; start < to; start++) {
    let x = Math.imul(window ^ (window >>> 15), 0x2c1b3c6d);
    x = Math.imul(x ^ (x >>> 13), 0x297a2d39);
    x ^= x >>> 16;
    const bin = x >>> 25;
    values[bin] = Math.min(values[bin] ?? 0, x & (EMPTY - 1));
    sum = (sum + x) | 0;
    chain = (Math.imul(chain, 31) + x) | 0;
    if ((x & mask) === 0 && state.sampled < PICKED_MAX && isNew(x)) picked[state.sampled++] = x;
    // Past the last window this reads what an earlier text left in the buffer; nothing looks at it.
    const change = ((units[start + GRAM] ?? 0) - Math.imul(units[start] ?? 0, OLDEST)) | 0;
    window = (Math.imul(window, PRIME) + change) | 0;
  }
  state.window = window;
  state.sum = sum;
  state.chain = chain;
}

/** A text of fewer letters than a gram has neither bins nor sample; it can only be found to be identical. */
function hashShort(units: Uint16Array, letters: number): Rolled {
  let low = 0x811c9dc5;
  let high = letters;
  for (let i = 0; i < letters; i++) {
    low = Math.imul(low ^ (units[i] ?? 0), PRIME);
    high = (Math.imul(high, 31) + mix32(low)) | 0;
  }
  return { sampled: 0, exactLow: low >>> 0, exactHigh: high >>> 0 };
}

/** Has this text not sampled the hash before? Forgets under pressure: a hash kept twice costs four bytes and nothing else. */
function isNew(hash: number): boolean {
  const slot = Math.imul(hash, 0x9e3779b1) >>> 19;
  if (seenIn[slot] === round && seen[slot] === hash) return false;
  seen[slot] = hash;
  seenIn[slot] = round;
  return true;
}

/** Optimal densification (Shrivastava 2017): an empty bin copies the first filled bin on a walk of its own. */
function densify(values: Int32Array): void {
  if (!values.includes(EMPTY)) return;
  const filled = Uint8Array.from(values, (value) => (value === EMPTY ? 0 : 1));
  for (let bin = 0; bin < BINS; bin++) {
    if (filled[bin] === 1) continue;
    let step = 1;
    let at = bin;
    while (filled[at] !== 1) at = mix32(Math.imul(bin + 1, 0x9e3779b1) + Math.imul(step++, 0x85ebca6b)) & (BINS - 1);
    values[bin] = values[at] ?? EMPTY;
  }
}

/** The lowest bits of each bin. */
function lowBits(values: Int32Array): Uint8Array {
  const bits = new Uint8Array(BINS);
  for (let bin = 0; bin < BINS; bin++) bits[bin] = (values[bin] ?? 0) & 0xff;
  return bits;
}

function bandKeys(values: Int32Array): Uint32Array {
  const keys = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let key = band + 1;
    for (let row = 0; row < ROWS; row++) key = Math.imul(key ^ (key >>> 15) ^ (values[band * ROWS + row] ?? 0), 0x9e3779b1);
    keys[band] = mix32(key);
  }
  return keys;
}

/** Decimal points and grouping between digits: 1.5 and 15 have the same letters. Search for the signs costs next to nothing. */
function hashDecimals(text: string): number {
  let hash = 0;
  for (const sign of [".", ","]) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at + 1)];
      if (isDigit(before) && isDigit(after)) hash = mix32(hash ^ (before << 16) ^ (after << 8) ^ sign.charCodeAt(0));
    }
  }
  return hash;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function hashTitle(title: string | undefined): number {
  if (title === undefined) return 0;
  const count = foldInto(title, buffer);
  let hash = 0x811c9dc5;
  for (let i = 0; i < count; i++) hash = Math.imul(hash ^ (buffer.units[i] ?? 0), PRIME);
  return mix32(hash);
}

const MILLISECONDS_A_DAY = 86_400_000;

/** The day of a date as far as it is known, counted from 1970-01-01: a year alone is no day. */
export function dayOf(published: string | undefined): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(published ?? "");
  if (match === null) return NO_DAY;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Math.floor(time / MILLISECONDS_A_DAY);
}
