/**
 * Pages and articles as bytes: what workers hand over, what the store keeps, and what the segments of a collection are made of.
 *
 * A frame's body is JSON without the keys that repeat in every block, then the bulky numbers as they lie in memory, deflated
 * together. Everything that is stored passes through here, so that a page read back is the page that was written, number by number.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { SiteLines, SiteMemory } from "../extract/site-memory.ts";
import type { Article, Block, Decision, MarkupEvidence, Page, Passage } from "../types.ts";

/** Part of the key under which pages are stored: frames of another version are parsed again. */
export const CODEC_VERSION = 1;

/** zlib level. 1 makes frames 20% larger than 6 in half the time; measured on pages of 3 KB of text. */
const LEVEL = 1;

/** A block without its index, which is its place. Defaults that most blocks share are left out at the end. */
type PackedBlock = readonly [
  kind: Block["kind"],
  text: string,
  joint: Block["joint"],
  wordCount: number,
  line: number,
  linkWordCount: number,
  level: number,
  scope: readonly string[],
  marks: Block["marks"],
  nesting: Block["nesting"],
  cell: Block["cell"] | null,
  image: Block["image"] | null,
];

interface PackedPage extends Omit<Page, "blocks" | "evidence"> {
  readonly blocks: readonly PackedBlock[];
  /** Lengths of the arrays behind the JSON: features, tokens, offsets; columns. */
  readonly evidence: readonly [number, number, number, number] | null;
}

type PackedDecision = readonly [keep: 0 | 1, kind: Decision["class"], rule: string, score: number];

interface PackedArticle extends Omit<Article, "blocks" | "text"> {
  readonly decisions: readonly PackedDecision[];
  /** What was known of the page's site, of the lines that stand on the page. */
  readonly site: PackedSite | null;
}

type PackedSite = readonly [site: string, groups: number, lines: readonly number[], counts: readonly number[]];

/** The bytes of a page. */
export function encodePage(page: Page): Uint8Array {
  const { blocks, evidence, ...rest } = page;
  const packed: PackedPage = {
    ...rest,
    blocks: blocks.map(packBlock),
    evidence: evidence === undefined ? null : [evidence.features.length, evidence.tokens.length, evidence.offsets.length, evidence.columns],
  };
  if (evidence === undefined) return pack(packed, []);
  return pack(packed, [evidence.features, evidence.tokens, evidence.offsets]);
}

/** The page that was encoded. Throws on bytes that are no frame: the store has checked them already. */
export function decodePage(bytes: Uint8Array): Page {
  const { json, tail } = unpack(bytes);
  const head = JSON.parse(json()) as PackedPage;
  return {
    id: head.id,
    provenance: revive(head.provenance, ["record", "url", "fetchedAt"]),
    key: head.key,
    format: head.format,
    encoding: head.encoding,
    blocks: head.blocks.map(unpackBlock),
    evidence: head.evidence === null ? undefined : unpackEvidence(head.evidence, tail),
    claims: head.claims.map((claim) => revive(claim, ["block"])),
    notices: head.notices,
  };
}

/**
 * The bytes of an article, without the text of its blocks: they are the page's. Its own text lies apart, behind the rest. The reasons of
 * decisions are not among them, because they cost more than the decisions: what the decisions were made from is, so that they can be
 * made again.
 */
export function encodeArticle(article: Article, site: SiteLines | undefined): Uint8Array {
  const { blocks, text, ...rest } = article;
  const packed: PackedArticle = {
    ...rest,
    decisions: blocks.map(({ decision }) => [decision.keep ? 1 : 0, decision.class, decision.rule, decision.score]),
    site: site === undefined ? null : [site.site, site.groups, [...site.lines], [...site.counts]],
  };
  return pack(packed, [Buffer.from(text, "utf8")]);
}

/** The text of an encoded article. */
export function decodeText(bytes: Uint8Array): string {
  return utf8(unpack(bytes).tail);
}

/** Makes an article again, to learn the reasons of its decisions. */
export type Remake = (page: Page, memory: SiteMemory | undefined) => Article;

