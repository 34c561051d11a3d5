/** Encodings that need tables, and the decision between them. Loaded when the first bytes come that are not plainly Unicode. */
import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { countLost, countReplaced, decodeUtf16, replacedNotice, type Decoded, type Hints } from "./decode.ts";
import { standardName } from "./charset.ts";
import { detectEncoding, isContradicted, rankEncodings, type Ranking } from "./detect.ts";
import { wideEncoding } from "./sniff.ts";

/** Share of characters that may be lost before a declaration counts as wrong, 0–1. Pages are cut and pasted; a few bytes are often off. */
const LOST_SHARE_MAX = 0.005;

/** `hints.given` must be an encoding: see `isEncoding`. */
export function decodeLegacy(bytes: Buffer, hints: Hints & { readonly declared: string | undefined }): Decoded {
  if (hints.given !== undefined) {
    const name = standardName(hints.given) ?? hints.given.toLowerCase();
    return finish(decodeAs(bytes, name) ?? bytes.toString("utf8"), name, "given");
  }
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const hasMark = bytes[0] === 0xff || bytes[0] === 0xfe || (bytes[0] === 0 && bytes[2] === 0xfe);
    return finish(decodeAs(bytes, wide) ?? "", wide, hasMark ? "bom" : "detected");
  }
  const ranking = memo(() => rankEncodings(bytes));
  for (const [name, how] of [
    [hints.http, "http"],
    [hints.declared, "declared"],
  ] as const) {
    const text = name === undefined ? undefined : validated(bytes, name);
    if (name !== undefined && text !== undefined && !isContradicted(name, ranking())) return finish(text, name, how);
  }
  if (isSevenBit(bytes)) return finish(decodeAs(bytes, "iso-2022-jp") ?? "", "iso-2022-jp", "detected");
  const utf8 = mostlyUtf8(bytes);
  if (utf8 !== undefined) return finish(utf8, "utf-8", "utf-8");
  if (isPunctuationOnly(bytes)) return finish(decodeAs(bytes, "windows-1252") ?? "", "windows-1252", "detected");
  const detected = detectEncoding(bytes, ranking(), decodeAs);
  if (detected !== undefined) return finish(detected.text, detected.name, "detected", detected.isCertain ? undefined : detected.name);
  return finish(decodeAs(bytes, "windows-1252") ?? "", "windows-1252", "fallback", "windows-1252");
}

/** The detector costs milliseconds and is asked once, if at all. */
function memo(rank: () => Ranking): () => Ranking {
  let ranking: Ranking | undefined;
  return () => (ranking ??= rank());
}

