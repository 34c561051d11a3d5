/** Claims → Metadata: what is known about an article, each fact with its origin. */
import type { Options } from "../../options.ts";
import type { Metadata, Page } from "../../types.ts";

/** Never throws on input. `keep` and `scores` are the labeller's word on each block of the page. */
export function resolveMetadata(page: Page, _keep: readonly boolean[], _scores: Float32Array, _options: Options): Metadata {
  return {
    title: undefined,
    authors: undefined,
    published: undefined,
    modified: undefined,
    language: undefined,
    url: undefined,
    site: undefined,
    description: undefined,
    claims: page.claims.map((claim) => ({ claim, won: false, why: "not judged" })),
  };
}
