/**
 * What the text of a page claims about its article: headline, byline, date lines, "Source: …". Only lines at the head and the tail of
 * the article are asked, and a line is claimed as a whole (`block`) only where nothing else stands on it, so that it can be cut.
 */
import { DIGIT, kindOf, LETTER, unitAt } from "../../text/characters.ts";
import type { Block, Claim, Page } from "../../types.ts";
import { dateClaims, datelineClaims, lineClaim, type Place, withoutDates } from "./date-lines.ts";
import { readDates, type ReadDate } from "./dates.ts";
import { AFTER_NAME, SOURCE } from "./labels.ts";
import { isPhrase, tokensOf } from "../phrase-tables.ts";
import { COMMENT_HEADS } from "../phrases.ts";
import { byHead, isName, NO_SITES, readNames, roleTail } from "./names.ts";

/** Lines before the article's first paragraph that may belong to its head: menus stand before, and look like nothing else. */
const HEAD_BLOCKS = 14;
/** Lines around the headline: a date above it, byline and date below it. */
const BEFORE_TITLE_BLOCKS = 4;
const AFTER_TITLE_BLOCKS = 10;
/** Blocks after the first paragraph: pages put byline and date below the lead or the picture. */
const INTO_BLOCKS = 4;
/** Blocks behind the last kept one: signatures, sources, "published on". */
const TAIL_BLOCKS = 5;
/** A longer line is prose. In UTF-16 units. */
const LINE_MAX = 200;
/** Words of a paragraph that begins an article. */
const PARAGRAPH_WORDS_MIN = 16;

/** Where on the page the article lies, in indexes of blocks. */
export interface Extent {
  /** First paragraph of prose that is kept. */
  readonly first: number;
  /** Last block that is kept. */
  readonly last: number;
}

/** Where the article lies; around the likeliest block where nothing was kept. */
export function extentOf(blocks: readonly Block[], keep: readonly boolean[], scores: Float32Array): Extent {
  let first = -1;
  let last = -1;
  for (const block of blocks) {
    if (keep[block.index] !== true) continue;
    last = block.index;
    if (first === -1 && block.kind !== "heading" && isProse(block)) first = block.index;
  }
  if (first === -1) first = keep.indexOf(true);
  if (first !== -1) return { first, last };
  const likeliest = scores.reduce((best, score, i) => (score > (scores[best] ?? 0) ? i : best), 0);
  return { first: likeliest, last: Math.max(likeliest, blocks.length - 1) };
}

