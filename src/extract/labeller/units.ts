/** Page → what the network sees: the blocks that have text, and all their features. */
import type { Block, Claim, ClaimOrigin, Page } from "../../types.ts";
import { recallSite, recurrences, type SiteMemory } from "../site-memory.ts";
import { type BlockText, measureBlock } from "./block-text.ts";
import { Tokens } from "./tokens.ts";
import { type TextContext, type TextFeatures, textFeatures, type Unit } from "./text-features.ts";
import { continuesLine } from "../pieces.ts";

/** The blocks of a page that have text, measured. Pictures have none and are not labelled. */
export interface PageUnits {
  readonly units: readonly Unit[];
  /** Index of each unit's block. */
  readonly blocks: Int32Array;
  readonly features: TextFeatures;
}

/** Title claims that say what the page is about as a whole, best first; headings on the page are evidence of another kind. */
const TITLE_ORIGINS: readonly ClaimOrigin[] = ["record", "front matter", "open graph", "json-ld", "title element"];

const NONE: ReadonlySet<number> = new Set();

/** Of most languages, the space after the word included: room to begin with. */
const CHARS_A_TOKEN = 5;

/** Measures a page. `hidden`: blocks that the labeller does not see. Linear. */
export function pageUnits(page: Page, memory: SiteMemory | undefined, hidden: ReadonlySet<number> = NONE): PageUnits {
  const { blocks } = page;
  const units: Unit[] = [];
  const tokens = new Tokens(Math.ceil(blocks.reduce((sum, block) => sum + block.text.length, 0) / CHARS_A_TOKEN));
  const places: number[] = [];
  for (let from = 0; from < blocks.length;) {
    let to = from + 1;
    while (to < blocks.length && isOfSameLine(blocks[to], blocks[from])) to++;
    let lineChars = to - from - 1;
    for (let i = from; i < to; i++) lineChars += blocks[i]?.text.length ?? 0;
    for (let i = from; i < to; i++) {
      const block = blocks[i];
      if (block === undefined || block.text === "" || hidden.has(i)) continue;
      places.push(i);
      const text = measureBlock(block.text, tokens);
      units.push({
        text,
        line: text.line,
        isItem: page.evidence === undefined && block.kind === "item",
        piece: i - from,
        pieces: to - from,
        lineChars,
      });
    }
    from = to;
  }
  return { units, blocks: Int32Array.from(places), features: textFeatures(units, tokens, contextOf(page, memory)) };
}

function isOfSameLine(block: Block | undefined, first: Block | undefined): boolean {
  return block !== undefined && block.line === first?.line && continuesLine(block);
}

function contextOf(page: Page, memory: SiteMemory | undefined): TextContext {
  const site = recallSite(memory, page);
  return {
    title: titleOf(page.claims),
    site: site === undefined ? undefined : { groups: site.groups, countOf: (line) => recurrences(site, line) },
  };
}

function titleOf(claims: readonly Claim[]): BlockText | undefined {
  for (const origin of TITLE_ORIGINS) {
    const claim = claims.find((one) => one.field === "title" && one.from === origin);
    if (claim !== undefined) return measureBlock(claim.value);
  }
  return undefined;
}
