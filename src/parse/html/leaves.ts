/** Tree → leaves: the blocks of a page, each with the elements that hold it. */
import type { Limits } from "../../options.ts";
import { countWords } from "../../text/words.ts";
import type { Block, Mark } from "../../types.ts";
import type { Resolver } from "./addresses.ts";
import type { Draft } from "./drafts.ts";
import type { ElementNode } from "./nodes.ts";
import { isDataTable } from "./tables.ts";
import type { Tree } from "./tree.ts";
import { collectDrafts } from "./walk.ts";

/** A block of a page, and where it stands in the tree. */
export interface Leaf {
  readonly block: Block;
  /** The block element that holds the text; a body of its own where the page has no element. */
  readonly element: ElementNode;
  /** The nearest ancestor that may hold several blocks. */
  readonly container: ElementNode;
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
 * without scripts would see is taken when there is hardly anything else. Linear in the size of the tree.
 */
export function leavesOf(tree: Tree, resolver: Resolver, limits: Pick<Limits, "blocksMax">): Leaves {
  const { blocksMax } = limits;
  let { drafts, isCut } = collectDrafts(tree, { resolver, blocksMax, takesFallback: false });
  const words = wordsUpTo(drafts, FRAME_WORDS_MAX);
  if (words <= FRAME_WORDS_MAX) {
    const all = collectDrafts(tree, { resolver, blocksMax, takesFallback: true });
    // A notice that scripts are needed is no article.
    if (words === 0 || wordsUpTo(all.drafts, FALLBACK_WORDS_MIN) > FALLBACK_WORDS_MIN) ({ drafts, isCut } = all);
  }
  const scopes = new Scopes(tree.elements.length);
  return { leaves: drafts.map((draft, index) => leafOf(draft, index, scopes)), isCut };
}

/** Words of the largest frame that scripts would fill ("Loading…", a menu), and of the page that an article in `<noscript>` makes of it. */
const FRAME_WORDS_MAX = 30;
const FALLBACK_WORDS_MIN = 100;

/** The words of some drafts; counting stops where they are more than `enough`. */
function wordsUpTo(drafts: readonly Draft[], enough: number): number {
  let words = 0;
  for (const { text } of drafts) {
    words += text === "" ? 0 : countWords(text);
    if (words > enough) break;
  }
  return words;
}

function leafOf(draft: Draft, index: number, scopes: Scopes): Leaf {
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
    linkWordCount: Math.min(wordCount, countLinkWords(text, marks, wordCount)),
    scope: scopes.of(draft),
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

/** Words inside links. `all`: of the text, which most links take as a whole. */
function countLinkWords(text: string, marks: readonly Mark[], all: number): number {
  let count = 0;
  let end = 0;
  for (const mark of marks) {
    if (mark.kind !== "link" || mark.end <= end) continue;
    if (mark.start === 0 && mark.end === text.length) return all;
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

const NO_SCOPE: readonly string[] = [];

/** The steps down to the elements of one page. */
class Scopes {
  /** By the number of the element; undefined where nobody asked yet. */
  readonly #known: (readonly string[] | undefined)[];
  /** The child of each element whose step was made last: most that follow are named alike. */
  readonly #lastChild: (ElementNode | undefined)[];

  /** Those of hidden blocks, by the steps of others. */
  readonly #hidden = new Map<readonly string[], readonly string[]>();

  constructor(elements: number) {
    this.#known = new Array<readonly string[] | undefined>(elements).fill(undefined);
    this.#lastChild = new Array<ElementNode | undefined>(elements).fill(undefined);
  }

  of({ element, isHidden }: Draft): readonly string[] {
    const scope = this.#at(element);
    if (!isHidden) return scope;
    let hidden = this.#hidden.get(scope);
    if (hidden === undefined) this.#hidden.set(scope, (hidden = [...scope, "hidden"]));
    return hidden;
  }

  /** The steps of its parent and its own. What was found on the way is kept. */
  #at(element: ElementNode): readonly string[] {
    const known = this.#known[element.number];
    if (known !== undefined) return known;
    const { parent } = element;
    const above = parent === undefined ? NO_SCOPE : this.#known[parent.number];
    if (above !== undefined) return this.#below(above, element);
    const unknown: ElementNode[] = [];
    let scope: readonly string[] | undefined;
    for (let one: ElementNode | undefined = element; one !== undefined && scope === undefined; one = one.parent) {
      scope = this.#known[one.number];
      if (scope === undefined) unknown.push(one);
    }
    scope ??= NO_SCOPE;
    for (let one = unknown.pop(); one !== undefined; one = unknown.pop()) {
      scope = this.#below(scope, one);
    }
    return scope;
  }

  /** The steps of an element below others. */
  #below(scope: readonly string[], element: ElementNode): readonly string[] {
    const own = this.#join(scope, element);
    this.#known[element.number] = own;
    return own;
  }

  #join(scope: readonly string[], element: ElementNode): readonly string[] {
    const parent = element.parent?.number;
    const alike = parent === undefined ? undefined : this.#lastChild[parent];
    if (alike?.tag === element.tag && alike.naming === element.naming) return this.#known[alike.number] ?? scope;
    if (parent !== undefined) this.#lastChild[parent] = element;
    const step = scopeStep(element);
    return step === undefined ? scope : [...(scope.length < SCOPE_STEPS_MAX ? scope : scope.slice(1)), step];
  }
}

function scopeStep({ tag, naming }: ElementNode): string | undefined {
  const { name } = tag;
  if (name === "html" || name === "body") return undefined;
  const classes = naming.classes.trim();
  if (classes !== "") {
    const space = classes.indexOf(" ");
    return `${name}.${classes.slice(0, Math.min(space < 0 ? classes.length : space, SCOPE_NAME_MAX))}`;
  }
  const id = naming.id.trim();
  if (id !== "") return `${name}#${id.slice(0, SCOPE_NAME_MAX)}`;
  return TELLING.has(name) ? name : undefined;
}
