/** mdast → drafts. Iterative; HTML among the Markdown is read by the HTML parser. */
import type { Definition, Nodes, PhrasingContent, Root, Table } from "mdast";
import type { BlockKind, Joint, Nesting, TableCell } from "../../types.ts";
import { isElementName } from "../html/elements.ts";
import type { Draft } from "./blocks.ts";
import type { HtmlContext } from "./html-blocks.ts";
import { htmlDrafts } from "./html-blocks.ts";
import { stretchesOf } from "./phrasing.ts";
import type { Stretch } from "./phrasing.ts";
import { dateOfList } from "./date-lists.ts";

export interface WalkContext extends HtmlContext {
  /** The text that the tree was made from. */
  readonly text: string;
  /** Line of the payload on which that text begins, its tables opened. */
  readonly line: number;
}

/** Words of a heading written with an underline; a longer paragraph above a rule is a paragraph. */
const UNDERLINED_WORDS_MAX = 20;

interface Visit {
  readonly node: Nodes;
  readonly nesting: readonly Nesting[];
  readonly kind: BlockKind;
}

/** The drafts of a tree, in document order. */
export function draftsOf(root: Root, context: WalkContext): Draft[] {
  const drafts: Draft[] = [];
  const definitions = definitionsOf(root);
  const waiting: Visit[] = [{ node: root, nesting: [], kind: "paragraph" }];
  const reader = new BlockReader(context, definitions, drafts);
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const inner = reader.read(visit);
    for (let index = inner.length - 1; index >= 0; index--) {
      const next = inner[index];
      if (next !== undefined) waiting.push(next);
    }
  }
  return drafts;
}

/** Link definitions by their identifier; the first of a name counts. */
function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "definition" && !found.has(node.identifier)) found.set(node.identifier, node);
    else if (node.type === "root" || node.type === "blockquote" || node.type === "list" || node.type === "listItem")
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index];
        if (child !== undefined) waiting.push(child);
      }
  }
  return found;
}

class BlockReader {
  readonly #context: WalkContext;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #drafts: Draft[];

  constructor(context: WalkContext, definitions: ReadonlyMap<string, Definition>, drafts: Draft[]) {
    this.#context = context;
    this.#definitions = definitions;
    this.#drafts = drafts;
  }

  /** Writes the drafts of a node, or says which nodes stand in it. */
  read(visit: Visit): readonly Visit[] {
    const { node, nesting, kind } = visit;
    switch (node.type) {
      case "root":
      case "listItem":
      case "footnoteDefinition":
        return node.children.map((child) => ({ node: child, nesting, kind }));
      case "blockquote": {
        const id = this.#context.nextId();
        const inner: Nesting[] = [...nesting, { kind: "quote", id, list: id, ordinal: 0 }];
        return node.children.map((child) => ({ node: child, nesting: inner, kind: kind === "paragraph" ? "quote" : kind }));
      }
      case "list": {
        const date = dateOfList(node);
        if (date !== undefined) return date.map((child) => ({ node: child, nesting, kind }));
        const list = this.#context.nextId();
        const isNumbered = node.ordered === true;
        return node.children.map((child, index) => ({
          node: child,
          nesting: [
            ...nesting,
            {
              kind: isNumbered ? "number" : "bullet",
              id: this.#context.nextId(),
              list,
              ordinal: isNumbered ? (node.start ?? 1) + index : 0,
            },
          ],
          kind: "item",
        }));
      }
      case "heading":
        this.#heading(visit, node.children, node.depth);
        return [];
      case "paragraph":
        this.#stretches(this.#read(node.children, node), { kind, nesting });
        return [];
      case "code":
        if (node.value.trim() !== "")
          this.#push({ kind: "code", text: node.value.trimEnd().normalize("NFC"), nesting, line: lineOf(node, this.#context) });
        return [];
      case "table":
        this.#table(node, nesting);
        return [];
      case "html":
        this.#html(node.value, visit);
        return [];
      case "definition":
        this.#definition(node, visit);
        return [];
      default:
        return [];
    }
  }

  #read(children: readonly PhrasingContent[], node: Nodes): Stretch[] {
    return stretchesOf(children, { resolver: this.#context.resolver, definitions: this.#definitions }, node.position?.start.line ?? 1);
  }

  #heading(visit: Visit, children: readonly PhrasingContent[], depth: number): void {
    const { node, nesting, kind } = visit;
    const stretches = this.#read(children, node);
    const isUnderlined = this.#source(node).trimStart().charAt(0) !== "#";
    const words = stretches.reduce((sum, { text }) => sum + text.split(" ").length, 0);
    if (isUnderlined && words > UNDERLINED_WORDS_MAX) this.#stretches(stretches, { kind, nesting });
    else this.#stretches(stretches, { kind: "heading", nesting, level: depth });
  }

  #stretches(
    stretches: readonly Stretch[],
    block: { readonly kind: BlockKind; readonly nesting: readonly Nesting[]; readonly level?: number; readonly cell?: TableCell },
  ): void {
    let joint: Joint = "paragraph";
    for (const { text, marks, pictures, line } of stretches) {
      if (text !== "") this.#push({ ...block, text, marks, joint, line: line - 1 + this.#context.line });
      for (const image of pictures) this.#push({ ...block, kind: "image", level: 0, text: "", image, line: line - 1 + this.#context.line });
      joint = pictures.length > 0 ? "paragraph" : "break";
    }
  }

  #table(node: Table, nesting: readonly Nesting[]): void {
    const table = this.#context.nextId();
    node.children.forEach((row, rowIndex) => {
      row.children.forEach((cell, column) => {
        const stretches = this.#read(cell.children, cell);
        this.#stretches(stretches, {
          kind: "cell",
          nesting,
          cell: { table, row: rowIndex, column, isHeader: rowIndex === 0, isSimple: true },
        });
      });
    });
  }

  #html(value: string, { node, nesting, kind }: Visit): void {
    const name = /^\s*<\/?([a-z][a-z0-9-]*)/i.exec(value)?.[1]?.toLowerCase();
    const line = lineOf(node, this.#context);
    if (name !== undefined && !name.includes("-") && !isElementName(name))
      this.#push({ kind, text: value.replace(/\s+/g, " ").trim().normalize("NFC"), nesting, line });
    else for (const draft of htmlDrafts(value, { kind, nesting, line }, this.#context)) this.#drafts.push(draft);
  }

  /** A definition shows nothing. What only looks like one ("[Note]: see") is text. */
  #definition(node: Definition, { nesting, kind }: Visit): void {
    if (/[./:#]/.test(node.url) || node.url === "") return;
    const text = this.#source(node).replace(/\s+/g, " ").trim().normalize("NFC");
    if (text !== "") this.#push({ kind, text, nesting, line: lineOf(node, this.#context) });
  }

  #source({ position }: Nodes): string {
    return this.#context.text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }

  #push(draft: Partial<Draft> & Pick<Draft, "kind" | "text" | "nesting" | "line">): void {
    this.#drafts.push({ level: 0, marks: [], joint: "paragraph", cell: undefined, image: undefined, scope: [], ...draft });
  }
}

function lineOf(node: Nodes, context: WalkContext): number {
  return (node.position?.start.line ?? 1) - 1 + context.line;
}
