/**
 * Pages as bytes: what workers hand over, what the store keeps, and what the segments of a collection are made of. A page read back is the
 * page that was written, number by number.
 *
 * The texts of all blocks are one string, and their numbers one table: JSON has only what few blocks have.
 */
import type { Block, BlockKind, Claim, Joint, Mark, MarkupEvidence, Nesting, Page } from "../types.ts";
import { joinParts, json, packSparse, Parts, raw, revive, unpackSparse, utf8 } from "./frame.ts";

/** Part of the key under which pages are stored: frames of another version are parsed again. */
export const CODEC_VERSION = 2;

/** Places of the parts. Those from `features` on are there only where there is evidence. */
const PART = { head: 0, texts: 1, numbers: 2, features: 3, tokens: 4, offsets: 5 } as const;

/** The numbers stand for these names on disk: new ones come last. */
const KINDS: readonly BlockKind[] = ["heading", "paragraph", "item", "quote", "code", "cell", "caption", "image"];
const JOINTS: readonly Joint[] = ["paragraph", "break", "space", "nothing"];
const MARK_KINDS: readonly Mark["kind"][] = ["link", "strong", "emphasis", "code"];
const KIND_NUMBERS: ReadonlyMap<string, number> = new Map(KINDS.map((kind, i) => [kind, i]));
const JOINT_NUMBERS: ReadonlyMap<string, number> = new Map(JOINTS.map((joint, i) => [joint, i]));
const MARK_NUMBERS: ReadonlyMap<string, number> = new Map(MARK_KINDS.map((kind, i) => [kind, i]));

/** Columns of the table of numbers, one row a block. */
const COLUMN = { kind: 0, joint: 1, level: 2, length: 3, wordCount: 4, linkWordCount: 5, line: 6, scope: 7, nesting: 8 } as const;
const COLUMNS = 9;

type PackedMark = readonly [block: number, kind: number, start: number, end: number, href: string | null];

interface PackedPage extends Omit<Page, "blocks" | "evidence"> {
  /** Scopes and nestings that blocks name by their number. */
  readonly scopes: readonly (readonly string[])[];
  readonly nestings: readonly (readonly Nesting[])[];
  readonly marks: readonly PackedMark[];
  readonly cells: readonly (readonly [block: number, cell: Block["cell"]])[];
  readonly images: readonly (readonly [block: number, image: Block["image"]])[];
  /** Shape of the evidence; null: there is none. */
  readonly evidence: { readonly cells: number; readonly columns: number } | null;
}

/** The bytes of a page. */
export function encodePage(page: Page): Uint8Array {
  const { blocks, evidence, ...rest } = page;
  const numbers = new Int32Array(blocks.length * COLUMNS);
  const scopes = new Runs<string>();
  const nestings = new Runs<Nesting>();
  const marks: PackedMark[] = [];
  const cells: [number, Block["cell"]][] = [];
  const images: [number, Block["image"]][] = [];
  let texts = "";
  blocks.forEach((block, i) => {
    const row = i * COLUMNS;
    numbers[row + COLUMN.kind] = KIND_NUMBERS.get(block.kind) ?? 0;
    numbers[row + COLUMN.joint] = JOINT_NUMBERS.get(block.joint) ?? 0;
    numbers[row + COLUMN.level] = block.level;
    numbers[row + COLUMN.length] = block.text.length;
    numbers[row + COLUMN.wordCount] = block.wordCount;
    numbers[row + COLUMN.linkWordCount] = block.linkWordCount;
    numbers[row + COLUMN.line] = block.line;
    numbers[row + COLUMN.scope] = scopes.numberOf(block.scope);
    numbers[row + COLUMN.nesting] = nestings.numberOf(block.nesting);
    for (const mark of block.marks) marks.push([i, MARK_NUMBERS.get(mark.kind) ?? 0, mark.start, mark.end, mark.href ?? null]);
    if (block.cell !== undefined) cells.push([i, block.cell]);
    if (block.image !== undefined) images.push([i, block.image]);
    texts += block.text;
  });
  const head: PackedPage = {
    ...rest,
    scopes: scopes.values,
    nestings: nestings.values,
    marks,
    cells,
    images,
    evidence: evidence === undefined ? null : { cells: evidence.features.length, columns: evidence.columns },
  };
  const parts = [json(head), utf8(texts), raw(numbers)];
  if (evidence !== undefined) parts.push(packSparse(evidence.features), raw(evidence.tokens), raw(evidence.offsets));
  return joinParts(parts);
}

