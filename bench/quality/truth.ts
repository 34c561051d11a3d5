/** Which blocks of a page the gold holds, whatever was decided on them. */
import { alignBlocks } from "../train/align.ts";
import { hashWords } from "../../src/text/word-hashes.ts";
import type { Predicted } from "./predict.ts";

/** Share of each block that stands in the gold, 0–1. */
export function goldShares({ gold, article }: Predicted): Float32Array {
  return alignBlocks(
    article.blocks.map(({ block }) => hashWords(block.text)),
    hashWords(gold.gold),
  );
}

/** Shares from which a dropped block counts as wrongly dropped, and up to which a kept one as wrongly kept. */
export const GOLD_FROM = 0.6;
export const NOT_GOLD_TO = 0.3;
