/** Sentences that go on in the next column, or over the page: what stands on either side is one paragraph. */
import { endsSentence } from "../../text/sentences.ts";
import type { Hyphens } from "./hyphens.ts";
import type { Line } from "./lines.ts";
import { beginsInside } from "./shapes.ts";
import { join } from "./unwrap.ts";

/** Lines that were read one after the other. */
export interface Part {
  readonly lines: readonly Line[];
  /** Does a printed page begin with it, as a column may as well? */
  readonly opensPage: boolean;
}

/** UTF-16 units from which a line that ends no sentence is prose that was broken off; a heading is shorter. */
const BROKEN_CHARS_MIN = 40;
/** Share of the widest line that the last line of a page must fill to be broken off where a name or a noun follows, 0–1. */
const FULL_SHARE = 0.8;

/** The lines of all parts, one after the other. */
export function joinParts(parts: readonly Part[], hyphens: Hyphens): readonly Line[] {
  const joined: Line[] = [];
  let widest = 0;
  for (const { lines, opensPage } of parts) {
    const [first, ...rest] = lines;
    const last = joined.at(-1);
    if (first === undefined) continue;
    if (last !== undefined && goesOver(last, first, opensPage ? FULL_SHARE * widest : Infinity))
      joined[joined.length - 1] = join(last, first, hyphens);
    else joined.push(first);
    for (const line of rest) joined.push(line);
    widest = lines.reduce((most, { width }) => Math.max(most, width), 0);
  }
  return joined;
}

/** `full`: columns from which a line is full. */
function goesOver(before: Line, after: Line, full: number): boolean {
  const { text, width } = before;
  if (text.length < BROKEN_CHARS_MIN || endsSentence(text) || text.endsWith(":")) return false;
  return beginsInside(after.text) || (width >= full && after.text.length >= BROKEN_CHARS_MIN);
}
