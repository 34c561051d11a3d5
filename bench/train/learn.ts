/** Learning: epochs over page copies, two workers, AdamW, a moving average of the weights. Deterministic. */
import { Worker } from "node:worker_threads";
import { layoutOf, type Shape } from "../../src/extract/labeller/shape.ts";
import { isBare, type Style } from "./corpus.ts";
import { type Example, type ExampleFile, examplesOf, type Normalisation, normalisationOf } from "./examples.ts";
import { normalFrom, randomFrom, shuffle } from "./random.ts";
import type { PartName, SetName } from "./sets.ts";
import { HEADED_SETS } from "./targets.ts";
import { type Answer, type Copy, isLearnable, type Task, type WorkerSetup } from "./worker.ts";

/** What can be changed about a training; the defaults are the recipe. */
export interface Recipe {
  readonly shape: Shape;
  readonly seed: number;
  readonly epochs: number;
  /** Text styles a page is seen in each epoch, beside HTML. */
  readonly stylesAnEpoch: number;
  /** Page copies a step. */
  readonly batch: number;
  readonly rate: number;
  readonly weightDecay: number;
  readonly gradientMax: number;
  readonly dropoutRate: number;
  readonly tableDropRate: number;
  readonly strangeWordsRate: number;
  readonly strangeTokensRate: number;
  readonly strangeShift: number;
  readonly columnDropRate: number;
  readonly siteDropRate: number;
  /** Share of the copies for which nothing but the article is taken. */
  readonly bareRate: number;
  readonly pageLoss: number;
  /** Weight of the loss of the first scores beside that of the last. */
  readonly earlyLoss: number;
  readonly pageWeights: Readonly<Partial<Record<SetName, number>>>;
  /** Share of a set's pages that an epoch sees, where it is not all. */
  readonly pageShares: Readonly<Partial<Record<SetName, number>>>;
  /** Parts of the split that are learned from. */
  readonly parts: readonly PartName[];
  /** Languages that are kept out, to see what an unseen language costs. */
  readonly withoutLanguages: readonly string[];
}

/** What comes of it. */
export interface Learned {
  readonly shape: Shape;
  readonly weights: Float32Array;
  readonly normalisation: Normalisation;
}

/** Always two, so that sums are added in the same order on every machine. */
const WORKERS = 2;
const MOMENTUM = 0.9;
const SQUARE_MOMENTUM = 0.999;
const ADAM_EPSILON = 1e-8;
const AVERAGE = 0.99;
/** Share of the training after which weights are averaged. */
const AVERAGE_FROM = 0.5;
/** Epochs over which the rate rises. */
const WARM_UP = 0.5;
const RATE_MIN = 1e-5;
const HEAD_SHARE = 0.5;
const TABLE_DEVIATION = 0.1;

/** Random weights, the same for the same seed. Uniform by fan-in, as PyTorch starts linear layers. */
export function initialWeights(shape: Shape, seed: number): Float32Array {
  const layout = layoutOf(shape);
  const weights = new Float32Array(layout.size);
  const random = randomFrom(seed);
  const normal = normalFrom(random);
  let bound = 0;
  for (const part of layout.parts) {
    const isTable = part === layout.wordTable || part === layout.markupTable;
    // A bias follows its matrix and shares its bound.
    if (part.columns > 1) bound = 1 / Math.sqrt(part.columns);
    for (let i = 0; i < part.rows * part.columns; i++)
      weights[part.from + i] = isTable ? TABLE_DEVIATION * normal() : bound * (2 * random() - 1);
  }
  return weights;
}

/** Workers do not inherit the loader that the main thread reads TypeScript with. */
const WORKER_START = `import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)});
});`;

/** Workers that share weights and examples. */
export class Crew {
  readonly examples: readonly Example[];
  readonly normalisation: Normalisation;
  readonly weights: Float32Array;
  readonly gradients: readonly Float32Array[];
  private readonly workers: readonly Worker[];

