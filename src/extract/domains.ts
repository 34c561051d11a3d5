/** Hosts and registrable domains, by the public suffix list. Its library is loaded when the first address asks: many drops have none. */
import { createRequire } from "node:module";
import type * as Suffixes from "tldts";

/** By `require`: Node reads all of a CommonJS module once more when it is imported, to find what it exports, and this one has half a megabyte. */
const load: (name: "tldts") => typeof Suffixes = createRequire(import.meta.url);

let loaded: typeof Suffixes | undefined;

/** The registrable domain of an address: "example.co.uk"; null where it has none. `isPrivate`: "jane.github.io" is one, too. */
export function domainOf(address: string, { isPrivate }: { readonly isPrivate: boolean } = { isPrivate: false }): string | null {
  loaded ??= load("tldts");
  return loaded.getDomain(address, { allowPrivateDomains: isPrivate });
}

/** The host of an address; null where it has none. */
export function hostnameOf(address: string): string | null {
  loaded ??= load("tldts");
  return loaded.getHostname(address);
}
