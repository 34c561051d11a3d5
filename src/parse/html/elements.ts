/** What the elements of HTML are: for the tree (which may stand in which) and for the walk (what borders words, what is shown). */
import { NameTable } from "./name-table.ts";
import type { TagFacts } from "./tag-facts.ts";

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** What the walk does at an element. */
export type Role =
  | "none"
  | "heading"
  | "item"
  | "list"
  | "quote"
  | "code block"
  | "table"
  | "row"
  | "cell"
  | "caption"
  | "link"
  | "strong"
  | "emphasis"
  | "code"
  | "quotation marks"
  | "break"
  | "image"
  | "skip" // neither shown nor text
  | "unseen" // its text shows only where the element itself does not work
  | "fallback"; // shown to readers without scripts or frames

export interface Traits {
  readonly role: Role;
  /** Begins and ends a block, by the default style sheet of browsers. */
  readonly isBlock: boolean;
  /** May hold several blocks: what flatteners join by. */
  readonly isContainer: boolean;
}

const BLOCKS = names(
  "address article aside blockquote body br canvas caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li listing main marquee menu nav ol optgroup option p plaintext pre search section " +
    "select summary table tbody td tfoot th thead tr ul video xmp button",
);

const CONTAINERS = names(
  "article aside body center details dialog div dl fieldset figure footer form header html main nav ol section select table ul menu",
);

const ROLES: Readonly<Record<string, Role>> = {
  ...roles("heading", "h1 h2 h3 h4 h5 h6"),
  ...roles("item", "li"),
  ...roles("list", "ul ol menu dir"),
  ...roles("quote", "blockquote"),
  ...roles("code block", "pre listing xmp plaintext"),
  ...roles("table", "table"),
  ...roles("row", "tr"),
  ...roles("cell", "td th"),
  ...roles("caption", "figcaption caption"),
  ...roles("link", "a"),
  ...roles("strong", "b strong"),
  ...roles("emphasis", "em i cite dfn var"),
  ...roles("code", "code kbd samp tt"),
  ...roles("quotation marks", "q"),
  ...roles("break", "br"),
  ...roles("image", "img amp-img"),
  ...roles("skip", "script style template svg annotation annotation-xml textarea title head datalist"),
  ...roles("unseen", "iframe object audio video canvas applet embed noembed"),
  ...roles("fallback", "noscript noframes"),
};

function roles(role: Role, list: string): Record<string, Role> {
  return Object.fromEntries(list.split(" ").map((name) => [name, role]));
}

const TRAITS: ReadonlyMap<string, Traits> = new Map(
  [...new Set([...BLOCKS, ...CONTAINERS, ...Object.keys(ROLES)])].map((name) => [
    name,
    { role: ROLES[name] ?? "none", isBlock: BLOCKS.has(name), isContainer: CONTAINERS.has(name) },
  ]),
);

const INLINE: Traits = { role: "none", isBlock: false, isContainer: false };

/** What an element is to the walk; unknown elements are inline, as browsers show them. */
export function traitsOf(name: string): Traits {
  return TRAITS.get(name) ?? INLINE;
}

// ── For the tree. Lists follow the HTML standard, "Parsing HTML documents" (2025), unless said otherwise. ───────────

/** Elements that have no content. */
export const VOID = 1;
/** Elements that an inline end tag cannot close across. */
export const SPECIAL = 2;
/** Inline elements whose end tag counts although blocks were opened inside them. */
export const FORMATTING = 4;
/** Start tags that end an open paragraph. */
export const CLOSES_PARAGRAPH = 8;
/** An end tag does not reach past these. */
export const SCOPE = 16;
/** The parts of a table: their tags reach to the nearest table. */
export const TABLE_PART = 32;
/** What may stand in the head; anything else ends it, with or without its end tag. */
export const HEAD_CONTENT = 64;
/** HTML start tags that end an unclosed drawing. */
export const LEAVES_DRAWING = 128;
/** Elements whose content is text up to their end tag, whatever stands in it. */
export const RAW_TEXT = 256;
export const HEADING = 512;
/** Start tags that end an open element of their own kind. */
export const ENDS_ITS_KIND = 1024;

/** Elements that claims are read from, whatever their attributes say. */
export const CLAIMS = 2048;

/** Elements in which no claims are looked for. */
export const CLAIMS_NOTHING = 4096;
/** Elements that speak of other articles, or of the site. */
export const ELSEWHERE = 8192;
/** Elements that part the words around them where an element is read as a value. */
export const PARTS_WORDS = 16384;

/** A name, and what it is as a sum of the flags above; one object a name. */
export interface Tag {
  readonly name: string;
  readonly is: number;
  readonly traits: Traits;
  /** For evidence; found when it is first asked for. */
  facts: TagFacts | undefined;
}

const FLAGS: readonly (readonly [flag: number, names: string])[] = [
  [VOID, "area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr"],
  [
    SPECIAL,
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dialog dir div dl dt " +
      "embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link " +
      "listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style " +
      "summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp",
  ],
  [FORMATTING, "a b big code em font i nobr s small strike strong tt u"],
  [
    CLOSES_PARAGRAPH,
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li " +
      "dd dt listing main menu nav ol p pre plaintext search section summary table ul xmp",
  ],
  [SCOPE, "applet caption html table td th marquee object template"],
  [TABLE_PART, "td th tr tbody thead tfoot caption colgroup"],
  [HEAD_CONTENT, "base basefont bgsound command link meta noframes script style template title noscript head html"],
  [
    LEAVES_DRAWING,
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small " +
      "span strong strike sub sup table tt u ul var article section header footer nav main aside form",
  ],
  [RAW_TEXT, "title style textarea xmp script"],
  [HEADING, "h1 h2 h3 h4 h5 h6"],
  [ENDS_ITS_KIND, "li dd dt a option optgroup button rt rp"],
  [CLAIMS, "html title meta link script h1 time"],
  [CLAIMS_NOTHING, "script style noscript template svg iframe object textarea select"],
  [ELSEWHERE, "aside footer nav"],
  [PARTS_WORDS, "br li div p"],
  [
    0,
    "abbr acronym bdi bdo blink data datalist del ins label map mark meter output picture progress rb rp rt rtc ruby slot sub sup time svg math path g " +
      "circle rect span cite q kbd samp dfn var",
  ],
];

const TAGS: ReadonlyMap<string, Tag> = ((): ReadonlyMap<string, Tag> => {
  const sums = new Map<string, number>([...TRAITS.keys()].map((name) => [name, 0]));
  for (const [flag, list] of FLAGS) for (const name of list.split(" ")) sums.set(name, (sums.get(name) ?? 0) | flag);
  return new Map([...sums].map(([name, is]) => [name, newTag(name, is, traitsOf(name))]));
})();

/** The tags that HTML knows. */
export const TAG_NAMES: NameTable<Tag> = new NameTable(TAGS);

/** The tag of a name in lower case; names that HTML does not know are inline elements. */
export function tagOf(name: string): Tag {
  return TAGS.get(name) ?? newTag(name, 0, INLINE);
}

function newTag(name: string, is: number, traits: Traits): Tag {
  return { name, is, traits, facts: undefined };
}

/** Is it the name of an element? In Markdown "<name>" may be what somebody wrote about names. */
export function isElementName(name: string): boolean {
  return TAGS.has(name);
}
