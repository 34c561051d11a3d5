/** Prose around an article that is not about anything: consent, invitations, rights, disclaimers, the author's biography. */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { CONSENT_CORE, CONSENT_PARTS, COOKIE_PARTS, INVITATION_PARTS, LEGAL_PARTS, OFFER_PARTS, SCRIPT_PARTS } from "./phrase-parts.ts";
import { KEYWORD_HEADS } from "./phrases.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";
import { comparable } from "../text/normalise.ts";

/** Different parts that a run of blocks must hold to be a notice of consent, one of them its matter. */
const CONSENT_PARTS_MIN = 3;
/** Share of kept words that may speak of consent before the article itself is taken to be about it, 0–1. */
const CONSENT_SHARE_MAX = 0.7;
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

/** Words of a notice that neither ask nor name anything: buttons and short sentences between those that do. */
const CONSENT_GAP_WORDS_MAX = 12;
/** Different parts that a notice must hold where it names neither cookies nor privacy: articles speak of agreement and advertising, too. */
const CONSENT_PARTS_WITHOUT_COOKIES = 5;

/** Words for each different part of a notice, or for each mention of its matter; an article that mentions cookies has more. */
const CONSENT_WORDS_A_PART = 35;

/** A run of kept blocks that asks for consent. Sentences of one line go together, since only some of them name the matter. */
export function consentNotices(view: View): Finding[] {
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const matter = new Set(kept.filter((block) => view.phrases.countParts(block.index, CONSENT_CORE) > 0).map((block) => block.line));
  if (matter.size === 0) return [];
  const runs = runsOf(view, kept, matter);
  const notice = runs.find((run) => asksForConsent(view, run));
  // What an article says about cookies is spread over it; a notice is one piece at one place.
  const elsewhere = runs.filter((run) => run !== notice).flat();
  if (notice === undefined || elsewhere.some((block) => matter.has(block.line) && block.wordCount > CONSENT_GAP_WORDS_MAX)) return [];
  if (sumOfWords(notice) > CONSENT_SHARE_MAX * sumOfWords(kept)) return [];
  return notice.map((block) => dropped(block, "legal", "asks for consent"));
}

/** Lines that name the matter, those beside them that say what is said about it, and short ones between them. */
function runsOf(view: View, kept: readonly Block[], matter: ReadonlySet<number>): Block[][] {
  const runs: Block[][] = [];
  let run: Block[] = [];
  // Blocks behind the last one that belongs to the run, which belong to it if the run goes on.
  let gap: Block[] = [];
  for (const block of kept) {
    const isMatter = matter.has(block.line);
    if (isMatter || view.phrases.countParts(block.index, CONSENT_PARTS) > 1) {
      run.push(...gap, block);
      gap = [];
    } else if (run.length > 0 && block.wordCount <= CONSENT_GAP_WORDS_MAX && gap.length === 0) gap.push(block);
    else {
      runs.push(run);
      [run, gap] = [[], []];
    }
  }
  return [...runs, run].filter((blocks) => blocks.some((block) => matter.has(block.line)));
}

function asksForConsent(view: View, run: readonly Block[]): boolean {
  const parts = run
    .flatMap((block) => view.phrases.parts(block.index))
    .filter(({ list }) => list === CONSENT_CORE || list === CONSENT_PARTS);
  const isCookies = parts.some(({ text }) => COOKIE_PARTS.has(text));
  const different = new Set(parts).size;
  const mentions = parts.filter(({ list }) => list === CONSENT_CORE).length;
  const isDense = CONSENT_WORDS_A_PART * Math.max(different, mentions) >= sumOfWords(run);
  return isDense && different >= (isCookies ? CONSENT_PARTS_MIN : CONSENT_PARTS_WITHOUT_COOKIES);
}

