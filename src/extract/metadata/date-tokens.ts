/** Text as the tokens that dates and times are written in: numbers, words, signs. */

/** One token with its place in the text, in UTF-16 units. */
export interface Token {
  readonly kind: "number" | "word" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words are parted where a capital follows a small letter: "By Jane DoeMar 5, 2025", where markup was lost. */
const TOKEN = /\d+|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}\u200c]+|\p{Lu}+(?!\p{Ll})|\p{Lu}|\S/gu;
/** First digits of the decimal systems that dates are written in: Arabic, Persian, Devanagari, Bengali, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Myanmar, Khmer, full-width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10];
const FOREIGN_DIGITS = /[٠-٩۰-۹०-९০-৯૦-૯௦-௯౦-౯೦-೯൦-൯๐-๙໐-໙၀-၉០-៩０-９：／．－]/gu;

const BEYOND_LATIN = /[\u0660-\uffff]/u;
const ANY_DIGIT = /[0-9٠-٩۰-۹०-९০-৯૦-૯௦-௯౦-౯೦-೯൦-൯๐-๙໐-໙၀-၉០-៩０-９]/u;

/** Does the text have a digit in which dates are written? Most lines have none. */
export function hasDigit(text: string): boolean {
  return ANY_DIGIT.test(text);
}

/** Digits of other scripts and full-width signs as ASCII; every position stays what it was. */
export function westernDigits(text: string): string {
  if (!BEYOND_LATIN.test(text)) return text;
  return text.replace(FOREIGN_DIGITS, (sign) => {
    const code = sign.charCodeAt(0);
    const zero = ZEROS.find((candidate) => code >= candidate && code <= candidate + 9);
    if (zero !== undefined) return String(code - zero);
    return String.fromCharCode(code - 0xfee0); // full-width punctuation lies that far from ASCII
  });
}

/** Numbers, words and signs, in order. Linear. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const first = match[0].charCodeAt(0);
    const kind = first >= 48 && first <= 57 ? "number" : /^\p{L}/u.test(match[0]) ? "word" : "sign";
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** Digits of a token as a number, if it has between `min` and `max` of them. */
export function digits(token: Token | undefined, min: number, max: number): number | undefined {
  if (token?.kind !== "number" || token.text.length < min || token.text.length > max) return undefined;
  return Number(token.text);
}
