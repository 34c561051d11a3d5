/**
 * What the markup of a page claims about its article: title, author, dates, language, address, site. One pass over the tree, without
 * recursion; nothing is decided here: extract/metadata weighs the claims against one another and against the text.
 */
import type { Claim, ClaimField, ClaimOrigin } from "../../types.ts";
import { authorHint, classHints, type ClassHints, isElsewhere, NO_HINTS, saysModified } from "./claim-hints.ts";
import { CLAIMS, CLAIMS_NOTHING, PARTS_WORDS } from "./elements.ts";
import { jsonLdClaims, parseJsonLd } from "./json-ld.ts";
import { ATTRIBUTE, attributeOf, bitOf, elementFrom, type ElementNode, nodeAfter, ownText, type TreeNode } from "./nodes.ts";
import type { Tree } from "./tree.ts";

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

/** Nodes of one element whose text is looked at. */
const TEXT_NODES_MAX = 400;
/** Attributes that an element without a telling name or class is looked at for. */
const TELLING = bitOf(ATTRIBUTE.itemprop) | bitOf(ATTRIBUTE.rel) | bitOf(ATTRIBUTE.href);

/** What holds for an element and all it contains, as bits. */
const ELSEWHERE = 1; // speaks of something else than the article
const FOREIGN_ITEM = 2; // inside an item of microdata that is no article: a person, a review, an organisation
const INSIDE_ARTICLE = 4;

/** The text of an element, white space folded, at most VALUE_MAX units; scripts left out. Iterative. */
function textOf(element: ElementNode): string {
  let text = "";
  let node: TreeNode | undefined = element;
  for (let steps = 0; steps < TEXT_NODES_MAX && node !== undefined && text.length <= VALUE_MAX; steps++) {
    let first: TreeNode | undefined;
    if (node.tag === undefined) text += node.data;
    else if ((node.tag.is & CLAIMS_NOTHING) === 0) {
      if ((node.tag.is & PARTS_WORDS) !== 0) text += " ";
      first = node.first;
    }
    node = first ?? nodeAfter(node, element);
  }
  return text.replace(/\s+/gu, " ").trim();
}

