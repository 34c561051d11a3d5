/**
 * The head of an article that lost its line breaks: "Storm closes harbour By Jane Doe 14 March 2021, 10:20 Share The harbour of …". Headline,
 * byline, date and buttons stand before the prose, in one line with it. What ends such a head is the date, with what belongs to it.
 */
import type { Claim } from "../../types.ts";
import { COMMENT_HEADS, SHARE_WORDS } from "../phrases.ts";
import { endingsOf, isPhrase, tableOfAll, tokensOf } from "../phrase-tables.ts";
import { readDates, type ReadDate } from "./dates.ts";
import { MODIFIED, PUBLISHED } from "./labels.ts";
import { byHead, isName, NO_SITES, readNames } from "./names.ts";

/** What stands before the prose of a line, understood. */
export interface RunInHead {
  /** Where the prose begins, in UTF-16 units. */
  readonly end: number;
  /** None of them names a block, since none is the whole of one. */
  readonly claims: readonly Claim[];
}

/** What follows the head is prose from this many UTF-16 units on. */
const PROSE_MIN = 60;
/** UTF-16 units before the date, in which the headline stands, and those of the shortest headline. */
export const RUN_IN_MAX = 240;
const TITLE_MIN = 8;
const TITLE_MAX = 160;
/** UTF-16 units between two dates of one head: "Published … | Updated: …". */
const BETWEEN_DATES_MAX = 40;
/** Things that stand behind a date: a time of day, a byline, buttons, counters. */
const REST_STEPS_MAX = 12;
/** Words of the headline's, and the share of them that the prose must hold where nothing but the date speaks. */
const TELLING_LETTERS_MIN = 5;
const AGREEMENT_MIN = 0.4;

