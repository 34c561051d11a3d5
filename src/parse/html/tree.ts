/**
 * HTML → tree: htmlparser2's tokenizer under a tree builder of our own, because its parser nests without bound, closes blocks at inline
 * end tags and lets an unclosed head, title or link swallow the page. The rules are those of the HTML standard where they matter for
 * text; what is only for rendering (foster parents, reopened formatting) is left out.
 */
import { decodeHTML, decodeHTMLAttribute } from "entities/decode";
import { Tokenizer } from "htmlparser2";
import type { TokenizerCallbacks } from "htmlparser2";
import { notice } from "../../notices.ts";
import type { Limits } from "../../options.ts";
import type { Notice } from "../../types.ts";
import { HEAD_CONTENT, LEAVES_DRAWING, RAW_TEXT, TAG_NAMES, tagOf, VOID } from "./elements.ts";
import type { Tag } from "./elements.ts";
import { Namings } from "./naming.ts";
import { ATTRIBUTE, ATTRIBUTE_NAMES, bitOf, valueIn } from "./nodes.ts";
import type { Attribute, ElementNode, TreeNode } from "./nodes.ts";
import { OpenElements } from "./open-elements.ts";

export interface Tree {
  /** The document: its tag has no name. */
  readonly root: ElementNode;
  /** Text may stand in no element at all; it belongs to the body that browsers would make, which is not in the tree. */
  readonly body: ElementNode;
  /** Every element in the order of the document, the root first and the body that is not in the tree second; their numbers are their places. */
  readonly elements: readonly ElementNode[];
  /** `<base href>` as it stands. */
  readonly base: string | undefined;
  /** The page's own word on its address: canonical link, else og:url; as it stands. */
  readonly address: string | undefined;
  readonly notices: readonly Notice[];
}

type TreeLimits = Pick<Limits, "elementDepthMax" | "attributesMax">;

/** Times that an unclosed title, style or textarea is mended before the page is taken as it is. */
const MENDS_MAX = 3;

/** The tree of a page. Never throws on input; linear in its length. */
export function buildTree(html: string, limits: TreeLimits): Tree {
  let text = html;
  for (let mends = 0; ; mends++) {
    const builder = new TreeBuilder(text, limits, { mend: mends < MENDS_MAX });
    const tokenizer = new Tokenizer({ decodeEntities: false }, builder);
    builder.stop = () => {
      tokenizer.pause();
    };
    tokenizer.write(text);
    tokenizer.end();
    if (builder.unclosed === undefined) return builder.tree();
    const { at, name } = builder.unclosed;
    text = `${text.slice(0, at)}</${name}>${text.slice(at)}`;
  }
}

/** Tags that no title holds: between a title and its end tag they show that the end tag is another's. */
const NOT_IN_TITLE = /<(?:\/head|body|meta|link|script|style|div|table|title|p)[\s/>]/i;
const TAG_START = /<[a-z!/]/gi;

/** Where the text of a raw element that is never closed must end; undefined: it is closed. */
function unclosedAt(html: string, name: string, from: number): number | undefined {
  let end = html.indexOf(`</${name}`, from);
  if (end < 0) end = html.slice(from).search(new RegExp(`</${name}`, "i"));
  else end -= from;
  if (end >= 0 && !(name === "title" && NOT_IN_TITLE.test(html.slice(from, from + end)))) return undefined;
  TAG_START.lastIndex = from;
  return TAG_START.exec(html)?.index;
}

const DOCUMENT = tagOf("");
const NAMES = bitOf(ATTRIBUTE.class) | bitOf(ATTRIBUTE.id);

function append(parent: ElementNode, node: TreeNode): void {
  if (parent.last === undefined) parent.first = node;
  else parent.last.next = node;
  parent.last = node;
}

class TreeBuilder implements TokenizerCallbacks {
  unclosed: { readonly at: number; readonly name: string } | undefined;
  stop: () => void = () => undefined;

