/** How a field was decided: the fact, and what became of each claim. */
import type { Claim, Fact, JudgedClaim } from "../../types.ts";

export interface Resolution<T> {
  readonly fact: Fact<T> | undefined;
  readonly judged: readonly JudgedClaim[];
}

/** Confidence on the record: two digits, 0–1, so that sums of floats do not show. */
export function confidence(value: number): number {
  return Math.round(Math.min(0.99, Math.max(0.01, value)) * 100) / 100;
}

/** A claim with its verdict. `won`: the claim says what was chosen. */
export function judge(claim: Claim, won: boolean, why: string): JudgedClaim {
  return { claim, won, why };
}
