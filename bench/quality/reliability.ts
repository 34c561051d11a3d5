/** Is a score a probability? Blocks by score, and how many of them the gold holds. */
import type { Predicted } from "./predict.ts";
import { goldShares } from "./truth.ts";

const BINS = 10;

/** A table, and the expected calibration error: the mean distance of score and share, weighted by blocks. */
export function reliabilityLines(mode: string, predicted: readonly Predicted[]): string[] {
  if (predicted.length === 0) return [];
  const bins = Array.from({ length: BINS }, () => ({ count: 0, score: 0, share: 0 }));
  for (const one of predicted) {
    const shares = goldShares(one);
    one.article.blocks.forEach(({ block, decision }, i) => {
      const bin = bins[Math.min(BINS - 1, Math.floor(decision.score * BINS))];
      if (bin === undefined || block.text === "") return;
      bin.count++;
      bin.score += decision.score;
      bin.share += (shares[i] ?? 0) > 0.5 ? 1 : 0;
    });
  }
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.score - bin.share), 0) / Math.max(1, total);
  const rows = bins.map(
    (bin) =>
      `    ${(bin.score / Math.max(1, bin.count)).toFixed(3)} → ${(bin.share / Math.max(1, bin.count)).toFixed(3)}  (${bin.count} blocks)`,
  );
  return [`reliability in ${mode} (mean score → share in the gold), expected calibration error ${error.toFixed(4)}:`, ...rows];
}
