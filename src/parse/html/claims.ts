/**
 * What the markup of a page claims about its article: title, author, dates, language, address, site. One pass over the tree, without
 * recursion; nothing is decided here: extract/metadata weighs the claims against one another and against the text.
 */
import { type AnyNode, type Document, type Element, isTag, isText } from "domhandler";
import type { Claim, ClaimField, ClaimOrigin } from "../../types.ts";
import { authorHint, classHints, type ClassHints, isElsewhere, saysModified } from "./claim-hints.ts";
import { jsonLdClaims, parseJsonLd } from "./json-ld.ts";

/** Elements whose text is read as a value; longer ones are no byline and no headline. In UTF-16 units. */
const VALUE_MAX = 300;
/** A longer author's element holds a biography. */
const AUTHOR_TEXT_MAX = 160;
/** Claims kept a page: lists of teasers repeat the same markup hundreds of times. */
const CLAIMS_MAX = 400;

type MetaRow = readonly [names: string, field: ClaimField, from: ClaimOrigin, confidence: number];

/** Names of `<meta>`, lower case, "http://ogp.me/ns#" folded to "og:". */
const META_ROWS: readonly MetaRow[] = [
  ["og:title", "title", "open graph", 0.85],
  ["twitter:title twitter:text:title", "title", "meta", 0.75],
  ["dc.title dcterms.title", "title", "dublin core", 0.75],
  ["citation_title parsely-title sailthru.title cxenseparse:title headline hdl article:title", "title", "meta", 0.85],
  ["title", "title", "meta", 0.6],
  ["article:published_time og:article:published_time", "published", "open graph", 0.92],
  ["og:published_time og:pubdate og:publish_date article:published", "published", "open graph", 0.85],
  [
    "citation_publication_date citation_date citation_online_date parsely-pub-date sailthru.date cxenseparse:publishtime cxenseparse:recs:publishtime originalpublicationdate publish-date publish_date pubdate publishdate publication_date publication-date published published_time datepublished article_date_original ptime pdate date_published vr:published_time shareaholic:article_published_time article.published displaydate dat",
    "published",
    "meta",
    0.85,
  ],
  ["dc.date.issued dcterms.issued dcterms.created dc.date.created dcterms.available", "published", "dublin core", 0.85],
  ["date dc.date dcterms.date created", "published", "meta", 0.6],
  ["article:modified_time og:article:modified_time og:updated_time og:modified_time article:modified", "modified", "open graph", 0.85],
  ["dc.modified dcterms.modified dc.date.modified", "modified", "dublin core", 0.8],
  [
    "last-modified lastmod modified revised utime datemodified date_modified search.update eomportal-lastupdate shareaholic:article_modified_time article.updated updated_time",
    "modified",
    "meta",
    0.6,
  ],
  ["author", "author", "meta", 0.75],
  ["article:author og:author og:article:author", "author", "open graph", 0.75],
  [
    "citation_author citation_authors parsely-author sailthru.author cxenseparse:author vr:author shareaholic:article_author_name article.author byl byline dcsext.author",
    "author",
    "meta",
    0.85,
  ],
  ["dc.creator dcterms.creator creator", "author", "dublin core", 0.75],
  ["og:site_name", "site", "open graph", 0.9],
  ["application-name apple-mobile-web-app-title dcsext.websitename cps_site_name sitename", "site", "meta", 0.6],
  ["dc.publisher dcterms.publisher publisher", "site", "dublin core", 0.5],
  ["og:locale og:language", "language", "open graph", 0.5],
  ["content-language language dc.language dcterms.language lang", "language", "meta", 0.6],
  ["og:url", "url", "open graph", 0.8],
  ["og:description", "description", "open graph", 0.8],
  ["description", "description", "meta", 0.8],
  ["twitter:description dc.description dcterms.description", "description", "meta", 0.6],
];

const META: ReadonlyMap<string, Omit<Claim, "value" | "block">> = new Map(
  META_ROWS.flatMap(([names, field, from, confidence]) => names.split(" ").map((name) => [name, { field, from, confidence }] as const)),
);

const MICRODATA: Readonly<Record<string, readonly [ClaimField, number]>> = {
  headline: ["title", 0.85],
  datePublished: ["published", 0.85],
  dateCreated: ["published", 0.6],
  dateModified: ["modified", 0.8],
  author: ["author", 0.85],
  creator: ["author", 0.7],
  inLanguage: ["language", 0.5],
};

/** Labels of Twitter cards that announce an author. */
const CARD_LABEL =
  /written|author|by$|von$|verfasst|autor|auteur|écrit|escrito|scritto|geschreven|skrevet|skriven|автор|napis|yazan|kirjoit|作者/iu;
