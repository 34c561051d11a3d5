/** The labelled pages as examples on disk: features, hashed tokens and wanted labels, page by page and style by style. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "domhandler";
import { parseDocument } from "htmlparser2";
import { buildSiteMemory, recallSite, recurrences, sightingOf, type SiteMemory } from "../../src/extract/site-memory.ts";
import { tokensOf } from "../../src/extract/labeller/block-text.ts";
import { labelBlocks } from "../../src/extract/labeller/label.ts";
import { TEXT_COLUMN_COUNT } from "../../src/extract/labeller/text-features.ts";
import { type PageUnits, pageUnits } from "../../src/extract/labeller/units.ts";
import { DEFAULTS } from "../../src/options.ts";
import { parse } from "../../src/parse/parse.ts";
import { documentId, hashString, sha256 } from "../../src/text/hash.ts";
import { hashWords } from "../../src/text/word-hashes.ts";
import type { Format, Page, RawDocument } from "../../src/types.ts";
import { countSegments, f1Of, scorePage } from "../quality/score.ts";
import { alignBlocks } from "./align.ts";
import { bare } from "./bare.ts";
import { flatten, flattenAtRandom, type FlatStyle } from "./flatten.ts";
import { type GoldPage, type PartName, readLaidOut, readSet, type SetName } from "./sets.ts";
import { type Labels, labelUnits } from "./targets.ts";

/** How a page comes to the program, and how it is measured. */
export type PageStyle = "html" | FlatStyle | "w3m";
/** How a page comes to the labeller while it learns. "random…" are damaged texts, "bare…" is nothing but the article. */
export type Style = PageStyle | "random1" | "random2" | BareStyle;
type BareStyle = "bare" | "bareText";

export const BARE_STYLES: readonly BareStyle[] = ["bare", "bareText"];

/** Is there nothing but the article? */
export function isBare(style: Style): style is BareStyle {
  return style === "bare" || style === "bareText";
}

export const FLAT_STYLES: readonly FlatStyle[] = ["dom", "textnode", "blob", "giant"];

/** Where examples are kept; not part of the repository. */
export const cacheFolder: string = join(import.meta.dirname, "..", "cache");

/** Of longer pages only so many units are learned from. */
const UNITS_MAX = 3000;

/** One page in one style, ready to learn from or to be measured. Offsets are into the arrays of its file. */
export interface ExampleRow {
  readonly id: string;
  readonly site: string;
  readonly part: PartName;
  readonly language: string | undefined;
  readonly count: number;
  readonly words: number;
  readonly tokens: number;
  /** Hashed words of the units, and of the gold, for measuring. */
  readonly unitWords: number;
  readonly goldWords: number;
}

/** A record as the pipeline would read it. */
export function rawDocument(page: GoldPage, set: SetName, format: Format, payload: string): RawDocument {
  const digest = sha256(payload);
  const source = `${set}/${page.site}/${page.id}`;
  return {
    id: documentId({ source, record: undefined, sha256: digest }),
    provenance: { source, record: undefined, url: page.url, fetchedAt: undefined, sha256: digest, bytes: payload.length },
    key: page.id,
    format,
    encoding: { name: "utf-8", how: "container" },
    payload,
    claims: [],
    notices: [],
  };
}

/** The text of a page in a style; undefined where the data does not have it. */
export function textIn(
  style: Exclude<Style, "html" | BareStyle>,
  page: GoldPage,
  tree: Document,
  laidOut: ReadonlyMap<string, string>,
): string | undefined {
  switch (style) {
    case "w3m":
      return laidOut.get(page.id);
    case "random1":
    case "random2":
      return flattenAtRandom(tree, hashString(page.id + style));
    default:
      return flatten(tree, style);
  }
}

interface Pending {
  readonly gold: GoldPage;
  readonly page: Page;
  readonly units: PageUnits;
  readonly labels: Labels;
  /** What the gold holds of each block of the page, 0–1. */
  readonly shares: Float32Array;
  readonly goldWords: Int32Array;
}

