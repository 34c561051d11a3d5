/** Which field of a record holds what: the names that scrapers, exporters and data sets give their fields, or those a person gives. */
import { parseLooseJson } from "../text/json.ts";
import type { FieldNames } from "../options.ts";
import type { Claim, ClaimField, Format } from "../types.ts";
import type { Facts } from "./reading.ts";
import {
  HTML_NAMES,
  MARKDOWN_NAMES,
  TEXT_NAMES,
  VAGUE_TEXT_NAMES,
  VAGUE_TEXT_MIN,
  SUMMARY_NAMES,
  CLAIM_NAMES,
  URL_NAMES,
  KEY_NAMES,
  FETCHED_NAMES,
  WRAPPER_NAMES,
  LIST_NAMES,
  VAGUE_NAMES,
  plainName,
} from "./field-names.ts";
import { dateText, instant } from "./dates.ts";
import { hasTag } from "./sniff.ts";

/** What a record holds. `fault`: it cannot be read, and why; `skip`: there is nothing in it. */
export type Understood =
  | { readonly payload: string; readonly format: Format | undefined; readonly facts: Facts }
  | { readonly fault: string; readonly facts: Facts }
  | { readonly skip: string; readonly facts: Facts };

/** How deep they are looked into. */
const DEPTH_MAX = 3;
/** How many fields of a record are looked at: more than any export has, few enough for a hostile line. */
const FIELDS_MAX = 2000;

interface Field {
  /** As it stands, with the names of the objects around it: "meta.url". */
  readonly path: string;
  /** 0 at the top of the record. */
  readonly depth: number;
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
  return payloadOf(index, names, factsOf(index, names, outer));
}

