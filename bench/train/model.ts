/** The network with its gradients: one page at a time, forwards and back. The same network runs in src/extract/labeller/network.ts. */
import { type BlockTokens, type FirstLook, SECOND_COLUMNS, SUMMARY_WORDS_MAX, secondLook } from "../../src/extract/labeller/second-look.ts";
import {
  type Convolution,
  convolutionsOf,
  inputColumns,
  type Layout,
  layoutOf,
  type Part,
  type Shape,
  TAPS,
} from "../../src/extract/labeller/shape.ts";
import { addProduct } from "./multiply.ts";

/** One page as the network sees it, features already normalised. */
export interface PageInput {
  readonly count: number;
  /** count × text columns. */
  readonly text: Float32Array;
  /** count × markup columns; undefined in text mode. */
  readonly markup: Float32Array | undefined;
  readonly words: Uint16Array;
  /** The words, or the tokens, are such as nobody knows (`estranged`): nothing is learned about them. */
  readonly hasStrangeWords: boolean;
  readonly hasStrangeTokens: boolean;
  readonly wordOffsets: Uint32Array;
  readonly tokens: Uint16Array | undefined;
  readonly tokenOffsets: Uint32Array | undefined;
  /** The gold of this copy holds the headline. */
  readonly keepsHead: boolean;
  /** Word counts of the blocks, for the page summary. */
  readonly wordCounts: Float32Array;
}

/** What the blocks of a page should come to. */
export interface Target {
  /** Share of each block that the gold holds, 0–1. */
  readonly wanted: Float32Array;
  /** Weight of each block. */
  readonly weights: Float32Array;
  readonly wordCounts: Float32Array;
  readonly pageWeight: number;
  /** Weight of the page's F1 in the loss beside the blocks' cross entropy. */
  readonly pageLoss: number;
}

/** What is dropped while learning; undefined: nothing. */
export interface Dropout {
  readonly random: () => number;
  readonly rate: number;
  /** Probability that a page copy does without one of the hashed tables. */
  readonly tableRate: number;
}

const EPSILON = 1e-3;

/** Buffers that grow with the longest page, so that a page costs no allocation. */
class Buffers {
  private readonly held = new Map<string, Float32Array>();

  /** At least `size` numbers; what they hold is left over from the page before. */
  take(name: string, size: number): Float32Array {
    const known = this.held.get(name);
    if (known !== undefined && known.length >= size) return known;
    const made = new Float32Array(Math.ceil(size * 1.3));
    this.held.set(name, made);
    return made;
  }

  zero(name: string, size: number): Float32Array {
    return this.take(name, size).fill(0, 0, size);
  }
}

/** `rows` × `columns` turned over. */
function transpose(source: Float32Array, from: number, rows: number, columns: number, stride: number, out: Float32Array): void {
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) out[column * rows + row] = source[from + row * stride + column] ?? 0;
}

/** A network that learns. Not safe for two pages at a time: it reuses its buffers. */
export class Model {
  readonly layout: Layout;
  readonly weights: Float32Array;
  readonly gradients: Float32Array;
  private readonly buffers = new Buffers();
  private readonly shape: Shape;
  /** Masks of the last forward pass. */
  private usesWords = true;
  private usesTokens = true;

  constructor(shape: Shape, weights: Float32Array, gradients: Float32Array) {
    this.shape = shape;
    this.layout = layoutOf(shape);
    this.weights = weights;
    this.gradients = gradients;
  }

  /** Log-odds of every block, and those of the first look. The results are buffers that the next page overwrites. */
  forward(page: PageInput, dropout: Dropout | undefined): { readonly logits: Float32Array; readonly early: Float32Array } {
    const { shape, layout, buffers, weights } = this;
    const { count } = page;
    const { channels } = shape;
    this.usesWords = dropout === undefined || dropout.random() >= dropout.tableRate;
    this.usesTokens = dropout === undefined || dropout.random() >= dropout.tableRate;
    const input = this.gather(page);
    const depth = this.depthOf(page);
    const first = this.linear("first", input, depth, count, layout.input, layout.inputBias, inputColumns(shape).all);
    relu(first, count * channels);
    drop(first, count * channels, dropout, buffers.take("mask first", count * channels));
    const start = buffers.take("x 0", count * channels);
    this.addSummary(page, first, start);
    const seen = this.convolve("x", start, count, this.convolutions());
    const early = this.linear("early", seen, channels, count, layout.early, layout.earlyBias, channels);
    const current = this.convolve("y", this.lookAgain(page, seen, early), count, this.secondConvolutions());
    const half = channels / 2;
    const hidden = this.linear("hidden", current, channels, count, layout.hidden, layout.hiddenBias, channels);
    relu(hidden, count * half);
    drop(hidden, count * half, dropout, buffers.take("mask hidden", count * half));
    const logits = buffers.take("logits", count);
    const bias = weights[layout.outputBias.from] ?? 0;
    for (let i = 0; i < count; i++) {
      let sum = bias;
      for (let k = 0; k < half; k++) sum += (hidden[i * half + k] ?? 0) * (weights[layout.output.from + k] ?? 0);
      logits[i] = sum;
    }
    return { logits, early };
  }

