/** Which legacy encoding undeclared bytes are in, by statistics over a sample. */
import { chardet } from "jschardet";
import { countLost } from "./decode.ts";

export interface Detected {
  readonly text: string;
  /** The standard's name. */
  readonly name: string;
  readonly isCertain: boolean;
}

/** Bytes that the detector sees: it costs most of a second a megabyte, and is as sure after 16 KB. */
const SAMPLE_BYTES = 16_384;
/** The detector's confidence, 0–1, under which its best guess is a guess; sound texts of a sentence get more, noise less. */
const CONFIDENCE_MIN = 0.15;
/** From here on the result is told without a warning. On texts of two sentences the right encoding gets 0.3 and more. */
const CONFIDENCE_CERTAIN = 0.3;
/** Share of characters that a right encoding may lose, 0–1: bytes are cut and pasted. */
const LOST_SHARE_MAX = 0.002;

/** The encodings of the web standard, by the detector's names; what it knows besides is not met in pages and only takes right answers away. */
const NAMES: Readonly<Record<string, string>> = {
  big5hkscs: "big5",
  cp932: "shift_jis",
  shift_jis_2004: "shift_jis",
  euc_jis_2004: "euc-jp",
  iso2022_jp_2: "iso-2022-jp",
  cp949: "euc-kr",
  euc_kr: "euc-kr",
  gb18030: "gb18030",
  cp874: "windows-874",
  cp1250: "windows-1250",
  cp1251: "windows-1251",
  cp1252: "windows-1252",
  cp1253: "windows-1253",
  cp1254: "windows-1254",
  cp1255: "windows-1255",
  cp1256: "windows-1256",
  cp1257: "windows-1257",
  cp1258: "windows-1258",
  "koi8-r": "koi8-r",
  "koi8-u": "koi8-u",
  cp866: "ibm866",
  "iso8859-2": "iso-8859-2",
  "iso8859-5": "iso-8859-5",
  "iso8859-6": "iso-8859-6",
  "iso8859-7": "iso-8859-7",
  "mac-roman": "macintosh",
  "mac-cyrillic": "x-mac-cyrillic",
};

/** ISO-8859-15 through the table of windows-1252, which shares all letters of its languages but these: œ as a fraction in a word, € as a sign of no currency. */
const LATIN_9 = /(?:^|[^\d])[¼½](?=\p{L})|\d\s?¤|¤\s?\d/u;

/** An encoding of the standard, and how well the bytes fit it, 0–1, best first. */
export type Ranking = readonly { readonly name: string; readonly confidence: number }[];

export function rankEncodings(bytes: Buffer): Ranking {
  const results = chardet.detectAll(takeSample(bytes), {
    encodingEra: chardet.EncodingEra.ALL,
    includeEncodings: Object.keys(NAMES),
    compatNames: false,
    ignoreThreshold: true,
  });
  return results.flatMap(({ encoding, confidence }) => {
    const name = encoding === null ? undefined : NAMES[encoding];
    return name === undefined ? [] : [{ name, confidence }];
  });
}

/** Encodings that the detector does not tell apart from another, or that differ from it in letters few texts have. */
const FAMILY: Readonly<Record<string, string>> = {
  gbk: "gb18030",
  "iso-8859-15": "windows-1252",
  "iso-8859-16": "iso-8859-2",
  "iso-8859-13": "windows-1257",
  "iso-8859-8": "windows-1255",
  "iso-8859-8-i": "windows-1255",
};
/** How much better, as a share of confidence, another encoding must fit before a declaration is called wrong. */
const DECLARED_SHARE_MIN = 0.6;

/** Do the bytes speak against a declared encoding that they can be read in? Servers and templates name encodings by habit. */
export function isContradicted(name: string, ranking: Ranking): boolean {
  const [best] = ranking;
  const family = FAMILY[name] ?? name;
  if (best === undefined || best.confidence < CONFIDENCE_CERTAIN || !Object.values(NAMES).includes(family)) return false;
  const own = Math.max(0, ...ranking.filter((entry) => entry.name === family).map((entry) => entry.confidence));
  return own < best.confidence * DECLARED_SHARE_MIN;
}

/** The best encoding that loses nothing to speak of; undefined: none is better than a guess. */
export function detectEncoding(
  bytes: Buffer,
  ranking: Ranking,
  decodeAs: (bytes: Buffer, name: string) => string | undefined,
): Detected | undefined {
  for (const { name, confidence } of ranking) {
    if (confidence < CONFIDENCE_MIN) continue;
    const text = decodeAs(bytes, name);
    if (text === undefined || countLost(text) > text.length * LOST_SHARE_MAX) continue;
    const isCertain = confidence >= CONFIDENCE_CERTAIN;
    if (name === "windows-1252" && LATIN_9.test(text) && !/[€Œœ]/.test(text)) {
      return { text: decodeAs(bytes, "iso-8859-15") ?? text, name: "iso-8859-15", isCertain };
    }
    return { text, name, isCertain };
  }
  return undefined;
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const LINE_FEED = 0x0a;
const ESCAPE = 0x1b;

/**
 * The stretches of text between tags and line ends that have bytes beyond ASCII: kilobytes of scripts tell nothing and hide the rest. In
 * none of the encodings is one of these borders a part of another character, ISO-2022-JP excepted, which is taken from its first escape.
 */
function takeSample(bytes: Buffer): Buffer {
  const escape = bytes.indexOf(ESCAPE);
  if (escape !== -1 && bytes.every((byte) => byte < 0x80)) return bytes.subarray(escape, escape + SAMPLE_BYTES);
  const parts: Buffer[] = [];
  let size = 0;
  let start = 0;
  let isHigh = false;
  for (let i = 0; i <= bytes.length && size < SAMPLE_BYTES; i++) {
    const byte = bytes[i] ?? LINE_FEED;
    if (byte >= 0x80) isHigh = true;
    else if (byte === LESS_THAN || byte === GREATER_THAN || byte === LINE_FEED) {
      if (isHigh) {
        const part = bytes.subarray(start, Math.min(i + 1, start + SAMPLE_BYTES));
        parts.push(part);
        size += part.length;
      }
      start = i + 1;
      isHigh = false;
    }
  }
  return Buffer.concat(parts);
}
