/** From raw scores to probabilities and operating points, on the tuning part. */
import { decode, logOdds, probability } from "../../src/extract/labeller/decode.ts";
import type { Modes, OperatingPoints } from "../../src/extract/labeller/weights-format.ts";
import type { Example } from "./examples.ts";
import { meanF1, scorePage, type PageScore } from "./measure.ts";

/** An example and the log-odds of its units. */
export interface Scored {
  readonly example: Example;
  readonly logits: Float32Array;
}

export interface Calibration {
  readonly temperature: Modes<number>;
  readonly keepFrom: Modes<OperatingPoints>;
  readonly switchCost: Modes<number>;
}

const TEMPERATURES: readonly number[] = Array.from({ length: 29 }, (_, i) => 0.3 + 0.025 * i);
const THRESHOLDS: readonly number[] = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
/**
 * Cost of a change, in raw log-odds. The tuning part knows no difference beyond noise from 0.5 to 3. Markup says where things begin, and where a
 * change is dear a short article loses its edges; text alone does not say it.
 */
const SWITCH_COSTS: Modes<number> = { html: 1, text: 2 };
/** How much F1 may be given up for a lower threshold: what is kept too much of HTML can still be told by rules, of text less. */
const SLACK: Modes<number> = { html: 0.0005, text: 0.0015 };
/** Raw scores for the two other points: where precision and recall part by some 2 points each. */
const PRECISION_FROM = 0.8;
const RECALL_FROM = 0.15;

/** Temperature by log loss, threshold by the mean F1 over sets and styles. */
export function calibrate(scored: readonly Scored[]): Calibration {
  const modes = { html: scored.filter((one) => one.example.style === "html"), text: scored.filter((one) => one.example.style !== "html") };
  const one = (mode: "html" | "text"): { temperature: number; keepFrom: OperatingPoints; switchCost: number } => {
    const temperature = bestOf(TEMPERATURES, (candidate) => -logLoss(modes[mode], candidate));
    const tried = THRESHOLDS.map((threshold) => ({ threshold, f1: groupedF1(modes[mode], logOdds(threshold), SWITCH_COSTS[mode]) }));
    const best = Math.max(...tried.map(({ f1 }) => f1));
    const threshold = Math.min(...tried.filter(({ f1 }) => f1 >= best - SLACK[mode]).map((point) => point.threshold));
    const calibrated = (raw: number): number => Number(probability(temperature * logOdds(raw)).toFixed(3));
    return {
      temperature: Number(temperature.toFixed(3)),
      keepFrom: { precision: calibrated(PRECISION_FROM), balanced: calibrated(threshold), recall: calibrated(RECALL_FROM) },
      switchCost: SWITCH_COSTS[mode],
    };
  };
  const [html, text] = [one("html"), one("text")];
  return {
    temperature: { html: html.temperature, text: text.temperature },
    keepFrom: { html: html.keepFrom, text: text.keepFrom },
    switchCost: { html: html.switchCost, text: text.switchCost },
  };
}

function bestOf<T extends number | object>(candidates: readonly T[], worth: (candidate: T) => number): T {
  const [first, ...rest] = candidates;
  if (first === undefined) throw new Error("nothing to choose from");
  let best = first;
  let bestWorth = worth(first);
  for (const candidate of rest) {
    const value = worth(candidate);
    if (value > bestWorth) {
      best = candidate;
      bestWorth = value;
    }
  }
  return best;
}

function logLoss(scored: readonly Scored[], temperature: number): number {
  let sum = 0;
  let count = 0;
  for (const { example, logits } of scored)
    for (let i = 0; i < logits.length; i++) {
      if ((example.weights[i] ?? 0) < 1) continue;
      const z = temperature * (logits[i] ?? 0);
      sum += Math.max(z, 0) - z * (example.wanted[i] ?? 0) + Math.log1p(Math.exp(-Math.abs(z)));
      count++;
    }
  return sum / Math.max(1, count);
}

/** Mean over sets and styles of the F1, so that no set or style outweighs the others. */
export function groupedF1(scored: readonly Scored[], threshold: number, switchCost: number): number {
  const groups = new Map<string, PageScore[]>();
  for (const { example, logits } of scored) {
    const key = `${example.set} ${example.style}`;
    const score = scorePage(example, decode(logits, { threshold, switchCost }));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [score]);
    else known.push(score);
  }
  const figures = [...groups.values()].map(meanF1);
  return figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);
}
