/** Which picture an `<img>` shows. */
import type { Element } from "domhandler";
import { ElementType } from "htmlparser2";
import type { Image } from "../../types.ts";
import type { Resolver } from "./addresses.ts";

/** Where pages keep the address of a picture that scripts load late; `src` then holds a placeholder. */
const LAZY = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-full-src", "data-url"];
const LAZY_SETS = ["data-srcset", "data-lazy-srcset", "srcset"];
/** CSS pixels up to which a picture is an icon, a bullet or a counter: the largest favicon size. */
const ICON_SIDE_MAX = 32;

/** The picture of an `<img>`; undefined for icons, counters, placeholders and images without an address. */
export function imageOf(element: Element, { resolve }: Resolver): Image | undefined {
  const attributes = element.attribs;
  const width = Number.parseInt(attributes["width"] ?? "", 10);
  const height = Number.parseInt(attributes["height"] ?? "", 10);
  if (width <= 2 || height <= 2 || (width <= ICON_SIDE_MAX && height <= ICON_SIDE_MAX)) return undefined;
  for (const candidate of candidates(element)) {
    const address = candidate.trim();
    if (address === "" || /^(?:data|javascript|blob|about|file|vbscript):/i.test(address)) continue;
    return { source: resolve(address) ?? address, alt: fold(attributes["alt"] ?? "") };
  }
  return undefined;
}

function* candidates(element: Element): Generator<string> {
  const attributes = element.attribs;
  for (const name of LAZY) {
    const value = attributes[name];
    if (value !== undefined) yield value;
  }
  const source = attributes["src"];
  if (source !== undefined) yield source;
  for (const name of LAZY_SETS) {
    const value = attributes[name];
    if (value !== undefined) yield largest(value);
  }
  if (element.parent?.type !== ElementType.Tag || element.parent.name !== "picture") return;
  for (const sibling of element.parent.children) {
    if (sibling.type !== ElementType.Tag || sibling.name !== "source") continue;
    yield largest(sibling.attribs["srcset"] ?? sibling.attribs["data-srcset"] ?? "");
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
