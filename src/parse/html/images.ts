/** Which picture an `<img>` shows. */
import type { Image } from "../../types.ts";
import type { Resolver } from "./addresses.ts";
import { ATTRIBUTE, attributeOf, elementFrom, type ElementNode } from "./nodes.ts";

/** Where pages keep the address of a picture that scripts load late; `src` then holds a placeholder. */
const LAZY = (["data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-full-src", "data-url"] as const).map(
  (name) => ATTRIBUTE[name],
);
const LAZY_SETS = [ATTRIBUTE["data-srcset"], ATTRIBUTE["data-lazy-srcset"], ATTRIBUTE.srcset];
/** CSS pixels up to which a picture is an icon, a bullet or a counter: the largest favicon size. */
const ICON_SIDE_MAX = 32;

/** The picture of an `<img>`; undefined for icons, counters, placeholders and images without an address. */
export function imageOf(element: ElementNode, { resolve }: Resolver): Image | undefined {
  const width = Number.parseInt(attributeOf(element, ATTRIBUTE.width) ?? "", 10);
  const height = Number.parseInt(attributeOf(element, ATTRIBUTE.height) ?? "", 10);
  if (width <= 2 || height <= 2 || (width <= ICON_SIDE_MAX && height <= ICON_SIDE_MAX)) return undefined;
  for (const candidate of candidates(element)) {
    const address = candidate.trim();
    if (address === "" || /^(?:data|javascript|blob|about|file|vbscript):/i.test(address)) continue;
    return { source: resolve(address) ?? address, alt: fold(attributeOf(element, ATTRIBUTE.alt) ?? "") };
  }
  return undefined;
}

function* candidates(element: ElementNode): Generator<string> {
  for (const name of LAZY) {
    const value = attributeOf(element, name);
    if (value !== undefined) yield value;
  }
  const source = attributeOf(element, ATTRIBUTE.src);
  if (source !== undefined) yield source;
  for (const name of LAZY_SETS) {
    const value = attributeOf(element, name);
    if (value !== undefined) yield largest(value);
  }
  if (element.parent?.tag.name !== "picture") return;
  for (let sibling = elementFrom(element.parent.first); sibling !== undefined; sibling = elementFrom(sibling.next)) {
    if (sibling.tag.name !== "source") continue;
    yield largest(attributeOf(sibling, ATTRIBUTE.srcset) ?? attributeOf(sibling, ATTRIBUTE["data-srcset"]) ?? "");
  }
}

/** The address of the largest picture of a `srcset`: "a.jpg 480w, b.jpg 2x". Addresses may hold commas; the parts are told by their ends. */
function largest(set: string): string {
  let best = "";
  let bestSize = -1;
  for (const part of set.split(/,\s+|,(?=https?:|\/)/)) {
    const [address = "", descriptor = "1x"] = part.trim().split(/\s+/);
    const size = Number.parseFloat(descriptor);
    if (address !== "" && size > bestSize) {
      best = address;
      bestSize = size;
    }
  }
  return best;
}

function fold(text: string): string {
  return text
    .replace(/[\s\u00ad\u200b\ufeff]+/g, " ")
    .trim()
    .normalize("NFC");
}
