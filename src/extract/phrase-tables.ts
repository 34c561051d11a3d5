/** Tables of phrases, and whether a text is one of them, begins with one, or is made of several. */
import { kindOf, LETTER } from "../text/characters.ts";
import { comparable } from "../text/normalise.ts";
import { wordEnd, words, wordStart } from "../text/words.ts";

export interface PhraseTable {
  /** Tells the tables apart in `openingsOf`. */
  readonly bit: number;
  /** Each as `tokensOf` gives it, joined by spaces. */
  readonly phrases: ReadonlySet<string>;
}

/** Longest phrase of the tables in tokens; an ideograph is a token. */
const PHRASE_TOKENS_MAX = 9;

/** A table out of rows of phrases that are parted by commas. */
export function table(bit: number, ...rows: readonly string[]): PhraseTable {
  // A row is folded as a whole, since to fold a thousand phrases one by one takes a while at every start.
  return {
    bit,
    phrases: new Set(
      rows.flatMap((row) =>
        comparable(row)
          .split(",")
          .map((phrase) => wordsWithoutNumbers(phrase).join(" ")),
      ),
    ),
  };
}

/** All phrases of some tables as one. */
export function tableOfAll(tables: readonly PhraseTable[]): PhraseTable {
  return { bit: tables.reduce((bits, { bit }) => bits | bit, 0), phrases: new Set(tables.flatMap(({ phrases }) => [...phrases])) };
}

/** The first words of all phrases, and the bits of the tables that have a phrase with it: most texts begin with none of them. */
export function openingsOf(tables: readonly PhraseTable[]): ReadonlyMap<string, number> {
  const openings = new Map<string, number>();
  for (const { bit, phrases } of tables) {
    for (const phrase of phrases) {
      const [opening = ""] = phrase.split(" ", 1);
      openings.set(opening, (openings.get(opening) ?? 0) | bit);
    }
  }
  return openings;
}

/** The first word of a text that is no number, as the tables hold it; undefined where there is none. `text`: composed, without invisible marks. */
export function firstToken(text: string): string | undefined {
  let start = wordStart(text, 0);
  while (start < text.length) {
    const end = wordEnd(text, start);
    const word = text.slice(start, end);
    if (!isNumber(word)) return word.toLowerCase();
    start = wordStart(text, end);
  }
  return undefined;
}

/** The last words of all phrases of a table. */
export function endingsOf({ phrases }: PhraseTable): ReadonlySet<string> {
  return new Set([...phrases].map((phrase) => phrase.slice(phrase.lastIndexOf(" ") + 1)));
}

/** The words of a text as tables hold them: lower case, numbers left out. */
export function tokensOf(text: string): string[] {
  return wordsWithoutNumbers(comparable(text));
}

function wordsWithoutNumbers(text: string): string[] {
  return words(text).filter((word) => !isNumber(word));
}

/** Is the word made of digits and nothing else? */
export function isNumber(word: string): boolean {
  // Most words begin with a letter, and are told without an expression.
  return (kindOf(word.charCodeAt(0)) & LETTER) === 0 && /^\p{N}+$/u.test(word);
}

/** Are the tokens, all of them, a phrase of the table? */
export function isPhrase({ phrases }: PhraseTable, tokens: readonly string[]): boolean {
  return tokens.length <= PHRASE_TOKENS_MAX && phrases.has(tokens.join(" "));
}

/** Do the tokens begin with a phrase of the table? */
export function beginsWithPhrase({ phrases }: PhraseTable, tokens: readonly string[]): boolean {
  let prefix = "";
  for (const token of tokens.slice(0, PHRASE_TOKENS_MAX)) {
    prefix = prefix === "" ? token : `${prefix} ${token}`;
    if (phrases.has(prefix)) return true;
  }
  return false;
}

/** Are the tokens made of phrases of the table and nothing else: "Facebook Twitter Print"? Longest phrase first. */
export function isMadeOf({ phrases }: PhraseTable, tokens: readonly string[]): boolean {
  let index = 0;
  while (index < tokens.length) {
    let phrase = "";
    let end = index;
    for (let next = index; next < Math.min(index + PHRASE_TOKENS_MAX, tokens.length); next++) {
      phrase += next === index ? (tokens[next] ?? "") : ` ${tokens[next] ?? ""}`;
      if (phrases.has(phrase)) end = next + 1;
    }
    if (end === index) return false;
    index = end;
  }
  return tokens.length > 0;
}
