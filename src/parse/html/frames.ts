/** What holds for the children of the elements that are open during the walk. */
import { Element } from "domhandler";
import type { Document } from "domhandler";
import type { BlockKind, Nesting } from "../../types.ts";
import { traitsOf } from "./elements.ts";
import type { Traits } from "./elements.ts";
import type { CellDraft, TableDraft } from "./tables.ts";

export interface List {
  readonly id: number;
  readonly isNumbered: boolean;
  next: number;
}

/** What holds for the children of one open element. Mutable, since a page opens thousands. */
export interface Frame {
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

/** The frame of a page. */
export function rootFrame(root: Document): Frame {
  return {
    node: root,
    nextChild: 0,
    traits: traitsOf(""),
    // Text may stand in no element at all; it belongs to the body that browsers would make.
    block: new Element("body", {}),
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
  };
}

/** Makes `frame`, an old one or none, the frame of a child: as its parent's, but for where it stands. */
export function childFrame(parent: Frame, element: Element, traits: Traits, frame: Frame = { ...parent }): Frame {
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