/** 1: stands around the first h1, in the article's own frame, whatever its classes say. By the numbers of the elements. */
function frameOf(elements: readonly ElementNode[]): Uint8Array {
  const frame = new Uint8Array(elements.length);
  const heading = elements.find((element) => element.tag.name === "h1" && textOf(element).length > 15);
  for (let up = heading?.parent; up !== undefined; up = up.parent) frame[up.number] = 1;
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

  element(element: ElementNode, state: number, hints: ClassHints): void {
    const isElsewhere = (state & ELSEWHERE) !== 0;
    const weight = isElsewhere ? 0.25 : 1;
    switch (element.tag.name) {
      case "html":
        this.add("language", attributeOf(element, ATTRIBUTE.lang) ?? attributeOf(element, ATTRIBUTE["xml:lang"]), "html lang", 0.7);
        break;
      case "title":
        this.add("title", ownText(element), "title element", 0.6);
        break;
      case "meta":
        this.meta(element);
        break;
      case "link":
        if (/(?:^|\s)canonical(?:\s|$)/iu.test(attributeOf(element, ATTRIBUTE.rel) ?? ""))
          this.add("url", attributeOf(element, ATTRIBUTE.href), "canonical link", 0.9);
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

  private meta(element: ElementNode): void {
    const name = attributeOf(element, ATTRIBUTE.name);
    const property = attributeOf(element, ATTRIBUTE.property);
    const content = attributeOf(element, ATTRIBUTE.content);
    const itemprop = attributeOf(element, ATTRIBUTE.itemprop);
    const key = (property ?? name ?? attributeOf(element, ATTRIBUTE["http-equiv"]) ?? "")
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

  private script(element: ElementNode): void {
    if (!/^application\/ld\+json/iu.test((attributeOf(element, ATTRIBUTE.type) ?? "").trim())) return;
    const value = parseJsonLd(ownText(element));
    if (value !== undefined) this.claims.push(...jsonLdClaims(value));
  }

  private microdata(itemprop: string, value: string | undefined, weight: number): void {
    for (const property of itemprop.split(/\s+/u)) {
      const row = Object.hasOwn(MICRODATA, property) ? MICRODATA[property] : undefined;
      if (row !== undefined) this.add(row[0], value, "microdata", row[1] * weight);
    }
  }

  /** Values that attributes and classes point out: itemprop, `<time>`, rel=author, class="byline". */
  private marked(element: ElementNode, state: number, hints: ClassHints, weight: number): void {
    const itemprop = attributeOf(element, ATTRIBUTE.itemprop);
    const isTime = element.tag.name === "time";
    if (
      itemprop !== undefined &&
      element.tag.name !== "meta" &&
      (state & FOREIGN_ITEM) === 0 &&
      /headline|date|author|creator/u.test(itemprop)
    ) {
      const machine = attributeOf(element, ATTRIBUTE.content) ?? attributeOf(element, ATTRIBUTE.datetime);
      this.microdata(
        itemprop,
        machine ?? (/author|creator/u.test(itemprop) ? (innerName(element) ?? textOf(element)) : textOf(element)),
        weight,
      );
    }
    const isModified = (isTime || hints.isDate) && (hints.isModified || saysModified(itemprop ?? ""));
    if (isTime) {
      const isNamed = attributeOf(element, ATTRIBUTE.pubdate) !== undefined || hints.isDateNamed;
      const value = attributeOf(element, ATTRIBUTE.datetime) ?? textOf(element);
      this.add(isModified ? "modified" : "published", value, "time element", (isNamed ? 0.75 : 0.65) * weight);
      return;
    }
    this.author(element, hints, weight);
    if (hints.isDate) this.add(isModified ? "modified" : "published", textOf(element), "dateline", 0.55 * weight);
  }

  private author(element: ElementNode, hints: ClassHints, weight: number): void {
    const hint = authorHint(element, hints);
    const text = hint === 0 ? "" : textOf(element);
    if (text === "" || text.length > AUTHOR_TEXT_MAX) return;
    // Every second author of a page is a teaser's; the first after the headline is most often its own.
    const isFirst = this.authorsSinceHeading !== undefined && this.authorsSinceHeading < 2 && weight === 1;
    if (this.authorsSinceHeading !== undefined && weight === 1) this.authorsSinceHeading++;
    this.add("author", text, "byline", (hint + (isFirst ? 0.08 : 0)) * weight);
  }
}

/** Nodes of an author's item among which its name is looked for. */
const NAME_NODES_MAX = 50;

/** The name inside an author's item: `<span itemprop="author"><span itemprop="name">…`. */
function innerName(element: ElementNode): string | undefined {
  let node = element.first;
  for (let steps = 0; steps < NAME_NODES_MAX && node !== undefined; steps++) {
    if (node.tag !== undefined && attributeOf(node, ATTRIBUTE.itemprop) === "name")
      return attributeOf(node, ATTRIBUTE.content) ?? textOf(node);
    node = (node.tag === undefined ? undefined : node.first) ?? nodeAfter(node, element);
  }
  return undefined;
}

function isForeignItem(type: string): boolean {
  return !/(?:Article|Posting|WebPage|Report|CreativeWork|Recipe)$/u.test(type);
}

/** Never throws on input; linear in the nodes of the tree. `address` is where the page was fetched, for relative canonical links. */
export function htmlClaims({ root, elements }: Pick<Tree, "root" | "elements">, address: string | undefined): Claim[] {
  const gatherer = new Gatherer();
  const frame = frameOf(elements);
  // What holds for the children of each open element.
  const states = [0];
  let element = elementFrom(root.first);
  while (element !== undefined) {
    const { tag, has } = element;
    const hints = classHints(element.naming);
    let state = states[states.length - 1] ?? 0;
    if (frame[element.number] === 1) state &= ~ELSEWHERE;
    else if (isElsewhere(element, hints, (state & INSIDE_ARTICLE) !== 0)) state |= ELSEWHERE;
    if (tag.name === "article" || tag.name === "main") state |= INSIDE_ARTICLE;
    if (hints !== NO_HINTS || (has & TELLING) !== 0 || (tag.is & CLAIMS) !== 0) gatherer.element(element, state, hints);
    const type = attributeOf(element, ATTRIBUTE.itemtype);
    if (type !== undefined) state = isForeignItem(type) ? state | FOREIGN_ITEM : (state & ~FOREIGN_ITEM) | INSIDE_ARTICLE;
    let next = (tag.is & CLAIMS_NOTHING) !== 0 ? undefined : elementFrom(element.first);
    if (next !== undefined) states.push(state);
    else next = elementFrom(element.next);
    for (let up = element.parent; next === undefined && up !== undefined && up !== root; up = up.parent) {
      states.pop();
      next = elementFrom(up.next);
    }
    element = next;
  }
  return gatherer.claims.map((claim) => (claim.field === "url" ? { ...claim, value: absolute(claim.value, address) } : claim));
}

function absolute(value: string, address: string | undefined): string {
  return URL.canParse(value, address) ? new URL(value, address).href : value;
}
