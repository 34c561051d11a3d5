/**
 * When an article was published and changed. Claims are read, those that cannot be are set aside, and the day that most independent and
 * strong claims name wins; its most exact telling is written.
 */
import type { Claim, ClaimOrigin, JudgedClaim } from "../../types.ts";
import { dayOf, readDateField, readDates, type ReadDate } from "./dates.ts";
import { confidence, judge, type Resolution } from "./verdict.ts";

export interface DateEvidence {
  readonly language: string | undefined;
  /** Declared language with its region, as it stands: "en-GB". */
  readonly locale: string | undefined;
  /** Of the page's host: "uk", "de", "com". */
  readonly country: string | undefined;
  /** RFC 3339; nothing is later than the fetch. */
  readonly fetchedAt: string | undefined;
}

interface DateClaim {
  readonly claim: Claim;
  readonly date: ReadDate;
  /** The reading, once it is settled. */
  readonly value: string;
}

/** Origins whose values are fields made for machines. */
const MACHINE: ReadonlySet<ClaimOrigin> = new Set([
  "record",
  "front matter",
  "json-ld",
  "microdata",
  "open graph",
  "dublin core",
  "meta",
  "http",
  "time element",
  "url",
]);
/** Origins that tell publication from change. */
const FIELDS: ReadonlySet<ClaimOrigin> = new Set(["json-ld", "microdata", "open graph", "dublin core", "meta"]);
/** Confidence that each further independent origin adds. */
const SUPPORT = 0.12;
/** Below this, no date is better than this one. */
const CONFIDENCE_MIN = 0.4;
/** Claims weighed a page: lists of teasers and comments have hundreds of dates. */
const CLAIMS_MAX = 80;
/** From this confidence on a claim is one of publication by its field or its label. */
const LABELLED_MIN = 0.76;
/** Countries whose English writes the day first. */
const DAY_FIRST_COUNTRIES = new Set("uk au nz ie in za gb sg my ke ng gh pk lk bd mt zm zw ug tz na bw jm tt".split(" "));
/** Primary languages in which numbers parted by slashes may put the month first. */
const MONTH_FIRST_LANGUAGES = new Set(["en", "fil", "tl"]);

function read(claim: Claim, language: string | undefined): ReadDate | undefined {
  const hints = { language };
  return MACHINE.has(claim.from) ? readDateField(claim.value, hints) : readDates(claim.value, hints)[0];
}

