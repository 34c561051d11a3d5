/** Every point that a careful person noted about the five seed pages, checked on what the whole flow makes of them. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { renderBody } from "../../src/emit/markdown/body.ts";
import { ingest } from "../../src/ingest.ts";
import { openBytes } from "../../src/io/open.ts";
import { DEFAULTS } from "../../src/options.ts";
import { foldSpaces, straightenQuotes } from "../../src/text/normalise.ts";
import type { Article, Outcome } from "../../src/types.ts";

const Pair = z.tuple([z.string(), z.string()]);
const Expected = z.object({
  title: z.string().optional(),
  titleIncludes: z.string().optional(),
  titleAnyOf: z.array(z.string()).optional(),
  keep: z.array(z.string()).default([]),
  drop: z.array(z.string()).default([]),
  dropLine: z.array(z.string()).default([]),
  dropAsParagraph: z.array(z.string()).default([]),
  once: z.array(z.string()).default([]),
  heading: z.string().optional(),
  listItems: z.number().optional(),
  minParagraphs: z.number().optional(),
  language: z.string().optional(),
  author: z.string().optional(),
  authorIncludes: z.string().optional(),
  date: z.string().optional(),
  url: z.string().optional(),
  noDate: z.boolean().default(false),
  noAuthor: z.boolean().default(false),
});
const Gold = z.object({
  documents: z.record(z.string(), Expected),
  duplicates: z.array(Pair),
  canonical: z.string(),
  notDuplicates: z.array(Pair),
});
type Expected = z.infer<typeof Expected>;

/** A point of the gold, and whether it holds. */
interface Point {
  readonly name: string;
  readonly holds: boolean;
}

/** `dataFolder` is the folder of data; the seeds lie in it or beside it. Lines name every point that fails. */
export async function seedsBench(dataFolder: string): Promise<{ lines: string[]; figures: Record<string, number> }> {
  const folder = [join(dataFolder, "seeds"), join(dataFolder, "..", "seeds")].find((one) => existsSync(join(one, "gold.json")));
  if (folder === undefined) return { lines: [`seeds: skipped, no seeds/gold.json in ${dataFolder} or beside it`], figures: {} };
  const gold = Gold.parse(JSON.parse(await readFile(join(folder, "gold.json"), "utf8")));
  const outcomes = await outcomesOf(folder);
  const points = [...documentPoints(gold.documents, outcomes), ...duplicatePoints(gold, outcomes)];
  const failed = points.filter((point) => !point.holds);
  const lines = [
    `seeds: ${String(points.length - failed.length)} of ${String(points.length)} points hold`,
    ...failed.map((point) => `  fails: ${point.name}`),
  ];
  return { lines, figures: { "points held": points.length - failed.length } };
}

async function outcomesOf(folder: string): Promise<ReadonlyMap<string, Outcome>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const inputs = names.map((name) => ({ path: name, address: join(folder, name) }));
  const outcomes = new Map<string, Outcome>();
  for await (const outcome of ingest({ inputs, options: DEFAULTS }, { open: openBytes })) outcomes.set(outcome.provenance.source, outcome);
  return outcomes;
}

function documentPoints(documents: Readonly<Record<string, Expected>>, outcomes: ReadonlyMap<string, Outcome>): Point[] {
  return Object.entries(documents).flatMap(([name, expected]) => {
    const article = outcomes.get(name)?.article;
    const short = name.slice(0, 3);
    if (article === undefined) return [{ name: `${short} is an article`, holds: false }];
    const points = [...bodyPoints(article, expected), ...shapePoints(article, expected), ...metadataPoints(article, expected)];
    return points.map((point) => ({ ...point, name: `${short} ${point.name}` }));
  });
}

/** As the gold compares: white space folded, quotes straightened. */
function plain(text: string): string {
  return foldSpaces(straightenQuotes(text));
}