function isProse(block: Block): boolean {
  return block.wordCount >= PARAGRAPH_WORDS_MIN || /[.!?。！？։।]["”’»)]?$/u.test(block.text);
}

/** Does a scope speak of other articles or of readers? Scopes name elements and headings. */
function isAside(scope: Block["scope"]): boolean {
  const body = scope.findIndex((step) => /^(?:main|article)\b/u.test(step));
  // An article's own footer holds its author and its date.
  return scope.some(
    (step, i) =>
      /comment|related|recommend|popular|sidebar|footer|read more|more stories|teaser|latest/iu.test(step) &&
      !(body !== -1 && i > body && /^footer\b/u.test(step)),
  );
}

/** Every claim that lines of the page make. `title`: the block of the headline, where it is known. Linear in the blocks near the article. */
export function blockClaims(
  page: Page,
  extent: Extent,
  options: { readonly language: string | undefined; readonly title: number | undefined },
): Claim[] {
  const claims: Claim[] = [];
  const { blocks } = page;
  const start = options.title;
  const inHead = (i: number): boolean =>
    (i >= extent.first - HEAD_BLOCKS && i <= extent.first + INTO_BLOCKS) ||
    (start !== undefined && i >= start - BEFORE_TITLE_BLOCKS && i <= start + AFTER_TITLE_BLOCKS);
  const inTail = (i: number): boolean => i >= extent.last - 2 && i <= extent.last + TAIL_BLOCKS;
  let scope: Block["scope"] | undefined;
  let isInAside = false;
  for (const block of blocks) {
    if (!inHead(block.index) && !inTail(block.index)) continue;
    // Below the head of the comments names and dates are those of readers.
    if (block.index > extent.first && isCommentHead(block)) break;
    // Neighbours share their scope.
    if (block.scope !== scope) isInAside = isAside((scope = block.scope));
    if (block.text === "" || isInAside) continue;
    const place = inHead(block.index) ? "head" : "tail";
    const distance = start === undefined || block.index < start ? 0 : block.index - start;
    if (block.text.length <= LINE_MAX) {
      const line = lineClaims(block, {
        place,
        before: block.index <= extent.first,
        isAboveTitle: start !== undefined && block.index < start,
        distance,
        language: options.language,
        format: page.format,
        blocks,
      });
      claims.push(
        ...line,
        ...(line.some(({ field }) => field === "author") ? [] : loneName(blocks, block, { place, distance, format: page.format })),
      );
    }
    if (block.index === extent.first) claims.push(...datelineClaims(block, options.language));
  }
  return claims;
}

/** Words of a line that heads or counts comments. */
const COMMENT_HEAD_WORDS_MAX = 4;

function isCommentHead({ text, wordCount }: Block): boolean {
  return wordCount > 0 && wordCount <= COMMENT_HEAD_WORDS_MAX && text.length <= LINE_MAX && isPhrase(COMMENT_HEADS, tokensOf(text));
}

/** Addresses behind "Source:" at the head or the tail of the article. */
export function sourceClaims(blocks: readonly Block[], extent: Extent): Claim[] {
  const near = (i: number): boolean =>
    (i >= extent.first - HEAD_BLOCKS && i <= extent.first + INTO_BLOCKS) || (i >= extent.last - 2 && i <= extent.last + TAIL_BLOCKS);
  return blocks.flatMap((block) => (near(block.index) && block.text.length <= LINE_MAX * 2 ? (sourceLine(block) ?? []) : []));
}

function lineClaims(block: Block, place: Place): Claim[] {
  if (sourceLine(block) !== undefined) return [];
  // In plain text a heading is a guess by the form of a line, which date lines have too.
  if (block.kind === "heading" && block.level === 1 && place.format !== "text") return [];
  const dates = readDates(block.text, { language: place.language });
  const parts = withoutDates(block.text, dates);
  const byline = bylineClaims(block, dates, parts, place);
  return [...dateClaims(block, dates, byline.length === 0 ? parts : withoutNames(parts, byline), place), ...byline];
}

/** Words of a line with a name and a degree or a role. */
const LONE_WORDS_MAX = 8;

/** How often a line stands on a page that names no author. */
const BUTTONS_MIN = 3;

/** What stands alone on a line between two names, where every text node is one. */
const JOINS: ReadonlySet<string> = new Set(", & ， 、 and und et y e en och og ja i и і και ve".split(" "));

/** Does the line above say "By" and nothing else? */
function isLabelledName(blocks: readonly Block[], index: number): boolean {
  const above = blocks[index - 1];
  return above !== undefined && above.wordCount <= 3 && byHead(`${above.text.replace(/[:：]$/u, "")}: Xx`) !== undefined;
}

/** A name alone on its line: behind a line that says "By", or next to a date line right below the headline. */
function loneName(blocks: readonly Block[], block: Block, at: Pick<Place, "place" | "distance" | "format">): Claim[] {
  if ((block.kind === "heading" && at.format !== "text") || block.wordCount > LONE_WORDS_MAX) return [];
  const previous = blocks[block.index - 1];
  const next = blocks[block.index + 1];
  const isLabelled = isLabelledName(blocks, block.index);
  const isJoined = previous !== undefined && JOINS.has(previous.text) && isLabelledName(blocks, block.index - 2);
  if ((isLabelled || isJoined) && readNames(block.text, { isSure: false, sites: NO_SITES }).names.length > 0)
    return [lineClaim("author", block.text, "byline", 0.68, block.index)];
  // "I. Morning", where "II. The bear" follows: a chapter, and no initial.
  if (block.text.startsWith("I. ") && blocks.some((other) => other.text.startsWith("II. "))) return [];
  // Two words of a script without capitals may be a button as well as a name.
  if (block.wordCount > 5 || !isName(block.text) || !/[\p{Lu}\p{Script=Han}\p{Script=Hangul}]/u.test(block.text)) return [];
  // A button or a rank stands beside every post.
  if (blocks.filter(({ text }) => text === block.text).length >= BUTTONS_MIN) return [];
  const isBeside = [previous, next, blocks[block.index + 2]].some(
    (other) => other !== undefined && other.text.length <= 60 && readDates(other.text, { language: undefined }).length > 0,
  );
  return isBeside && at.place === "head" && at.distance > 0 && at.distance <= 6
    ? [lineClaim("author", block.text, "byline", 0.48, block.index)]
    : [];
}

/** "Source: https://…": an address on a line of its own behind its label. */
function sourceLine(block: Block): Claim | undefined {
  if (!block.text.includes("://")) return undefined;
  const match = /^[^\p{L}]*([\p{L}\p{M} ]{2,30}?)\s*[:：]\s*<?(https?:\/\/[^\s<>"'）)]+)>?[^\p{L}]*$/iu.exec(block.text);
  const label = match?.[1]?.toLowerCase();
  const address = match?.[2];
  if (label === undefined || address === undefined || !SOURCE.includes(label)) return undefined;
  return lineClaim("url", address.replace(/[.,;]+$/u, ""), "source line", 0.7, block.index);
}

/** The pieces without the names that were understood and the word before them. */
function withoutNames(parts: readonly string[], byline: readonly Claim[]): string[] {
  const names = byline.flatMap(({ value }) => value.split("; "));
  return parts.map((part) => {
    const head = byHead(part.replace(/^[^\p{L}]+/u, ""));
    let rest = head?.rest ?? part;
    for (const name of names) {
      const at = rest.toLowerCase().indexOf(name.toLowerCase());
      if (at !== -1) rest = `${rest.slice(0, at)} ${rest.slice(at + name.length)}`;
    }
    return rest;
  });
}

/** Who edited an article is its author only where no other is named. */
const EDITORS: ReadonlySet<string> = new Set(["editor"]);

/** A line that is a byline: "By …", a name with a role, or a name beside a date. */
function bylineClaims(block: Block, dates: readonly ReadDate[], parts: readonly string[], place: Place): Claim[] {
  const pieces: string[] = [];
  for (const part of parts) for (const piece of piecesOf(part)) pieces.push(withoutSigns(piece));
  for (const piece of pieces) {
    const head = byHead(piece);
    if (head === undefined) continue;
    // Behind "de" or "of" without a colon anything may stand; the whole piece must be names.
    const value = cutRest(head.rest);
    const { names } = readNames(value, { isSure: false, sites: NO_SITES });
    if (names.length === 0) continue;
    const isWhole = countOther(head.rest, names) <= 6;
    if (!head.isMarked && !isWhole) continue;
    const isEditor = EDITORS.has(head.word);
    const confidence = (head.isMarked ? 0.75 : 0.7) - (place.place === "tail" ? 0.1 : 0) - (isEditor ? 0.05 : 0);
    return [lineClaim("author", names.join("; "), "byline", confidence, isWhole ? block.index : undefined)];
  }
  if (block.wordCount > 8 + 4 * dates.length) return [];
  const named = pieces.filter((piece) => piece !== "" && !isCounter(piece));
  const role = named.length <= 2 ? named.map((piece) => roleTail(piece)).find((tail) => tail !== undefined && isName(tail)) : undefined;
  if (role !== undefined) return [lineClaim("author", role, "byline", 0.6, block.index)];
  // Above the headline the name beside a date is the paper's.
  const only =
    dates.length > 0 && place.place === "head" && !place.isAboveTitle
      ? nameBesideDate(named, withoutSigns(parts[0] ?? ""), place)
      : undefined;
  return only === undefined ? [] : [lineClaim("author", only, "byline", 0.45, block.index)];
}

/** Blocks from the headline to a line of name, date and section. */
const BESIDE_SECTION_MAX = 3;
/** Words of the name of a section. */
const SECTION_WORDS_MAX = 2;

/**
 * "Jane Doe, 3 March 2020" or "3 March 2020 | Jane Doe": a name alone beside a date. Right below the headline a section may stand behind
 * both. `first`: what stands before the date.
 */
function nameBesideDate(named: readonly string[], first: string, { distance }: Place): string | undefined {
  const isOnly = named.length === 1;
  const name = isOnly ? named[0] : first;
  if (name === undefined || !isName(name) || AFTER_NAME.includes(name.toLowerCase())) return undefined;
  const section = named.find((piece) => piece !== name) ?? "";
  const isNear = distance >= 1 && distance <= BESIDE_SECTION_MAX;
  const isBesideSection = named.length === 2 && isNear && section.split(" ").length <= SECTION_WORDS_MAX && !isName(section);
  return isOnly || isBesideSection ? name : undefined;
}

/** "Views: 4,512", "👁 5 421": beside a name and a date it is a number that nobody needs. */
const COUNTER = /^(?:\p{L}[\p{L}\p{M}\s]{1,24}[:：]\s?)?[^\p{L}\d]*\d[\d\s.,]*$/u;
/** "3 min read": how long it takes, or how many of something. */
const COUNTED = /^\d{1,3}\s?(?:\p{Ll}[\p{Ll}\p{M}]*\.?)(?:\s\p{Ll}[\p{Ll}\p{M}]*){0,2}$/u;

function isCounter(piece: string): boolean {
  if ((kindOf(unitAt(piece, 0)) & DIGIT) !== 0 && COUNTED.test(piece)) return true;
  // Most pieces end in a letter.
  return (kindOf(piece.charCodeAt(piece.length - 1)) & LETTER) === 0 && COUNTER.test(piece);
}

/** White space, and then a sign of division or more of it: most lines have none, and are one piece. */
const MAY_DIVIDE = /\s[|•·–—\s-]|\t|／/u;

function piecesOf(part: string): string[] {
  return MAY_DIVIDE.test(part) ? part.split(/\s[|•·–—-]\s|\s{2,}|\t|\s?／\s?/u) : [part];
}

/** Without spaces and signs of division at either end. */
function withoutSigns(piece: string): string {
  let [start, end] = [0, piece.length];
  // Most begin and end in a letter or a digit.
  if ((kindOf(unitAt(piece, 0)) & WORD) !== 0 && (kindOf(piece.charCodeAt(end - 1)) & WORD) !== 0) return piece;
  while (start < end && DIVISIONS.test(piece.charAt(start))) start++;
  while (end > start && DIVISIONS.test(piece.charAt(end - 1))) end--;
  return piece.slice(start, end);
}

const WORD = LETTER | DIGIT;
const DIVISIONS = /[\s,|•·–—-]/u;

/** "Jane Doe Published", "Jane Doe in London": names end where a lower-case word or a label begins. */
function cutRest(text: string): string {
  const match =
    /^(.*?)(?:\s+(?:in|for|published|posted|updated|last|on|at|am|vom|le|el|em|il|op|den|dne|w|в|от|aktualisiert|veröffentlicht|publié|publicado|pubblicato|modified|reviewed|medically)(?=$|[\s:,]).*)$/iu.exec(
      text,
    );
  return match?.[1] ?? text;
}

function countOther(text: string, names: readonly string[]): number {
  const known = new Set(names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));
  return (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => !known.has(word)).length;
}
