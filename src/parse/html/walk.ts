/** The walk over the tree: without recursion, one frame a level, frames used again. */
import type { Resolver } from "./addresses.ts";
import { DraftWriter } from "./drafts.ts";
import type { Draft } from "./drafts.ts";
import { childFrame, rootFrame } from "./frames.ts";
import type { Frame } from "./frames.ts";
import { imageOf } from "./images.ts";
import { ATTRIBUTE, attributeOf, bitOf, type ElementNode } from "./nodes.ts";
import { newCell, newTable } from "./tables.ts";
import type { Tree } from "./tree.ts";

export interface WalkOptions {
  readonly resolver: Resolver;
  readonly blocksMax: number;
  /** Take what only readers without scripts or frames would see. */
  readonly takesFallback: boolean;
}

/** Levels of lists and quotations that are told apart; no reader follows more, and renderers indent for each. */
const NESTING_MAX = 12;
/** Elements that count although they are empty: the cell that shifts its row, the item that shifts its list, the quotation marks. */
const COUNTS_EMPTY: ReadonlySet<string> = new Set(["row", "cell", "item", "quotation marks"]);

/** The drafts of every block of a tree, in document order. */
export function collectDrafts(tree: Pick<Tree, "root" | "body">, options: WalkOptions): { drafts: readonly Draft[]; isCut: boolean } {
  return new Walk(tree, options).run();
}

/** What pages call the caption of a picture where they set it in an inline element, right before the text. */
const CAPTION = /(?:^|[\s_-])(?:caption|img[_-]?desc|cutline)(?:$|[\s_-])/i;

class Walk {
  readonly #options: WalkOptions;
  readonly #frames: Frame[];
  readonly #writer: DraftWriter;
  #depth = 0;
  #ids = 0;

  constructor(tree: Pick<Tree, "root" | "body">, options: WalkOptions) {
    this.#options = options;
    const frame = rootFrame(tree);
    this.#frames = [frame];
    this.#writer = new DraftWriter(frame);
  }

