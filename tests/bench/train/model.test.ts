import { describe, expect, it } from "vitest";
import { Model, type PageInput, pageLoss, type Target } from "../../../bench/train/model.ts";
import { normalFrom, randomFrom } from "../../../bench/train/random.ts";
import { layoutOf } from "../../../src/extract/labeller/shape.ts";
import { smallShape as shape } from "../../extract/labeller/small-shape.ts";

const count = 7;

function makePage(withMarkup: boolean): { page: PageInput; target: Target } {
  const random = randomFrom(3);
  const normal = normalFrom(random);
  const numbers = (size: number): Float32Array => Float32Array.from({ length: size }, normal);
  const positive = (size: number): Float32Array => Float32Array.from({ length: size }, () => 1 + 20 * random());
  const offsets = Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i);
  const page: PageInput = {
    count,
    text: numbers(count * shape.textColumns),
    markup: withMarkup ? numbers(count * shape.markupColumns) : undefined,
    words: Uint16Array.from({ length: 2 * count }, () => Math.floor(random() * shape.wordRows)),
    wordOffsets: offsets,
    hasStrangeWords: false,
    hasStrangeTokens: false,
    tokens: withMarkup ? Uint16Array.from({ length: 2 * count }, () => Math.floor(random() * shape.markupRows)) : undefined,
    tokenOffsets: withMarkup ? offsets : undefined,
    keepsHead: true,
    wordCounts: positive(count),
  };
  const target: Target = {
    wanted: Float32Array.from({ length: count }, () => (random() < 0.5 ? 0.1 : 0.9)),
    weights: positive(count),
    wordCounts: page.wordCounts,
    pageWeight: 0.7,
    pageLoss: 1.3,
  };
  return { page, target };
}

describe("the network's gradients", () => {
  it.each([{ withMarkup: true }, { withMarkup: false }])("agree with differences of the loss (%o)", ({ withMarkup }) => {
    const { page, target } = makePage(withMarkup);
    const { size, parts, second } = layoutOf(shape);
    const normal = normalFrom(randomFrom(5));
    const weights = Float32Array.from({ length: size }, () => 0.4 * normal());
    // What the second look reads from the first scores is taken as given, so here it has no say: only its own weights feel it.
    for (let row = 0; row < second.rows; row++)
      weights.fill(0, second.from + row * second.columns + shape.channels, second.from + (row + 1) * second.columns);
    const model = new Model(shape, weights, new Float32Array(size));
    const [slopes, earlySlopes] = [new Float32Array(count), new Float32Array(count)];
    const loss = (): number => {
      const { logits, early } = model.forward(page, undefined);
      return pageLoss(logits, count, target, slopes) + pageLoss(early, count, { ...target, pageWeight: 0.3 }, earlySlopes);
    };
    loss();
    model.backward(page, slopes, earlySlopes);
    const step = 2e-3;
    for (const part of parts) {
      let difference = 0;
      let length = 0;
      for (let i = part.from; i < part.from + part.rows * part.columns; i++) {
        const held = weights[i] ?? 0;
        weights[i] = held + step;
        const above = loss();
        weights[i] = held - step;
        const below = loss();
        weights[i] = held;
        const expected = (above - below) / (2 * step);
        difference += (expected - (model.gradients[i] ?? 0)) ** 2;
        length += expected ** 2;
      }
      // A step may cross the bend of a rectifier, so single numbers may differ, the whole may not.
      expect(Math.sqrt(difference / (length + 1e-9)), part.name).toBeLessThan(0.03);
    }
  });
});
