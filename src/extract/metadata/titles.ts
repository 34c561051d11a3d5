/** The headline: lines that could be it, and the choice among all that claim to be. */
import { isWideMenu } from "../phrases.ts";
import { foldTitle, similarity } from "../../text/similarity.ts";
import { endsUnmarked } from "../../text/syllables.ts";
import { hashedWords, hashUnits, words } from "../../text/words.ts";
import type { Block, Claim, ClaimOrigin, Format, JudgedClaim } from "../../types.ts";
import type { BlockWords, WordRange } from "../block-words.ts";
import type { Extent } from "./block-claims.ts";
import { readDates } from "./dates.ts";
import { KINDS } from "./labels.ts";
import { byHead, NO_SITES, readNames } from "./names.ts";
import { isBylineNext } from "./line-measures.ts";
import { textHeadline } from "./text-titles.ts";
import { agreement, isSiteItself, isSameTitle, strip, type Stripped, tellingSet, type TitleEvidence, type WordSet } from "./title-dress.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";
import { continuesLine } from "../pieces.ts";

/** Lines before the first paragraph among which the headline is looked for. */
const HEAD_BLOCKS = 16;
/** In UTF-16 units. */
const TITLE_MAX = 300;
/** A title made from a sentence ends at a word's border before this many UTF-16 units. */
const SENTENCE_MAX = 140;
/** Letters of the article whose words a headline is compared with. */
const BODY_LETTERS_MAX = 4000;

/** Signs that NFKC makes words of: raised and circled digits, fractions, №, ligatures, full and half width. */
const COMPATIBLE =
  /[\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u2070-\u209f\u2100-\u218f\u2460-\u24ff\u3200-\u33ff\ufb00-\ufb06\uff01-\uffef]/u;

/** The words of the first paragraphs, folded; worked out when first asked for, since many texts have no line that could be a headline. */
export function bodyWords(blocks: readonly Block[], keep: readonly boolean[], extent: Extent, known: BlockWords): WordSet {
  let found: readonly WordRange[] | undefined;
  const gather = (): readonly WordRange[] => {
    const gathered: WordRange[] = [];
    let letters = 0;
    for (let i = extent.first; i <= extent.last && letters < BODY_LETTERS_MAX; i++) {
      const block = blocks[i];
      if (block === undefined || keep[i] !== true || block.kind === "heading" || block.kind === "image") continue;
      letters += block.text.length;
      const isWhole = block.text.length <= BODY_LETTERS_MAX && !COMPATIBLE.test(block.text);
      gathered.push(isWhole ? known.hashed(i) : rangeOf(block.text.slice(0, BODY_LETTERS_MAX).normalize("NFKC").toLowerCase()));
    }
    return gathered;
  };
  return { count: (words) => countAmong(words, (found ??= gather())) };
}

function rangeOf(text: string): WordRange {
  const page = hashedWords(text);
  return { page, from: 0, to: page.hashes.length };
}

/** A bit for each hash that is looked for; all 0 between calls. */
const sieve = new Uint8Array(256);

/** How many of the words are among the hashes. A page asks a few times for a dozen: one look through some hundred numbers takes less than a set of them. */
function countAmong(words: readonly string[], ranges: readonly WordRange[]): number {
  const wanted = words.map((word) => hashUnits(word, 0, word.length));
  for (const hash of wanted) sieve[hash & 0xff] = 1;
  const found = new Set<number>();
  for (const { page, from, to } of ranges)
    for (let at = from; at < to; at++) {
      const hash = page.hashes[at] ?? 0;
      if (sieve[hash & 0xff] === 1 && wanted.includes(hash)) found.add(hash);
    }
  sieve.fill(0);
  return wanted.filter((hash) => found.has(hash)).length;
}

