/**
 * Metadata against JSON-LD: on pages that carry it, it is taken out of the page, the page is read without it, and what comes out is
 * compared with what it said. Language is compared with the sets' own labels.
 *
 * JSON-LD is itself wrong on some pages (an organisation as author, the date of the last change as that of publication), so the
 * figures have a ceiling below 1.
 */
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { labelBlocks } from "../../src/extract/labeller/label.ts";
import { readDateField, readDates, dayOf } from "../../src/extract/metadata/dates.ts";
import { resolveMetadata } from "../../src/extract/metadata/metadata.ts";
import { nameKey, readNames } from "../../src/extract/metadata/names.ts";
import { primaryTag } from "../../src/extract/metadata/languages.ts";
import { DEFAULTS } from "../../src/options.ts";
import { parseHtml } from "../../src/parse/html/html.ts";
import { jsonLdClaims, parseJsonLd } from "../../src/parse/html/json-ld.ts";
import { documentId } from "../../src/text/hash.ts";
import { foldTitle, similarity } from "../../src/text/similarity.ts";
import type { Claim, Metadata, Page, RawDocument } from "../../src/types.ts";

interface Row {
  readonly id: string;
  readonly url: string;
  readonly html: string;
  readonly lang: string | null;
}

/** What JSON-LD says of one page's article. */
interface Gold {
  readonly title: string | undefined;
  readonly authors: readonly string[];
  readonly date: string | undefined;
}

/** What happened with one field of one page. */
export interface Case {
  readonly set: string;
  readonly id: string;
  readonly part: string;
  readonly field: "title" | "date" | "author" | "language";
  readonly gold: string;
  readonly got: string;
  /** The value stands elsewhere on the page: in its text or in an attribute that readers of metadata know. */
  readonly findable: boolean;
  /** The value stands in the text that readers see. */
  readonly visible: boolean;
  readonly verdict: "right" | "wrong" | "none";
}

const SCRIPT = /<script\b[^>]*application\/ld\+json[^>]*>([\s\S]*?)<\/script\s*>/giu;
/** Words from which a page's language is asked. */
const LANGUAGE_WORDS_MIN = 100;

/** The rows of a set, one after the other. */
async function* rowsOf(file: string): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) if (line !== "") yield JSON.parse(line) as Row;
}

function goldOf(html: string): Gold {
  const claims: Claim[] = [];
  for (const match of html.matchAll(SCRIPT)) {
    const value = parseJsonLd(match[1] ?? "");
    if (value !== undefined) claims.push(...jsonLdClaims(value));
  }
  const sites = claims.filter(({ field }) => field === "site").map(({ value }) => value);
  const first = (field: Claim["field"]): string | undefined =>
    claims.find((claim) => claim.field === field && claim.confidence > 0.9)?.value;
  const authors = claims
    .filter(({ field, confidence }) => field === "author" && confidence > 0.85)
    .flatMap(({ value }) => readNames(value, { isSure: true, sites: { declared: sites, ofAddress: [] } }).names);
  const date = first("published");
  return { title: first("title"), authors, date: date === undefined ? undefined : readDateField(date, { language: undefined })?.value };
}

/** A page as the flow would parse it. */
export function pageOf(set: string, row: Row): Page {
  const identity = { source: `${set}/${row.id}`, record: undefined, sha256: row.id };
  const document: RawDocument = {
    id: documentId(identity),
    provenance: { ...identity, url: row.url === "" ? undefined : row.url, fetchedAt: undefined, bytes: row.html.length },
    key: row.id,
    format: "html",
    encoding: { name: "utf-8", how: "container" },
    payload: row.html,
    claims: [],
    notices: [],
  };
  return parseHtml(document, DEFAULTS);
}

/** Metadata of a page as extract would find it. */
export function metadataOf(page: Page): Metadata {
  const labels = labelBlocks(page, undefined, DEFAULTS);
  return resolveMetadata(page, labels.keep, labels.scores);
}

