/** Everything the labeller wants to know of one block's text by itself. */
import { DIGIT, kindOf, LOWER, UPPER } from "../../text/characters.ts";
import { mix32 } from "../../text/hash.ts";
import { endsUnmarked } from "../../text/syllables.ts";
import { Reading } from "./reading.ts";
import { BULLET, CLOSER, COMMA, CURRENCY, PAUSE, QUOTE, SEPARATOR, signOf, STOP } from "./signs.ts";
import { Tokens } from "./tokens.ts";

/** A block's tokens and measurements. Counts are of tokens or UTF-16 units as named. */
export interface BlockText {
  readonly chars: number;
  /** Its tokens are those of `page` from `from` to `to`. */
  readonly page: Tokens;
  readonly from: number;
  readonly to: number;
  /** Words: an ideograph counts 0.6, an unspaced run of Thai or Lao a word per 5 letters. */
  readonly words: number;
  readonly tokenChars: number;
  readonly digitChars: number;
  readonly foreignChars: number;
  readonly signs: number;
  readonly commas: number;
  readonly stopsInside: number;
  readonly hasPause: boolean;
  readonly hasQuote: boolean;
  readonly hasSeparator: boolean;
  readonly hasCurrency: boolean;
  readonly hasParenthesis: boolean;
  readonly hasCopyright: boolean;
  readonly hasAddress: boolean;
  readonly hasTime: boolean;
  readonly hasYear: boolean;
  readonly hasDate: boolean;
  readonly hasHash: boolean;
  readonly start: "lower" | "upper" | "digit" | "quote" | "bullet" | "other";
  readonly end: "stop" | "ellipsis" | "question" | "exclamation" | "colon" | "comma" | "number" | "other";
  /** `hashLine` of the text. */
  readonly line: number;
  /**
   * Are its tokens those of `words` (text/words.ts) in lower case? Not where it has letters beyond the basic plane, letters whose lower
   * case hangs on their place or is longer (Σ, İ), or marks that nobody sees.
   */
  readonly isPlain: boolean;
}

/** Closing quotes and brackets that are skipped to find a block's last sign. */
const CLOSERS_MAX = 4;

const COLON = 0x3a;
const PERIOD = 0x2e;

/** Measures a text; its tokens go to the end of `page`. Linear; no regular expression sees more than a few characters. */
export function measureBlock(text: string, page: Tokens = new Tokens(16)): BlockText {
  const from = page.count;
  const read = new Reading(text, page);
  const { numbers, seen } = read;
  return {
    chars: text.length,
    page,
    from,
    to: page.count,
    words: read.words,
    tokenChars: read.tokenChars,
    digitChars: read.digitChars,
    foreignChars: read.foreignChars,
    signs: read.signs,
    commas: read.commas,
    stopsInside: read.stopsInside,
    hasPause: (seen & PAUSE) !== 0,
    hasQuote: (seen & QUOTE) !== 0,
    hasSeparator: (seen & SEPARATOR) !== 0,
    hasCurrency: (seen & CURRENCY) !== 0,
    hasParenthesis: read.hasParenthesis,
    hasCopyright: read.hasCopyright,
    hasAddress: read.hasAddress,
    hasTime: numbers.hasTime,
    hasYear: numbers.hasYear,
    hasDate: numbers.hasDate,
    hasHash: read.hasHash,
    start: startOf(text),
    end: endOf(text),
    line: mix32(read.line),
    isPlain: read.isPlain,
  };
}

/** Hashes of a block's tokens. */
export function tokensOf({ page, from, to }: BlockText): Int32Array {
  return page.hashes.subarray(from, to);
}

function startOf(text: string): BlockText["start"] {
  const unit = text.charCodeAt(0);
  const kind = kindOf(unit);
  if ((kind & LOWER) !== 0) return "lower";
  if ((kind & UPPER) !== 0) return "upper";
  if ((kind & DIGIT) !== 0) return "digit";
  const sign = signOf(unit);
  if ((sign & QUOTE) !== 0 || unit === 0x2018) return "quote";
  return (sign & BULLET) !== 0 ? "bullet" : "other";
}

function endOf(text: string): BlockText["end"] {
  let at = text.length - 1;
  const limit = at - CLOSERS_MAX;
  while (at > 0 && at > limit && (signOf(text.charCodeAt(at)) & CLOSER) !== 0) at--;
  const unit = text.charCodeAt(at);
  if (unit === 0x2026 || (unit === PERIOD && text.charCodeAt(at - 1) === PERIOD)) return "ellipsis";
  if (unit === 0x3f || unit === 0xff1f || unit === 0x61f) return "question";
  if (unit === 0x21 || unit === 0xff01) return "exclamation";
  const sign = signOf(unit);
  if ((sign & STOP) !== 0 || endsUnmarked(text, at)) return "stop";
  if (unit === COLON || unit === 0xff1a) return "colon";
  if ((sign & COMMA) !== 0) return "comma";
  return (kindOf(unit) & DIGIT) !== 0 ? "number" : "other";
}
