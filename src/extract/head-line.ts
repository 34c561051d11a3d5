/**
 * A line that begins with an article's head and goes on with its prose is parted where the prose begins, after it was labelled: the labeller
 * sees lines as they come.
 */
import { countWords } from "../text/words.ts";
import type { Block, Claim, Page, PartedBlock } from "../types.ts";
import type { Labels } from "./labeller/label.ts";
import { readRunIn } from "./metadata/run-in.ts";
import { continuesLine } from "./pieces.ts";

/** A page whose first line of prose had a head. */
export interface Beheaded {
  readonly page: Page;
  readonly labels: Labels;
  /** undefined: the prose begins with a block of its own. */
  readonly parted: PartedBlock | undefined;
  /** First and last block of the head. */
  readonly head: { readonly first: number; readonly last: number };
  /** Title, author and date that the head names. */
  readonly claims: readonly Claim[];
}

/** UTF-16 units of a line that are looked at. */
const LINE_MAX = 3000;
/** A shorter line is no head and prose together. */
const LINE_MIN = 120;

/** undefined where the first line of prose has no head, as nearly everywhere. */
export function behead(page: Page, labels: Labels): Beheaded | undefined {
  if (page.format !== "text") return undefined;
  const kept = page.blocks.find((block) => labels.keep[block.index] === true && block.kind !== "heading" && block.text.length > 0);
  if (kept === undefined) return undefined;
  let first = kept.index;
  while (isPiece(page.blocks[first])) first--;
  const pieces = piecesFrom(page.blocks, first);
  const line = pieces.map(({ block }) => (block.index === first ? block.text : `${spaceBefore(block)}${block.text}`)).join("");
  if (line.length < LINE_MIN) return undefined;
  const head = readRunIn(line, undefined);
  if (head === undefined) return undefined;
  const last = pieces.findLast(({ start }) => start < head.end);
  if (last === undefined) return undefined;
  const at = head.end - last.start;
  const { claims } = head;
  const range = { first, last: last.block.index };
  if (at >= last.block.text.length) return { page, labels, parted: undefined, head: range, claims };
  const parted = { block: last.block.index, at };
  const blocks = partBlock(page.blocks, parted);
  return {
    page: { ...page, blocks, claims: laterClaims(page.claims, parted) },
    labels: partLabels(labels, blocks, parted),
    parted,
    head: range,
    claims,
  };
}

function isPiece(block: Block | undefined): boolean {
  return block !== undefined && continuesLine(block);
}

function spaceBefore(block: Block): string {
  return block.joint === "space" ? " " : "";
}

/** The pieces of one line, with the offset of each in it. */
function piecesFrom(blocks: readonly Block[], first: number): { readonly block: Block; readonly start: number }[] {
  const pieces: { block: Block; start: number }[] = [];
  let length = 0;
  for (let i = first; i < blocks.length && length < LINE_MAX; i++) {
    const block = blocks[i];
    if (block === undefined || (i > first && !(isPiece(block) && block.line === blocks[first]?.line))) break;
    const start = length + (i > first ? spaceBefore(block).length : 0);
    pieces.push({ block, start });
    length = start + block.text.length;
  }
  return pieces;
}

/** One block becomes two. */
export function partBlock(blocks: readonly Block[], { block: border, at }: PartedBlock): Block[] {
  return blocks.flatMap((block) => {
    if (block.index < border) return [block];
    if (block.index > border) return [{ ...block, index: block.index + 1 }];
    const half = (text: string): Block => ({ ...block, text, wordCount: countWords(text) });
    return [half(block.text.slice(0, at).trim()), { ...half(block.text.slice(at).trim()), index: border + 1, joint: "space" as const }];
  });
}

function laterClaims(claims: readonly Claim[], { block: border }: PartedBlock): Claim[] {
  return claims.map((claim) => (claim.block !== undefined && claim.block > border ? { ...claim, block: claim.block + 1 } : claim));
}

/** What was said of the one block is said of both. */
function partLabels(labels: Labels, blocks: readonly Block[], { block: border }: PartedBlock): Labels {
  const before = (index: number): number => (index > border ? index - 1 : index);
  return {
    scores: Float32Array.from(blocks, ({ index }) => labels.scores[before(index)] ?? 0),
    keep: blocks.map(({ index }) => labels.keep[before(index)] === true),
    reasons: (index) => labels.reasons(before(index)),
    measured: (index) => (index === border || index === border + 1 ? undefined : labels.measured(before(index))),
  };
}
