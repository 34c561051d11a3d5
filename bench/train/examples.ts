/** Examples from the cache, as views into shared memory, so that all workers read the same bytes. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TEXT_COLUMN_COUNT } from "../../src/extract/labeller/text-features.ts";
import { MARKUP_COLUMNS } from "../../src/text/markup-columns.ts";
import { cacheFolder, type ExampleRow, isMarkup, type Style } from "./corpus.ts";
import type { SetName } from "./sets.ts";

/** One page in one style. All arrays are views. */
export interface Example {
  readonly set: SetName;
  readonly style: Style;
  readonly row: ExampleRow;
  readonly text: Float32Array;
  readonly markup: Float32Array | undefined;
  readonly words: Uint16Array;
  readonly wordOffsets: Uint32Array;
  readonly tokens: Uint16Array;
  readonly tokenOffsets: Uint32Array;
  readonly wanted: Float32Array;
  readonly weights: Float32Array;
  readonly wantedWithHead: Float32Array;
  readonly wordCounts: Float32Array;
  readonly unitWords: Int32Array;
  readonly unitOffsets: Uint32Array;
  readonly goldWords: Int32Array;
}

const PARTS = [
  "text",
  "markup",
  "words",
  "wordOffsets",
  "tokens",
  "tokenOffsets",
  "targets",
  "unitWords",
  "unitOffsets",
  "goldWords",
] as const;
type PartData = Readonly<Record<(typeof PARTS)[number], SharedArrayBuffer>>;

/** The examples of one set in one style, as it is handed to workers. */
export interface ExampleFile {
  readonly set: SetName;
  readonly style: Style;
  readonly rows: readonly ExampleRow[];
  readonly data: PartData;
}

/** Reads a file of the cache; undefined where `npm run train -- corpus` has not made it. */
export function loadFile(set: SetName, style: Style): ExampleFile | undefined {
  const name = join(cacheFolder, `${set}.${style}`);
  if (!existsSync(`${name}.json`)) return undefined;
  const rows = JSON.parse(readFileSync(`${name}.json`, "utf8")) as ExampleRow[];
  const share = (part: string): SharedArrayBuffer => {
    const bytes = readFileSync(`${name}.${part}.bin`);
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    return shared;
  };
  const data = Object.fromEntries(PARTS.map((part) => [part, share(part)])) as PartData;
  return { set, style, rows, data };
}

/** Views of every example of a file. */
export function examplesOf(file: ExampleFile): Example[] {
  const { data, style, set } = file;
  const floats = (part: "text" | "markup" | "targets"): Float32Array => new Float32Array(data[part]);
  const [text, markup, targets] = [floats("text"), floats("markup"), floats("targets")];
  const [words, tokens] = [new Uint16Array(data.words), new Uint16Array(data.tokens)];
  const [wordOffsets, tokenOffsets, unitOffsets] = [
    new Uint32Array(data.wordOffsets),
    new Uint32Array(data.tokenOffsets),
    new Uint32Array(data.unitOffsets),
  ];
  const [unitWords, goldWords] = [new Int32Array(data.unitWords), new Int32Array(data.goldWords)];
  const at = { units: 0, offsets: 0, words: 0, tokens: 0, unitWords: 0, goldWords: 0 };
  const columns = MARKUP_COLUMNS.length;
  return file.rows.map((row) => {
    const { count } = row;
    const target = (column: number): Float32Array => targets.subarray(4 * at.units + column * count, 4 * at.units + (column + 1) * count);
    const example: Example = {
      set,
      style,
      row,
      text: text.subarray(at.units * TEXT_COLUMN_COUNT, (at.units + count) * TEXT_COLUMN_COUNT),
      markup: isMarkup(style) ? markup.subarray(at.units * columns, (at.units + count) * columns) : undefined,
      words: words.subarray(at.words, at.words + row.words),
      wordOffsets: wordOffsets.subarray(at.offsets, at.offsets + count + 1),
      tokens: tokens.subarray(at.tokens, at.tokens + row.tokens),
      tokenOffsets: tokenOffsets.subarray(at.offsets, at.offsets + count + 1),
      wanted: target(0),
      weights: target(1),
      wantedWithHead: target(2),
      wordCounts: target(3),
      unitWords: unitWords.subarray(at.unitWords, at.unitWords + row.unitWords),
      unitOffsets: unitOffsets.subarray(at.offsets, at.offsets + count + 1),
      goldWords: goldWords.subarray(at.goldWords, at.goldWords + row.goldWords),
    };
    at.units += count;
    at.offsets += count + 1;
    at.words += row.words;
    at.tokens += row.tokens;
    at.unitWords += row.unitWords;
    at.goldWords += row.goldWords;
    return example;
  });
}

/** Means and deviations with which features become numbers around 0. */
export interface Normalisation {
  readonly textMeans: Float32Array;
  readonly textDeviations: Float32Array;
  readonly markupMeans: Float32Array;
  readonly markupDeviations: Float32Array;
}

/** Measured over every so-manieth example. */
const SAMPLE_STEP = 5;
const DEVIATION_MIN = 1e-3;

/** Over a sample of the examples. */
export function normalisationOf(examples: readonly Example[]): Normalisation {
  const sample = examples.filter((_, i) => i % SAMPLE_STEP === 0);
  const text = moments(
    sample.map((example) => example.text),
    TEXT_COLUMN_COUNT,
  );
  const markup = moments(
    sample.map((example) => example.markup ?? new Float32Array(0)),
    MARKUP_COLUMNS.length,
  );
  return { textMeans: text.means, textDeviations: text.deviations, markupMeans: markup.means, markupDeviations: markup.deviations };
}

function moments(rows: readonly Float32Array[], columns: number): { means: Float32Array; deviations: Float32Array } {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let count = 0;
  for (const data of rows) {
    for (let i = 0; i < data.length; i++) {
      const value = data[i] ?? 0;
      const column = i % columns;
      sums[column] = (sums[column] ?? 0) + value;
      squares[column] = (squares[column] ?? 0) + value * value;
    }
    count += data.length / columns;
  }
  const means = Float32Array.from(sums, (sum) => sum / Math.max(1, count));
  const deviations = Float32Array.from(
    squares,
    (square, k) => Math.sqrt(Math.max(0, square / Math.max(1, count) - (means[k] ?? 0) ** 2)) + DEVIATION_MIN,
  );
  return { means, deviations };
}
