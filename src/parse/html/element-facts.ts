/** What is known of one element above a block, found once an element and shared by all blocks below it. */
import { mix32 } from "../../text/hash.ts";
import type { Tag } from "./elements.ts";
import { nameFacts } from "./name-facts.ts";
import { ATTRIBUTE, attributeOf, bitOf, elementFrom, type ElementNode } from "./nodes.ts";
import { tagFacts, type TagFacts } from "./tag-facts.ts";

/** The children of one element, as its blocks need them. */
export interface Siblings {
  /** Their different tags, few as they are, and how many elements have each. */
  readonly tags: readonly Tag[];
  readonly counts: readonly number[];
  readonly hasImage: boolean;
}

/** The blocks whose elements have the same tags and classes up to the third parent. */
export interface Alike {
  count: number;
  words: number;
  links: number;
  chars: number;
  sentences: number;
}

/** Sums and density are filled in by the survey of the tree; everything else is fixed when the element is met. */
export interface ElementFacts {
  readonly node: ElementNode;
  /** "" for the document. */
  readonly tag: string;
  readonly up: ElementFacts | undefined;
  readonly depth: number;
  /** Bit k: inside (or is) the k-th of ANCESTORS (text/markup-columns.ts). */
  readonly ancestors: number;
  readonly isHidden: boolean;
  /** 1: the nearest role says main or article; -1: it says navigation or the like. */
  readonly role: -1 | 0 | 1;
  readonly isArticleBody: boolean;
  readonly hasProperty: boolean;
  readonly isInComments: boolean;
  readonly isInSide: boolean;
  readonly isInFirstHeading: boolean;
  readonly hasTime: boolean;
  /** Nearest article element, itself among them. */
  article: ElementFacts | undefined;
  /** Articles among the siblings of the nearest article: teasers come several at a time. */
  readonly articlesAround: number;
  /** Tag and class as one number; and with those up to the third parent. */
  readonly name: number;
  readonly signature: number;
  /** What `siblingsOf` found. */
  siblings: Siblings | undefined;
  /** What the name of the tag says. */
  readonly named: TagFacts;
  /** Hashes of class and id tokens. */
  readonly tokens: readonly number[];
  chars: number;
  linkChars: number;
  paragraphChars: number;
  paragraphs: number;
  density: number;
  /** Steps from the densest container up to the nearest element that holds both; -1: none does. Steps from there down to this one. */
  meeting: number;
  apart: number;
  /** Of the sums, in steps of the features; filled in when they are complete. */
  shares: Shares;
}

/** What the features say of an element's sums, in their steps. */
export interface Shares {
  readonly text: number;
  readonly links: number;
  readonly inParagraphs: number;
  readonly paragraphs: number;
  readonly density: number;
}

export const NO_SHARES: Shares = { text: 0, links: 0, inParagraphs: 0, paragraphs: 0, density: 0 };

const CONTAINERS: ReadonlySet<string> = new Set(
  "article aside body center details div dl fieldset figure footer form header html main nav ol section select table ul".split(" "),
);

const SIDE_ROLE = /navigation|complementary|contentinfo|banner|dialog|search/;
const BODY_PROPERTY = /articleBody|text\b/i;
const HIDDEN_STYLE = /display:\s{0,4}none/i;
/** Children among which a time element is looked for. */
const TIME_CHILDREN_MAX = 12;
/** Levels of tag and class in a path signature, beyond the element's own. */
const SIGNATURE_PARENTS = 3;

/** Is it one of the elements that hold paragraphs? */
export function isContainer(tag: string): boolean {
  return CONTAINERS.has(tag);
}

/** The elements of one page that were met so far. */
export interface Survey {
  /** By the number of the element. */
  readonly facts: (ElementFacts | undefined)[];
  /** In the order in which they were met, parents first. */
  readonly ordered: ElementFacts[];
}

/** Facts of an element; it and all elements above it are added to the survey. No recursion. */
export function describeElement(node: ElementNode, survey: Survey): ElementFacts {
  const { facts } = survey;
  const known = facts[node.number];
  if (known !== undefined) return known;
  const { parent } = node;
  let up = parent === undefined ? undefined : facts[parent.number];
  if (parent === undefined || up !== undefined) return addFacts(node, up, survey);
  const missing: ElementNode[] = [];
  for (let one: ElementNode | undefined = parent; one !== undefined && up === undefined; one = one.parent) {
    up = facts[one.number];
    if (up === undefined) missing.push(one);
  }
  for (let one = missing.pop(); one !== undefined; one = missing.pop()) up = addFacts(one, up, survey);
  return addFacts(node, up, survey);
}