/** Lines that could be the headline: headings and short lines near the article's first paragraph, with how likely they are. */
export function headlineClaims(
  blocks: readonly Block[],
  extent: Extent,
  evidence: TitleEvidence,
  { format, keep, scores }: { readonly format: Format; readonly keep: readonly boolean[]; readonly scores: Float32Array },
): Claim[] {
  if (format === "text") return asList(textHeadline({ blocks, first: extent.first, keep, scores }));
  const claims: Claim[] = [];
  let bestLine: { score: number; claim: Claim } | undefined;
  for (let i = Math.max(0, extent.first - HEAD_BLOCKS); i <= Math.min(blocks.length - 1, extent.first + 1); i++) {
    const block = blocks[i];
    if (block === undefined || !isHeadline(block)) continue;
    const share = agreement(block.text, evidence.body);
    const dress = (isBylineNext(blocks, i) ? 0.15 : 0) + (/\S\s[|｜│]\s\S/u.test(block.text) ? 0.1 : 0);
    if (block.kind === "heading") {
      const score = 0.5 + dress + (block.level === 1 ? 0.2 : block.level === 2 ? 0.08 : 0) + 0.2 * share - (i > extent.first ? 0.1 : 0);
      claims.push({ field: "title", value: block.text, from: "heading", confidence: confidence(score), block: i });
    } else if (i <= extent.first) {
      // Nearness counts little: bylines, dates and captions stand between a headline and its text.
      const score =
        dress +
        0.25 +
        0.5 * share +
        0.1 * (1 - (extent.first - i) / HEAD_BLOCKS) +
        Math.min(0.1, 0.02 * block.wordCount) +
        (i === 0 ? 0.05 : 0);
      if (bestLine === undefined || score > bestLine.score)
        bestLine = { score, claim: { field: "title", value: block.text, from: "first line", confidence: confidence(score), block: i } };
    }
  }
  if (bestLine !== undefined && bestLine.score >= 0.5) claims.push(bestLine.claim);
  return claims;
}

