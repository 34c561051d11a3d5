/**
 * The network: a small dilated convolution over the sequence of a page's blocks. It is learned, with the same arithmetic and its
 * gradients, in bench/train/model.ts.
 */
import { multiply } from "./kernel.ts";
import type { Part } from "./shape.ts";
import { inputColumns, TAPS } from "./shape.ts";
import type { Weights } from "./weights-format.ts";

/** The blocks of a page as the network sees them. Features are normalised. */
export interface NetworkInput {
  readonly count: number;
  /** Row-major, count × text columns. */
  readonly text: Float32Array;
  /** Row-major, count × markup columns; undefined: the page has no markup. */
  readonly markup: Float32Array | undefined;
  readonly words: Uint16Array;
  readonly wordOffsets: Uint32Array;
  readonly tokens: Uint16Array;
  readonly tokenOffsets: Uint32Array;
  readonly wordCounts: Float32Array;
}

/** Words beyond which a block counts no more in the page's summary. */
const SUMMARY_WORDS_MAX = 60;
const EPSILON = 1e-3;

/** What a run of the network leaves behind, to explain it with. All row-major, a row a block. */
export interface Run {
  /** Log-odds of being content, one a block. */
  readonly logits: Float32Array;
  readonly inputs: Float32Array;
  /** Columns of `inputs`. */
  readonly depth: number;
  readonly first: Float32Array;
  /** What goes into each convolution, and last what comes out; and the rectified result of each. */
  readonly states: readonly Float32Array[];
  readonly made: readonly Float32Array[];
  readonly hidden: Float32Array;
}

/** Log-odds of being content for every block. Linear in blocks: 37,000 multiplications a block at 48 channels. */
export function runNetwork(weights: Weights, input: NetworkInput): Run {
  const { shape, layout, values } = weights;
  const { count } = input;
  const { channels } = shape;
  const { rows: inputs, depth } = inputRows(weights, input);
  const first = linear(weights, {
    rows: inputs,
    depth,
    count,
    part: layout.input,
    bias: layout.inputBias,
    stride: inputColumns(shape).all,
  });
  rectify(first);
  let state = withSummary(weights, input, first);
  const states = [state];
  const made: Float32Array[] = [];
  const around = new Float32Array(count * TAPS * channels);
  shape.dilations.forEach((dilation, level) => {
    const [part, bias] = [layout.convolutions[level], layout.convolutionBiases[level]];
    if (part === undefined || bias === undefined) return;
    gatherNeighbours({ x: state, count, channels, dilation, out: around });
    const added = linear(weights, { rows: around, depth: TAPS * channels, count, part, bias, stride: TAPS * channels });
    rectify(added);
    const next = new Float32Array(added.length);
    for (let i = 0; i < next.length; i++) next[i] = (added[i] ?? 0) + (state[i] ?? 0);
    made.push(added);
    states.push(next);
    state = next;
  });
  const hidden = linear(weights, { rows: state, depth: channels, count, part: layout.hidden, bias: layout.hiddenBias, stride: channels });
  rectify(hidden);
  const half = channels / 2;
  const logits = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = values[layout.outputBias.from] ?? 0;
    for (let k = 0; k < half; k++) sum += (hidden[i * half + k] ?? 0) * (values[layout.output.from + k] ?? 0);
    logits[i] = sum;
  }
  return { logits, inputs, depth, first, states, made, hidden };
}

/** Features side by side with the means of the hashed rows, in the order of `inputColumns`. The head flag stays 0: it is for training alone. */
function inputRows(weights: Weights, input: NetworkInput): { readonly rows: Float32Array; readonly depth: number } {
  const { shape, layout } = weights;
  const { count, text, markup } = input;
  const columns = inputColumns(shape);
  const depth = markup === undefined ? columns.text : columns.all;
  const rows = new Float32Array(count * depth);
  for (let i = 0; i < count; i++) {
    const at = i * depth;
    rows.set(text.subarray(i * shape.textColumns, (i + 1) * shape.textColumns), at);
    addMean(
      { weights, table: layout.wordTable, tokens: input.words, from: input.wordOffsets[i] ?? 0, to: input.wordOffsets[i + 1] ?? 0 },
      rows,
      at + shape.textColumns + 1,
    );
    if (markup === undefined) continue;
    rows[at + columns.text] = 1;
    rows.set(markup.subarray(i * shape.markupColumns, (i + 1) * shape.markupColumns), at + columns.text + 1);
    addMean(
      { weights, table: layout.markupTable, tokens: input.tokens, from: input.tokenOffsets[i] ?? 0, to: input.tokenOffsets[i + 1] ?? 0 },
      rows,
      at + columns.text + 1 + shape.markupColumns,
    );
  }
  return { rows, depth };
}