function addFacts(node: ElementNode, up: ElementFacts | undefined, { facts, ordered }: Survey): ElementFacts {
  const made = factsOf(node, up);
  facts[node.number] = made;
  ordered.push(made);
  return made;
}

type Inherited = Pick<
  ElementFacts,
  | "depth"
  | "ancestors"
  | "isHidden"
  | "role"
  | "isArticleBody"
  | "isInComments"
  | "isInSide"
  | "isInFirstHeading"
  | "article"
  | "articlesAround"
>;

/** What an element inherits where nothing is above it. */
const NOTHING_ABOVE: Inherited = {
  depth: -1,
  ancestors: 0,
  isHidden: false,
  role: 0,
  isArticleBody: false,
  isInComments: false,
  isInSide: false,
  isInFirstHeading: false,
  article: undefined,
  articlesAround: 0,
};

function factsOf(node: ElementNode, up: ElementFacts | undefined): ElementFacts {
  const tag = node.tag.name;
  const names = nameFacts(node.naming);
  const above: Inherited = up ?? NOTHING_ABOVE;
  // Names of the page itself ("home page no-sidebar") say nothing of its parts.
  const isNamed = tag !== "body" && tag !== "html";
  const property = attributeOf(node, ATTRIBUTE.itemprop) ?? "";
  const isArticle = tag === "article";
  const own = tagFacts(node.tag);
  const name = mix32(own.hash ^ names.hash);
  const made: ElementFacts = {
    node,
    tag,
    up,
    depth: above.depth + 1,
    ancestors: above.ancestors | own.ancestor,
    isHidden: above.isHidden || hides(node),
    role: roleOf(attributeOf(node, ATTRIBUTE.role), above.role),
    isArticleBody: above.isArticleBody || (property !== "" && BODY_PROPERTY.test(property)),
    hasProperty: property !== "",
    isInComments: above.isInComments || (isNamed && names.isComment),
    isInSide: above.isInSide || (isNamed && names.isSide),
    isInFirstHeading: above.isInFirstHeading || tag === "h1",
    hasTime: tag !== "" && hasTimeElement(node),
    article: above.article,
    articlesAround: isArticle ? (up === undefined ? 0 : countAmong(siblingsOf(up), node.tag)) : above.articlesAround,
    name,
    signature: signatureOf(name, up),
    siblings: undefined,
    named: own,
    tokens: names.tokens,
    chars: 0,
    linkChars: 0,
    paragraphChars: 0,
    paragraphs: 0,
    density: 0,
    meeting: -1,
    apart: 0,
    shares: NO_SHARES,
  };
  if (isArticle) made.article = made;
  return made;
}

const MAY_HIDE = bitOf(ATTRIBUTE.hidden) | bitOf(ATTRIBUTE.style);

function hides(node: ElementNode): boolean {
  if ((node.has & MAY_HIDE) === 0) return false;
  if (attributeOf(node, ATTRIBUTE.hidden) !== undefined) return true;
  const style = attributeOf(node, ATTRIBUTE.style);
  return style !== undefined && HIDDEN_STYLE.test(style);
}

function signatureOf(own: number, up: ElementFacts | undefined): number {
  let signature = own;
  for (let one = up, level = 0; one !== undefined && level < SIGNATURE_PARENTS; one = one.up, level++)
    signature = mix32(Math.imul(signature, 31) ^ one.name);
  return signature;
}

function roleOf(role: string | undefined, above: -1 | 0 | 1): -1 | 0 | 1 {
  if (role === undefined) return above;
  if (role === "main" || role === "article") return 1;
  return SIDE_ROLE.test(role) ? -1 : above;
}

function hasTimeElement(node: ElementNode): boolean {
  let child = node.first;
  for (let i = 0; i < TIME_CHILDREN_MAX && child !== undefined; i++, child = child.next) if (child.tag?.name === "time") return true;
  return false;
}

/** What the children of an element are. */
export function siblingsOf(facts: ElementFacts): Siblings {
  return (facts.siblings ??= readSiblings(facts.node));
}

function readSiblings(node: ElementNode): Siblings {
  const tags: Tag[] = [];
  const counts: number[] = [];
  let hasImage = false;
  for (let child = elementFrom(node.first); child !== undefined; child = elementFrom(child.next)) {
    const { tag } = child;
    const at = tags.indexOf(tag);
    if (at >= 0) {
      counts[at] = (counts[at] ?? 0) + 1;
      continue;
    }
    tags.push(tag);
    counts.push(1);
    if (tag.name === "img" || tag.name === "picture") hasImage = true;
  }
  return { tags, counts, hasImage };
}

/** How many of some children have a tag. */
export function countAmong({ tags, counts }: Siblings, tag: Tag): number {
  return counts[tags.indexOf(tag)] ?? 0;
}
