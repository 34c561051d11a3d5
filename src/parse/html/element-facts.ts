/** What is known of one element above a block, found once an element and shared by all blocks below it. */
import { isTag, type ParentNode } from "domhandler";
import { HASH_PRIME, HASH_START, hashString, mix32 } from "../../text/hash.ts";

/** The children of one element, as its blocks need them. */
export interface Siblings {
  readonly count: number;
  readonly places: ReadonlyMap<ParentNode, number>;
  readonly tags: ReadonlyMap<string, number>;
  readonly hasImage: boolean;
}

/** Sums and density are filled in by the survey of the tree; everything else is fixed when the element is met. */
export interface ElementFacts {
  readonly node: ParentNode;
  /** "" for the document. */
  readonly tag: string;
  readonly up: ElementFacts | undefined;
  readonly depth: number;
  /** Bit k: inside (or is) the k-th of evidence.ts's ANCESTORS. */
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
  readonly siblings: () => Siblings;
  /** Hashes of tag, class and id tokens. */
  readonly tokens: readonly number[];
  chars: number;
  linkChars: number;
  paragraphChars: number;
  paragraphs: number;
  density: number;
}

const CONTAINERS: ReadonlySet<string> = new Set(
  "article aside body center details div dl fieldset figure footer form header html main nav ol section select table ul".split(" "),
);

const ANCESTOR_BITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    article: 0,
    main: 1,
    aside: 2,
    footer: 3,
    header: 4,
    nav: 5,
    figure: 6,
    figcaption: 6,
    form: 7,
    table: 8,
    ul: 9,
    ol: 9,
    blockquote: 10,
    section: 11,
    button: 12,
    label: 13,
    select: 14,
    a: 15,
    center: 16,
  }),
);

const COMMENT_CLASS = /comment|disqus|respond/i;
const SIDE_CLASS = /related|recommend|sidebar|promo|share|social|newsletter|widget|footer|popular|teaser|cookie|banner/i;
const SIDE_ROLE = /navigation|complementary|contentinfo|banner|dialog|search/;
const BODY_PROPERTY = /articleBody|text\b/i;
const HIDDEN_STYLE = /display:\s{0,4}none/i;
/** UTF-16 units of class and id that are looked at, and tokens an element gives. */
const CLASS_CHARS_MAX = 300;
const CLASS_TOKENS_MAX = 8;
/** Children among which a time element is looked for. */
const TIME_CHILDREN_MAX = 12;
/** Levels of tag and class in a path signature, beyond the element's own. */
const SIGNATURE_PARENTS = 3;

/** Is it one of the elements that hold paragraphs? */
export function isContainer(tag: string): boolean {
  return CONTAINERS.has(tag);
}

/** What the names of an element say; the same for all elements of a page that are named alike, of which lists have hundreds. */
interface NameFacts {
  /** Tag and class as one number. */
  readonly hash: number;
  readonly isComment: boolean;
  readonly isSide: boolean;
  /** Hashes of tag, class and id tokens. */
  readonly tokens: readonly number[];
}

/** Elements that have the same tag: by class, those without an id; by class and id, the others. */
interface TagNames {
  readonly byClass: Map<string, NameFacts>;
  readonly byBoth: Map<string, NameFacts>;
}

/** The elements of one page that were met so far. */
export interface Survey {
  readonly facts: Map<ParentNode, ElementFacts>;
  /** In the order in which they were met, parents first. */
  readonly ordered: ElementFacts[];
  /** By tag. */
  readonly names: Map<string, TagNames>;
}