  private convolutions(): readonly Convolution<Part>[] {
    const { layout, shape } = this;
    return convolutionsOf(shape.dilations, layout.convolutions, layout.convolutionBiases);
  }

  private secondConvolutions(): readonly Convolution<Part>[] {
    const { layout, shape } = this;
    return convolutionsOf(shape.secondDilations, layout.secondConvolutions, layout.secondConvolutionBiases);
  }

  /** Residual convolutions one after the other; `name` tells their buffers apart. */
  private convolve(name: string, start: Float32Array, count: number, convolutions: readonly Convolution<Part>[]): Float32Array {
    const { channels } = this.shape;
    let current = start;
    convolutions.forEach(({ kernel, bias, dilation }, level) => {
      const around = this.neighbours(current, count, dilation, `${name} ${level}`);
      const made = this.linear(`made ${name} ${level}`, around, TAPS * channels, count, kernel, bias, TAPS * channels);
      relu(made, count * channels);
      const next = this.buffers.take(`${name} ${level + 1}`, count * channels);
      for (let i = 0; i < count * channels; i++) next[i] = (current[i] ?? 0) + (made[i] ?? 0);
      current = next;
    });
    return current;
  }

  /** States, and what the first scores of the page say, through a layer of their own. */
  private lookAgain(page: PageInput, seen: Float32Array, early: Float32Array): Float32Array {
    const { layout, buffers, shape } = this;
    const { channels } = shape;
    const { count } = page;
    const looks = buffers.take("looks", count * SECOND_COLUMNS.length);
    secondLook(firstLook(page, early), looks);
    const depth = channels + SECOND_COLUMNS.length;
    const both = buffers.take("both", count * depth);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < channels; k++) both[i * depth + k] = seen[i * channels + k] ?? 0;
      for (let k = channels; k < depth; k++) both[i * depth + k] = looks[i * SECOND_COLUMNS.length + k - channels] ?? 0;
    }
    const mixed = this.linear("mixed", both, depth, count, layout.second, layout.secondBias, depth);
    relu(mixed, count * channels);
    const out = buffers.take("y 0", count * channels);
    for (let i = 0; i < count * channels; i++) out[i] = (mixed[i] ?? 0) + (seen[i] ?? 0);
    return out;
  }

  /** Turns `dx` from the slopes after the second look into those before it. What it read from the first scores is taken as given. */
  private lookAgainBack(count: number, dx: Float32Array, earlySlopes: Float32Array): void {
    const { layout, buffers, shape } = this;
    const { channels } = shape;
    const depth = channels + SECOND_COLUMNS.length;
    const mixed = buffers.take("mixed", count * channels);
    const dMixed = buffers.take("d mixed", count * channels);
    for (let i = 0; i < count * channels; i++) dMixed[i] = (mixed[i] ?? 0) > 0 ? (dx[i] ?? 0) : 0;
    const dBoth = buffers.zero("d both", count * depth);
    this.linearBack({
      name: "second",
      input: buffers.take("both", count * depth),
      depth,
      count,
      part: layout.second,
      bias: layout.secondBias,
      slopes: dMixed,
      dInput: dBoth,
      stride: depth,
      wantedColumns: [[0, channels]],
    });
    for (let i = 0; i < count; i++)
      for (let k = 0; k < channels; k++) dx[i * channels + k] = (dx[i * channels + k] ?? 0) + (dBoth[i * depth + k] ?? 0);
    this.linearBack({
      name: "early",
      input: this.lastState("x", count),
      depth: channels,
      count,
      part: layout.early,
      bias: layout.earlyBias,
      slopes: earlySlopes,
      dInput: dx,
      stride: channels,
    });
  }

  private lastState(name: "x" | "y", count: number): Float32Array {
    const { dilations, secondDilations, channels } = this.shape;
    return this.buffers.take(`${name} ${name === "x" ? dilations.length : secondDilations.length}`, count * channels);
  }

  /**
   * Adds the gradients of the page that was last given to `forward`. `slopes` is d loss / d log-odds of every block, `earlySlopes` the
   * same for the first log-odds.
   */
  backward(page: PageInput, slopes: Float32Array, earlySlopes: Float32Array): void {
    const { shape, layout, buffers, weights, gradients } = this;
    const { count } = page;
    const { channels } = shape;
    const half = channels / 2;
    const hidden = buffers.take("hidden", count * half);
    const maskHidden = buffers.take("mask hidden", count * half);
    const dHidden = buffers.take("d hidden", count * half);
    for (let i = 0; i < count; i++) {
      const slope = slopes[i] ?? 0;
      gradients[layout.outputBias.from] = (gradients[layout.outputBias.from] ?? 0) + slope;
      for (let k = 0; k < half; k++) {
        const value = hidden[i * half + k] ?? 0;
        const at = layout.output.from + k;
        gradients[at] = (gradients[at] ?? 0) + slope * value;
        dHidden[i * half + k] = value > 0 ? slope * (weights[at] ?? 0) * (maskHidden[i * half + k] ?? 0) : 0;
      }
    }
    const last = this.lastState("y", count);
    const dx = buffers.zero("d x", count * channels);
    this.linearBack({
      name: "hidden",
      input: last,
      depth: channels,
      count,
      part: layout.hidden,
      bias: layout.hiddenBias,
      slopes: dHidden,
      dInput: dx,
      stride: channels,
    });
    this.convolveBack("y", count, this.secondConvolutions(), dx);
    this.lookAgainBack(count, dx, earlySlopes);
    this.convolveBack("x", count, this.convolutions(), dx);
    const dFirst = this.summaryBack(page, dx);
    const first = buffers.take("first", count * channels);
    const mask = buffers.take("mask first", count * channels);
    for (let i = 0; i < count * channels; i++) dFirst[i] = (first[i] ?? 0) > 0 ? (dFirst[i] ?? 0) * (mask[i] ?? 0) : 0;
    const depth = this.depthOf(page);
    const input = buffers.take("input", count * depth);
    const dInput = buffers.zero("d input", count * depth);
    this.linearBack({
      name: "first",
      input,
      depth,
      count,
      part: layout.input,
      bias: layout.inputBias,
      slopes: dFirst,
      dInput,
      stride: inputColumns(shape).all,
      wantedColumns: this.hashedColumns(page),
    });
    this.scatter(page, dInput, depth);
  }

  private depthOf(page: PageInput): number {
    const columns = inputColumns(this.shape);
    return page.markup === undefined ? columns.text : columns.all;
  }

  /** Columns of the input that come from the hashed tables: the only ones whose slopes lead to weights. */
  private hashedColumns(page: PageInput): readonly (readonly [number, number])[] {
    const { textColumns, markupColumns, hashedWidth } = this.shape;
    const words: readonly [number, number] = [textColumns + 1, textColumns + 1 + hashedWidth];
    const tokens = words[1] + 1 + markupColumns;
    return page.markup === undefined ? [words] : [words, [tokens, tokens + hashedWidth]];
  }

  /** The input rows: features, flags and the means of the hashed rows. */
  private gather(page: PageInput): Float32Array {
    const { textColumns, markupColumns, hashedWidth } = this.shape;
    const { count, text, markup } = page;
    const depth = this.depthOf(page);
    const input = this.buffers.zero("input", count * depth);
    for (let i = 0; i < count; i++) {
      const at = i * depth;
      for (let k = 0; k < textColumns; k++) input[at + k] = text[i * textColumns + k] ?? 0;
      input[at + textColumns] = page.keepsHead ? 1 : 0;
      if (this.usesWords) this.addMean(input, at + textColumns + 1, this.layout.wordTable, page.words, page.wordOffsets, i);
      if (markup === undefined) continue;
      const from = at + textColumns + 1 + hashedWidth;
      input[from] = 1;
      for (let k = 0; k < markupColumns; k++) input[from + 1 + k] = markup[i * markupColumns + k] ?? 0;
      if (this.usesTokens && page.tokens !== undefined && page.tokenOffsets !== undefined)
        this.addMean(input, from + 1 + markupColumns, this.layout.markupTable, page.tokens, page.tokenOffsets, i);
    }
    return input;
  }

  private addMean(out: Float32Array, at: number, table: Part, rows: Uint16Array, offsets: Uint32Array, block: number): void {
    const from = offsets[block] ?? 0;
    const to = offsets[block + 1] ?? 0;
    if (to === from) return;
    const scale = 1 / (to - from);
    for (let r = from; r < to; r++) {
      const row = table.from + (rows[r] ?? 0) * table.columns;
      for (let k = 0; k < table.columns; k++) out[at + k] = (out[at + k] ?? 0) + scale * (this.weights[row + k] ?? 0);
    }
  }

  private scatter(page: PageInput, dInput: Float32Array, depth: number): void {
    const { textColumns, markupColumns, hashedWidth } = this.shape;
    const { wordTable, markupTable } = this.layout;
    for (let i = 0; i < page.count; i++) {
      const at = i * depth + textColumns + 1;
      if (this.usesWords && !page.hasStrangeWords) this.addMeanBack(dInput, at, wordTable, page.words, page.wordOffsets, i);
      if (
        page.markup === undefined ||
        !this.usesTokens ||
        page.hasStrangeTokens ||
        page.tokens === undefined ||
        page.tokenOffsets === undefined
      )
        continue;
      this.addMeanBack(dInput, at + hashedWidth + 1 + markupColumns, markupTable, page.tokens, page.tokenOffsets, i);
    }
  }

  private addMeanBack(slopes: Float32Array, at: number, table: Part, rows: Uint16Array, offsets: Uint32Array, block: number): void {
    const from = offsets[block] ?? 0;
    const to = offsets[block + 1] ?? 0;
    const scale = to === from ? 0 : 1 / (to - from);
    for (let r = from; r < to; r++) {
      const row = table.from + (rows[r] ?? 0) * table.columns;
      for (let k = 0; k < table.columns; k++) this.gradients[row + k] = (this.gradients[row + k] ?? 0) + scale * (slopes[at + k] ?? 0);
    }
  }

  /** Input rows × weightsᵀ + bias. */
  private linear(name: string, input: Float32Array, depth: number, count: number, part: Part, bias: Part, stride: number): Float32Array {
    const out = this.buffers.take(name, count * part.rows);
    for (let i = 0; i < count; i++) for (let k = 0; k < part.rows; k++) out[i * part.rows + k] = this.weights[bias.from + k] ?? 0;
    addProduct({
      a: input,
      aStride: depth,
      aFrom: 0,
      b: this.weights,
      bStride: stride,
      bFrom: part.from,
      out,
      outStride: part.rows,
      outFrom: 0,
      rows: count,
      columns: part.rows,
      depth,
    });
    return out;
  }

  /** Adds the gradients of a linear layer, and what it passes on to `dInput`. */
  private linearBack(step: {
    readonly name: string;
    readonly input: Float32Array;
    readonly depth: number;
    readonly count: number;
    readonly part: Part;
    readonly bias: Part;
    readonly slopes: Float32Array;
    readonly dInput: Float32Array;
    /** Columns of the weight matrix, of which the first `depth` are used. */
    readonly stride: number;
    /** Columns of the input whose slopes are wanted; undefined: all. */
    readonly wantedColumns?: readonly (readonly [number, number])[];
  }): void {
    const { input, depth, count, part, bias, slopes, dInput, stride } = step;
    const { buffers, weights, gradients } = this;
    const { rows } = part;
    for (let i = 0; i < count; i++)
      for (let k = 0; k < rows; k++) gradients[bias.from + k] = (gradients[bias.from + k] ?? 0) + (slopes[i * rows + k] ?? 0);
    const turnedSlopes = buffers.take("turned slopes", rows * count);
    transpose(slopes, 0, count, rows, rows, turnedSlopes);
    const turnedInput = buffers.take("turned input", depth * count);
    transpose(input, 0, count, depth, depth, turnedInput);
    addProduct({
      a: turnedSlopes,
      aStride: count,
      aFrom: 0,
      b: turnedInput,
      bStride: count,
      bFrom: 0,
      out: gradients,
      outStride: stride,
      outFrom: part.from,
      rows,
      columns: depth,
      depth: count,
    });
    const turnedWeights = buffers.take("turned weights", depth * rows);
    transpose(weights, part.from, rows, depth, stride, turnedWeights);
    for (const [from, to] of step.wantedColumns ?? [[0, depth]])
      addProduct({
        a: slopes,
        aStride: rows,
        aFrom: 0,
        b: turnedWeights,
        bStride: rows,
        bFrom: from * rows,
        out: dInput,
        outStride: depth,
        outFrom: from,
        rows: count,
        columns: to - from,
        depth: rows,
      });
  }

  /** Every block with the ones `dilation` before and after it side by side; zeros beyond the ends. */
  private neighbours(x: Float32Array, count: number, dilation: number, name: string): Float32Array {
    const { channels } = this.shape;
    const out = this.buffers.zero(`around ${name}`, count * TAPS * channels);
    for (let i = 0; i < count; i++)
      for (let tap = 0; tap < TAPS; tap++) {
        const from = i + (tap - 1) * dilation;
        if (from < 0 || from >= count) continue;
        const at = (i * TAPS + tap) * channels;
        for (let k = 0; k < channels; k++) out[at + k] = x[from * channels + k] ?? 0;
      }
    return out;
  }

  /** Turns `dx` from the slopes after some convolutions into the slopes before them. */
  private convolveBack(name: string, count: number, convolutions: readonly Convolution<Part>[], dx: Float32Array): void {
    for (let level = convolutions.length - 1; level >= 0; level--) {
      const convolution = convolutions[level];
      if (convolution !== undefined) this.convolutionBack(`${name} ${level}`, count, convolution, dx);
    }
  }

  private convolutionBack(name: string, count: number, { kernel, bias, dilation }: Convolution<Part>, dx: Float32Array): void {
    const { buffers, shape } = this;
    const { channels } = shape;
    const made = buffers.take(`made ${name}`, count * channels);
    const dMade = buffers.take("d made", count * channels);
    for (let i = 0; i < count * channels; i++) dMade[i] = (made[i] ?? 0) > 0 ? (dx[i] ?? 0) : 0;
    const depth = TAPS * channels;
    const dAround = buffers.zero("d around", count * depth);
    this.linearBack({
      name: "convolution",
      input: buffers.take(`around ${name}`, count * depth),
      depth,
      count,
      part: kernel,
      bias,
      slopes: dMade,
      dInput: dAround,
      stride: depth,
    });
    for (let i = 0; i < count; i++)
      for (let tap = 0; tap < TAPS; tap++) {
        const from = i + (tap - 1) * dilation;
        if (from < 0 || from >= count) continue;
        const at = (i * TAPS + tap) * channels;
        for (let k = 0; k < channels; k++) dx[from * channels + k] = (dx[from * channels + k] ?? 0) + (dAround[at + k] ?? 0);
      }
  }

  /** Mean (weighted by words) and maximum over the page, through a linear layer, added to every block. */
  private addSummary(page: PageInput, x: Float32Array, out: Float32Array): void {
    const { shape, layout, buffers, weights } = this;
    const { channels } = shape;
    const summary = buffers.zero("summary", 2 * channels);
    const places = buffers.zero("summary places", channels);
    const scale = summaryScale(page);
    for (let k = 0; k < channels; k++) summary[channels + k] = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < page.count; i++) {
      const weight = Math.min(SUMMARY_WORDS_MAX, page.wordCounts[i] ?? 0) * scale;
      for (let k = 0; k < channels; k++) {
        const value = x[i * channels + k] ?? 0;
        summary[k] = (summary[k] ?? 0) + weight * value;
        if (value > (summary[channels + k] ?? 0)) {
          summary[channels + k] = value;
          places[k] = i;
        }
      }
    }
    const added = buffers.take("added", channels);
    for (let k = 0; k < channels; k++) {
      let sum = weights[layout.summaryBias.from + k] ?? 0;
      for (let j = 0; j < 2 * channels; j++) sum += (summary[j] ?? 0) * (weights[layout.summary.from + k * 2 * channels + j] ?? 0);
      added[k] = sum;
    }
    for (let i = 0; i < page.count; i++)
      for (let k = 0; k < channels; k++) out[i * channels + k] = (x[i * channels + k] ?? 0) + (added[k] ?? 0);
  }

  /** Slopes of the first layer's output. */
  private summaryBack(page: PageInput, dx: Float32Array): Float32Array {
    const { shape, layout, buffers, weights, gradients } = this;
    const { channels } = shape;
    const summary = buffers.take("summary", 2 * channels);
    const places = buffers.take("summary places", channels);
    const dAdded = buffers.zero("d added", channels);
    const dFirst = buffers.take("d first", page.count * channels);
    for (let i = 0; i < page.count; i++)
      for (let k = 0; k < channels; k++) {
        const slope = dx[i * channels + k] ?? 0;
        dAdded[k] = (dAdded[k] ?? 0) + slope;
        dFirst[i * channels + k] = slope;
      }
    const dSummary = buffers.zero("d summary", 2 * channels);
    for (let k = 0; k < channels; k++) {
      const slope = dAdded[k] ?? 0;
      gradients[layout.summaryBias.from + k] = (gradients[layout.summaryBias.from + k] ?? 0) + slope;
      for (let j = 0; j < 2 * channels; j++) {
        const at = layout.summary.from + k * 2 * channels + j;
        gradients[at] = (gradients[at] ?? 0) + slope * (summary[j] ?? 0);
        dSummary[j] = (dSummary[j] ?? 0) + slope * (weights[at] ?? 0);
      }
    }
    const scale = summaryScale(page);
    for (let i = 0; i < page.count; i++) {
      const weight = Math.min(SUMMARY_WORDS_MAX, page.wordCounts[i] ?? 0) * scale;
      for (let k = 0; k < channels; k++) dFirst[i * channels + k] = (dFirst[i * channels + k] ?? 0) + weight * (dSummary[k] ?? 0);
    }
    for (let k = 0; k < channels; k++) {
      const at = (places[k] ?? 0) * channels + k;
      dFirst[at] = (dFirst[at] ?? 0) + (dSummary[channels + k] ?? 0);
    }
    return dFirst;
  }
}