/** Does the page come with its markup? */
export function isMarkup(style: Style): style is "html" | "bare" {
  return style === "html" || style === "bare";
}

async function exampleOf(
  set: SetName,
  gold: GoldPage,
  goldWords: Int32Array,
  { format, payload }: { readonly format: Format; readonly payload: string },
): Promise<Pending> {
  const page = await parse(rawDocument(gold, set, format, payload), DEFAULTS);
  const units = pageUnits(page, undefined);
  const texts = units.units.map((unit) => tokensOf(unit.text));
  const found = alignBlocks(texts, goldWords);
  const shares = new Float32Array(page.blocks.length);
  found.forEach((share, i) => {
    shares[units.blocks[i] ?? 0] = share;
  });
  return { gold, page: slim(page), units, labels: labelUnits({ set, gold, page, units, shares: found }), shares, goldWords };
}

/** Makes the examples of one set in all styles and writes them to the cache. */
export async function buildCorpus(set: SetName, styles: readonly Style[], parts: readonly PartName[]): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const laidOut = await readLaidOut(set);
  const pending = new Map<Style, Pending[]>(styles.map((style) => [style, []]));
  for await (const gold of readSet(set, parts)) {
    const tree = parseDocument(gold.html, { decodeEntities: true });
    const goldWords = hashWords(SILVER_SETS.has(set) ? await silverOf(gold, set) : gold.gold);
    const add = async (style: Style, wanted: Int32Array, payload: string | undefined): Promise<Pending | undefined> => {
      if (payload === undefined) return undefined;
      const made = await exampleOf(set, gold, wanted, isMarkup(style) ? { format: "html", payload } : { format: "text", payload });
      pending.get(style)?.push(made);
      return made;
    };
    const whole = await add("html", goldWords, gold.html);
    for (const style of styles) {
      if (style === "html" || isBare(style) || (style.startsWith("random") && gold.part !== "train")) continue;
      await add(style, goldWords, textIn(style, gold, tree, laidOut));
    }
    const alone = whole === undefined || gold.part === "test" ? undefined : bare(whole.page.blocks, whole.shares, hashString(gold.id));
    if (alone === undefined) continue;
    const left = hashWords(alone.gold);
    await add("bare", left, alone.html);
    await add("bareText", left, alone.text);
  }
  for (const [style, examples] of pending) writeExamples(`${set}.${style}`, examples);
}

/**
 * Sets whose gold is what the labeller keeps of their HTML, with the weights at hand: their own is a few strings, or holds headlines and bylines
 * that ours leaves out. It teaches text mode languages and pages that have no gold of our kind. The rules that come after the labeller have no
 * say, so that the weights do not change with them.
 */
export const SILVER_SETS: ReadonlySet<SetName> = new Set<SetName>(["segments", "dragnet", "cleaneval"]);

/** The silver of a page where it agrees with what the set knows of the page; else nothing, and the page is not learned from. */
async function silverOf(page: GoldPage, set: SetName): Promise<string> {
  const parsed = await parse(rawDocument(page, set, "html", page.html), DEFAULTS);
  const { keep } = labelBlocks(parsed, undefined, DEFAULTS);
  const text = parsed.blocks.flatMap((block, i) => (keep[i] === true ? [block.text] : [])).join("\n");
  return agrees(page, text) ? text : "";
}

function agrees(page: GoldPage, silver: string): boolean {
  if (page.gold !== "") return f1Of(scorePage(page.gold, silver)) >= SILVER_F1_MIN;
  const { kept, lost, wrong } = countSegments(page, silver);
  return wrong === 0 && kept >= SILVER_SHARE_MIN * (kept + lost);
}

/** F1 of silver against gold that holds headline and byline, and the share of the strings that silver must hold. */
const SILVER_F1_MIN = 0.85;
const SILVER_SHARE_MIN = 0.75;

