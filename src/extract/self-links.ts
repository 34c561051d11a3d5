/** The last line of what a weblog sends into its feed: a link to the article itself ("Read the full post", "The post … appeared first on …"). */
import { endsSentence } from "../text/sentences.ts";
import type { Block } from "../types.ts";
import { titleOf } from "./title.ts";
import { type Finding, type View } from "./view.ts";

/** Words of a line that links to its own article, and beside the title that it repeats. */
const LINE_WORDS_MAX = 8;
const BESIDE_WORDS_MAX = 12;
/** Words of a title that no sentence holds by chance. */
const TITLE_WORDS_MIN = 4;

/** The last kept line, where it points to the article that it ends: by its address, or by its whole title. */
export function selfLinks(view: View): Finding[] {
  const last = view.blocks[view.keep.lastIndexOf(true)];
  if (last === undefined || last.kind === "heading" || last.kind === "code" || last.cell !== undefined) return [];
  return linksToItself(view, last) || repeatsTitle(view, last)
    ? [{ block: last.index, keep: false, class: "share", reason: "points to the article that it ends" }]
    : [];
}

function linksToItself(view: View, { marks, wordCount, linkWordCount }: Block): boolean {
  const url = view.metadata?.url?.value;
  if (url === undefined || wordCount === 0 || wordCount > LINE_WORDS_MAX || linkWordCount < wordCount) return false;
  return marks.some(({ kind, href }) => kind === "link" && href !== undefined && withoutQuery(href) === withoutQuery(url));
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/u, "").replace(/\/$/u, "");
}

function repeatsTitle(view: View, block: Block): boolean {
  const title = titleOf(view);
  if (title === undefined || title.from === "first sentence" || title.words.length < TITLE_WORDS_MIN) return false;
  if (block.wordCount > title.words.length + BESIDE_WORDS_MAX || block.wordCount <= title.words.length) return false;
  const hasLink = view.format === "text" || block.linkWordCount >= title.words.length;
  // In text nothing but the form tells: the title stands inside a line that says little else.
  return hasLink && view.words.plain(block.index).includes(title.plain) && (view.format !== "text" || endsSentence(block.text));
}
