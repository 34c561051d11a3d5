/** Pages of a set through the whole pipeline, as HTML, as text that has lost its markup, or as any other program makes them. */
import { spawnSync } from "node:child_process";
import { parseDocument } from "htmlparser2";
import { extract } from "../../src/extract/extract.ts";
import { buildSiteMemory, sightingOf } from "../../src/extract/site-memory.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import { parse } from "../../src/parse/parse.ts";
import type { Article, Page } from "../../src/types.ts";
import { rawDocument, type PageStyle, textIn } from "../train/corpus.ts";
import { type GoldPage, type PartName, readLaidOut, readSet, type SetName } from "../train/sets.ts";

/** A page with its gold and what the program made of it. */
export interface Predicted {
  readonly gold: GoldPage;
  readonly page: Page;
  readonly article: Article;
}

/** A program that makes text or Markdown of a page: "lynx -dump -stdin -force_html". HTML comes on stdin, in UTF-8. */
export interface Through {
  readonly command: string;
  readonly format: "text" | "markdown";
}

/** What is measured. */
export interface Selection {
  readonly set: SetName;
  readonly style: PageStyle | Through;
  readonly parts: readonly PartName[];
  readonly options: Options;
}

/** All pages of a selection. They are one drop: the site memory is counted over them, as a run over their folder would. */
export async function predict({ set, style, parts, options }: Selection): Promise<Predicted[]> {
  const laidOut = style === "w3m" ? await readLaidOut(set) : new Map<string, string>();
  const pages: { gold: GoldPage; page: Page }[] = [];
  for await (const gold of readSet(set, parts)) {
    const payload = payloadOf(gold, style, laidOut);
    if (payload === undefined) continue;
    const format = typeof style === "string" ? (style === "html" ? "html" : "text") : style.format;
    pages.push({ gold: { ...gold, html: "" }, page: await parse(rawDocument(gold, set, format, payload), options) });
  }
  const memory = options.siteMemory ? buildSiteMemory(pages.map(({ page }) => sightingOf(page))) : undefined;
  return pages.map(({ gold, page }) => ({ gold, page, article: extract(page, memory, options) }));
}

function payloadOf(gold: GoldPage, style: Selection["style"], laidOut: ReadonlyMap<string, string>): string | undefined {
  if (typeof style !== "string") return textThrough(style.command, gold.html);
  return style === "html" ? gold.html : textIn(style, gold, parseDocument(gold.html, { decodeEntities: true }), laidOut);
}

/** Says so where the program fails: a page that is lost by it is nobody's error of extraction. */
function textThrough(command: string, html: string): string | undefined {
  const { status, stdout } = spawnSync("sh", ["-c", command], { input: html, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  if (status === 0) return stdout;
  console.error(`left out a page: "${command}" ended with ${status ?? "a signal"}`);
  return undefined;
}

/** The defaults. */
export const OPTIONS: Options = DEFAULTS;
