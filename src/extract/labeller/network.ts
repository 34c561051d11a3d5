/**
 * The network: a small dilated convolution over the sequence of a page's blocks. It is learned, with the same arithmetic and its
 * gradients, in bench/train/model.ts.
 */
import type { MarkupEvidence } from "../../types.ts";
import { type Model, seat } from "./model.ts";
import { normaliseRow } from "./normalise.ts";
import { type Calculator, type Product, wholeSteps } from "./product.ts";
import { type FirstLook, SECOND_COLUMNS, SUMMARY_WORDS_MAX, secondLook } from "./second-look.ts";
import { type Convolution, convolutionsOf, inputColumns, type Part } from "./shape.ts";
import { COLUMNS_STEP, ROWS_STEP } from "./simd-module.ts";
import type { Weights } from "./weights-format.ts";

/** The blocks of a page as the network sees them. Features are as they were measured. */
export interface NetworkInput {
  readonly count: number;
  /** Row-major, count × text columns. */
  readonly text: Float32Array;
  readonly words: Uint16Array;
  readonly wordOffsets: Uint32Array;
  readonly wordCounts: Float32Array;
  /** What markup says about each block of the page; undefined: the page has no markup. */
  readonly markup: MarkupEvidence | undefined;
  /** Which block of the page each row stands for. */
  readonly blocks: Int32Array;
}

const EPSILON = 1e-3;
/** Rows whose inputs are gathered at a time: few enough to stay near the processor. */
const ROWS_AT_ONCE = 64;

/** What a run of the network leaves behind, to explain it with. All row-major, a row a block. */
export interface Run {
  /** Log-odds of being content, one a block. */
  readonly logits: Float32Array;
  readonly inputs: Float32Array;
  /** Columns of `inputs`, and of `hidden`. */
  readonly depth: number;
  readonly hiddenColumns: number;
  readonly first: Float32Array;
  readonly convolved: Convolved;
  /** What the first scores say, and the rectified result of looking at it; then the convolutions after it. */
  readonly looks: Float32Array;
  readonly mixed: Float32Array;
  readonly convolvedAgain: Convolved;
  readonly hidden: Float32Array;
}

/** What goes into each of some convolutions, and last what comes out; and the rectified result of each. */
export interface Convolved {
  readonly states: readonly Float32Array[];
  readonly made: readonly Float32Array[];
}

/** Log-odds of being content for every block. Linear in blocks: 26,000 multiplications a block at 32 channels. */
export function runNetwork(weights: Weights, input: NetworkInput): Float32Array {
  return forward(weights, input, () => undefined);
}

/** The same, with all that lies between. */
export function traceNetwork(weights: Weights, input: NetworkInput): Run {
  const steps: Record<Step, Float32Array[]> = { inputs: [], first: [], state: [], made: [], looks: [], hidden: [] };
  const logits = forward(weights, input, (step, rows) => steps[step].push(rows.slice()));
  const inputs = new Float32Array(steps.inputs.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const rows of steps.inputs) {
    inputs.set(rows, at);
    at += rows.length;
  }
  const [first = new Float32Array(0)] = steps.first;
  const [hidden = new Float32Array(0)] = steps.hidden;
  const { depth, hiddenColumns } = widths(weights, input);
  const [looks = new Float32Array(0)] = steps.looks;
  const levels = weights.shape.dilations.length;
  // Between the two rows of convolutions one result more was made: that of the second look.
  const mixed = steps.made[levels] ?? new Float32Array(0);
  return {
    ...{ logits, inputs, depth, hiddenColumns, first, looks, mixed, hidden },
    convolved: { states: steps.state.slice(0, levels + 1), made: steps.made.slice(0, levels) },
    convolvedAgain: { states: steps.state.slice(levels + 1), made: steps.made.slice(levels + 1) },
  };
}

type Step = "inputs" | "first" | "state" | "made" | "looks" | "hidden";
/** Shown what each step made; the numbers are overwritten later. Inputs come in several stretches. */
type Watch = (step: Step, rows: Float32Array) => unknown;

