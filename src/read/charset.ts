/** What a document says of its own encoding, and what names of encodings mean. */

/** How far declarations are looked for. Browsers look at 1,024 bytes; pages with long comments before the head declare later. */
const PRESCAN_BYTES = 8192;

const XML_DECLARATION = /^\s{0,99}<\?xml[\s][^>]{0,300}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/i;
const META_TAG = /<meta[\s/][^>]{0,1000}>/gi;
const COMMENT = /<!--[^]*?(?:-->|$)/g;
const CHARSET = /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i;

/**
 * The encoding that an XML declaration or a meta element names, under its standard name; undefined: none, or none that is known.
 * As the HTML standard has it, UTF-16 declared in bytes that can be read as ASCII must be UTF-8, and x-user-defined windows-1252.
 */
export function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.toString("latin1", 0, PRESCAN_BYTES);
  const start = head.startsWith("\xef\xbb\xbf") ? 3 : 0;
  const xml = XML_DECLARATION.exec(head.slice(start));
  const found = standardName(xml?.[1]) ?? metaCharset(head);
  if (found === "utf-16le" || found === "utf-16be") return "utf-8";
  return found;
}

function metaCharset(head: string): string | undefined {
  if (!/charset/i.test(head)) return undefined;
  for (const [tag] of head.replace(COMMENT, "").matchAll(META_TAG)) {
    const name = standardName(CHARSET.exec(tag)?.[1]);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The charset parameter of an HTTP Content-Type, under its standard name. */
export function httpCharset(contentType: string | undefined): string | undefined {
  return contentType === undefined ? undefined : standardName(CHARSET.exec(contentType)?.[1]);
}

/** Names that Node's table of the Encoding Standard lacks, and names outside the standard that pages carry. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  "x-user-defined": "windows-1252",
  "iso-8859-16": "iso-8859-16",
  "utf-32": "utf-32le",
  "utf-32le": "utf-32le",
  "utf-32be": "utf-32be",
  cp1252: "windows-1252",
  cp932: "shift_jis",
  cp936: "gbk",
  cp949: "euc-kr",
  cp950: "big5",
  "big5-hkscs": "big5",
  cp437: "cp437",
  cp850: "cp850",
  cp852: "cp852",
  cp855: "cp855",
  viscii: "viscii",
  armscii8: "armscii8",
  "armscii-8": "armscii8",
  tcvn: "tcvn",
};

/** The standard's name of an encoding, lower case: "latin1" is "windows-1252". undefined: not known. */
export function standardName(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const name = label.trim().toLowerCase();
  if (name === "utf-8" || name === "utf8") return "utf-8";
  const more = MORE_NAMES[name];
  if (more !== undefined) return more;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
