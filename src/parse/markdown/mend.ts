/** What converters of HTML write for what Markdown cannot hold, as Markdown that can be read. */
import { dropAttributes } from "./attributes.ts";
import { mendLinks } from "./broken-links.ts";
import { FENCE } from "./chunks.ts";
import { outdentLists } from "./indented-lists.ts";
import { openLayouts } from "./layout-tables.ts";
import { unwrapLines } from "./wrapped-lines.ts";

const MENDABLE = /\]\(|\]\{|:::|---|^#|^: {3}|\[!/m;

type Mending = (lines: readonly string[], isOpen: readonly boolean[]) => readonly string[];

const MENDINGS: readonly Mending[] = [dropAttributes, unwrapLines, outdentLists, openLayouts, mendLinks, spellOut];

/** What stands behind a term of a list of definitions, which the Markdown that we read has not. */
const DEFINITION = /^: {3}(?=\S)/;
/** The first line of a box ("> [!NOTE]"), perhaps with a title. */
const BOX = /^((?:[ \t]*>)+[ \t]*)\[!([A-Za-z]{2,20})\][-+]?[ \t]*(.*)$/;

/** Definitions as paragraphs, and the names of boxes as their first paragraph. */
function spellOut(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  return lines.map((line, index) => {
    if (isOpen[index] !== true) return line;
    if (DEFINITION.test(line)) return `\n${line.replace(DEFINITION, "")}\n`;
    const [, quote, name = "", title = ""] = (line.includes("[!") ? BOX.exec(line) : undefined) ?? [];
    return quote === undefined ? line : `${quote}**${title || name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()}**\n${quote}`;
  });
}

/** Markdown with its wrapped lines joined, its layouts opened and its links mended; fences of code stay as they are. Linear in the length. */
export function mend(text: string): string {
  if (!MENDABLE.test(text)) return text;
  let lines: readonly string[] = text.split(/\r\n?|\n/);
  for (const mending of MENDINGS) lines = mending(lines, openLines(lines));
  return lines.join("\n");
}

/** Which lines stand outside fences of code. */
function openLines(lines: readonly string[]): boolean[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const marker = FENCE.exec(line)?.[1];
    if (fence === undefined) fence = marker;
    else if (marker?.startsWith(fence) === true && line.trim() === marker) {
      fence = undefined;
      return false;
    }
    return fence === undefined;
  });
}