function widths({ shape }: Weights, { markup }: NetworkInput): { readonly depth: number; readonly hiddenColumns: number } {
  const columns = inputColumns(shape);
  return { depth: markup === undefined ? columns.text : columns.all, hiddenColumns: wholeSteps(shape.channels / 2, COLUMNS_STEP) };
}

/** One pass over a page, and where its numbers lie in the calculator's memory. */
interface Pass {
  readonly weights: Weights;
  readonly input: NetworkInput;
  readonly model: Model;
  readonly calculator: Calculator;
  readonly memory: Float32Array;
  readonly inputs: number;
  readonly depth: number;
  /** Rows, and rows with those that fill up the kernel's last step. */
  readonly count: number;
  readonly rows: number;
}

function forward(weights: Weights, input: NetworkInput, watch: Watch): Float32Array {
  const { shape, layout } = weights;
  const { channels } = shape;
  const { count } = input;
  const rows = wholeSteps(count, ROWS_STEP);
  const { depth, hiddenColumns } = widths(weights, input);
  // Zeros beyond both ends of the page, as far as the widest convolution reaches.
  const border = Math.max(0, ...shape.dilations, ...shape.secondDilations) * channels;
  const stretch = rows * channels + 2 * border;
  const looks = rows * SECOND_COLUMNS.length;
  const { model, calculator, memory } = seat(weights, ROWS_AT_ONCE * depth + 2 * stretch + looks);
  const inputs = model.packed.length;
  const pass: Pass = { weights, input, model, calculator, memory, inputs, depth, count, rows };
  let state = inputs + ROWS_AT_ONCE * depth + border;
  let next = state + stretch;
  memory.fill(0, state - border, next + rows * channels + border);
  const seen = (from: number, columns = channels): Float32Array => memory.subarray(from, from + count * columns);

  firstLayer(pass, state, watch);
  watch("first", seen(state));
  addSummary(pass, state);
  watch("state", seen(state));
  // Each step adds what it makes of the states to them, and the two stretches change places.
  const add = (make: (move: Move) => void): void => {
    make({ from: state, to: next });
    watch("made", seen(next));
    addRows(memory, { from: state, to: next, length: count * channels });
    memory.fill(0, next + count * channels, next + rows * channels);
    watch("state", seen(next));
    [state, next] = [next, state];
  };
  for (const kernel of convolutionsOf(shape.dilations, model.convolutions, layout.convolutionBiases))
    add((move) => {
      convolve(pass, kernel, move);
    });
  add((move) => {
    lookAgain(pass, { ...move, looks: inputs + ROWS_AT_ONCE * depth + 2 * stretch }, watch);
  });
  for (const kernel of convolutionsOf(shape.secondDilations, model.secondConvolutions, layout.secondConvolutionBiases))
    add((move) => {
      convolve(pass, kernel, move);
    });
  fillRows(pass, layout.hiddenBias, next, hiddenColumns);
  calculator.addProduct({
    ...{ a: state, aStride: channels, b: model.hidden, out: next, outStride: hiddenColumns, rows, depth: channels, columns: hiddenColumns },
  });
  rectify(memory, next, rows * hiddenColumns);
  watch("hidden", seen(next, hiddenColumns));
  return lastLayer(pass, next, hiddenColumns);
}

