/**
 * Why a block was kept or dropped: how much each feature added to its log-odds, worked out backwards through the network along the block's
 * own path (gradient times input), with all that its neighbours added as one feature more.
 */
import type { Convolved, Run } from "./network.ts";
import { LOGIT_MAX, LOGIT_SCALE, LOOKS, SECOND_COLUMNS } from "./second-look.ts";
import { inputColumns, type Part, TAPS } from "./shape.ts";
import type { Weights } from "./weights-format.ts";

/** What each input column of a block, and the rest of the page, added to its log-odds. */
export interface Contributions {
  /** One a column of the input, in the order of `inputColumns`. */
  readonly columns: Float32Array;
  /** The blocks around it, and the place and size of what looked like the article at first. */
  readonly neighbours: number;
  /** How likely other blocks with the same words, and with the same markup, looked at first. */
  readonly sharedWords: number;
  readonly sharedMarkup: number;
}

/** Slopes of a block's states, which are carried backwards, and what its neighbours added on the way. */
interface Path {
  readonly block: number;
  readonly slopes: Float64Array;
  neighbours: number;
}

/** Contributions to the log-odds of one block. 26,000 multiplications at 32 channels. */
export function contributionsTo(weights: Weights, run: Run, block: number): Contributions {
  const { shape, layout, values } = weights;
  const { channels } = shape;
  const path: Path = { block, slopes: new Float64Array(channels), neighbours: 0 };
  const { slopes } = path;
  for (let h = 0; h < channels / 2; h++) {
    if ((run.hidden[block * run.hiddenColumns + h] ?? 0) <= 0) continue;
    const slope = values[layout.output.from + h] ?? 0;
    for (let k = 0; k < channels; k++) slopes[k] = (slopes[k] ?? 0) + slope * (values[layout.hidden.from + h * channels + k] ?? 0);
  }
  convolvedBack(weights, run.convolvedAgain, { parts: layout.secondConvolutions, dilations: shape.secondDilations }, path);
  const looks = lookedBack(weights, run, path);
  convolvedBack(weights, run.convolved, { parts: layout.convolutions, dilations: shape.dilations }, path);
  const stride = inputColumns(shape).all;
  const columns = new Float32Array(run.depth);
  for (let out = 0; out < channels; out++) {
    if ((run.first[block * channels + out] ?? 0) <= 0) continue;
    const slope = slopes[out] ?? 0;
    const row = layout.input.from + out * stride;
    for (let k = 0; k < run.depth; k++)
      columns[k] = (columns[k] ?? 0) + slope * (values[row + k] ?? 0) * (run.inputs[block * run.depth + k] ?? 0);
  }
  return { columns, neighbours: path.neighbours, ...looks };
}

/** Slopes after some convolutions → slopes before them. */
function convolvedBack(
  { shape: { channels }, values }: Weights,
  { states, made: results }: Convolved,
  { parts, dilations }: { readonly parts: readonly Part[]; readonly dilations: readonly number[] },
  path: Path,
): void {
  const { block, slopes } = path;
  for (let level = dilations.length - 1; level >= 0; level--) {
    const part = parts[level];
    const state = states[level];
    const made = results[level];
    if (part === undefined || state === undefined || made === undefined) continue;
    const dilation = dilations[level] ?? 1;
    const before = slopes.slice();
    for (let out = 0; out < channels; out++) {
      const slope = before[out] ?? 0;
      if ((made[block * channels + out] ?? 0) <= 0 || slope === 0) continue;
      const row = part.from + out * TAPS * channels;
      for (let tap = 0; tap < TAPS; tap++) {
        const at = (block + (tap - 1) * dilation) * channels;
        if (at < 0 || at >= state.length) continue;
        for (let k = 0; k < channels; k++) {
          const weight = values[row + tap * channels + k] ?? 0;
          if (tap === 1) slopes[k] = (slopes[k] ?? 0) + slope * weight;
          else path.neighbours += slope * weight * (state[at + k] ?? 0);
        }
      }
    }
  }
}

/** Slopes after the second look → slopes before it: a block's own first score leads back to its features, the rest is the page's. */
function lookedBack(
  { shape: { channels }, layout, values }: Weights,
  run: Run,
  path: Path,
): Pick<Contributions, "sharedWords" | "sharedMarkup"> {
  const { block, slopes } = path;
  const columns = SECOND_COLUMNS.length;
  const before = slopes.slice();
  const lookSlopes = new Float64Array(columns);
  for (let out = 0; out < channels; out++) {
    const slope = before[out] ?? 0;
    if ((run.mixed[block * channels + out] ?? 0) <= 0) continue;
    const row = layout.second.from + out * (channels + columns);
    for (let k = 0; k < channels; k++) slopes[k] = (slopes[k] ?? 0) + slope * (values[row + k] ?? 0);
    for (let k = 0; k < columns; k++) lookSlopes[k] = (lookSlopes[k] ?? 0) + slope * (values[row + channels + k] ?? 0);
  }
  const added = (column: number): number => (lookSlopes[column] ?? 0) * (run.looks[block * columns + column] ?? 0);
  const own = ownScoreSlope(lookSlopes, run.looks, block * columns);
  for (let k = 0; k < channels; k++) slopes[k] = (slopes[k] ?? 0) + own * (values[layout.early.from + k] ?? 0);
  path.neighbours += added(LOOKS.before) + added(LOOKS.after) + added(LOOKS.size);
  return {
    sharedWords: added(LOOKS.wordScore) + added(LOOKS.wordShare),
    sharedMarkup: added(LOOKS.markScore) + added(LOOKS.markShare),
  };
}

/** Slope of the first log-odds of a block, through the two columns that show it. */
function ownScoreSlope(slopes: Float64Array, looks: Float32Array, at: number): number {
  const score = looks[at + LOOKS.score] ?? 0;
  const isWithin = Math.abs(looks[at + LOOKS.logit] ?? 0) < LOGIT_MAX * LOGIT_SCALE;
  return (isWithin ? (slopes[LOOKS.logit] ?? 0) * LOGIT_SCALE : 0) + (slopes[LOOKS.score] ?? 0) * score * (1 - score);
}
