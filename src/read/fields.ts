/** Which field of a record holds what: the names that scrapers, exporters and data sets give their fields, or those a person gives. */
import type { FieldNames } from "../options.ts";
import type { Claim, ClaimField, Format } from "../types.ts";
import type { Facts } from "./reading.ts";

/** What a record holds. `fault`: it cannot be read, and why; `skip`: there is nothing in it. */
export type Understood =
  | { readonly payload: string; readonly format: Format | undefined; readonly facts: Facts }
  | { readonly fault: string; readonly facts: Facts }
  | { readonly skip: string; readonly facts: Facts };

/** Names are compared without case and without what stands between their words: "raw_html", "rawHtml" and "Raw HTML" are one. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.:-]+/g, "");
}

/** Fields of markup. HTML keeps what its text has lost, so that it is preferred. */
const HTML_NAMES =
  "html rawhtml htmlraw pagehtml htmlcontent contenthtml bodyhtml htmlbody articlehtml htmltext fullhtml sourcehtml htmlsource pagesource cleanedhtml contentencoded rendered".split(
    " ",
  );
const MARKDOWN_NAMES = "markdown md markdowncontent contentmarkdown bodymarkdown markdownbody contentmd mdcontent".split(" ");
const TEXT_NAMES =
  "text content body article articletext articlebody fulltext maintext mainbody maincontent pagecontent articlecontent bodytext contenttext textcontent plaintext plaincontent rawtext rawcontent cleantext cleanedtext cleancontent extractedtext story storytext storybody document doctext documenttext page pagetext post posttext postcontent postbody message passage contents fulltextcontent newstext newscontent newsbody articletextcontent inhalt texto contenu".split(
    " ",
  );
/** What stands for the text when a record has nothing better. */
const SUMMARY_NAMES = "description summary excerpt abstract snippet".split(" ");

const CLAIM_NAMES: Readonly<Record<Exclude<ClaimField, "url">, readonly string[]>> = {
  title: "title headline heading articletitle posttitle pagetitle newstitle documenttitle subject dctitle ogtitle metatitle name".split(
    " ",
  ),
  author:
    "author authors byline creator writer authorname authornames articleauthor postauthor dccreator metaauthor writtenby columnist".split(
      " ",
    ),
  published:
    "published publishedat publisheddate publishdate publishedtime publicationdate publicationtime publishedon publishedts publishtime publishts datepublished datetime date pubdate publicationdatetime articledate postdate postedat posted postedon releasedate dateposted articlepublishedtime dcdate createdat created creationdate datecreated createddate firstpublished time".split(
      " ",
    ),
  modified:
    "modified modifiedat modifieddate modifieddatetime datemodified updated updatedat updatedate lastmodified lastmod lastupdated updatedtime articlemodifiedtime dateupdated".split(
      " ",
    ),
  language: "language lang locale inlanguage languagecode langcode contentlanguage detectedlanguage articlelanguage".split(" "),
  site: "site sitename website websitename domain sourcedomain publisher outlet publication newspaper source sourcename host hostname ogsitename".split(
    " ",
  ),
  description:
    "description summary excerpt abstract subtitle standfirst dek deck teaser metadescription ogdescription subheadline lede".split(" "),
};
const URL_NAMES =
  "url link href permalink canonical canonicalurl canonicallink pageurl articleurl posturl sourceurl originalurl finalurl requestedurl requesturl documenturl weburl uri targeturi warctargeturi address webpage location amphtml".split(
    " ",
  );
const KEY_NAMES = "id _id uuid guid key docid documentid articleid recordid postid pageid itemid warcrecordid dedupid urlid identifier"
  .split(" ")
  .map(plainName);
const FETCHED_NAMES =
  "fetchedat fetched fetchtime fetchdate crawledat crawled crawltime crawldate crawltimestamp crawleddate datecrawled scrapedat scraped scrapetime scrapedate datescraped scrapingdate retrievedat retrieved retrievaldate retrievaldatetime downloadedat downloaddate datedownload downloadtime accessedat accessdate dateaccessed warcdate capturedat collectedat harvestedat timestamp".split(
    " ",
  );

/** Objects that hold the record, or facts about it, under a name of their own. */
const DEPTH_MAX = 3;
/** How many fields of a record are looked at: more than any export has, few enough for a hostile line. */
const FIELDS_MAX = 2000;

interface Field {
  /** As it stands, with the names of the objects around it: "meta.url". */
  readonly path: string;
  readonly value: unknown;
}

/** Fields by plain name, those nearer to the top first. */
type FieldIndex = ReadonlyMap<string, readonly Field[]>;

const NOTHING: Facts = { key: undefined, url: undefined, fetchedAt: undefined, claims: [] };