  run(): { drafts: readonly Draft[]; isCut: boolean } {
    const { blocksMax } = this.#options;
    const { drafts } = this.#writer;
    for (;;) {
      const frame = this.#frames[this.#depth];
      if (frame === undefined || drafts.length > blocksMax) break;
      const child = frame.next;
      if (child === undefined) {
        if (this.#depth === 0) break;
        this.#leave(frame);
        this.#depth--;
        continue;
      }
      frame.next = child.next;
      if (child.tag === undefined) this.#writer.text(frame, child.data);
      else this.#enter(frame, child);
    }
    this.#writer.finish();
    return { drafts: drafts.slice(0, blocksMax), isCut: drafts.length > blocksMax };
  }

  #enter(parent: Frame, element: ElementNode): void {
    const { traits } = element.tag;
    switch (traits.role) {
      case "skip":
        if (element.tag.name === "svg") this.#writer.run.hasSoftSpace = true;
        return;
      case "unseen":
        this.#writer.border();
        return;
      case "fallback":
        if (!this.#options.takesFallback) return;
        break;
      case "break":
        this.#writer.break(parent);
        return;
      case "image":
        this.#writer.picture(parent, imageOf(element, this.#options.resolver));
        return;
      case "none":
        if (element.tag.name === "input") this.#writer.run.hasSoftSpace = true;
        break;
      default:
        break;
    }
    if (traits.isBlock) this.#writer.border();
    if (element.first === undefined && !COUNTS_EMPTY.has(traits.role)) return;
    this.#depth++;
    const frame = childFrame(parent, element, this.#frames[this.#depth]);
    this.#frames[this.#depth] = frame;
    if (!frame.isHidden && hides(element)) {
      frame.isHidden = true;
      if (!traits.isBlock) {
        frame.hidesInline = true;
        this.#writer.split();
      }
    }
    this.#take(parent, frame, element);
    if (!traits.isBlock && this.#writer.isBehindPicture() && CAPTION.test(attributeOf(element, ATTRIBUTE.class) ?? "")) {
      frame.isInlineCaption = true;
      frame.kind = "caption";
    }
  }

  /** What the element means for its content. */
  #take(parent: Frame, frame: Frame, element: ElementNode): void {
    switch (frame.node.tag.traits.role) {
      case "heading":
        frame.kind = "heading";
        frame.level = element.tag.name.charCodeAt(1) - 0x30;
        return;
      case "list":
        frame.list = { id: ++this.#ids, isNumbered: element.tag.name === "ol", next: integer(attributeOf(element, ATTRIBUTE.start), 1) };
        return;
      case "item":
        this.#item(parent, frame, element);
        return;
      case "quote":
        this.#ids++;
        if (frame.nesting.length < NESTING_MAX)
          frame.nesting = [...frame.nesting, { kind: "quote", id: this.#ids, list: this.#ids, ordinal: 0 }];
        if (frame.kind === "paragraph") frame.kind = "quote";
        return;
      case "code block":
        frame.isCode = true;
        frame.kind = "code";
        return;
      case "table":
        if (frame.cell !== undefined) frame.cell.table.isSimple = false;
        frame.table = newTable(++this.#ids);
        frame.table.isLayout = /^(?:presentation|none)$/i.test(attributeOf(element, ATTRIBUTE.role) ?? "");
        frame.cell = undefined;
        return;
      case "row":
        if (frame.table !== undefined) frame.table.rows++;
        return;
      case "cell":
        if (frame.table !== undefined) this.#tableCell(parent, frame, element);
        return;
      case "caption":
        if (frame.table !== undefined && element.tag.name === "caption") frame.table.hasHeader = true;
        frame.kind = "caption";
        return;
      case "link":
        this.#link(frame, element);
        return;
      case "strong":
      case "emphasis":
      case "code":
        if (frame.node.tag.traits.role === "strong") frame.isBold = true;
        if (frame.isCode) return;
        frame.hasMark = true;
        this.#writer.run.openMark(frame.node.tag.traits.role, undefined);
        return;
      case "quotation marks":
        this.#writer.text(frame, "“");
        return;
      default:
        if (element.tag.name === "p" && /(?:^|[\s_-])caption(?:$|[\s_-])/i.test(attributeOf(element, ATTRIBUTE.class) ?? ""))
          frame.kind = "caption";
    }
  }

  #item(parent: Frame, frame: Frame, element: ElementNode): void {
    const list = (parent.list ??= { id: ++this.#ids, isNumbered: false, next: 1 });
    const ordinal = integer(attributeOf(element, ATTRIBUTE.value), list.next);
    list.next = ordinal + 1;
    this.#ids++;
    const { isNumbered, id } = list;
    if (frame.nesting.length < NESTING_MAX)
      frame.nesting = [
        ...frame.nesting,
        { kind: isNumbered ? "number" : "bullet", id: this.#ids, list: id, ordinal: isNumbered ? ordinal : 0 },
      ];
    frame.list = undefined;
    if (frame.kind === "paragraph" || frame.kind === "quote") frame.kind = "item";
  }

  #tableCell(parent: Frame, frame: Frame, element: ElementNode): void {
    const { table } = frame;
    if (table === undefined) return;
    const columns = Math.min(1000, Math.max(1, integer(attributeOf(element, ATTRIBUTE.colspan), 1)));
    const rows = integer(attributeOf(element, ATTRIBUTE.rowspan), 1);
    frame.cell = newCell(table, { column: parent.column, isHeader: element.tag.name === "th", columns, rows });
    parent.column += columns;
  }

  #link(frame: Frame, element: ElementNode): void {
    const href = attributeOf(element, ATTRIBUTE.href);
    // A bare anchor marks a place; old pages often leave it open.
    if (href === undefined && (attributeOf(element, ATTRIBUTE.name) !== undefined || attributeOf(element, ATTRIBUTE.id) !== undefined))
      return;
    frame.isLink = true;
    if (frame.isCode) return;
    frame.hasMark = true;
    this.#writer.run.openMark("link", href === undefined ? undefined : this.#options.resolver.resolve(href));
  }

  #leave(frame: Frame): void {
    if (frame.node.tag.traits.role === "quotation marks") this.#writer.text(frame, "”");
    if (frame.hasMark) this.#writer.run.closeMark();
    if (frame.hidesInline) this.#writer.split();
    else if (frame.node.tag.traits.isBlock || frame.isInlineCaption) this.#writer.border();
  }
}

function integer(value: string | undefined, fallback: number): number {
  const number = Number.parseInt(value ?? "", 10);
  return Number.isSafeInteger(number) && number >= 0 ? number : fallback;
}

const MAY_HIDE = bitOf(ATTRIBUTE.hidden) | bitOf(ATTRIBUTE.style);

function hides(element: ElementNode): boolean {
  if ((element.has & MAY_HIDE) === 0) return false;
  if (attributeOf(element, ATTRIBUTE.hidden) !== undefined) return true;
  const style = attributeOf(element, ATTRIBUTE.style);
  return style !== undefined && style.length > 10 && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}
