/**
 * The network: a small dilated convolution over the sequence of a page's blocks. It is learned, with the same arithmetic and its
 * gradients, in bench/train/model.ts.
 */
import { roomForDoubles, roomForFloats } from "../../text/rooms.ts";
import type { MarkupEvidence } from "../../types.ts";
import { writeInputs } from "./inputs.ts";
import { type Model, type PackedConvolution, seat } from "./model.ts";
import { type Calculator, type Product, wholeSteps } from "./product.ts";
import { type FirstLook, SECOND_COLUMNS, SUMMARY_WORDS_MAX, secondLook } from "./second-look.ts";
import { inputColumns } from "./shape.ts";
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
  return forward(weights, input, undefined);
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
/** Shown what each step made; the numbers are overwritten later. Inputs come in several stretches. undefined: nobody looks. */
type Watch = ((step: Step, rows: Float32Array) => unknown) | undefined;

function widths({ shape }: Weights, { markup }: NetworkInput): { readonly depth: number; readonly hiddenColumns: number } {
  const columns = inputColumns(shape);
  return { depth: markup === undefined ? columns.text : columns.all, hiddenColumns: wholeSteps(shape.channels / 2, COLUMNS_STEP) };
}

/** One pass over a page, and where its numbers lie in the calculator's memory. */
export interface Pass {
  readonly weights: Weights;
  readonly input: NetworkInput;
  readonly model: Model;
  readonly calculator: Calculator;
  readonly memory: Float32Array;
  readonly inputs: number;
  readonly depth: number;
  /** Features as they were measured, of as many rows as inputs are gathered of at a time. */
  readonly raw: number;
  /** Rows, and rows with those that fill up the kernel's last step. */
  readonly count: number;
  readonly rows: number;
  readonly watch: Watch;
}

function forward(weights: Weights, input: NetworkInput, watch: Watch): Float32Array {
  const { shape } = weights;
  const { channels } = shape;
  const { count } = input;
  const rows = wholeSteps(count, ROWS_STEP);
  const { depth, hiddenColumns } = widths(weights, input);
  // Zeros beyond both ends of the page, as far as the widest convolution reaches.
  const border = Math.max(0, ...shape.dilations, ...shape.secondDilations) * channels;
  const stretch = rows * channels + 2 * border;
  const looks = rows * SECOND_COLUMNS.length;
  const rawRoom = ROWS_AT_ONCE * Math.max(shape.textColumns, shape.markupColumns) + 1;
  const { model, calculator, memory } = seat(weights, ROWS_AT_ONCE * depth + 2 * stretch + looks + rawRoom);
  const inputs = model.packed.length;
  const raw = inputs + ROWS_AT_ONCE * depth + 2 * stretch + looks;
  const pass: Pass = { weights, input, model, calculator, memory, inputs, depth, raw, count, rows, watch };
  const state = inputs + ROWS_AT_ONCE * depth + border;
  const move: Move = { from: state, to: state + stretch };
  memory.fill(0, state - border, state + 2 * stretch - border);

  firstLayer(pass, state);
  show(pass, "first", state);
  addSummary(pass, state);
  show(pass, "state", state);
  const mixed = convolveAll(pass, model.convolutions, move);
  lookAgain(pass, mixed, state + 2 * stretch - border);
  const { from, to } = convolveAll(pass, model.secondConvolutions, addStates(pass, mixed));
  calculator.repeat({ from: model.hiddenBias, to, length: hiddenColumns }, rows);
  const out = { out: to, outStride: hiddenColumns, rows, columns: hiddenColumns };
  addProduct(calculator, out, { a: from, aStride: channels, b: model.hidden, depth: channels });
  calculator.rectify({ from: to, to: to + rows * hiddenColumns });
  show(pass, "hidden", to, hiddenColumns);
  return lastLayer(pass, to, hiddenColumns);
}

type ProductOut = Pick<Product, "out" | "outStride" | "rows" | "columns">;

/** Field by field: to spread one object into another takes longer than a small product. */
function addProduct(
  calculator: Calculator,
  { out, outStride, rows, columns }: ProductOut,
  { a, aStride, b, depth }: Omit<Product, keyof ProductOut>,
): void {
  calculator.addProduct({ a, aStride, b, out, outStride, rows, depth, columns });
}

/** Shows whoever looks what a step made. */
function show({ watch, memory, count, weights }: Pass, step: Step, from: number, columns: number = weights.shape.channels): void {
  watch?.(step, memory.subarray(from, from + count * columns));
}

/** Inputs → rectified rows of channels, a stretch of rows at a time. */
function firstLayer(pass: Pass, to: number): void {
  const { weights, model, calculator, memory, inputs, depth, count, rows, watch } = pass;
  const { channels } = weights.shape;
  const { text } = inputColumns(weights.shape);
  calculator.repeat({ from: model.inputBias, to, length: channels }, rows);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const end = Math.min(rows, from + ROWS_AT_ONCE);
    memory.fill(0, inputs, inputs + (end - from) * depth);
    writeInputs(pass, from, Math.min(count, end));
    watch?.("inputs", memory.subarray(inputs, inputs + (Math.min(count, end) - from) * depth));
    const out = { out: to + from * channels, outStride: channels, rows: end - from, columns: channels };
    addProduct(calculator, out, { a: inputs, aStride: depth, b: model.text, depth: text });
    if (depth > text) addProduct(calculator, out, { a: inputs + text, aStride: depth, b: model.markup, depth: depth - text });
  }
  calculator.rectify({ from: to, to: to + count * channels });
  memory.fill(0, to + count * channels, to + rows * channels);
}

/** Places of the states that are read and of those that are made. */
interface Move {
  readonly from: number;
  readonly to: number;
}