/** Facts of an element; it and all elements above it are added to the survey. No recursion. */
export function describeElement(node: ParentNode, survey: Survey): ElementFacts {
  const { facts, ordered } = survey;
  const known = facts.get(node);
  if (known !== undefined) return known;
  const missing: ParentNode[] = [];
  let up: ElementFacts | undefined;
  for (let one: ParentNode | null = node; one !== null; one = one.parent) {
    up = facts.get(one);
    if (up !== undefined) break;
    missing.push(one);
  }
  let last: ElementFacts | undefined = up;
  for (let i = missing.length - 1; i >= 0; i--) {
    const one = missing[i];
    if (one === undefined) continue;
    last = factsOf(one, last, survey);
    facts.set(one, last);
    ordered.push(last);
  }
  return last ?? factsOf(node, undefined, survey);
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

function factsOf(node: ParentNode, up: ElementFacts | undefined, survey: Survey): ElementFacts {
  const tag = isTag(node) ? node.name : "";
  const attribs = isTag(node) ? node.attribs : NO_ATTRIBUTES;
  const names = namesOf(tag, attribs, survey);
  const property = attribs["itemprop"] ?? "";
  const style = attribs["style"];
  const bit = ANCESTOR_BITS.get(tag);
  const isArticle = tag === "article";
  let siblings: Siblings | undefined;
  const made: ElementFacts = {
    node,
    tag,
    up,
    depth: (up?.depth ?? -1) + 1,
    ancestors: (up?.ancestors ?? 0) | (bit === undefined ? 0 : 1 << bit),
    isHidden: up?.isHidden === true || attribs["hidden"] !== undefined || (style !== undefined && HIDDEN_STYLE.test(style)),
    role: roleOf(attribs["role"], up),
    isArticleBody: up?.isArticleBody === true || (property !== "" && BODY_PROPERTY.test(property)),
    hasProperty: property !== "",
    isInComments: up?.isInComments === true || names.isComment,
    isInSide: up?.isInSide === true || names.isSide,
    isInFirstHeading: up?.isInFirstHeading === true || tag === "h1",
    hasTime: tag !== "" && hasTimeElement(node),
    article: up?.article,
    articlesAround: isArticle ? (up?.siblings().tags.get("article") ?? 0) : (up?.articlesAround ?? 0),
    name: names.hash,
    signature: signatureOf(names.hash, up),
    siblings: () => (siblings ??= siblingsOf(node)),
    tokens: names.tokens,
    chars: 0,
    linkChars: 0,
    paragraphChars: 0,
    paragraphs: 0,
    density: 0,
  };
  if (isArticle) made.article = made;
  return made;
}

function signatureOf(own: number, up: ElementFacts | undefined): number {
  let signature = own;
  for (let one = up, level = 0; one !== undefined && level < SIGNATURE_PARENTS; one = one.up, level++)
    signature = mix32(Math.imul(signature, 31) ^ one.name);
  return signature;
}

function namesOf(tag: string, attribs: Readonly<Record<string, string>>, survey: Survey): NameFacts {
  const classes = attribs["class"] ?? "";
  const id = attribs["id"] ?? "";
  let alike = survey.names.get(tag);
  if (alike === undefined) {
    alike = { byClass: new Map(), byBoth: new Map() };
    survey.names.set(tag, alike);
  }
  // Most elements have no id: they are found without making a key.
  const key = id === "" ? classes : `${classes}\n${id}`;
  const known = (id === "" ? alike.byClass : alike.byBoth).get(key);
  if (known !== undefined) return known;
  const names = `${classes} ${id}`.slice(0, CLASS_CHARS_MAX);
  const isTelling = names.length > 1 && tag !== "body" && tag !== "html";
  const made: NameFacts = {
    hash: mix32(hashString(tag) ^ hashName(classes)),
    isComment: isTelling && COMMENT_CLASS.test(names),
    isSide: isTelling && SIDE_CLASS.test(names),
    tokens: tokensOf(tag, isTelling ? names : ""),
  };
  (id === "" ? alike.byClass : alike.byBoth).set(key, made);
  return made;
}

/** `hashString` of the class without its digits, which number what is of one kind. */
function hashName(classes: string): number {
  let hash = HASH_START;
  for (let i = 0; i < Math.min(classes.length, CLASS_CHARS_MAX); i++) {
    const unit = classes.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) hash = Math.imul(hash ^ unit, HASH_PRIME);
  }
  return mix32(hash);
}

function roleOf(role: string | undefined, up: ElementFacts | undefined): -1 | 0 | 1 {
  if (role === undefined) return up?.role ?? 0;
  if (role === "main" || role === "article") return 1;
  if (SIDE_ROLE.test(role)) return -1;
  return up?.role ?? 0;
}

function hasTimeElement(node: ParentNode): boolean {
  for (let i = 0; i < Math.min(TIME_CHILDREN_MAX, node.children.length); i++) {
    const child = node.children[i];
    if (child !== undefined && isTag(child) && child.name === "time") return true;
  }
  return false;
}

function siblingsOf(node: ParentNode): Siblings {
  const places = new Map<ParentNode, number>();
  const tags = new Map<string, number>();
  let hasImage = false;
  for (const child of node.children) {
    if (!isTag(child)) continue;
    places.set(child, places.size);
    tags.set(child.name, (tags.get(child.name) ?? 0) + 1);
    if (child.name === "img" || child.name === "picture") hasImage = true;
  }
  return { count: places.size, places, tags, hasImage };
}

/** Letters of a token; longer words are cut. */
const TOKEN_LETTERS_MIN = 2;
const TOKEN_LETTERS_MAX = 20;
const TAG_SEED = 11;
const TOKEN_SEED = 13;

/** The tag, and the words of class and id: camelCase parted, digits dropped, lower case. */
function tokensOf(tag: string, names: string): number[] {
  const tokens = [hashString(tag, TAG_SEED)];
  // Lower case may make Latin letters of others ("K", the sign of Kelvin), after words were parted.
  const isAscii = !/[\u0080-\uffff]/.test(names);
  const text = isAscii ? names : names.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  let hash = HASH_START ^ TOKEN_SEED;
  let letters = 0;
  let isAfterLower = false;
  for (let i = 0; i <= text.length && tokens.length <= CLASS_TOKENS_MAX; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    const isUpper = unit >= 0x41 && unit <= 0x5a;
    const isLower = unit >= 0x61 && unit <= 0x7a;
    if ((!isUpper && !isLower) || (isUpper && isAfterLower) || letters === TOKEN_LETTERS_MAX) {
      if (letters >= TOKEN_LETTERS_MIN) tokens.push(mix32(hash));
      hash = HASH_START ^ TOKEN_SEED;
      letters = 0;
    }
    if (isUpper || isLower) {
      hash = Math.imul(hash ^ (unit | 0x20), HASH_PRIME);
      letters++;
    }
    isAfterLower = isLower;
  }
  return tokens;
}
