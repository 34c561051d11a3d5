/** Addresses in what we write: only those that a reader may follow, in characters that end nothing. */

const SAFE = /^(?:https?:\/\/|mailto:|tel:|ftp:\/\/)/i;
const SAFE_IMAGE = /^https?:\/\//i;
/** White space, controls, and what ends a destination, a cell or a code span, or begins a template. */
const UNSAFE_CHARACTER = /[\s\u0000-\u001f\u007f-\u009f<>()\\`|{}"^[\]]/g;

/** An address as a link's destination; undefined: it must not become a link. */
export function destination(address: string, use: "link" | "image"): string | undefined {
  const trimmed = address.trim();
  if (!(use === "link" ? SAFE : SAFE_IMAGE).test(trimmed)) return undefined;
  const encoded = trimmed.replace(UNSAFE_CHARACTER, percentEncode);
  // "&copy;" in a destination is the sign itself.
  return encoded.replace(/&(?=[#\da-z]{1,33};)/gi, "&amp;");
}

function percentEncode(character: string): string {
  return character === "(" ? "%28" : character === ")" ? "%29" : encodeURIComponent(character);
}