/** Convolutions one after the other, each of which adds what it makes of the states to them; where the states lie then. */
function convolveAll(pass: Pass, convolutions: readonly PackedConvolution[], move: Move): Move {
  return convolutions.reduce((step, convolution) => {
    convolve(pass, convolution, step);
    return addStates(pass, step);
  }, move);
}

/** Adds the states to what a step has made of them, and lets the two change places. */
function addStates(pass: Pass, { from, to }: Move): Move {
  const { weights, calculator, memory, count, rows } = pass;
  const { channels } = weights.shape;
  show(pass, "made", to);
  calculator.add({ from, to, length: count * channels });
  memory.fill(0, to + count * channels, to + rows * channels);
  show(pass, "state", to);
  return { from: to, to: from };
}

/** Every block with the ones `dilation` before and after it, rectified. */
function convolve({ weights, calculator, rows }: Pass, { dilation, bias, taps }: PackedConvolution, { from, to }: Move): void {
  const { channels } = weights.shape;
  calculator.repeat({ from: bias, to, length: channels }, rows);
  const out = { out: to, outStride: channels, rows, columns: channels };
  taps.forEach((b, tap) => {
    addProduct(calculator, out, { a: from + (tap - 1) * dilation * channels, aStride: channels, b, depth: channels });
  });
  calculator.rectify({ from: to, to: to + rows * channels });
}

/** Every block with what the first scores of the page say to it, rectified. `looks`: room for the latter. */
function lookAgain(pass: Pass, { from, to }: Move, looks: number): void {
  const { weights, input, model, calculator, memory, count, rows, watch } = pass;
  const { channels } = weights.shape;
  const columns = SECOND_COLUMNS.length;
  const seen = memory.subarray(looks, looks + count * columns);
  secondLook(firstLook(input, firstLogits(pass, from)), seen);
  watch?.("looks", seen);
  memory.fill(0, looks + count * columns, looks + rows * columns);
  calculator.repeat({ from: model.secondBias, to, length: channels }, rows);
  const out = { out: to, outStride: channels, rows, columns: channels };
  addProduct(calculator, out, { a: from, aStride: channels, b: model.second, depth: channels });
  addProduct(calculator, out, { a: looks, aStride: columns, b: model.looks, depth: columns });
  calculator.rectify({ from: to, to: to + rows * channels });
}

/** For what a step makes and the next has used up. */
const ROOM = {
  logits: roomForFloats(),
  means: roomForFloats(),
  largest: roomForFloats(),
  shares: roomForDoubles(),
  added: roomForDoubles(),
};

/** Log-odds of every block before the second look. */
function firstLogits({ weights: { shape, layout, values }, memory, count }: Pass, from: number): Float32Array {
  const { channels } = shape;
  const logits = ROOM.logits(count);
  for (let i = 0, place = from; i < count; i++) {
    let sum = values[layout.earlyBias.from] ?? 0;
    for (let k = 0; k < channels; k++, place++) sum += (memory[place] ?? 0) * (values[layout.early.from + k] ?? 0);
    logits[i] = sum;
  }
  return logits;
}

/** With the hashed words and markup tokens of the blocks that the rows stand for. */
function firstLook({ count, words, wordOffsets, wordCounts, markup, blocks }: NetworkInput, logits: Float32Array): FirstLook {
  const held = { tokens: words, from: wordOffsets, to: wordOffsets.subarray(1) };
  if (markup === undefined) return { count, logits, wordCounts, words: held, marks: undefined };
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const block = blocks[i] ?? 0;
    from[i] = markup.offsets[block] ?? 0;
    to[i] = markup.offsets[block + 1] ?? 0;
  }
  return { count, logits, wordCounts, words: held, marks: { tokens: markup.tokens, from, to } };
}

/** Mean (weighted by words) and maximum over the page, through a linear layer, added to every block. */
function addSummary({ weights, input, memory }: Pass, at: number): void {
  const { shape, layout, values } = weights;
  const { channels } = shape;
  const { count, wordCounts } = input;
  const means = ROOM.means(channels);
  const largest = ROOM.largest(channels);
  const shares = ROOM.shares(count);
  let weightSum = EPSILON;
  for (let i = 0; i < count; i++) weightSum += Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0);
  for (let i = 0; i < count; i++) shares[i] = Math.min(SUMMARY_WORDS_MAX, wordCounts[i] ?? 0) / weightSum;
  // Two channels at a time: what one adds up waits for its sum before.
  for (let k = 0; k < channels; k += 2) {
    let a = 0;
    let b = 0;
    let mostA = Number.NEGATIVE_INFINITY;
    let mostB = Number.NEGATIVE_INFINITY;
    for (let i = 0, place = at + k; i < count; i++, place += channels) {
      const share = shares[i] ?? 0;
      const valueA = memory[place] ?? 0;
      const valueB = memory[place + 1] ?? 0;
      a = Math.fround(a + share * valueA);
      b = Math.fround(b + share * valueB);
      if (valueA > mostA) mostA = valueA;
      if (valueB > mostB) mostB = valueB;
    }
    means[k] = a;
    means[k + 1] = b;
    largest[k] = mostA;
    largest[k + 1] = mostB;
  }
  const added = ROOM.added(channels);
  for (let k = 0; k < channels; k++) {
    let sum = values[layout.summaryBias.from + k] ?? 0;
    const row = layout.summary.from + k * 2 * channels;
    for (let j = 0; j < channels; j++) sum += (means[j] ?? 0) * (values[row + j] ?? 0);
    for (let j = 0; j < channels; j++) sum += (largest[j] ?? 0) * (values[row + channels + j] ?? 0);
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