/** Which order numbers parted by slashes or dashes have on this page; undefined: unknown. */
function orderOf(dates: readonly { claim: Claim; date: ReadDate }[], evidence: DateEvidence): "day" | "month" | undefined {
  // Another date in the same style, with a day over twelve, shows the order.
  for (const { claim, date } of dates) {
    const match = /(?:^|\D)(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/u.exec(claim.value);
    if (match === null || date.monthFirst !== undefined || match[1] === match[2]) continue;
    if (Number(match[1]) > 12) return "day";
    // With full stops the month stands first on so few pages that only such a date shows it.
    if (Number(match[2]) > 12) return "month";
  }
  if (evidence.language !== undefined && !MONTH_FIRST_LANGUAGES.has(evidence.language)) return "day";
  const region = /[-_]([a-z]{2})$/iu.exec(evidence.locale ?? "")?.[1]?.toLowerCase();
  // "en-US" is the default of too many systems to mean anything.
  if (region !== undefined && DAY_FIRST_COUNTRIES.has(region)) return "day";
  return evidence.country !== undefined && DAY_FIRST_COUNTRIES.has(evidence.country) ? "day" : undefined;
}

/** The one reading of a date that the rest of the page allows; undefined while there are two. */
function settle(
  date: ReadDate,
  sure: ReadonlySet<string>,
  order: "day" | "month" | undefined,
  limit: string | undefined,
): string | undefined {
  if (date.monthFirst === undefined) return date.value;
  const [dayFirst, monthFirst] = [dayOf(date.value), dayOf(date.monthFirst)];
  if (sure.has(dayFirst) !== sure.has(monthFirst)) return sure.has(dayFirst) ? date.value : date.monthFirst;
  if (date.sign === ".") return order === "month" ? date.monthFirst : date.value;
  if (limit !== undefined && dayFirst > limit !== monthFirst > limit) return dayFirst > limit ? date.monthFirst : date.value;
  return order === undefined ? undefined : order === "day" ? date.value : date.monthFirst;
}

/** The day after a moment, wherever on earth it was read. */
function dayAfter(moment: string): string | undefined {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? undefined : new Date(time + 86_400_000).toISOString().slice(0, 10);
}

/** How much a telling says: offset over time over day. */
function exactness(value: string): number {
  if (value.length <= 10) return 0;
  const atMidnight = value.startsWith("T00:00:00", 10);
  return (/(?:Z|[+-]\d\d:\d\d)$/u.test(value) ? 2 : 1) - (atMidnight ? 1.5 : 0);
}

function near(a: string, b: string): boolean {
  return Math.abs(Date.parse(dayOf(a)) - Date.parse(dayOf(b))) <= 86_400_000;
}

/** Decides both dates; `claims` are those of publication and of change. */
export function resolveDates(
  claims: readonly Claim[],
  evidence: DateEvidence,
): { published: Resolution<string>; modified: Resolution<string> } {
  const unread: JudgedClaim[] = [];
  const dates = claims.slice(0, CLAIMS_MAX).flatMap((claim) => {
    const date = read(claim, evidence.language);
    if (date === undefined) unread.push(judge(claim, false, /\d/u.test(claim.value) ? "no date with year, month and day" : "no date"));
    return date === undefined ? [] : [{ claim, date }];
  });
  const order = orderOf(dates, evidence);
  const sure = new Set(dates.filter(({ date }) => date.monthFirst === undefined).map(({ date }) => dayOf(date.value)));
  const limit = evidence.fetchedAt === undefined ? undefined : dayAfter(evidence.fetchedAt);
  const settled: DateClaim[] = [];
  for (const { claim, date } of dates) {
    const value = settle(date, sure, order, limit);
    if (value === undefined) unread.push(judge(claim, false, `ambiguous: ${dayOf(date.value)} or ${dayOf(date.monthFirst ?? "")}`));
    else if (limit !== undefined && dayOf(value) > limit) unread.push(judge(claim, false, "later than the fetch"));
    else settled.push({ claim, date, value });
  }
  const { publications, renamed } = partChanges(settled);
  const { kept, late } = partLater(publications);
  unread.push(...renamed, ...late);
  const published = choose(kept, "earliest");
  const changes = settled.filter(({ claim }) => claim.field === "modified");
  const floor = published.fact?.value;
  const later = changes.filter(({ value }) => floor === undefined || dayOf(value) >= dayOf(floor));
  const earlier = changes
    .filter((change) => !later.includes(change))
    .map(({ claim }) => judge(claim, false, "earlier than the publication"));
  const modified = choose(later, "latest");
  return {
    published: { fact: published.fact, judged: [...published.judged, ...unread.filter(({ claim }) => claim.field === "published")] },
    modified: {
      fact: modified.fact,
      judged: [...modified.judged, ...earlier, ...unread.filter(({ claim }) => claim.field === "modified")],
    },
  };
}

/** Where fields made for the date of publication name one, a later date without a label is one of change, however often it stands there. */
function partLater(dates: readonly DateClaim[]): { kept: DateClaim[]; late: JudgedClaim[] } {
  const fields = dates.filter(({ claim }) => FIELDS.has(claim.from) && claim.confidence >= LABELLED_MIN);
  const days = new Set(fields.map(({ value }) => dayOf(value)));
  const [day] = days;
  const isLate = ({ claim, value }: DateClaim): boolean =>
    days.size === 1 && day !== undefined && claim.confidence < LABELLED_MIN && dayOf(value) > day && !near(value, day);
  return {
    kept: dates.filter((date) => !isLate(date)),
    late: dates.filter(isLate).map(({ claim }) => judge(claim, false, `later than ${day ?? ""}, which a field of publication names`)),
  };
}

/** "12 March 2024 10:45, updated 12 March 2024 11:20": what stands beside a date of change is another date. */
function isSameLine(a: Claim, b: Claim): boolean {
  return a.block !== undefined && a.block === b.block;
}

/** Elements and classes say "date" where the text says "updated": such a date is not one of publication. */
function partChanges(dates: readonly DateClaim[]): { publications: DateClaim[]; renamed: JudgedClaim[] } {
  const changes = dates.filter(({ claim }) => claim.field === "modified" && claim.from === "dateline");
  const strong = new Set(
    dates.filter(({ claim }) => claim.field === "published" && claim.confidence >= LABELLED_MIN).map(({ value }) => dayOf(value)),
  );
  const isRenamed = ({ claim, value }: DateClaim): boolean =>
    changes.some((change) => dayOf(change.value) === dayOf(value) && !isSameLine(change.claim, claim)) &&
    !strong.has(dayOf(value)) &&
    claim.confidence < LABELLED_MIN &&
    claim.from !== "url";
  const all = dates.filter(({ claim }) => claim.field === "published");
  return {
    publications: all.filter((date) => !isRenamed(date)),
    renamed: all.filter(isRenamed).map(({ claim }) => judge(claim, false, "the text calls it the change")),
  };
}

function choose(dates: readonly DateClaim[], onTie: "earliest" | "latest"): Resolution<string> {
  const days = [...new Set(dates.map(({ value }) => dayOf(value)))];
  const scored = days.map((day) => {
    const group = dates.filter(({ value }) => dayOf(value) === day);
    const origins = new Set(group.map(({ claim }) => claim.from));
    const strongest = Math.max(...group.map(({ claim }) => claim.confidence));
    // A neighbouring day is most often the same moment in another zone.
    const neighbours = new Set(
      dates
        .filter(({ value, claim }) => dayOf(value) !== day && near(value, day) && !origins.has(claim.from))
        .map(({ claim }) => claim.from),
    );
    return {
      day,
      group,
      score: strongest + SUPPORT * (origins.size - 1) + (SUPPORT / 2) * neighbours.size,
      place: dates.findIndex(({ value }) => dayOf(value) === day),
    };
  });
  const sign = onTie === "earliest" ? 1 : -1;
  scored.sort((a, b) => b.score - a.score || sign * (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const [best] = scored;
  if (best === undefined) return { fact: undefined, judged: [] };
  const isSure = best.score >= CONFIDENCE_MIN;
  const ranked = [...best.group].sort((a, b) => exactness(b.value) - exactness(a.value) || b.claim.confidence - a.claim.confidence);
  const strongest = [...best.group].sort((a, b) => b.claim.confidence - a.claim.confidence)[0];
  const [exact] = ranked;
  if (exact === undefined || strongest === undefined) return { fact: undefined, judged: [] };
  const judged = scored.flatMap(({ day, group }) =>
    group.map(({ claim, value }) => {
      if (day !== best.day) return judge(claim, false, `${best.day} has more or stronger evidence`);
      if (!isSure) return judge(claim, false, "too weak to be written");
      return judge(
        claim,
        true,
        claim === strongest.claim
          ? "the strongest date"
          : value === exact.value && claim === exact.claim
            ? "tells the day most exactly"
            : "says the same day",
      );
    }),
  );
  if (!isSure) return { fact: undefined, judged };
  return { fact: { value: exact.value, from: strongest.claim.from, confidence: confidence(best.score) }, judged };
}
