/** Lines → paragraphs, headings, items and quotations, before long ones are split to be labelled. */
import type { BlockKind, Joint, Nesting } from "../../types.ts";
import { isBrokenCounter, readCounter } from "../../text/counters.ts";
import { endsSentence } from "../../text/sentences.ts";
import type { Line } from "./lines.ts";
import { ListKeeper, listed } from "./lists.ts";
import { beginsInside, isUnfinished, looksLikeHeading, looksLikeProse, markedHeading, underlineLevel } from "./shapes.ts";

/** What will become one block, or several when it is long. */
export interface Draft {
  readonly kind: BlockKind;
  readonly level: number;
  readonly text: string;
  readonly joint: Joint;
  readonly nesting: readonly Nesting[];
  readonly line: number;
  /** Offsets of spaces in `text` that were wide gaps. */
  readonly gaps: readonly number[];
}

/** Share of neighbouring lines parted by an empty line from which empty lines, not line ends, are borders of paragraphs. */
const BLANK_BORDERS_MIN = 0.4;
/** Lines of verse and addresses are shorter; longer ones are paragraphs. In UTF-16 units. */
const BROKEN_LINE_CHARS_MAX = 90;
/** The shorter of two fragments of one sentence may be a single linked word; one of them must be longer than a menu entry. */
const FRAGMENT_CHARS_MIN = 40;

export function draft(lines: readonly Line[]): Draft[] {
  const merged = mergeCounters(lines);
  return inferHeadings(shape(merged));
}

/** "1 /" and "3" on two lines are one counter. */
function mergeCounters(lines: readonly Line[]): Line[] {
  const merged: Line[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    if (last !== undefined && isBrokenCounter(last.text, line.text))
      merged[merged.length - 1] = { ...last, text: `${last.text} ${line.text}` };
    else merged.push(line);
  }
  return merged;
}

function usesBlankBorders(lines: readonly Line[]): boolean {
  let parted = 0;
  for (let index = 1; index < lines.length; index++) if ((lines[index]?.blanks ?? 0) > 0) parted++;
  return parted >= BLANK_BORDERS_MIN * (lines.length - 1);
}

function shape(lines: readonly Line[]): Draft[] {
  const drafts: Draft[] = [];
  const hasBlankBorders = usesBlankBorders(lines);
  const items = listed(lines);
  const lists = new ListKeeper();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) continue;
    const next = lines[index + 1];
    const nesting = lists.quotations(line.quote);
    const heading = line.indent < 4 ? markedHeading(line.text) : undefined;
    const underline = next !== undefined && next.blanks === 0 ? underlineOf(line, next) : undefined;
    const item = items.get(index);
    if (heading !== undefined) {
      drafts.push(newDraft(line, { kind: "heading", level: heading.level, text: heading.text, gaps: NO_GAPS, nesting }));
    } else if (underline !== undefined) {
      drafts.push(newDraft(line, { kind: "heading", level: underline, text: line.text, gaps: line.gaps, nesting }));
      index++;
    } else if (item?.mark !== undefined) {
      const text = line.text.slice(item.mark.length);
      drafts.push(newDraft(line, { kind: "item", level: 0, text, gaps: NO_GAPS, nesting: [...nesting, ...lists.open(item, line.indent)] }));
    } else if (item !== undefined && extendLast(drafts, line)) {
      continue;
    } else {
      const kind = line.quote > 0 ? "quote" : "paragraph";
      const joint = jointOf(drafts.at(-1), line, { hasBlankBorders });
      drafts.push(newDraft(line, { kind, level: 0, text: line.text, gaps: line.gaps, nesting }, joint));
    }
    if (item === undefined) lists.close();
  }
  return drafts;
}

const NO_GAPS: readonly number[] = [];

/** Field by field: a spread in an object that every line of every text makes takes longer than reading the line. */
function newDraft(line: Line, own: Omit<Draft, "joint" | "line">, joint: Joint = "paragraph"): Draft {
  return { kind: own.kind, level: own.level, text: own.text, joint, nesting: own.nesting, line: line.number, gaps: own.gaps };
}

/** The rest of a broken item goes to the item. */
function extendLast(drafts: Draft[], line: Line): boolean {
  const last = drafts.at(-1);
  if (last?.kind !== "item") return false;
  drafts[drafts.length - 1] = { ...last, text: `${last.text} ${line.text}` };
  return true;
}

function underlineOf(line: Line, next: Line): number | undefined {
  const level = underlineLevel(next.text);
  if (level === undefined || !looksLikeHeading(line.text)) return undefined;
  const ratio = next.width / Math.max(1, line.width);
  return ratio >= 0.6 && ratio <= 1.6 ? level : undefined;
}

/** What stands between a paragraph and what came before it: a border, a line break in verse or an address, or nothing but a lost inline tag. */
function jointOf(last: Draft | undefined, line: Line, layout: { readonly hasBlankBorders: boolean }): Joint {
  if (last === undefined || (last.kind !== "paragraph" && last.kind !== "quote")) return "paragraph";
  if (readCounter(line.text) !== undefined || readCounter(last.text) !== undefined) return "paragraph";
  if (continues(last.text, line)) return ",.;)，。、".includes(line.text.charAt(0)) ? "nothing" : "space";
  const isBroken =
    layout.hasBlankBorders && line.blanks === 0 && line.text.length <= BROKEN_LINE_CHARS_MAX && last.text.length <= BROKEN_LINE_CHARS_MAX;
  return isBroken ? "break" : "paragraph";
}

/** Is the line the rest of a sentence that a tag or a careless wrap broke? */
function continues(before: string, line: Line): boolean {
  if (endsSentence(before) || before.endsWith(":")) return false;
  if (Math.max(before.length, line.text.length) < FRAGMENT_CHARS_MIN) return false;
  if (beginsInside(line.text)) return line.blanks === 0 || isUnfinished(before) || before.length >= FRAGMENT_CHARS_MIN;
  return line.blanks === 0 && before.length >= FRAGMENT_CHARS_MIN && isUnfinished(before);
}

/** A short line without a stop that prose follows, and that no sentence leads into, is a heading. */
function inferHeadings(drafts: readonly Draft[]): Draft[] {
  let hasProse = false;
  let hasTitle = false;
  return drafts.map((draft, index) => {
    if (draft.kind === "heading" && draft.level === 1) hasTitle = true;
    const next = drafts[index + 1];
    const before = drafts[index - 1];
    const isCandidate =
      draft.kind === "paragraph" &&
      draft.joint === "paragraph" &&
      next?.kind === "paragraph" &&
      next.joint === "paragraph" &&
      looksLikeHeading(draft.text) &&
      looksLikeProse(next.text) &&
      (before === undefined || !isUnfinished(before.text));
    if (!isCandidate) {
      if (draft.kind === "paragraph" && looksLikeProse(draft.text)) hasProse = true;
      return draft;
    }
    const level = hasProse || hasTitle ? 2 : 1;
    if (level === 1) hasTitle = true;
    return { ...draft, kind: "heading" as const, level };
  });
}
