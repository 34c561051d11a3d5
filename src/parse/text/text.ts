/** Plain text that has lost its markup → blocks: what the layout of lines, spaces and signs still shows. */
import { notice } from "../../notices.ts";
import type { Options } from "../../options.ts";
import { gluedBorders } from "../../text/glued.ts";
import { endsSentence, LONG_LINE_CHARS, splitPieces } from "../../text/sentences.ts";
import { countWords } from "../../text/words.ts";
import type { Block, Joint, Page, RawDocument } from "../../types.ts";
import { draft, type Draft } from "./drafts.ts";
import { joinParts } from "./broken-sentences.ts";
import { countLines, partColumns, textOf } from "./columns.ts";
import { type Line, readLines } from "./lines.ts";
import { unnumber } from "./link-numbers.ts";
import { resolveReferences } from "./references.ts";
import { readHyphens } from "./hyphens.ts";
import { dropRunningHeads } from "./running-heads.ts";
import { unwrap } from "./unwrap.ts";

/** Never throws. Linear in the payload. */
export function parseText(document: RawDocument, options: Options): Page {
  const { blocksMax } = options.limits;
  const { text: resolved, references } = resolveReferences(document.payload);
  const { text, heads } = dropRunningHeads(resolved);
  const { lines: numbered, strip, links } = unnumber(readLines(text));
  const lines = strip(unwrapColumns(numbered, text));
  // A line becomes a block at least, but for counters and broken items, which are rare.
  const { blocks, isCapped } = toBlocks(draft(lines.slice(0, blocksMax)), blocksMax);
  const { id, provenance, key, format, encoding, claims } = document;
  const hasMore = isCapped || lines.length > blocksMax;
  const notices = [
    ...document.notices,
    ...(references === 0 ? [] : [notice("references-resolved", String(references))]),
    ...(heads === 0 ? [] : [notice("running-heads", String(heads))]),
    ...(links === 0 ? [] : [notice("link-numbers", String(links))]),
    ...(hasMore ? [notice("blocks-capped", String(blocksMax))] : []),
  ];
  return { id, provenance, key, format, encoding, blocks, evidence: undefined, claims, notices };
}

/** Lines with a wide gap in them from which on it is worth looking for columns. */
const GAPPED_LINES_MIN = 6;
/** Columns of a page are narrower than pages. */
const COLUMN_MARGIN_MIN = 16;

/** Wrapped lines put together, column by column where a text has columns side by side, and over the borders of columns and pages. */
function unwrapColumns(lines: readonly Line[], payload: string): readonly Line[] {
  let gapped = 0;
  for (const { gaps } of lines) if (gaps.length > 0) gapped++;
  // What stands behind the last line was taken out.
  const columns = gapped < GAPPED_LINES_MIN ? undefined : partColumns(payload, (lines.at(-1)?.number ?? -1) + 1);
  if (columns === undefined) return payload.includes("\f") ? unwrapPages(lines, payload) : unwrap(lines);
  const read = columns.map(({ strips }) =>
    readLines(strips.map(textOf).join("\n")).map((line, i) => ({
      ...line,
      number: strips[line.number]?.number ?? line.number,
      blanks: i === 0 ? Math.max(line.blanks, 1) : line.blanks,
    })),
  );
  const hyphens = readHyphens(read.flat());
  const parts = columns.map(({ isPart, opensPage }, i) => ({
    lines: unwrap(read[i] ?? [], isPart ? { narrowest: COLUMN_MARGIN_MIN, hyphens } : { hyphens }),
    opensPage,
  }));
  return joinParts(parts, hyphens);
}

/** Pages of one column: they are wrapped alike. */
function unwrapPages(lines: readonly Line[], payload: string): readonly Line[] {
  const hyphens = readHyphens(lines);
  const unwrapped = unwrap(lines, { hyphens });
  let [line, number] = [0, 0];
  const parts = payload.split("\f").map((page, i) => {
    number += countLines(page);
    const start = line;
    while ((unwrapped[line]?.number ?? Infinity) < number) line++;
    return { lines: unwrapped.slice(start, line), opensPage: i > 0 };
  });
  return joinParts(parts, hyphens);
}

function toBlocks(drafts: readonly Draft[], blocksMax: number): { blocks: Block[]; isCapped: boolean } {
  const blocks: Block[] = [];
  let scope: readonly string[] = [];
  for (const draft of drafts) {
    for (const part of parts(draft)) {
      if (blocks.length >= blocksMax) return { blocks, isCapped: true };
      blocks.push({
        index: blocks.length,
        kind: draft.kind,
        level: draft.level,
        text: part.text,
        marks: [],
        joint: part.joint,
        nesting: draft.nesting,
        cell: undefined,
        image: undefined,
        wordCount: countWords(part.text),
        linkWordCount: 0,
        scope,
        line: draft.line,
      });
    }
    if (draft.kind === "heading") scope = [`${"#".repeat(draft.level)} ${draft.text}`];
  }
  return { blocks, isCapped: false };
}

interface Part {
  readonly text: string;
  readonly joint: Joint;
}

/** A draft cut at its lost paragraph borders, and what is still long cut into sentences. */
function parts(draft: Draft): Part[] {
  if (draft.kind === "heading") return [{ text: draft.text, joint: draft.joint }];
  const lost = paragraphBorders(draft);
  if (lost.length === 0 && draft.text.length <= LONG_LINE_CHARS) {
    const text = draft.text.trim();
    return text === "" ? [] : [{ text, joint: draft.joint }];
  }
  const found: Part[] = [];
  const borders = [0, ...lost];
  for (const [index, start] of borders.entries()) {
    const text = draft.text.slice(start, borders[index + 1]).trim();
    const joint = index === 0 ? draft.joint : "paragraph";
    if (text.length <= LONG_LINE_CHARS) {
      if (text !== "") found.push({ text, joint });
      continue;
    }
    for (const [at, piece] of splitPieces(text).entries()) found.push({ text: piece.text, joint: at === 0 ? joint : piece.joint });
  }
  return found;
}

/** Of the sentence ends of a line, the share that may be followed by a wide gap; where most are, it is the typist's habit. */
const GAP_SHARE_MAX = 0.5;

/** Offsets at which a paragraph border was lost: glued sentences, and in long lines wide gaps between sentences. */
function paragraphBorders(draft: Draft): number[] {
  const glued = gluedBorders(draft.text);
  if (draft.gaps.length === 0 || draft.text.length <= LONG_LINE_CHARS) return glued;
  const gaps = draft.gaps.filter((gap) => endsSentence(draft.text.slice(Math.max(0, gap - 4), gap)));
  if (gaps.length === 0 || gaps.length > GAP_SHARE_MAX * splitPieces(draft.text).length) return glued;
  return [...glued, ...gaps].sort((a, b) => a - b);
}
