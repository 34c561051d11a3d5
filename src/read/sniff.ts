/** What bytes and texts are, by what stands in them: binaries by their magic numbers, HTML and Markdown by the marks they carry. */
import type { Format } from "../types.ts";

/** Kinds of files that hold no text, by their first bytes. From the tables of file(1) and the WHATWG MIME Sniffing Standard. */
const MAGIC: readonly (readonly [kind: string, prefix: string, offset?: number])[] = [
  ["a PDF document", "%PDF-"],
  ["a PNG image", "\x89PNG\r\n"],
  ["a JPEG image", "\xff\xd8\xff"],
  ["a GIF image", "GIF87a"],
  ["a GIF image", "GIF89a"],
  ["a WebP image", "WEBP", 8],
  ["a TIFF image", "II*\0"],
  ["a TIFF image", "MM\0*"],
  ["an icon", "\0\0\x01\0"],
  ["an AVIF or HEIF image or MP4 video", "ftyp", 4],
  ["a WAVE sound", "WAVE", 8],
  ["an AVI video", "AVI ", 8],
  ["a Matroska or WebM video", "\x1aE\xdf\xa3"],
  ["an Ogg file", "OggS\0"],
  ["an MP3 sound", "ID3"],
  ["a FLAC sound", "fLaC"],
  ["an ELF program", "\x7fELF"],
  ["a Windows program", "MZ\x90\0"],
  ["a Mach-O program", "\xcf\xfa\xed\xfe"],
  ["Java bytecode", "\xca\xfe\xba\xbe"],
  ["WebAssembly", "\0asm"],
  ["an old Office document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["an RTF document", "{\\rtf"],
  ["a PostScript file", "%!PS"],
  ["a DjVu document", "AT&TFORM"],
  ["an SQLite database", "SQLite format 3\0"],
  ["a Parquet file", "PAR1"],
  ["an Arrow file", "ARROW1"],
  ["a font", "wOFF"],
  ["a font", "wOF2"],
  ["a font", "OTTO\0"],
  ["a font", "\0\x01\0\0\0"],
  ["a bzip2 archive (unpack it first)", "BZh"],
  ["an xz archive (unpack it first)", "\xfd7zXZ\0"],
  ["a 7z archive (unpack it first)", "7z\xbc\xaf\x27\x1c"],
  ["a RAR archive (unpack it first)", "Rar!\x1a\x07"],
  ["a tar archive (unpack it first)", "ustar", 257],
];

/** How many bytes decide whether the rest is text. */
const SAMPLE_BYTES = 8192;
/** Share of control characters from which bytes are no text, 0–1. Text has tabs, line ends and form feeds only; random bytes have 0.11. */
const CONTROL_SHARE_MAX = 0.05;
/** Share of NUL bytes from which bytes are UTF-16 or UTF-32 without a mark, if they stand on one side of the pairs. */
const WIDE_NUL_SHARE_MIN = 0.2;

/** The table by first byte, because every file is looked up in it. */
const MAGIC_BY_BYTE: ReadonlyMap<number, typeof MAGIC> = new Map(
  MAGIC.filter(([, , offset = 0]) => offset === 0).map(([, prefix]) => {
    const first = prefix.charAt(0);
    return [first.charCodeAt(0), MAGIC.filter(([, other, offset = 0]) => offset === 0 && other.startsWith(first))];
  }),
);
const MAGIC_INSIDE: typeof MAGIC = MAGIC.filter(([, , offset = 0]) => offset > 0);

/** Why bytes are no text ("a PDF document"); undefined if they may be. */
export function binaryKind(bytes: Buffer): string | undefined {
  for (const [kind, prefix] of MAGIC_BY_BYTE.get(bytes[0] ?? 0) ?? []) if (startsWith(bytes, prefix, 0)) return `not text: ${kind}`;
  for (const [kind, prefix, offset = 0] of MAGIC_INSIDE) if (startsWith(bytes, prefix, offset)) return `not text: ${kind}`;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.includes(0) ? wideEncoding(bytes) !== undefined : !COMMON_CONTROLS.some((control) => sample.includes(control)))
    return undefined;
  return isControlDense(sample) ? "not text: binary data" : undefined;
}

/** XML that is no page, by its root; what a mirrored site holds besides its pages, by extension. */
const OTHER_ROOTS: Readonly<Record<string, string>> = {
  urlset: "a sitemap",
  sitemapindex: "a sitemap",
  svg: "an SVG image",
  opml: "a list of feeds",
};
const OTHER_EXTENSIONS: Readonly<Record<string, string>> = {
  css: "a style sheet",
  js: "a script",
  mjs: "a script",
  cjs: "a script",
  map: "a source map",
};
const XML_ROOT =
  /^(?:\xef\xbb\xbf)?\s{0,999}(?:<\?xml[^>]{0,500}>\s{0,999})?(?:<!--[^]{0,2000}?-->\s{0,999}|<!DOCTYPE[^>]{0,500}>\s{0,999}){0,5}<([a-z]{1,30})[\s>]/i;

/** The header of a message whose words are packed: by parts, or by an encoding of its lines. Browsers save whole pages so, too. */
const PACKED_MESSAGE =
  /^(?:[\w-]{1,80}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){0,60}?(?:Content-Type:\s{0,9}multipart\/|Content-Transfer-Encoding:\s{0,9}(?:base64|quoted-printable))/i;

/** Why text is no page ("a sitemap"); undefined if it may be. */
export function otherKind(bytes: Buffer, name: string): string | undefined {
  if (/^[\w-]{1,80}:/.test(bytes.toString("latin1", 0, 81))) {
    const head = bytes.toString("latin1", 0, 8192).replaceAll("\r\n", "\n");
    if (PACKED_MESSAGE.test(head)) return "not a page: a message in MIME, or a page saved as MHTML (save what is in it as files)";
  }
  if (bytes.subarray(0, 200).includes(0x3c)) {
    const root = XML_ROOT.exec(bytes.toString("latin1", 0, 8192))?.[1]?.toLowerCase() ?? "";
    if (Object.hasOwn(OTHER_ROOTS, root)) return `not a page: ${OTHER_ROOTS[root] ?? ""}`;
    return undefined;
  }
  const extension = extensionOf(name);
  return Object.hasOwn(OTHER_EXTENSIONS, extension) ? `not a page: ${OTHER_EXTENSIONS[extension] ?? ""}` : undefined;
}

/** Controls that stand in every binary of some size and in no text: looking for them is faster than counting all. */
const COMMON_CONTROLS = [1, 2, 3, 4];

function startsWith(bytes: Buffer, prefix: string, offset: number): boolean {
  // Comparing the first byte apart spares a string for most files.
  return bytes[offset] === prefix.charCodeAt(0) && bytes.toString("latin1", offset, offset + prefix.length) === prefix;
}

function isControlDense(sample: Buffer): boolean {
  let controls = 0;
  for (const byte of sample) if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) controls++;
  return controls > sample.length * CONTROL_SHARE_MAX;
}

