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
