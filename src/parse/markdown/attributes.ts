/**
 * Attributes of HTML as Pandoc writes them into Markdown: fences around what was a division ("::: {.teaser}"), and braces behind links, pictures,
 * headings and spans ("[text]{.name}"). Readers of Markdown show them as text.
 */

/** A fence of a division, in items and quotations too. */
const DIVISION = /^[ \t>]*:{3,}[ \t]*(?:\{[^{}\n]{0,4000}\}?|[\w.-]{1,200})?[ \t]*:*$/;
/** One attribute: a class, an id, a pair, a format. No two of these can begin alike and go on alike, so that nothing is tried twice. */
const ATTRIBUTE = String.raw`(?:[.#][^\s{}"]{1,400}|[\w:@-][\w:@.-]{0,200}=(?:"[^"]{0,4000}"|[^\s{}"]{1,400})|=[a-z]{1,20}|-)`;
/** Attributes in braces, over several lines where lines are wrapped. */
const ATTRIBUTES = new RegExp(String.raw`\{\s?${ATTRIBUTE}(?:[ \t]{0,40}[ \t\n][ \t]{0,40}${ATTRIBUTE})*\s?\}`, "y");
/** What attributes stand behind; and the beginning of a line that they may end. */
const HOLDER_ENDS = ")]`";
const HEADING = /^[ \t>]{0,40}#{1,6} /;
const HEADING_CHARS = 48;

/** Lines without attributes; `isOpen`: which stand outside fences of code. Linear. */
export function dropAttributes(lines: readonly string[], isOpen: readonly boolean[]): readonly string[] {
  const divisions = lines.filter((line, index) => isOpen[index] === true && line.includes(":::") && DIVISION.test(line)).length;
  const kept: string[] = [];
  let open: string[] = [];
  const flush = (): void => {
    if (open.length > 0) for (const line of withoutBraces(open.join("\n")).split("\n")) kept.push(line);
    open = [];
  };
  for (const [index, line] of lines.entries()) {
    if (isOpen[index] !== true) {
      flush();
      kept.push(line);
      // One fence alone is a line of colons.
    } else open.push(divisions > 1 && line.includes(":::") && DIVISION.test(line) ? "" : line);
  }
  flush();
  return kept;
}

/** Text without braces of attributes; the brackets of a span go with them, as those of a link do not. */
function withoutBraces(text: string): string {
  if (!/[)\]`]\{|\s\{[.#]/.test(text)) return text;
  const out: string[] = [];
  /** Where in `out` brackets that are not closed yet stand. */
  const brackets: number[] = [];
  let opened = -1;
  let from = 0;
  let lineStart = 0;
  const take = (to: number): void => {
    if (to > from) out.push(text.slice(from, to));
    from = to;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\") at++;
    else if (sign === "[") {
      take(at);
      brackets.push(out.length);
      out.push("[");
      from = at + 1;
    } else if (sign === "]") {
      opened = brackets.pop() ?? -1;
    } else if (sign === "\n") {
      lineStart = at + 1;
      if (text.charAt(lineStart) === "\n") brackets.length = 0;
    } else if (sign === "{" && at > 0) {
      const before = text.charAt(at - 1);
      const isHeld = HOLDER_ENDS.includes(before) && (before !== "]" || opened >= 0);
      if (!isHeld && !(before === " " && HEADING.test(text.slice(lineStart, lineStart + HEADING_CHARS)))) continue;
      ATTRIBUTES.lastIndex = at;
      const found = ATTRIBUTES.exec(text)?.[0];
      if (found === undefined) continue;
      if (before === "]") {
        take(at - 1);
        out[opened] = "";
      } else take(at);
      from = at + found.length;
      at = from - 1;
    }
  }
  take(text.length);
  return out.join("");
}