  constructor(files: readonly ExampleFile[], recipe: Recipe, learned: Learned | undefined) {
    this.examples = files.flatMap(examplesOf);
    this.normalisation =
      learned?.normalisation ?? normalisationOf(this.examples.filter((example) => recipe.parts.includes(example.row.part)));
    const { size } = layoutOf(recipe.shape);
    const shared = new SharedArrayBuffer(4 * size);
    this.weights = new Float32Array(shared);
    this.weights.set(learned?.weights ?? initialWeights(recipe.shape, recipe.seed));
    const sums = Array.from({ length: WORKERS }, () => new SharedArrayBuffer(4 * size));
    this.gradients = sums.map((sum) => new Float32Array(sum));
    this.workers = sums.map((gradients) => {
      const setup: WorkerSetup = {
        files,
        shape: recipe.shape,
        normalisation: this.normalisation,
        weights: shared,
        gradients,
        dropoutRate: recipe.dropoutRate,
        tableDropRate: recipe.tableDropRate,
        strangeWordsRate: recipe.strangeWordsRate,
        strangeTokensRate: recipe.strangeTokensRate,
        strangeShift: recipe.strangeShift,
        columnDropRate: recipe.columnDropRate,
        pageLoss: recipe.pageLoss,
        earlyLoss: recipe.earlyLoss,
      };
      return new Worker(WORKER_START, { eval: true, workerData: setup });
    });
  }

  /** Sum of the losses; the gradients of worker k lie in gradients[k]. */
  async learn(copies: readonly Copy[]): Promise<number> {
    const tasks = this.workers.map((_, k): Task => ({ kind: "learn", copies: copies.filter((__, i) => i % WORKERS === k) }));
    const answers = await Promise.all(this.workers.map((worker, k) => ask(worker, tasks[k])));
    return answers.reduce((sum, answer) => sum + (answer.kind === "learn" ? answer.loss : 0), 0);
  }

  /** Scores of some examples, in order. */
  async score(numbers: readonly number[]): Promise<Float32Array[]> {
    const answers = await Promise.all(
      this.workers.map((worker, k) => ask(worker, { kind: "score", examples: numbers.filter((_, i) => i % WORKERS === k) })),
    );
    return numbers.map((_, i) => {
      const answer = answers[i % WORKERS];
      return (answer?.kind === "score" ? answer.scores[Math.floor(i / WORKERS)] : undefined) ?? new Float32Array(0);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, task: Task | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (answer: Answer) => {
      worker.off("error", reject);
      resolve(answer);
    });
    worker.postMessage(task);
  });
}

/** An example and its number. */
type Numbered = readonly [number, Example];

/** Which page copies an epoch has, in which order. */
function epochCopies(groups: readonly (readonly Numbered[])[], recipe: Recipe, random: () => number): Copy[] {
  const copies: Copy[] = [];
  for (const group of groups) {
    const set = group[0]?.[1].set;
    if (set !== undefined && random() >= (recipe.pageShares[set] ?? 1)) continue;
    const inStyle = (wanted: Style): Numbered[] => group.filter(([, example]) => example.style === wanted);
    const texts = shuffle(
      group.filter(([, { style }]) => style !== "html" && !isBare(style)),
      random,
    ).slice(0, recipe.stylesAnEpoch);
    const orBare = (whole: Numbered[], style: Style): Numbered[] => {
      const bare = random() < recipe.bareRate ? inStyle(style) : [];
      return bare.length > 0 ? bare : whole;
    };
    const chosen = [orBare(inStyle("html"), "bare"), ...texts.map((one) => orBare([one], "bareText"))];
    for (const [number, example] of chosen.flat())
      copies.push({
        example: number,
        keepsHead: HEADED_SETS.has(example.set) && random() < HEAD_SHARE,
        dropsSite: random() < recipe.siteDropRate,
        seed: Math.floor(random() * 0x7fffffff),
        pageWeight: recipe.pageWeights[example.set] ?? 1,
      });
  }
  return shuffle(copies, random);
}

