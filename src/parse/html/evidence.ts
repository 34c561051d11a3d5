/** What markup says about each block, for the labeller. */
import type { Document } from "domhandler";
import type { MarkupEvidence } from "../../types.ts";
import type { Leaf } from "./leaves.ts";

/** Evidence for every leaf of a page, in order. Linear in the size of the tree. */
export function markupEvidence(_root: Document, leaves: readonly Leaf[]): MarkupEvidence {
  return { features: new Float32Array(0), columns: 0, tokens: new Uint16Array(0), offsets: new Uint32Array(leaves.length + 1) };
}
