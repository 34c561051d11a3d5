/** The counter of a gallery: "1 / 3", "2 of 14", "Photo 3 von 8", "4 из 9". */

const COUNTER = /^[[(]?(?:\p{L}{2,12}[:.]?\s)?(\d{1,3})\s?(?:[/／]|of|von|de|di|sur|из|z|van|av|af|από)\s?(\d{1,3})[\])]?$/iu;
const OPEN = /^\d{1,3}\s?[/／]$/u;
const CLOSE = /^\d{1,3}$/u;
const CLOSE_WITH_SIGN = /^[/／]\s?\d{1,3}$/u;
/** "Photograph: 123 / 456" */
const COUNTER_CHARS_MAX = 24;

/** Where in how many; undefined where the text is no counter and nothing else. */
export function readCounter(text: string): { readonly position: number; readonly total: number } | undefined {
  if (text.length > COUNTER_CHARS_MAX || !endsInDigit(text)) return undefined;
  const match = COUNTER.exec(text);
  if (match === null) return undefined;
  const position = Number(match[1]);
  const total = Number(match[2]);
  return position >= 1 && position <= total ? { position, total } : undefined;
}

/** Is its last sign a digit of ASCII, a closing bracket aside? Cheap, and false of most lines. */
function endsInDigit(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  const unit = last === 0x5d || last === 0x29 ? text.charCodeAt(text.length - 2) : last;
  return unit >= 0x30 && unit <= 0x39;
}

/** Are two lines the halves of a counter: "1 /" and "3", or "1" and "/ 3"? */
export function isBrokenCounter(first: string, second: string): boolean {
  if (first.length > 5 || second.length > 5) return false;
  if (OPEN.test(first)) return CLOSE.test(second);
  return CLOSE.test(first) && CLOSE_WITH_SIGN.test(second);
}
