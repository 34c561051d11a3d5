/**
 * Scripts, styles and data of the page in a text that lost its markup: whoever takes tags away and nothing else leaves the code between them.
 * The labeller has seen few such texts, and code looks like nothing that it knows. Told by its signs, not by its language.
 */
import { roleTable } from "../text/characters.ts";
import { isWide } from "../text/sentences.ts";
import type { Block, Page } from "../types.ts";

/** Signs that stand at the ends of the words of prose; within a word they make it one of code, */
const SIGN = 1;
/** but for those that stand between the letters of names, numbers and abbreviations, too. */
const ORDINARY = 2;
/** Signs with which words of code begin. */
const BEGINS = 4;
const SIGNS: Uint16Array = roleTable([
  [SIGN, "{}[]()=<>|&_$\\*;,:.\"'/+#!?-"],
  [ORDINARY, ".,:'/-&"],
  [BEGINS, "{}=<>|&_$*;."],
]);

/** Share of its characters, spaces aside, that words of code must have for a line to be code, and for a piece of such a line. */
const CODE_SHARE_MIN = 0.3;
const PIECE_SHARE_MIN = 0.1;
/** The same where the line begins or ends as code does and has no more ordinary words than this: longer ones hold prose as well. */
const CLOSED_SHARE_MIN = 0.06;
const CLOSED_WORDS_MAX = 12;
const CLOSES = /[;{}]["')]*,?$|\*\/$/;
const OPENS = /^(?:\/\/|\/\*|[{}]|<!--)/;
/** What nothing but code holds. */
const SURE = /[{}]|\(\)|[\w$)\]] = /;
/** What a page does to itself in a browser: neither other code nor prose speaks so. */
const IN_BROWSER =
  /\b(?:document|window|navigator|location)\s{0,2}[.[]|\.push\s{0,2}\(|\bcreateElement|addEventListener|\bgetElement|jQuery|\$\(|CDATA|@media|@import|!important|\b(?:display|position|float|margin|padding|color|width|height)\s{0,2}:[^{};]{1,40};|"@(?:context|type)"|googletag|adsbygoogle|<!--|-->/;
/** Short lines between two of code are code as well: "else", "break". In words. */
const GAP_WORDS_MAX = 3;
/** Less is a placeholder or a sign. In UTF-16 units. */
const RUN_CHARS_MIN = 24;

/** Blocks that follow one another and are code. */
export interface CodeRun {
  readonly blocks: readonly Block[];
  /** Is it of the page, and not shown by it? */
  readonly isOfPage: boolean;
}

/** The code among the blocks of a page. Linear. */
export function codeRuns({ format, blocks }: Pick<Page, "format" | "blocks">): CodeRun[] {
  if (format !== "text" || !blocks.some(({ text }) => text.includes("{"))) return [];
  return runsOf(blocks, codeOf(blocks)).map((run) => ({ blocks: run, isOfPage: run.some(({ text }) => IN_BROWSER.test(text)) }));
}

/** Which blocks are code. Pieces of one line with some code in them are, where the line as a whole is: data hold whole sentences. */
function codeOf(blocks: readonly Block[]): boolean[] {
  const lines = new Map<number, Block[]>();
  for (const block of blocks) {
    const pieces = lines.get(block.line);
    if (pieces === undefined) lines.set(block.line, [block]);
    else pieces.push(block);
  }
  const isCode: boolean[] = [];
  for (const pieces of lines.values()) {
    const isWhole = pieces.length > 1 && isCodeText(pieces.map(({ text }) => text).join(" "), CODE_SHARE_MIN);
    for (const { index, kind, text } of pieces)
      isCode[index] = kind !== "code" && isCodeText(text, isWhole ? PIECE_SHARE_MIN : CODE_SHARE_MIN);
  }
  return isCode;
}

function isCodeText(text: string, shareMin: number): boolean {
  let [code, solid, ordinary] = [0, 0, 0];
  for (const word of text.split(" ")) {
    solid += word.length;
    if (isCodeWord(word)) code += word.length;
    else ordinary++;
  }
  const isClosed = ordinary <= CLOSED_WORDS_MAX && (CLOSES.test(text) || OPENS.test(text));
  return code > 0 && code >= (isClosed ? Math.min(CLOSED_SHARE_MIN, shareMin) : shareMin) * solid;
}

/** A word that is an address. */
const ADDRESS = /^[("'<[]{0,3}(?:[a-z][a-z0-9+.-]{1,20}:\/\/|[\w.+-]{1,60}@)/i;

/** Has a word signs where prose has none: within it, or more of them at its ends? Addresses have them as well, and are no code. */
function isCodeWord(word: string): boolean {
  const isSign = (index: number): boolean => ((SIGNS[word.charCodeAt(index)] ?? 0) & SIGN) !== 0;
  let [first, last] = [0, word.length - 1];
  while (first <= last && isSign(first)) first++;
  while (last > first && isSign(last)) last--;
  const before = (SIGNS[word.charCodeAt(0)] ?? 0) & BEGINS;
  if (first > last) return word.length > 1 || before !== 0;
  // "--color", ".name", "$(", "});", "call()"
  if (first > 1 || (first === 1 && before !== 0) || word.length - 1 - last > 2 || word.includes("(", last + 1)) return true;
  const isAddress = ADDRESS.test(word);
  for (let i = first + 1; i < last; i++) {
    const unit = word.charCodeAt(i);
    // Where words are not parted by spaces, signs stand within what looks like one.
    if (isWide(unit)) return false;
    const roles = SIGNS[unit] ?? 0;
    if ((roles & SIGN) === 0) continue;
    if (isAddress ? '{};"'.includes(word.charAt(i)) : (roles & ORDINARY) === 0 || isSign(i + 1)) return true;
  }
  return false;
}

/** Blocks of code that follow one another, one at least of which nothing but code can be. */
function runsOf(blocks: readonly Block[], isCode: readonly boolean[]): (readonly Block[])[] {
  const runs: (readonly Block[])[] = [];
  let run: Block[] = [];
  let gap: Block | undefined;
  const close = (): void => {
    const chars = run.reduce((sum, { text }) => sum + text.length, 0);
    if (chars >= RUN_CHARS_MIN && run.some(({ text }) => SURE.test(text))) runs.push(run);
    run = [];
  };
  for (const block of blocks) {
    // What ends a statement is one, where code stands before it.
    if (isCode[block.index] === true || (run.length > 0 && CLOSES.test(block.text))) {
      if (gap !== undefined) run.push(gap);
      run.push(block);
      gap = undefined;
    } else if (run.length > 0 && gap === undefined && block.wordCount <= GAP_WORDS_MAX) gap = block;
    else {
      close();
      gap = undefined;
    }
  }
  close();
  return runs;
}
