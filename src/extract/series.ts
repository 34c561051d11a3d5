/**
 * Articles made of parts that look alike: numbered tips with prose under each, questions with answers, the times of a live blog. What is
 * given up half-way is kept.
 */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { type Finding, isProse, type View } from "./view.ts";

/** Parts that make a series, and those of them of which prose is kept already. */
const PARTS_MIN: Readonly<Record<Kind, readonly [all: number, kept: number]>> = { number: [3, 1], question: [4, 2], time: [3, 2] };
/** Words of the head of a part. */
const HEAD_WORDS_MAX = 25;
/** P(content) under which nothing is brought back, 0–1: questions also head what many sites ask and answer under their articles. */
const PROSE_SCORE_MIN: Readonly<Record<Kind, number>> = { number: 0.25, question: 0.5, time: 0.25 };
const HEAD_SCORE_MIN = 0.15;
/** Blocks between the heads of two parts, and from a head to the prose that it heads. */
const GAP_BLOCKS_MAX = 12;
const HEAD_GAP_MAX = 2;

type Kind = "number" | "question" | "time";
const KINDS: readonly Kind[] = ["number", "question", "time"];

interface SeriesPart {
  readonly head: Block;
  /** The headline of an entry, between its time and its prose. */
  readonly label: Block | undefined;
  readonly prose: readonly Block[];
}

const NUMBER = /^(\d{1,2})[.)]\s\S/u;
const QUESTION_END = /[?？؟]["”»]?$/u;
/** Nothing but a time of day: "18.42", "18h42", "6:42 pm". */
const TIME = /^(?:[01]?\d|2[0-4])\s?[:.hH]\s?[0-5]\d(?:\s?(?:[ap]\.?m\.?|h|Uhr|[A-Z]{2,4}))?$/iu;

/** Heads and prose of the parts of a series that were dropped, where prose of other parts is kept. Linear in the blocks. */
export function seriesParts(view: View): Finding[] {
  return KINDS.flatMap((kind) => {
    const parts = partsOf(view, kind);
    const [all, kept] = PARTS_MIN[kind];
    if (parts.length < all || parts.filter(({ prose }) => prose.some((block) => view.keep[block.index] === true)).length < kept) return [];
    // Behind the last part other things may follow: it is no longer than the others.
    const longest = Math.max(...parts.slice(0, -1).map(({ prose }) => prose.length));
    return parts
      .flatMap(({ head, label, prose }) => [head, ...(label === undefined ? [] : [label]), ...prose.slice(0, longest)])
      .filter((block) => view.keep[block.index] !== true)
      .map((block) => ({ block: block.index, keep: true, class: "content", reason: "is part of a series of which other parts are kept" }));
  });
}

/** The longest run of parts one after another. */
function partsOf(view: View, kind: Kind): readonly SeriesPart[] {
  let best: SeriesPart[] = [];
  let run: SeriesPart[] = [];
  let last = 0;
  for (const block of view.blocks) {
    if (!isHead(view, block, kind)) continue;
    const number = kind === "number" ? Number(NUMBER.exec(block.text)?.[1]) : 0;
    const before = run.at(-1)?.head;
    const goesOn = before !== undefined && block.index - before.index <= GAP_BLOCKS_MAX && (kind !== "number" || number === last + 1);
    const prose = proseUnder(view, block, kind);
    const [first] = prose;
    if (first === undefined) continue;
    if (!goesOn) run = [];
    if (!goesOn && kind === "number" && number !== 1) continue;
    const label = kind === "time" && first.index === block.index + 2 ? view.blocks[block.index + 1] : undefined;
    run.push({ head: block, label, prose });
    last = number;
    if (run.length > best.length) best = run;
  }
  return best;
}

function isHead(view: View, { index, text, kind, wordCount }: Block, wanted: Kind): boolean {
  if (wordCount === 0 || wordCount > HEAD_WORDS_MAX || kind === "cell" || kind === "code") return false;
  if (wanted === "time") return TIME.test(text);
  if (wanted === "question" ? !QUESTION_END.test(text.slice(-2)) : !NUMBER.test(text) || endsSentence(text)) return false;
  return (view.labels.scores[index] ?? 0) >= HEAD_SCORE_MIN;
}

/** The paragraphs under a head, up to something else. */
function proseUnder(view: View, head: Block, kind: Kind): Block[] {
  const found: Block[] = [];
  for (const block of view.blocks.slice(head.index + 1, head.index + 1 + GAP_BLOCKS_MAX)) {
    const isPart = isProse(block) && (view.labels.scores[block.index] ?? 0) >= PROSE_SCORE_MIN[kind] && !isHead(view, block, kind);
    if (isPart) found.push(block);
    else if (found.length > 0 || block.index - head.index > HEAD_GAP_MAX) break;
  }
  return found;
}
