/**
 * The two steps that run in parallel, a batch of records at a time: pure functions from bytes to bytes, the same in a worker
 * thread as in the one that called. A record on which the program itself fails becomes a reason, and the batch goes on.
 */
import { extract } from "../extract/extract.ts";
import { sightingOf, type Sighting, type SiteMemory } from "../extract/site-memory.ts";
import type { Options } from "../options.ts";
import { parse } from "../parse/parse.ts";
import type { RawDocument } from "../types.ts";
import { decodePage, encodeArticle, encodePage } from "./codec.ts";

/** A record that became a page. */
export interface Parsed {
  readonly page: Uint8Array;
  /** undefined: site memory is off. */
  readonly sighting: Sighting | undefined;
}

/** A page that became an article. */
export interface Extracted {
  readonly article: Uint8Array;
  /** Nothing of the page is content. */
  readonly isEmpty: boolean;
  /** The page had no block at all. */
  readonly isBlank: boolean;
}

/** A record on which the program failed; the reason is for people. */
export interface Broken {
  readonly broken: string;
}

/** Records → pages with their sightings, in the order of the records. */
export async function parseBatch(documents: readonly RawDocument[], options: Options): Promise<(Parsed | Broken)[]> {
  const results: (Parsed | Broken)[] = [];
  for (const document of documents) {
    try {
      const page = await parse(document, options);
      results.push({ page: encodePage(page), sighting: options.siteMemory ? sightingOf(page) : undefined });
    } catch (error) {
      results.push({ broken: brokenReason("parse", error) });
    }
  }
  return results;
}

/** Pages → articles with their sketches, in the order of the pages. */
export function extractBatch(pages: readonly Uint8Array[], memory: SiteMemory | undefined, options: Options): (Extracted | Broken)[] {
  return pages.map((bytes) => {
    try {
      const page = decodePage(bytes);
      const article = extract(page, memory, options);
      return { article: encodeArticle(article), isEmpty: article.text === "", isBlank: page.blocks.length === 0 };
    } catch (error) {
      return { broken: brokenReason("extract", error) };
    }
  });
}

/** Our fault, not the input's: said so, so that it gets reported. */
function brokenReason(step: string, error: unknown): string {
  return `the program could not ${step} it (please report this): ${error instanceof Error ? error.message : String(error)}`;
}
