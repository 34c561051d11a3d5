/** JSON as it stands in inputs. */

const HALF = /\\ud[89a-f]/i;
/** Whole pairs, halves, and every other escape, so that an escaped backslash begins none. */
const ESCAPES = /\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|ud[89a-f][0-9a-f]{2}|[^])/gi;
const HALF_LENGTH = 6;

/**
 * The value of a JSON text. JSON can spell half a surrogate pair, which is no character, and which no file and few other programs take:
 * U+FFFD stands for it. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(HALF.test(text) ? text.replace(ESCAPES, (escape) => (escape.length === HALF_LENGTH ? "\\ufffd" : escape)) : text);
}

/**
 * The value of JSON, and of what other programs write and take for JSON: NaN and Infinity (null here, as browsers write them), a comma behind
 * the last value, the mark of a JSON sequence, line breaks and tabs that stand in strings as they are. Throws SyntaxError where it is neither.
 */
export function parseLooseJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return parseJson(tightened(text));
  }
}

function tightened(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const begin = quote === -1 ? text.length : quote;
    const end = quote === -1 ? text.length : endOfString(text, quote);
    parts.push(betweenStrings(text.slice(at, begin), end === text.length), text.slice(begin, end).replace(CONTROL, escaped));
    at = end;
  }
  return parts.join("");
}

const CONTROL = /[\u0000-\u001f]/g;

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function betweenStrings(text: string, isLast: boolean): string {
  const known = text
    .replaceAll("\x1e", "")
    .replace(/-?\b(?:NaN|Infinity)\b/g, "null")
    .replace(/,(?=\s*[}\]])/g, "");
  return isLast ? known.replace(/,\s*$/, "") : known;
}

/** Behind the closing quote; the end of the text if there is none. */
function endOfString(text: string, begin: number): number {
  for (let quote = text.indexOf('"', begin + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === "\\") before--;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}
