/**
 * The headline. Every origin tells it in its own dress: with the site's name behind it, the kind of text before it. What to take off is
 * decided by the other claims, the address and the text itself, never by lists of sites.
 */
import type { Block, Claim, ClaimOrigin, JudgedClaim } from "../../types.ts";
import { foldTitle, similarity } from "../../text/similarity.ts";
import { words } from "../../text/words.ts";
import type { Extent } from "./block-claims.ts";
import { readDates } from "./dates.ts";
import { KINDS } from "./labels.ts";
import { byHead } from "./names.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";

export interface TitleEvidence {
  /** Names of the site: its own claims, its host and domain. */
  readonly sites: readonly string[];
  /** Words of the address's last part. */
  readonly slug: string | undefined;
  /** Words of the article's head, folded. */
  readonly body: ReadonlySet<string>;
}

/** From this likeness on two titles are one. */
export const SAME_TITLE = 0.9;
/** Lines before the first paragraph among which the headline is looked for. */
const HEAD_BLOCKS = 16;
/** In UTF-16 units. */
const TITLE_MAX = 300;
/** A title made from a sentence ends at a word's border before this many UTF-16 units. */
const SENTENCE_MAX = 140;
/** Signs that part a headline from the names of section and site. */
const SEPARATOR = /\s+[-–—−|│¦•·»«›‹:/~⋆*]+\s+|\s*[|│¦｜»«›]+\s*|(?<=\S)\s+::\s+/gu;

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The sign before it; empty for the first. */
  readonly sign: string;
}

function piecesOf(title: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let sign = "";
  for (const match of title.matchAll(SEPARATOR)) {
    pieces.push({ text: title.slice(start, match.index), start, end: match.index, sign });
    start = match.index + match[0].length;
    sign = match[0].trim();
  }
  pieces.push({ text: title.slice(start), start, end: title.length, sign });
  return pieces.filter(({ text }) => text.trim() !== "");
}

function squeeze(text: string): string {
  return foldTitle(text).replace(/ /gu, "");
}

function isSiteName(piece: string, sites: readonly string[]): boolean {
  const name = squeeze(piece);
  if (name === "") return false;
  return sites.some((site) => {
    const other = squeeze(site);
    return (
      other.length > 1 &&
      (name === other ||
        (other.length >= 4 && name.length <= 3 * other.length && name.includes(other)) ||
        (name.length >= 4 && other.includes(name)) ||
        similarity(piece, site) > 0.8)
    );
  });
}

