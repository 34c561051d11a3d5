/**
 * What text browsers put into a page that they print: a number before every link, and the addresses at the end ("lynx -dump", elinks,
 * "w3m -o display_link_number"). Both say what markup would say, and are no words of the page: numbers that are left in stand between its
 * words, and a list of addresses is often longer than the article, so that nothing of the layout shows any more.
 */
import type { Line } from "./lines.ts";

/** A text without its link numbers. */
export interface Unnumbered {
  readonly lines: readonly Line[];
  /** Takes the numbers out of lines, once their widths have told where they were wrapped. */
  readonly strip: (lines: readonly Line[]) => readonly Line[];
  /** Links that were numbered; 0: the text has no such numbers, and `lines` are what was given. */
  readonly links: number;
}

/** A number, with what stands on either side of it. */
const NUMBER = /(?<=(\S?))\[(\d{1,4})\](?=(\S?))/g;
/** What may stand behind the number of a reference: "as was shown.[3]"; the number of a link stands right before its words. */
const AFTER_REFERENCE = /^[.,;:!?)\]]?$/;
const LINK_NUMBER = /\[\d{1,4}\](?=[^\s.,;:!?)\]])/g;
/** An entry of the list: its number and the address. elinks puts the title of a link between them, and the address on the next line. */
const ENTRY = /^(?:(\d{1,4})\.|\[(\d{1,4})\]) [a-z][a-z0-9+.-]{1,20}:\S/i;
const TITLE = /^(?:(\d{1,4})\.|\[(\d{1,4})\]) \S/;
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\S/i;
/** Heads of the list. */
const HEAD = /^(?:references|(?:visible|hidden) links):?$/i;
/** Within the list, where it may be in the words of another language. */
const INNER_HEAD_CHARS_MAX = 40;

/** Numbers from which on their order is evidence enough, and the share of them that must be one more than the one before. */
const NUMBERS_MIN = 8;
const COUNTING_SHARE_MIN = 0.8;
/** Numbers that the list behind the text must have, and the share of those in the text that must be of the list. */
const LISTED_NUMBERS_MIN = 2;
const LISTED_SHARE_MIN = 0.9;
/** References for each link: some pages have both. */
const REFERENCES_SHARE_MAX = 0.2;

/** Finds the numbers and the list. Linear in the text. */
export function unnumber(lines: readonly Line[]): Unnumbered {
  const list = listOf(lines);
  const body = list === undefined ? lines : lines.slice(0, list.start);
  const links = countLinks(body, list?.numbers);
  if (links === 0) return { lines, strip: (same) => same, links };
  return { lines: body, strip: (wrapped) => wrapped.map(stripped), links };
}

function stripped(line: Line): Line {
  if (!line.text.includes("[")) return line;
  return { ...line, text: strip(line.text), gaps: line.gaps.map((gap) => strip(line.text.slice(0, gap)).length) };
}

function strip(text: string): string {
  return text.replace(LINK_NUMBER, "");
}

/** How many links of the text are numbered; 0: none. `listed`: the numbers of the list behind it. */
function countLinks(lines: readonly Line[], listed: ReadonlySet<number> | undefined): number {
  let [links, counting, references, known] = [0, 0, 0, 0];
  let last = 0;
  for (const { text } of lines) {
    if (!text.includes("[")) continue;
    for (const [, before = "", digits, after = ""] of text.matchAll(NUMBER)) {
      const number = Number(digits);
      if (AFTER_REFERENCE.test(after)) {
        if (before !== "") references++;
        continue;
      }
      links++;
      if (number === last + 1) counting++;
      if (listed?.has(number) === true) known++;
      last = number;
    }
  }
  if (references > REFERENCES_SHARE_MAX * links) return 0;
  if (listed !== undefined && listed.size >= LISTED_NUMBERS_MIN && known >= LISTED_SHARE_MIN * links) return links;
  return links >= NUMBERS_MIN && counting >= COUNTING_SHARE_MIN * links ? links : 0;
}

/** The list of addresses that ends a text: where it begins, its heads included, and its numbers; undefined: there is none. */
function listOf(lines: readonly Line[]): { readonly start: number; readonly numbers: ReadonlySet<number> } | undefined {
  const numbers = new Set<number>();
  let start = lines.length;
  let lowest = Infinity;
  for (let i = lines.length - 1; i >= 0; i--) {
    const text = lines[i]?.text ?? "";
    const isBelowTitle = ADDRESS.test(text);
    const entry = isBelowTitle ? TITLE.exec(lines[i - 1]?.text ?? "") : ENTRY.exec(text);
    const number = Number(entry?.[1] ?? entry?.[2] ?? NaN);
    const isInnerHead = numbers.size > 0 && start === i + 1 && text.length <= INNER_HEAD_CHARS_MAX;
    if (number < lowest) {
      if (isBelowTitle) i--;
      numbers.add(number);
      lowest = number;
      start = i;
    } else if (!isInnerHead && !HEAD.test(text)) break;
  }
  if (numbers.size === 0) return undefined;
  while (HEAD.test(lines[start - 1]?.text ?? "")) start--;
  return { start, numbers };
}
