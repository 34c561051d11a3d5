/** Tree → leaves: the blocks of a page, each with the elements that hold it. */
import type { Document, Element } from "domhandler";
import type { Limits } from "../../options.ts";
import { countWords } from "../../text/words.ts";
import type { Block, Mark } from "../../types.ts";
import type { Resolver } from "./addresses.ts";
import type { Draft } from "./drafts.ts";
import { collectDrafts } from "./walk.ts";

import { isDataTable } from "./tables.ts";

/** A block of a page, and where it stands in the tree. */
export interface Leaf {
  readonly block: Block;
  /** The block element that holds the text; a body of its own where the page has no element. */
  readonly element: Element;
  /** The nearest ancestor that may hold several blocks. */
  readonly container: Element | Document;
  /** UTF-16 units of the block's text inside links. */
  readonly linkLetters: number;
  /** UTF-16 units of the block's text inside `<b>` and `<strong>`. */
  readonly boldLetters: number;
}

export interface Leaves {
  readonly leaves: readonly Leaf[];
  /** The page has more blocks than `blocksMax`; the rest was left out. */
  readonly isCut: boolean;
}

/**
 * The leaves of a tree, in document order. Every element that browsers show as a block, and `<br>`, parts them. What only readers
 * without scripts would see is taken when there is nothing else. Linear in the size of the tree.
 */
export function leavesOf(root: Document, resolver: Resolver, limits: Pick<Limits, "blocksMax">): Leaves {
  const options = { resolver, blocksMax: limits.blocksMax };
  let { drafts, isCut } = collectDrafts(root, { ...options, takesFallback: false });
  if (!drafts.some((draft) => draft.text !== "")) ({ drafts, isCut } = collectDrafts(root, { ...options, takesFallback: true }));
  const scopes = new Map<Element, readonly string[]>();
  return { leaves: drafts.map((draft, index) => leafOf(draft, index, scopes)), isCut };
}

function leafOf(draft: Draft, index: number, scopes: Map<Element, readonly string[]>): Leaf {
  const { cell, text, marks } = draft;
  const isCell = cell !== undefined && isDataTable(cell.table);
  const wordCount = text === "" ? 0 : countWords(text);
  const block: Block = {
    index,
    kind: isCell && draft.kind === "paragraph" ? "cell" : draft.kind,
    level: draft.level,
    text,
    marks,
    joint: draft.joint,
    nesting: draft.nesting,
    cell: isCell
      ? { table: cell.table.id, row: cell.row, column: cell.column, isHeader: cell.isHeader, isSimple: cell.table.isSimple }
      : undefined,
    image: draft.image,
    wordCount,
    linkWordCount: Math.min(wordCount, countLinkWords(text, marks)),
    scope: scopeOf(draft, scopes),
    line: draft.line,
  };
  return {
    block,
    element: draft.element,
    container: draft.container,
    linkLetters: Math.min(draft.linkLetters, text.length),
    boldLetters: Math.min(draft.boldLetters, text.length),
  };
}

function countLinkWords(text: string, marks: readonly Mark[]): number {
  let count = 0;
  let end = 0;
  for (const mark of marks) {
    if (mark.kind !== "link" || mark.end <= end) continue;
    count += countWords(text.slice(Math.max(mark.start, end), mark.end));
    end = mark.end;
  }
  return count;
}

/** Steps of a scope that people are shown: the innermost. */
const SCOPE_STEPS_MAX = 6;
/** UTF-16 units of a class or id that people are shown. */
const SCOPE_NAME_MAX = 40;
const TELLING = new Set(
  "article aside main nav header footer section form figure table ul ol dialog details blockquote noscript select".split(" "),
);

function scopeOf(draft: Draft, scopes: Map<Element, readonly string[]>): readonly string[] {
  const scope = scopeAt(draft.element, scopes);
  return draft.isHidden ? [...scope, "hidden"] : scope;
}

const NO_SCOPE: readonly string[] = [];

/** The steps down to an element: those of its parent and its own. What was found on the way is kept. */
function scopeAt(element: Element, scopes: Map<Element, readonly string[]>): readonly string[] {
  const unknown: Element[] = [];
  let scope: readonly string[] | undefined;
  for (let one: Element | undefined = element; one !== undefined;) {
    scope = scopes.get(one);
    if (scope !== undefined) break;
    unknown.push(one);
    const parent: Element["parent"] = one.parent;
    one = parent !== null && "attribs" in parent ? parent : undefined;
  }
  scope ??= NO_SCOPE;
  for (let one = unknown.pop(); one !== undefined; one = unknown.pop()) {
    const step = scopeStep(one);
    if (step !== undefined) scope = [...(scope.length < SCOPE_STEPS_MAX ? scope : scope.slice(1)), step];
    scopes.set(one, scope);
  }
  return scope;
}

function scopeStep(element: Element): string | undefined {
  const { name } = element;
  if (name === "html" || name === "body") return undefined;
  const classes = element.attribs["class"]?.trim() ?? "";
  if (classes !== "") {
    const space = classes.indexOf(" ");
    return `${name}.${classes.slice(0, Math.min(space < 0 ? classes.length : space, SCOPE_NAME_MAX))}`;
  }
  const id = element.attribs["id"]?.trim() ?? "";
  if (id !== "") return `${name}#${id.slice(0, SCOPE_NAME_MAX)}`;
  return TELLING.has(name) ? name : undefined;
}
