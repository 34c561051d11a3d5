/** HTML among the Markdown, read by the HTML parser. */
import type { Limits } from "../../options.ts";
import type { BlockKind, Nesting } from "../../types.ts";
import type { Resolver } from "../html/addresses.ts";
import { leavesOf } from "../html/leaves.ts";
import { buildTree } from "../html/tree.ts";
import type { Draft } from "./blocks.ts";

export interface HtmlContext {
  readonly resolver: Resolver;
  readonly limits: Limits;
  /** The next free number for lists, items and tables of the page. */
  readonly nextId: () => number;
}

/** The drafts of a stretch of HTML; its paragraphs are of the kind that stands around it. */
export function htmlDrafts(
  html: string,
  around: { readonly kind: BlockKind; readonly nesting: readonly Nesting[]; readonly line: number },
  { resolver, limits, nextId }: HtmlContext,
): Draft[] {
  const { leaves } = leavesOf(buildTree(html, limits), resolver, limits);
  const ids = new Map<number, number>();
  const fresh = (id: number): number => {
    let own = ids.get(id);
    if (own === undefined) ids.set(id, (own = nextId()));
    return own;
  };
  return leaves.map(({ block }) => ({
    kind: block.kind === "paragraph" ? around.kind : block.kind,
    level: block.level,
    text: block.text,
    marks: block.marks,
    joint: block.joint,
    nesting: [...around.nesting, ...block.nesting.map((step) => ({ ...step, id: fresh(step.id), list: fresh(step.list) }))],
    cell: block.cell === undefined ? undefined : { ...block.cell, table: fresh(block.cell.table) },
    image: block.image,
    scope: block.scope,
    line: around.line,
  }));
}