/** Words that tell something: not the shortest. */
function tellingWords(text: string): string[] {
  return words(foldTitle(text)).filter((word) => word.length > 3 || /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

/** Share of a title's telling words that the head of the article has too, 0–1. */
export function agreement(title: string, body: ReadonlySet<string>): number {
  const telling = tellingWords(title);
  return telling.length === 0 ? 0 : telling.filter((word) => body.has(word)).length / telling.length;
}

/** The words of the first paragraphs, folded, and of anything else given. */
export function bodyWords(blocks: readonly Block[], keep: readonly boolean[], extent: Extent): Set<string> {
  const found = new Set<string>();
  let letters = 0;
  for (let i = extent.first; i <= extent.last && letters < 4000; i++) {
    const block = blocks[i];
    if (block === undefined || keep[i] !== true || block.kind === "heading" || block.kind === "image") continue;
    letters += block.text.length;
    for (const word of words(block.text.slice(0, 4000).normalize("NFKC").toLowerCase())) found.add(word);
  }
  return found;
}

interface Stripped {
  readonly title: string;
  /** The piece taken for the site's name. */
  readonly suffix: string | undefined;
  readonly why: string;
}

/** Takes the site's name and the kind of text off a title, where evidence says that they are. `others`: the other claims of a title. */
export function strip(title: string, others: readonly string[], evidence: TitleEvidence): Stripped {
  const ends = stripEnds(title, others, evidence);
  const head = stripKind(ends.title, others, evidence);
  return { title: head.title, suffix: ends.suffix, why: [ends.why, head.why].filter((why) => why !== "").join("; ") };
}

function stripEnds(title: string, others: readonly string[], evidence: TitleEvidence): Stripped {
  let pieces = piecesOf(title);
  let suffix: string | undefined;
  const why: string[] = [];
  const rest = (list: readonly Piece[]): string => title.slice(list[0]?.start ?? 0, list.at(-1)?.end ?? title.length).trim();
  // The whole of another claim inside this one ends the search: what stands around it is dress.
  const inner = others.find(
    (other) =>
      other.length >= 8 &&
      foldTitle(other).length < foldTitle(title).length &&
      pieces.some((_, i) => pieces.some((__, j) => j >= i && foldTitle(rest(pieces.slice(i, j + 1))) === foldTitle(other))),
  );
  while (pieces.length > 1) {
    const last = pieces.at(-1);
    const [first, second] = pieces;
    if (last === undefined || first === undefined || second === undefined) break;
    const [withoutLast, withoutFirst] = [rest(pieces.slice(0, -1)), rest(pieces.slice(1))];
    const isInner = (text: string): boolean => inner !== undefined && foldTitle(text).includes(foldTitle(inner));
    if (isDress(last, withoutLast, evidence, isInner(withoutLast))) {
      suffix ??= last.text.trim();
      why.push(`"${last.text.trim()}" taken off as the site's`);
      pieces = pieces.slice(0, -1);
    } else if (isInner(withoutFirst) || (isSiteName(first.text, evidence.sites) && tellingWords(withoutFirst).length >= 2)) {
      suffix ??= first.text.trim();
      why.push(`"${first.text.trim()}" taken off as the site's`);
      pieces = pieces.slice(1);
    } else break;
  }
  return { title: rest(pieces), suffix, why: why.join("; ") };
}

/** Words in the longest name of a site or section. */
const SITE_WORDS_MAX = 6;

function isDress(piece: Piece, rest: string, evidence: TitleEvidence, isInner: boolean): boolean {
  if (isInner) return true;
  if (tellingWords(rest).length < 1) return false;
  if (isSiteName(piece.text, evidence.sites)) return true;
  const count = words(piece.text).length;
  if (count > SITE_WORDS_MAX || words(rest).length < 2 * Math.min(count, 3)) return false;
  // A bar parts names of sites and sections, in every language; nobody writes it into a headline.
  if (/[|│¦｜»›]/u.test(piece.sign)) return true;
  // A dash also stands in headlines: the text has the words of the headline and not those of the name.
  return (
    evidence.body.size > 0 &&
    /^[-–—•·]$/u.test(piece.sign) &&
    agreement(piece.text, evidence.body) === 0 &&
    agreement(rest, evidence.body) >= 0.5 &&
    /^[\p{Lu}\p{Lo}\d]/u.test(piece.text)
  );
}

/** Words in the longest name of a kind of text: "Written statement to Parliament". */
const KIND_WORDS_MAX = 4;

/** "Press release: Ministers agree …" → "Ministers agree …", by the table of kinds or by another claim that has it without. */
function stripKind(title: string, others: readonly string[], evidence: TitleEvidence): { title: string; why: string } {
  const match = /^\s*[[(【]?([^:：|\]】)]{2,40}?)\s*(?:[:：]\s*|[\])】]\s*[:：–-]?\s*|\s[|–—]\s)(?=\S)/u.exec(title);
  const prefix = match?.[1]?.trim();
  if (match === null || prefix === undefined) return { title, why: "" };
  const rest = title.slice(match[0].length).trim();
  const parts = prefix.toLowerCase().match(/[\p{L}\p{M}'&-]+/gu) ?? [];
  if (parts.length === 0 || parts.length > KIND_WORDS_MAX || tellingWords(rest).length < 2) return { title, why: "" };
  const hasOther = others.some((other) => similarity(other, rest) >= SAME_TITLE && similarity(other, title) < similarity(other, rest));
  const isKind = parts.every((part) => KINDS.has(part)) && (words(rest).length >= 4 || /[^\p{Script=Latin}]{6}/u.test(rest));
  const bySlug = evidence.slug !== undefined && similarity(evidence.slug, rest) > Math.max(0.85, similarity(evidence.slug, title));
  if (!hasOther && !(isKind && agreement(prefix, evidence.body) < 1) && !isKind && !bySlug) return { title, why: "" };
  return { title: rest, why: `"${prefix}" taken off as the kind of text` };
}

/** Lines that could be the headline: headings and short lines near the article's first paragraph, with how likely they are. */
export function headlineClaims(blocks: readonly Block[], extent: Extent, evidence: TitleEvidence): Claim[] {
  const claims: Claim[] = [];
  let bestLine: { score: number; claim: Claim } | undefined;
  for (let i = Math.max(0, extent.first - HEAD_BLOCKS); i <= Math.min(blocks.length - 1, extent.first + 1); i++) {
    const block = blocks[i];
    if (block === undefined || !isHeadline(block) || (i > extent.first && block.kind !== "heading")) continue;
    const share = agreement(block.text, evidence.body);
    if (block.kind === "heading") {
      const score = 0.5 + (block.level === 1 ? 0.2 : block.level === 2 ? 0.08 : 0) + 0.2 * share;
      claims.push({ field: "title", value: block.text, from: "heading", confidence: confidence(score), block: i });
    } else {
      if (i > extent.first) continue;
      // Nearness counts little: bylines, dates and captions stand between a headline and its text.
      const score =
        0.25 + 0.5 * share + 0.1 * (1 - (extent.first - i) / HEAD_BLOCKS) + Math.min(0.1, 0.02 * block.wordCount) + (i === 0 ? 0.05 : 0);
      if (bestLine === undefined || score > bestLine.score)
        bestLine = { score, claim: { field: "title", value: block.text, from: "first line", confidence: confidence(score), block: i } };
    }
  }
  if (bestLine !== undefined && bestLine.score >= 0.5) claims.push(bestLine.claim);
  return claims;
}

function isHeadline(block: Block): boolean {
  const { text } = block;
  if (
    text === "" ||
    text.length > TITLE_MAX ||
    block.kind === "caption" ||
    block.kind === "image" ||
    block.kind === "cell" ||
    block.kind === "code"
  )
    return false;
  if (
    block.kind !== "heading" &&
    (/[.。।።:：,;]["”’»)]?$/u.test(text) || block.wordCount < 3 || block.joint === "space" || block.joint === "nothing")
  )
    return false;
  if (block.kind === "item" && block.linkWordCount > 0) return false;
  const [date] = readDates(text, { language: undefined });
  if (date !== undefined && date.end - date.start > 0.6 * text.length) return false;
  const head = byHead(text);
  return !(head?.isMarked === true && block.wordCount <= 8) && !/^https?:/u.test(text);
}

/** How far an origin's titles are trusted as they stand, when the claim itself does not say. */
const FIRST: ReadonlySet<ClaimOrigin> = new Set<ClaimOrigin>(["given", "front matter"]);

interface Candidate {
  readonly claim: Claim;
  readonly stripped: Stripped;
  readonly score: number;
}

/** Decides the title. `firstSentence`: what to fall back on. */
export function resolveTitle(
  claims: readonly Claim[],
  evidence: TitleEvidence,
  firstSentence: string | undefined,
): Resolution<string> & { readonly suffix: string | undefined } {
  const judged: JudgedClaim[] = [];
  const usable = claims.filter((claim) => {
    const isUsable =
      claim.value.trim() !== "" &&
      claim.value.length <= TITLE_MAX &&
      !isSiteName(claim.value, evidence.sites.slice(0, 4)) &&
      !KINDS.has(foldTitle(claim.value));
    if (!isUsable)
      judged.push(judge(claim, false, claim.value.length > TITLE_MAX ? "too long for a title" : "names the site, not the article"));
    return isUsable;
  });
  const stripped = usable.map((claim) => ({
    claim,
    stripped: strip(
      claim.value.replace(/\s+/gu, " ").trim(),
      usable.filter((other) => other !== claim).map((other) => other.value.replace(/\s+/gu, " ").trim()),
      evidence,
    ),
  }));
  const candidates: Candidate[] = stripped.map((one) => ({ ...one, score: scoreOf(one, stripped, evidence) }));
  candidates.sort((a, b) => b.score - a.score);
  const [best] = candidates;
  const suffix = candidates.map((candidate) => candidate.stripped.suffix).find((value) => value !== undefined);
  if (best === undefined) return { ...fromSentence(firstSentence, judged), suffix };
  for (const candidate of candidates) {
    const isSame = similarity(candidate.stripped.title, best.stripped.title) >= SAME_TITLE;
    const verdict = candidate === best ? "the strongest title" : isSame ? "says the same" : `${best.claim.from} is stronger`;
    judged.push(judge(candidate.claim, isSame, candidate.stripped.why === "" ? verdict : `${verdict}; ${candidate.stripped.why}`));
  }
  return { fact: { value: best.stripped.title, from: best.claim.from, confidence: confidence(best.score) }, judged, suffix };
}

function scoreOf(
  one: { claim: Claim; stripped: Stripped },
  all: readonly { claim: Claim; stripped: Stripped }[],
  evidence: TitleEvidence,
): number {
  if (FIRST.has(one.claim.from)) return 2;
  const supporters = new Set(
    all
      .filter((other) => other.claim.from !== one.claim.from && similarity(other.stripped.title, one.stripped.title) >= SAME_TITLE)
      .map((other) => other.claim.from),
  );
  const slug = evidence.slug !== undefined && similarity(evidence.slug, one.stripped.title) > 0.6 ? 0.1 : 0;
  return one.claim.confidence + 0.12 * Math.min(3, supporters.size) + slug + 0.1 * agreement(one.stripped.title, evidence.body);
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