/** Japanese in seven bits, by the escapes into its tables. */
function isSevenBit(bytes: Buffer): boolean {
  return bytes.includes(0x1b) && /\x1b(?:\$[@B]|\([IJ])/.test(bytes.toString("latin1", 0, 1_000_000)) && bytes.every((byte) => byte < 0x80);
}

/** Share of bytes beyond ASCII, 0–1, up to which a text of ASCII letters only has its quotes and dashes there. */
const PUNCTUATION_SHARE_MAX = 0.1;

/** Quotes, dashes, dots and signs that all code pages of Windows have in one place, and not inside words as letters of the Macintosh would be. */
function isPunctuationOnly(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  const high = text.match(/[\x80-\xff]/g) ?? [];
  return (
    high.length <= text.length * PUNCTUATION_SHARE_MAX &&
    high.every((char) => /[\x82\x84\x85\x91-\x97\x99\xa0\xa7\xa9\xab\xae\xb0\xb7\xbb]/.test(char)) &&
    !/[a-z][\x82\x84\x91\x93-\x97\x99][a-z]/i.test(text)
  );
}

function finish(text: string, name: string, how: Decoded["encoding"]["how"], doubt?: string): Decoded {
  const notices = doubt === undefined ? [] : [{ code: "encoding-fallback" as const, detail: doubt }];
  return { text, encoding: { name, how }, notices: [...notices, ...replacedNotice(text)] };
}

/** Encodings that Node's tables have right and iconv-lite's have not, or not at all. */
const OF_NODE: ReadonlySet<string> = new Set(["macintosh", "x-mac-cyrillic", "iso-2022-jp"]);

/**
 * Text in the encoding of that name; undefined if nothing here decodes it. Node's own tables are used only where iconv-lite's are worse:
 * Node 20 turns 0x80–0x9f of windows-1252 into controls.
 */
export function decodeAs(bytes: Buffer, name: string): string | undefined {
  if (name === "utf-8") return new TextDecoder("utf-8").decode(bytes);
  if (name === "utf-16le" || name === "utf-16be") return withoutMark(decodeUtf16(bytes, name));
  if (OF_NODE.has(name)) return new TextDecoder(name).decode(bytes);
  // By the standard, GBK is read by the decoder of GB18030, which has its four-byte characters too.
  const table = name === "gbk" ? "gb18030" : name;
  return iconv.encodingExists(table) ? withoutMark(iconv.decode(bytes, table, { stripBOM: false })) : undefined;
}

/** Is there an encoding of that name, by the Encoding Standard or by the tables at hand? */
export function isEncoding(name: string): boolean {
  return decodeAs(Buffer.alloc(0), standardName(name) ?? name.toLowerCase()) !== undefined;
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** The text if the bytes bear the declaration out; undefined if they speak against it. */
function validated(bytes: Buffer, name: string): string | undefined {
  if (name === "utf-8") return isUtf8(bytes) ? bytes.toString("utf8") : undefined;
  if (isUtf8(bytes) && !bytes.includes(0x1b) && contradicts(bytes, name)) return undefined;
  const text = decodeAs(bytes, name);
  if (text === undefined || text.length === 0) return undefined;
  const lost = countLost(text);
  const beyond = text.match(/[^\x00-\x7f]/g)?.length ?? 0;
  if (mixesScripts(text)) return undefined;
  return lost > beyond * 0.1 && lost > text.length * LOST_SHARE_MAX ? undefined : text;
}

/** Letters that do not stand inside words of ASCII letters, as accented ones do. */
const FOREIGN =
  /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Thai}\p{sc=Han}\p{sc=Hangul}\p{sc=Katakana}\p{sc=Hiragana}\ue000-\uf8ff]+/gu;
/** Share of the foreign runs inside Latin words, 0–1, from which the table is the wrong one. Mixed words in sound text are misspellings. */
const INSIDE_SHARE_MAX = 0.4;

/** Accented letters read through a table of another script: "Fдhre" for "Fähre". */
function mixesScripts(text: string): boolean {
  let runs = 0;
  let inside = 0;
  for (const match of text.matchAll(FOREIGN)) {
    runs++;
    const end = match.index + match[0].length;
    if (/[a-z]/.test(text.charAt(match.index - 1)) && (/[a-z]/.test(text.charAt(end)) || match[0].length <= 2)) inside++;
  }
  return runs > 1 && inside > runs * INSIDE_SHARE_MAX;
}

/** Encodings whose letters can form sequences that are valid UTF-8 by chance. */
const CROWDED: ReadonlySet<string> = new Set([
  "gbk",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "windows-874",
  "ibm866",
  "macintosh",
  "x-mac-cyrillic",
]);
/** How many characters beyond ASCII must be valid before chance is ruled out there: a pair passes with p ≈ 0.15 in GBK. */
const CHANCE_SEQUENCES_MAX = 6;

/** Valid UTF-8 under another flag: whoever fetched the page converted it and left its meta element as it was. */
function contradicts(bytes: Buffer, name: string): boolean {
  const beyond = bytes.toString("utf8").match(/[^\x00-\x7f]/gu)?.length ?? 0;
  return CROWDED.has(name) ? beyond > CHANCE_SEQUENCES_MAX : beyond > 0;
}

/** Valid sequences for each broken one that make a text UTF-8 with some damage. */
const SOUND_SEQUENCES_MIN = 10;

/** UTF-8 with little damage: cut in a character, or a stray byte of another encoding in it. */
function mostlyUtf8(bytes: Buffer): string | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = countReplaced(text);
  if (broken === 0) return text;
  const beyond = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const isCut = broken === 1 && text.endsWith("\ufffd");
  return beyond - broken >= broken * SOUND_SEQUENCES_MIN || (isCut && beyond > 1) ? text : undefined;
}