function firstLook({ count, wordCounts, words, wordOffsets, markup, tokens, tokenOffsets }: PageInput, logits: Float32Array): FirstLook {
  const held = (rows: Uint16Array, offsets: Uint32Array): BlockTokens => ({ tokens: rows, from: offsets, to: offsets.subarray(1) });
  const marks = markup === undefined || tokens === undefined || tokenOffsets === undefined ? undefined : held(tokens, tokenOffsets);
  return { count, logits, wordCounts, words: held(words, wordOffsets), marks };
}

function summaryScale(page: PageInput): number {
  let sum = EPSILON;
  for (let i = 0; i < page.count; i++) sum += Math.min(SUMMARY_WORDS_MAX, page.wordCounts[i] ?? 0);
  return 1 / sum;
}

function relu(values: Float32Array, size: number): void {
  for (let i = 0; i < size; i++) if ((values[i] ?? 0) < 0) values[i] = 0;
}

/** Inverted dropout: `mask` gets what each value was multiplied with. */
function drop(values: Float32Array, size: number, dropout: Dropout | undefined, mask: Float32Array): void {
  if (dropout === undefined) {
    mask.fill(1, 0, size);
    return;
  }
  const kept = 1 / (1 - dropout.rate);
  for (let i = 0; i < size; i++) {
    const factor = dropout.random() < dropout.rate ? 0 : kept;
    mask[i] = factor;
    values[i] = (values[i] ?? 0) * factor;
  }
}

