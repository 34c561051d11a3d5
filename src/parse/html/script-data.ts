/**
 * The article in the data of a page's scripts: frameworks send the values that they build the page from beside it (`__NEXT_DATA__`,
 * `window.__INITIAL_STATE__ = {…}`). Read where structured data hold no body; nothing names the article among the values, so the longest
 * one is taken that speaks of what the page's title says.
 */
import { hashWords } from "../../text/word-hashes.ts";
import { ATTRIBUTE, attributeOf, type ElementNode, ownText } from "./nodes.ts";
import { unescaped, withoutMarkup } from "./page-texts.ts";

/** UTF-16 units of a page's data that are looked at. */
const DATA_CHARS_MAX = 2_000_000;
/** UTF-16 units of the shortest body: as a value stands in the data, and without its markup. */
const BODY_CHARS_MIN = 150;
/** A script that does nothing but set a value. */
const SETS_VALUE = /^\s*(?:(?:window|self|globalThis)[.[]|(?:var|let|const)\s)[^{}"]{0,100}=\s*[{[]/;
const STRING = /"((?:[^"\\]|\\.)*)"/gs;

/** The longest value with a sentence of the title's words in it; undefined: there is none. Linear in the scripts. */
export function dataBody(elements: readonly ElementNode[], title: ReadonlySet<number>): string | undefined {
  let best: string | undefined;
  let left = DATA_CHARS_MAX;
  for (const element of elements) {
    if (element.tag.name !== "script" || left <= 0) continue;
    const script = ownText(element).slice(0, left);
    if (!isData(element, script)) continue;
    left -= script.length;
    for (const [, value = ""] of script.matchAll(STRING)) {
      if (value.length < Math.max(BODY_CHARS_MIN, best?.length ?? 0)) continue;
      const body = unescaped(value);
      if (withoutMarkup(body).length >= BODY_CHARS_MIN && speaksOf(title, body)) best = body;
    }
  }
  return best;
}

function isData(element: ElementNode, script: string): boolean {
  const type = attributeOf(element, ATTRIBUTE.type)?.trim().toLowerCase() ?? "";
  return type === "application/json" || ((type === "" || type.endsWith("javascript")) && SETS_VALUE.test(script.slice(0, 300)));
}

/** Does the body hold a telling word of the title? A notice of consent may be longer than the article, and words are inflected. */
function speaksOf(title: ReadonlySet<number>, body: string): boolean {
  return hashWords(withoutMarkup(body), { telling: true }).some((word) => title.has(word));
}