/** A title without what stands before its first or behind its last separator: a kicker, a section, the name of the site. */
function cores(title: string): string[] {
  const pieces = title.split(/\s*[|•»«·]\s*|\s+[-–—]\s+|:\s+/u);
  return [
    title,
    title.slice(0, title.length - (pieces.at(-1) ?? "").length),
    pieces.slice(1).join(" "),
    ...(pieces.length > 2 ? [pieces.slice(0, -2).join(" ")] : []),
  ];
}

/**
 * Titles are equal when they fold to the same or are very alike, as they stand or one of them without its kicker or suffix: JSON-LD
 * has headlines with the site's name behind them.
 */
function equalTitles(a: string, b: string): boolean {
  const isSame = (x: string, y: string): boolean => foldTitle(x).length >= 8 && (foldTitle(x) === foldTitle(y) || similarity(x, y) >= 0.9);
  return foldTitle(a) === foldTitle(b) || cores(a).some((core) => isSame(core, b)) || cores(b).some((core) => isSame(core, a));
}

function near(a: string, b: string): boolean {
  // Either telling may be in another zone than the other; without an offset that can move the day by one.
  const distance = Math.abs(Date.parse(dayOf(a)) - Date.parse(dayOf(b)));
  return distance === 0 || (distance <= 86_400_000 && (a.length > 10 || b.length > 10));
}

function shareNames(gold: readonly string[], got: readonly string[]): boolean {
  const keys = new Set(gold.map(nameKey));
  return got.some((name) => keys.has(nameKey(name)) || [...keys].some((key) => key.includes(nameKey(name)) || nameKey(name).includes(key)));
}

function compare(set: string, row: Row, part: string): Case[] {
  const gold = goldOf(row.html);
  const html = row.html.replace(SCRIPT, "");
  // What stands in the page's own programs alone is not on the page.
  const markup = html.replace(/<script\b[\s\S]*?<\/script\s*>/giu, "");
  const page = pageOf(set, { ...row, html });
  const metadata = metadataOf(page);
  const cases: Case[] = [];
  const add = (one: Pick<Case, "field" | "gold" | "findable" | "visible"> & { got: string | undefined; isRight: boolean }): void => {
    const { got, isRight, ...rest } = one;
    cases.push({ set, id: row.id, part, ...rest, got: got ?? "", verdict: got === undefined ? "none" : isRight ? "right" : "wrong" });
  };
  const texts = page.blocks.map(({ text }) => text);
  const shown = [...texts, ...page.claims.map(({ value }) => value)];
  if (gold.title !== undefined) {
    const folded = foldTitle(gold.title);
    const holds = (text: string): boolean => foldTitle(text).includes(folded);
    const got = metadata.title?.value;
    add({
      field: "title",
      gold: gold.title,
      got,
      isRight: got !== undefined && equalTitles(got, gold.title),
      findable: shown.some(holds),
      visible: texts.some(holds),
    });
  }
  if (gold.date !== undefined) {
    const day = dayOf(gold.date);
    const hints = { language: metadata.language?.value };
    const holds = (text: string): boolean =>
      readDates(text, hints).some(({ value, monthFirst }) => dayOf(value) === day || monthFirst?.startsWith(day));
    const visible = texts.some(holds);
    const got = metadata.published?.value;
    add({
      field: "date",
      gold: gold.date,
      got,
      isRight: got !== undefined && near(got, gold.date),
      findable: visible || markup.includes(day) || shown.some(holds),
      visible,
    });
  }
  if (gold.authors.length > 0) {
    const holds = (list: readonly string[]): boolean => gold.authors.some((name) => nameKey(list.join(" \n ")).includes(nameKey(name)));
    const got = metadata.authors?.value;
    const isRight = got !== undefined && shareNames(gold.authors, got);
    add({ field: "author", gold: gold.authors.join("; "), got: got?.join("; "), isRight, findable: holds(shown), visible: holds(texts) });
  }
  const language = row.lang ?? agreedLanguage(page.claims);
  const wordCount = page.blocks.reduce((sum, block) => sum + block.wordCount, 0);
  if (language !== undefined && wordCount >= LANGUAGE_WORDS_MIN) {
    // By the text alone: what pages declare is what the labels of such sets are made from.
    const got = metadataOf({ ...page, claims: page.claims.filter(({ field }) => field !== "language") }).language?.value;
    add({ field: "language", gold: language, got, isRight: got === primaryTag(language), findable: true, visible: true });
  }
  return cases;
}

