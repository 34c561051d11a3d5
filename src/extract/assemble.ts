/** Kept blocks → passages: pieces of a line joined again, giant lines parted into paragraphs, and the body as plain text. */
import type { Block, Labelled, Mark, Passage } from "../types.ts";
import { bridges, continues } from "./fragments.ts";
import { headingButton, withoutButton } from "./heading-buttons.ts";
import { paragraphGroups } from "./paragraphs.ts";

/** The body of the article, in order. */
export function assemble(blocks: readonly Labelled[]): Passage[] {
  const passages: Passage[] = [];
  for (const run of joinedRuns(blocks)) for (const group of paragraphGroups(run)) passages.push(passageOf(group));
  return passages;
}

/** Kept blocks that are parts of one paragraph. A dropped block between two parts is a border, since nobody knows what it was. */
function joinedRuns(blocks: readonly Labelled[]): Block[][] {
  const runs: Block[][] = [];
  const button = headingButton(blocks);
  for (const [index, { block: whole, decision }] of blocks.entries()) {
    if (!decision.keep || (whole.text === "" && whole.kind !== "image")) continue;
    const block = withoutButton(whole, button);
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && isJoined(before, block, blocks[index + 1]?.block)) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

function isJoined(before: Block, block: Block, after: Block | undefined): boolean {
  if (continues(before, block) || bridges(before, block, after)) return true;
  if (block.joint === "paragraph" || block.index !== before.index + 1 || block.kind !== before.kind) return false;
  if (block.kind === "image" || block.kind === "code" || block.cell !== before.cell) return isSameCell(before, block);
  return block.nesting.length === before.nesting.length && block.nesting.every((step, depth) => step.id === before.nesting[depth]?.id);
}

function isSameCell(before: Block, block: Block): boolean {
  const [a, b] = [before.cell, block.cell];
  return block.kind === "cell" && a !== undefined && b !== undefined && a.table === b.table && a.row === b.row && a.column === b.column;
}

function passageOf(blocks: readonly Block[]): Passage {
  const [first] = blocks;
  if (first === undefined) throw new Error("a passage has at least one block");
  let text = first.text;
  const marks: Mark[] = [...first.marks];
  const breaks: number[] = [];
  for (const block of blocks.slice(1)) {
    if (block.joint === "break") {
      breaks.push(text.length);
      text += "\n";
    } else if (block.joint === "space" || (block.joint === "paragraph" && !/^[,;.:!?)\]»”’、。，；）」』…]/u.test(block.text))) text += " ";
    const offset = text.length;
    text += block.text;
    for (const mark of block.marks) marks.push({ ...mark, start: mark.start + offset, end: mark.end + offset });
  }
  const { kind, level, nesting, cell, image } = first;
  return { kind, level, text, marks, nesting, cell, image, breaks };
}

/** The body as plain text: paragraphs parted by an empty line, items and rows by a line feed, cells of a row by a tab. */
export function textOf(body: readonly Passage[]): string {
  let text = "";
  let last: Passage | undefined;
  for (const passage of body) {
    if (passage.text === "") continue;
    if (last !== undefined) text += separator(last, passage);
    text += passage.text;
    last = passage;
  }
  return text;
}

function separator(last: Passage, passage: Passage): string {
  if (last.cell !== undefined && passage.cell !== undefined && last.cell.table === passage.cell.table)
    return last.cell.row === passage.cell.row ? "\t" : "\n";
  const isSameList = last.nesting.length > 0 && passage.nesting.length > 0 && last.nesting[0]?.list === passage.nesting[0]?.list;
  return isSameList && last.nesting[0]?.kind !== "quote" ? "\n" : "\n\n";
}