interface Lookup {
  readonly weights: Weights;
  readonly table: Part;
  readonly tokens: Uint16Array;
  readonly from: number;
  readonly to: number;
}

function addMean({ weights: { values }, table, tokens, from, to }: Lookup, out: Float32Array, at: number): void {
  if (to === from) return;
  const scale = 1 / (to - from);
  for (let t = from; t < to; t++) {
    const row = table.from + (tokens[t] ?? 0) * table.columns;
    for (let k = 0; k < table.columns; k++) out[at + k] = (out[at + k] ?? 0) + scale * (values[row + k] ?? 0);
  }
}

interface Linear {
  readonly rows: Float32Array;
  readonly depth: number;
  readonly count: number;
  readonly part: Part;
  readonly bias: Part;
  /** Columns of the weight matrix, of which the first `depth` are used. */
  readonly stride: number;
}

/** rows × weightsᵀ + bias. */
function linear({ values }: Weights, { rows, depth, count, part, bias, stride }: Linear): Float32Array {
  const out = new Float32Array(count * part.rows);
  const start = values.subarray(bias.from, bias.from + part.rows);
  for (let i = 0; i < count; i++) out.set(start, i * part.rows);
  multiply({
    a: rows,
    aStride: depth,
    aFrom: 0,
    b: values,
    bStride: stride,
    bFrom: part.from,
    out,
    outStride: part.rows,
    outFrom: 0,
    rows: count,
    columns: part.rows,
    depth,
    accumulate: true,
  });
  return out;
}

function rectify(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) < 0) values[i] = 0;
}

interface Neighbours {
  readonly x: Float32Array;
  readonly count: number;
  readonly channels: number;
  readonly dilation: number;
  readonly out: Float32Array;
}

/** Every block with the ones `dilation` before and after it side by side; zeros beyond the ends. */
function gatherNeighbours({ x, count, channels, dilation, out }: Neighbours): void {
  for (let i = 0; i < count; i++)
    for (let tap = 0; tap < TAPS; tap++) {
      const from = i + (tap - 1) * dilation;
      const at = (i * TAPS + tap) * channels;
      if (from < 0 || from >= count) out.fill(0, at, at + channels);
      else out.set(x.subarray(from * channels, (from + 1) * channels), at);
    }
}

/** Mean (weighted by words) and maximum over the page, through a linear layer, added to every block. */
function withSummary({ shape: { channels }, layout, values }: Weights, input: NetworkInput, x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  const summary = new Float32Array(2 * channels);
  summary.fill(Number.NEGATIVE_INFINITY, channels);
  let weightSum = EPSILON;
  for (let i = 0; i < input.count; i++) weightSum += Math.min(SUMMARY_WORDS_MAX, input.wordCounts[i] ?? 0);
  for (let i = 0; i < input.count; i++) {
    const weight = Math.min(SUMMARY_WORDS_MAX, input.wordCounts[i] ?? 0) / weightSum;
    for (let k = 0; k < channels; k++) {
      const value = x[i * channels + k] ?? 0;
      summary[k] = (summary[k] ?? 0) + weight * value;
      if (value > (summary[channels + k] ?? 0)) summary[channels + k] = value;
    }
  }
  for (let k = 0; k < channels; k++) {
    let sum = values[layout.summaryBias.from + k] ?? 0;
    for (let j = 0; j < 2 * channels; j++) sum += (summary[j] ?? 0) * (values[layout.summary.from + k * 2 * channels + j] ?? 0);
    for (let i = 0; i < input.count; i++) out[i * channels + k] = (x[i * channels + k] ?? 0) + sum;
  }
  return out;
}
