/**
 * The headline of a plain text. Every line near the article's first paragraph is measured; what each measure is worth was learned from the
 * headlines of labelled pages, flattened in four styles (bench/train), so that no line is chosen for its place or its form alone.
 */
import { kindOf, LETTER, UPPER } from "../../text/characters.ts";
import { words } from "../../text/words.ts";
import type { Block, Claim } from "../../types.ts";
import { endsInCredit } from "../credit-lines.ts";
import { continuesLine } from "../pieces.ts";
import {
  agreement,
  bodyStems,
  HEAD_LINES,
  isCapitalised,
  type LineMeasures,
  MEASURE_NAMES,
  measureLine,
  openingStems,
  type Stems,
  type TextHead,
  type TitleWeights,
} from "./line-measures.ts";
import { headlineOf } from "./run-in.ts";
import { TITLE_WEIGHTS } from "./title-weights.ts";
import { confidence } from "./verdict.ts";

/** A line that could be the headline. */
export interface HeadLine {
  readonly block: Block;
  /** Its text without a byline, a date or buttons behind it. */
  readonly value: string;
  /** The same without the site's name behind a bar. */
  readonly bare: string;
  /** Of `bare`. */
  readonly measures: LineMeasures;
  /** Share of the telling words of `value` that begin as words of the article do, 0–1. */
  readonly agreement: number;
}

/** Words of a headline that a bar and the site's name follow. */
const HEADLINE_WORDS_MIN = 4;
/** Longer lines are no headlines, in UTF-16 units. */
const LINE_MAX = 300;
/** Worth of a first line with a site's name behind a bar: it was the page's title. No flattened page has one, so it is not learned. */
const WITH_SITE = 2;
/** P(headline) from which a line is claimed to be one, 0–1; the same of a line that shares no word with the article, and of capitalised words. */
const CLAIM_MIN = 0.008;
const STRANGER_MIN = 0.08;
const MENU_MIN = 0.12;
/** Agreement under which a line of capitalised words may be a menu. */
const MENU_SHARE_MAX = 0.34;

/** The likeliest headline among the lines; undefined where none is likely. Linear in the lines near the article. */
export function textHeadline(head: TextHead): Claim | undefined {
  const lines = linesOf(head);
  const chosen = chooseLine(lines, TITLE_WEIGHTS);
  if (chosen === undefined) return openingHeading(head, lines);
  const { block, value } = chosen.line;
  const origin = block.kind === "heading" ? "heading" : "first line";
  return { field: "title", value, from: origin, confidence: confidence(0.5 + 0.4 * chosen.probability), block: block.index };
}

/** Better than a sentence of the article, and no more. */
const OPENING_CONFIDENCE = 0.35;

/** Where no line is likely enough: the heading that opens what is kept, right above the first paragraph. */
function openingHeading({ blocks, first, keep }: TextHead, lines: readonly HeadLine[]): Claim | undefined {
  const heading = blocks[first - 1];
  if (heading?.kind !== "heading" || heading.wordCount < 2 || keep.indexOf(true) !== heading.index) return undefined;
  const line = lines.find(({ block }) => block === heading);
  if (line === undefined || line.measures.isWay > 0 || line.measures.isOpenEnded > 0 || line.measures.date > 0) return undefined;
  return { field: "title", value: line.value, from: "heading", confidence: OPENING_CONFIDENCE, block: heading.index };
}

/** The lines that could be the headline, measured. */
export function linesOf(head: TextHead): HeadLine[] {
  const { blocks, first } = head;
  const found: HeadLine[] = [];
  let body: Stems | undefined;
  let openingOfArticle: Stems | undefined;
  for (let i = Math.max(0, first - HEAD_LINES); i <= Math.min(blocks.length - 1, first + 1); i++) {
    const block = blocks[i];
    if (block === undefined || !isLine(block, blocks[i + 1])) continue;
    const value = headlineOf(block.text);
    const bare = withoutSite(value);
    body ??= bodyStems(head);
    // A headline in the article itself is compared with what follows it.
    const opening = i < first ? (openingOfArticle ??= openingStems(blocks, first)) : openingStems(blocks, i + 1);
    const measures = measureLine(block, bare, head, { body, opening });
    found.push({ block, value, bare, measures, agreement: value === bare ? measures.agreement : agreement(value, body) });
  }
  return found;
}

/** The likeliest of the lines by these weights, with P(headline); undefined where it is not likely enough. */
export function chooseLine(
  lines: readonly HeadLine[],
  weights: TitleWeights,
): { readonly line: HeadLine; readonly probability: number } | undefined {
  const worths = lines.map((line) => worthOf(line, weights.measures));
  const most = Math.max(...worths);
  const line = lines[worths.indexOf(most)];
  if (line === undefined) return undefined;
  const all = worths.reduce((sum, worth) => sum + Math.exp(worth - most), Math.exp(weights.none - most));
  const isDoubtful = isCapitalised(line.value) && line.agreement < MENU_SHARE_MAX;
  const least = isDoubtful ? MENU_MIN : line.agreement === 0 ? STRANGER_MIN : CLAIM_MIN;
  return 1 / all < least ? undefined : { line, probability: 1 / all };
}

function worthOf({ block, value, bare, measures }: HeadLine, weights: LineMeasures): number {
  let worth = block.index === 0 && bare !== value ? WITH_SITE : 0;
  for (const name of MEASURE_NAMES) worth += measures[name] * weights[name];
  return worth;
}

/** "Headline | Site", as the first line of a text often is: the part that is measured. */
function withoutSite(line: string): string {
  if (!/[|｜]/u.test(line)) return line;
  const [first = line] = line.split(/\s[|｜]\s/u, 1);
  return words(first).length >= HEADLINE_WORDS_MIN ? first : line;
}

/** A line of its own, not a piece of a longer one. */
function isLine(block: Block, next: Block | undefined): boolean {
  if (block.text === "" || block.text.length > LINE_MAX || block.kind === "code") return false;
  if (continuesLine(block) || isGlued(block.text) || block.text.includes("://") || endsInCredit(block.text)) return false;
  if (/[.。।።۔]["”’»)」』]?$/u.test(block.text) && !/\p{Lu}\.\p{Lu}\.$/u.test(block.text)) return false;
  return !(next?.joint === "space" && next.line === block.line);
}

/** Words run together in a line from which a menu's entries have lost their borders. A headline may hold a name or two of that form. */
const GLUED_MIN = 3;
const GLUED = /\p{Ll}\p{Lu}\p{L}/gu;
const SURROGATE_FIRST = 0xd800;
const SURROGATE_LAST = 0xdfff;

/** "NewsBusinessOpinionSport": labels without spaces between them. */
function isGlued(text: string): boolean {
  return hasInnerCapital(text) && (text.match(GLUED)?.length ?? 0) >= GLUED_MIN;
}

/** Does a capital follow a letter anywhere, or may one beyond the basic plane? Most lines are told apart by this, without the expression. */
function hasInnerCapital(text: string): boolean {
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if ((kind & UPPER) !== 0 && (before & LETTER) !== 0) return true;
    if (unit >= SURROGATE_FIRST && unit <= SURROGATE_LAST) return true;
    before = kind;
  }
  return false;
}
