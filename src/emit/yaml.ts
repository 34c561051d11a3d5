/** Writing YAML values that every reader takes for the same thing: YAML 1.1 and 1.2, `yaml`, js-yaml 3 and js-yaml 5. */

/**
 * What JSON leaves as it stands and YAML does not allow, or editors would hide or break a line at: DEL and C1 controls, line and
 * paragraph separators, bidirectional controls, the byte-order mark and non-characters.
 */
const NEEDS_ESCAPE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** A plain language tag: the only strings that are written without quotes. */
const PLAIN_TAG = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/;

/** Tags that YAML 1.1 reads as truth values: Norwegian is the known trap. */
const YAML_WORDS: ReadonlySet<string> = new Set(["no", "on", "off", "yes", "nan", "inf", "nil"]);

/** RFC 3339 as far as it is known, to the second. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Half of a surrogate pair, which no UTF-8 file can hold. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** The string in double quotes: a JSON string is a YAML string, once the characters that only JSON allows are escaped. */
export function yamlString(text: string): string {
  return JSON.stringify(text.replace(LONE_SURROGATE, "\ufffd")).replace(
    NEEDS_ESCAPE,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A list on one line. */
export function yamlList(items: readonly string[]): string {
  return `[${items.map(yamlString).join(", ")}]`;
}

/** A language tag without quotes where every reader takes it for a string. */
export function yamlTag(tag: string): string {
  return PLAIN_TAG.test(tag) && !YAML_WORDS.has(tag) ? tag : yamlString(tag);
}

/** A date without quotes, so that site generators sort by it; what is no date of the calendar stays a string. */
export function yamlDate(date: string): string {
  return isCalendarDate(date) ? date : yamlString(date);
}

/** True for a date, with or without a time and an offset, that the calendar has: "2024-13-45" is none. */
export function isCalendarDate(date: string): boolean {
  const match = DATE.exec(date);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const inMonth = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !isLeap ? 28 : inMonth;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}
