/** Pages of a set through the whole pipeline, as HTML or as text that has lost its markup. */
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

/** What is measured. */
export interface Selection {
  readonly set: SetName;
  readonly style: PageStyle;
  readonly parts: readonly PartName[];
  readonly options: Options;
}

/** All pages of a selection. They are one drop: the site memory is counted over them, as a run over their folder would. */
export async function predict({ set, style, parts, options }: Selection): Promise<Predicted[]> {
  const laidOut = style === "w3m" ? await readLaidOut(set) : new Map<string, string>();
  const pages: { gold: GoldPage; page: Page }[] = [];
  for await (const gold of readSet(set, parts)) {
    const payload = style === "html" ? gold.html : textIn(style, gold, parseDocument(gold.html, { decodeEntities: true }), laidOut);
    if (payload === undefined) continue;
    pages.push({
      gold: { ...gold, html: "" },
      page: await parse(rawDocument(gold, set, style === "html" ? "html" : "text", payload), options),
    });
  }
  const memory = options.siteMemory ? buildSiteMemory(pages.map(({ page }) => sightingOf(page))) : undefined;
  return pages.map(({ gold, page }) => ({ gold, page, article: extract(page, memory, options) }));
}

/** The defaults. */
export const OPTIONS: Options = DEFAULTS;