/** Ends that a headline does not have before its date: those of sentences, and short words as "on", "am", "le", "от". */
const OPEN_END = /(?:[.!?。！？:：,，、]|(?:^|\s)\p{Ll}{1,4})$/u;
/** A sentence that ends within the headline makes it prose; a question or a call may be half of a headline. */
const INNER_END = /\p{Ll}{3}\.\s|[。！？]/u;
const SIGNS = /^[\s|｜•·∙(（)）\]—–:：,،/-]+/u;
const SIGNS_AT_END = /[\s|｜•·∙(（[—–:：/-]+$/u;
/** A time of day that the reader of dates has left, with the word before it and its zone. */
const CLOCK = /^(?:(?:kl|um|at|às|ore|klo|ώρα|о|об|в|u|lúc|saat|pukul|om|a las|à)\.?\s)?\d{1,2}[:.h]\s?\d{2}(?!\d)/iu;
const ZONE =
  /^(?:\((?:GMT|UTC)[+\d:-]*\)|(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|WIB|WITA|WIT|ET|EST|EDT|CT|PT|PST|PDT|CET|CEST|BST|IST|uhr|hrs?|ч\.|г\.|h)(?=[\s|,)]|$)/iu;
/** "6 min read", "Temps de lecture : 6 min", "4 min de leitura". */
const READING_TIME =
  /^(?:\p{L}+\s(?:\p{Ll}+\s){0,2}[:：]\s)?\d{1,3}[\s-]?(?:min|мин|хв|דק|دقيقة|分)[\p{Ll}.]*(?:\s(?:read|de lecture|lesezeit|de leitura|de lectura|di lettura|leestijd|läsning|lesetid|læsetid|lukuaika|czytania|čtení|чтения|читання|okuma)(?=\s|$))?/iu;
const CAPITALISED = /^["“„«'’(]?\p{Lu}[\p{L}\p{M}.'’-]*$/u;

/** Reads the head of a line; undefined where it has none. `language`: primary tag, for the names of months. Linear in the head. */
export function readRunIn(line: string, language: string | undefined): RunInHead | undefined {
  const head = line.slice(0, 2 * RUN_IN_MAX);
  const dates = readDates(head, { language });
  const [date] = dates;
  if (date === undefined || date.start > RUN_IN_MAX || (date.form === "short-year" && !date.value.includes("T"))) return undefined;
  const before = readBefore(head.slice(0, date.start));
  const after = readAfter(head, dates);
  const rest = line.slice(after.end);
  if (rest.length < PROSE_MIN || !/^["“”„«「『¿¡‘'–—-]?\s?[\p{Lu}\p{Lo}\d]/u.test(rest)) return undefined;
  const { title } = before;
  if (title.length < TITLE_MIN || OPEN_END.test(title) || INNER_END.test(title)) return undefined;
  const isDressed =
    date.value.includes("T") || before.isLabelled || before.author !== undefined || after.author !== undefined || after.steps > 0;
  if (!isDressed && !(/^["“„«¿¡‘'–—-]?\s?\p{Lu}/u.test(rest) && agrees(title, rest))) return undefined;
  return { end: after.end, claims: claimsOf(line, { title, date, author: before.author ?? after.author }) };
}

function claimsOf(line: string, found: { readonly title: string; readonly date: ReadDate; readonly author: string | undefined }): Claim[] {
  const { title, date, author } = found;
  const claim = (field: Claim["field"], value: string, from: Claim["from"], confidence: number): Claim => ({
    field,
    value,
    from,
    confidence,
    block: undefined,
  });
  const claims = [claim("published", line.slice(date.start, date.end), "dateline", 0.6)];
  if (isName(title) && author === undefined) claims.push(claim("author", title, "byline", 0.5));
  else if (title.length <= TITLE_MAX) claims.push(claim("title", title, "first line", 0.75));
  if (author !== undefined) claims.push(claim("author", author, "byline", 0.6));
  return claims;
}

/** What stands before the date: the headline, a byline behind it, the date's label behind that. */
interface Before {
  readonly title: string;
  readonly author: string | undefined;
  readonly isLabelled: boolean;
}

function readBefore(text: string): Before {
  const unlabelled = withoutLabel(text);
  const byline = bylineAtEnd(unlabelled.text);
  return { title: byline?.before ?? unlabelled.text, author: byline?.author, isLabelled: unlabelled.isLabelled };
}

const LABELS: readonly string[] = [...PUBLISHED, ...MODIFIED].filter((label) => label.length > 3).sort((a, b) => b.length - a.length);

/** "… Published:", "… Publicerad" without the label, and without the name of the day: "Friday, ". */
function withoutLabel(text: string): { readonly text: string; readonly isLabelled: boolean } {
  const bare = text.replace(/(?<=\s)[\p{L}\p{M}]{2,12}[,،、]\s?$/u, "").replace(SIGNS_AT_END, "");
  const folded = bare.toLowerCase();
  const label = LABELS.find((one) => folded.endsWith(one) && !/[\p{L}\p{M}]/u.test(folded.charAt(folded.length - one.length - 1)));
  if (label === undefined || folded.length !== bare.length) return { text: bare, isLabelled: false };
  // A label is written as one: a sentence may end in the word.
  const isLabel = /^[\p{Lu}\p{Lo}]/u.test(bare.slice(-label.length)) || /[:：]\s*$/u.test(text);
  if (!isLabel) return { text: bare, isLabelled: false };
  return { text: bare.slice(0, -label.length).replace(SIGNS_AT_END, ""), isLabelled: true };
}

/** Words of a byline: "Written by Tina Flint Huffman". */
const BYLINE_WORDS_MAX = 7;

/** "… By Jane Doe": the byline that ends a text. In running text the word before the name begins in a capital, or is "by". */
function bylineAtEnd(text: string): { readonly before: string; readonly author: string } | undefined {
  let start = text.length;
  for (let words = 0; words < BYLINE_WORDS_MAX && start > 0; words++) {
    start = text.lastIndexOf(" ", start - 2) + 1;
    const piece = text.slice(start);
    const head = byHead(piece);
    // Where all is written in capitals, a capital says nothing of a word: "UN ORAGE DE GRÊLE …".
    const isCapital = /^\p{Lu}/u.test(piece) && /\p{Ll}|\p{Lo}/u.test(text);
    if (head === undefined || !(head.isMarked || head.word === "by" || isCapital)) continue;
    const { names } = readNames(head.rest, { isSure: false, sites: NO_SITES });
    const [name] = names;
    if (name === undefined || names.join("").length < 0.8 * head.rest.length) continue;
    const before = text.slice(0, start).replace(SIGNS_AT_END, "");
    // "Written by": the byline begins with the longest such phrase.
    if (before.length >= TITLE_MIN && byHead(`${before.slice(before.lastIndexOf(" ") + 1)} ${piece}`)?.rest !== head.rest)
      return { before, author: names.join("; ") };
  }
  return undefined;
}

interface After {
  readonly end: number;
  readonly author: string | undefined;
  /** How many things stood behind the date. */
  readonly steps: number;
}

function readAfter(head: string, dates: readonly ReadDate[]): After {
  let end = dates[0]?.end ?? 0;
  let author: string | undefined;
  let steps = 0;
  for (let step = 0; step < REST_STEPS_MAX; step++) {
    const signs = SIGNS.exec(head.slice(end))?.[0] ?? "";
    end += signs.length;
    const next = dates.find((date) => date.start >= end);
    if (next !== undefined && next.start - end <= BETWEEN_DATES_MAX && withoutLabel(head.slice(end, next.start)).text === "") {
      end = next.end;
    } else {
      const rest = head.slice(end);
      const byline = author === undefined ? bylineAtStart(rest, { isParted: /\S/u.test(signs) }) : undefined;
      const length = byline?.length ?? lengthOfDress(rest);
      author ??= byline?.author;
      if (length === 0) break;
      end += length;
    }
    steps++;
  }
  return { end, author, steps };
}

/** Words of the longest button or counter: "Share on Facebook". */
const BUTTON_WORDS_MAX = 4;

/** How much of the beginning of a text is a time, a zone, a reading time, a button or a counter. */
function lengthOfDress(text: string): number {
  const found = CLOCK.exec(text) ?? ZONE.exec(text) ?? READING_TIME.exec(text);
  if (found !== null) return found[0].length;
  const starts = [...text.slice(0, 80).matchAll(/\s|$/gu)].slice(0, BUTTON_WORDS_MAX).map((match) => match.index);
  for (const end of starts.toReversed()) {
    const tokens = tokensOf(text.slice(0, end));
    if (tokens.length > 0 && isPhrase(BUTTONS, tokens)) return end;
  }
  return 0;
}

/** "By Jane Doe The harbour of …": of the capitalised words in a row the last begins the sentence. `isParted`: a sign stands before it. */
function bylineAtStart(
  text: string,
  { isParted }: { readonly isParted: boolean },
): { readonly length: number; readonly author: string } | undefined {
  const head = byHead(text);
  if (head === undefined || !(isParted || head.isMarked || /^\p{Lu}/u.test(text))) return undefined;
  const words = head.rest.slice(0, 100).split(" ");
  const run = words.findIndex((word) => !CAPITALISED.test(word));
  const count = run === 4 ? 3 : 2;
  const name = words.slice(0, count).join(" ");
  if (run < 3 || !isName(name)) return undefined;
  return { length: text.length - head.rest.length + name.length, author: name };
}

/** The headline in a line that has lost the border between it and what followed: byline, date, buttons. The line itself where there is nothing else. */
export function headlineOf(line: string): string {
  const [date] = readDates(line, { language: undefined });
  let title = line;
  if (date !== undefined && date.start >= TITLE_MIN) {
    const before = line.slice(0, date.start);
    // A date that ends a headline may be part of it: "Results for 3 March 2021".
    const isPart = date.end > line.length - 3 && (OPEN_END.test(before.trim()) || /[,:(]\s*$/u.test(before));
    if (!isPart) title = withoutLabel(before).text;
  }
  title = bylineAtEnd(title)?.before ?? title;
  return withoutButtons(title);
}

/** Buttons and counters, and the words in which they end. */
const BUTTONS = tableOfAll([SHARE_WORDS, COMMENT_HEADS]);
const BUTTON_ENDINGS = endingsOf(BUTTONS);

/** Letters of ASCII and nothing else: a word as tables hold it, but for its case. */
function isAsciiWord(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const small = text.charCodeAt(i) | 0x20;
    if (small < 0x61 || small > 0x7a) return false;
  }
  return text !== "";
}

/** May a button or a counter end the text? False for most. */
function mayEndInButton(text: string): boolean {
  const piece = text.slice(text.lastIndexOf(" ") + 1);
  const ending = isAsciiWord(piece) ? piece.toLowerCase() : tokensOf(piece).at(-1);
  // A number is no word of a counter.
  return ending === undefined || BUTTON_ENDINGS.has(ending);
}

/** "… Share on Facebook Print" without its buttons. */
function withoutButtons(line: string): string {
  let title = line;
  for (let step = 0; step < REST_STEPS_MAX && mayEndInButton(title); step++) {
    const starts = [...title.slice(TITLE_MIN).matchAll(/\s/gu)].map((match) => TITLE_MIN + match.index).slice(-BUTTON_WORDS_MAX);
    const start = starts.find((at) => {
      const tokens = tokensOf(title.slice(at));
      return tokens.length > 0 && /^\s[\p{Lu}\p{Lo}\d]/u.test(title.slice(at)) && isPhrase(BUTTONS, tokens);
    });
    if (start === undefined) return title;
    title = title.slice(0, start).replace(SIGNS_AT_END, "");
  }
  return title;
}

/** Does the prose hold what the headline's longer words begin with? */
function agrees(title: string, rest: string): boolean {
  const stems = (title.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])
    .filter((word) => word.length >= TELLING_LETTERS_MIN)
    .map((word) => word.slice(0, TELLING_LETTERS_MIN));
  const prose = rest.toLowerCase();
  return stems.length > 1 && stems.filter((stem) => prose.includes(stem)).length >= AGREEMENT_MIN * stems.length;
}