/** Reads a JSON value as a record. `outer`: what the container says of all its records. Linear in the fields of the value. */
export function understand(value: unknown, names: FieldNames, outer: Facts = NOTHING): Understood {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fault: `not a record: ${describe(value)} where an object with fields belongs`, facts: outer };
  }
  const index = indexFields(value);
  if (index === undefined) return { fault: 'has a field named "__proto__"', facts: outer };
  const facts = factsOf(index, names, outer);
  return payloadOf(index, names, facts);
}

/** undefined: a field tries to replace the prototype of objects. */
function indexFields(record: object): FieldIndex | undefined {
  const index = new Map<string, Field[]>();
  let level: { readonly prefix: string; readonly object: object }[] = [{ prefix: "", object: record }];
  let count = 0;
  for (let depth = 0; depth < DEPTH_MAX && level.length > 0; depth++) {
    const next: { prefix: string; object: object }[] = [];
    for (const { prefix, object } of level) {
      for (const [name, value] of Object.entries(object) as [string, unknown][]) {
        if (name === "__proto__") return undefined;
        if (count++ >= FIELDS_MAX) return index;
        const field = { path: prefix + name, value };
        add(index, plainName(name), field);
        if (prefix !== "") add(index, plainName(field.path), field);
        if (typeof value === "object" && value !== null && !Array.isArray(value)) next.push({ prefix: `${field.path}.`, object: value });
      }
    }
    level = next;
  }
  return index;
}

function add(index: Map<string, Field[]>, name: string, field: Field): void {
  const fields = index.get(name);
  if (fields === undefined) index.set(name, [field]);
  else fields.push(field);
}

/** What a value says as text: of a string itself, of a list its parts, of an object the part that CMSs and XML converters keep it in. */
function asText(value: unknown, joint: string): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) {
    const parts = value
      .map((part: unknown) => (Array.isArray(part) ? undefined : asText(part, joint)))
      .filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : parts.join(joint);
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const name of ["rendered", "html", "text", "value", "content", "name", "title", "#text", "$t", "_", "@value", "$date", "$oid"]) {
    const inner: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    if (typeof inner === "string") return inner;
  }
  return undefined;
}

function find(
  index: FieldIndex,
  names: readonly string[],
  accept: (text: string) => boolean = (text) => text.trim() !== "",
  joint = ", ",
): string | undefined {
  for (const name of names) {
    for (const field of index.get(name) ?? []) {
      const text = asText(field.value, joint);
      if (text !== undefined && accept(text)) return text.trim();
    }
  }
  return undefined;
}

/** The value of a field that a person names, by its exact path first. */
function given(index: FieldIndex, path: string): Field | undefined {
  const fields = index.get(plainName(path)) ?? [];
  return fields.find((field) => field.path === path) ?? fields[0];
}

function payloadOf(index: FieldIndex, names: FieldNames, facts: Facts): Understood {
  for (const [path, format] of [
    [names.html, "html"],
    [names.text, undefined],
  ] as const) {
    if (path === undefined) continue;
    const field = given(index, path);
    if (field === undefined || field.value === null) return { fault: `has no field "${path}"`, facts };
    return payloadFrom(field, format, facts);
  }
  const rows: readonly (readonly [readonly string[], Format | undefined])[] = [
    [HTML_NAMES, undefined],
    [MARKDOWN_NAMES, "markdown"],
    [TEXT_NAMES, undefined],
    [SUMMARY_NAMES, undefined],
  ];
  let empty: Field | undefined;
  let wrong: Understood | undefined;
  for (const [candidates, format] of rows) {
    for (const name of candidates) {
      for (const field of index.get(name) ?? []) {
        if (field.value === null) continue;
        const text = typeof field.value === "number" ? undefined : asText(field.value, "\n\n");
        if (text !== undefined && text.trim() !== "") return { payload: text, format, facts };
        if (text !== undefined) empty ??= field;
        else if (typeof field.value !== "object") wrong ??= payloadFrom(field, format, facts);
      }
    }
  }
  const longest = longestText(index);
  if (longest !== undefined && empty === undefined) return { payload: longest, format: undefined, facts };
  if (empty !== undefined) return { skip: "empty", facts };
  return wrong ?? { fault: `no field holds text (fields: ${listNames(index)}); name it with --fields text=NAME`, facts };
}

function payloadFrom(field: Field, format: Format | undefined, facts: Facts): Understood {
  const text = typeof field.value === "number" ? undefined : asText(field.value, "\n\n");
  if (text === undefined) return { fault: `field "${field.path}" holds ${describe(field.value)}, not text`, facts };
  return text.trim() === "" ? { skip: "empty", facts } : { payload: text, format, facts };
}

/** Letters from which a string of an unknown name is taken for the text: longer than titles, addresses and teasers. */
const UNNAMED_TEXT_MIN = 200;

