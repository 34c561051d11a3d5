/** What a page says in its head about its article: title, description, and the body in JSON-LD. Blocks are compared with it. */
import { hashWords, trigrams } from "../../text/word-hashes.ts";
import { ATTRIBUTE, attributeOf, type ElementNode, ownText } from "./nodes.ts";

/** Hashed, since only agreement is asked. Empty where the page says nothing. */
export interface PageTexts {
  /** Words of more than three letters, and ideographs. */
  readonly title: ReadonlySet<number>;
  /** Runs of three words. */
  readonly description: ReadonlySet<number>;
  readonly articleBody: ReadonlySet<number>;
  /** The bodies that the structured data hold, as they stand there; most pages have none. Not hashed. */
  readonly storedBodies: readonly string[];
}

/** UTF-16 units of JSON-LD that are looked at: more than any article has. */
const JSON_LD_CHARS_MAX = 500_000;

/** Elements whose content is a value of theirs. */
const VALUES: ReadonlySet<string> = new Set(["meta", "title", "script"]);

/** Reads them off the elements of a page, which come in the order of the document. */
export function pageTexts(elements: readonly ElementNode[]): PageTexts {
  const meta = new Map<string, string>();
  let title = "";
  let jsonLd = "";
  for (const element of elements) {
    const { name } = element.tag;
    if (!VALUES.has(name) || isInValue(element)) continue;
    if (name === "meta") {
      const key = (attributeOf(element, ATTRIBUTE.property) ?? attributeOf(element, ATTRIBUTE.name) ?? "").toLowerCase();
      const content = attributeOf(element, ATTRIBUTE.content);
      if (key !== "" && content !== undefined && content !== "" && !meta.has(key)) meta.set(key, content);
    } else if (name === "title") {
      if (title === "") title = ownText(element);
    } else if (isJsonLd(element) && jsonLd.length < JSON_LD_CHARS_MAX) jsonLd += ` ${ownText(element)}`;
  }
  const ogTitle = meta.get("og:title");
  const storedBodies = articleBodies(jsonLd.slice(0, JSON_LD_CHARS_MAX));
  return {
    title: new Set(hashWords(ogTitle ?? title, { telling: true })),
    description: trigrams(hashWords(meta.get("og:description") ?? meta.get("description") ?? "")),
    articleBody: trigrams(hashWords(storedBodies.map(withoutMarkup).join(" "))),
    storedBodies,
  };
}

/** Broken pages open elements inside a title that is never closed; they say nothing of the page. */
function isInValue(element: ElementNode): boolean {
  for (let up = element.parent; up !== undefined; up = up.parent) if (VALUES.has(up.tag.name)) return true;
  return false;
}

function isJsonLd(element: ElementNode): boolean {
  return /ld\+json/i.test(attributeOf(element, ATTRIBUTE.type) ?? "");
}

/** By a search, not by parsing: broken JSON-LD is common, and its body is still true. */
function articleBodies(jsonLd: string): string[] {
  const bodies: string[] = [];
  for (const match of jsonLd.matchAll(/"articleBody"\s{0,8}:\s{0,8}"((?:[^"\\]|\\.)*)"/gs)) {
    bodies.push(unescaped(match[1] ?? ""));
  }
  return bodies;
}

/** What stands between the quotation marks of a string of JSON, as its characters. */
export function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nr]/g, "\n")
    .replace(/\\t/g, " ")
    .replace(/\\(.)/g, "$1");
}

/** A stored body without its tags and references, to compare its words. */
export function withoutMarkup(body: string): string {
  return body.replace(/<[^<>]{0,2000}>/g, " ").replace(/&(?:[a-z]{1,12}|#\d{1,6});/gi, " ");
}
