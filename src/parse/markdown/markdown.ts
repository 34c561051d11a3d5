/** Markdown, and text that is half Markdown → Page. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { notice } from "../../notices.ts";
import type { Options } from "../../options.ts";
import { isFrontMatter, readFrontMatter } from "../../text/front-matter.ts";
import type { Notice, Page, RawDocument } from "../../types.ts";
import { resolver } from "../html/addresses.ts";
import { TextRun } from "../html/text-run.ts";
import { toBlocks } from "./blocks.ts";
import type { Draft } from "./blocks.ts";
import { cut } from "./chunks.ts";
import type { Chunk } from "./chunks.ts";
import { frontMatterClaims } from "./claims.ts";
import { htmlDrafts } from "./html-blocks.ts";
import type { HtmlContext } from "./html-blocks.ts";
import { mend } from "./mend.ts";
import { readReaderHead } from "./reader-head.ts";
import { draftsOf } from "./walk.ts";

/** Levels that chunks.ts leaves, for the notice. */
const DEPTH_SHOWN = 16;

/** The blocks and claims of a Markdown page. Never throws on input. */
export function parseMarkdown(document: RawDocument, options: Options): Page {
  const { limits } = options;
  const front = readFrontMatter(document.payload, limits);
  const head = readReaderHead(front.body);
  const claims = [...document.claims, ...(isFrontMatter(front) ? frontMatterClaims(front.data) : []), ...(head?.claims ?? [])];
  const address = document.provenance.url ?? claims.find((claim) => claim.field === "url")?.value;
  const firstLine = isFrontMatter(front) ? countLines(document.payload) - countLines(front.body) : 0;
  const { chunks, isDepthCapped } = cut(mend(head?.body ?? front.body), firstLine);
  let ids = 0;
  const context = { resolver: resolver(address, undefined), limits, nextId: (): number => ++ids };
  const drafts = chunks.flatMap((chunk) => chunkDrafts(chunk, context));
  const { blocks, isCut } = toBlocks(drafts, limits.blocksMax);
  const notices: Notice[] = [...document.notices];
  if (!isFrontMatter(front) && front.reason !== undefined) notices.push(notice("front-matter-ignored", front.reason));
  if (isDepthCapped) notices.push(notice("depth-capped", String(DEPTH_SHOWN)));
  if (isCut) notices.push(notice("blocks-capped", String(limits.blocksMax)));
  const { id, provenance, key, format, encoding } = document;
  return { id, provenance, key, format, encoding, blocks, evidence: undefined, claims, notices };
}

function chunkDrafts(chunk: Chunk, context: HtmlContext): Draft[] {
  switch (chunk.kind) {
    case "markdown":
      return draftsOf(treeOf(chunk.text), { ...context, text: chunk.text, line: chunk.line });
    case "html":
      return htmlDrafts(chunk.text, { kind: "paragraph", nesting: [], line: chunk.line }, context);
    case "text":
      return plainDrafts(chunk);
  }
}

function treeOf(text: string): ReturnType<typeof fromMarkdown> {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The lines of a chunk that is too long to be looked at for structure. */
function plainDrafts(chunk: Chunk): Draft[] {
  const run = new TextRun();
  return chunk.text.split("\n").flatMap((line, index) => {
    run.append(line);
    const { text } = run.take({ isCode: false });
    if (text === "") return [];
    return [
      {
        kind: "paragraph" as const,
        level: 0,
        text,
        marks: [],
        joint: "paragraph" as const,
        nesting: [],
        cell: undefined,
        image: undefined,
        scope: [],
        line: chunk.line + index,
      },
    ];
  });
}

function countLines(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(index + 1) !== 0x0a)) count++;
  }
  return count;
}
