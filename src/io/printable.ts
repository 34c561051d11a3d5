/** Text from strangers, made safe and fitting for a terminal or a log. */

/**
 * Escape sequences as a whole, so that no "[31m" is left behind: CSI (ESC [ … or the C1 byte), and OSC, DCS, PM, APC and SOS up to their
 * end or for 200 characters. The bound keeps an unclosed sequence from swallowing the message.
 */
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]{0,200}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]{0,4}[0-~]/g;

/** White space that would move the cursor. */
const LINE_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Controls, bidirectional overrides and marks, invisible joiners at large, the byte-order mark, tag characters. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const LONE_SURROGATE = /\p{Cs}/gu;

/** The text on one line, without anything that a terminal would act upon. Printing it twice changes nothing. */
export function printable(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd").replace(ESCAPES, "").replace(LINE_SPACE, " ").replace(UNSAFE, "");
}

/** Ranges that a terminal shows two columns wide: Hangul, CJK, kana, full-width forms, emoji. Unicode 16, EastAsianWidth W and F, rounded. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Marks that take no column of their own. */
const ZERO = /[\p{Mn}\p{Me}\u200b-\u200d\ufe00-\ufe0f]/u;

/** Columns that the text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += columnsOfLetter(letter);
  return columns;
}

function columnsOfLetter(letter: string): number {
  if (letter <= "\u02ff") return 1;
  if (ZERO.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}

/** At most `columns` columns of the text, with "…" where something is missing. */
export function clip(text: string, columns: number): string {
  let used = 0;
  let kept = "";
  let whole = "";
  for (const letter of text) {
    used += columnsOfLetter(letter);
    if (used > columns) return `${kept.trimEnd()}…`;
    whole += letter;
    if (used <= columns - 1) kept = whole;
  }
  return whole;
}

/** The text, filled with spaces to `columns` columns. */
export function pad(text: string, columns: number, side: "left" | "right" = "right"): string {
  const fill = " ".repeat(Math.max(0, columns - columnsOf(text)));
  return side === "right" ? text + fill : fill + text;
}

/** Lines of at most `columns` columns, broken at spaces, and within words that are longer than a line: Chinese has no spaces. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const end = (): void => {
    if (line !== "") lines.push(line);
    line = "";
    used = 0;
  };
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const width = columnsOf(word);
    if (used > 0 && used + 1 + width <= columns) {
      line += ` ${word}`;
      used += 1 + width;
      continue;
    }
    end();
    for (const letter of word) {
      const letterWidth = columnsOfLetter(letter);
      if (used + letterWidth > columns) end();
      line += letter;
      used += letterWidth;
    }
  }
  end();
  return lines;
}
