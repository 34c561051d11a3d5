/** Captions of pictures, where markup names them: what stands under a picture is none of the body's paragraphs. */
import type { Block } from "../types.ts";
import { type Finding, sumOfWords, type View } from "./view.ts";

/** Share of the kept words from which captions are the article, as in a gallery, 0–1. */
const GALLERY_SHARE_MIN = 0.4;
/** Blocks between a picture and its caption: a credit, a button. */
const NEAR_BLOCKS = 2;

/** Kept captions beside a picture. Captions of tables say what the table shows, and stay with it. */
export function captions(view: View): Finding[] {
  if (view.format !== "html") return [];
  const found = view.blocks.filter((block) => view.keep[block.index] === true && isCaption(block) && isBesidePicture(view, block));
  const kept = view.blocks.filter(({ index }) => view.keep[index] === true);
  if (sumOfWords(found) >= GALLERY_SHARE_MIN * sumOfWords(kept)) return [];
  return found.map(({ index }) => ({ block: index, keep: false, class: "caption", reason: "is the caption of a picture" }));
}

/** By its element, or by the name that its element has. */
function isCaption({ kind, scope, cell }: Block): boolean {
  if (cell !== undefined || /^table(?:$|[.#])/u.test(scope.at(-1) ?? "")) return false;
  return kind === "caption" || (kind === "paragraph" && /caption(?:$|[^\p{Ll}])/iu.test(scope.at(-1) ?? ""));
}

function isBesidePicture(view: View, { index }: Block): boolean {
  return view.blocks.slice(Math.max(0, index - NEAR_BLOCKS), index + 2).some(({ kind }) => kind === "image");
}