function asList<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function isHeadline(block: Block): boolean {
  const { text } = block;
  // A sentence that ends within the line makes it prose, however the line is set.
  if (isWideMenu(text) || /[。！？][^。！？」』”’）]/u.test(text) || endsUnmarked(text, text.length - 1)) return false;
  if (
    text === "" ||
    text.length > TITLE_MAX ||
    block.kind === "caption" ||
    block.kind === "image" ||
    block.kind === "cell" ||
    block.kind === "code"
  )
    return false;
  if (block.kind !== "heading" && (/[.。।።:：,;]["”’»)]?$/u.test(text) || block.wordCount < 3 || continuesLine(block))) return false;
  if (block.kind === "item" && block.linkWordCount > 0) return false;
  const [date] = readDates(text, { language: undefined });
  if (date !== undefined && date.end - date.start > 0.6 * text.length) return false;
  const head = byHead(text);
  if (head !== undefined && readNames(head.rest, { isSure: false, sites: NO_SITES }).names.length > 0 && block.wordCount <= 10)
    return false;
  return !(head?.isMarked === true && block.wordCount <= 8) && !/^https?:/u.test(text);
}

/** Headlines that readers see. Those in the page's head are one text written for search engines, however often they stand there. */
const VISIBLE: ReadonlySet<ClaimOrigin> = new Set<ClaimOrigin>(["heading", "first line", "microdata"]);
/** A headline that readers see and that speaks of what the head of the page speaks of; above Open Graph and JSON-LD's rivals. */
const HEADLINE_SCORE = 0.98;
/** What a heading has in common with the head of the page before it counts as its headline: share of telling words, 0–1. */
const KINSHIP_MIN = 0.3;
/** Claims weighed a page. */
const CLAIMS_MAX = 40;
/** Claims weaker than this take nothing off another. */
const PEER_CONFIDENCE_MIN = 0.55;

interface Candidate {
  readonly claim: Claim;
  readonly stripped: Stripped;
  readonly score: number;
}

export interface TitleResolution extends Resolution<string> {
  /** What was taken off as the site's name. */
  readonly suffix: string | undefined;
}

/** Decides the title. `firstSentence`: what to fall back on. */
export function resolveTitle(
  claims: readonly Claim[],
  evidence: TitleEvidence,
  page: { readonly format: Format; readonly blocks: readonly Block[]; readonly firstSentence: () => string | undefined },
): TitleResolution {
  const judged: JudgedClaim[] = [];
  const usable = claims.slice(0, CLAIMS_MAX).filter((claim) => {
    const isUsable =
      claim.value.trim() !== "" &&
      claim.value.length <= TITLE_MAX &&
      !isSiteItself(claim.value, evidence.sites) &&
      !KINDS.has(foldTitle(claim.value));
    if (!isUsable)
      judged.push(judge(claim, false, claim.value.length > TITLE_MAX ? "too long for a title" : "names the site, not the article"));
    return isUsable;
  });
  const byConfidence = [...usable].sort((a, b) => b.confidence - a.confidence);
  const stripped = usable.map((claim) => {
    const peers = byConfidence.filter((other) => other !== claim && other.confidence >= PEER_CONFIDENCE_MIN && other.from !== "first line");
    const others = {
      all: peers.map(({ value }) => value),
      visible: peers.filter(({ from }) => VISIBLE.has(from)).map(({ value }) => value),
      isVisible: page.format === "html" && VISIBLE.has(claim.from),
    };
    const dressed = claim.value.replace(/\s+/gu, " ").trim();
    return { claim, stripped: strip(others.isVisible ? withoutKicker(dressed, others.all) : dressed, others, evidence) };
  });
  const candidates: Candidate[] = stripped.map((one) => ({
    claim: one.claim,
    stripped: one.stripped,
    score: scoreOf(one, stripped, evidence, page.blocks),
  }));
  candidates.sort((a, b) => b.score - a.score);
  const [best] = candidates;
  if (best === undefined) return { ...fromSentence(page.firstSentence(), judged), suffix: undefined };
  // Of other lines, such as a menu's, the last piece is no site's name.
  const suffix = candidates
    .filter((candidate) => candidate.stripped.suffix !== undefined)
    .find((candidate) => isSameTitle(candidate.stripped.title, best.stripped.title))?.stripped.suffix;
  for (const candidate of candidates) {
    const isSame = isSameTitle(candidate.stripped.title, best.stripped.title);
    const verdict = candidate === best ? "the strongest title" : isSame ? "says the same" : `${best.claim.from} is stronger`;
    judged.push(judge(candidate.claim, isSame, candidate.stripped.why === "" ? verdict : `${verdict}; ${candidate.stripped.why}`));
  }
  return { fact: { value: best.stripped.title, from: best.claim.from, confidence: confidence(best.score) }, judged, suffix };
}

/** Words in the longest kicker. */
const KICKER_WORDS_MAX = 4;

/** A heading may hold a kicker in an element of its own: "Housing crisis Ministers agree on …", where another claim begins behind it. */
function withoutKicker(title: string, others: readonly string[]): string {
  const folded = foldTitle(title);
  const other = others.find((one) => foldTitle(one).length >= 15 && folded !== foldTitle(one) && folded.endsWith(` ${foldTitle(one)}`));
  if (other === undefined) return title;
  const extra = folded.slice(0, -foldTitle(other).length).trim();
  return words(extra).length <= KICKER_WORDS_MAX ? other.replace(/\s+/gu, " ").trim() : title;
}

type Undressed = Pick<Candidate, "claim" | "stripped">;

/** Headings below the first level open the parts of an article, where it has one of the first. */
function isSubheading(claim: Claim, all: readonly Undressed[], blocks: readonly Block[]): boolean {
  const level = claim.from === "heading" && claim.block !== undefined ? (blocks[claim.block]?.level ?? 1) : 1;
  return (
    level > 1 &&
    all.some(
      (other) =>
        other.claim.from === "heading" &&
        other.claim.block === undefined &&
        other.claim.confidence >= PEER_CONFIDENCE_MIN &&
        !isSameTitle(other.claim.value, claim.value),
    )
  );
}

function scoreOf(one: Undressed, all: readonly Undressed[], evidence: TitleEvidence, blocks: readonly Block[]): number {
  const { claim, stripped } = one;
  // Somebody wrote it for this very purpose: it is taken at its word.
  if (claim.from === "front matter") return 2;
  const isVisible = VISIBLE.has(claim.from);
  const strangers = all.filter((other) => VISIBLE.has(other.claim.from) !== isVisible && other.claim.confidence >= PEER_CONFIDENCE_MIN);
  const supporters = new Set(
    strangers.filter((other) => isSameTitle(other.stripped.title, stripped.title)).map((other) => other.claim.from),
  );
  const slug = evidence.slug !== undefined && similarity(evidence.slug, stripped.title, { atLeast: 0.6 }) > 0.6 ? 0.1 : 0;
  const extra = 0.1 * Math.min(2, supporters.size) + slug + 0.1 * agreement(stripped.title, evidence.body);
  if (!isVisible || strangers.length === 0) return claim.confidence + extra;
  const kinship = Math.max(
    ...strangers.map((other) => agreement(stripped.title, tellingSet(other.claim.value))),
    evidence.slug === undefined ? 0 : agreement(stripped.title, tellingSet(evidence.slug)),
  );
  // Where the page's head has a title, a line is its headline only if it says nearly the same.
  if (claim.from === "first line") return supporters.size > 0 ? claim.confidence + extra : Math.min(0.4, claim.confidence);
  if (kinship < KINSHIP_MIN || isSubheading(claim, all, blocks)) return Math.min(0.65, claim.confidence) + extra;
  return HEADLINE_SCORE * Math.min(1, claim.confidence / 0.7) + extra;
}

function fromSentence(sentence: string | undefined, judged: readonly JudgedClaim[]): Resolution<string> {
  if (sentence === undefined) return { fact: undefined, judged };
  const claim: Claim = { field: "title", value: sentence, from: "first sentence", confidence: 0.3, block: undefined };
  return {
    fact: { value: shorten(sentence), from: "first sentence", confidence: 0.3 },
    judged: [...judged, judge(claim, true, "nothing on the page is a title")],
  };
}

/** A sentence as a title: without its dateline and full stop, cut at a word's border. */
function shorten(sentence: string): string {
  const bare = sentence.replace(/^[\p{Lu}][\p{L}\p{M} .,'’()-]{1,60}?\s[–—-]{1,2}\s(?=\p{Lu})/u, "").replace(/(?<![.])[.。]$/u, "");
  if (bare.length <= SENTENCE_MAX) return bare;
  const cut = bare.slice(0, SENTENCE_MAX);
  const border = cut.lastIndexOf(" ");
  return `${(border > SENTENCE_MAX / 2 ? cut.slice(0, border) : cut).replace(/[\s,;:–—-]+$/u, "")}…`;
}

/** Signs between a headline and a site's name, with the colon that weblogs put. */
const PARTED_TITLE = /^(.{2,}?)(?:\s+[-–—|·»]+\s+|\s*[|｜]\s*|:\s+)(.{2,})$/u;
/** Words of a headline, unless it has so many letters in a script without spaces; words of a site's name. */
const HEADLINE_WORDS_MIN = 3;
const HEADLINE_LETTERS_MIN = 12;
const SITE_WORDS_MAX = 6;

/**
 * What the page's title holds beside a line of the page: "Kitchen Notes: Plum cake", where "Plum cake" stands above the article and "Kitchen
 * Notes" does not, or only as a link. Names of the site, then, though the page may set them as its first heading.
 */
export function sitesBesideHeadline(claims: readonly Claim[], head: readonly Block[]): string[] {
  const isLine = (text: string): boolean => {
    const folded = foldTitle(text);
    return head.some(
      (block) =>
        Math.abs(block.text.length - text.length) <= 2 && 2 * block.linkWordCount < block.wordCount && foldTitle(block.text) === folded,
    );
  };
  const isHeadline = (text: string): boolean =>
    (words(text).length >= HEADLINE_WORDS_MIN || (text.length >= HEADLINE_LETTERS_MIN && !text.includes(" "))) && isLine(text);
  for (const { from, value } of claims) {
    const [, left, right] = from === "title element" ? (PARTED_TITLE.exec(value.replace(/\s+/gu, " ").trim()) ?? []) : [];
    // Of three parts, one may be a section's name, which stands above the headline, too.
    if (left === undefined || right === undefined || PARTED_TITLE.test(right)) continue;
    const [isLeft, isRight] = [isHeadline(left), isHeadline(right)];
    const site = isLeft === isRight ? undefined : isLeft ? right : left;
    if (site !== undefined && words(site).length <= SITE_WORDS_MAX && !isLine(site)) return [site];
  }
  return [];
}