  readonly #html: string;
  readonly #limits: TreeLimits;
  readonly #mend: boolean;
  readonly #open = new OpenElements();
  readonly #namings = new Namings();
  readonly #elements: ElementNode[] = [];
  readonly #root: ElementNode;
  readonly #body: ElementNode;
  /** Tags that HTML does not know, by name in lower case. */
  readonly #tags = new Map<string, Tag>();
  /** Elements past the depth limit that are open: in the tree they stand empty, their content beside them. */
  #overflow = 0;
  #bodySeen = false;
  /** The start tag at hand; of its attributes that somebody reads a bit for each and the last of them; and how many it has, read or not. */
  #tag: Tag = DOCUMENT;
  #has = 0;
  #lastAttribute: Attribute | undefined;
  #attributeCount = 0;
  /** The attribute at hand; undefined: nobody reads it. */
  #attributeName: number | undefined;
  #attributeValue = "";
  #base: string | undefined;
  #canonical: string | undefined;
  #openGraph: string | undefined;
  #depthCapped = false;
  #attributesCapped = false;

  constructor(html: string, limits: TreeLimits, options: { readonly mend: boolean }) {
    this.#html = html;
    this.#limits = limits;
    this.#mend = options.mend;
    this.#root = this.#element(DOCUMENT, undefined);
    this.#body = this.#element(tagOf("body"), undefined);
  }

