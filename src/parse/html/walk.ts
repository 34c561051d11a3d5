/** The walk over the tree: without recursion, one frame a level, frames used again. */
import { Element } from "domhandler";
import type { Document } from "domhandler";
import type { BlockKind, Image, Joint, Mark, Nesting } from "../../types.ts";
import type { Resolver } from "./addresses.ts";
import { traitsOf } from "./elements.ts";
import type { Traits } from "./elements.ts";
import { imageOf } from "./images.ts";
import { newCell, newTable, noteCellBlock } from "./tables.ts";
import type { CellDraft, TableDraft } from "./tables.ts";
import { TextRun } from "./text-run.ts";

/** A block before the page is known as a whole. */
export interface Draft {
  readonly kind: BlockKind;
  readonly level: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly joint: Joint;
  readonly nesting: readonly Nesting[];
  readonly cell: CellDraft | undefined;
  readonly image: Image | undefined;
  readonly element: Element;
  readonly container: Element | Document;
  readonly linkLetters: number;
  readonly boldLetters: number;
  readonly isHidden: boolean;
  readonly line: number;
}

export interface WalkOptions {
  readonly resolver: Resolver;
  readonly blocksMax: number;
  /** Take what only readers without scripts or frames would see. */
  readonly takesFallback: boolean;
}

interface List {
  readonly id: number;
  readonly isNumbered: boolean;
  next: number;
}

/** What holds for the children of one open element. Mutable, since a page opens thousands. */
interface Frame {
  node: Element | Document;
  nextChild: number;
  traits: Traits;
  block: Element;
  container: Element | Document;
  kind: BlockKind;
  level: number;
  nesting: readonly Nesting[];
  list: List | undefined;
  table: TableDraft | undefined;
  /** Next column of the open row. */
  column: number;
  cell: CellDraft | undefined;
  isCode: boolean;
  isLink: boolean;
  isBold: boolean;
  isHidden: boolean;
  /** This very element began to hide. */
  hidesInline: boolean;
  hasMark: boolean;
}

/** Levels of lists and quotations that are told apart; no reader follows more, and renderers indent for each. */
const NESTING_MAX = 12;
/** Elements that count although they are empty: the cell that shifts its row, the item that shifts its list, the quotation marks. */
const COUNTS_EMPTY: ReadonlySet<string> = new Set(["row", "cell", "item", "quotation marks"]);
const NO_TRAITS = traitsOf("");

/** The drafts of every block of a tree, in document order. */
export function collectDrafts(root: Document, options: WalkOptions): { drafts: readonly Draft[]; isCut: boolean } {
  return new Walk(root, options).run();
}

class Walk {
  readonly #options: WalkOptions;
  readonly #run = new TextRun();
  readonly #frames: Frame[];
  readonly #drafts: Draft[] = [];
  #depth = 0;
  /** Where the text of the run began. */
  #element: Element;
  #container: Element | Document;
  #kind: BlockKind = "paragraph";
  #level = 0;
  #nesting: readonly Nesting[] = [];
  #cell: CellDraft | undefined;
  #isCode = false;
  #isHidden = false;
  #linkLetters = 0;
  #boldLetters = 0;
  #joint: Joint = "paragraph";
  #line = -1;
  #ids = 0;
  /** Pictures met inside the text of the run; they follow it. */
  #pictures: Image[] = [];

