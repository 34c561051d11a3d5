/** Markdown blocks while a page is read, and the form in which they leave. */
import { LONG_LINE_CHARS, splitPieces } from "../../text/sentences.ts";
import { countWords } from "../../text/words.ts";
import type { Block, BlockKind, Image, Joint, Mark, Nesting, TableCell } from "../../types.ts";

export interface Draft {
  readonly kind: BlockKind;
  readonly level: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly joint: Joint;
  readonly nesting: readonly Nesting[];
  readonly cell: TableCell | undefined;
  readonly image: Image | undefined;
  readonly scope: readonly string[];
  readonly line: number;
}

/** UTF-16 units of a heading that a scope shows. */
const SCOPE_LENGTH_MAX = 80;

/** Drafts as blocks; paragraphs longer than a line of text may be are cut into sentences, as text is. */
export function toBlocks(drafts: readonly Draft[], blocksMax: number): { readonly blocks: readonly Block[]; readonly isCut: boolean } {
  const blocks: Block[] = [];
  let headings: readonly Draft[] = [];
  let scope: readonly string[] = [];
  for (const draft of drafts) {
    if (draft.kind === "heading") headings = headings.filter(({ level }) => level < draft.level);
    if (draft.kind === "heading") scope = headings.map(scopeStep);
    for (const piece of pieces(draft)) {
      if (blocks.length >= blocksMax) return { blocks, isCut: true };
      blocks.push(toBlock(piece, blocks.length, scope));
    }
    if (draft.kind !== "heading") continue;
    headings = [...headings, draft];
    scope = headings.map(scopeStep);
  }
  return { blocks, isCut: false };
}

function scopeStep({ level, text }: Draft): string {
  return `${"#".repeat(level)} ${text.slice(0, SCOPE_LENGTH_MAX)}`;
}

function toBlock(draft: Draft, index: number, scope: readonly string[]): Block {
  const { text, marks } = draft;
  const wordCount = countWords(text);
  let linkWordCount = 0;
  for (const mark of marks) if (mark.kind === "link") linkWordCount += countWords(text.slice(mark.start, mark.end));
  return { ...draft, index, scope: [...scope, ...draft.scope], wordCount, linkWordCount: Math.min(wordCount, linkWordCount) };
}

function pieces(draft: Draft): readonly Draft[] {
  const { text, kind } = draft;
  if (text.length <= LONG_LINE_CHARS || kind === "code" || kind === "heading" || kind === "cell") return [draft];
  const found: Draft[] = [];
  let from = 0;
  for (const piece of splitPieces(text)) {
    const start = text.indexOf(piece.text, from);
    const end = start + piece.text.length;
    from = end;
    const marks = draft.marks.flatMap((mark) => {
      const cut = { ...mark, start: Math.max(mark.start, start) - start, end: Math.min(mark.end, end) - start };
      return cut.start < cut.end ? [cut] : [];
    });
    found.push({ ...draft, text: piece.text, marks, joint: found.length === 0 ? draft.joint : piece.joint });
  }
  return found;
}
