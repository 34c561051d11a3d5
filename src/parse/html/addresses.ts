/** Addresses in a page: made absolute, and judged before anybody follows them. */

/** Schemes that a reader may follow. Everything else (javascript:, data:, vbscript:, blob:, file:) runs or reads something. */
const SAFE_SCHEME = /^(?:https?|mailto|tel|ftp|news|xmpp|sms|geo|magnet|gemini):/i;
/** An address that means the same wherever it stands, in characters that need no escaping. */
const PLAIN_ABSOLUTE = /^https?:\/\/[a-z0-9.-]+(?:\/[\w!$&'()*+,./:;=?@~%#-]*)?$/;
/** A path below the host, without dots that climb. */
const PLAIN_PATH = /^\/(?!\/)[\w!$&'()*+,/:;=?@~%-][\w!$&'()*+,./:;=?@~%#-]*$/;
/** Longer ones are data in disguise; browsers cut at 2 MB, servers at 8 KB. */
const ADDRESS_LENGTH_MAX = 8192;

/** Resolves the addresses of one page. */
export interface Resolver {
  /** The absolute address, or undefined where it cannot be known or must not be followed. */
  readonly resolve: (address: string) => string | undefined;
}

/** A resolver for a page at `page` with `<base href=base>`; either may be missing or broken. */
export function resolver(page: string | undefined, base: string | undefined): Resolver {
  const root = absolute(base ?? "", absolute(page ?? "", undefined)) ?? absolute(page ?? "", undefined);
  const origin = root !== undefined && /^https?:/.test(root) ? new URL(root).origin : undefined;
  const resolve = (address: string): string | undefined => {
    const trimmed = address.trim();
    if (trimmed === "" || trimmed.length > ADDRESS_LENGTH_MAX) return undefined;
    if (PLAIN_ABSOLUTE.test(trimmed)) return trimmed;
    if (origin !== undefined && PLAIN_PATH.test(trimmed) && !trimmed.includes("/.")) return origin + trimmed;
    return absolute(trimmed, root);
  };
  return { resolve };
}

function absolute(address: string, root: string | undefined): string | undefined {
  if (address === "" || !URL.canParse(address, root)) return undefined;
  const { href } = new URL(address, root);
  return SAFE_SCHEME.test(href) ? href : undefined;
}