  constructor(root: Document, options: WalkOptions) {
    this.#options = options;
    const body = new Element("body", {});
    this.#element = body;
    this.#container = root;
    this.#frames = [
      {
        node: root,
        nextChild: 0,
        traits: NO_TRAITS,
        block: body,
        container: root,
        kind: "paragraph",
        level: 0,
        nesting: [],
        list: undefined,
        table: undefined,
        column: 0,
        cell: undefined,
        isCode: false,
        isLink: false,
        isBold: false,
        isHidden: false,
        hidesInline: false,
        hasMark: false,
      },
    ];
  }

  run(): { drafts: readonly Draft[]; isCut: boolean } {
    for (;;) {
      const frame = this.#frames[this.#depth];
      if (frame === undefined) break;
      const child = frame.node.children[frame.nextChild++];
      if (child === undefined) {
        if (this.#depth === 0) break;
        this.#leave(frame);
        this.#depth--;
      } else if (child.type === "text") this.#text(frame, child.data);
      else if ("attribs" in child) this.#enter(frame, child);
      if (this.#drafts.length >= this.#options.blocksMax) return { drafts: this.#drafts.slice(0, this.#options.blocksMax), isCut: true };
    }
    this.#flush();
    const { blocksMax } = this.#options;
    return this.#drafts.length > blocksMax
      ? { drafts: this.#drafts.slice(0, blocksMax), isCut: true }
      : { drafts: this.#drafts, isCut: false };
  }

  #text(frame: Frame, data: string): void {
    const run = this.#run;
    const before = run.length;
    if (before === 0) {
      this.#element = frame.block;
      this.#container = frame.container;
      this.#kind = frame.kind;
      this.#level = frame.level;
      this.#nesting = frame.nesting;
      this.#cell = frame.cell;
      this.#isCode = frame.isCode;
      this.#isHidden = frame.isHidden;
      if (this.#joint === "nothing" && /^\s/.test(data)) this.#joint = "space";
    }
    if (frame.isCode) run.appendRaw(data);
    else run.append(data);
    if (frame.isLink) this.#linkLetters += run.length - before;
    if (frame.isBold) this.#boldLetters += run.length - before;
  }

  #enter(parent: Frame, element: Element): void {
    const traits = traitsOf(element.name);
    switch (traits.role) {
      case "skip":
        if (element.name === "svg") this.#run.hasSoftSpace = true;
        return;
      case "unseen":
        this.#border();
        return;
      case "fallback":
        if (!this.#options.takesFallback) return;
        break;
      case "break":
        this.#break(parent);
        return;
      case "image":
        this.#picture(parent, element);
        return;
      case "none":
        if (element.name === "input") this.#run.hasSoftSpace = true;
        break;
      default:
        break;
    }
    if (traits.isBlock) this.#border();
    if (element.children.length === 0 && !COUNTS_EMPTY.has(traits.role)) return;
    const frame = this.#push(parent, element, traits);
    if (!frame.isHidden && hides(element)) {
      frame.isHidden = true;
      if (!traits.isBlock) {
        frame.hidesInline = true;
        this.#split();
      }
    }
    this.#take(parent, frame, element);
  }

  /** The frame of a child, as its parent's. */
  #push(parent: Frame, element: Element, traits: Traits): Frame {
    this.#depth++;
    let frame = this.#frames[this.#depth];
    if (frame === undefined) {
      frame = { ...parent };
      this.#frames[this.#depth] = frame;
    } else {
      frame.kind = parent.kind;
      frame.level = parent.level;
      frame.nesting = parent.nesting;
      frame.list = parent.list;
      frame.table = parent.table;
      frame.cell = parent.cell;
      frame.isCode = parent.isCode;
      frame.isLink = parent.isLink;
      frame.isBold = parent.isBold;
      frame.isHidden = parent.isHidden;
    }
    frame.node = element;
    frame.nextChild = 0;
    frame.traits = traits;
    frame.block = traits.isBlock ? element : parent.block;
    frame.container = traits.isContainer ? element : parent.container;
    frame.column = 0;
    frame.hidesInline = false;
    frame.hasMark = false;
    return frame;
  }

  /** What the element means for its content. */
  #take(parent: Frame, frame: Frame, element: Element): void {
    switch (frame.traits.role) {
      case "heading":
        frame.kind = "heading";
        frame.level = element.name.charCodeAt(1) - 0x30;
        return;
      case "list":
        frame.list = { id: ++this.#ids, isNumbered: element.name === "ol", next: integer(element.attribs["start"], 1) };
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
        frame.table.isLayout = /^(?:presentation|none)$/i.test(element.attribs["role"] ?? "");
        frame.cell = undefined;
        return;
      case "row":
        if (frame.table !== undefined) frame.table.rows++;
        return;
      case "cell":
        if (frame.table !== undefined) this.#tableCell(parent, frame, element);
        return;
      case "caption":
        if (frame.table !== undefined && element.name === "caption") frame.table.hasHeader = true;
        frame.kind = "caption";
        return;
      case "link":
        this.#link(frame, element);
        return;
      case "strong":
      case "emphasis":
      case "code":
        if (frame.traits.role === "strong") frame.isBold = true;
        if (frame.isCode) return;
        frame.hasMark = true;
        this.#run.openMark(frame.traits.role, undefined);
        return;
      case "quotation marks":
        this.#text(frame, "“");
        return;
      default:
        if (element.name === "p" && /(?:^|[\s_-])caption(?:$|[\s_-])/i.test(element.attribs["class"] ?? "")) frame.kind = "caption";
    }
  }

  #item(parent: Frame, frame: Frame, element: Element): void {
    const list = (parent.list ??= { id: ++this.#ids, isNumbered: false, next: 1 });
    const ordinal = integer(element.attribs["value"], list.next);
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

  #tableCell(parent: Frame, frame: Frame, element: Element): void {
    const { table } = frame;
    if (table === undefined) return;
    const columns = Math.min(1000, Math.max(1, integer(element.attribs["colspan"], 1)));
    const rows = integer(element.attribs["rowspan"], 1);
    frame.cell = newCell(table, { column: parent.column, isHeader: element.name === "th", columns, rows });
    parent.column += columns;
  }

  #link(frame: Frame, element: Element): void {
    const { href } = element.attribs;
    // A bare anchor marks a place; old pages often leave it open.
    if (href === undefined && (element.attribs["name"] !== undefined || element.attribs["id"] !== undefined)) return;
    frame.isLink = true;
    if (frame.isCode) return;
    frame.hasMark = true;
    this.#run.openMark("link", href === undefined ? undefined : this.#options.resolver.resolve(href));
  }

  #leave(frame: Frame): void {
    if (frame.traits.role === "quotation marks") this.#text(frame, "”");
    if (frame.hasMark) this.#run.closeMark();
    if (frame.hidesInline) this.#split();
    else if (frame.traits.isBlock) this.#border();
  }

  #border(): void {
    this.#flush();
    this.#joint = "paragraph";
  }

  #break(frame: Frame): void {
    if (frame.isCode) {
      this.#text(frame, "\n");
      return;
    }
    const hadText = this.#run.length > 0;
    const hadPicture = this.#pictures.length > 0;
    this.#flush();
    // Two breaks in a row are how pages without paragraphs part them.
    if (hadText && !hadPicture) this.#joint = "break";
    else if (!hadText) this.#joint = this.#joint === "break" ? "paragraph" : this.#joint === "paragraph" ? "paragraph" : "break";
  }

  /** Cuts the text inside a line, where something hidden begins or ends. */
  #split(): void {
    if (this.#run.length === 0) return;
    const joint = this.#run.hasPendingSpace ? "space" : "nothing";
    this.#flush();
    this.#joint = joint;
  }

  #picture(frame: Frame, element: Element): void {
    const image = imageOf(element, this.#options.resolver);
    this.#run.hasSoftSpace = true;
    if (image === undefined) return;
    if (this.#run.length > 0) {
      this.#pictures.push(image);
      return;
    }
    this.#pushPicture(frame, image);
    this.#joint = "paragraph";
  }

  #pushPicture(frame: Frame, image: Image): void {
    const { cell } = frame;
    if (cell !== undefined) noteCellBlock(cell, { length: 0, isPlain: false });
    this.#drafts.push({
      kind: "image",
      level: 0,
      text: "",
      marks: [],
      joint: "paragraph",
      nesting: frame.nesting,
      cell,
      image,
      element: frame.block,
      container: frame.container,
      linkLetters: 0,
      boldLetters: 0,
      isHidden: frame.isHidden,
      line: ++this.#line,
    });
  }

  #flush(): void {
    if (this.#run.length > 0) {
      const { text, marks } = this.#run.take({ isCode: this.#isCode });
      if (text !== "") this.#pushText(text, marks);
    } else this.#run.drop();
    this.#linkLetters = 0;
    this.#boldLetters = 0;
    if (this.#pictures.length === 0) return;
    const frame = this.#frames[this.#depth];
    if (frame !== undefined) for (const image of this.#pictures) this.#pushPicture(frame, image);
    this.#pictures = [];
    this.#joint = "paragraph";
  }

  #pushText(text: string, marks: readonly Mark[]): void {
    const cell = this.#cell;
    const kind = this.#kind;
    if (cell !== undefined) noteCellBlock(cell, { length: text.length, isPlain: kind === "paragraph" });
    if (this.#joint === "paragraph" || this.#joint === "break") this.#line++;
    this.#drafts.push({
      kind,
      level: this.#level,
      text,
      marks,
      joint: this.#joint,
      nesting: this.#nesting,
      cell,
      image: undefined,
      element: this.#element,
      container: this.#container,
      linkLetters: this.#linkLetters,
      boldLetters: this.#boldLetters,
      isHidden: this.#isHidden,
      line: this.#line,
    });
  }
}

function integer(value: string | undefined, fallback: number): number {
  const number = Number.parseInt(value ?? "", 10);
  return Number.isSafeInteger(number) && number >= 0 ? number : fallback;
}

function hides(element: Element): boolean {
  const { hidden, style } = element.attribs;
  if (hidden !== undefined) return true;
  return style !== undefined && style.length > 10 && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}
