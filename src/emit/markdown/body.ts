/** Passages → the Markdown of an article's body: CommonMark with GFM tables, in which nothing of the page can become structure. */
import type { Options } from "../../options.ts";
import type { Article, Nesting, Passage } from "../../types.ts";
import { destination } from "./destination.ts";
import { renderInline } from "./inline.ts";
import { renderTable, tableLength } from "./table.ts";

/** Headings begin here: the first level is the title's. */
const HEADING_LEVEL_MIN = 2;
const HEADING_LEVEL_MAX = 6;
/** Largest number that begins an item (CommonMark 0.31.2, section 5.2). */
const ORDINAL_MAX = 999_999_999;

/** The body alone, without front matter; it ends without a line feed, and is empty when there is nothing to show. */
export function renderBody(article: Article, options: Pick<Options, "titleHeading">): string {
  const writer = new BlockWriter();
  const title = article.metadata.title?.value;
  if (options.titleHeading && title !== undefined && title.trim() !== "")
    writer.write([`# ${renderInline({ text: title.trim(), marks: [], breaks: [] }, "heading")}`], { nesting: [], isItem: false });
  const passages = article.body;
  const shift = HEADING_LEVEL_MIN - shallowest(passages);
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index];
    if (passage === undefined) continue;
    const cells = tableLength(passages, index);
    const nesting = nestingOf(passage, index);
    if (cells > 0) {
      writer.write(renderTable(passages.slice(index, index + cells)), { nesting, isItem: false });
      index += cells - 1;
    } else writer.write(linesOf(passage, shift), { nesting, isItem: passage.kind === "item" });
  }
  return writer.markdown;
}

function shallowest(passages: readonly Passage[]): number {
  let level = HEADING_LEVEL_MAX;
  for (const passage of passages) if (passage.kind === "heading") level = Math.min(level, Math.max(1, passage.level));
  return level;
}

/** Items and quotations that nothing holds get a list or quotation of their own. */
function nestingOf(passage: Passage, index: number): readonly Nesting[] {
  if (passage.nesting.length > 0) return passage.nesting;
  if (passage.kind === "item") return [{ kind: "bullet", id: -1 - index, list: -1, ordinal: 0 }];
  if (passage.kind === "quote") return [{ kind: "quote", id: -1, list: -1, ordinal: 0 }];
  return [];
}

function linesOf(passage: Passage, shift: number): string[] {
  switch (passage.kind) {
    case "heading": {
      const level = Math.min(HEADING_LEVEL_MAX, Math.max(HEADING_LEVEL_MIN, Math.max(1, passage.level) + shift));
      const text = renderInline(passage, "heading");
      return text === "" ? [] : [`${"#".repeat(level)} ${text}`];
    }
    case "code":
      return codeLines(passage.text);
    case "image":
      return imageLines(passage);
    case "paragraph":
    case "item":
    case "quote":
    case "cell":
    case "caption": {
      const text = renderInline(passage, "lines");
      return text === "" ? [] : text.split("\n");
    }
  }
}

function imageLines({ image }: Passage): string[] {
  const source = image === undefined ? undefined : destination(image.source, "image");
  if (image === undefined || source === undefined) return [];
  const alt = {
    text: image.alt.replace(/\s+/g, " ").trim(),
    marks: [{ kind: "link" as const, start: 0, end: image.alt.length, href: source }],
    breaks: [],
  };
  // Written as a link's text, so that brackets in it are escaped.
  return [alt.text === "" ? `![](${source})` : `!${renderInline(alt, "cell")}`];
}