/** The encoding whose units are wider than a byte, by its byte order mark or by where the NULs of its ASCII characters stand. */
export function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be" | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length >= 8 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (!sample.includes(0)) return undefined;
  const nuls = [0, 0, 0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) nuls[i & 3] = (nuls[i & 3] ?? 0) + 1;
  const [at0 = 0, at1 = 0, at2 = 0, at3 = 0] = nuls.map((count) => (count * 4) / sample.length);
  const few = 0.01;
  // Whole characters of UTF-32 have two or three NULs on the same side, whatever the script.
  if (at2 > 0.9 && at3 > 0.9 && at0 < few) return "utf-32le";
  if (at0 > 0.9 && at1 > 0.9 && at3 < few) return "utf-32be";
  if (at1 + at3 > 2 * WIDE_NUL_SHARE_MIN && at0 + at2 < few) return "utf-16le";
  if (at0 + at2 > 2 * WIDE_NUL_SHARE_MIN && at1 + at3 < few) return "utf-16be";
  return undefined;
}

/** How much of a text is looked at, in UTF-16 units. */
const SNIFF_CHARS = 65_536;

/** Format by extension, where the extension is a promise that people keep. ".txt" is not: scrapers write everything into it. */
const EXTENSIONS: Readonly<Record<string, Format>> = {
  md: "markdown",
  markdown: "markdown",
  mdown: "markdown",
  mkd: "markdown",
  mdx: "markdown",
  qmd: "markdown",
  rmd: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  shtml: "html",
};

