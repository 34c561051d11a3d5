/**
 * What titles wear: the site's name behind them, the kind of text before them. It is taken off by evidence (the other claims, the
 * address, the text itself), never by lists of sites.
 */
import { DIGIT, kindOf, LETTER, MARK, PHRASAL, unitAt } from "../../text/characters.ts";
import { owned } from "../../text/owned.ts";
import { foldOnce, FOLDED_MAX, foldTitle, similarity, WIDE_FIRST } from "../../text/similarity.ts";
import { hashUnits, words } from "../../text/words.ts";
import { KINDS } from "./labels.ts";

/** Words, folded, that can be asked for others. */
export interface WordSet {
  /** How many of these words are among them. */
  readonly count: (words: readonly string[]) => number;
}

export interface TitleEvidence {
  /** Names of the site: its own claims, its host and domain. */
  readonly sites: readonly string[];
  /** Words of the address's last part. */
  readonly slug: string | undefined;
  /** Words of the article's head, folded. */
  readonly body: WordSet;
}

/** The other claims of the same title. */
export interface OtherTitles {
  /** Headlines that readers see: headings, microdata. */
  readonly visible: readonly string[];
  /** All that are worth comparing with. */
  readonly all: readonly string[];
  /** The title itself is one that readers see; a page's headline does not carry the site's name behind a bar. */
  readonly isVisible: boolean;
}

/** From this likeness on two titles are one. */
const SAME_TITLE = 0.9;
/** Are two titles one, whatever their case and punctuation? */
export function isSameTitle(a: string, b: string): boolean {
  return similarity(a, b, { atLeast: SAME_TITLE }) >= SAME_TITLE;
}

/** Words in the longest name of a site or section. */
const SITE_WORDS_MAX = 6;
/** Words in the longest name of a kind of text: "Written statement to Parliament". */
const KIND_WORDS_MAX = 4;
/** Signs that part a headline from the names of section and site. */
const SEPARATOR = /\s+[-–—−|│¦•·»«›‹:/~⋆*]+\s+|\s*[|│¦｜»«›]+\s*|(?<=\S)\s+::\s+/gu;

