/** Page → Article: which blocks are content, and what is known about the article. */
import type { Options } from "../options.ts";
import type { Article, Page } from "../types.ts";
import type { SiteMemory } from "./site-memory.ts";

/** Never throws on input. `memory` is undefined where site memory is off or only one page is at hand. */
export function extract(_page: Page, _memory: SiteMemory | undefined, _options: Options): Article {
  throw new Error("not built yet");
}
