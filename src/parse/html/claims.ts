/** What the markup of a page claims about the article: title, author, dates, language, address, site. */
import type { Document } from "domhandler";
import type { Claim } from "../../types.ts";

/** Never throws on input. */
export function htmlClaims(_root: Document, _address: string | undefined): Claim[] {
  return [];
}
