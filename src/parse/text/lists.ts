/** Which lines are items of lists, and how lists nest. One dash proves nothing; neighbours of its kind, or a colon before it, do. */
import type { Nesting } from "../../types.ts";
import { endsSentence } from "../../text/sentences.ts";
import type { Line } from "./lines.ts";
import { beginsInside, isSureBullet, isUnfinished, itemMark, type ItemMark } from "./shapes.ts";

/** An item's first line, or (without a mark) a line that goes on with the item before it. */
export interface ListedLine {
  readonly mark: ItemMark | undefined;
}

/** Lines that may stand between two items as the rest of the first. */
const REST_LINES_MAX = 2;
/** Share of items that hold a second dash before a small letter from which dashes open speech: "- No, - said Anna." */
const SPEECH_SHARE_MIN = 0.5;

/** The lines that belong to lists, by their index. Linear. */
export function listed(lines: readonly Line[]): Map<number, ListedLine> {
  const found = new Map<number, ListedLine>();
  let index = 0;
  while (index < lines.length) {
    const run = readRun(lines, index);
    if (run === undefined) {
      index++;
      continue;
    }
    if (isList(lines, index, run.members)) for (const [at, member] of run.members) found.set(at, member);
    index = run.end;
  }
  return found;
}

interface Run {
  readonly members: ReadonlyMap<number, ListedLine>;
  /** Index after the last line of the run. */
  readonly end: number;
}

/** The items of one kind from a line on, with the rests of broken ones. */
function readRun(lines: readonly Line[], start: number): Run | undefined {
  const first = lines[start];
  const firstMark = first === undefined ? undefined : itemMark(first.text, first.indent);
  if (firstMark === undefined) return undefined;
  const members = new Map<number, ListedLine>([[start, { mark: firstMark }]]);
  let end = start + 1;
  let rests = 0;
  // The last number, or the last bullet where there are no numbers: bullets may stand below numbers.
  let last = firstMark;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const mark = itemMark(line.text, line.indent);
    if (mark !== undefined && follows(mark, last)) {
      members.set(index, { mark });
      if (mark.kind === "number" || last.kind === "bullet") last = mark;
      rests = 0;
    } else if (mark === undefined && rests < REST_LINES_MAX && goesOn(lines, index)) {
      members.set(index, { mark: undefined });
      rests++;
    } else break;
    end = index + 1;
  }
  return { members, end };
}

/** Bullets follow bullets; a number must be the one after the last, or begin again. */
function follows(mark: ItemMark, last: ItemMark): boolean {
  if (mark.kind === "bullet") return true;
  return mark.ordinal === 1 || (last.kind === "number" && mark.ordinal === last.ordinal + 1);
}

/** Is a line without a mark the rest of the item before it? */
function goesOn(lines: readonly Line[], index: number): boolean {
  const before = lines[index - 1];
  const line = lines[index];
  if (before === undefined || line === undefined || endsSentence(before.text) || before.text.endsWith(":")) return false;
  if (isUnfinished(before.text)) return true;
  if (!beginsInside(line.text)) return false;
  if (line.blanks === 0) return true;
  // After an empty line a small letter alone is thin evidence: a further item must follow.
  const next = lines[index + 1];
  return next !== undefined && itemMark(next.text, next.indent) !== undefined;
}

function isList(lines: readonly Line[], start: number, members: ReadonlyMap<number, ListedLine>): boolean {
  const marks: ItemMark[] = [];
  let speeches = 0;
  for (const [index, member] of members) {
    if (member.mark === undefined) continue;
    marks.push(member.mark);
    if (/\s[-–—]\s\p{Ll}/u.test((lines[index]?.text ?? "").slice(2))) speeches++;
  }
  const first = marks[0];
  if (first === undefined) return false;
  if (marks.every(isSureBullet)) return true;
  if ((first.sign === "-" || first.sign === "–") && speeches >= SPEECH_SHARE_MIN * marks.length) return false;
  if (marks.length > 1) return true;
  return first.kind === "bullet" && (lines[start - 1]?.text.endsWith(":") ?? false);
}

interface OpenList {
  readonly indent: number;
  readonly list: number;
  readonly kind: "bullet" | "number";
  item: Nesting;
}

/** Hands out the numbers of lists, items and quotations, and remembers which lists are open. */
export class ListKeeper {
  #next = 1;
  #open: OpenList[] = [];
  #quotation: { depth: number; nesting: readonly Nesting[] } = { depth: 0, nesting: [] };

  /** The quotations around a line of this depth; the same ones as before while the depth stays. */
  quotations(depth: number): readonly Nesting[] {
    if (depth === this.#quotation.depth) return this.#quotation.nesting;
    const nesting = this.#quotation.nesting.slice(0, depth);
    while (nesting.length < depth) {
      const id = this.#next++;
      nesting.push({ kind: "quote", id, list: id, ordinal: 0 });
    }
    this.#quotation = { depth, nesting };
    return nesting;
  }

  /** The nesting of a new item: deeper than the last one when it is indented further. */
  open(item: ListedLine, indent: number): readonly Nesting[] {
    const mark = item.mark;
    if (mark === undefined) return [];
    while ((this.#open.at(-1)?.indent ?? -1) > indent + 1) this.#open.pop();
    let list = this.#open.at(-1);
    if (list !== undefined && (list.indent < indent - 1 ? false : list.kind === mark.kind && mark.ordinal !== 1)) {
      list.item = { ...list.item, id: this.#next++, ordinal: mark.ordinal };
    } else {
      if (list !== undefined && list.indent >= indent - 1) this.#open.pop();
      const id = this.#next++;
      list = { indent, list: id, kind: mark.kind, item: { kind: mark.kind, id: this.#next++, list: id, ordinal: mark.ordinal } };
      this.#open.push(list);
    }
    return this.#open.map((open) => open.item);
  }

  /** Ends all open lists. */
  close(): void {
    this.#open = [];
  }
}
