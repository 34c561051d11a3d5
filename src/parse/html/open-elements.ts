/** The elements that are open while a tree is built, and which of them a tag ends. */
import { CLOSES_PARAGRAPH, ENDS_ITS_KIND, FORMATTING, HEADING, SCOPE, SPECIAL, TABLE_PART } from "./elements.ts";
import type { Tag } from "./elements.ts";
import type { ElementNode } from "./nodes.ts";

/** Inside these, what is no content of the head does not end it. */
const HIDES_CONTENT = new Set(["noscript", "template", "svg", "noframes"]);
/** In these, HTML is at home inside a drawing. */
const LETS_HTML_IN = new Set(["foreignobject", "desc", "annotation-xml", "mtext"]);

/** A stack. Every search goes down at most as many levels as the tree may have. */
export class OpenElements {
  /** Drawings and formulas that are open. */
  drawings = 0;
  isHeadOpen = false;
  readonly #elements: ElementNode[] = [];
  readonly #tags: Tag[] = [];
  /** Of every open element: is it inline, and did its end tag come while a block inside it was open? It ends with that block. */
  readonly #isEnding: boolean[] = [];

  get depth(): number {
    return this.#elements.length;
  }

  get top(): ElementNode | undefined {
    return this.#elements[this.#elements.length - 1];
  }

  get topName(): string | undefined {
    return this.#tags[this.#tags.length - 1]?.name;
  }

  has(name: string): boolean {
    return this.#tags.some((tag) => tag.name === name);
  }

  push(element: ElementNode, tag: Tag): void {
    this.#elements.push(element);
    this.#tags.push(tag);
    this.#isEnding.push(false);
    if (tag.name === "svg" || tag.name === "math") this.drawings++;
    else if (tag.name === "head") this.isHeadOpen = true;
  }

  /** Ends the innermost element. */
  pop(): void {
    if (this.#elements.length > 0) this.#popTo(this.#elements.length - 1);
  }

  /** Ends every element from `index` on, then the inline elements that only waited for them to end. */
  #popTo(index: number): void {
    let left = index;
    for (;;) {
      while (this.#elements.length > left) {
        this.#elements.pop();
        this.#isEnding.pop();
        const name = this.#tags.pop()?.name;
        if (name === "svg" || name === "math") this.drawings--;
        else if (name === "head") this.isHeadOpen = false;
      }
      left = this.#elements.length - 1;
      if (this.#isEnding[left] !== true) return;
    }
  }

  /** Something that is no head's content came: the head ends, unless an element that hides its content is open in it. */
  leaveHead(): void {
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const name = this.#tags[index]?.name ?? "";
      if (HIDES_CONTENT.has(name)) return;
      if (name === "head") {
        this.#popTo(index);
        return;
      }
    }
  }

  /** HTML came inside a drawing that lets none in: the drawing was never closed. */
  leaveDrawing(): void {
    let outermost: number | undefined;
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const name = this.#tags[index]?.name ?? "";
      if (LETS_HTML_IN.has(name)) break;
      if (name === "svg" || name === "math") outermost = index;
    }
    if (outermost !== undefined) this.#popTo(outermost);
  }

  /** Ends what a start tag implies has ended: `<li>` the item before it, `<div>` the paragraph that cannot hold it. */
  endBefore(tag: Tag): void {
    const { name, is } = tag;
    if ((is & (ENDS_ITS_KIND | TABLE_PART | CLOSES_PARAGRAPH | HEADING)) === 0) return;
    if ((is & TABLE_PART) !== 0) this.#endTableParts(name);
    else if ((is & ENDS_ITS_KIND) !== 0) this.#endItsKind(name);
    if ((is & CLOSES_PARAGRAPH) !== 0) this.#endThroughInline("p", "p");
    if ((is & HEADING) !== 0 && ((this.#tags[this.#tags.length - 1]?.is ?? 0) & HEADING) !== 0) this.pop();
  }

  #endItsKind(name: string): void {
    if (name === "li") this.#endItem("li", "li");
    else if (name === "dd" || name === "dt") this.#endItem("dd", "dt");
    else if (name === "option" || name === "optgroup") this.#endThroughInline("option", name);
    else if (name === "rt" || name === "rp") this.#endThroughInline("rt", "rp");
    else this.#endThroughInline(name, name);
  }

  /** Ends the nearest `first` or `second` if nothing but inline elements were opened since. */
  #endThroughInline(first: string, second: string): void {
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const tag = this.#tags[index];
      if (tag === undefined) return;
      if (tag.name === first || tag.name === second) {
        this.#popTo(index);
        return;
      }
      if ((tag.is & SPECIAL) !== 0) return;
    }
  }

  #endItem(first: string, second: string): void {
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const tag = this.#tags[index];
      if (tag === undefined) return;
      const { name } = tag;
      if (name === first || name === second) {
        this.#popTo(index);
        return;
      }
      if ((tag.is & SPECIAL) !== 0 && name !== "address" && name !== "div" && name !== "p") return;
    }
  }

  /** A new cell ends the open cell, a new row the open row, a new section the open section of the nearest table. */
  #endTableParts(name: string): void {
    const isCell = name === "td" || name === "th";
    let lowest: number | undefined;
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const tag = this.#tags[index];
      if (tag === undefined || tag.name === "table" || tag.name === "template" || tag.name === "html") break;
      if (isCell && tag.name === "tr") break;
      if (name === "tr" && (tag.name === "tbody" || tag.name === "thead" || tag.name === "tfoot")) break;
      if ((tag.is & TABLE_PART) !== 0) lowest = index;
    }
    if (lowest !== undefined) this.#popTo(lowest);
  }

  /** Ends what an end tag ends; false: there is nothing that it could end. */
  end(tag: Tag): boolean {
    if ((tag.is & FORMATTING) !== 0 || (tag.is & SPECIAL) === 0) return this.#endInline(tag);
    if ((tag.is & TABLE_PART) !== 0 || tag.name === "table") return this.#endTablePart(tag.name);
    return this.#endInScope(tag);
  }

  #endInline({ name, is }: Tag): boolean {
    const isFormatting = (is & FORMATTING) !== 0;
    let isInside = false;
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const open = this.#tags[index];
      if (open === undefined || (open.is & SCOPE) !== 0) return false;
      if (open.name === name && this.#isEnding[index] !== true) {
        if (!isInside) this.#popTo(index);
        else this.#isEnding[index] = true;
        return true;
      }
      if ((open.is & SPECIAL) === 0) continue;
      if (!isFormatting) return false;
      isInside = true;
    }
    return false;
  }

  #endTablePart(name: string): boolean {
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const open = this.#tags[index]?.name;
      if (open === name) {
        this.#popTo(index);
        return true;
      }
      if (open === "table" || open === "template" || open === "html") return false;
    }
    return false;
  }

  #endInScope({ name, is }: Tag): boolean {
    const isHeading = (is & HEADING) !== 0;
    for (let index = this.#tags.length - 1; index >= 0; index--) {
      const open = this.#tags[index];
      if (open === undefined) return false;
      if (open.name === name || (isHeading && (open.is & HEADING) !== 0)) {
        this.#popTo(index);
        return true;
      }
      if ((open.is & SCOPE) !== 0) return false;
      if ((name === "li" && (open.name === "ul" || open.name === "ol")) || (name === "p" && open.name === "button")) return false;
    }
    return false;
  }
}
