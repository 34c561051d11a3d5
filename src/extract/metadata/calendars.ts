/** Years and months of calendars that news is dated in beside the Gregorian one. */

/** Years of the Buddhist era, as Thai pages write them, are 543 ahead. */
const BUDDHIST_OFFSET = 543;
const BUDDHIST_YEARS: readonly [number, number] = [2400, 2700];

/** A year of four digits as the Gregorian calendar counts it. */
export function gregorianYear(year: number): number {
  return year > BUDDHIST_YEARS[0] && year < BUDDHIST_YEARS[1] ? year - BUDDHIST_OFFSET : year;
}

/** The year before the first of each era: of Japan, and of the Republic of China. */
const ERAS: ReadonlyMap<string, number> = new Map([
  ["令和", 2018],
  ["平成", 1988],
  ["昭和", 1925],
  ["民國", 1911],
  ["民国", 1911],
]);
/** The name of an era at the end of a word, with "first year" behind it where that is written in words. */
const ERA = /(令和|平成|昭和|民[國国])(元年)?$/u;

/** What a word says of the year: `offset` is added to the number behind it; `isFirst`: the word itself says that it is the first year. */
export function eraOf(word: string): { readonly offset: number; readonly isFirst: boolean } | undefined {
  const match = ERA.exec(word);
  const offset = ERAS.get(match?.[1] ?? "");
  return offset === undefined ? undefined : { offset, isFirst: match?.[2] !== undefined };
}

/** Months of the Solar Hijri calendar from Nowruz on, as Iran calls them, and as Afghanistan does in Dari and in Pashto. */
const SOLAR_MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
    "وری غوایي غبرګولي چنګاښ زمري وږي تلې لړم لیندۍ مرغومي سلواغې کب",
  ].flatMap((row) => row.split(" ").map((name, i): [string, number] => [name, i + 1])),
);
const SOLAR_YEARS: readonly [number, number] = [1300, 1499];

/** The month of the Solar Hijri calendar that a word names, 1–12. */
export function solarMonthOf(word: string): number | undefined {
  // Asked of every word of a line with a date; those of other scripts begin before U+0600.
  if (word.charCodeAt(0) < 0x600) return undefined;
  return SOLAR_MONTHS.get(word.replaceAll("ي", "ی"));
}

/** Is it a year that pages of our time are dated with in that calendar? */
export function isSolarYear(year: number): boolean {
  return year >= SOLAR_YEARS[0] && year <= SOLAR_YEARS[1];
}

let solar: Intl.DateTimeFormat | undefined;
const DAY = 86_400_000;
/** Days that the guess can be wrong by: Nowruz falls on 19 to 22 March. */
const GUESS_DAYS = 3;

/** The Gregorian day of a day of the Solar Hijri calendar; undefined where there is none. The calendar itself is that of Unicode's library. */
export function fromSolar(year: number, month: number, day: number): { year: number; month: number; day: number } | undefined {
  solar ??= new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  // Six months of 31 days, then months of 30.
  const before = (month - 1) * 31 - Math.max(0, month - 7);
  const guess = Date.UTC(year + 621, 2, 21) + (before + day - 1) * DAY;
  for (let shift = -GUESS_DAYS; shift <= GUESS_DAYS; shift++) {
    const moment = new Date(guess + shift * DAY);
    const parts = solar.formatToParts(moment);
    const numberOf = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    if (numberOf("year") === year && numberOf("month") === month && numberOf("day") === day)
      return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() };
  }
  return undefined;
}
