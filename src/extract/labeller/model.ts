/** Weights laid out for the calculator, and the calculator itself: one a thread, since its memory is large. */
import { type Calculator, makeCalculator, type Matrix, packedSize, packMatrix, wholeSteps } from "./product.ts";
import { SECOND_COLUMNS } from "./second-look.ts";
import { convolutionsOf, inputColumns, type Part, TAPS } from "./shape.ts";
import { SCALE_STEP } from "./simd-module.ts";
import type { Scale, Weights } from "./weights-format.ts";

/** Where each packed matrix lies in the calculator's memory, in floats, and each row of biases. */
export interface Model {
  readonly packed: Float32Array;
  readonly textScale: PackedScale;
  readonly markupScale: PackedScale;
  /** Of the inputs that all pages have, and of those that markup adds. */
  readonly text: number;
  readonly markup: number;
  readonly inputBias: number;
  readonly convolutions: readonly PackedConvolution[];
  /** Of the second look: of the states, and of what the first scores say. */
  readonly second: number;
  readonly looks: number;
  readonly secondBias: number;
  readonly secondConvolutions: readonly PackedConvolution[];
  readonly hidden: number;
  readonly hiddenBias: number;
}

/** Rows of means and of deviations, one after the other, filled up to whole steps of `scale`. */
export interface PackedScale {
  readonly at: number;
  readonly columns: number;
}

/** The matrices of a convolution, tap by tap, and its biases. */
export interface PackedConvolution {
  readonly dilation: number;
  readonly taps: readonly number[];
  readonly bias: number;
}

const models = new WeakMap<Weights, Model>();
let calculator: Calculator | undefined;
/** Whose matrices lie in the calculator's memory. */
let resident: Model | undefined;

/** The packed matrices of some weights, and a calculator that has them at the start of its memory and room for so many floats after them. */
export function seat(
  weights: Weights,
  floats: number,
): { readonly model: Model; readonly calculator: Calculator; readonly memory: Float32Array } {
  const model = models.get(weights) ?? modelOf(weights);
  models.set(weights, model);
  calculator ??= makeCalculator();
  const memory = calculator.reserve(model.packed.length + floats);
  if (resident !== model) memory.set(model.packed);
  resident = model;
  return { model, calculator, memory };
}

function modelOf({ shape, layout, values, text, markup }: Weights): Model {
  const matrices: Matrix[] = [];
  let size = 0;
  const place = (part: Part, first: number, depth: number): number => {
    const matrix = { values, from: part.from + first, stride: part.columns, outputs: part.rows, depth };
    const at = size;
    matrices.push(matrix);
    size += packedSize(matrix);
    return at;
  };
  const { channels } = shape;
  const columns = inputColumns(shape);
  const packedConvolutions = (dilations: readonly number[], parts: readonly Part[], biases: readonly Part[]): PackedConvolution[] =>
    convolutionsOf(dilations, parts, biases).map(({ dilation, kernel, bias }) => ({
      dilation,
      taps: Array.from({ length: TAPS }, (_, tap) => place(kernel, tap * channels, channels)),
      bias: place(bias, 0, 1),
    }));
  const places = {
    text: place(layout.input, 0, columns.text),
    markup: place(layout.input, columns.text, columns.all - columns.text),
    inputBias: place(layout.inputBias, 0, 1),
    convolutions: packedConvolutions(shape.dilations, layout.convolutions, layout.convolutionBiases),
    second: place(layout.second, 0, channels),
    looks: place(layout.second, channels, SECOND_COLUMNS.length),
    secondBias: place(layout.secondBias, 0, 1),
    secondConvolutions: packedConvolutions(shape.secondDilations, layout.secondConvolutions, layout.secondConvolutionBiases),
    hidden: place(layout.hidden, 0, channels),
    hiddenBias: place(layout.hiddenBias, 0, 1),
  };
  const textScale = { at: size, columns: wholeSteps(shape.textColumns, SCALE_STEP) };
  const markupScale = { at: size + 2 * textScale.columns, columns: wholeSteps(shape.markupColumns, SCALE_STEP) };
  const packed = new Float32Array(size + 2 * (textScale.columns + markupScale.columns));
  packScale(text, textScale, packed);
  packScale(markup, markupScale, packed);
  let at = 0;
  for (const matrix of matrices) {
    packed.set(packMatrix(matrix), at);
    at += packedSize(matrix);
  }
  return { packed, textScale, markupScale, ...places };
}

/** What fills up a step comes out as 0, whatever goes in. */
function packScale({ means, deviations }: Scale, { at, columns }: PackedScale, packed: Float32Array): void {
  packed.set(means, at);
  packed.fill(Infinity, at + columns, at + 2 * columns);
  packed.set(deviations, at + columns);
}
