import { describe, expect, it } from "vitest";
import { type Choice, learnChoices } from "../../../bench/train/choices.ts";

/** What two measures and "none" are worth in a made-up world. */
const WORTH: readonly number[] = [1.5, -1];
const NONE = 0.5;

/** Things that measure each of these pairs, once with every thing right, as often as the worths say. */
function choicesAmong(things: readonly (readonly number[])[]): Choice[] {
  const odds = [...things.map((thing) => Math.exp(thing.reduce((sum, one, k) => sum + one * (WORTH[k] ?? 0), 0))), Math.exp(NONE)];
  const all = odds.reduce((sum, one) => sum + one, 0);
  const measures = Float64Array.from(things.flat());
  return odds.map((one, right) => ({ measures, isRight: Uint8Array.from(things, (_, i) => (i === right ? 1 : 0)), weight: one / all }));
}

const pairs = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b]));
const choices = pairs.flatMap((one) => pairs.map((other) => [one, other])).flatMap(choicesAmong);

describe("a choice among things or none", () => {
  it("is learned with the worths it was made by", () => {
    const { weights, none } = learnChoices(choices, 2);
    // Weights are held a little under what fits best.
    expect(weights[0]).toBeCloseTo(1.5, 1);
    expect(weights[1]).toBeCloseTo(-1, 1);
    expect(none).toBeCloseTo(NONE, 1);
  });

  it("is learned alike every time", () => {
    expect(learnChoices(choices, 2)).toEqual(learnChoices(choices, 2));
  });

  it("learns from things of which either is right what they have in common", () => {
    const { weights } = learnChoices(
      [{ measures: Float64Array.from([1, 0, 1, 1, 0, 1]), isRight: Uint8Array.from([1, 1, 0]), weight: 1 }],
      2,
    );
    expect(weights[0]).toBeGreaterThan(1);
    expect(weights[0]).toBeGreaterThan(weights[1] ?? 0);
  });

  it("learns nothing from nothing", () => {
    expect(learnChoices([], 2)).toEqual({ weights: new Float64Array(2), none: 0 });
  });
});