/** The page that was encoded. Throws on bytes that are no page: the store has checked them already. */
export function decodePage(bytes: Uint8Array): Page {
  const parts = new Parts(bytes);
  const head = parts.json(PART.head) as PackedPage;
  return {
    id: head.id,
    provenance: revive(head.provenance, ["record", "url", "fetchedAt"]),
    key: head.key,
    format: head.format,
    encoding: head.encoding,
    blocks: unpackBlocks(head, parts),
    evidence: head.evidence === null ? undefined : unpackEvidence(head.evidence, parts),
    claims: head.claims.map(reviveClaim),
    notices: head.notices,
  };
}

export function reviveClaim(claim: Claim): Claim {
  return revive(claim, ["block"]);
}

function unpackBlocks({ scopes, nestings, marks, cells, images }: PackedPage, parts: Parts): Block[] {
  const texts = parts.text(PART.texts);
  const numbers = new Int32Array(parts.copy(PART.numbers));
  const cellOf = new Map(cells);
  const imageOf = new Map(images);
  const blocks: Block[] = [];
  let from = 0;
  let nextMark = 0;
  for (let index = 0, row = 0; row < numbers.length; index++, row += COLUMNS) {
    const number = (column: number): number => numbers[row + column] ?? 0;
    const end = from + number(COLUMN.length);
    const own: Mark[] = [];
    for (let mark = marks[nextMark]; mark !== undefined && mark[0] === index; mark = marks[++nextMark]) own.push(unpackMark(mark));
    blocks.push({
      index,
      kind: KINDS[number(COLUMN.kind)] ?? "paragraph",
      level: number(COLUMN.level),
      text: texts.slice(from, end),
      marks: own,
      joint: JOINTS[number(COLUMN.joint)] ?? "paragraph",
      nesting: nestings[number(COLUMN.nesting)] ?? [],
      cell: cellOf.get(index),
      image: imageOf.get(index),
      wordCount: number(COLUMN.wordCount),
      linkWordCount: number(COLUMN.linkWordCount),
      scope: scopes[number(COLUMN.scope)] ?? [],
      line: number(COLUMN.line),
    });
    from = end;
  }
  return blocks;
}

function unpackMark([, kind, start, end, href]: PackedMark): Mark {
  return { kind: MARK_KINDS[kind] ?? "link", start, end, href: href ?? undefined };
}

function unpackEvidence({ cells, columns }: { readonly cells: number; readonly columns: number }, parts: Parts): MarkupEvidence {
  return {
    features: unpackSparse(parts.copy(PART.features), cells),
    columns,
    tokens: new Uint16Array(parts.copy(PART.tokens)),
    offsets: new Uint32Array(parts.copy(PART.offsets)),
  };
}

/** Lists that neighbouring blocks share, by number: blocks that stand in the same thing share one list. */
class Runs<T> {
  readonly values: (readonly T[])[] = [];
  #last: readonly T[] | undefined;

  numberOf(list: readonly T[]): number {
    const last = this.#last;
    // Values are compared as they are: equal ones that are not the same cost a few bytes, and nothing else.
    if (last === undefined || last.length !== list.length || list.some((value, i) => value !== last[i])) {
      this.values.push(list);
      this.#last = list;
    }
    return this.values.length - 1;
  }
}
