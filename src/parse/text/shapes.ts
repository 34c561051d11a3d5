/** Shapes of a line that show its role in plain text: items of lists, headings, quotations, gallery counters. */
import { CASELESS, DIGIT, IDEOGRAPH, kindOf, LETTER, LOWER, roleTable, UPPER } from "../../text/characters.ts";
import { endsSentence, isWide } from "../../text/sentences.ts";

/** Opens an item of a list: how long the mark is, and the number it shows. */
export interface ItemMark {
  readonly kind: "bullet" | "number";
  /** Length of the mark and the space after it. */
  readonly length: number;
  /** 0 for bullets. */
  readonly ordinal: number;
  /** Which sign: items of one list use the same. */
  readonly sign: string;
}

const SURE_BULLET = 1;
/** Signs that open speech and asides as well: an item only in company. */
const UNSURE_BULLET = 2;
const ENDS_LINE = 4;
const BULLETS = roleTable([
  [SURE_BULLET, "•‣◦●○■□▪▫◆◇►▶➤➢✓✔∙⁃"],
  [UNSURE_BULLET, "-–·+*"],
  [ENDS_LINE, ".!?…,;:。！？，；：、।؟۔"],
]);

/** Three digits number the items of any list that people write; four are a year. */
const NUMBER = /^\(?(\d{1,3})([.)）、])(?=\s)\s*/;

/** Signs that text browsers put before the items of inner lists; elsewhere they are a word, a heading, a handle. */
const INNER_BULLETS = "o#@";
const INNER_INDENT_COLUMNS_MIN = 4;

