/** HTML → Page. */
import { notice } from "../../notices.ts";
import type { Options } from "../../options.ts";
import type { Block, Page, RawDocument } from "../../types.ts";
import { resolver } from "./addresses.ts";
import { htmlClaims } from "./claims.ts";
import { markupEvidence } from "./evidence.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { pageTexts } from "./page-texts.ts";
import { storedBody } from "./stored-body.ts";
import { buildTree } from "./tree.ts";

/**
 * The blocks of leaves. Put one after the other, as the blocks of a text are: once `map` is optimised, the lists that it makes are of another
 * kind to the engine than those before, and everything that goes over blocks is optimised anew.
 */
function blocksOf(leaves: readonly Leaf[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const { block } of leaves) blocks.push(block);
  return blocks;
}

/** The blocks, claims and evidence of an HTML page. Never throws on input; linear in its length. */
export function parseHtml(document: RawDocument, options: Options): Page {
  const { limits } = options;
  const page = buildTree(document.payload, limits);
  const address = document.provenance.url ?? document.claims.find((claim) => claim.field === "url")?.value ?? page.address;
  const visible = leavesOf(page, resolver(address, page.base), limits);
  const texts = pageTexts(page.elements);
  const stored = storedBody(texts, visible.leaves, page.elements);
  const tree = stored === undefined ? page : buildTree(document.payload + stored, limits);
  const { leaves, isCut } = stored === undefined ? visible : leavesOf(tree, resolver(address, tree.base), limits);
  return {
    id: document.id,
    provenance: document.provenance,
    key: document.key,
    format: document.format,
    encoding: document.encoding,
    blocks: blocksOf(leaves),
    evidence: markupEvidence(tree, leaves, texts),
    claims: [...document.claims, ...htmlClaims(tree, address)],
    notices: [
      ...document.notices,
      ...tree.notices,
      ...(stored === undefined ? [] : [notice("body-from-data")]),
      ...(isCut ? [notice("blocks-capped", String(limits.blocksMax))] : []),
    ],
  };
}
