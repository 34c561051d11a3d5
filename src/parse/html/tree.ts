/**
 * HTML → tree: htmlparser2's tokenizer under a tree builder of our own, because its parser nests without bound, closes blocks at inline
 * end tags and lets an unclosed head, title or link swallow the page. The rules are those of the HTML standard where they matter for
 * text; what is only for rendering (foster parents, reopened formatting) is left out.
 */
import { Document, Element, Text } from "domhandler";
import { decodeHTML, decodeHTMLAttribute } from "entities/decode";
import { ElementType, Tokenizer } from "htmlparser2";
import type { TokenizerCallbacks } from "htmlparser2";
import { notice } from "../../notices.ts";
import type { Limits } from "../../options.ts";
import type { Notice } from "../../types.ts";
import { HEAD_CONTENT, LEAVES_DRAWING, RAW_TEXT, tagOf, VOID } from "./elements.ts";
import type { Tag } from "./elements.ts";
import { OpenElements } from "./open-elements.ts";

export interface Tree {
  readonly root: Document;
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

class TreeBuilder implements TokenizerCallbacks {
  unclosed: { readonly at: number; readonly name: string } | undefined;
  stop: () => void = () => undefined;

  readonly #html: string;
  readonly #limits: TreeLimits;
  readonly #mend: boolean;
  readonly #root = new Document([]);
  readonly #open = new OpenElements();
  /** Elements past the depth limit that are open: in the tree they stand empty, their content beside them. */
  #overflow = 0;
  #bodySeen = false;
  #tag: Tag = tagOf("");
  #attributes: Record<string, string> = {};
  #attributeCount = 0;
  #attributeName = "";
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
  }

  tree(): Tree {
    const notices: Notice[] = [];
    if (this.#depthCapped) notices.push(notice("depth-capped", String(this.#limits.elementDepthMax)));
    if (this.#attributesCapped) notices.push(notice("attributes-capped", String(this.#limits.attributesMax)));
    return { root: this.#root, base: this.#base, address: this.#canonical ?? this.#openGraph, notices };
  }

  // ── What the tokenizer calls ──────────────────────────────────────────────────────────────────────────────────────

  ontext(start: number, end: number): void {
    let data = this.#html.slice(start, end);
    const open = this.#open;
    const name = open.topName;
    if (data.includes("&") && name !== "script" && name !== "style") data = decodeHTML(data);
    if (name === "head" && data.trim() !== "") open.pop();
    const { children } = open.top ?? this.#root;
    const last = children[children.length - 1];
    if (last?.type === ElementType.Text) last.data += data;
    else this.#append(new Text(data));
  }

  /** Never called: entities are decoded where a text has any. */
  ontextentity(): void {
    return;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = tagOf(this.#html.slice(start, end).toLowerCase());
    this.#attributes = {};
    this.#attributeCount = 0;
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = this.#html.slice(start, end).toLowerCase();
    this.#attributeValue = "";
  }

  onattribdata(start: number, end: number): void {
    this.#attributeValue += this.#html.slice(start, end);
  }

  onattribentity(): void {
    return;
  }

  onattribend(): void {
    if (this.#attributeCount >= this.#limits.attributesMax) {
      this.#attributesCapped = true;
      return;
    }
    const name = this.#attributeName;
    if (this.#attributeCount > 0 && this.#attributes[name] !== undefined && Object.hasOwn(this.#attributes, name)) return;
    this.#attributeCount++;
    const value = this.#attributeValue;
    this.#attributes[name] = value.includes("&") ? decodeHTMLAttribute(value) : value;
  }

  onopentagend(end: number): void {
    const { name, is } = this.#tag;
    this.#start(this.#tag, this.#attributes);
    if ((is & RAW_TEXT) === 0 || name === "script" || !this.#mend) return;
    const at = unclosedAt(this.#html, name, end + 1);
    if (at === undefined) return;
    this.unclosed = { at, name };
    this.stop();
  }

  onselfclosingtag(end: number): void {
    const tag = this.#tag;
    const { depth, drawings } = this.#open;
    this.#start(tag, this.#attributes);
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
    this.#end(tagOf(this.#html.slice(start, end).toLowerCase()));
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

  #append(node: Element | Text): void {
    const parent = this.#open.top ?? this.#root;
    const siblings = parent.children;
    const previous = siblings[siblings.length - 1];
    if (previous !== undefined) {
      node.prev = previous;
      previous.next = node;
    }
    node.parent = parent;
    siblings.push(node);
  }

  #start(tag: Tag, attributes: Record<string, string>): void {
    const { name, is } = tag;
    const open = this.#open;
    if (name === "body" || name === "html" || name === "head") {
      if (this.#bodySeen || (name !== "body" && open.has(name))) return;
      if (name === "body") this.#bodySeen = true;
    } else if (name === "base" || name === "link" || name === "meta") this.#note(name, attributes);
    if (open.isHeadOpen && (is & HEAD_CONTENT) === 0) open.leaveHead();
    if (open.drawings > 0 && (is & LEAVES_DRAWING) !== 0) open.leaveDrawing();
    open.endBefore(tag);
    const element = new Element(name, attributes);
    this.#append(element);
    if ((is & VOID) !== 0) return;
    if (open.depth >= this.#limits.elementDepthMax && (is & RAW_TEXT) === 0) {
      this.#depthCapped = true;
      this.#overflow++;
    } else open.push(element, tag);
  }

  #note(name: string, attributes: Record<string, string>): void {
    if (name === "base") this.#base ??= attributes["href"];
    else if (name === "link") {
      if (attributes["rel"]?.toLowerCase() === "canonical") this.#canonical ??= attributes["href"];
    } else if (attributes["property"]?.toLowerCase() === "og:url") this.#openGraph ??= attributes["content"];
  }

  #end(tag: Tag): void {
    const { name, is } = tag;
    // What follows the body still belongs to it.
    if (name === "html" || name === "body") return;
    if (name === "br" || name === "p") {
      if (name === "br" || !this.#open.end(tag)) this.#append(new Element(name, {}));
      return;
    }
    if ((is & VOID) !== 0) return;
    if (this.#overflow > 0 && this.#open.topName !== name) {
      this.#overflow--;
      // Marks the border that the end tag would have made.
      this.#append(new Element(name, {}));
    } else this.#open.end(tag);
  }
}
