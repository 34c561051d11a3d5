/**
 * What the markup of a page claims about its article: title, author, dates, language, address, site. One pass over the tree, without
 * recursion; nothing is decided here: extract/metadata weighs the claims against one another and against the text.
 */
import { type AnyNode, type Document, type Element, isTag, isText } from "domhandler";
import type { Claim, ClaimField, ClaimOrigin } from "../../types.ts";
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

/** Words in class and id names of an element that holds the author's name, in the languages of markup. */
const AUTHOR_WORDS = new Set(
  "author authors authorname byline bylines byl autor autorin autoren autores auteur auteurs auteure autore writer writers reporter redakteur redakteurin verfasser contributor contributors vcard skribent".split(
    " ",
  ),
);
/** Words beside them that say that it holds something else than the name. */
const AUTHOR_NOT_WORDS = new Set(
  "bio biography image images img avatar photo picture pic portrait social follow posts articles count description desc about more icon icons thumbnail thumb role job position comment comments email mail date time label share related box background bg modal popup tooltip".split(
    " ",
  ),
);
/** Parts of an address that lead to a page about an author, and with less certainty to one about any person. */
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es)?|auteurs?|autori|writers?|contributors?|journalists?|journaliste|periodistas?|redakteure?|redakteurin|redaktion|columnists?|reporters?|byline|by)\/[^/?#]/iu;
const PERSON_PATH = /\/(?:profile|profil|people|person|staff|users?|members?|bio|experts?)\/[^/?#]/iu;
/** Labels of Twitter cards that announce an author. */
const CARD_LABEL =
  /written|author|by$|von$|verfasst|autor|auteur|écrit|escrito|scritto|geschreven|skrevet|skriven|автор|napis|yazan|kirjoit|作者/iu;
const DATE_TOKEN =
  /^(?:[a-z]+[-_]{1,2})?(?:published|publish|pubdate|pub|publication|posted|entry|post|article|story|news|date|datum|dateline|timestamp|time|created|fecha|data|updated|modified)(?:[-_]{1,2}(?:date|time|datetime|timestamp|on|at|posted|published|created|day|datum|meta-date))*$/u;
const DATE_WORD = /date|time|publish|posted|datum|created|fecha|updated|modified|^data$/u;
const MODIFIED_TOKEN = /updat|modif|changed|revis/u;

/** Parts of a page that speak of other articles or of readers: what stands in them is weak evidence. */
const ELSEWHERE_TOKEN =
  /(?:^|[-_])(?:comments?|commentlist|respond|disqus|sidebar|related|recommend(?:ed|ations)?|popular|trending|teasers?|widget|(?<!(?:entry|post|article|story|content)[-_])footer|nav|menu|carousel|latest|most-?read|more-?(?:news|stories|articles)|read-?(?:more|next)|promo|newsletter|archives?|similar|advert)(?:[-_]|$)/u;
const ELSEWHERE_TAG = new Set(["aside", "footer", "nav"]);
const SKIPPED = new Set(["script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "select"]);

interface Open {
  readonly node: AnyNode;
  /** Speaks of something else than the article. */
  readonly elsewhere: boolean;
  /** Inside an item of microdata that is no article: a person, a review, an organisation. */
  readonly foreignItem: boolean;
  readonly insideArticle: boolean;
}

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

/** Names of classes and the id, as they are written. */
function tokensOf(element: Element): string[] {
  const attributes = `${element.attribs["class"] ?? ""} ${element.attribs["id"] ?? ""}`.trim();
  return attributes === "" ? [] : attributes.slice(0, 500).split(/\s+/u);
}

/** "ArticleAuthor_nameContainer__x1" → article, author, name, container, x1. */
function wordsOf(token: string): string[] {
  return token
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1-$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

/** P(the element's text is the author's name) by its classes; 0 where they do not say so. */
function authorWeight(tokens: readonly string[]): number {
  let best = 0;
  for (const token of tokens) {
    if (!/auth|byl|aut[eo]|write|reporter|redakt|verfass|contrib|vcard|skrib/iu.test(token)) continue;
    const parts = wordsOf(token);
    if (!parts.some((part) => AUTHOR_WORDS.has(part)) || parts.some((part) => AUTHOR_NOT_WORDS.has(part))) continue;
    best = Math.max(best, parts.length <= 2 || parts.includes("name") ? 0.6 : 0.52);
  }
  return best;
}

function isElsewhere(element: Element, tokens: readonly string[], insideArticle: boolean): boolean {
  if (ELSEWHERE_TAG.has(element.name)) return !(insideArticle && element.name === "footer");
  return tokens.some((token) => !/^elementor/iu.test(token) && ELSEWHERE_TOKEN.test(token.toLowerCase()));
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
    if ("children" in node) for (let i = node.children.length - 1; i >= 0; i--) stack.push(...node.children.slice(i, i + 1));
  }
  return frame;
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

  element(element: Element, open: Open, tokens: readonly string[]): void {
    const weight = open.elsewhere ? 0.25 : 1;
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
        this.authorsSinceHeading ??= open.elsewhere ? undefined : 0;
        this.add("title", textOf(element), "heading", (this.headings++ === 0 ? 0.8 : 0.6) * Math.max(weight, 0.75));
        break;
      default:
        break;
    }
    this.marked(element, open, tokens, weight);
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
  private marked(element: Element, open: Open, tokens: readonly string[], weight: number): void {
    const itemprop = element.attribs["itemprop"];
    const isTime = element.name === "time";
    if (itemprop !== undefined && element.name !== "meta" && !open.foreignItem && /headline|date|author|creator/u.test(itemprop)) {
      const machine = element.attribs["content"] ?? element.attribs["datetime"];
      this.microdata(
        itemprop,
        machine ?? (/author|creator/u.test(itemprop) ? (innerName(element) ?? textOf(element)) : textOf(element)),
        weight,
      );
    }
    const marks = tokens.join(" ").toLowerCase();
    const isModified = MODIFIED_TOKEN.test(marks) || MODIFIED_TOKEN.test(itemprop ?? "");
    if (isTime) {
      const isNamed = element.attribs["pubdate"] !== undefined || tokens.some((token) => DATE_TOKEN.test(token.toLowerCase()));
      const value = element.attribs["datetime"] ?? textOf(element);
      this.add(isModified ? "modified" : "published", value, "time element", (isNamed ? 0.75 : 0.65) * weight);
      return;
    }
    this.author(element, tokens, weight);
    if (tokens.some((token) => DATE_TOKEN.test(token.toLowerCase()) && DATE_WORD.test(token.toLowerCase())))
      this.add(isModified ? "modified" : "published", textOf(element), "dateline", 0.55 * weight);
  }

  private author(element: Element, tokens: readonly string[], weight: number): void {
    const hint = authorHint(element, tokens);
    const text = hint === 0 ? "" : textOf(element);
    if (text === "" || text.length > AUTHOR_TEXT_MAX) return;
    // Every second author of a page is a teaser's; the first after the headline is most often its own.
    const isFirst = this.authorsSinceHeading !== undefined && this.authorsSinceHeading < 2 && weight === 1;
    if (this.authorsSinceHeading !== undefined && weight === 1) this.authorsSinceHeading++;
    this.add("author", text, "byline", (hint + (isFirst ? 0.08 : 0)) * weight);
  }
}

/** What an attribute, a class or a link says to be an author. */
function authorHint(element: Element, tokens: readonly string[]): number {
  const { rel, href } = element.attribs;
  if (rel !== undefined && /(?:^|\s)author(?:\s|$)/iu.test(rel)) return 0.7;
  const byClass = authorWeight(tokens);
  if (element.name !== "a" || href === undefined) return byClass;
  return Math.max(byClass, AUTHOR_PATH.test(href) ? 0.55 : PERSON_PATH.test(href) ? 0.35 : 0);
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
  const stack: Open[] = [{ node: root, elsewhere: false, foreignItem: false, insideArticle: false }];
  for (let open = stack.pop(); open !== undefined; open = stack.pop()) {
    const { node } = open;
    let { elsewhere, foreignItem, insideArticle } = open;
    if (isTag(node)) {
      const tokens = tokensOf(node);
      elsewhere = !frame.has(node) && (elsewhere || isElsewhere(node, tokens, insideArticle));
      insideArticle ||= node.name === "article" || node.name === "main";
      gatherer.element(node, { node, elsewhere, foreignItem, insideArticle }, tokens);
      foreignItem = node.attribs["itemtype"] === undefined ? foreignItem : isForeignItem(node);
      if (SKIPPED.has(node.name)) continue;
    }
    if (!("children" in node)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined && (isTag(child) || child.type === "root" || "children" in child))
        stack.push({ node: child, elsewhere, foreignItem, insideArticle });
    }
  }
  return gatherer.claims.map((claim) => (claim.field === "url" ? { ...claim, value: absolute(claim.value, address) } : claim));
}

function absolute(value: string, address: string | undefined): string {
  return URL.canParse(value, address) ? new URL(value, address).href : value;
}
