import type { Outcome } from "../types.ts";

/** The outcome with everything read that it holds, so that it outlives the store. */
export function detached(outcome: Outcome): Outcome {
  const { article } = outcome;
  if (article === undefined) return outcome;
  // Spreading calls the getters.
  return { ...outcome, article: { ...article, metadata: { ...article.metadata } } };
}
