/** Prose around an article that is not about anything: consent, invitations, rights, disclaimers, the author's biography. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { CONSENT_CORE, CONSENT_PARTS, INVITATION_PARTS, LEGAL_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { KEYWORD_HEADS } from "./phrases.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";
import { comparable } from "../text/normalise.ts";

/** Different parts that a run of blocks must hold to be a notice of consent, one of them its matter. */
const CONSENT_PARTS_MIN = 3;
/** Share of kept words that may speak of consent before the article itself is taken to be about it, 0–1. */
const CONSENT_SHARE_MAX = 0.7;
/** Blocks of the rest that may name the matter; more, and the article is about it. */
const CONSENT_ELSEWHERE_MAX = 1;
const INVITATION_WORDS_MAX = 40;
/** Different parts that make a line an invitation. */
const INVITATION_PARTS_MIN = 2;
/** P(content) from which a block that speaks of scripts is the article's, 0–1. */
const SCRIPT_SCORE_MAX = 0.75;
const KEYWORD_LINE_WORDS_MAX = 40;
const SMALL_PRINT_WORDS_MAX = 90;
/** Share of the kept words that small print and biographies may have together, 0–1. */
const EDGE_SHARE_MAX = 0.35;
const BIOGRAPHY_BLOCKS_MAX = 3;

