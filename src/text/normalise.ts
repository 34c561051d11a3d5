/** One way to write a text: NFC, single spaces, and, for comparison alone, straight quotes and no case. */

/** White space as people see it: also no-break, ideographic and zero-width spaces, and the controls that stand for a space. */
// eslint-disable-next-line no-control-regex -- controls are what it is about
const SPACES = /[\s\0-\x08\x0e-\x1f\x7f\x85\u200b\u2060\ufeff]+/g;

/** NFC, and every run of white space and controls as one space; trimmed. Linear. */
export function foldSpaces(text: string): string {
  return text.normalize("NFC").replace(SPACES, " ").trim();
}

/** How a reader compares two texts: spaces folded, quotes and dashes straight, case gone. Never shown. */
export function comparable(text: string): string {
  return straightenQuotes(foldSpaces(text)).toLowerCase();
}

/** Typographic quotes, apostrophes and dashes as those of a keyboard. */
export function straightenQuotes(text: string): string {
  return text
    .replace(/[‘’‚‛′´`]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, "-");
}