/** The mark that opens an item; undefined for other lines. `indent` in columns. */
export function itemMark(text: string, indent = 0): ItemMark | undefined {
  const first = text.charAt(0);
  const second = text.charCodeAt(1);
  const isInner = indent >= INNER_INDENT_COLUMNS_MIN && INNER_BULLETS.includes(first);
  const isBullet = isInner || ((BULLETS[text.charCodeAt(0)] ?? 0) & (SURE_BULLET | UNSURE_BULLET)) !== 0;
  if (isBullet && second === 0x20 && text.length > 2) return { kind: "bullet", length: 2, ordinal: 0, sign: first };
  if (!isDigit(text.charCodeAt(0)) && !(first === "(" && isDigit(second))) return undefined;
  const number = NUMBER.exec(text);
  if (number?.[1] === undefined || number[2] === undefined || number[0].length === text.length) return undefined;
  return { kind: "number", length: number[0].length, ordinal: Number(number[1]), sign: number[2] };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Is the bullet one that nothing else looks like? */
export function isSureBullet(mark: ItemMark): boolean {
  return mark.kind === "bullet" && ((BULLETS[mark.sign.charCodeAt(0)] ?? 0) & SURE_BULLET) !== 0;
}

export function opensItem(text: string, indent = 0): boolean {
  return itemMark(text, indent) !== undefined;
}

/** A heading as Markdown and wikis mark it: level and text. */
export function markedHeading(text: string): { readonly level: number; readonly text: string } | undefined {
  const first = text.charCodeAt(0);
  if (first !== 0x23 && first !== 0x3d) return undefined;
  const hashes = /^(#{1,6})\s+(\S.*)$/u.exec(text);
  if (hashes?.[1] !== undefined && hashes[2] !== undefined) return { level: hashes[1].length, text: hashes[2].replace(/\s#{1,6}$/, "") };
  const equals = /^(={2,6})\s([^=]+)\s={2,6}$/u.exec(text);
  if (equals?.[1] !== undefined && equals[2] !== undefined) return { level: equals[1].length - 1, text: equals[2] };
  return undefined;
}

/** The level that an underline gives the line above it; undefined for other lines. */
export function underlineLevel(text: string): number | undefined {
  if (text.length < 3) return undefined;
  const first = text.charAt(0);
  if (first !== "=" && first !== "-" && first !== "~" && first !== "*") return undefined;
  for (let index = 1; index < text.length; index++) if (text.charAt(index) !== first) return undefined;
  return first === "=" ? 1 : 2;
}

/** Columns and words of the longest headings in news; longer lines are sentences without a stop. */
const HEADING_COLUMNS_MAX = 110;
const HEADING_WORDS_MAX = 16;

const CLOSED = /[.!。！।۔]["”’»)」』]+$/u;
/** "PRESENTER: And what about …?" */
const SPEAKER = /^\p{Lu}[^:?]{0,30}:\s/u;

/** Could the line be a heading as it stands: short, opened like a sentence, not closed like one? */
export function looksLikeHeading(text: string): boolean {
  if (text.length > HEADING_COLUMNS_MAX) return false;
  const first = firstKind(text);
  if ((first & (UPPER | CASELESS | DIGIT)) === 0) return false;
  const last = text.charCodeAt(text.length - 1);
  const asks = last === 0x3f || last === 0xff1f;
  if (((BULLETS[last] ?? 0) & ENDS_LINE) !== 0 && !asks) return false;
  // "… and very little oil," Adair said. "What we lost is time.": a closing quotation mark stands behind the stop.
  if (asks ? SPEAKER.test(text) : CLOSED.test(text.slice(-3))) return false;
  let words = 1;
  let letters = 0;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const kind = kindOf(unit);
    if (unit === 0x20 || isWide(unit)) words += (kind & IDEOGRAPH) !== 0 ? 0.5 : 1;
    if ((kind & LETTER) !== 0) letters++;
    if ((kind & DIGIT) !== 0) digits++;
    // Separators of menus and trails, and addresses.
    if (unit === 0x7c || unit === 0xbb || unit === 0x203a || unit === 0x40) return false;
  }
  return words <= HEADING_WORDS_MAX && letters >= 3 && digits <= letters && !text.includes("://");
}

/** Kind of the first letter or digit, opening quotes and signs aside. */
function firstKind(text: string): number {
  for (let index = 0; index < Math.min(4, text.length); index++) {
    const kind = kindOf(text.charCodeAt(index));
    if ((kind & (LETTER | DIGIT)) !== 0) return kind;
  }
  return 0;
}

/** Prose is at least so wide and ends a sentence; ideographs count double. */
const PROSE_COLUMNS_MIN = 80;

export function looksLikeProse(text: string): boolean {
  if (text.length >= PROSE_COLUMNS_MIN) return endsSentence(text) || text.length >= 3 * PROSE_COLUMNS_MIN;
  if (!endsSentence(text)) return false;
  let columns = text.length;
  for (let index = 0; index < text.length; index++) if (isWide(text.charCodeAt(index))) columns++;
  return columns >= PROSE_COLUMNS_MIN;
}

/** Words after which a sentence or an item must go on; one table for the languages that scraped news is written in. */
const UNFINISHED: ReadonlySet<string> = new Set(
  (
    "and or the a an of to in on for with by from at as that which who is are was were be " +
    "und oder der die das den dem des ein eine von zu mit für auf im am sowie als " +
    "y e o u el la los las un una de del al en con por para que " +
    "et ou le les des du dans avec pour par sur au aux " +
    "ed il lo gli i di da nel con per che della dei " +
    "os as um uma do dos da das em no na com " +
    "en of het een van met voor op och eller att av med på til fra " +
    "i oraz lub w we z ze na do od dla przez że a " +
    "и или в во на с со по для от к о об у за из что не " +
    "та або та в у з до від για και ή με σε από του της των το τα ve veya ile için bir ו של את و أو في من على إلى أن"
  ).split(" "),
);

/** Must the text go on: it ends in a comma or in a word that ends nothing? */
export function isUnfinished(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (last === 0x2c || last === 0xff0c || last === 0x3001 || last === 0x060c) return true;
  const space = text.lastIndexOf(" ");
  return UNFINISHED.has(text.slice(space + 1).toLowerCase()) && !SIGN_IN.test(text.slice(-SIGN_IN_MAX));
}

/** Menus end in it more often than anything else ends in such a word: "… Newsletters Log in". */
const SIGN_IN = /(?:^|[\s\p{Ll}])(?:log|sign|logga|logge?|melde)\s(?:in|inn|ind|an|på)$/iu;
const SIGN_IN_MAX = 12;

/** Does the text begin in the middle of a sentence: a small letter, or a sign that never begins one? */
export function beginsInside(text: string): boolean {
  const first = text.charCodeAt(0);
  if ((kindOf(first) & LOWER) !== 0) return true;
  return first === 0x2c || first === 0x2e || first === 0x3b || first === 0x29 || first === 0xff0c || first === 0x3002;
}