const SKIPPED = new Set(["script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "select"]);

/** What holds for an element and all it contains, as bits. */
const ELSEWHERE = 1; // speaks of something else than the article
const FOREIGN_ITEM = 2; // inside an item of microdata that is no article: a person, a review, an organisation
const INSIDE_ARTICLE = 4;

/** The text of an element, white space folded, at most VALUE_MAX units; scripts left out. Iterative. */
function textOf(element: Element): string {
  let text = "";
  const stack: AnyNode[] = [element];
  for (let steps = 0; steps < 400; steps++) {
    const node = stack.pop();
    if (node === undefined || text.length > VALUE_MAX) break;
    if (isText(node)) text += node.data;
    else if (isTag(node)) {
      if (SKIPPED.has(node.name)) continue;
      if (node.name === "br" || node.name === "li" || node.name === "div" || node.name === "p") text += " ";
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) stack.push(child);
      }
    }
  }
  return text.replace(/\s+/gu, " ").trim();
}

function rawTextOf(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : "")).join("");
}

/** The elements around the first h1: the article's own frame, whatever its classes say. */
function frameOf(root: Document): Set<AnyNode> {
  const frame = new Set<AnyNode>();
  const stack: AnyNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isTag(node) && node.name === "h1" && textOf(node).length > 15) {
      for (let parent = node.parent; parent !== null; parent = parent.parent) frame.add(parent);
      break;
    }
    pushElements(node, stack);
  }
  return frame;
}

/** The children that have children, the last one first, so that they come off the stack in their order. Gives their number. */
function pushElements(node: AnyNode, stack: AnyNode[]): number {
  if (!("children" in node)) return 0;
  const { children } = node;
  const before = stack.length;
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i];
    if (child !== undefined && "children" in child) stack.push(child);
  }
  return stack.length - before;
}

/** Gathers claims; what stands elsewhere on the page counts a quarter. */
class Gatherer {
  readonly claims: Claim[] = [];
  private headings = 0;
  /** Label of the Twitter card's first value, as it comes before it. */
  private cardLabel = "";
  /** The first author after the headline is the article's. */
  private authorsSinceHeading: number | undefined;

  add(field: ClaimField, value: string | undefined, from: ClaimOrigin, confidence: number): void {
    const folded = (value ?? "")
      .replace(/<\/?[a-z][^<>]{0,200}>/giu, "")
      .replace(/\s+/gu, " ")
      .trim();
    if (folded === "" || folded.length > VALUE_MAX * 4 || this.claims.length >= CLAIMS_MAX) return;
    this.claims.push({ field, value: folded, from, confidence, block: undefined });
  }

  element(element: Element, state: number, hints: ClassHints): void {
    const isElsewhere = (state & ELSEWHERE) !== 0;
    const weight = isElsewhere ? 0.25 : 1;
    switch (element.name) {
      case "html":
        this.add("language", element.attribs["lang"] ?? element.attribs["xml:lang"], "html lang", 0.7);
        break;
      case "title":
        this.add("title", rawTextOf(element), "title element", 0.6);
        break;
      case "meta":
        this.meta(element);
        break;
      case "link":
        if (/(?:^|\s)canonical(?:\s|$)/iu.test(element.attribs["rel"] ?? ""))
          this.add("url", element.attribs["href"], "canonical link", 0.9);
        break;
      case "script":
        this.script(element);
        break;
      case "h1":
        this.authorsSinceHeading ??= isElsewhere ? undefined : 0;
        this.add("title", textOf(element), "heading", (this.headings++ === 0 ? 0.8 : 0.6) * Math.max(weight, 0.75));
        break;
      default:
        break;
    }
    this.marked(element, state, hints, weight);
  }

