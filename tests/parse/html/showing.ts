/** A page's blocks as lines that tests can compare at a glance. */
import { DEFAULTS } from "../../../src/options.ts";
import { parseHtml } from "../../../src/parse/html/html.ts";
import type { Block, Page } from "../../../src/types.ts";
import { raw } from "../documents.ts";

export function parsed(html: string, url = "https://example.org/news/story.html"): Page {
  return parseHtml(raw(html, "html", url), DEFAULTS);
}

/** "kind text", with the joint in front when it is no paragraph's, and the nesting after the kind: "item •1 text", "quote >". */
export function shown(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    const steps = block.nesting.map((step) => (step.kind === "quote" ? ">" : step.kind === "bullet" ? "•" : `${step.ordinal}.`)).join("");
    const kind = block.kind === "heading" ? `h${block.level}` : block.kind;
    const text = block.image === undefined ? block.text : `[${block.image.alt}](${block.image.source})`;
    return [block.joint === "paragraph" ? "" : block.joint, kind, steps, text].filter((part) => part !== "").join(" ");
  });
}

export function marksOf(block: Block | undefined): string[] {
  return (block?.marks ?? []).map(
    ({ kind, start, end, href }) => `${kind} "${block?.text.slice(start, end) ?? ""}"${href === undefined ? "" : ` ${href}`}`,
  );
}
