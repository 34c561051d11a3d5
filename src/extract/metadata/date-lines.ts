/** Dates that lines of a page claim: beside a label, below one, or alone on a line; and datelines at the head of a paragraph. */
import { countWords } from "../../text/words.ts";
import type { Block, Claim, ClaimField, ClaimOrigin, Format } from "../../types.ts";
import { readDates, type ReadDate } from "./dates.ts";
import { MODIFIED, PUBLISHED } from "./labels.ts";

/** Where on the page a line stands. */
export interface Place {
  readonly place: "head" | "tail";
  /** Before the article's first paragraph. */
  readonly before: boolean;
  /** Above the headline, where that is known. */
  readonly isAboveTitle: boolean;
  /** Blocks from the headline; 0 before it, or where it is not known. */
  readonly distance: number;
  readonly format: Format;
  readonly language: string | undefined;
  readonly blocks: readonly Block[];
}

/** What one line says. */
export function lineClaim(field: ClaimField, value: string, from: ClaimOrigin, confidence: number, block: number | undefined): Claim {
  return { field, value, from, confidence, block };
}

/** The pieces of a line between its dates. */
export function withoutDates(text: string, dates: readonly ReadDate[]): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const date of dates) {
    parts.push(text.slice(at, date.start));
    at = date.end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Signs, names of weekdays and the like around the parts of a line. */
function bare(text: string): string {
  return text
    .replace(/\([^)]{0,12}\)/gu, " ")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "")
    .toLowerCase();
}

/** Does the text before a date end in one of the labels? Those of change are asked first: "published" stands in "first published; updated". */
function labelBefore(text: string, isLine: boolean): "published" | "modified" | undefined {
  const folded = bare(text);
  if (folded === "") return undefined;
  if (MODIFIED.some((label) => endsWithWords(folded, label))) return "modified";
  // "on 3 March 2020" in a caption or a sentence is no date of publication.
  return PUBLISHED.some((label) => endsWithWords(folded, label) && (isLine || !WEAK_LABELS.has(label))) ? "published" : undefined;
}

/** Lines above a date in which a label alone still speaks of it: "Updated" over headline, byline and date. */
const LABEL_BLOCKS = 5;
/** A label alone is no longer than this, in UTF-16 units. */
const LABEL_MAX = 60;

/** The label of a date that begins its line: alone on the line above, or, of change, alone on one of the last before it. */
function labelAbove(block: Block, before: string, { blocks, place }: Place): "published" | "modified" | undefined {
  if (bare(before).trim() !== "") return undefined;
  for (let i = block.index - 1; i >= Math.max(0, block.index - LABEL_BLOCKS); i--) {
    const text = bare(blocks[i]?.text.slice(0, LABEL_MAX) ?? "").trim();
    if (MODIFIED.includes(text)) return "modified";
    if (i === block.index - 1 && PUBLISHED.includes(text) && !WEAK_LABELS.has(text)) return "published";
    if (place !== "head" || readDates(text, { language: undefined }).length > 0) return undefined;
  }
  return undefined;
}

/** Labels that are everyday words too. */
const WEAK_LABELS = new Set([
  "on",
  "vom",
  "data",
  "issued",
  "released",
  "created",
  "theo",
  "ngày",
  "giriş",
  "tarih",
  "fecha",
  "datum",
  "stand",
  "date",
]);

function endsWithWords(text: string, words: string): boolean {
  if (!text.endsWith(words)) return false;
  const before = text.charAt(text.length - words.length - 1);
  return before === "" || !/[\p{L}\p{M}]/u.test(before) || /\p{Script=Han}/u.test(words);
}

/** Words on a date line beside the date, its label and a byline: a place, a section, a reading time. More is prose. */
const OTHER_WORDS_MAX = 7;

/** Words before a date and a full stop that make a sentence of the line: more than a label and a weekday. */
const SENTENCE_WORDS_MIN = 4;

/** What stands behind a date or a time with a full stop of its own: "г.", "ч.", "h.". */
const ABBREVIATION = /^\p{L}{0,3}\.$/u;

/** The dates of a line. `parts`: what stands between them. */
export function dateClaims(block: Block, dates: readonly ReadDate[], parts: readonly string[], place: Place): Claim[] {
  const [date] = dates;
  if (date === undefined || dates.length > 3 || /©|\(c\)|copyright/iu.test(block.text)) return [];
  const others = countOthers(parts.map(bare));
  const behind = block.text.slice(date.end).trim();
  // "This article was amended on 3 March." is a sentence; "3 March." is none.
  const isSentence = behind === "." && others > SENTENCE_WORDS_MIN;
  const isLine = others <= OTHER_WORDS_MAX && !/[.!?。！？।۔]["”’»」』]?$|，/u.test(behind.replace(ABBREVIATION, ""));
  const claims: Claim[] = [];
  for (const [i, each] of dates.entries()) {
    const label =
      labelBefore(parts[i] ?? "", isLine && !isSentence) ?? (i === 0 && isLine ? labelAbove(block, parts[0] ?? "", place) : undefined);
    if (label === undefined && (!isLine || isSentence || i > 0)) continue;
    if (others > 3 * OTHER_WORDS_MAX) continue;
    const field = label ?? "published";
    const bareConfidence = place.place === "head" ? (place.before ? 0.7 : 0.55) : 0.4;
    const confidence =
      (label === undefined ? bareConfidence - 0.02 * others : place.place === "head" ? 0.85 : 0.7) -
      (each.form === "short-year" ? 0.1 : 0) -
      Math.min(0.2, 0.01 * place.distance);
    claims.push(lineClaim(field, block.text.slice(each.start, each.end), "dateline", confidence, isLine ? block.index : undefined));
  }
  return claims;
}

/** Scripts whose writing parts phrases only. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words beside the dates; in some scripts what is between two spaces may be a whole sentence. */
function countOthers(parts: readonly string[]): number {
  const runs = parts.flatMap((part) => part.match(/[\p{L}\p{M}]+/gu) ?? []);
  return runs.reduce((sum, run) => sum + (UNSPACED.test(run) ? countWords(run) : 1), 0);
}

/** Letters at the head of a paragraph in which a dateline stands. */
const DATELINE_MAX = 90;

/** "TORONTO, 24 April 2018 (Agency) – Ministers have …": place and date before a dash at the head of the first paragraph. Never a whole block. */
export function datelineClaims(block: Block, language: string | undefined): Claim[] {
  const match = /^(.{4,90}?)\s?[–—-]{1,2}\s/u.exec(block.text.slice(0, DATELINE_MAX + 3));
  const head = match?.[1];
  if (head === undefined) return [];
  const [date] = readDates(head, { language });
  const others = date === undefined ? [] : withoutDates(head, [date]).flatMap((part) => part.match(/[\p{L}\p{M}]+/gu) ?? []);
  if (date === undefined || others.length > 6 || !/^[\p{Lu}\p{Lo}(]/u.test(head)) return [];
  return [lineClaim("published", head.slice(date.start, date.end), "dateline", 0.6, undefined)];
}
