/** html, markdown, text → Page. */
import type { Options } from "../options.ts";
import type { Page, RawDocument } from "../types.ts";
import { parseText } from "./text/text.ts";

/** Never throws on input. Loads the parser of a format when the first document of that format comes. */
export async function parse(document: RawDocument, options: Options): Promise<Page> {
  switch (document.format) {
    case "html": {
      const { parseHtml } = await import("./html/html.ts");
      return parseHtml(document, options);
    }
    case "markdown": {
      const { parseMarkdown } = await import("./markdown/markdown.ts");
      return parseMarkdown(document, options);
    }
    case "text":
      return parseText(document, options);
  }
}
