/**
 * Reading dates, in many languages and without guessing: a date has a year, a month and a day or it is none; 03/04/2024 has two
 * readings until other evidence on the page settles it; time and offset are kept as far as they stand there.
 */
import { eraOf, fromSolar, gregorianYear, isSolarYear, solarMonthOf } from "./calendars.ts";
import { type Clock, clockAfter, clockBefore } from "./clock.ts";
import { digits, hasDigit, type Token, tokenise, westernDigits } from "./date-tokens.ts";
import { MONTH_NAMES } from "./month-names.ts";
import { MORE_MONTH_NAMES } from "./more-month-names.ts";

/** A date as it was read. */
export interface ReadDate {
  /** RFC 3339 as far as known: "2021-11-25", "2021-11-25T09:10:02", "2021-11-25T09:10:02+01:00". */
  readonly value: string;
  /** The month-first reading where day and month could be either; undefined where there is one reading only. `value` is day-first. */
  readonly monthFirst: string | undefined;
  /** The sign between numbers, where it is written in numbers alone. */
  readonly sign: string | undefined;
  /** How it was written: names of months and ISO cannot be misread. */
  readonly form: "iso" | "named" | "numeric" | "short-year";
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface DateHints {
  /** Primary language tag; settles the few names of months that two languages use for different months. */
  readonly language: string | undefined;
}

/** A longer line is not a date line; its head is read. In UTF-16 units. */
const TEXT_MAX = 2000;
/** The first year that can be one of publication on the web's pages: digitised archives reach back to print. */
const YEAR_MIN = 1600;
const YEAR_MAX = 2199;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day found among the tokens; `next` is the index of the first token after it. */
interface Found {
  readonly day: Day;
  readonly monthFirst: Day | undefined;
  readonly sign?: string;
  readonly form: ReadDate["form"];
  readonly next: number;
}

/** Short forms that the tables lack. */
const EXTRA_NAMES: readonly (readonly [string, number])[] = [
  ["sept", 9],
  ["juli", 7],
  ["juillet", 7],
  ["aout", 8],
  ["fevrier", 2],
  ["decembre", 12],
  ["marz", 3],
  ["maerz", 3],
  ["mrz", 3],
  ["jänner", 1],
  ["feber", 2],
  ["setiembre", 9],
  ["marco", 3],
];

function monthIndex(): Map<string, Map<string, number>> {
  const index = new Map<string, Map<string, number>>();
  for (const [language, row] of [...Object.entries(MONTH_NAMES), ...Object.entries(MORE_MONTH_NAMES)]) {
    for (const [month, names] of row.split("|").entries()) {
      for (const name of names.split(" ").filter((candidate) => candidate.length > 1)) {
        const entry = index.get(name) ?? new Map<string, number>();
        entry.set(language.slice(0, 2), month + 1);
        index.set(name, entry);
      }
    }
  }
  for (const [name, month] of EXTRA_NAMES) if (!index.has(name)) index.set(name, new Map([["en", month]]));
  return index;
}

/** Name → language → month. */
const MONTHS: ReadonlyMap<string, ReadonlyMap<string, number>> = monthIndex();

/** The month a word names, 1–12; undefined where it names none, or different ones in languages that the hint does not part. */
export function monthOf(word: string, hints: DateHints): number | undefined {
  const entry = MONTHS.get(word.toLowerCase());
  if (entry === undefined) return undefined;
  const hinted = hints.language === undefined ? undefined : entry.get(hints.language);
  if (hinted !== undefined) return hinted;
  const months = new Set(entry.values());
  const [month] = months;
  return months.size === 1 ? month : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function validDay(year: number, month: number, day: number): Day | undefined {
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return { year, month, day };
}

function yearOf(token: Token | undefined): number | undefined {
  const year = digits(token, 4, 4);
  return year === undefined ? undefined : gregorianYear(year);
}

/** Numbers with the same sign between them: 2021-11-25, 25.11.2021, 11/25/2021, 25. 11. 2021. */
function numeric(tokens: readonly Token[], i: number, hints: DateHints): Found | undefined {
  const [a, first, b, second, c] = tokens.slice(i, i + 5);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    first === undefined ||
    first.text !== second?.text ||
    !"-/.‐‑–".includes(first.text)
  )
    return undefined;
  // More digits on either side: a version, an address or a telephone number.
  const before = tokens[i - 1];
  const after = tokens[i + 5];
  if (
    before?.kind === "sign" &&
    before.end === a.start &&
    /[-/.]/u.test(before.text) &&
    tokens[i - 2]?.kind === "number" &&
    tokens[i - 2]?.end === before.start
  )
    return undefined;
  if (after?.text === first.text && after.start === c.end && tokens[i + 6]?.kind === "number" && tokens[i + 6]?.start === after.end)
    return undefined;
  const next = i + 5;
  const solar = digits(a, 4, 4) ?? 0;
  if (hints.language === "fa" && isSolarYear(solar)) {
    const day = fromSolar(solar, digits(b, 1, 2) ?? 0, digits(c, 1, 2) ?? 0);
    return day && { day, monthFirst: undefined, form: "numeric", next };
  }
  const leading = yearOf(a);
  if (leading !== undefined) {
    const day = validDay(leading, digits(b, 1, 2) ?? 0, digits(c, 1, 2) ?? 0);
    return day && { day, monthFirst: undefined, form: first.text === "-" ? "iso" : "numeric", next };
  }
  const [x, y] = [digits(a, 1, 2), digits(b, 1, 2)];
  if (x === undefined || y === undefined) return undefined;
  const year = yearOf(c) ?? shortYear(a, b, c);
  if (year === undefined) return undefined;
  const form = c.text.length === 2 ? "short-year" : "numeric";
  const dayFirst = validDay(year, y, x);
  const monthFirst = validDay(year, x, y);
  if (dayFirst !== undefined) return { day: dayFirst, monthFirst: x === y ? undefined : monthFirst, sign: first.text, form, next };
  return monthFirst && { day: monthFirst, monthFirst: undefined, sign: first.text, form, next };
}

/** "25.11.21": two digits each, so that versions and grades are not taken for dates. */
function shortYear(a: Token, b: Token, c: Token): number | undefined {
  if (a.text.length !== 2 || b.text.length !== 2 || c.text.length !== 2) return undefined;
  const year = Number(c.text);
  return year < 40 ? 2000 + year : year >= 90 ? 1900 + year : undefined;
}

/** 2021年11月25日, 2021년 11월 25일. */
function ideographic(tokens: readonly Token[], i: number): Found | undefined {
  const [year, yearSign, month, monthSign, day] = tokens.slice(i, i + 5);
  if (!/^[年년]/u.test(yearSign?.text ?? "") || !/^[月월]/u.test(monthSign?.text ?? "")) return undefined;
  const found = validDay(yearOf(year) ?? 0, digits(month, 1, 2) ?? 0, digits(day, 1, 2) ?? 0);
  return found && { day: found, monthFirst: undefined, form: "named", next: i + (/^[日일号]/u.test(tokens[i + 5]?.text ?? "") ? 6 : 5) };
}

/** 令和6年3月12日, 令和元年5月1日, 民國113年3月12日. */
function ofEra(tokens: readonly Token[], i: number): Found | undefined {
  const era = eraOf(tokens[i]?.text ?? "");
  if (era === undefined) return undefined;
  const at = era.isFirst ? i + 1 : i + 3;
  const year = era.isFirst ? 1 : tokens[i + 2]?.text === "年" ? digits(tokens[i + 1], 1, 3) : undefined;
  const [month, monthSign, day, daySign] = tokens.slice(at, at + 4);
  if (year === undefined || monthSign?.text !== "月") return undefined;
  const found = validDay(era.offset + year, digits(month, 1, 2) ?? 0, digits(day, 1, 2) ?? 0);
  return found && { day: found, monthFirst: undefined, form: "named", next: daySign?.text === "日" ? at + 4 : at + 3 };
}

/** What may stand between the parts of a written date: ordinals, articles, full stops, "г.", "m.", "tháng", "năm". */
const BETWEEN = new Set(
  "st nd rd th er º ª o . , ، - / ’ ' de del den d di da do of the a año г рік року m d le el tháng năm em på gada ko eko ng йил yil жылғы жылдың оны พ ค ศ".split(
    " ",
  ),
);

function skipBetween(tokens: readonly Token[], from: number): number {
  let i = from;
  for (let steps = 0; steps < 4; steps++) {
    const token = tokens[i];
    if (token === undefined || !BETWEEN.has(token.text.toLowerCase())) break;
    i++;
  }
  return i;
}

/** The month that is named at a token; an abbreviation may have a full stop inside it: "มี.ค.". `last` is its last token. */
function monthAt(tokens: readonly Token[], i: number, hints: DateHints): { readonly month: number; readonly last: number } | undefined {
  const [word, stop, rest] = tokens.slice(i, i + 3);
  if (word?.kind !== "word") return undefined;
  const month = monthOf(word.text, hints);
  if (month !== undefined) return { month, last: i };
  if (stop?.text !== "." || rest?.kind !== "word" || stop.start !== word.end || rest.start !== stop.end) return undefined;
  const abbreviated = monthOf(word.text + rest.text, hints);
  return abbreviated === undefined ? undefined : { month: abbreviated, last: i + 2 };
}

/** 22 اسفند 1402, د تلې ۲۲، ۱۴۰۲: a day of the Solar Hijri calendar. */
function solarNamed(tokens: readonly Token[], i: number): Found | undefined {
  const [first, second] = tokens.slice(i, i + 2);
  const isMonthFirst = first?.kind === "word";
  const name = isMonthFirst ? first : second;
  const month = name?.kind === "word" ? solarMonthOf(name.text) : undefined;
  if (month === undefined) return undefined;
  const last = isMonthFirst && tokens[i + 2]?.kind === "sign" ? i + 3 : i + 2;
  const year = digits(tokens[last], 4, 4);
  if (year === undefined || !isSolarYear(year)) return undefined;
  const day = fromSolar(year, month, digits(isMonthFirst ? second : first, 1, 2) ?? 0);
  return day && { day, monthFirst: undefined, form: "named", next: last + 1 };
}

/** 25 November 2021 · November 25th, 2021 · 2021. november 25. · 25 tháng 11, 2021. */
function named(tokens: readonly Token[], i: number, hints: DateHints): Found | undefined {
  const first = tokens[i];
  if (first === undefined) return undefined;
  const firstMonth = monthAt(tokens, i, hints);
  if (first.kind === "word" && firstMonth === undefined) return solarNamed(tokens, i);
  const j = skipBetween(tokens, (firstMonth?.last ?? i) + 1);
  const second = tokens[j];
  const secondMonth = monthAt(tokens, j, hints);
  const k = skipBetween(tokens, (secondMonth?.last ?? j) + 1);
  const third = tokens[k];
  const make = (year: number | undefined, month: number | undefined, day: number | undefined): Found | undefined => {
    const found = validDay(year ?? 0, month ?? 0, day ?? 0);
    // "2023 m. balandžio 18 d.": the word for the day goes with it.
    const hasDayWord = tokens[k + 1]?.text === "d" && tokens[k + 2]?.text === ".";
    return found && { day: found, monthFirst: undefined, form: "named", next: hasDayWord ? k + 3 : k + 1 };
  };
  if (firstMonth !== undefined) return make(namedYear(third), firstMonth.month, digits(second, 1, 2));
  if (first.kind !== "number" || second === undefined) return undefined;
  const month = secondMonth?.month;
  if (month !== undefined)
    return first.text.length === 4 ? make(yearOf(first), month, digits(third, 1, 2)) : make(namedYear(third), month, digits(first, 1, 2));
  // "2021. gada 2. februārī", "2024 жылғы 2 сәуір": a word for the year stands behind it.
  const thirdMonth =
    first.text.length === 4 && tokens.slice(i + 1, j).some(({ kind }) => kind === "word") ? monthAt(tokens, k, hints) : undefined;
  if (thirdMonth !== undefined) return make(yearOf(first), thirdMonth.month, digits(second, 1, 2));
  const isVietnamese = tokens.slice(i + 1, j).some((token) => token.text.toLowerCase() === "tháng");
  return isVietnamese ? make(yearOf(third), digits(second, 1, 2), digits(first, 1, 2)) : solarNamed(tokens, i);
}

function namedYear(token: Token | undefined): number | undefined {
  const year = yearOf(token);
  return year !== undefined && year >= YEAR_MIN ? year : undefined;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function written(day: Day, time: Clock | undefined): string {
  const date = `${String(day.year).padStart(4, "0")}-${two(day.month)}-${two(day.day)}`;
  return time === undefined ? date : `${date}T${time.text}`;
}

/** What every date has: a year of four digits, or of two behind two other numbers, or an era. Most lines have none, and need no tokens. */
const YEAR = /令和|平成|昭和|民[國国]|\d{4}|\d\s?[-/.‐‑–]\s?\d\d\s?[-/.‐‑–]\s?\d\d/u;

/** And a day: a number of one or two digits. */
const DAY = /(?<!\d)\d\d?(?!\d)/;
/** Tokens from the name of a month, or of an era, to the next number of its date. */
const NUMBER_TOKENS_MAX = 7;

/** Every date in a text, in order. Looks at the first 2,000 letters; linear. */
export function readDates(text: string, hints: DateHints): ReadDate[] {
  if (!hasDigit(text)) return [];
  const head = westernDigits(text.length > TEXT_MAX ? text.slice(0, TEXT_MAX) : text);
  if (!YEAR.test(head) || !DAY.test(head)) return [];
  const tokens = tokenise(head);
  const found: ReadDate[] = [];
  let number = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    number = Math.max(number, i);
    while (number < tokens.length && tokens[number]?.kind !== "number") number++;
    if (token === undefined || token.kind === "sign" || number - i > NUMBER_TOKENS_MAX) continue;
    const date =
      (token.kind === "number" ? (numeric(tokens, i, hints) ?? ideographic(tokens, i)) : ofEra(tokens, i)) ?? named(tokens, i, hints);
    if (date === undefined) continue;
    const after = clockAfter(tokens, date.next);
    const time = after ?? clockBefore(tokens, i);
    const next = after?.next ?? date.next;
    found.push({
      value: written(date.day, time),
      monthFirst: date.monthFirst && written(date.monthFirst, time),
      sign: date.sign,
      form: date.form,
      start: token.start,
      end: tokens[next - 1]?.end ?? token.end,
    });
    i = next - 1;
  }
  return found;
}

/** The date a machine-readable field holds: also 20211125, 20211125091002 and seconds or milliseconds since 1970. */
export function readDateField(text: string, hints: DateHints): ReadDate | undefined {
  const value = westernDigits(text.trim());
  if (/^\d{8}$|^\d{12}$|^\d{14}$/u.test(value)) {
    const day = validDay(Number(value.slice(0, 4)), Number(value.slice(4, 6)), Number(value.slice(6, 8)));
    const time = value.length > 8 ? `${value.slice(8, 10)}:${value.slice(10, 12)}:${value.slice(12, 14).padEnd(2, "0")}` : undefined;
    if (day !== undefined && day.year >= 1900)
      return {
        value: written(day, time === undefined ? undefined : { text: time, next: 0 }),
        monthFirst: undefined,
        sign: undefined,
        form: "iso",
        start: 0,
        end: text.length,
      };
  }
  if (/^1\d{9}(?:\d{3})?$/u.test(value)) {
    const moment = new Date(Number(value.slice(0, 10)) * 1000).toISOString().replace(".000Z", "Z");
    return { value: moment, monthFirst: undefined, sign: undefined, form: "iso", start: 0, end: text.length };
  }
  return readDates(value, hints)[0];
}

/** The day of a date as it was read or written: "2021-11-25". */
export function dayOf(value: string): string {
  return value.slice(0, 10);
}