  private meta(element: Element): void {
    const { name, property, content } = element.attribs;
    const itemprop = element.attribs["itemprop"];
    const key = (property ?? name ?? element.attribs["http-equiv"] ?? "")
      .toLowerCase()
      .trim()
      .replace(/^https?:\/\/ogp\.me\/ns#/u, "og:")
      .replace(/^https?:\/\/ogp\.me\/ns\/article#/u, "article:");
    const row = META.get(key);
    if (row !== undefined) this.add(row.field, content, row.from, row.confidence);
    if (key === "twitter:label1") this.cardLabel = content ?? "";
    if (key === "twitter:data1" && CARD_LABEL.test(this.cardLabel)) this.add("author", content, "meta", 0.8);
    if (itemprop !== undefined && row === undefined) this.microdata(itemprop, content, 0.9);
  }

  private script(element: Element): void {
    if (!/^application\/ld\+json/iu.test((element.attribs["type"] ?? "").trim())) return;
    const value = parseJsonLd(rawTextOf(element));
    if (value !== undefined) this.claims.push(...jsonLdClaims(value));
  }

  private microdata(itemprop: string, value: string | undefined, weight: number): void {
    for (const property of itemprop.split(/\s+/u)) {
      const row = Object.hasOwn(MICRODATA, property) ? MICRODATA[property] : undefined;
      if (row !== undefined) this.add(row[0], value, "microdata", row[1] * weight);
    }
  }

  /** Values that attributes and classes point out: itemprop, `<time>`, rel=author, class="byline". */
  private marked(element: Element, state: number, hints: ClassHints, weight: number): void {
    const itemprop = element.attribs["itemprop"];
    const isTime = element.name === "time";
    if (
      itemprop !== undefined &&
      element.name !== "meta" &&
      (state & FOREIGN_ITEM) === 0 &&
      /headline|date|author|creator/u.test(itemprop)
    ) {
      const machine = element.attribs["content"] ?? element.attribs["datetime"];
      this.microdata(
        itemprop,
        machine ?? (/author|creator/u.test(itemprop) ? (innerName(element) ?? textOf(element)) : textOf(element)),
        weight,
      );
    }
    const isModified = (isTime || hints.isDate) && (hints.isModified || saysModified(itemprop ?? ""));
    if (isTime) {
      const isNamed = element.attribs["pubdate"] !== undefined || hints.isDateNamed;
      const value = element.attribs["datetime"] ?? textOf(element);
      this.add(isModified ? "modified" : "published", value, "time element", (isNamed ? 0.75 : 0.65) * weight);
      return;
    }
    this.author(element, hints, weight);
    if (hints.isDate) this.add(isModified ? "modified" : "published", textOf(element), "dateline", 0.55 * weight);
  }

  private author(element: Element, hints: ClassHints, weight: number): void {
    const hint = authorHint(element, hints);
    const text = hint === 0 ? "" : textOf(element);
    if (text === "" || text.length > AUTHOR_TEXT_MAX) return;
    // Every second author of a page is a teaser's; the first after the headline is most often its own.
    const isFirst = this.authorsSinceHeading !== undefined && this.authorsSinceHeading < 2 && weight === 1;
    if (this.authorsSinceHeading !== undefined && weight === 1) this.authorsSinceHeading++;
    this.add("author", text, "byline", (hint + (isFirst ? 0.08 : 0)) * weight);
  }
}

/** The name inside an author's item: `<span itemprop="author"><span itemprop="name">…`. */
function innerName(element: Element): string | undefined {
  const stack: AnyNode[] = [...element.children].reverse();
  for (let steps = 0; steps < 50; steps++) {
    const node = stack.pop();
    if (node === undefined) return undefined;
    if (!isTag(node)) continue;
    if (node.attribs["itemprop"] === "name") return node.attribs["content"] ?? textOf(node);
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return undefined;
}

function isForeignItem(element: Element): boolean {
  const type = element.attribs["itemtype"];
  return type !== undefined && !/(?:Article|Posting|WebPage|Report|CreativeWork|Recipe)$/u.test(type);
}

/** Never throws on input; linear in the nodes of the tree. `address` is where the page was fetched, for relative canonical links. */
export function htmlClaims(root: Document, address: string | undefined): Claim[] {
  const gatherer = new Gatherer();
  const frame = frameOf(root);
  const known = new Map<string, ClassHints>();
  const stack: AnyNode[] = [root];
  const states = [0];
  for (let node = stack.pop(), state = states.pop(); node !== undefined && state !== undefined; node = stack.pop(), state = states.pop()) {
    if (isTag(node)) {
      const hints = classHints(node, known);
      if (frame.has(node)) state &= ~ELSEWHERE;
      else if (isElsewhere(node, hints, (state & INSIDE_ARTICLE) !== 0)) state |= ELSEWHERE;
      if (node.name === "article" || node.name === "main") state |= INSIDE_ARTICLE;
      gatherer.element(node, state, hints);
      if (node.attribs["itemtype"] !== undefined) state = isForeignItem(node) ? state | FOREIGN_ITEM : state & ~FOREIGN_ITEM;
      if (SKIPPED.has(node.name)) continue;
    }
    for (let pushed = pushElements(node, stack); pushed > 0; pushed--) states.push(state);
  }
  return gatherer.claims.map((claim) => (claim.field === "url" ? { ...claim, value: absolute(claim.value, address) } : claim));
}

function absolute(value: string, address: string | undefined): string {
  return URL.canParse(value, address) ? new URL(value, address).href : value;
}