/** Where nobody labelled the language: what two declarations of the page agree on. */
function agreedLanguage(claims: readonly Claim[]): string | undefined {
  const tagOf = (from: Claim["from"]): string | undefined => {
    const claim = claims.find((one) => one.field === "language" && one.from === from);
    return claim === undefined ? undefined : primaryTag(claim.value);
  };
  const [html, graph] = [tagOf("html lang"), tagOf("open graph")];
  return html !== undefined && html === graph ? html : undefined;
}

/** Every case of the sets; pages without JSON-LD only have their language asked. */
export async function metadataCases(dataFolder: string, sets: readonly string[]): Promise<Case[]> {
  const split = JSON.parse(readFileSync(join(dataFolder, "pages", "split.json"), "utf8")) as Record<
    string,
    Record<string, [string, string]>
  >;
  const cases: Case[] = [];
  for (const set of sets) {
    const file = join(dataFolder, "pages", `${set}.jsonl.gz`);
    if (!existsSync(file)) continue;
    for await (const row of rowsOf(file)) cases.push(...compare(set, row, split[set]?.[row.id]?.[1] ?? "train"));
  }
  return cases;
}

/** Fields with what they must reach on pages where the value can be found, and the most that may be wrong on all. */
const TARGETS = [
  { field: "title", right: 0.95, wrong: undefined },
  { field: "date", right: 0.92, wrong: 0.02 },
  { field: "author", right: 0.88, wrong: 0.03 },
  { field: "language", right: 0.99, wrong: undefined },
] as const;

/** Lines for people and figures for floors, of the part that nothing was tuned on and of all pages. */
export async function metadataBench(dataFolder: string): Promise<{ lines: string[]; figures: Record<string, number> }> {
  const cases = await metadataCases(dataFolder, ["wcxb", "segments", "daniel"]);
  const lines: string[] = [
    "metadata with JSON-LD hidden, against it (findable: the value stands elsewhere on the page; visible: in its text)",
    "part  field      pages  findable  right  |  visible  right  |  wrong of all  of findable",
  ];
  const figures: Record<string, number> = {};
  const share = (some: readonly Case[], verdict: Case["verdict"]): number =>
    some.filter((one) => one.verdict === verdict).length / Math.max(1, some.length);
  for (const part of ["test", "all"]) {
    for (const { field, right, wrong } of TARGETS) {
      const all = cases.filter((one) => one.field === field && (part === "all" || one.part === part));
      const findable = all.filter((one) => one.findable);
      const visible = all.filter((one) => one.visible);
      figures[`${field}.right.${part}`] = share(findable, "right");
      figures[`${field}.visible.${part}`] = share(visible, "right");
      figures[`${field}.wrong.${part}`] = share(all, "wrong");
      const cells = [
        part.padEnd(5),
        field.padEnd(9),
        String(all.length).padStart(6),
        String(findable.length).padStart(9),
        share(findable, "right").toFixed(3).padStart(6),
        " |",
        String(visible.length).padStart(8),
        share(visible, "right").toFixed(3).padStart(6),
        " |",
        share(all, "wrong").toFixed(3).padStart(13),
        share(findable, "wrong").toFixed(3).padStart(12),
        `  (target: right ≥ ${right}${wrong === undefined ? "" : `, wrong ≤ ${wrong}`})`,
      ];
      lines.push(cells.join(" "));
    }
  }
  return { lines, figures };
}
