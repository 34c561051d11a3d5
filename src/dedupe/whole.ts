/** Of two copies, or of a cut copy and the larger text around it: how much of a text is the story. */
import { lengthOf, type Spans } from "./align.ts";
import { lettersOf } from "./letters.ts";
import { proseLetters } from "./prose.ts";

/**
 * Letters of the story in the larger text: what is shared, what was left out in between, and the prose that follows. Prose that stands
 * before what is shared belongs to somebody who introduces another's story, and then what follows is theirs, too.
 */
export function storyInside(text: string, spans: Spans): number {
  const { count, offsets } = lettersOf(text, { offsets: true });
  const first = spans.starts[0] ?? 0;
  const last = spans.ends[spans.ends.length - 1] ?? count;
  if (offsets === undefined || last <= first) return count;
  const inside = last - first;
  const start = offsets[first] ?? 0;
  const end = last < count ? (offsets[last] ?? text.length) : text.length;
  if (proseLetters(text.slice(0, lineStart(text, start))) > 0) return inside;
  return inside + proseLetters(text.slice(end));
}

/** Share of what is shared below which what stands between does not matter: a copy that lacks less is complete. */
const BETWEEN_MIN = 0.03;

/**
 * Letters of the story in one of two like copies: what is shared, and the prose between that the other left out. What stands before and after
 * is a lead sentence, a menu, a note; a line that stands between more than once is an advertisement, or the text twice.
 */
export function storyBetween(text: string, spans: Spans, shared: number): number {
  const first = spans.starts[0] ?? 0;
  const last = spans.ends[spans.ends.length - 1] ?? 0;
  if (last - first - lengthOf(spans) < BETWEEN_MIN * shared) return shared;
  const { offsets } = lettersOf(text, { offsets: true });
  if (offsets === undefined) return shared;
  const counts = new Map<string, number>();
  for (const line of text.split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  let between = 0;
  for (let index = 0; index + 1 < spans.starts.length; index++) {
    let at = offsets[spans.ends[index] ?? 0] ?? 0;
    const end = offsets[spans.starts[index + 1] ?? 0] ?? 0;
    while (at < end) {
      const start = lineStart(text, at);
      const close = text.indexOf("\n", at);
      const next = close < 0 ? text.length : close;
      const line = text.slice(start, next);
      if (counts.get(line) === 1 && proseLetters(line) > 0)
        between += lettersOf(text.slice(at, Math.min(end, next)), { offsets: false }).count;
      at = next + 1;
    }
  }
  return shared + between;
}

/** The start of the line that holds a place: the shared passage may begin in the middle of a sentence that was changed. */
function lineStart(text: string, place: number): number {
  return text.lastIndexOf("\n", place - 1) + 1;
}
