/** What goes into the network: features scaled to like size, and the means of the rows of hashed words and markup tokens. */
import type { MarkupEvidence } from "../../types.ts";
import type { Pass } from "./network.ts";
import { inputColumns, type Part } from "./shape.ts";
import type { Weights } from "./weights-format.ts";

/** Features side by side with the means of the hashed rows, in the order of `inputColumns`. The head flag stays 0: it is for training alone. */
export function writeInputs(pass: Pass, from: number, to: number): void {
  const { weights, input, model, calculator, memory, inputs, depth, raw } = pass;
  const { shape, layout } = weights;
  const { words, wordOffsets, markup, blocks } = input;
  const { text } = inputColumns(shape);
  const rows = to - from;
  memory.set(input.text.subarray(from * shape.textColumns, to * shape.textColumns), raw);
  memory[raw + rows * shape.textColumns] = 0;
  const { at: textScale, columns: textColumns } = model.textScale;
  const outStride = depth;
  calculator.scale({ a: raw, aStride: shape.textColumns, b: textScale, out: inputs, outStride, rows, columns: textColumns });
  if (markup !== undefined) {
    gatherFeatures(pass, markup, from, to);
    const { at: markupScale, columns: markupColumns } = model.markupScale;
    const aStride = shape.markupColumns;
    calculator.scale({ a: raw, aStride, b: markupScale, out: inputs + text + 1, outStride, rows, columns: markupColumns });
  }
  for (let row = from, at = inputs; row < to; row++, at += depth) {
    const found = { tokens: words, from: wordOffsets[row] ?? 0, to: wordOffsets[row + 1] ?? 0 };
    writeMean(weights, layout.wordTable, found, { out: memory, at: at + shape.textColumns + 1 });
    if (markup === undefined) continue;
    memory[at + text] = 1;
    const block = blocks[row] ?? 0;
    const marks = { tokens: markup.tokens, from: markup.offsets[block] ?? 0, to: markup.offsets[block + 1] ?? 0 };
    writeMean(weights, layout.markupTable, marks, { out: memory, at: at + text + 1 + shape.markupColumns });
  }
}

/** Copies the markup features of the blocks that rows stand for; blocks that follow one another go together. */
function gatherFeatures({ memory, raw, input: { blocks } }: Pass, { features, columns }: MarkupEvidence, from: number, to: number): void {
  let at = raw;
  for (let row = from; row < to;) {
    const first = blocks[row] ?? 0;
    let end = row + 1;
    while (end < to && blocks[end] === first + end - row) end++;
    memory.set(features.subarray(first * columns, (first + end - row) * columns), at);
    at += (end - row) * columns;
    row = end;
  }
  memory[at] = 0;
}

interface Lookup {
  readonly tokens: Uint16Array;
  readonly from: number;
  readonly to: number;
}

/** Writes the mean of some rows of a table; 0 where there are none. Four columns at a time, whose sums then stay in registers. */
function writeMean({ values }: Weights, table: Part, { tokens, from, to }: Lookup, { out, at }: { out: Float32Array; at: number }): void {
  const { columns } = table;
  const count = Math.max(1, to - from);
  for (let k = 0; k < columns; k += 4) {
    const first = table.from + k;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let t = from; t < to; t++) {
      const row = first + (tokens[t] ?? 0) * columns;
      a += values[row] ?? 0;
      b += values[row + 1] ?? 0;
      c += values[row + 2] ?? 0;
      d += values[row + 3] ?? 0;
    }
    out[at + k] = a / count;
    // A narrower table has read what stands behind its rows.
    if (k + 1 < columns) out[at + k + 1] = b / count;
    if (k + 2 < columns) out[at + k + 2] = c / count;
    if (k + 3 < columns) out[at + k + 3] = d / count;
  }
}