/** Lower-case extension of a name without its dot; "" if there is none. */
export function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const dot = base.lastIndexOf(".");
  return dot <= 0 ? "" : base.slice(dot + 1).toLowerCase();
}

/** What a text is: by its name where that can be trusted and nothing speaks against it, else by the marks in it. */
export function sniffFormat(text: string, name: string): Format {
  const extension = extensionOf(name);
  const named = Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
  if (named === "markdown") return "markdown";
  const head = text.length > SNIFF_CHARS ? text.slice(0, SNIFF_CHARS) : text;
  const html = htmlEvidence(head);
  // A page that was saved as text under its old name: reading it as HTML would melt its lines into one.
  if (named === "html") return html.tags === 0 && html.kind === "none" ? plain(head) : "html";
  // Of other XML the words stand between elements too; as text its tags would be words.
  if (html.kind === "document" || /^\s{0,99}<\?xml\s/.test(head)) return "html";
  const marks = markdownMarks(head);
  if (html.kind === "fragment" && (marks < MARKDOWN_MARKS_MIN || html.tags > marks * TAGS_A_MARK_MAX)) return "html";
  return marks >= MARKDOWN_MARKS_MIN ? "markdown" : "text";
}

function plain(head: string): Format {
  return markdownMarks(head) >= MARKDOWN_MARKS_MIN ? "markdown" : "text";
}

/** Tags for each point of Markdown's evidence above which a text is HTML that has some dashes in it. Readme files hold a few tags. */
const TAGS_A_MARK_MAX = 8;

interface HtmlEvidence {
  readonly kind: "document" | "fragment" | "none";
  /** Tags of known elements in what was looked at. */
  readonly tags: number;
}

/** A page, or what a site keeps of one, by how it begins. */
const DOCUMENT_START = /^[\s\uFEFF]*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,8}<(?:!doctype\s+html|html|head|body)[\s>]/i;
/** Does a text begin as a page of HTML does? */
export function isPage(text: string): boolean {
  return DOCUMENT_START.test(text);
}

const HTML_INSIDE = /<(?:html|head|body)[\s>][^]{0,20000}<(?:title|meta|link|script|div|p)[\s>]/i;
const ANY_TAG =
  /<(\/?)(?:p|div|br|span|a|h[1-6]|ul|ol|li|table|tbody|thead|tr|td|th|img|article|section|main|header|footer|nav|aside|figure|figcaption|blockquote|strong|em|b|i|u|font|center|script|style|meta|link|title|iframe|hr|dl|dt|dd|time|pre|code)(?=[\s/>])[^<>]{0,2000}>/gi;
/** Letters that one tag may stand for in a fragment of HTML. Articles about HTML name a tag now and then. */
const CHARS_A_TAG_MAX = 600;

function htmlEvidence(head: string): HtmlEvidence {
  if (!head.includes("<")) return { kind: "none", tags: 0 };
  if (DOCUMENT_START.test(head)) return { kind: "document", tags: 0 };
  let tags = 0;
  let closing = 0;
  for (const match of head.matchAll(ANY_TAG)) {
    tags++;
    if (match[1] === "/") closing++;
  }
  if (tags >= 8 && HTML_INSIDE.test(head)) return { kind: "document", tags };
  const beginsWithTag = /^\s*<[a-z!]/i.test(head);
  const isDense = tags * CHARS_A_TAG_MAX >= head.length;
  const isFragment = beginsWithTag ? closing > 0 || tags > 1 : closing >= 2 && isDense;
  return { kind: isFragment ? "fragment" : "none", tags };
}