export function invitations(view: View): Finding[] {
  const kept = view.blocks.filter((block) => view.keep[block.index] === true && block.wordCount > 0);
  const short = kept.filter(({ kind, wordCount }) => kind !== "code" && wordCount <= INVITATION_WORDS_MAX);
  const asking = short.filter(
    (block) => !OPENS_SPEECH.test(block.text) && view.phrases.countParts(block.index, INVITATION_PARTS) >= INVITATION_PARTS_MIN,
  );
  const ends = endOfSample(view, kept);
  const found = [...asking, ...ends.filter((block) => !asking.includes(block))].sort((a, b) => a.index - b.index);
  const around = [...headsOf(view, found), ...boxesOf(view, found, kept), ...offered(view, found)];
  return [...found, ...around.filter((block) => !found.includes(block))].map((block) =>
    dropped(block, "share", "asks to subscribe or follow"),
  );
}

/** Kept words behind the line that ends the sample of an article; more, and the article goes on. */
const AFTER_SAMPLE_WORDS_MAX = 60;

/** "The rest is for subscribers": what stands under the sample of an article that is paid for. */
function endOfSample(view: View, kept: readonly Block[]): Block[] {
  const found: Block[] = [];
  let behind = 0;
  for (const block of kept.toReversed()) {
    if (behind > AFTER_SAMPLE_WORDS_MAX) break;
    const isOffer = block.wordCount <= INVITATION_WORDS_MAX && view.phrases.countParts(block.index, OFFER_PARTS) > 0;
    if (isOffer && !OPENS_SPEECH.test(block.text)) found.push(block);
    else behind += block.wordCount;
  }
  return found;
}

/** Words of a box that asks for something; a larger one holds more than that. */
const BOX_WORDS_MAX = 90;

/** What stands in one element of HTML with an invitation: its head and what it promises. The element of the body itself is no box. */
function boxesOf(view: View, found: readonly Block[], kept: readonly Block[]): Block[] {
  if (view.format !== "html" || found.length === 0) return [];
  const scopes = new Set(found.map(({ scope }) => scope));
  return [...scopes].flatMap((scope) => {
    const box = view.blocks.filter((block) => block.scope === scope && block.wordCount > 0);
    const [first, last] = [box[0], box.at(-1)];
    const isOne = first?.kind === "heading" && view.blocks.slice(first.index, last?.index).every((block) => block.scope === scope);
    const words = sumOfWords(box);
    return isOne && first.level !== 1 && words <= BOX_WORDS_MAX && words <= EDGE_SHARE_MAX * sumOfWords(kept)
      ? box.filter(({ index }) => view.keep[index] === true)
      : [];
  });
}

/** The heading right above an invitation, where nothing else stands under it. */
function headsOf(view: View, found: readonly Block[]): Block[] {
  return found.flatMap(({ index }) => {
    const [head, after] = [view.blocks[index - 1], view.blocks[index + 1]];
    if (head?.kind !== "heading" || view.keep[head.index] !== true || (view.labels.scores[head.index] ?? 0) >= OFFER_SCORE_MAX) return [];
    const isAlone = after === undefined || after.kind === "heading" || view.keep[after.index] !== true || found.includes(after);
    return isAlone || view.format === "html" ? [head] : [];
  });
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
  const surnames = names.map((name) => name.slice(name.lastIndexOf(" ") + 1)).filter((name) => name.length >= SURNAME_MIN);
  const first = tail.findIndex(
    (block) =>
      opensWithName(view.words.plain(block.index), names) ||
      (HAS_ADDRESS.test(block.text) && surnames.some((name) => view.words.plain(block.index).startsWith(`${name} `))),
  );
  if (first < 0) return [];
  const found = tail.slice(first);
  const body = kept.slice(0, kept.length - found.length);
  const isNamed = body.some((block) => names.some((name) => view.words.plain(block.index).includes(name)));
  if (isNamed || sumOfWords(found) > EDGE_SHARE_MAX * sumOfWords(kept)) return [];
  return found.map((block) => dropped(block, "byline", "tells who the author is"));
}

/** "Doe is a writer in Madison. Follow her at …": the surname is enough where an address stands, too. In UTF-16 units. */
const SURNAME_MIN = 4;
const HAS_ADDRESS = /@|https?:|www\./u;

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
