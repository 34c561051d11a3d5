/** The worst pages, with what was wrongly kept and wrongly dropped, for people to learn from. */
import type { Predicted } from "./predict.ts";
import { f1Of, scorePage } from "./score.ts";
import { GOLD_FROM, goldShares, NOT_GOLD_TO } from "./truth.ts";

/** Blocks shown a page, and UTF-16 units shown a block. */
const BLOCKS_SHOWN = 12;
const TEXT_SHOWN = 110;

/** A head line a page, and a line for each of its worst blocks, longest first. */
export function worstLines(predicted: readonly Predicted[], count: number): string[] {
  const ranked = predicted
    .map((one) => ({ one, score: scorePage(one.gold.gold, one.article.text) }))
    .sort((a, b) => f1Of(a.score) - f1Of(b.score));
  return ranked.slice(0, count).flatMap(({ one, score }) => {
    const head = `  ${f1Of(score).toFixed(3)}  P ${(score.precision ?? 0).toFixed(2)}  R ${(score.recall ?? 0).toFixed(2)}  ${one.gold.id}  ${one.gold.url ?? ""}`;
    return [head, ...wrongBlocks(one)];
  });
}

function wrongBlocks(one: Predicted): string[] {
  const shares = goldShares(one);
  const wrong = one.article.blocks.flatMap(({ block, decision }, i) => {
    const share = shares[i] ?? 0;
    const verdict =
      decision.keep && share <= NOT_GOLD_TO ? "wrongly kept" : !decision.keep && share >= GOLD_FROM ? "wrongly dropped" : undefined;
    return verdict === undefined || block.text === "" ? [] : [{ block, decision, verdict }];
  });
  const shown = wrong.toSorted((a, b) => b.block.wordCount - a.block.wordCount).slice(0, BLOCKS_SHOWN);
  return shown.map(
    ({ block, decision, verdict }) =>
      `      ${verdict}: block ${block.index} (${decision.rule}, ${decision.class}, ${decision.score.toFixed(2)}; ${block.scope.slice(-2).join(" ")}) “${block.text.slice(0, TEXT_SHOWN)}”`,
  );
}
