/** The inside of a paragraph, heading or cell → text with marks. */
import type { Definition, Nodes, PhrasingContent } from "mdast";
import type { Image } from "../../types.ts";
import type { Resolver } from "../html/addresses.ts";
import { isElementName, traitsOf } from "../html/elements.ts";
import { imageOf } from "../html/images.ts";
import type { FoldedText } from "../html/text-run.ts";
import { TextRun } from "../html/text-run.ts";
import { ATTRIBUTE, attributeOf } from "../html/nodes.ts";
import { buildTree } from "../html/tree.ts";
import { isIdeographic } from "../../text/words.ts";

/** A stretch of text up to a line break, and the pictures that stand in it. */
export interface Stretch extends FoldedText {
  readonly pictures: readonly Image[];
  /** Line on which it begins, counted as mdast does, from 1. */
  readonly line: number;
}

export interface PhrasingContext {
  readonly resolver: Resolver;
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** The stretches between the line breaks of some inline content. Iterative. */
export function stretchesOf(nodes: readonly PhrasingContent[], context: PhrasingContext, firstLine: number): Stretch[] {
  return new PhrasingReader(context, firstLine).read(nodes);
}

/** One of both ends of an inline element. */
type Visit = { readonly node: Nodes; readonly isEnd: boolean };

class PhrasingReader {
  readonly #context: PhrasingContext;
  readonly #run = new TextRun();
  /** Names of the marks that are open: HTML tags by their name, Markdown's own by "". */
  readonly #open: string[] = [];
  readonly #stretches: Stretch[] = [];
  #pictures: Image[] = [];
  #line: number;
  /** The raw-text element whose content is left out: "script" or "style". */
  #muted: string | undefined;

  constructor(context: PhrasingContext, firstLine: number) {
    this.#context = context;
    this.#line = firstLine;
  }

  read(nodes: readonly PhrasingContent[]): Stretch[] {
    const waiting: Visit[] = [];
    const push = (children: readonly Nodes[]): void => {
      for (let index = children.length - 1; index >= 0; index--) {
        const node = children[index];
        if (node !== undefined) waiting.push({ node, isEnd: false });
      }
    };
    push(nodes);
    for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
      if (visit.isEnd) this.#close("");
      else if ("children" in visit.node) {
        if (this.#enter(visit.node)) waiting.push({ node: visit.node, isEnd: true });
        push(visit.node.children);
      } else this.#leaf(visit.node);
    }
    this.#flush(this.#line);
    return this.#stretches;
  }

  /** Opens the mark of an element that has content; false: it has none. */
  #enter(node: Nodes): boolean {
    switch (node.type) {
      case "emphasis":
      case "strong":
        this.#openMark("", node.type);
        return true;
      case "link":
        this.#openMark("", "link", this.#context.resolver.resolve(node.url));
        return true;
      case "linkReference": {
        const url = this.#context.definitions.get(node.identifier)?.url;
        this.#openMark("", "link", url === undefined ? undefined : this.#context.resolver.resolve(url));
        return true;
      }
      default:
        return false;
    }
  }

  #leaf(node: Nodes): void {
    if (this.#muted !== undefined && node.type !== "html") return;
    switch (node.type) {
      case "text":
        this.#run.append(joinLines(node.value));
        return;
      case "inlineCode":
        this.#openMark("", "code");
        this.#run.append(node.value);
        this.#close("");
        return;
      case "break":
        this.#flush((node.position?.end.line ?? this.#line) + 1);
        return;
      case "image":
        this.#picture(node.url, node.alt);
        return;
      case "imageReference": {
        const definition = this.#context.definitions.get(node.identifier);
        if (definition !== undefined) this.#picture(definition.url, node.alt);
        return;
      }
      case "footnoteReference":
        this.#run.append(`[${node.label ?? node.identifier}]`);
        return;
      case "html":
        this.#html(node.value);
        return;
      default:
        if ("value" in node && typeof node.value === "string") this.#run.append(node.value);
    }
  }

  #html(value: string): void {
    const tag = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(value);
    if (tag === null) return;
    const name = (tag[2] ?? "").toLowerCase();
    const isEnd = tag[1] === "/";
    if (this.#muted !== undefined) {
      if (isEnd && name === this.#muted) this.#muted = undefined;
      return;
    }
    if (!isElementName(name) && !name.includes("-")) {
      this.#run.append(value);
      return;
    }
    const { role, isBlock } = traitsOf(name);
    if (role === "break") this.#flush(this.#line);
    else if (role === "skip" && !isEnd && /^(?:script|style|title|textarea)$/.test(name)) this.#muted = name;
    else if (isEnd) this.#closeTag(name, isBlock);
    else this.#tag(name, value, { isBlock });
  }

  #tag(name: string, value: string, { isBlock }: { readonly isBlock: boolean }): void {
    const { role } = traitsOf(name);
    if (isBlock) this.#flush(this.#line);
    if (role === "strong" || role === "emphasis" || role === "code") this.#openMark(name, role);
    else if (role === "link" || role === "image") {
      const element = buildTree(value, { elementDepthMax: 4, attributesMax: 64 }).root.first;
      if (element?.tag === undefined) return;
      const image = role === "image" ? imageOf(element, this.#context.resolver) : undefined;
      if (image !== undefined) this.#pictures.push(image);
      const href = attributeOf(element, ATTRIBUTE.href);
      if (role === "link") this.#openMark(name, "link", href === undefined ? undefined : this.#context.resolver.resolve(href));
    }
  }

  #closeTag(name: string, isBlock: boolean): void {
    if (isBlock) this.#flush(this.#line);
    // Only what was opened last, and by a tag: Markdown's own marks are closed by Markdown.
    if (this.#open[this.#open.length - 1] === name) {
      this.#open.pop();
      this.#run.closeMark();
    }
  }

  #openMark(name: string, kind: "link" | "strong" | "emphasis" | "code", href?: string): void {
    this.#open.push(name);
    this.#run.openMark(kind, href);
  }

  /** Closes a mark of Markdown's own, and the tags that were left open in it. */
  #close(name: string): void {
    for (let open = this.#open.pop(); open !== undefined; open = this.#open.pop()) {
      this.#run.closeMark();
      if (open === name) return;
    }
  }

  #picture(url: string, alt: string | null | undefined): void {
    this.#run.hasSoftSpace = true;
    if (/^(?:data|javascript|vbscript|blob|file):/i.test(url.trim())) return;
    const source = this.#context.resolver.resolve(url) ?? url.trim();
    if (source !== "") this.#pictures.push({ source, alt: (alt ?? "").replace(/\s+/g, " ").trim().normalize("NFC") });
  }

  #flush(nextLine: number): void {
    const { text, marks } = this.#run.take({ isCode: false });
    if (text !== "" || this.#pictures.length > 0) this.#stretches.push({ text, marks, pictures: this.#pictures, line: this.#line });
    this.#pictures = [];
    this.#line = nextLine;
  }
}

/** A line end between two Han or kana characters is no space: nobody wrote one. After a hyphen inside a word neither: wrappers break there. */
function joinLines(text: string): string {
  if (!text.includes("\n")) return text;
  const joined = text.replace(/(.)\n(?=(.))/gsu, (whole, before: string, after: string) =>
    isIdeographic(before.charCodeAt(0)) && isIdeographic(after.charCodeAt(0)) ? before : whole,
  );
  return joined.replace(/(?<=[\p{L}\p{M}]-)\n(?=[\p{Ll}\p{Lo}])/gu, "");
}
