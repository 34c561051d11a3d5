/** What holds for the children of the elements that are open during the walk. */
import type { BlockKind, Nesting } from "../../types.ts";
import type { ElementNode, TreeNode } from "./nodes.ts";
import type { CellDraft, TableDraft } from "./tables.ts";
import type { Tree } from "./tree.ts";

export interface List {
  readonly id: number;
  readonly isNumbered: boolean;
  next: number;
}

/** What holds for the children of one open element. Mutable, since a page opens thousands. */
export interface Frame {
  node: ElementNode;
  /** The next child that the walk comes to. */
  next: TreeNode | undefined;
  block: ElementNode;
  container: ElementNode;
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
  /** An inline element that is the caption of the picture before it. */
  isInlineCaption: boolean;
  hasMark: boolean;
}

/** The frame of a page. */
export function rootFrame({ root, body }: Pick<Tree, "root" | "body">): Frame {
  return newFrame(root, body);
}

/** All frames are made here: copies of frames, and copies of those, would be objects of another shape each to the engine. */
function newFrame(node: ElementNode, block: ElementNode): Frame {
  return {
    node,
    next: node.first,
    block,
    container: node,
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
    isInlineCaption: false,
    hasMark: false,
  };
}

/** Makes `frame`, an old one or none, the frame of a child: as its parent's, but for where it stands. */
export function childFrame(parent: Frame, element: ElementNode, frame: Frame = newFrame(element, parent.block)): Frame {
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
  const { traits } = element.tag;
  frame.node = element;
  frame.next = element.first;
  frame.block = traits.isBlock ? element : parent.block;
  frame.container = traits.isContainer ? element : parent.container;
  frame.column = 0;
  frame.hidesInline = false;
  frame.isInlineCaption = false;
  frame.hasMark = false;
  return frame;
}
