/** Of a cut copy and the larger text around it: how much of the larger text is the story. */
import type { Spans } from "./align.ts";
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

/** The start of the line that holds a place: the shared passage may begin in the middle of a sentence that was changed. */
function lineStart(text: string, place: number): number {
  return text.lastIndexOf("\n", place - 1) + 1;
}