  tree(): Tree {
    const notices: Notice[] = [];
    if (this.#depthCapped) notices.push(notice("depth-capped", String(this.#limits.elementDepthMax)));
    if (this.#attributesCapped) notices.push(notice("attributes-capped", String(this.#limits.attributesMax)));
    const address = this.#canonical ?? this.#openGraph;
    return { root: this.#root, body: this.#body, elements: this.#elements, base: this.#base, address, notices };
  }

  // ── What the tokenizer calls ──────────────────────────────────────────────────────────────────────────────────────

  ontext(start: number, end: number): void {
    let data = this.#html.slice(start, end);
    const open = this.#open;
    const name = open.topName;
    if (data.includes("&") && name !== "script" && name !== "style") data = decodeHTML(data);
    if (name === "head" && data.trim() !== "") open.pop();
    const parent = open.top ?? this.#root;
    const { last } = parent;
    if (last !== undefined && last.tag === undefined) last.data += data;
    else append(parent, { tag: undefined, data, parent, next: undefined });
  }

  /** Never called: entities are decoded where a text has any. */
  ontextentity(): void {
    return;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#tagAt(start, end);
    this.#has = 0;
    this.#lastAttribute = undefined;
    this.#attributeCount = 0;
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = ATTRIBUTE_NAMES.find(this.#html, start, end);
    this.#attributeValue = "";
  }

  onattribdata(start: number, end: number): void {
    if (this.#attributeName !== undefined) this.#attributeValue += this.#html.slice(start, end);
  }

  onattribentity(): void {
    return;
  }

  onattribend(): void {
    if (this.#attributeCount >= this.#limits.attributesMax) {
      this.#attributesCapped = true;
      return;
    }
    this.#attributeCount++;
    const name = this.#attributeName;
    if (name === undefined) return;
    const bit = bitOf(name);
    const last = this.#lastAttribute;
    // The first of a name counts.
    if ((this.#has & bit) !== 0 && valueIn(last, name) !== undefined) return;
    const value = this.#attributeValue;
    this.#lastAttribute = { name, value: value.includes("&") ? decodeHTMLAttribute(value) : value, next: last };
    this.#has |= bit;
  }

  onopentagend(end: number): void {
    const { name, is } = this.#tag;
    this.#start(this.#tag);
    if ((is & RAW_TEXT) === 0 || name === "script" || !this.#mend) return;
    const at = unclosedAt(this.#html, name, end + 1);
    if (at === undefined) return;
    this.unclosed = { at, name };
    this.stop();
  }

  onselfclosingtag(end: number): void {
    const tag = this.#tag;
    const { depth, drawings } = this.#open;
    this.#start(tag);
    if (drawings > 0 || tag.name === "svg" || tag.name === "math") {
      if (this.#open.depth > depth) this.#open.pop();
      // Browsers ignore the slash of <script/>. Here it counts where no end tag follows: or the next script would end it, and all between were lost.
    } else if ((tag.is & RAW_TEXT) !== 0 && !this.#closesLater(tag.name, end)) this.#end(tag);
  }

  /** Does an end tag of this name come before the next start tag of this name? */
  #closesLater(name: string, from: number): boolean {
    const tag = new RegExp(`<(/?)${name}[\\s/>]`, "gi");
    tag.lastIndex = from;
    return tag.exec(this.#html)?.[1] === "/";
  }

  onclosetag(start: number, end: number): void {
    this.#end(this.#tagAt(start, end));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#open.drawings > 0) this.ontext(start, end - endOffset);
  }

  oncomment(): void {
    return;
  }

  ondeclaration(): void {
    return;
  }

  onprocessinginstruction(): void {
    return;
  }

  onend(): void {
    return;
  }

  // ── The tree ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #tagAt(start: number, end: number): Tag {
    const known = TAG_NAMES.find(this.#html, start, end);
    if (known !== undefined) return known;
    const name = this.#html.slice(start, end).toLowerCase();
    let tag = this.#tags.get(name);
    if (tag === undefined) this.#tags.set(name, (tag = tagOf(name)));
    return tag;
  }

  /** An element without attributes, or with those of the start tag at hand. */
  #element(tag: Tag, parent: ElementNode | undefined, has = 0, last?: Attribute): ElementNode {
    const namings = this.#namings;
    const isNamed = (has & NAMES) !== 0;
    const element: ElementNode = {
      tag,
      number: this.#elements.length,
      naming: isNamed ? namings.of(valueIn(last, ATTRIBUTE.class), valueIn(last, ATTRIBUTE.id)) : namings.none,
      has,
      attributes: last,
      parent,
      place: parent?.elements ?? 0,
      elements: 0,
      first: undefined,
      last: undefined,
      next: undefined,
    };
    this.#elements.push(element);
    if (parent === undefined) return element;
    parent.elements++;
    append(parent, element);
    return element;
  }

  #start(tag: Tag): void {
    const { name, is } = tag;
    const open = this.#open;
    if (name === "body" || name === "html" || name === "head") {
      if (this.#bodySeen || (name !== "body" && open.has(name))) return;
      if (name === "body") this.#bodySeen = true;
    } else if (name === "base" || name === "link" || name === "meta") this.#note(name, this.#lastAttribute);
    if (open.isHeadOpen && (is & HEAD_CONTENT) === 0) open.leaveHead();
    if (open.drawings > 0 && (is & LEAVES_DRAWING) !== 0) open.leaveDrawing();
    open.endBefore(tag);
    const element = this.#element(tag, open.top ?? this.#root, this.#has, this.#lastAttribute);
    if ((is & VOID) !== 0) return;
    if (open.depth >= this.#limits.elementDepthMax && (is & RAW_TEXT) === 0) {
      this.#depthCapped = true;
      this.#overflow++;
    } else open.push(element, tag);
  }

  #note(name: string, attributes: Attribute | undefined): void {
    const value = (attribute: number): string | undefined => valueIn(attributes, attribute);
    if (name === "base") this.#base ??= value(ATTRIBUTE.href);
    else if (name === "link") {
      if (value(ATTRIBUTE.rel)?.toLowerCase() === "canonical") this.#canonical ??= value(ATTRIBUTE.href);
    } else if (value(ATTRIBUTE.property)?.toLowerCase() === "og:url") this.#openGraph ??= value(ATTRIBUTE.content);
  }

  #end(tag: Tag): void {
    const { name, is } = tag;
    // What follows the body still belongs to it.
    if (name === "html" || name === "body") return;
    if (name === "br" || name === "p") {
      if (name === "br" || !this.#open.end(tag)) this.#element(tag, this.#open.top ?? this.#root);
      return;
    }
    if ((is & VOID) !== 0) return;
    if (this.#overflow > 0 && this.#open.topName !== name) {
      this.#overflow--;
      // Marks the border that the end tag would have made.
      this.#element(tag, this.#open.top ?? this.#root);
    } else this.#open.end(tag);
  }
}
