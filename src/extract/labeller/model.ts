/** Weights laid out for the calculator, and the calculator itself: one a thread, since its memory is large. */
import { type Calculator, makeCalculator, type Matrix, packedSize, packMatrix } from "./product.ts";
import { SECOND_COLUMNS } from "./second-look.ts";
import { convolutionsOf, inputColumns, type Part, TAPS } from "./shape.ts";
import type { Weights } from "./weights-format.ts";

/** Where each packed matrix lies in the calculator's memory, in floats, and each row of biases. */
export interface Model {
  readonly packed: Float32Array;
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

function modelOf({ shape, layout, values }: Weights): Model {
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
  const packed = new Float32Array(size);
  let at = 0;
  for (const matrix of matrices) {
    packed.set(packMatrix(matrix), at);
    at += packedSize(matrix);
  }
  return { packed, ...places };
}
