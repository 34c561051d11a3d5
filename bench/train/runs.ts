/** Trainings on disk, and the committed weights made from one of them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Shape } from "../../src/extract/labeller/shape.ts";
import { type PackedWeights, packWeights } from "../../src/extract/labeller/weights-format.ts";
import type { Calibration } from "./calibrate.ts";
import type { Learned } from "./learn.ts";

const runsFolder = join(import.meta.dirname, "..", "cache", "trainings");
const weightsFile = join(import.meta.dirname, "..", "..", "src", "extract", "weights.ts");

interface SavedRun {
  readonly shape: Shape;
  readonly weights: readonly number[];
  readonly normalisation: Readonly<Record<keyof Learned["normalisation"], readonly number[]>>;
}

/** Keeps a training under a name. */
export function saveRun(name: string, { shape, weights, normalisation }: Learned): void {
  mkdirSync(runsFolder, { recursive: true });
  const saved: SavedRun = {
    shape,
    weights: [...weights],
    normalisation: {
      textMeans: [...normalisation.textMeans],
      textDeviations: [...normalisation.textDeviations],
      markupMeans: [...normalisation.markupMeans],
      markupDeviations: [...normalisation.markupDeviations],
    },
  };
  writeFileSync(join(runsFolder, `${name}.json`), JSON.stringify(saved));
}

/** Reads it again. */
export function loadRun(name: string): Learned {
  const { shape, weights, normalisation } = JSON.parse(readFileSync(join(runsFolder, `${name}.json`), "utf8")) as SavedRun;
  return {
    shape,
    weights: Float32Array.from(weights),
    normalisation: {
      textMeans: Float32Array.from(normalisation.textMeans),
      textDeviations: Float32Array.from(normalisation.textDeviations),
      markupMeans: Float32Array.from(normalisation.markupMeans),
      markupDeviations: Float32Array.from(normalisation.markupDeviations),
    },
  };
}

/** What the program would hold of a training. */
export function packRun(learned: Learned, calibration: Calibration): PackedWeights {
  const { normalisation, shape, weights } = learned;
  const text = { means: normalisation.textMeans, deviations: normalisation.textDeviations };
  const markup = { means: normalisation.markupMeans, deviations: normalisation.markupDeviations };
  return { shape, ...calibration, data: packWeights(shape, weights, text, markup) };
}

/** Writes src/extract/weights.ts. */
export function writeWeights(packed: PackedWeights): number {
  const { data, ...head } = packed;
  const source = [
    "/** The labeller's weights. Made by `npm run train`: bench/train/README.md says from what. Not to be edited. */",
    'import type { PackedWeights } from "./labeller/weights-format.ts";',
    "",
    `export const PACKED_WEIGHTS: PackedWeights = {`,
    ...Object.entries(head).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`),
    `  data: "${data}",`,
    "};",
    "",
  ].join("\n");
  writeFileSync(weightsFile, source);
  return source.length;
}
