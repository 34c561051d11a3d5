/**
 * Headline and date at the head of a text that lost its line breaks: "Storm closes harbour 14 March 2021, 10:20 The harbour of …".
 * A name may stand in the headline's place. A date alone also stands in prose; with a time of day between a headline and a new sentence it hardly ever does.
 */
import type { Block, Claim } from "../../types.ts";
import { readDates } from "./dates.ts";
import { isName } from "./names.ts";

/** What follows the date is prose from this many UTF-16 units on. */
const PROSE_MIN = 60;
/** UTF-16 units in which headline and date stand, and those of the headline alone. */
const HEAD_MAX = 240;
const TITLE_MIN = 8;
const TITLE_MAX = 160;

/** Ends that a headline does not have before its date: those of sentences, and short words as "on", "am", "le", "от". */
const OPEN_END = /(?:[.!?。！？:：,，、]|(?:^|\s)\p{Ll}{1,4})$/u;
/** A sentence that ends within the headline makes it prose. */
const INNER_END = /[.!?]\s|[。！？]/u;

/** The claims of a text's first paragraph, none of which is the whole block. */
export function runInClaims(block: Block | undefined, language: string | undefined): Claim[] {
  if (block === undefined || block.kind === "heading") return [];
  const head = block.text.slice(0, HEAD_MAX);
  const [date] = readDates(head, { language });
  if (
    date?.value.includes("T") !== true ||
    date.form === "short-year" ||
    date.start > TITLE_MAX ||
    block.text.length - date.end < PROSE_MIN
  )
    return [];
  const title = head.slice(0, date.start).replace(/[\s|•·(（–—-]+$/u, "");
  const rest = head.slice(date.end).replace(/^[\s|•·)）–—-]+/u, "");
  const isHead = title.length >= TITLE_MIN && !OPEN_END.test(title) && !INNER_END.test(title);
  if (!isHead || !/^["“”„«「『]?[\p{Lu}\p{Lo}]/u.test(rest)) return [];
  return [
    isName(title)
      ? { field: "author", value: title, from: "byline", confidence: 0.5, block: undefined }
      : { field: "title", value: title, from: "first line", confidence: 0.6, block: undefined },
    { field: "published", value: head.slice(date.start, date.end), from: "dateline", confidence: 0.6, block: undefined },
  ];
}