function bodyPoints(article: Article, expected: Expected): Point[] {
  const markdown = renderBody(article, DEFAULTS);
  const text = plain(article.text);
  const lines = new Set([...article.text.split("\n"), ...markdown.split("\n")].map(plain));
  const paragraphs = new Set(article.body.map((passage) => plain(passage.text)));
  return [
    ...expected.keep.map((part) => ({ name: `keeps “${part}”`, holds: text.includes(plain(part)) })),
    ...expected.drop.map((part) => ({
      name: `drops “${part}”`,
      holds: !text.includes(plain(part)) && !plain(markdown).includes(plain(part)),
    })),
    ...expected.dropLine.map((line) => ({ name: `has no line “${line}”`, holds: !lines.has(plain(line)) })),
    ...expected.dropAsParagraph.map((line) => ({ name: `has no paragraph “${line}”`, holds: !paragraphs.has(plain(line)) })),
    ...expected.once.map((part) => ({ name: `says once “${part}”`, holds: text.split(plain(part)).length === 2 })),
  ];
}

function shapePoints(article: Article, expected: Expected): Point[] {
  const points: Point[] = [];
  if (expected.heading !== undefined) {
    const { heading } = expected;
    points.push({
      name: `has the heading “${heading}”`,
      holds: article.body.some((passage) => passage.kind === "heading" && passage.text === heading),
    });
  }
  if (expected.listItems !== undefined) {
    const items = new Set(article.body.filter((passage) => passage.kind === "item").map((passage) => passage.nesting.at(-1)?.id));
    points.push({ name: `has ${String(expected.listItems)} items, not ${String(items.size)}`, holds: items.size === expected.listItems });
  }
  if (expected.minParagraphs !== undefined) {
    const count = article.body.filter((passage) => passage.kind === "paragraph").length;
    points.push({
      name: `has ${String(expected.minParagraphs)} paragraphs or more, not ${String(count)}`,
      holds: count >= expected.minParagraphs,
    });
  }
  return points;
}

function metadataPoints({ metadata }: Article, expected: Expected): Point[] {
  const title = metadata.title?.value ?? "";
  const authors = metadata.authors?.value.join("; ") ?? "";
  const date = metadata.published?.value ?? "";
  const points: Point[] = [];
  const add = (name: string, holds: boolean): void => {
    points.push({ name, holds });
  };
  if (expected.title !== undefined) add(`has the title “${expected.title}”, not “${title}”`, plain(title) === plain(expected.title));
  if (expected.titleIncludes !== undefined)
    add(`has a title with “${expected.titleIncludes}”, not “${title}”`, title.includes(expected.titleIncludes));
  if (expected.titleAnyOf !== undefined)
    add(
      `has one of the titles, not “${title}”`,
      expected.titleAnyOf.some((one) => plain(one) === plain(title)),
    );
  if (expected.author !== undefined) add(`is by ${expected.author}, not ${authors}`, authors === expected.author);
  if (expected.authorIncludes !== undefined)
    add(`is by ${expected.authorIncludes}, not ${authors}`, authors.toLowerCase().includes(expected.authorIncludes));
  if (expected.date !== undefined) add(`is of ${expected.date}, not ${date}`, date.startsWith(expected.date));
  if (expected.url !== undefined) add(`has the address, not ${metadata.url?.value ?? "none"}`, metadata.url?.value === expected.url);
  if (expected.language !== undefined) add(`is in ${expected.language}`, metadata.language?.value === expected.language);
  if (expected.noDate) add(`has no date, not ${date}`, metadata.published === undefined);
  if (expected.noAuthor) add(`has no author, not ${authors}`, metadata.authors === undefined);
  return points;
}

function duplicatePoints(gold: z.infer<typeof Gold>, outcomes: ReadonlyMap<string, Outcome>): Point[] {
  const cluster = (name: string): string => outcomes.get(name)?.cluster ?? name;
  return [
    ...gold.duplicates.map(([a, b]) => ({ name: `${a.slice(0, 3)} and ${b.slice(0, 3)} are copies`, holds: cluster(a) === cluster(b) })),
    ...gold.notDuplicates.map(([a, b]) => ({ name: `${a.slice(0, 3)} and ${b.slice(0, 3)} are not`, holds: cluster(a) !== cluster(b) })),
    { name: `${gold.canonical.slice(0, 3)} is kept`, holds: outcomes.get(gold.canonical)?.fate.kind === "article" },
  ];
}
