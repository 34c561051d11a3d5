/**
 * What a program that prints the pages of a paper leaves between them ("pdftotext"): the running heads and feet, and the numbers of the
 * pages. They stand in the middle of sentences, and are no words of the article. Pages end in form feeds.
 */

/** Lines with words at the top and at the bottom of a page among which heads and feet are looked for. */
const EDGE_LINES = 3;
/** Pages on which a head must stand: of few, all; of many, a share, since left and right pages have heads of their own. */
const PAGES_MIN = 2;
const PAGES_SHARE_MIN = 0.35;
/** UTF-16 units of the longest head. */
const HEAD_CHARS_MAX = 160;
const PAGE_NUMBER = /^[-–—.\s]*(\d{1,4})[-–—.\s]*$/;
const LINE_END = /(\r\n|[\n\v\f\r\u0085\u2028\u2029])/;

/** A text whose pages have lost their heads. */
export interface Unheaded {
  /** Lines keep their numbers: what was taken out is an empty line. */
  readonly text: string;
  /** Lines that were taken out. */
  readonly heads: number;
}

interface PageLine {
  /** Index in the text that was split into lines and their ends. */
  readonly at: number;
  readonly page: number;
  readonly text: string;
  /** Among the first lines of its page, not the last. */
  readonly isTop: boolean;
}

/** Linear in the text. */
export function dropRunningHeads(text: string): Unheaded {
  if (!text.includes("\f")) return { text, heads: 0 };
  const parts = text.split(LINE_END);
  const edges = edgesOf(parts);
  const pages = new Set(edges.map(({ page }) => page)).size;
  const byKey = new Map<string, PageLine[]>();
  for (const line of edges) {
    const key = keyOf(line);
    if (key === undefined) continue;
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, [line]);
    else before.push(line);
  }
  let heads = 0;
  for (const lines of byKey.values()) {
    const on = new Set(lines.map(({ page }) => page)).size;
    if (on < PAGES_MIN || on < PAGES_SHARE_MIN * pages) continue;
    for (const { at, page, text, isTop } of lines) {
      // Above the first page a head is read once, as the name and the date of the paper; its wide gaps are no columns.
      const isFirst = page === 0 && isTop;
      parts[at] = isFirst ? text.replace(/\s+/g, " ") : "";
      if (!isFirst) heads++;
    }
  }
  return heads === 0 ? { text, heads } : { text: parts.join(""), heads };
}

/** The first and last lines with words of every page. */
function edgesOf(parts: readonly string[]): PageLine[] {
  const edges: PageLine[] = [];
  let page = 0;
  let lines: PageLine[] = [];
  const close = (): void => {
    if (lines.length === 0) return;
    const top = lines.slice(0, EDGE_LINES).map((line) => ({ ...line, isTop: true }));
    edges.push(...top, ...lines.slice(EDGE_LINES).slice(-EDGE_LINES));
    page++;
    lines = [];
  };
  for (let at = 0; at < parts.length; at += 2) {
    const text = parts[at]?.trim() ?? "";
    if (text !== "") lines.push({ at, page, text, isTop: false });
    if (parts[at + 1] === "\f") close();
  }
  close();
  return edges;
}

/** What the same head has on every page: its words, whatever the number of the page; of a number alone, how far it is ahead of the page. */
function keyOf({ text, page }: PageLine): string | undefined {
  const number = PAGE_NUMBER.exec(text)?.[1];
  if (number !== undefined) return `number ${String(Number(number) - page)}`;
  if (text.length > HEAD_CHARS_MAX || !/\p{L}/u.test(text)) return undefined;
  return `words ${text.replace(/\d+/g, "0").replace(/\s+/g, " ")}`;
}