/** Does a text hold any tag? What is named HTML is HTML from one tag on. */
export function hasTag(text: string): boolean {
  return text.search(ANY_TAG) !== -1;
}

/** From how much evidence a text is Markdown; see MARKS for what each mark weighs. */
const MARKDOWN_MARKS_MIN = 3;

interface MarkRow {
  readonly weight: number;
  /** All that the row can add. */
  readonly most: number;
  readonly mark: RegExp;
  /** Strings of which the mark has one: looking for them is faster by far, and most texts have none. */
  readonly needs: readonly string[];
}

/**
 * What marks of Markdown weigh. A mark that writers of plain text use too (dashes for lists) weighs little: reading text as Markdown
 * melts its single line breaks, so that it needs good evidence.
 */
const MARKS: readonly MarkRow[] = [
  // Front matter.
  {
    weight: 4,
    most: 4,
    mark: /^\uFEFF?---[ \t]*\r?\n(?:[\w-]{1,64}:(?:[ \t][^\n]*)?\r?\n|[ \t]+[^\n]*\r?\n|-[ \t][^\n]*\r?\n){1,200}(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/g,
    needs: ["---\n", "---\r\n"],
  },
  // Headings.
  { weight: 1.5, most: 6, mark: /^ {0,3}#{1,6}[ \t]+\S/gm, needs: ["# ", "#\t"] },
  // Links.
  {
    weight: 1,
    most: 4,
    mark: /\[[^\][\n]{1,300}\]\((?:https?:|mailto:|\/|#|\.)[^()\s]{0,1000}(?:[ \t]+"[^"\n]{0,300}")?\)/g,
    needs: ["]("],
  },
  // Images.
  { weight: 1.5, most: 3, mark: /!\[[^\][\n]{0,300}\]\([^()\s]{1,1000}/g, needs: ["!["] },
  // Strong emphasis.
  {
    weight: 1,
    most: 2,
    mark: /(?:^|[\s(])(?:\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__)(?=$|[\s.,;:!?)])/gm,
    needs: ["**", "__"],
  },
  // Fences of code.
  { weight: 1, most: 2, mark: /^[ \t]{0,3}(?:```|~~~)[\w+-]{0,30}[ \t]*$/gm, needs: ["```", "~~~"] },
  // Rules under the heads of tables.
  { weight: 3, most: 3, mark: /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$/gm, needs: ["---|", "--- |", "--:"] },
  // Definitions of links.
  { weight: 1, most: 2, mark: /^\[[^\]\n]{1,100}\]:[ \t]+(?:<|https?:)/gm, needs: ["]: ", "]:\t"] },
  // Underlined headings.
  { weight: 1, most: 2, mark: /^[^\s#>*|-][^\n]{2,200}\n(?:={3,}|-{3,})[ \t]*$/gm, needs: ["\n===", "\n---"] },
  // Items and quotations, which only ever tip the balance.
  { weight: 0.25, most: 1, mark: /^[ \t]{0,3}(?:[*+-]|\d{1,3}\.)[ \t]+\S/gm, needs: [] },
  { weight: 0.25, most: 0.5, mark: /^>[ \t]?\S/gm, needs: [] },
];

function markdownMarks(head: string): number {
  let sum = 0;
  for (const { weight, most, mark, needs } of MARKS) {
    if (needs.length === 0 ? sum < MARKDOWN_MARKS_MIN / 2 : !needs.some((need) => head.includes(need))) continue;
    mark.lastIndex = 0;
    for (let got = 0; got < most && mark.test(head); got += weight) sum += weight;
  }
  return sum;
}
