/** `extract` and `compare` for programs: one page, or two, without a collection. */
import { compareArticles, type Comparison } from "../dedupe/compare.ts";
import { renderBody } from "../emit/markdown/body.ts";
import { extract as extractPage } from "../extract/extract.ts";
import type { Options } from "../options.ts";
import { parse } from "../parse/parse.ts";
import { read } from "../read/read.ts";
import type { Article, Claim, RawDocument } from "../types.ts";
import { bytesOf, checkContent } from "./inputs.ts";
import { optionsOf } from "./options.ts";

/** Everything is optional; options that are left out have the defaults of the command line. */
export interface ExtractSettings extends Partial<Options> {
  /** Name of the page; its ending helps to tell what it is. */
  readonly name?: string | undefined;
  /** Where the page was found: resolves its links, and tells site and date. */
  readonly url?: string | undefined;
}

/** One page, cleaned. */
export interface Extracted {
  /** Everything that is known: metadata, every block with its decision, the clean text. */
  readonly article: Article;
  /** The body as Markdown, without title and front matter. */
  readonly markdown: string;
}

/**
 * Cleans one page of HTML, Markdown or text. Site memory and copies need a drop: see `ingest`.
 *
 * Throws when the content is no page: empty, binary, or a container of several (JSONL, WARC, zip); TypeError when it is neither text nor
 * bytes.
 */
export async function extract(content: string | Uint8Array, settings: ExtractSettings = {}): Promise<Extracted> {
  const options = optionsOf(settings);
  const document = await readOne(content, settings, options);
  const page = await parse(document, options);
  const article = extractPage(page, undefined, options);
  return { article, markdown: renderBody(article, options) };
}

/**
 * Whether two articles or pages are one, and why: relation, coverage of either side, what differs, the rule that decided.
 *
 * Throws when the content of a side is no page, as `extract` does.
 */
export async function compare(
  a: string | Uint8Array | Article,
  b: string | Uint8Array | Article,
  settings: ExtractSettings = {},
): Promise<Comparison> {
  const articleOf = async (side: typeof a): Promise<Article> => (isArticle(side) ? side : (await extract(side, settings)).article);
  return compareArticles(await articleOf(a), await articleOf(b), optionsOf(settings));
}

function isArticle(side: string | Uint8Array | Article): side is Article {
  return "blocks" in Object(side);
}

async function readOne(content: string | Uint8Array, { name = "page", url }: ExtractSettings, options: Options): Promise<RawDocument> {
  checkContent(content, name);
  const bytes = bytesOf(content);
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes;
  };
  // Text has no encoding to find out.
  const decoding = typeof content === "string" ? { ...options, encoding: options.encoding ?? "utf-8" } : options;
  let document: RawDocument | undefined;
  for await (const record of read({ path: name, address: name }, open, decoding)) {
    if ("fate" in record) throw new Error(`${name}: ${record.fate.reason}`);
    if (document !== undefined) throw new Error(`${name} holds several records; ingest() reads them all`);
    document = record;
  }
  if (document === undefined) throw new Error(`${name} holds no page`);
  if (url === undefined) return document;
  const claim: Claim = { field: "url", value: url, from: "given", confidence: 1, block: undefined };
  return { ...document, claims: [claim, ...document.claims], provenance: { ...document.provenance, url } };
}