const OPENS_SPEECH = /^[“„«「『"]/u;

/** Runs of kept blocks that ask for consent. Sentences of one line go together, since only some of them name the matter. */
export function consentNotices(view: View): Finding[] {
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const isMatter = (block: Block): boolean => view.phrases.countParts(block.index, CONSENT_CORE) > 0;
  const isNamed = (block: Block): boolean => isMatter(block) || view.phrases.countParts(block.index, CONSENT_PARTS) > 1;
  const lines = new Set(kept.filter(isNamed).map((block) => block.line));
  if (lines.size === 0) return [];
  const speaking = kept.filter((block) => lines.has(block.line));
  const rest = kept.filter((block) => !lines.has(block.line));
  const parts = new Set(
    speaking.flatMap((block) => view.phrases.parts(block.index)).filter(({ list }) => list === CONSENT_CORE || list === CONSENT_PARTS),
  );
  const isNotice = parts.size >= CONSENT_PARTS_MIN && speaking.some(isMatter);
  if (!isNotice || sumOfWords(speaking) > CONSENT_SHARE_MAX * sumOfWords(kept)) return [];
  if (rest.filter(isMatter).length > CONSENT_ELSEWHERE_MAX || !isOneRun(speaking, kept)) return [];
  return speaking.map((block) => dropped(block, "legal", "asks for consent"));
}

/** A notice is one piece at one place; what an article says about cookies is spread over it. */
function isOneRun(some: readonly Block[], kept: readonly Block[]): boolean {
  const first = kept.findIndex((block) => block === some[0]);
  return some.every((block, place) => block === kept[first + place]);
}

export function invitations(view: View): Finding[] {
  const found = view.blocks
    .filter((block) => view.keep[block.index] === true && block.kind !== "code" && block.wordCount <= INVITATION_WORDS_MAX)
    .filter((block) => !OPENS_SPEECH.test(block.text) && view.phrases.countParts(block.index, INVITATION_PARTS) >= INVITATION_PARTS_MIN);
  return [...found, ...offered(view, found)].map((block) => dropped(block, "share", "asks to subscribe or follow"));
}

/** Words of a line of an offer, and P(content) from which it is none, 0–1. */
const OFFER_WORDS_MAX = 12;
const OFFER_SCORE_MAX = 0.85;
/** What an offer at the end of an article consists of: its head, and the lines of what subscribers get. */
const OFFER_LINES_MAX = 6;

/** "For subscribers only", "Unlimited access …": the head and the short lines of an invitation that ends what is kept. */
function offered(view: View, found: readonly Block[]): Block[] {
  const [first] = found;
  if (first === undefined) return [];
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const rest = kept.filter((block) => block.index > first.index && !found.includes(block));
  const isLine = (block: Block): boolean =>
    block.wordCount <= OFFER_WORDS_MAX && !endsSentence(block.text) && (view.labels.scores[block.index] ?? 0) < OFFER_SCORE_MAX;
  if (rest.length > OFFER_LINES_MAX || !rest.every(isLine)) return [];
  const head = view.blocks[first.index - 1];
  const isHead = head !== undefined && view.keep[head.index] === true && head.wordCount > 0 && isLine(head) && !/[:：]/u.test(head.text);
  return isHead ? [head, ...rest] : rest;
}

/** What browsers without scripts show; an article about scripts has more to say than a short block, and the labeller knows it. */
export function scriptNotices(view: View): Finding[] {
  return view.blocks
    .filter((block) => view.keep[block.index] === true && block.kind !== "code" && block.wordCount <= INVITATION_WORDS_MAX)
    .filter((block) => (view.labels.scores[block.index] ?? 0) < SCRIPT_SCORE_MAX && view.phrases.countParts(block.index, SCRIPT_PARTS) > 0)
    .map((block) => dropped(block, "other", "asks for a browser with scripts"));
}

export function keywordLines(view: View): Finding[] {
  return view.blocks
    .filter((block) => block.wordCount <= KEYWORD_LINE_WORDS_MAX && view.phrases.beginsWithPhrase(block.index, KEYWORD_HEADS))
    .filter((block) => /^[^:：]{2,24}[:：]/u.test(block.text))
    .map((block) => dropped(block, "other", "lists keywords"));
}

/** From either end inwards, as long as what is kept is small print. */
export function smallPrint(view: View): Finding[] {
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const isPrint = (block: Block): boolean =>
    block.wordCount <= SMALL_PRINT_WORDS_MAX && view.phrases.countParts(block.index, LEGAL_PARTS) > 0;
  const edges = [...takeWhile(kept, isPrint), ...takeWhile(kept.toReversed(), isPrint)];
  if (sumOfWords(edges) > EDGE_SHARE_MAX * sumOfWords(kept)) return [];
  return edges.map((block) => dropped(block, "legal", "tells of rights, terms or whose opinion it is"));
}

/** "Ines Halloran teaches soil science …", behind the last paragraph: it begins with an author's name that the article does not use. */
export function biographies(view: View): Finding[] {
  const names = (view.metadata?.authors?.value ?? []).map(comparable).filter((name) => name.includes(" "));
  if (names.length === 0) return [];
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const tail = kept.slice(-BIOGRAPHY_BLOCKS_MAX);
  const first = tail.findIndex((block) => opensWithName(view.words.plain(block.index), names));
  if (first < 0) return [];
  const found = tail.slice(first);
  const body = kept.slice(0, kept.length - found.length);
  const isNamed = body.some((block) => names.some((name) => view.words.plain(block.index).includes(name)));
  if (isNamed || sumOfWords(found) > EDGE_SHARE_MAX * sumOfWords(kept)) return [];
  return found.map((block) => dropped(block, "byline", "tells who the author is"));
}

/** A star or an article may stand before the name: "* Η Ελένη Βασιλείου …". */
function opensWithName(plain: string, names: readonly string[]): boolean {
  const bare = plain.replace(/^[^\p{L}]+/u, "");
  return names.some((name) => bare.startsWith(name) || bare.replace(/^\p{L}{1,3}\s/u, "").startsWith(name));
}

function dropped(block: Block, blockClass: Finding["class"], reason: string): Finding {
  return { block: block.index, keep: false, class: blockClass, reason };
}

function takeWhile<T>(list: readonly T[], isMeant: (item: T) => boolean): T[] {
  const end = list.findIndex((item) => !isMeant(item));
  return end < 0 ? [] : list.slice(0, end);
}
