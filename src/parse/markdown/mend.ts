/** What converters of HTML write for what Markdown cannot hold, as Markdown that can be read. */
import { mendLinks } from "./broken-links.ts";
import { FENCE } from "./chunks.ts";
import { openLayouts } from "./layout-tables.ts";

/** Markdown with its layouts opened and its links mended; text in fences of code stays as it is. Linear in the length. */
export function mend(text: string): string {
  if (!text.includes("](") && !text.includes("---")) return text;
  const lines = text.split(/\r\n?|\n/);
  const opened = openLayouts(lines, openLines(lines));
  return mendLinks(opened, openLines(opened)).join("\n");
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
