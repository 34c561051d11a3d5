/**
 * The two steps that run in parallel, a batch of records at a time: pure functions from bytes to bytes, the same in a worker
 * thread as in the one that called. A record on which the program itself fails becomes a reason, and the batch goes on.
 */
import { sketch, type Sketch } from "../dedupe/sketch.ts";
import { packSketch } from "../dedupe/table.ts";
import { renderBody } from "../emit/markdown/body.ts";
import { extract } from "../extract/extract.ts";
import { recallSite, recurrences, sightingOf, type Sighting, type SiteLines, type SiteMemory } from "../extract/site-memory.ts";
import type { Options } from "../options.ts";
import { parse } from "../parse/parse.ts";
import { hashLine } from "../text/line-hash.ts";
import type { Article, Page, RawDocument } from "../types.ts";
import { encodeArticle } from "./article-codec.ts";
import { decodePage, encodePage } from "./codec.ts";

/** A record that became a page. */
export interface Parsed {
  readonly page: Uint8Array;
  /** undefined: site memory is off. */
  readonly sighting: Sighting | undefined;
  /** The article, where no other page has a say in it; undefined: it is made once all pages are known. */
  readonly extracted: Extracted | undefined;
}

/** A page that became an article. */
export interface Extracted {
  readonly article: Uint8Array;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  /** Why there is no text; undefined: there is. */
  readonly empty: string | undefined;
}

/** A record on which the program failed; the reason is for people. */
export interface Broken {
  readonly broken: string;
}

/** Records → pages with their sightings, in the order of the records; without site memory and dedupe the articles as well. */
export async function parseBatch(documents: readonly RawDocument[], options: Options): Promise<(Parsed | Broken)[]> {
  const isEachAlone = !options.siteMemory && !options.dedupe;
  const results: (Parsed | Broken)[] = [];
  for (const document of documents) {
    let step = "parse";
    try {
      const page = await parse(document, options);
      step = "extract";
      results.push({
        page: encodePage(page),
        sighting: options.siteMemory ? sightingOf(page) : undefined,
        extracted: isEachAlone ? extractPage(page, undefined, options) : undefined,
      });
    } catch (error) {
      results.push({ broken: brokenReason(step, error) });
    }
  }
  return results;
}

/** Pages → articles with their sketches, in the order of the pages. */
export function extractBatch(pages: readonly Uint8Array[], memory: SiteMemory | undefined, options: Options): (Extracted | Broken)[] {
  return pages.map((bytes) => {
    try {
      return extractPage(decodePage(bytes), memory, options);
    } catch (error) {
      return { broken: brokenReason("extract", error) };
    }
  });
}

function extractPage(page: Page, memory: SiteMemory | undefined, options: Options): Extracted {
  const article = extract(page, memory, options);
  const empty = article.text !== "" ? undefined : page.blocks.length === 0 ? "no text" : "boilerplate only";
  return {
    article: encodeArticle(article, {
      site: siteLinesOf(page, memory),
      markdown: renderBody(article, { titleHeading: false }),
      sketch: options.dedupe && empty === undefined ? packSketch(sketchOf(article)) : undefined,
    }),
    title: article.metadata.title?.value,
    url: article.metadata.url?.value,
    published: article.metadata.published?.value,
    empty,
  };
}

/** What the memory says of the lines of a page: all that its labels can depend on. */
function siteLinesOf(page: Page, memory: SiteMemory | undefined): SiteLines | undefined {
  const site = recallSite(memory, page);
  if (site === undefined) return undefined;
  const lines = new Set(page.blocks.map(({ text }) => hashLine(text)).filter((line) => recurrences(site, line) > 0));
  const kept = Uint32Array.from(lines).sort();
  return { site: site.site, groups: site.groups, lines: kept, counts: kept.map((line) => recurrences(site, line)) };
}

/** The sketch of an article as it stands. */
function sketchOf(article: Article): Sketch {
  let words = 0;
  let dropped = 0;
  const lines: string[] = [];
  for (const { block, decision } of article.blocks) {
    words += block.wordCount;
    if (decision.keep || decision.class === "title") continue;
    dropped += block.wordCount;
    lines.push(block.text);
  }
  return sketch({
    id: article.id,
    text: article.text,
    title: article.metadata.title?.value,
    published: article.metadata.published?.value,
    droppedShare: words === 0 ? 0 : dropped / words,
    structure: article.body.length,
    dropped: lines.length === 0 ? undefined : lines.join("\n"),
  });
}

/** Our fault, not the input's: said so, so that it gets reported. */
function brokenReason(step: string, error: unknown): string {
  return `the program could not ${step} it (please report this): ${error instanceof Error ? error.message : String(error)}`;
}
