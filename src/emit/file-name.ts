/** Article → file name: `[date-]slug-id8.md`. */
import anyAscii from "any-ascii";
import type { Article } from "../types.ts";

/** Bytes of the slug. With a date, an id and the suffix the name stays under 110 bytes; most file systems end at 255. */
const SLUG_BYTES_MAX = 80;

/** Letters of a title that are looked at: transliterated, one letter is at most a handful of letters, never less than none. */
const TITLE_LETTERS_MAX = 200;

/** Hex digits of the id in the name; two articles of one date and title meet by chance once in four billion pairs. */
const ID_DIGITS = 8;

/** Names that Windows keeps for devices, whatever comes after the first dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout|clock)$/;

const HAN = /\p{Script=Han}/u;

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The name that an article gets when it is first written: local published date, title as an ASCII slug, 8 hex digits of the id. Lower
 * case throughout, so that no two names differ only by case. `idDigits`: more, where the name is taken by another article.
 */
export function fileName(article: Pick<Article, "id" | "metadata">, idDigits: number = ID_DIGITS): string {
  const day = DAY.exec(article.metadata.published?.value ?? "")?.[0];
  const parts = [day, slugOf(article.metadata.title?.value ?? ""), article.id.slice(0, idDigits)];
  return `${parts.filter((part) => part !== undefined && part !== "").join("-")}.md`;
}

/** The title in a-z, 0-9 and hyphens, cut at a word; "" when nothing of it can be written so, or when it is a device's name. */
export function slugOf(title: string): string {
  const letters = Array.from(title.normalize("NFC")).slice(0, TITLE_LETTERS_MAX);
  // Han has no spaces: each sign is a syllable of its own, and they run together otherwise.
  const ascii = letters
    .map((letter) => (HAN.test(letter) ? ` ${anyAscii(letter)} ` : anyAscii(letter)))
    .join("")
    .toLowerCase();
  // An apostrophe joins ("don't" → dont); everything else parts.
  const words = ascii
    .replace(/['’`]/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word : `${slug}-${word}`;
    if (longer.length > SLUG_BYTES_MAX) {
      if (slug === "") slug = word.slice(0, SLUG_BYTES_MAX);
      break;
    }
    slug = longer;
  }
  return RESERVED.test(slug) ? "" : slug;
}