/** What is still needed of a page once its features are known. */
function slim(page: Page): Page {
  return { ...page, blocks: page.blocks.map((block) => ({ ...block, marks: [], nesting: [] })) };
}

/** Each part is a drop of its own: what the site memory knows when only that part is read. */
function memories(examples: readonly Pending[]): ReadonlyMap<PartName, SiteMemory> {
  const parts: readonly PartName[] = ["train", "tune", "test"];
  return new Map(
    parts.map((part) => [part, buildSiteMemory(examples.filter((one) => one.gold.part === part).map((one) => sightingOf(one.page)))]),
  );
}

const SITE_COLUMNS = TEXT_COLUMN_COUNT - 3;

function addSite({ page, units }: Pending, memory: SiteMemory | undefined): void {
  const site = recallSite(memory, page);
  if (site === undefined) return;
  units.units.forEach((unit, i) => {
    const others = Math.max(0, recurrences(site, unit.line) - 1);
    units.features.rows.set([1, others / Math.max(1, site.groups - 1), Math.log1p(others) / 2], i * TEXT_COLUMN_COUNT + SITE_COLUMNS);
  });
}

function writeExamples(name: string, examples: readonly Pending[]): void {
  const memory = memories(examples);
  const rows: ExampleRow[] = [];
  const parts: Record<string, Uint8Array[]> = {
    text: [],
    markup: [],
    words: [],
    wordOffsets: [],
    tokens: [],
    tokenOffsets: [],
    targets: [],
    unitWords: [],
    unitOffsets: [],
    goldWords: [],
  };
  const add = (part: string, data: ArrayBufferView): void => {
    parts[part]?.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  };
  for (const example of examples) {
    const { gold, page, units, labels, goldWords } = example;
    addSite(example, memory.get(gold.part));
    const count = Math.min(UNITS_MAX, units.units.length);
    const evidence = page.evidence;
    const tokens: number[] = [];
    const tokenOffsets = new Uint32Array(count + 1);
    const unitWords: number[] = [];
    const unitOffsets = new Uint32Array(count + 1);
    for (let i = 0; i < count; i++) {
      const block = units.blocks[i] ?? 0;
      if (evidence !== undefined) {
        add("markup", evidence.features.slice(block * evidence.columns, (block + 1) * evidence.columns));
        for (let t = evidence.offsets[block] ?? 0; t < (evidence.offsets[block + 1] ?? 0); t++) tokens.push(evidence.tokens[t] ?? 0);
      }
      tokenOffsets[i + 1] = tokens.length;
      const text = units.units[i]?.text;
      if (text !== undefined) for (const word of tokensOf(text)) unitWords.push(word);
      unitOffsets[i + 1] = unitWords.length;
    }
    const wordEnd = units.features.offsets[count] ?? 0;
    add("text", units.features.rows.slice(0, count * TEXT_COLUMN_COUNT));
    add("words", units.features.words.slice(0, wordEnd));
    add("wordOffsets", units.features.offsets.slice(0, count + 1));
    add("tokens", Uint16Array.from(tokens));
    add("tokenOffsets", tokenOffsets);
    for (const column of [labels.wanted, labels.weights, labels.wantedWithHead, labels.wordCounts]) add("targets", column.slice(0, count));
    add("unitWords", Int32Array.from(unitWords));
    add("unitOffsets", unitOffsets);
    add("goldWords", goldWords);
    rows.push({
      id: gold.id,
      site: gold.site,
      part: gold.part,
      language: gold.language,
      count,
      words: wordEnd,
      tokens: tokens.length,
      unitWords: unitWords.length,
      goldWords: goldWords.length,
    });
  }
  for (const [part, pieces] of Object.entries(parts)) writeFileSync(join(cacheFolder, `${name}.${part}.bin`), Buffer.concat(pieces));
  writeFileSync(join(cacheFolder, `${name}.json`), JSON.stringify(rows));
}
