/**
 * The words that a browser would show, found in another way than the program's: the tree of parse5, which follows the HTML standard to
 * the letter, and a plain recursive reading of it.
 */
import { load } from "cheerio";
import { isText } from "domhandler";
import type { ChildNode } from "domhandler";
import { words } from "../../../src/text/words.ts";

const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** The default style sheet of browsers: display is not inline. */
const BLOCK = names(
  "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr " +
    "html legend li listing main marquee menu nav ol optgroup option p plaintext pre search section select summary table caption colgroup col tbody td tfoot th " +
    "thead tr ul xmp button br iframe video audio canvas object applet embed noembed frameset",
);
const NO_TEXT = names(
  "head script style template noscript noframes svg textarea title datalist annotation annotation-xml iframe video audio canvas object applet embed noembed",
);
/** Things without text that stand between words. */
const THING = names("img input svg amp-img");

/** What windows-1252 has at 0x80–0x9F. */
const OLD_CONTROLS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const CLEAN =
  /[\u0000-\u0008\u000e-\u001b\u007f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/** The words of a page, sorted. */
export function visibleWords(html: string): string[] {
  const root = load(html, { scriptingEnabled: false }).root()[0];
  const text = root === undefined ? "" : textOf(root.children);
  return words(text.replaceAll("\u0001", "").normalize("NFC")).sort();
}

function clean(data: string): string {
  return data
    .replace(/[\u0080-\u009f]/g, (control) => OLD_CONTROLS.charAt(control.charCodeAt(0) - 0x80))
    .replace(CLEAN, "")
    .replace(/[\u001c-\u001f]/g, " ")
    .replace(/\p{Cs}/gu, "\ufffd");
}

function textOf(nodes: readonly ChildNode[]): string {
  let text = "";
  for (const node of nodes) {
    if (isText(node)) {
      const data = clean(node.data);
      if (data === "") continue;
      text += data;
    } else if ("attribs" in node) {
      const { name } = node;
      const border = BLOCK.has(name) ? "\n" : THING.has(name) ? "\n" : "";
      text +=
        border +
        (NO_TEXT.has(name)
          ? ""
          : name === "q"
            ? `“${textOf(node.children)}”`
            : hides(node.attribs)
              ? `\n${textOf(node.children)}\n`
              : textOf(node.children)) +
        border;
    }
  }
  return text;
}

function hides(attributes: Readonly<Record<string, string>>): boolean {
  return attributes["hidden"] !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes["style"] ?? "");
}
