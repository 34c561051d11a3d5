/** A worker: gradients of its share of each batch, or scores of its share of pages to be measured. */
import { parentPort, workerData } from "node:worker_threads";
import { TEXT_COLUMN_COUNT } from "../../src/extract/labeller/text-features.ts";
import type { Shape } from "../../src/extract/labeller/shape.ts";
import { normalise } from "../../src/extract/labeller/normalise.ts";
import { type Example, type ExampleFile, examplesOf, type Normalisation } from "./examples.ts";
import { Model, type PageInput, pageLoss } from "./model.ts";
import { randomFrom } from "./random.ts";
import type { PartName } from "./sets.ts";
import { estranged, shiftColumns } from "./strange.ts";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly files: readonly ExampleFile[];
  readonly shape: Shape;
  readonly normalisation: Normalisation;
  readonly weights: SharedArrayBuffer;
  readonly gradients: SharedArrayBuffer;
  readonly dropoutRate: number;
  readonly tableDropRate: number;
  /** Probability that a page copy's words, and that its tokens, are such as nobody knows. */
  readonly strangeWordsRate: number;
  readonly strangeTokensRate: number;
  /** How far the text features of a copy with strange words are moved, in deviations. */
  readonly strangeShift: number;
  /** Probability that a page copy does without a feature. */
  readonly columnDropRate: number;
  readonly pageLoss: number;
  /** Weight of the loss of the first scores beside that of the last. */
  readonly earlyLoss: number;
}

/** One page copy of a batch. */
export interface Copy {
  /** Number of the example, counted over the files. */
  readonly example: number;
  readonly keepsHead: boolean;
  readonly dropsSite: boolean;
  readonly seed: number;
  readonly pageWeight: number;
}

/** Gradients of some copies, or scores of some examples into `out`. */
export type Task =
  { readonly kind: "learn"; readonly copies: readonly Copy[] } | { readonly kind: "score"; readonly examples: readonly number[] };
export type Answer =
  { readonly kind: "learn"; readonly loss: number } | { readonly kind: "score"; readonly scores: readonly Float32Array[] };

/** Columns of the site memory, the last of the text features. */
const SITE_COLUMNS = 3;
/** Words beyond which a block counts no more, and what every block counts at least. */
const BLOCK_WORDS_MAX = 60;
const BLOCK_WEIGHT_MIN = 0.5;

/** Which examples may be learned from. */
export function isLearnable(example: Example, parts: readonly PartName[]): boolean {
  const { count } = example.row;
  return (
    parts.includes(example.row.part) &&
    count >= 1 &&
    count <= 1500 &&
    example.wanted.some((wanted, i) => wanted > 0.5 && (example.weights[i] ?? 0) > 0)
  );
}

/** Sets features to their mean for a whole page: none may be relied on alone. */
function dropColumns(rows: Float32Array, columns: number, rate: number, random: () => number): void {
  for (let column = 0; column < columns; column++) {
    if (random() >= rate) continue;
    for (let i = column; i < rows.length; i += columns) rows[i] = 0;
  }
}

/** Some pages as they would come in another language, or from a site with class names of its own. `page` is the caller's to change. */
function withStrangers(
  page: PageInput,
  { strangeWordsRate, strangeTokensRate, strangeShift, shape }: WorkerSetup,
  random: () => number,
): PageInput {
  const hasStrangeWords = random() < strangeWordsRate;
  const hasStrangeTokens = page.tokens !== undefined && random() < strangeTokensRate;
  if (hasStrangeWords) shiftColumns(page.text, shape.textColumns, strangeShift, random);
  return {
    ...page,
    hasStrangeWords,
    hasStrangeTokens,
    words: hasStrangeWords ? estranged(page.words, shape.wordRows, random) : page.words,
    tokens: hasStrangeTokens ? estranged(page.tokens, shape.markupRows, random) : page.tokens,
  };
}

function start(setup: WorkerSetup, port: NonNullable<typeof parentPort>): void {
  const examples = setup.files.flatMap(examplesOf);
  const model = new Model(setup.shape, new Float32Array(setup.weights), new Float32Array(setup.gradients));
  const { normalisation } = setup;
  const textScale = { means: normalisation.textMeans, deviations: normalisation.textDeviations };
  const markupScale = { means: normalisation.markupMeans, deviations: normalisation.markupDeviations };

  const inputOf = (example: Example, { keepsHead, dropsSite }: { keepsHead: boolean; dropsSite: boolean }): PageInput => {
    const raw = dropsSite ? example.text.slice() : example.text;
    if (dropsSite)
      for (let i = 0; i < example.row.count; i++) raw.fill(0, (i + 1) * TEXT_COLUMN_COUNT - SITE_COLUMNS, (i + 1) * TEXT_COLUMN_COUNT);
    const text = new Float32Array(example.text.length);
    normalise(raw, textScale, text);
    let markup: Float32Array | undefined;
    if (example.markup !== undefined) {
      markup = new Float32Array(example.markup.length);
      normalise(example.markup, markupScale, markup);
    }
    const { words, wordOffsets, tokens, tokenOffsets, wordCounts } = example;
    const known = { hasStrangeWords: false, hasStrangeTokens: false };
    return { count: example.row.count, text, markup, words, wordOffsets, tokens, tokenOffsets, keepsHead, wordCounts, ...known };
  };

  const learn = (copies: readonly Copy[]): number => {
    let loss = 0;
    for (const copy of copies) {
      const example = examples[copy.example];
      if (example === undefined) continue;
      const random = randomFrom(copy.seed);
      const page = withStrangers(inputOf(example, copy), setup, random);
      for (const rows of [page.text, page.markup])
        if (rows !== undefined) dropColumns(rows, rows.length / page.count, setup.columnDropRate, random);
      const { logits, early } = model.forward(page, { random, rate: setup.dropoutRate, tableRate: setup.tableDropRate });
      const factors = copy.keepsHead ? new Float32Array(page.count).fill(1) : example.weights;
      const target = {
        wanted: copy.keepsHead ? example.wantedWithHead : example.wanted,
        weights: example.wordCounts.map((words, i) => (Math.sqrt(Math.min(words, BLOCK_WORDS_MAX)) + BLOCK_WEIGHT_MIN) * (factors[i] ?? 0)),
        wordCounts: example.wordCounts.map((words, i) => words * (factors[i] ?? 0)),
        pageWeight: copy.pageWeight,
        pageLoss: setup.pageLoss,
      };
      const slopes = new Float32Array(page.count);
      loss += pageLoss(logits, page.count, target, slopes);
      const earlySlopes = new Float32Array(page.count);
      const earlyTarget = { ...target, pageWeight: copy.pageWeight * setup.earlyLoss };
      loss += pageLoss(early, page.count, earlyTarget, earlySlopes);
      model.backward(page, slopes, earlySlopes);
    }
    return loss;
  };

  const score = (numbers: readonly number[]): Float32Array[] =>
    numbers.map((number) => {
      const example = examples[number];
      if (example === undefined || example.row.count === 0) return new Float32Array(0);
      const { logits } = model.forward(inputOf(example, { keepsHead: false, dropsSite: false }), undefined);
      return logits.slice(0, example.row.count).map((logit) => 1 / (1 + Math.exp(-logit)));
    });

  port.on("message", (task: Task) => {
    const answer: Answer =
      task.kind === "learn" ? { kind: "learn", loss: learn(task.copies) } : { kind: "score", scores: score(task.examples) };
    port.postMessage(answer);
  });
}

if (parentPort !== null) start(workerData as WorkerSetup, parentPort);