/** The styles of each page together. */
function groupPages(examples: readonly Example[], recipe: Recipe): (readonly Numbered[])[] {
  const groups = new Map<string, Numbered[]>();
  examples.forEach((example, i) => {
    if (!isLearnable(example, recipe.parts) || recipe.withoutLanguages.includes(example.row.language ?? "")) return;
    if ((recipe.pageWeights[example.set] ?? 1) === 0) return;
    const key = `${example.set} ${example.row.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [[i, example]]);
    else group.push([i, example]);
  });
  return [...groups.values()];
}

/** AdamW (Loshchilov and Hutter 2019). */
class Optimiser {
  private readonly means: Float32Array;
  private readonly squares: Float32Array;
  private step = 0;

  constructor(size: number) {
    this.means = new Float32Array(size);
    this.squares = new Float32Array(size);
  }

  /** One step along `gradients`, which are cut to `gradientMax` in length and cleared. */
  apply(
    weights: Float32Array,
    gradients: readonly Float32Array[],
    options: { rate: number; decay: number; gradientMax: number; scale: number },
  ): void {
    const [sum, ...others] = gradients;
    if (sum === undefined) return;
    let length = 0;
    for (let i = 0; i < sum.length; i++) {
      let value = sum[i] ?? 0;
      for (const other of others) {
        value += other[i] ?? 0;
        other[i] = 0;
      }
      value *= options.scale;
      sum[i] = value;
      length += value * value;
    }
    const cut = Math.min(1, options.gradientMax / (Math.sqrt(length) + 1e-6));
    this.step++;
    const meanScale = 1 / (1 - MOMENTUM ** this.step);
    const squareScale = 1 / (1 - SQUARE_MOMENTUM ** this.step);
    const keep = 1 - options.rate * options.decay;
    for (let i = 0; i < sum.length; i++) {
      const gradient = (sum[i] ?? 0) * cut;
      sum[i] = 0;
      const mean = MOMENTUM * (this.means[i] ?? 0) + (1 - MOMENTUM) * gradient;
      const square = SQUARE_MOMENTUM * (this.squares[i] ?? 0) + (1 - SQUARE_MOMENTUM) * gradient * gradient;
      this.means[i] = mean;
      this.squares[i] = square;
      weights[i] = (weights[i] ?? 0) * keep - (options.rate * mean * meanScale) / (Math.sqrt(square * squareScale) + ADAM_EPSILON);
    }
  }
}

/** Learns; `tell` gets a line an epoch. */
export async function learn(crew: Crew, recipe: Recipe, tell: (line: string) => void): Promise<Learned> {
  const { weights } = crew;
  const groups = groupPages(crew.examples, recipe);
  const random = randomFrom(recipe.seed + 1);
  const optimiser = new Optimiser(weights.length);
  let average: Float32Array | undefined;
  tell(`${groups.length} pages, ${weights.length} weights`);
  for (let epoch = 0; epoch < recipe.epochs; epoch++) {
    const copies = epochCopies(groups, recipe, random);
    let loss = 0;
    for (let from = 0; from < copies.length; from += recipe.batch) {
      const batch = copies.slice(from, from + recipe.batch);
      const done = (epoch + from / copies.length) / recipe.epochs;
      const rate = recipe.rate * Math.min(1, (done * recipe.epochs + 0.05) / WARM_UP) * (0.5 + 0.5 * Math.cos(Math.PI * done)) + RATE_MIN;
      loss += await crew.learn(batch);
      optimiser.apply(weights, crew.gradients, {
        rate,
        decay: recipe.weightDecay,
        gradientMax: recipe.gradientMax,
        scale: 1 / batch.length,
      });
      if (done < AVERAGE_FROM) continue;
      if (average === undefined) average = weights.slice();
      else for (let i = 0; i < weights.length; i++) average[i] = AVERAGE * (average[i] ?? 0) + (1 - AVERAGE) * (weights[i] ?? 0);
    }
    tell(`epoch ${epoch + 1}: loss ${(loss / copies.length).toFixed(4)}, ${copies.length} copies, ${process.uptime().toFixed(0)} s`);
  }
  weights.set(average ?? weights);
  return { shape: recipe.shape, weights: weights.slice(), normalisation: crew.normalisation };
}
