/**
 * From the bytes of one page to its Markdown, stage by stage, in one warm process: for HTML against htmlparser2 making its own tree of the
 * same page, for text against the yardstick on the same bytes. Site memory and copies need a drop; `run` measures those.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseDocument } from "htmlparser2";
import type * as EmitModule from "../../src/emit/emit.ts";
import type * as ExtractModule from "../../src/extract/extract.ts";
import type * as LabelModule from "../../src/extract/labeller/label.ts";
import type * as ParseModule from "../../src/parse/parse.ts";
import type * as ReadModule from "../../src/read/read.ts";
import { DEFAULTS } from "../../src/options.ts";
import type { Article, Outcome, Page, RawDocument } from "../../src/types.ts";
import { hasData, readSet } from "../train/sets.ts";
import { writeDrop } from "./drop.ts";
import { hashWords } from "./yardstick.ts";

/** The built modules: the loader that runs the benches names every closure as it is made, which costs up to half as much again. */
async function built<T>(path: string): Promise<T> {
  const file = join(import.meta.dirname, "../../dist", path);
  if (!existsSync(file)) throw new Error("build first: npm run build");
  return (await import(pathToFileURL(file).href)) as T;
}

const { emit } = await built<typeof EmitModule>("emit/emit.js");
const { extract } = await built<typeof ExtractModule>("extract/extract.js");
const { labelBlocks } = await built<typeof LabelModule>("extract/labeller/label.js");
const { parse } = await built<typeof ParseModule>("parse/parse.js");
const { read } = await built<typeof ReadModule>("read/read.js");

/** A few pages and what they are measured against. */
interface Scene {
  readonly name: string;
  readonly kind: "html" | "text";
  readonly pages: readonly Buffer[];
}

/** CPU seconds a round, by stage: medians over the rounds. */
interface Spent {
  readonly against: number;
  readonly stages: ReadonlyMap<string, number>;
}

const STAGES = ["read", "parse", "extract", "emit"] as const;
/** Rounds that warm the engine, and rounds that count. */
const WARM_ROUNDS = 4;
const ROUNDS = 7;
/** Of the labelled pages every so-manieth is taken. */
const DATA_STEP = 12;

/** The figures, for people. `documents` made-up pages of each kind, and labelled pages where they are at hand. */
export async function extractLines(documents: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const scene of await scenes(documents)) lines.push(...linesOf(scene, await measure(scene)), "");
  return lines.slice(0, -1);
}

async function scenes(documents: number): Promise<readonly Scene[]> {
  const made = (["html", "text"] as const).map((kind) => ({ name: `made-up ${kind}`, kind, pages: madePages(kind, documents) }));
  if (!hasData()) return made;
  const pages: Buffer[] = [];
  let index = 0;
  for await (const page of readSet("wcxb", ["train", "tune", "test"])) if (index++ % DATA_STEP === 0) pages.push(Buffer.from(page.html));
  return [...made, { name: "pages of wcxb", kind: "html", pages }];
}

function madePages(kind: "html" | "text", documents: number): readonly Buffer[] {
  const folder = mkdtempSync(join(process.env["INGEST_BENCH_TMP"] ?? tmpdir(), "ingest-bench-"));
  try {
    writeDrop(folder, { kind, documents, size: MADE_BYTES });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of a made-up article on the average: 800 words. */
const MADE_BYTES = 4800;

/** Every round does each stage for all pages in turn, and what they are compared with, so that what slows the machine slows them all. */
async function measure({ kind, pages }: Scene): Promise<Spent> {
  const rounds: { readonly against: number; readonly stages: ReadonlyMap<string, number> }[] = [];
  const texts = pages.map((page) => page.toString("utf8"));
  let sum = 0;
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
    const against = await cpuSeconds(() => {
      if (kind === "html") for (const text of texts) sum += parseDocument(text).children.length;
      else for (const page of pages) sum = (sum + hashWords(page)) | 0;
    });
    rounds.push({ against, stages: await stagesOf(pages, kind) });
  }
  if (Number.isNaN(sum)) throw new Error("the engine left the work out");
  const counted = rounds.slice(WARM_ROUNDS);
  const stages = [...STAGES, "labeller"].map((stage) => [stage, median(counted.map((one) => one.stages.get(stage) ?? 0))] as const);
  return { against: median(counted.map((one) => one.against)), stages: new Map(stages) };
}

async function stagesOf(pages: readonly Buffer[], kind: Scene["kind"]): Promise<ReadonlyMap<string, number>> {
  const documents: RawDocument[] = [];
  const parsed: Page[] = [];
  const articles: Article[] = [];
  const work = {
    read: async () => {
      for (const [index, page] of pages.entries()) documents.push(await readPage(page, `${index}.${kind === "html" ? "html" : "txt"}`));
    },
    parse: async () => {
      for (const document of documents) parsed.push(await parse(document, DEFAULTS));
    },
    extract: () => {
      for (const page of parsed) articles.push(extract(page, undefined, DEFAULTS));
    },
    emit: () => {
      for (const article of articles) emit(outcomeOf(article), DEFAULTS, { version: "0", fileName: "article.md" });
    },
    // Once more by itself: it is a part of `extract`.
    labeller: () => {
      for (const page of parsed) labelBlocks(page, undefined, DEFAULTS);
    },
  };
  const seconds = new Map<string, number>();
  for (const [stage, run] of Object.entries(work)) seconds.set(stage, await cpuSeconds(run));
  return seconds;
}

async function readPage(bytes: Buffer, path: string): Promise<RawDocument> {
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes;
  };
  for await (const record of read({ path, address: path }, open, DEFAULTS)) if (!("fate" in record)) return record;
  throw new Error(`${path} cannot be read`);
}

function outcomeOf(article: Article): Outcome {
  const { id, provenance, key, notices } = article;
  return {
    ...{ id, provenance, key, fate: { kind: "article" }, article, notices },
    ...{
      markdown: undefined,
      words: undefined,
      cluster: undefined,
      match: undefined,
      duplicates: [],
      keptBecause: undefined,
      related: [],
    },
  };
}

/** CPU seconds, user and system, of this process while `work` ran. */
async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function linesOf({ name, kind, pages }: Scene, { against, stages }: Spent): readonly string[] {
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);
  const each = (seconds: number): string => `${((seconds * 1000) / pages.length).toFixed(3).padStart(9)} ms`;
  const times = (seconds: number): string => `${(seconds / against).toFixed(1).padStart(6)} x`;
  const whole = STAGES.reduce((sum, stage) => sum + (stages.get(stage) ?? 0), 0);
  return [
    `${name}: ${pages.length} pages of ${Math.round(bytes / pages.length)} bytes`,
    `${(kind === "html" ? "htmlparser2 alone" : "yardstick").padEnd(24)}${each(against)}`,
    ...[...stages].map(
      ([stage, seconds]) => `${(stage === "labeller" ? "  of extract: labeller" : stage).padEnd(24)}${each(seconds)} ${times(seconds)}`,
    ),
    `${"page to Markdown".padEnd(24)}${each(whole)} ${times(whole)}`,
  ];
}
