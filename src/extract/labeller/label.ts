/** Page → P(content) and a keep-or-drop proposal for every block. */
import type { Favor, Options } from "../../options.ts";
import { MARKUP_COLUMNS } from "../../text/markup-columns.ts";
import { endsSentence } from "../../text/sentences.ts";
import type { Block, MarkupEvidence, Page } from "../../types.ts";
import { codeRuns } from "../code-runs.ts";
import type { SiteMemory } from "../site-memory.ts";
import { PACKED_WEIGHTS } from "../weights.ts";
import type { BlockText } from "./block-text.ts";
import { decode, type Decoding, logOdds, probability } from "./decode.ts";
import { contributionsTo } from "./explain.ts";
import { type NetworkInput, type Run, runNetwork, traceNetwork } from "./network.ts";
import { phraseReasons } from "./reasons.ts";
import { TEXT_COLUMNS } from "./text-features.ts";
import { type PageUnits, pageUnits } from "./units.ts";
import { type Modes, type PackedWeights, unpackWeights, type Weights } from "./weights-format.ts";

/** What the labeller says about the blocks of one page. */
export interface Labels {
  /** Calibrated P(content) of every block, 0–1. */
  readonly scores: Float32Array;
  readonly keep: readonly boolean[];
  /** At most three reasons for the decision on a block, strongest first, for people. Worked out on demand. */
  readonly reasons: (block: number) => readonly string[];
  /** A block's text as it was measured; undefined: it has none. */
  readonly measured: (block: number) => BlockText | undefined;
}

let loaded: Weights | undefined;

/** Which blocks of a page are its article. Never throws on input. Linear in the page. */
export function labelBlocks(page: Page, memory: SiteMemory | undefined, options: Pick<Options, "favor">): Labels {
  loaded ??= unpackWeights(PACKED_WEIGHTS);
  return labelWith(loaded, PACKED_WEIGHTS, page, { memory, favor: options.favor });
}

/** The same with other weights, for the bench. */
export function labelWith(
  weights: Weights,
  packed: Pick<PackedWeights, "temperature" | "keepFrom" | "switchCost">,
  page: Page,
  { memory, favor }: { readonly memory: SiteMemory | undefined; readonly favor: Favor },
): Labels {
  const code = codeOf(page);
  const units = pageUnits(page, memory, code);
  const mode: keyof Modes<unknown> = page.evidence === undefined ? "text" : "html";
  const input = inputOf(units, page.evidence);
  const logits = runNetwork(weights, input);
  const temperature = packed.temperature[mode];
  const decoding = { threshold: logOdds(packed.keepFrom[mode][favor]) / temperature, switchCost: packed.switchCost[mode] };
  const keep = decodeSome(logits, decoding, (unit) => saysSomething(page.blocks[units.blocks[unit] ?? -1]));
  const scores = new Float32Array(logits.length);
  for (let i = 0; i < logits.length; i++) scores[i] = probability(temperature * (logits[i] ?? 0));
  const all = spread(page, units.blocks, scores, keep);
  return {
    scores: all.scores,
    keep: all.keep,
    measured: textsOf(units, page.blocks.length),
    reasons: explainer({ weights, input, keep }, code),
  };
}

/** Blocks of code that the page holds for browsers: among it, the labeller would take an article for furniture. A page of code alone has all of it. */
function codeOf(page: Page): ReadonlySet<number> | undefined {
  const code = codeRuns(page).flatMap((run) => (run.isOfPage ? run.blocks : []));
  return code.length === 0 || code.length === page.blocks.length ? undefined : new Set(code.map(({ index }) => index));
}

/**
 * What explains a score costs more than the score: the network runs again for whoever asks first. Decisions live as long as their article,
 * and this with them, so that it holds no more of the page than it needs.
 */
function explainer(known: Omit<Explained, "run">, code: ReadonlySet<number> | undefined): Labels["reasons"] {
  const { weights, input } = known;
  let run: Run | undefined;
  return (block) => {
    const unit = input.blocks.indexOf(block);
    if (unit < 0) return [`is ${code?.has(block) === true ? "code" : "a picture"}, and goes with the text around it`];
    run ??= traceNetwork(weights, input);
    return reasonsFor({ ...known, run }, unit);
  };
}

/** How far under the likeliest block others are kept with it, in log-odds, on a page where no block is likely. */
const NEAR_BEST = 1;

/** Words of a sentence that says something ("We use cookies." does not), and of a block that does though it ends no sentence. */
const SENTENCE_WORDS_MIN = 6;
const STATEMENT_WORDS_MIN = 20;

