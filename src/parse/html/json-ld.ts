/**
 * Claims from JSON-LD (schema.org). Graphs, arrays and nesting are walked without recursion; broken JSON is mended where the fault
 * is one that page generators make (comments, trailing commas, raw line breaks), else left alone.
 */
import { isText } from "domhandler";
import { parseDocument } from "htmlparser2";
import { parseJson } from "../../text/json.ts";
import type { Claim, ClaimField } from "../../types.ts";

/** Objects looked at in one script; catalogues list thousands. */
const NODES_MAX = 2000;
/** Longest script that is read, in UTF-16 units. */
const SCRIPT_MAX = 2_000_000;

/** How surely a node of this type speaks of the page's article. Types end in these words: "NewsArticle", "schema:BlogPosting". */
const TYPE_CONFIDENCE: readonly (readonly [RegExp, number])[] = [
  [/(?:Article|BlogPosting|LiveBlogPosting|Report|Recipe|HowTo|DiscussionForumPosting)$/u, 0.95],
  [/(?:VideoObject|Podcast\w*|AudioObject|Book|Dataset|Review|Event|Course|JobPosting|Product)$/u, 0.6],
  [/(?:WebPage|ItemPage|AboutPage|ContentPage|MedicalWebPage|FAQPage|QAPage|CollectionPage)$/u, 0.5],
];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text) as Json;
  } catch {
    return undefined;
  }
}

/** The faults that generators make, mended inside and outside of strings by one scan. */
function mend(text: string): string {
  let out = "";
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (inString) {
      if (sign === "\\") {
        const next = text.charAt(++i);
        out += '"\\/bfnrtu'.includes(next) ? sign + next : next;
      } else if (sign < " ") out += " ";
      else {
        if (sign === '"') inString = false;
        out += sign;
      }
    } else if (sign === '"') {
      inString = true;
      out += sign;
    } else if (sign === "/" && text.charAt(i + 1) === "*") {
      const end = text.indexOf("*/", i + 2);
      i = end === -1 ? text.length : end + 1;
    } else if (sign === ",") {
      // A comma before a closing bracket, or several in a row, stands for one that a template left over.
      let next = i + 1;
      while (next < text.length && /[\s,]/u.test(text.charAt(next))) next++;
      if (!/[}\]]/u.test(text.charAt(next))) out += ",";
      i = next - 1;
    } else out += sign;
  }
  return out;
}

/** The value of a script; undefined where it cannot be read. Never throws. */
export function parseJsonLd(script: string): Json | undefined {
  if (script.length > SCRIPT_MAX) return undefined;
  const text = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/u, "")
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>|;)\s*$/u, "");
  return tryParse(text) ?? tryParse(mend(text.trim()));
}

/** Values carry references and tags where a template escaped them for HTML. */
function plain(text: string): string {
  if (!/[&<]/u.test(text)) return text.replace(/\s+/gu, " ").trim();
  const parts: string[] = [];
  const stack = [...parseDocument(text.slice(0, 5000)).children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) parts.push(node.data);
    else if ("children" in node) stack.push(...[...node.children].reverse());
  }
  return parts.join("").replace(/\s+/gu, " ").trim();
}

function typeConfidence(node: JsonObject): number {
  let best = 0;
  for (const type of list(node["@type"])) {
    if (typeof type !== "string") continue;
    for (const [pattern, confidence] of TYPE_CONFIDENCE) if (pattern.test(type)) best = Math.max(best, confidence);
  }
  return best;
}

function isOrganisation(node: JsonObject): boolean {
  const types = list(node["@type"]).filter((type) => typeof type === "string");
  return (
    types.some((type) => /Organi[sz]ation$|Corporation$|Business$|Brand$|Service$|WebSite$/u.test(type)) &&
    !types.some((type) => type.endsWith("Person"))
  );
}

const FIELDS: readonly (readonly [string, ClaimField])[] = [
  ["headline", "title"],
  ["datePublished", "published"],
  ["dateModified", "modified"],
  ["inLanguage", "language"],
  ["description", "description"],
];

/** Walks one value, breadth first; nodes referred to by @id are looked up among all of them. */
export function jsonLdClaims(value: Json): Claim[] {
  const nodes = nodesOf(value);
  const byId = new Map<string, JsonObject>();
  for (const node of nodes)
    if (typeof node["@id"] === "string" && Object.keys(node).length > 1 && !byId.has(node["@id"])) byId.set(node["@id"], node);
  const resolve = (item: Json): Json =>
    isObject(item) && typeof item["@id"] === "string" && item["name"] === undefined ? (byId.get(item["@id"]) ?? item) : item;
  const claims: Claim[] = [];
  const add = (field: ClaimField, text: Json | undefined, confidence: number): void => {
    if (typeof text !== "string") return;
    const value = plain(text);
    if (value !== "") claims.push({ field, value, from: "json-ld", confidence, block: undefined });
  };
  let previous = 0;
  for (const node of nodes) {
    const confidence = typeConfidence(node);
    if (confidence === 0) {
      if (list(node["@type"]).includes("WebSite")) add("site", node["name"], 0.8);
      continue;
    }
    // The second article of a page is most often a teaser.
    const share = confidence > 0.9 && previous > 0 ? 0.5 : 1;
    if (confidence > 0.9) previous++;
    for (const [key, field] of FIELDS)
      for (const text of list(node[key]).slice(0, 1))
        add(field, isObject(text) ? (text["alternateName"] ?? text["name"]) : text, confidence * share);
    if (node["headline"] === undefined) add("title", node["name"], confidence * share * 0.9);
    for (const item of [...list(node["author"] ?? node["creator"])].slice(0, 10).map(resolve)) {
      if (typeof item === "string") add("author", item, confidence * share * 0.9);
      else if (isObject(item))
        for (const name of list(item["name"])) add("author", name, confidence * share * (isOrganisation(item) ? 0.3 : 1));
    }
    for (const item of list(node["publisher"]).map(resolve)) if (isObject(item)) add("site", item["name"], confidence * share * 0.9);
    const address = node["mainEntityOfPage"] ?? node["url"];
    add("url", isObject(address) ? address["@id"] : address, confidence * share * 0.8);
  }
  return claims;
}

/** Keys whose objects speak of something else than the page: teasers, comments, persons. */
const ELSEWHERE = new Set([
  "author",
  "creator",
  "publisher",
  "image",
  "comment",
  "review",
  "itemListElement",
  "isRelatedTo",
  "citation",
  "logo",
  "video",
  "hasPart",
  "isPartOf",
  "mentions",
  "about",
  "sourceOrganization",
]);

function nodesOf(value: Json): JsonObject[] {
  const queue: Json[] = [value];
  const nodes: JsonObject[] = [];
  for (let i = 0; i < queue.length && nodes.length < NODES_MAX; i++) {
    const item = queue[i];
    if (item === undefined) continue;
    if (isList(item)) queue.push(...item.slice(0, NODES_MAX));
    else if (isObject(item)) {
      nodes.push(item);
      for (const [key, child] of Object.entries(item))
        if (typeof child === "object" && child !== null && !ELSEWHERE.has(key)) queue.push(child);
    }
  }
  return nodes;
}
