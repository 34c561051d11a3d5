/** Character references that a scraper left in a text: "Marks &amp; Spencer", "&nbsp;", "&#8217;". */
import { decodeHTMLStrict } from "entities/decode";

/** Signs that are no reference for each one that is, up to which a text is taken to be written in references. */
const BARE_SHARE_MAX = 0.25;
/** Feeds that hold pages encode them twice. */
const ROUNDS_MAX = 2;

const REFERENCE = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/g;

/** A text with its references as characters. Where "&" stands for itself as well, whoever wrote "&amp;" meant it. Linear. */
export function resolveReferences(text: string): { readonly text: string; readonly references: number } {
  let resolved = text;
  let references = 0;
  for (let round = 0; round < ROUNDS_MAX && resolved.includes("&"); round++) {
    let known = 0;
    const next = resolved.replace(REFERENCE, (reference) => {
      const character = decodeHTMLStrict(reference);
      if (character !== reference) known++;
      return character;
    });
    const bare = count(resolved, "&") - known;
    if (known === 0 || bare > BARE_SHARE_MAX * known) break;
    references += known;
    resolved = next;
  }
  return { text: resolved, references };
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}
