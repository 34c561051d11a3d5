/** What a dropped block is: for the report and for people who tune. The first row with evidence wins. */
import type { Block, BlockClass } from "../types.ts";
import { beginsWithPhrase, COMMENT_HEADS, CREDIT_WORDS, isMadeOf, LEGAL_PARTS, MENU_WORDS, RELATED_HEADS, SHARE_WORDS } from "./phrases.ts";
import { isBrokenOff } from "./sections.ts";
import { isProse, type View } from "./view.ts";

/** Names of elements, classes and headings around a block, as scopes give them. */
const SCOPES: readonly (readonly [BlockClass, RegExp])[] = [
  ["comments", /comment|disqus|respond|discussion|kommentar/iu],
  ["share", /share|social|follow|subscribe|newsletter|addthis/iu],
  ["caption", /figcaption|caption|credit|gallery/iu],
  ["related", /related|recommend|popular|teaser|trending|read-?more|more-?from|most-?read|sidebar|aside|promo/iu],
  ["byline", /byline|author|dateline|posted|published|timestamp/iu],
  ["legal", /legal|copyright|disclaimer|cookie|consent|gdpr|terms/iu],
  ["menu", /^(?:nav|header|menu)\b|\.(?:nav|menu|breadcrumb|navbar|header)|breadcrumb|navigation/iu],
  ["legal", /^footer|footer/iu],
];

/** Share of words inside links from which a block is a way through the site. Kohlschütter et al. 2010, table 4. */
const LINK_SHARE_MIN = 0.33;
/** Words of a line that is a label. */
const LABEL_WORDS_MAX = 8;

/** The class of a block that was dropped. `section` is the class of the section it stands in, as heads before it say. */
export function classify(view: View, block: Block, section: BlockClass | undefined): BlockClass {
  if (block.kind === "caption") return "caption";
  const byScope = scopeClass(block);
  if (byScope !== undefined) return byScope;
  if (block.wordCount <= 2 * LABEL_WORDS_MAX) {
    const tokens = view.tokens(block.index);
    if (beginsWithPhrase(COMMENT_HEADS, tokens)) return "comments";
    if (beginsWithPhrase(RELATED_HEADS, tokens)) return "related";
    if (isMadeOf(SHARE_WORDS, tokens)) return "share";
    if (isMadeOf(MENU_WORDS, tokens)) return "menu";
    if (/[:：/©]/u.test(block.text.slice(0, 30)) && beginsWithPhrase(CREDIT_WORDS, tokens)) return "caption";
  }
  if (LEGAL_PARTS.some((part) => view.words.plain(block.index).includes(part))) return "legal";
  if (section !== undefined) return section;
  if (isBrokenOff(block.text)) return "related";
  if (block.linkWordCount >= LINK_SHARE_MIN * Math.max(1, block.wordCount)) return block.wordCount > LABEL_WORDS_MAX ? "related" : "menu";
  if (!isProse(block) && block.wordCount <= LABEL_WORDS_MAX) return "menu";
  return "other";
}

function scopeClass(block: Block): BlockClass | undefined {
  if (block.scope.length === 0) return undefined;
  // The innermost step knows best.
  for (const step of [...block.scope].reverse()) {
    // Headings of plain text are scopes, too ("## Read more"), and belong to the tables of phrases.
    if (step.startsWith("#")) continue;
    for (const [blockClass, pattern] of SCOPES) if (pattern.test(step)) return blockClass;
  }
  return undefined;
}

/** The class of the section that begins at a block; undefined when it begins none. */
export function sectionOf(view: View, block: Block): BlockClass | undefined {
  if (block.wordCount > LABEL_WORDS_MAX) return undefined;
  const tokens = view.tokens(block.index);
  if (beginsWithPhrase(COMMENT_HEADS, tokens)) return "comments";
  if (beginsWithPhrase(RELATED_HEADS, tokens)) return "related";
  return undefined;
}