/** Inputs → rectified rows of channels, a stretch of rows at a time. */
function firstLayer(pass: Pass, to: number, watch: Watch): void {
  const { weights, model, calculator, memory, inputs, depth, count, rows } = pass;
  const { channels } = weights.shape;
  const { text } = inputColumns(weights.shape);
  fillRows(pass, weights.layout.inputBias, to, channels);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const end = Math.min(rows, from + ROWS_AT_ONCE);
    memory.fill(0, inputs, inputs + (end - from) * depth);
    for (let row = from; row < Math.min(count, end); row++) writeInputs(pass, row, inputs + (row - from) * depth);
    watch("inputs", memory.subarray(inputs, inputs + (Math.min(count, end) - from) * depth));
    const product: Product = {
      ...{ a: inputs, aStride: depth, b: model.text, depth: text },
      ...{ out: to + from * channels, outStride: channels, rows: end - from, columns: channels },
    };
    calculator.addProduct(product);
    if (depth > text) calculator.addProduct({ ...product, a: inputs + text, b: model.markup, depth: depth - text });
  }
  rectify(memory, to, count * channels);
  memory.fill(0, to + count * channels, to + rows * channels);
}

/** Features side by side with the means of the hashed rows, in the order of `inputColumns`. The head flag stays 0: it is for training alone. */
function writeInputs({ weights, input, memory }: Pass, row: number, at: number): void {
  const { shape, layout } = weights;
  const { text, words, wordOffsets, markup } = input;
  normaliseRow(text, row * shape.textColumns, weights.text, { out: memory, at });
  const found = { tokens: words, from: wordOffsets[row] ?? 0, to: wordOffsets[row + 1] ?? 0 };
  writeMean(weights, layout.wordTable, found, { out: memory, at: at + shape.textColumns + 1 });
  if (markup === undefined) return;
  const from = at + inputColumns(shape).text;
  const block = input.blocks[row] ?? 0;
  memory[from] = 1;
  normaliseRow(markup.features, block * markup.columns, weights.markup, { out: memory, at: from + 1 });
  const marks = { tokens: markup.tokens, from: markup.offsets[block] ?? 0, to: markup.offsets[block + 1] ?? 0 };
  writeMean(weights, layout.markupTable, marks, { out: memory, at: from + 1 + shape.markupColumns });
}

interface Lookup {
  readonly tokens: Uint16Array;
  readonly from: number;
  readonly to: number;
}

/** The mean of some rows of a table; 0 where there are none. */
function writeMean({ values }: Weights, table: Part, { tokens, from, to }: Lookup, { out, at }: { out: Float32Array; at: number }): void {
  if (to === from) return;
  const { columns } = table;
  for (let k = 0; k < columns; k++) {
    let sum = 0;
    for (let t = from; t < to; t++) sum += values[table.from + (tokens[t] ?? 0) * columns + k] ?? 0;
    out[at + k] = sum / (to - from);
  }
}

/** Places of the states that are read and of those that are made. */
interface Move {
  readonly from: number;
  readonly to: number;
}

/** Every block with the ones `dilation` before and after it, rectified. */
function convolve(pass: Pass, { dilation, bias, kernel: taps }: Convolution<readonly number[]>, { from, to }: Move): void {
  const { weights, calculator, memory, rows } = pass;
  const { channels } = weights.shape;
  fillRows(pass, bias, to, channels);
  taps.forEach((b, tap) => {
    const a = from + (tap - 1) * dilation * channels;
    calculator.addProduct({ a, aStride: channels, b, out: to, outStride: channels, rows, depth: channels, columns: channels });
  });
  rectify(memory, to, rows * channels);
}

/** Every block with what the first scores of the page say to it, rectified. */
function lookAgain(pass: Pass, { from, to, looks }: Move & { readonly looks: number }, watch: Watch): void {
  const { weights, input, model, calculator, memory, count, rows } = pass;
  const { channels } = weights.shape;
  const columns = SECOND_COLUMNS.length;
  const seen = memory.subarray(looks, looks + count * columns);
  secondLook({ ...firstLook(input), logits: firstLogits(pass, from) }, seen);
  watch("looks", seen);
  memory.fill(0, looks + count * columns, looks + rows * columns);
  fillRows(pass, weights.layout.secondBias, to, channels);
  const product = { out: to, outStride: channels, rows, columns: channels };
  calculator.addProduct({ ...product, a: from, aStride: channels, b: model.second, depth: channels });
  calculator.addProduct({ ...product, a: looks, aStride: columns, b: model.looks, depth: columns });
  rectify(memory, to, rows * channels);
}

