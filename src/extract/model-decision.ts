/** The labeller's decision on a block, with reasons that are worked out only when somebody asks: they cost more than the decision. */
import type { BlockClass, Decision } from "../types.ts";
import type { Labels } from "./labeller/label.ts";

/** The rule of blocks that no rule names. */
export const MODEL = "model";

export class ModelDecision implements Decision {
  readonly keep: boolean;
  readonly class: BlockClass;
  readonly rule: string = MODEL;
  readonly score: number;
  declare readonly reasons: readonly string[];
  readonly #explain: Labels["reasons"];
  readonly #block: number;

  constructor(
    explain: Labels["reasons"],
    known: { readonly block: number; readonly keep: boolean; readonly class: BlockClass; readonly score: number },
  ) {
    this.keep = known.keep;
    this.class = known.class;
    this.score = known.score;
    this.#explain = explain;
    this.#block = known.block;
    // Its own, as the other fields are, so that copies and JSON have it; one getter for all, since one for each is made three times slower.
    Object.defineProperty(this, "reasons", ModelDecision.#REASONS);
  }

  static readonly #REASONS: ThisType<ModelDecision> & PropertyDescriptor = {
    enumerable: true,
    configurable: true,
    get() {
      return this.#explain(this.#block);
    },
  };
}
