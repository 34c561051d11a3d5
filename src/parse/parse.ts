/** html, markdown, text → Page. */
import type { Options } from "../options.ts";
import type { Page, RawDocument } from "../types.ts";

/** Never throws on input. Loads the parser of a format when the first document of that format comes. */
export async function parse(_document: RawDocument, _options: Options): Promise<Page> {
  throw new Error("not built yet");
}
