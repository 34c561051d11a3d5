/** What goes wrong, counted by class: words that were wrongly kept, by what their surroundings say they are. */
import type { Block } from "../../src/types.ts";
import type { Predicted } from "./predict.ts";
import { GOLD_FROM, goldShares, NOT_GOLD_TO } from "./truth.ts";

interface ErrorClass {
  readonly name: string;
  /** Names of elements, classes and ids around the block. */
  readonly scope: RegExp;
  /** What such lines say, where nothing else is left of them. */
  readonly text: RegExp;
}

/** First match wins. */
const CLASSES: readonly ErrorClass[] = [
  { name: "comments", scope: /comment|disqus|respond|reply/i, text: /^(?:reply|leave a (?:reply|comment)|\d+ comments?)\b/i },
  {
    name: "captions, credits",
    scope: /caption|figure|credit|photo|gallery/i,
    text: /^(?:photo|image|credit|foto|фото)\b|\((?:AP|Reuters|AFP|Getty)[^)]*\)$/i,
  },
  {
    name: "bylines, dates, bios",
    scope: /byline|author|bio\b|date|time|meta|posted/i,
    text: /^(?:by |posted|published|updated|written by)/i,
  },
  {
    name: "share lines",
    scope: /share|social|subscribe|newsletter|follow|signup/i,
    text: /\b(?:subscribe|newsletter|follow us|share this|sign up|facebook|twitter)\b/i,
  },
  {
    name: "legal, about",
    scope: /legal|copyright|disclaimer|cookie|privacy|about|footer/i,
    text: /©|copyright|all rights reserved|cookie|disclaimer|privacy policy/i,
  },
  {
    name: "teasers, other articles",
    scope: /related|recommend|teaser|popular|trending|more|latest|sidebar|aside|promo|widget|nav|menu/i,
    text: /^(?:read more|read also|related|see also|also read|more from|recommended|don't miss)\b/i,
  },
];

function classOf(block: Block): string {
  const scope = block.scope.join(" ");
  const found = CLASSES.find((one) => one.scope.test(scope) || one.text.test(block.text.slice(0, 400)));
  return found?.name ?? "other";
}

/** A line a class: its wrongly kept words as a share of all words that were kept; and the wrongly dropped as a share of the gold's. */
export function errorLines(name: string, predicted: readonly Predicted[]): string[] {
  const wrong = new Map<string, number>();
  let kept = 0;
  let gold = 0;
  let lost = 0;
  for (const one of predicted) {
    const shares = goldShares(one);
    one.article.blocks.forEach(({ block, decision }, i) => {
      const share = shares[i] ?? 0;
      if (share >= GOLD_FROM) gold += block.wordCount;
      if (decision.keep) {
        kept += block.wordCount;
        if (share <= NOT_GOLD_TO) wrong.set(classOf(block), (wrong.get(classOf(block)) ?? 0) + block.wordCount);
      } else if (share >= GOLD_FROM) lost += block.wordCount;
    });
  }
  const percent = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(2)}%`;
  const rows = [...wrong].sort((a, b) => b[1] - a[1]).map(([key, words]) => `${key} ${percent(words, kept)}`);
  return [`  ${name} wrongly kept, of words kept: ${rows.join(", ")}; wrongly dropped, of the gold: ${percent(lost, gold)}`];
}