/** Templates run inside code too, and knitr looks for its chunks even in longer fences: such code is shown as lines of text. */
const RUNS_IN_CODE = /\{\{|\{%|\{#|<%|^[\t >]*(?:`{3,}|~{3,})\s*\{/m;

function codeLines(text: string): string[] {
  const code = text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "");
  if (code === "") return [];
  if (!RUNS_IN_CODE.test(code)) {
    let longest = 2;
    for (const run of code.match(/`{3,}/g) ?? []) longest = Math.max(longest, run.length);
    const fence = "`".repeat(longest + 1);
    return [fence, ...code.split("\n"), fence];
  }
  const rows = code.split("\n").filter((row) => row.trim() !== "");
  return rows.map((row, index) => {
    const indent = /^\s*/.exec(row)?.[0].replaceAll("\t", "    ").length ?? 0;
    return (
      "\u00a0".repeat(indent) + renderInline({ text: row.trim(), marks: [], breaks: [] }, "lines") + (index < rows.length - 1 ? "  " : "")
    );
  });
}

/** Writes blocks under their quotations and list items, with the empty lines that part them. */
class BlockWriter {
  readonly #lines: string[] = [];
  #previous: readonly Nesting[] = [];
  #previousIsItem = false;
  /** Marker of the list last written at each depth, so that two lists in a row stay two. */
  readonly #markers: { readonly list: number; readonly marker: string }[] = [];

  get markdown(): string {
    return this.#lines.join("\n");
  }

  write(lines: readonly string[], { nesting, isItem }: { readonly nesting: readonly Nesting[]; readonly isItem: boolean }): void {
    if (lines.length === 0) return;
    let common = 0;
    while (
      common < nesting.length &&
      nesting[common]?.id === this.#previous[common]?.id &&
      nesting[common]?.kind === this.#previous[common]?.kind
    )
      common++;
    let head = "";
    let rest = "";
    let kept = "";
    nesting.forEach((step, depth) => {
      if (depth === common) kept = rest;
      const marker = this.#marker(step, depth, depth === common);
      head += depth < common && step.kind !== "quote" ? " ".repeat(marker.length) : marker;
      rest += step.kind === "quote" ? marker : " ".repeat(marker.length);
    });
    if (nesting.length <= common) kept = rest;
    if (this.#lines.length > 0 && !this.#isTight(nesting, common, isItem)) this.#lines.push(kept.trimEnd());
    lines.forEach((line, index) => {
      this.#lines.push(line === "" ? rest.trimEnd() : (index === 0 ? head : rest) + line);
    });
    this.#markers.length = nesting.length;
    this.#previous = nesting;
    this.#previousIsItem = isItem;
  }

  #marker(step: Nesting, depth: number, isFirstNew: boolean): string {
    const before = this.#markers[depth];
    if (step.kind === "quote") {
      this.#markers[depth] = { list: step.list, marker: "> " };
      return "> ";
    }
    let character = step.kind === "number" ? "." : "-";
    if (before?.list === step.list && isListMarker(before.marker, step.kind)) character = before.marker;
    else if (isFirstNew && before !== undefined && isListMarker(before.marker, step.kind))
      character = before.marker === "-" ? "*" : before.marker === "*" ? "-" : before.marker === "." ? ")" : ".";
    this.#markers[depth] = { list: step.list, marker: character };
    return step.kind === "number" ? `${Math.min(ORDINAL_MAX, Math.max(0, step.ordinal))}${character} ` : `${character} `;
  }

  /** Items follow each other without an empty line, where Markdown lets them. */
  #isTight(nesting: readonly Nesting[], common: number, isItem: boolean): boolean {
    if (!isItem || !this.#previousIsItem || common >= nesting.length) return false;
    if (nesting.slice(common).some((step) => step.kind === "quote")) return false;
    const before = this.#previous[common];
    const step = nesting[common];
    if (step === undefined) return false;
    // A numbered list may begin inside a paragraph only with 1.
    if (before === undefined || before.list !== step.list) return before === undefined && (step.kind === "bullet" || step.ordinal === 1);
    return nesting.length === common + 1;
  }
}

function isListMarker(marker: string, kind: Nesting["kind"]): boolean {
  return kind === "number" ? marker === "." || marker === ")" : marker === "-" || marker === "*";
}