/** The records of an object that only holds a list of them; undefined: it is a record itself, or no JSON. */
export function recordList(text: string, names: FieldNames): readonly unknown[] | undefined {
  let value: unknown;
  try {
    value = parseLooseJson(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  // "hits.hits" of search engines and "response.docs" of others: one object around it.
  const holders = [value, ...["hits", "response", "data", "result"].map((name) => Reflect.get(value, name) as unknown)];
  for (const holder of holders) {
    if (typeof holder !== "object" || holder === null) continue;
    for (const name of LIST_NAMES) {
      const list: unknown = Object.hasOwn(holder, name) ? Reflect.get(holder, name) : undefined;
      if (!Array.isArray(list) || list.length === 0) continue;
      const records = list as readonly unknown[];
      if (records.every((record) => typeof record === "object" && record !== null && "payload" in understand(record, names)))
        return records;
    }
  }
  return undefined;
}

/** undefined: a field tries to replace the prototype of objects. */
function indexFields(record: object): FieldIndex | undefined {
  const index = new Map<string, Field[]>();
  let level: { readonly prefix: string; readonly object: object; readonly isWrapper: boolean }[] = [
    { prefix: "", object: record, isWrapper: true },
  ];
  let count = 0;
  for (let depth = 0; depth < DEPTH_MAX && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { prefix, object, isWrapper } of level) {
      for (const [name, value] of Object.entries(object) as [string, unknown][]) {
        if (name === "__proto__") return undefined;
        if (count++ >= FIELDS_MAX) return index;
        const field = { path: prefix + name, depth, value };
        const plain = plainName(name);
        if (isWrapper) add(index, plain, field);
        if (prefix !== "") add(index, plainName(field.path), field);
        if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
        next.push({ prefix: `${field.path}.`, object: value, isWrapper: isWrapper && (WRAPPER_NAMES.has(plain) || name === "_source") });
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

/** Where CMSs and converters of XML keep the text of a value that has attributes. */
const BODY_PARTS = ["rendered", "html", "value", "text", "#text", "$t", "_", "@value"];
const NAME_PARTS = ["rendered", "name", "value", "text", "title", "#text", "$t", "_", "@value", "$date", "$oid", "label"];

/** What a value says as text: of a string itself, of a list its parts, of an object the part that holds its text. */
function asText(value: unknown, joint: string, parts: readonly string[] = NAME_PARTS): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) {
    const texts = value
      .map((part: unknown) => (Array.isArray(part) ? undefined : asText(part, joint, parts)))
      .filter((part) => part !== undefined);
    return texts.length === 0 ? undefined : texts.join(joint);
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const name of parts) {
    const inner: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    if (typeof inner === "string") return inner;
  }
  return undefined;
}

/** A payload: numbers and truth values are none. */
function asBody(value: unknown): string | undefined {
  return typeof value === "number" ? undefined : asText(value, "\n\n", BODY_PARTS);
}

/** The first field of these names that says something, nearest to the top first. */
function find(
  index: FieldIndex,
  names: readonly string[],
  accept: (text: string) => boolean = (text) => text.trim() !== "",
): string | undefined {
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    for (const name of names) {
      for (const field of index.get(name) ?? []) {
        const text = field.depth === depth ? asText(field.value, ", ") : undefined;
        if (text !== undefined && accept(text)) return text.trim();
      }
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
  let empty = false;
  let wrong: Understood | undefined;
  for (const { names: known, format, charsMin } of BODY_ROWS) {
    for (let depth = 0; depth < DEPTH_MAX; depth++) {
      for (const name of known) {
        for (const field of index.get(name) ?? []) {
          if (field.depth !== depth || field.value === null) continue;
          const text = asBody(field.value);
          if (text !== undefined && text.trim().length >= charsMin) {
            return { payload: text, format: format === "html" && !hasTag(text) ? undefined : format, facts };
          }
          if (charsMin > 1) continue;
          if (text !== undefined) empty = true;
          else if (typeof field.value !== "object") wrong ??= payloadFrom(field, format, facts);
        }
      }
    }
  }
  if (empty) return { skip: "empty", facts };
  if (wrong !== undefined) return wrong;
  // Without one field that records of articles have, long strings are those of somebody's settings or data.
  const isKnown = facts.claims.length > 0 || facts.url !== undefined || facts.key !== undefined;
  const rest = (isKnown ? longestText(index) : undefined) ?? find(index, SUMMARY_NAMES);
  if (rest !== undefined) return { payload: rest, format: undefined, facts };
  if (!isKnown && index.size > 0 && !BODY_ROWS.some((row) => row.names.some((name) => index.has(name))))
    return { skip: `no article: no field has a name that articles' fields have (fields: ${listNames(index)}); --fields text=NAME`, facts };
  return { fault: `no field holds text (fields: ${listNames(index)}); name it with --fields text=NAME`, facts };
}

/** Where the body is looked for, best first. `charsMin`: what counts as a body there, in UTF-16 units. */
const BODY_ROWS: readonly { readonly names: readonly string[]; readonly format: Format | undefined; readonly charsMin: number }[] = [
  { names: HTML_NAMES, format: "html", charsMin: 1 },
  { names: MARKDOWN_NAMES, format: "markdown", charsMin: 1 },
  { names: TEXT_NAMES, format: undefined, charsMin: 1 },
  { names: VAGUE_TEXT_NAMES, format: undefined, charsMin: VAGUE_TEXT_MIN },
];

function payloadFrom(field: Field, format: Format | undefined, facts: Facts): Understood {
  const text = asBody(field.value);
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
      // A "name" further down is that of a person or a place.
      const fields = (index.get(name) ?? []).filter((found) => found.depth === 0 || name !== "name");
      const value = fields.map((found) => claimText(field, found.value)).find((text) => text !== undefined);
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
  if (field === "published" || field === "modified") return dateText(typeof value === "number" ? value : asText(value, " "));
  if (typeof value === "number" || (field === "site" && typeof value === "string" && value.includes("://"))) return undefined;
  const text = asText(value, field === "author" ? "; " : " ")?.trim();
  return text === undefined || !HAS_MEANING.test(text) ? undefined : text;
}

/** Letters, digits or pictures: dashes stand for what is not known, and controls for nothing. */
const HAS_MEANING = /[\p{L}\p{N}\p{So}]/u;

function isAddress(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{1,15}:\/\/|\/\/|www\.)\S+$/i.test(text.trim());
}
