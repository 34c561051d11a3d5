/** One way to write a text: NFC, single spaces, and, for comparison alone, straight quotes and no case. */

/** White space as people see it: also no-break and ideographic spaces, and the controls that stand for a space. */
const SPACES = /[\s\0-\x08\x0e-\x1f\x7f\x85]+/g;
/** Marks that nobody sees, which tear words apart for whoever counts them: soft hyphen, zero-width space, word joiner, byte order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]+/g;

/** NFC, invisible marks gone, and every run of white space and controls as one space; trimmed. Linear. */
export function foldSpaces(text: string): string {
  return removeInvisible(text.normalize("NFC")).replace(SPACES, " ").trim();
}

/** Without soft hyphens and zero-width spaces; the joiners that Persian and Indic scripts need stay. */
export function removeInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** Is the UTF-16 unit one of the marks that nobody sees? */
export function isInvisible(unit: number): boolean {
  return unit === 0xad || unit === 0x200b || unit === 0x2060 || unit === 0xfeff;
}

/** How a reader compares two texts: spaces folded, quotes and dashes straight, case gone. Never shown. */
export function comparable(text: string): string {
  return straightenQuotes(foldSpaces(text)).toLowerCase();
}

/** Typographic quotes, apostrophes and dashes as those of a keyboard. */
export function straightenQuotes(text: string): string {
  if (!/[‘’‚‛′´`“”„‟″«»‐‑‒–—―−]/.test(text)) return text;
  return text
    .replace(/[‘’‚‛′´`]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, "-");
}
