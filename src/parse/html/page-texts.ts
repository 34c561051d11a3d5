/** What a page says in its head about its article: title, description, and the body in JSON-LD. Blocks are compared with it. */
import { type Document, type Element, isTag, isText } from "domhandler";
import { hashWords, trigrams } from "../../text/word-hashes.ts";

/** Hashed, since only agreement is asked. Empty where the page says nothing. */
export interface PageTexts {
  /** Words of more than three letters, and ideographs. */
  readonly title: ReadonlySet<number>;
  /** Runs of three words. */
  readonly description: ReadonlySet<number>;
  readonly articleBody: ReadonlySet<number>;
}

/** UTF-16 units of JSON-LD that are looked at: more than any article has. */
const JSON_LD_CHARS_MAX = 500_000;

/** Reads them in one walk over the tree, without recursion. */
export function pageTexts(root: Document): PageTexts {
  const meta = new Map<string, string>();
  let title = "";
  let jsonLd = "";
  const open = [...root.children].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) continue;
    if (node.name === "meta") {
      const key = (node.attribs["property"] ?? node.attribs["name"] ?? "").toLowerCase();
      const content = node.attribs["content"];
      if (key !== "" && content !== undefined && content !== "" && !meta.has(key)) meta.set(key, content);
    } else if (node.name === "title") {
      if (title === "") title = ownText(node);
    } else if (node.name === "script") {
      if (/ld\+json/i.test(node.attribs["type"] ?? "") && jsonLd.length < JSON_LD_CHARS_MAX) jsonLd += ` ${ownText(node)}`;
    } else {
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) open.push(child);
      }
    }
  }
  const ogTitle = meta.get("og:title");
  return {
    title: new Set(hashWords(ogTitle ?? title, { telling: true })),
    description: trigrams(hashWords(meta.get("og:description") ?? meta.get("description") ?? "")),
    articleBody: trigrams(hashWords(articleBodies(jsonLd.slice(0, JSON_LD_CHARS_MAX)))),
  };
}

function ownText(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : "")).join("");
}

/** By a search, not by parsing: broken JSON-LD is common, and its body is still true. */
function articleBodies(jsonLd: string): string {
  const bodies: string[] = [];
  for (const match of jsonLd.matchAll(/"articleBody"\s{0,8}:\s{0,8}"((?:[^"\\]|\\.)*)"/gs)) {
    const unescaped = (match[1] ?? "")
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\[nrt]/g, " ")
      .replace(/\\(.)/g, "$1");
    bodies.push(unescaped.replace(/<[^<>]{0,2000}>/g, " ").replace(/&(?:[a-z]{1,12}|#\d{1,6});/gi, " "));
  }
  return bodies.join(" ");
}