/** Loss of a page, and its slope for the log-odds of every block: cross entropy of the blocks, and 1 - F1 of the page's words. */
export function pageLoss(logits: Float32Array, count: number, target: Target, slopes: Float32Array): number {
  let weightSum = 1e-6;
  for (let i = 0; i < count; i++) weightSum += target.weights[i] ?? 0;
  let entropy = 0;
  let shared = 0;
  let total = EPSILON;
  for (let i = 0; i < count; i++) {
    const z = logits[i] ?? 0;
    const y = target.wanted[i] ?? 0;
    const p = 1 / (1 + Math.exp(-z));
    const words = target.wordCounts[i] ?? 0;
    entropy += (target.weights[i] ?? 0) * (Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z))));
    shared += words * p * y;
    total += words * (p + y);
  }
  const { pageWeight, pageLoss: factor } = target;
  for (let i = 0; i < count; i++) {
    const y = target.wanted[i] ?? 0;
    const p = 1 / (1 + Math.exp(-(logits[i] ?? 0)));
    const words = target.wordCounts[i] ?? 0;
    const slopeF1 = (-2 * words * (y * total - shared)) / (total * total);
    slopes[i] = pageWeight * (((target.weights[i] ?? 0) / weightSum) * (p - y) + factor * slopeF1 * p * (1 - p));
  }
  return pageWeight * (entropy / weightSum + factor * (1 - (2 * shared) / total));
}