/** Log-odds of every block before the second look. */
function firstLogits({ weights: { shape, layout, values }, memory, count }: Pass, from: number): Float32Array {
  const logits = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = values[layout.earlyBias.from] ?? 0;
    for (let k = 0; k < shape.channels; k++) sum += (memory[from + i * shape.channels + k] ?? 0) * (values[layout.early.from + k] ?? 0);
    logits[i] = sum;
  }
  return logits;
}

/** Hashed words and markup tokens of the blocks that the rows stand for. */
function firstLook({ count, words, wordOffsets, wordCounts, markup, blocks }: NetworkInput): Omit<FirstLook, "logits"> {
  const rows = { count, wordCounts, words: { tokens: words, from: wordOffsets, to: wordOffsets.subarray(1) } };
  if (markup === undefined) return { ...rows, marks: undefined };
  const from = Uint32Array.from(blocks, (block) => markup.offsets[block] ?? 0);
  const to = Uint32Array.from(blocks, (block) => markup.offsets[block + 1] ?? 0);
  return { ...rows, marks: { tokens: markup.tokens, from, to } };
}

/** Begins every row with the biases; columns beyond them with 0. */
function fillRows({ weights: { values }, memory, rows }: Pass, bias: Part, to: number, columns: number): void {
  for (let k = 0; k < columns; k++) memory[to + k] = k < bias.rows ? (values[bias.from + k] ?? 0) : 0;
  // Doubling what is there: few copies, however many rows.
  for (let done = columns; done < rows * columns; done *= 2) memory.copyWithin(to + done, to, to + Math.min(done, rows * columns - done));
}

function rectify(memory: Float32Array, from: number, length: number): void {
  for (let i = from; i < from + length; i++) if ((memory[i] ?? 0) < 0) memory[i] = 0;
}

function addRows(
  memory: Float32Array,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
): void {
  for (let i = 0; i < length; i++) memory[to + i] = (memory[to + i] ?? 0) + (memory[from + i] ?? 0);
}

/** Mean (weighted by words) and maximum over the page, through a linear layer, added to every block. */
function addSummary({ weights, input, memory }: Pass, at: number): void {
  const { shape, layout, values } = weights;
  const { channels } = shape;
  const { count, wordCounts } = input;
  const summary = new Float32Array(2 * channels);
  summary.fill(Number.NEGATIVE_INFINITY, channels);
  let weightSum = EPSILON;
  for (let i = 0; i < count; i++) weightSum += Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0);
  for (let i = 0; i < count; i++) {
    const weight = Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0) / weightSum;
    for (let k = 0; k < channels; k++) {
      const value = memory[at + i * channels + k] ?? 0;
      summary[k] = (summary[k] ?? 0) + weight * value;
      if (value > (summary[channels + k] ?? 0)) summary[channels + k] = value;
    }
  }
  const added = new Float64Array(channels);
  for (let k = 0; k < channels; k++) {
    let sum = values[layout.summaryBias.from + k] ?? 0;
    for (let j = 0; j < 2 * channels; j++) sum += (summary[j] ?? 0) * (values[layout.summary.from + k * 2 * channels + j] ?? 0);
    added[k] = sum;
  }
  for (let i = 0; i < count; i++)
    for (let k = 0, place = at + i * channels; k < channels; k++, place++) memory[place] = (memory[place] ?? 0) + (added[k] ?? 0);
}

function lastLayer({ weights, memory, count }: Pass, hidden: number, columns: number): Float32Array {
  const { shape, layout, values } = weights;
  const logits = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = values[layout.outputBias.from] ?? 0;
    for (let k = 0; k < shape.channels / 2; k++) sum += (memory[hidden + i * columns + k] ?? 0) * (values[layout.output.from + k] ?? 0);
    logits[i] = sum;
  }
  return logits;
}
