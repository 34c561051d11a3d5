/** Reads Markdown as CommonMark with GFM does, for tests: what a reader would see. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Nodes, Root } from "mdast";

/** The tree, without the guesses at bare addresses that mdast-util-gfm makes over finished text, escaped or not. */
export function read(markdown: string): Root {
  const extensions = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: extensions });
}

/** Every node of the tree, in order. */
export function* nodesOf(root: Root): Generator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if ("children" in node) for (const child of [...node.children].reverse()) waiting.push(child);
  }
}

/** The text that shows: blocks and breaks part words, inline elements do not. Alternative texts of images are left out. */
export function shownText(root: Root): string {
  let text = "";
  for (const node of nodesOf(root)) {
    switch (node.type) {
      case "text":
      case "inlineCode":
        text += node.value;
        break;
      case "code":
      case "html":
        text += `\n${node.value}\n`;
        break;
      case "break":
      case "paragraph":
      case "heading":
      case "tableCell":
      case "image":
        text += "\n";
        break;
      default:
    }
  }
  return text;
}
