/** What a dropped block is: for the report and for people who tune. The first row with evidence wins. */
import { owned } from "../text/owned.ts";
import type { Block, BlockClass } from "../types.ts";
import { LEGAL_PARTS } from "./phrase-parts.ts";
import { COMMENT_HEADS, CREDIT_WORDS, MENU_WORDS, RELATED_HEADS, SHARE_WORDS } from "./phrases.ts";
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
    const { phrases } = view;
    if (phrases.beginsWithPhrase(block.index, COMMENT_HEADS)) return "comments";
    if (phrases.beginsWithPhrase(block.index, RELATED_HEADS)) return "related";
    if (phrases.isMadeOf(block.index, SHARE_WORDS)) return "share";
    if (phrases.isMadeOf(block.index, MENU_WORDS)) return "menu";
    if (phrases.beginsWithPhrase(block.index, CREDIT_WORDS) && /[:：/©]/u.test(block.text.slice(0, 30))) return "caption";
  }
  if (view.phrases.countParts(block.index, LEGAL_PARTS) > 0) return "legal";
  if (section !== undefined) return section;
  if (isBrokenOff(block.text)) return "related";
  if (block.linkWordCount >= LINK_SHARE_MIN * Math.max(1, block.wordCount)) return block.wordCount > LABEL_WORDS_MAX ? "related" : "menu";
  if (!isProse(block) && block.wordCount <= LABEL_WORDS_MAX) return "menu";
  return "other";
}

/** What was found for the scope asked for last: neighbours share theirs. */
let last: { readonly scope: Block["scope"]; readonly class: BlockClass | undefined } | undefined;

function scopeClass({ scope }: Block): BlockClass | undefined {
  if (last?.scope !== scope) last = { scope, class: readScope(scope) };
  return last.class;
}

function readScope(scope: Block["scope"]): BlockClass | undefined {
  // The innermost step knows best.
  for (let depth = scope.length - 1; depth >= 0; depth--) {
    const found = stepClass(scope[depth] ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Classes of the steps met lately: the pages of a drop come from few sites. */
const STEPS = new Map<string, BlockClass | undefined>();
const STEPS_MAX = 4096;
/** A longer step is met too seldom to be worth keeping. In UTF-16 units. */
const STEP_CHARS_MAX = 200;

function stepClass(step: string): BlockClass | undefined {
  const known = STEPS.get(step);
  if (known !== undefined || STEPS.has(step)) return known;
  // Headings of plain text are scopes, too ("## Read more"), and belong to the tables of phrases.
  const found = step.startsWith("#") ? undefined : SCOPES.find(([, pattern]) => pattern.test(step))?.[0];
  if (STEPS.size >= STEPS_MAX) STEPS.clear();
  if (step.length <= STEP_CHARS_MAX) STEPS.set(owned(step), found);
  return found;
}

/** The class of the section that begins at a block; undefined when it begins none. */
export function sectionOf(view: View, block: Block): BlockClass | undefined {
  if (block.wordCount > LABEL_WORDS_MAX) return undefined;
  if (view.phrases.beginsWithPhrase(block.index, COMMENT_HEADS)) return "comments";
  if (view.phrases.beginsWithPhrase(block.index, RELATED_HEADS)) return "related";
  return undefined;
}
