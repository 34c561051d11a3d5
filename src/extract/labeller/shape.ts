/** The shape of the network: which numbers it has, and where each lies in one flat array. */

import { SECOND_COLUMNS } from "./second-look.ts";

/** Sizes that a set of weights was learned with. */
export interface Shape {
  /** Width of the layers; a multiple of 8. */
  readonly channels: number;
  /** Columns of the text and the markup features. */
  readonly textColumns: number;
  readonly markupColumns: number;
  /** Rows and width of the two tables of hashed tokens. */
  readonly wordRows: number;
  readonly markupRows: number;
  readonly hashedWidth: number;
  /** Distance between the three taps of each convolution. */
  readonly dilations: readonly number[];
  /** The same of the convolutions after the second look. */
  readonly secondDilations: readonly number[];
}

/** A matrix of the network: rows × columns from `from` on. A bias has one column. */
export interface Part {
  readonly name: string;
  readonly from: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Layout {
  readonly wordTable: Part;
  readonly markupTable: Part;
  readonly input: Part;
  readonly inputBias: Part;
  readonly summary: Part;
  readonly summaryBias: Part;
  readonly convolutions: readonly Part[];
  readonly convolutionBiases: readonly Part[];
  /** The first score of a block, which the second look starts from. */
  readonly early: Part;
  readonly earlyBias: Part;
  readonly second: Part;
  readonly secondBias: Part;
  readonly secondConvolutions: readonly Part[];
  readonly secondConvolutionBiases: readonly Part[];
  readonly hidden: Part;
  readonly hiddenBias: Part;
  readonly output: Part;
  readonly outputBias: Part;
  readonly parts: readonly Part[];
  /** Numbers in all. */
  readonly size: number;
}

/** Taps of a convolution: the block itself and one on each side. */
export const TAPS = 3;

/** A convolution: the distance between its taps, where its bias lies, and its matrix as its reader keeps it. */
export interface Convolution<Kernel> {
  readonly dilation: number;
  readonly kernel: Kernel;
  readonly bias: Part;
}

export function convolutionsOf<Kernel>(
  dilations: readonly number[],
  kernels: readonly Kernel[],
  biases: readonly Part[],
): Convolution<Kernel>[] {
  return dilations.flatMap((dilation, level) => {
    const [kernel, bias] = [kernels[level], biases[level]];
    return kernel === undefined || bias === undefined ? [] : [{ dilation, kernel, bias }];
  });
}

/**
 * Inputs of a block, in order: text features, one flag that is 0 outside training (the gold of some sets holds the headline), the mean of
 * its rows of the word table; and with markup: a flag that says so, markup features, the mean of its rows of the markup table.
 */
export function inputColumns(shape: Shape): { readonly text: number; readonly all: number } {
  const text = shape.textColumns + 1 + shape.hashedWidth;
  return { text, all: text + 1 + shape.markupColumns + shape.hashedWidth };
}

/** Where every part lies. */
export function layoutOf(shape: Shape): Layout {
  const parts: Part[] = [];
  let size = 0;
  const part = (name: string, rows: number, columns: number): Part => {
    const made = { name, from: size, rows, columns };
    size += rows * columns;
    parts.push(made);
    return made;
  };
  const { channels } = shape;
  const layout = {
    wordTable: part("words", shape.wordRows, shape.hashedWidth),
    markupTable: part("markup", shape.markupRows, shape.hashedWidth),
    input: part("input", channels, inputColumns(shape).all),
    inputBias: part("input bias", channels, 1),
    summary: part("summary", channels, 2 * channels),
    summaryBias: part("summary bias", channels, 1),
    convolutions: shape.dilations.map((dilation) => part(`convolution ${dilation}`, channels, TAPS * channels)),
    convolutionBiases: shape.dilations.map((dilation) => part(`convolution ${dilation} bias`, channels, 1)),
    early: part("early", 1, channels),
    earlyBias: part("early bias", 1, 1),
    second: part("second", channels, channels + SECOND_COLUMNS.length),
    secondBias: part("second bias", channels, 1),
    secondConvolutions: shape.secondDilations.map((dilation) => part(`second convolution ${dilation}`, channels, TAPS * channels)),
    secondConvolutionBiases: shape.secondDilations.map((dilation) => part(`second convolution ${dilation} bias`, channels, 1)),
    hidden: part("hidden", channels / 2, channels),
    hiddenBias: part("hidden bias", channels / 2, 1),
    output: part("output", 1, channels / 2),
    outputBias: part("output bias", 1, 1),
  };
  return { ...layout, parts, size };
}
