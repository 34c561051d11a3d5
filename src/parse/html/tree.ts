/**
 * HTML → tree: htmlparser2's tokenizer under a tree builder of our own, because its parser nests without bound, closes blocks at inline
 * end tags and lets an unclosed head, title or link swallow the page. The rules are those of the HTML standard where they matter for
 * text; what is only for rendering (foster parents, reopened formatting) is left out.
 */
import { Document, Element, Text } from "domhandler";
import { decodeHTML, decodeHTMLAttribute } from "entities/decode";
import { Tokenizer } from "htmlparser2";
import type { TokenizerCallbacks } from "htmlparser2";
import { notice } from "../../notices.ts";
import type { Limits } from "../../options.ts";
import type { Notice } from "../../types.ts";
import { CLOSES_PARAGRAPH, FORMATTING, HEAD_CONTENT, LEAVES_DRAWING, SCOPE, SPECIAL, TABLE_PARTS, VOID } from "./elements.ts";

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

/** Elements whose content the tokenizer takes as text up to their end tag; without one they would swallow the rest of the page. */
const RAW_TEXT = new Set(["title", "style", "textarea", "xmp"]);
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
  readonly #stack: Element[] = [];
  /** Inline elements whose end tag came while a block inside them was open: they end with that block. */
  readonly #ending = new Set<Element>();
  /** Elements past the depth limit that are open: in the tree they stand empty, their content beside them. */
  #overflow = 0;
  #drawings = 0;
  #headOpen = false;
  #bodySeen = false;
  #name = "";
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
    const top = this.#stack[this.#stack.length - 1];
    if (data.includes("&") && top?.name !== "script" && top?.name !== "style") data = decodeHTML(data);
    if (this.#headOpen && top?.name === "head" && data.trim() !== "") this.#pop(this.#stack.length - 1);
    const parent = this.#stack[this.#stack.length - 1] ?? this.#root;
    const last = parent.children[parent.children.length - 1];
    if (last instanceof Text) last.data += data;
    else this.#append(new Text(data));
  }

  /** Never called: entities are decoded where a text has any. */
  ontextentity(): void {
    return;
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
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
    if (Object.hasOwn(this.#attributes, name)) return;
    this.#attributeCount++;
    const value = this.#attributeValue;
    this.#attributes[name] = value.includes("&") ? decodeHTMLAttribute(value) : value;
  }

  onopentagend(end: number): void {
    this.#open(this.#name, this.#attributes);
    if (!this.#mend || !RAW_TEXT.has(this.#name)) return;
    const at = unclosedAt(this.#html, this.#name, end + 1);
    if (at === undefined) return;
    this.unclosed = { at, name: this.#name };
    this.stop();
  }

  onselfclosingtag(end: number): void {
    if (this.#drawings === 0 && this.#name !== "svg" && this.#name !== "math") {
      this.#open(this.#name, this.#attributes);
      // Browsers ignore the slash of <script/>. Here it counts where no end tag follows: or the next script would end it, and all between were lost.
      if ((RAW_TEXT.has(this.#name) || this.#name === "script") && !this.#closesLater(this.#name, end)) this.onclosetagname(this.#name);
      return;
    }
    const before = this.#stack.length;
    this.#open(this.#name, this.#attributes);
    if (this.#stack.length > before) this.#pop(this.#stack.length - 1);
  }

  /** Does an end tag of this name come before the next start tag of this name? */
  #closesLater(name: string, from: number): boolean {
    const tag = new RegExp(`<(/?)${name}[\\s/>]`, "gi");
    tag.lastIndex = from;
    return tag.exec(this.#html)?.[1] === "/";
  }

  onclosetag(start: number, end: number): void {
    this.onclosetagname(this.#html.slice(start, end).toLowerCase());
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#drawings > 0) this.ontext(start, end - endOffset);
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
    const parent = this.#stack[this.#stack.length - 1] ?? this.#root;
    const siblings = parent.children;
    const previous = siblings[siblings.length - 1];
    if (previous !== undefined) {
      node.prev = previous;
      previous.next = node;
    }
    node.parent = parent;
    siblings.push(node);
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === "body" || name === "html" || name === "head") {
      if (this.#bodySeen || (name !== "body" && this.#stack.some((element) => element.name === name))) return;
      if (name === "body") this.#bodySeen = true;
    }
    this.#note(name, attributes);
    if (this.#headOpen && !HEAD_CONTENT.has(name)) this.#leaveHead();
    if (this.#drawings > 0 && LEAVES_DRAWING.has(name)) this.#leaveDrawing();
    this.#closeImplied(name);
    const element = new Element(name, attributes);
    this.#append(element);
    if (VOID.has(name)) return;
    const isRaw = RAW_TEXT.has(name) || name === "script";
    if (this.#stack.length >= this.#limits.elementDepthMax && !isRaw) {
      this.#depthCapped = true;
      this.#overflow++;
      return;
    }
    this.#stack.push(element);
    if (name === "svg" || name === "math") this.#drawings++;
    else if (name === "head") this.#headOpen = true;
  }

  #note(name: string, attributes: Record<string, string>): void {
    if (name === "base") this.#base ??= attributes["href"];
    else if (name === "link") {
      if (attributes["rel"]?.toLowerCase() === "canonical") this.#canonical ??= attributes["href"];
    } else if (name === "meta" && attributes["property"]?.toLowerCase() === "og:url") this.#openGraph ??= attributes["content"];
  }

  /** Pops every element from `index` on, then the inline elements that only waited for them to end. */
  #pop(index: number): void {
    const stack = this.#stack;
    let left = index;
    for (;;) {
      while (stack.length > left) {
        const name = stack.pop()?.name;
        if (name === "svg" || name === "math") this.#drawings--;
        else if (name === "head") this.#headOpen = false;
      }
      const top = stack[stack.length - 1];
      if (top === undefined || !this.#ending.delete(top)) return;
      left = stack.length - 1;
    }
  }

  /** Something that is no head's content: the head ends, unless an element that hides its content is open in it. */
  #leaveHead(): void {
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const name = this.#stack[index]?.name ?? "";
      if (name === "noscript" || name === "template" || name === "svg" || name === "noframes") return;
      if (name === "head") {
        this.#pop(index);
        return;
      }
    }
  }

  #leaveDrawing(): void {
    let outermost: number | undefined;
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const name = this.#stack[index]?.name ?? "";
      if (name === "foreignobject" || name === "desc" || name === "annotation-xml" || name === "mtext") break;
      if (name === "svg" || name === "math") outermost = index;
    }
    if (outermost !== undefined) this.#pop(outermost);
  }

  /** Ends what a start tag implies has ended: `<li>` the item before it, `<div>` the paragraph that cannot hold it. */
  #closeImplied(name: string): void {
    if (name === "li") this.#closeItem("li", "li");
    else if (name === "dd" || name === "dt") this.#closeItem("dd", "dt");
    if (TABLE_PARTS.has(name)) this.#closeTableParts(name);
    else if (name === "a") this.#closeThroughInline("a", "a");
    else if (name === "option" || name === "optgroup") this.#closeThroughInline("option", name);
    else if (name === "button") this.#closeThroughInline("button", "button");
    else if (name === "rt" || name === "rp") this.#closeThroughInline("rt", "rp");
    if (CLOSES_PARAGRAPH.has(name)) this.#closeThroughInline("p", "p");
    if (isHeading(name) && isHeading(this.#stack[this.#stack.length - 1]?.name ?? "")) this.#pop(this.#stack.length - 1);
  }

  /** Ends the nearest `first` or `second` if nothing but inline elements were opened since. */
  #closeThroughInline(first: string, second: string): void {
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const name = this.#stack[index]?.name ?? "";
      if (name === first || name === second) {
        this.#pop(index);
        return;
      }
      if (SPECIAL.has(name)) return;
    }
  }

  #closeItem(first: string, second: string): void {
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const name = this.#stack[index]?.name ?? "";
      if (name === first || name === second) {
        this.#pop(index);
        return;
      }
      if (SPECIAL.has(name) && name !== "address" && name !== "div" && name !== "p") return;
    }
  }

  /** A new cell ends the open cell, a new row the open row, a new section the open section of the nearest table. */
  #closeTableParts(name: string): void {
    const isCell = name === "td" || name === "th";
    let lowest: number | undefined;
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (open === "table" || open === "template" || open === "html") break;
      if (isCell && open === "tr") break;
      if (name === "tr" && (open === "tbody" || open === "thead" || open === "tfoot")) break;
      if (TABLE_PARTS.has(open)) lowest = index;
    }
    if (lowest !== undefined) this.#pop(lowest);
  }

  onclosetagname(name: string): void {
    if (name === "html" || name === "body") return;
    if (name === "br" || name === "p") {
      if (name === "br" || !this.#closeInScope("p")) this.#append(new Element(name, {}));
      return;
    }
    if (VOID.has(name)) return;
    if (this.#overflow > 0 && this.#stack[this.#stack.length - 1]?.name !== name) {
      this.#overflow--;
      // Marks the border that the end tag would have made.
      this.#append(new Element(name, {}));
      return;
    }
    if (FORMATTING.has(name) || !SPECIAL.has(name)) this.#closeInline(name);
    else if (TABLE_PARTS.has(name) || name === "table") this.#closeTablePart(name);
    else this.#closeInScope(name);
  }

  #closeInline(name: string): void {
    let isInside = false;
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const element = this.#stack[index];
      if (element === undefined || SCOPE.has(element.name)) return;
      if (element.name === name && !this.#ending.has(element)) {
        if (!isInside) this.#pop(index);
        else if (FORMATTING.has(name)) this.#ending.add(element);
        return;
      }
      if (SPECIAL.has(element.name)) {
        if (!FORMATTING.has(name)) return;
        isInside = true;
      }
    }
  }

  #closeTablePart(name: string): void {
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (open === name) {
        this.#pop(index);
        return;
      }
      if (open === "table" || open === "template" || open === "html") return;
    }
  }

  /** Ends the nearest element of a name in scope; false: there is none. */
  #closeInScope(name: string): boolean {
    for (let index = this.#stack.length - 1; index >= 0; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (open === name || (isHeading(name) && isHeading(open))) {
        this.#pop(index);
        return true;
      }
      if (SCOPE.has(open) || (name === "li" && (open === "ul" || open === "ol")) || (name === "p" && open === "button")) return false;
    }
    return false;
  }
}

function isHeading(name: string): boolean {
  return name.length === 2 && name.charCodeAt(0) === 0x68 && name.charCodeAt(1) >= 0x31 && name.charCodeAt(1) <= 0x36;
}