/** The article that was encoded, over the page that it was made of. Without `remake` its decisions have no reasons. */
export function decodeArticle(bytes: Uint8Array, page: Page, remake: Remake | undefined): Article {
  const { json, tail } = unpack(bytes);
  const head = JSON.parse(json()) as PackedArticle;
  const { metadata } = head;
  let remade: Article | undefined;
  const reasonsOf = (index: number): readonly string[] => {
    remade ??= remake?.(page, unpackSite(head.site));
    return remade?.blocks[index]?.decision.reasons ?? [];
  };
  return {
    id: head.id,
    provenance: page.provenance,
    key: head.key,
    format: head.format,
    encoding: head.encoding,
    metadata: {
      title: metadata.title,
      authors: metadata.authors,
      published: metadata.published,
      modified: metadata.modified,
      language: metadata.language,
      url: metadata.url,
      site: metadata.site,
      description: metadata.description,
      claims: metadata.claims.map((judged) => ({ ...judged, claim: revive(judged.claim, ["block"]) })),
    },
    blocks: page.blocks.map((block, i) => ({ block, decision: unpackDecision(head.decisions[i], () => reasonsOf(i)) })),
    body: head.body.map(revivePassage),
    text: utf8(tail),
    wordCount: head.wordCount,
    notices: head.notices,
  };
}

function packBlock(block: Block): PackedBlock {
  return [
    block.kind,
    block.text,
    block.joint,
    block.wordCount,
    block.line,
    block.linkWordCount,
    block.level,
    block.scope,
    block.marks,
    block.nesting,
    block.cell ?? null,
    block.image ?? null,
  ];
}

function unpackBlock(packed: PackedBlock, index: number): Block {
  const [kind, text, joint, wordCount, line, linkWordCount, level, scope, marks, nesting, cell, image] = packed;
  return {
    index,
    kind,
    level,
    text,
    marks: marks.map((mark) => revive(mark, ["href"])),
    joint,
    nesting,
    cell: cell ?? undefined,
    image: image ?? undefined,
    wordCount,
    linkWordCount,
    scope,
    line,
  };
}

function revivePassage(passage: Passage): Passage {
  return {
    ...revive(passage, ["cell", "image"]),
    marks: passage.marks.map((mark) => revive(mark, ["href"])),
  };
}

function unpackDecision(packed: PackedDecision | undefined, reasons: () => readonly string[]): Decision {
  if (packed === undefined) throw new Error("a stored article does not fit its page");
  const [keep, kind, rule, score] = packed;
  return {
    keep: keep === 1,
    class: kind,
    rule,
    score,
    get reasons() {
      return reasons();
    },
  };
}

function unpackSite(packed: PackedSite | null): SiteMemory | undefined {
  if (packed === null) return undefined;
  const [site, groups, lines, counts] = packed;
  return { sites: new Map([[site, { site, groups, lines: Uint32Array.from(lines), counts: Uint32Array.from(counts) }]]) };
}

/** JSON leaves out keys whose value is undefined; the types demand them. */
function revive<T extends object>(value: T, keys: readonly (keyof T)[]): T {
  let revived = value;
  for (const key of keys) if (!(key in value)) revived = { ...revived, [key]: undefined };
  return revived;
}

function unpackEvidence([features, tokens, offsets, columns]: readonly [number, number, number, number], tail: Uint8Array): MarkupEvidence {
  // Copied: the tail lies anywhere in its buffer, and typed arrays want their own alignment.
  const bytes = new Uint8Array(tail).buffer;
  const tokensAt = features * 4;
  const offsetsAt = tokensAt + tokens * 2;
  return {
    features: new Float32Array(bytes, 0, features),
    columns,
    tokens: new Uint16Array(bytes.slice(tokensAt, offsetsAt)),
    offsets: new Uint32Array(bytes.slice(offsetsAt, offsetsAt + offsets * 4)),
  };
}

const HEAD_LENGTH_BYTES = 4;

function pack(head: object, arrays: readonly ArrayBufferView[]): Uint8Array {
  const json = Buffer.from(JSON.stringify(head), "utf8");
  const length = Buffer.alloc(HEAD_LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  const parts = [length, json, ...arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength))];
  // Copied: zlib answers with a view of a larger buffer, which would be kept, and cloned between threads, whole.
  return new Uint8Array(deflateRawSync(Buffer.concat(parts), { level: LEVEL }));
}

function unpack(bytes: Uint8Array): { readonly json: () => string; readonly tail: Buffer } {
  const all = inflateRawSync(bytes);
  const end = HEAD_LENGTH_BYTES + all.readUInt32LE(0);
  return { json: () => all.toString("utf8", HEAD_LENGTH_BYTES, end), tail: all.subarray(end) };
}

/** A lone surrogate does not survive UTF-8: text has none, it was decoded. */
function utf8(bytes: Buffer): string {
  return bytes.toString("utf8");
}
