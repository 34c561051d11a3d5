/**
 * Two stories that go on alike after beginnings of their own: releases over one long "About", reports of one speech. What they share can be
 * most of both, so that coverage alone would make them one.
 */
import { lengthOf, type Spans } from "./align.ts";
import { lettersOf } from "./letters.ts";
import type { Pair } from "./pair.ts";
import { proseLetters } from "./prose.ts";
import type { TitleEvidence } from "./titles.ts";

/** Letters of prose, and share of its text, that an own beginning has at least: some 25 words. A lead that an editor wrote anew is shorter. */
const HEAD = { letters: 120, share: 0.1 } as const;
/** The same where the titles are somewhat alike, as those of one company's releases are. */
const LONG_HEAD = { letters: 300, share: 0.2 } as const;
/** Similarity of titles below which a short beginning is enough. Headlines of one story written by two desks share some .4. */
const OTHER_TITLE = 0.35;
/** Letters of the first passage that counts as the story going on: a phrase that both beginnings use does not. */
const PASSAGE_MIN = 100;

/** Letters of a beginning that are compared. */
const LOOKED_AT = 4000;
/** Letters of the grams by which two beginnings are compared, and the share of them that two stories may have in common. */
const GRAM = 6;
const COMMON_MAX = 0.25;

export interface HeadTexts {
  readonly titles: TitleEvidence;
  readonly textOf: (row: number) => string;
}

/**
 * Do both texts of a pair, under different titles, begin with prose that the other does not have? Looks at the texts only where what is
 * shared starts far enough into both.
 */
export function haveOwnHeads({ a, b, spansA, spansB, lettersA, lettersB }: Pair, { titles, textOf }: HeadTexts): boolean {
  if (titles.similarity === undefined || titles.isSame) return false;
  const { letters, share } = titles.similarity < OTHER_TITLE ? HEAD : LONG_HEAD;
  const leastA = Math.max(letters, share * lettersA);
  const leastB = Math.max(letters, share * lettersB);
  if (lettersBefore(spansA) < leastA || lettersBefore(spansB) < leastB) return false;
  const headA = headOf(textOf(a), spansA);
  const headB = headOf(textOf(b), spansB);
  return proseLetters(headA) >= leastA && proseLetters(headB) >= leastB && commonShare(headA, headB) <= COMMON_MAX;
}

/** The first passage that is long enough to be the story, as an index. */
function firstPassage({ starts, ends }: Spans): number {
  return starts.findIndex((start, index) => (ends[index] ?? 0) - start >= PASSAGE_MIN);
}

/** Letters before the first passage that the other text does not have. */
function lettersBefore(spans: Spans): number {
  const first = firstPassage(spans);
  if (first < 0) return 0;
  return (spans.starts[first] ?? 0) - lengthOf({ starts: spans.starts.subarray(0, first), ends: spans.ends.subarray(0, first) });
}

/** The text before the first passage. */
function headOf(text: string, spans: Spans): string {
  const { offsets } = lettersOf(text, { offsets: true });
  return text.slice(0, offsets?.[spans.starts[firstPassage(spans)] ?? 0] ?? 0);
}

/** Share of the shorter text's grams that the other has: a beginning that was edited all over still has most of them. */
function commonShare(x: string, y: string): number {
  const [few, many] = [gramsOf(x), gramsOf(y)].sort((one, other) => one.size - other.size);
  if (few === undefined || many === undefined || few.size === 0) return 0;
  let common = 0;
  for (const gram of few) if (many.has(gram)) common++;
  return common / few.size;
}

function gramsOf(text: string): Set<string> {
  const { units, count } = lettersOf(text, { offsets: false });
  const letters = String.fromCharCode(...units.subarray(0, Math.min(count, LOOKED_AT)));
  return new Set(Array.from({ length: Math.max(0, letters.length - GRAM + 1) }, (_, at) => letters.slice(at, at + GRAM)));
}