/** Labels, buttons and links say nothing, however alone they stand. */
function saysSomething(block: Block | undefined): boolean {
  if (block === undefined) return false;
  return block.wordCount >= (endsSentence(block.text) ? SENTENCE_WORDS_MIN : STATEMENT_WORDS_MIN);
}

/**
 * A page on which nothing is likely keeps what is likeliest of what says something: its scores tell how little that is worth.
 * A page that says nothing, such as a menu, keeps nothing.
 */
function decodeSome(logits: Float32Array, decoding: Decoding, isStatement: (unit: number) => boolean): boolean[] {
  const keep = decode(logits, decoding);
  if (keep.includes(true)) return keep;
  let best = Number.NEGATIVE_INFINITY;
  for (const [unit, logit] of logits.entries()) if (logit > best && isStatement(unit)) best = logit;
  if (best === Number.NEGATIVE_INFINITY) return keep;
  return decode(logits, { threshold: best - NEAR_BEST, switchCost: 0 }).map((isNear, unit) => isNear && isStatement(unit));
}

function inputOf({ units, blocks, features }: PageUnits, markup: MarkupEvidence | undefined): NetworkInput {
  const wordCounts = new Float32Array(units.length);
  units.forEach((unit, i) => {
    wordCounts[i] = unit.text.words;
  });
  return {
    count: units.length,
    text: features.rows,
    words: features.words,
    wordOffsets: features.offsets,
    wordCounts,
    markup,
    blocks,
  };
}

/** From the blocks that have text to all: a picture is as likely as the less likely of its neighbours, and kept between kept blocks. */
function spread(page: Page, blocks: Int32Array, scores: Float32Array, keep: readonly boolean[]): Pick<Labels, "scores" | "keep"> {
  const allScores = new Float32Array(page.blocks.length);
  const allKeep = new Array<boolean>(page.blocks.length).fill(false);
  let next = 0;
  for (let block = 0; block < page.blocks.length; block++) {
    if (blocks[next] === block) {
      allScores[block] = scores[next] ?? 0;
      allKeep[block] = keep[next] === true;
      next++;
    } else {
      allScores[block] = Math.min(scores[next - 1] ?? 0, scores[next] ?? scores[next - 1] ?? 0);
      allKeep[block] = keep[next - 1] === true && keep[next] === true;
    }
  }
  return { scores: allScores, keep: allKeep };
}

function textsOf({ units, blocks }: PageUnits, count: number): Labels["measured"] {
  const texts = new Array<BlockText | undefined>(count);
  units.forEach(({ text }, unit) => {
    texts[blocks[unit] ?? 0] = text;
  });
  return (block) => texts[block];
}

interface Explained {
  readonly weights: Weights;
  readonly run: Run;
  readonly input: NetworkInput;
  readonly keep: readonly boolean[];
}

/** Where a block stands to those that were kept. */
function placeAmong(keep: readonly boolean[], unit: number): string {
  if (keep[unit] === true) return "stands among blocks of the article";
  const first = keep.indexOf(true);
  if (first < 0) return "stands on a page that has no article";
  if (unit < first) return "stands before the first block of the article";
  return unit > keep.lastIndexOf(true)
    ? "stands after the last block of the article"
    : "stands between blocks of the article, and is not like them";
}

function reasonsFor({ weights, run, input, keep }: Explained, unit: number): readonly string[] {
  const { columns, neighbours, sharedWords, sharedMarkup } = contributionsTo(weights, run, unit);
  const { textColumns, markupColumns, hashedWidth } = weights.shape;
  const { text, markup } = input;
  const markupFrom = textColumns + 1 + hashedWidth + 1;
  const placeOf = (column: string): number => {
    const place = TEXT_COLUMNS.findIndex((name) => name === column);
    if (place >= 0) return place;
    const inMarkup = MARKUP_COLUMNS.indexOf(column);
    return inMarkup < 0 || markup === undefined ? -1 : markupFrom + inMarkup;
  };
  const sum = (from: number, to: number): number => columns.subarray(from, to).reduce((total, value) => total + value, 0);
  return phraseReasons(
    {
      contributions: (column) => columns[placeOf(column)] ?? 0,
      read: (column) => {
        const place = TEXT_COLUMNS.findIndex((name) => name === column);
        if (place >= 0) return text[unit * textColumns + place] ?? 0;
        return markup?.features[(input.blocks[unit] ?? 0) * markupColumns + MARKUP_COLUMNS.indexOf(column)] ?? 0;
      },
      words: sum(textColumns + 1, textColumns + 1 + hashedWidth),
      markup: markup === undefined ? 0 : sum(markupFrom + markupColumns, markupFrom + markupColumns + hashedWidth),
      neighbours,
      sharedWords,
      sharedMarkup,
      place: placeAmong(keep, unit),
    },
    keep[unit] === true,
  );
}