function longestText(index: FieldIndex): string | undefined {
  let longest = "";
  for (const fields of index.values()) {
    for (const { value } of fields) {
      if (typeof value === "string" && value.length > longest.length && /\s/.test(value.trim())) longest = value;
    }
  }
  return longest.length >= UNNAMED_TEXT_MIN ? longest : undefined;
}

function listNames(index: FieldIndex): string {
  const paths = [...index.values()].flatMap((fields) => fields.map((field) => field.path)).filter((path) => !path.includes("."));
  const names = [...new Set(paths)];
  return names.length === 0
    ? "none"
    : names
        .slice(0, 8)
        .map((name) => name.slice(0, 40))
        .join(", ") + (names.length > 8 ? ", …" : "");
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "object":
      return "an object";
    case "string":
      return "a string";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    default:
      return "nothing";
  }
}

/** P(right) of a field by whether its name says one thing only. From hand-made records; metadata is resolved against the page itself. */
const NAMED_CONFIDENCE = 0.95;
const VAGUE_CONFIDENCE = 0.7;
const VAGUE_NAMES: ReadonlySet<string> = new Set([
  "name",
  "subject",
  "time",
  "created",
  "createdat",
  "creationdate",
  "datecreated",
  "createddate",
  "source",
  "host",
  "hostname",
  "domain",
  "publisher",
  "summary",
]);
const CLAIM_CHARS_MAX = 2000;

function factsOf(index: FieldIndex, names: FieldNames, outer: Facts): Facts {
  const claims: Claim[] = [...outer.claims];
  const claim = (field: ClaimField, value: string | undefined, confidence: number): void => {
    if (value !== undefined && value.length <= CLAIM_CHARS_MAX) claims.push({ field, value, from: "record", confidence, block: undefined });
  };
  const forced: Partial<Record<ClaimField, string | undefined>> = { title: names.title, author: names.author, published: names.date };
  for (const [field, known] of Object.entries(CLAIM_NAMES) as [keyof typeof CLAIM_NAMES, readonly string[]][]) {
    const path = forced[field];
    if (path !== undefined) {
      claim(field, claimText(field, given(index, path)?.value), NAMED_CONFIDENCE);
      continue;
    }
    for (const name of known) {
      const value = (index.get(name) ?? []).map((found) => claimText(field, found.value)).find((text) => text !== undefined);
      if (value === undefined) continue;
      claim(field, value, VAGUE_NAMES.has(name) ? VAGUE_CONFIDENCE : NAMED_CONFIDENCE);
      break;
    }
  }
  const url = names.url === undefined ? find(index, URL_NAMES, isAddress) : asText(given(index, names.url)?.value, " ")?.trim();
  claim("url", url, NAMED_CONFIDENCE);
  const key = names.id === undefined ? find(index, KEY_NAMES) : asText(given(index, names.id)?.value, " ")?.trim();
  return {
    key: key ?? outer.key,
    url: url ?? outer.url,
    fetchedAt: instant(find(index, FETCHED_NAMES)) ?? outer.fetchedAt,
    claims,
  };
}

function claimText(field: ClaimField, value: unknown): string | undefined {
  if (field === "published" || field === "modified") return dateText(value);
  if (typeof value === "number" || (field === "site" && typeof value === "string" && value.includes("://"))) return undefined;
  const text = asText(value, field === "author" ? "; " : " ")?.trim();
  return text === undefined || text === "" ? undefined : text;
}

function isAddress(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{1,15}:\/\/|\/\/|www\.)\S+$/i.test(text.trim());
}

/** Seconds since 1970 between 1990 and 2100: what a bare number in a date field can be, in seconds or in milliseconds. */
const EPOCH_SECONDS = { min: 631_152_000, max: 4_102_444_800 };

/** A date as it stands; epoch numbers as RFC 3339, because nothing later could know that they are dates. */
function dateText(value: unknown): string | undefined {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\d{9,13}(?:\.\d{1,6})?$/.test(value.trim())
        ? Number(value)
        : undefined;
  if (number !== undefined) {
    for (const seconds of [number, number / 1000]) {
      if (seconds >= EPOCH_SECONDS.min && seconds <= EPOCH_SECONDS.max)
        return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
    }
    return typeof value === "string" ? value.trim() : undefined;
  }
  const text = asText(value, " ")?.trim();
  return text === undefined || text === "" ? undefined : text;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** RFC 3339 of a moment that is written so, or nearly; other notations are not guessed at. Times without a zone are taken as UTC, as crawlers write them. */
export function instant(text: string | undefined): string | undefined {
  const value = text === undefined ? undefined : dateText(text);
  if (value === undefined) return undefined;
  const match = INSTANT.exec(value);
  if (match === null) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  const [, day = "", time = "", fraction = "", zone = "Z"] = match;
  const offset = /^(?:Z|UTC)$/i.test(zone) ? "Z" : zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${day}T${time}${fraction}${offset}`;
}