/** Quotation marks of many languages, in either direction, which are signs of division elsewhere. */
const QUOTED = /«[^«»]+»|»[^«»]+«|‹[^‹›]+›/u;
const QUOTE_SIGN = /^\s*[«»‹›]+\s*$/u;

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
  const isQuoted = QUOTED.test(title);
  for (const match of title.matchAll(SEPARATOR)) {
    if (isQuoted && QUOTE_SIGN.test(match[0])) continue;
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

/** Does a piece of a title name the site? Short names must be met whole, longer ones may stand inside one another. */
function isSiteName(piece: string, sites: readonly string[]): boolean {
  const name = squeeze(piece);
  if (name === "") return false;
  return sites.some((site) => {
    const other = squeeze(site);
    if (other.length < 2) return false;
    if (name === other || similarity(piece, site, { atLeast: 0.8 }) > 0.8) return true;
    return (other.length >= 4 && name.length <= 3 * other.length && name.includes(other)) || (name.length >= 4 && other.includes(name));
  });
}

/** Is the whole title nothing but a site's name? */
export function isSiteItself(title: string, sites: readonly string[]): boolean {
  return sites.some((site) => squeeze(title) === squeeze(site) || similarity(title, site, { atLeast: SAME_TITLE }) > SAME_TITLE);
}

interface Telling {
  readonly list: readonly string[];
  readonly set: WordSet;
}

/** Telling words of titles met lately: those of one page are compared with one another many times. */
const TELLING = new Map<string, Telling>();
const TELLING_MAX = 512;

function telling(text: string): Telling {
  const known = TELLING.get(text);
  if (known !== undefined) return known;
  if (TELLING.size >= TELLING_MAX) TELLING.clear();
  const list = tellingOf(foldTitle(text));
  const words = new Set(list);
  const both = { list, set: { count: (others: readonly string[]) => others.filter((word) => words.has(word)).length } };
  TELLING.set(owned(text), both);
  return both;
}

/** Words that tell something: not the shortest. */
export function tellingWords(text: string): readonly string[] {
  return telling(text).list;
}

/** The telling words, to be asked for others. */
export function tellingSet(text: string): WordSet {
  return telling(text).set;
}

/** Endings change from headline to sentence in most languages; beginnings do not. */
const STEM_LETTERS = 5;

/** The beginning of a word, by which a headline's words are found in sentences. */
export function stemOf(word: string): string {
  return word.slice(0, STEM_LETTERS);
}

/** A number for that, hardly ever the same for two beginnings. */
export function hashStem(word: string): number {
  return hashUnits(word, 0, Math.min(STEM_LETTERS, word.length));
}

const WORD = LETTER | MARK | DIGIT;

/** The beginnings of the telling words of a text that is asked for once, as `hashStem` gives them. */
export function readStems(text: string): Set<number> {
  const lower = text.slice(0, FOLDED_MAX).normalize("NFKC").toLowerCase();
  const stems = new Set<number>();
  let start = -1;
  for (let i = 0; i <= lower.length; i++) {
    const unit = unitAt(lower, i);
    const kind = kindOf(unit);
    // Letters that may be words of their own, or syllables, or come in pairs of units.
    if (unit >= WIDE_FIRST || (kind & PHRASAL) !== 0) return new Set(tellingOf(foldOnce(text)).map(hashStem));
    if ((kind & WORD) !== 0) {
      if (start === -1) start = i;
    } else if (start !== -1) {
      if (isTelling(lower, start, i)) stems.add(hashUnits(lower, start, Math.min(i, start + STEM_LETTERS)));
      start = -1;
    }
  }
  return stems;
}

function tellingOf(folded: string): string[] {
  return words(folded).filter((word) => isTelling(word, 0, word.length));
}

/** Words of at most so many letters tell nothing in scripts that write all sounds. */
const SHORT_LETTERS_MAX = 3;
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Does the word that stands there tell something? */
function isTelling(folded: string, start: number, end: number): boolean {
  if (end - start > SHORT_LETTERS_MAX) return true;
  for (let i = start; i < end; i++) {
    const unit = folded.charCodeAt(i);
    if (unit < SMALL_A || unit > SMALL_Z) return OTHER_SCRIPT.test(folded.slice(start, end));
  }
  return false;
}

const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/** Share of a title's telling words that are among these words, 0–1. */
export function agreement(title: string, among: WordSet): number {
  const list = tellingWords(title);
  return list.length === 0 ? 0 : among.count(list) / list.length;
}

export interface Stripped {
  readonly title: string;
  /** The piece taken for the site's name. */
  readonly suffix: string | undefined;
  /** What was taken off, for people; empty where nothing was. */
  readonly why: string;
}

/** Takes the site's name and the kind of text off a title, where evidence says that they are. */
export function strip(title: string, others: OtherTitles, evidence: TitleEvidence): Stripped {
  const ends = stripEnds(title, others, evidence);
  const head = stripKind(ends.title, others, evidence);
  return { title: head.title, suffix: ends.suffix, why: [ends.why, head.why].filter((why) => why !== "").join("; ") };
}

function stripEnds(title: string, others: OtherTitles, evidence: TitleEvidence): Stripped {
  let pieces = piecesOf(title);
  let suffix: string | undefined;
  const why: string[] = [];
  const rest = (list: readonly Piece[]): string => title.slice(list[0]?.start ?? 0, list.at(-1)?.end ?? title.length).trim();
  // Another claim that is exactly some of the pieces ends the search: what stands around it is dress.
  const runs = pieces.flatMap((_, i) => pieces.slice(i).map((__, length) => foldTitle(rest(pieces.slice(i, i + length + 1)))));
  const inner = others.all.map(foldTitle).find((other) => other.length >= 8 && other !== foldTitle(title) && runs.includes(other));
  const takeOff = (piece: Piece, kept: Piece[]): void => {
    suffix ??= piece.text.trim();
    why.push(`"${piece.text.trim()}" taken off as the site's`);
    pieces = kept;
  };
  while (pieces.length > 1) {
    const last = pieces.at(-1);
    const [first] = pieces;
    if (last === undefined || first === undefined) break;
    const [withoutLast, withoutFirst] = [rest(pieces.slice(0, -1)), rest(pieces.slice(1))];
    const holdsInner = (text: string): boolean => inner !== undefined && foldTitle(text).includes(inner);
    if (holdsInner(withoutLast) || isDress(last, withoutLast, others, evidence)) takeOff(last, pieces.slice(0, -1));
    else if (holdsInner(withoutFirst) || (isSiteName(first.text, evidence.sites) && tellingWords(withoutFirst).length >= 2))
      takeOff(first, pieces.slice(1));
    else break;
  }
  return { title: rest(pieces), suffix, why: why.join("; ") };
}

function isDress(piece: Piece, rest: string, others: OtherTitles, evidence: TitleEvidence): boolean {
  if (tellingWords(rest).length < 1) return false;
  if (isSiteName(piece.text, evidence.sites)) return true;
  const whole = foldTitle(`${rest} ${piece.text}`);
  if (others.isVisible || others.visible.some((other) => foldTitle(other).includes(whole))) return false;
  const count = words(piece.text).length;
  if (count > SITE_WORDS_MAX || words(rest).length < 2 * Math.min(count, 3)) return false;
  // A bar parts names of sites and sections, in every language; nobody writes it into a headline.
  if (/[|│¦｜»›]/u.test(piece.sign)) return true;
  // A dash also stands in headlines: the text has the words of the headline and not those of the name.
  const isNameLike = /^[-–—•·]$/u.test(piece.sign) && /^[\p{Lu}\p{Lo}\d]/u.test(piece.text);
  return isNameLike && agreement(piece.text, evidence.body) === 0 && agreement(rest, evidence.body) >= 0.5;
}

/** "Press release: Ministers agree …" → "Ministers agree …", by the table of kinds or by another claim that has it without. */
function stripKind(title: string, others: OtherTitles, evidence: TitleEvidence): { title: string; why: string } {
  const match = /^\s*[[(【]?([^:：|\]】)]{2,40}?)\s*([:：]\s*|[\])】]\s*[:：–-]?\s*|\s[|–—-]\s)(?=\S)/u.exec(title);
  const prefix = match?.[1]?.trim();
  if (match === null || prefix === undefined) return { title, why: "" };
  const rest = title.slice(match[0].length).trim();
  const parts = prefix.toLowerCase().match(/[\p{L}\p{M}'&-]+/gu) ?? [];
  if (parts.length === 0 || parts.length > KIND_WORDS_MAX || tellingWords(rest).length < 2) return { title, why: "" };
  const isColon = /[:：\])】]/u.test(match[2] ?? "");
  const hasOther = isColon && others.all.some((other) => isSameTitle(other, rest) && similarity(other, title) < similarity(other, rest));
  const isKind = parts.every((part) => KINDS.has(part)) && (words(rest).length >= 4 || /[^\p{Script=Latin}]{6}/u.test(rest));
  const bySlug =
    isColon && evidence.slug !== undefined && similarity(evidence.slug, rest) > Math.max(0.85, similarity(evidence.slug, title));
  return hasOther || isKind || bySlug ? { title: rest, why: `"${prefix}" taken off as the kind of text` } : { title, why: "" };
}
