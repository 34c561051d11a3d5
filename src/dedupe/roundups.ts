/** Pages that hold two or more whole articles which have nothing to do with each other: roundups, live blogs, section fronts. */
import { lengthOf, unionOf, type Spans } from "./align.ts";

/** One article inside the page, as the page's side of the pair sees it. */
export interface Inside {
  readonly row: number;
  readonly letters: number;
  /** Weighted share of the other article that stands in the page, and of the page that stands in the article. */
  readonly otherShare: number;
  readonly pageShare: number;
  /** Where in the page. */
  readonly spans: Spans;
}

/** Share of an article that must stand in the page for the page to hold it. */
const HELD = 0.6;
/** Share of the page that it must fill at least. */
const FILLS = 0.08;
/** Share that the second article must add to what the first covers, of its own part. */
const NEW_PART = 0.8;
/** A page of which one article fills more than this is that article. */
const MOST = 0.9;
/** Each part must be this share of the page: a blog page with teasers of other stories is not a roundup. */
const PART_MIN = 0.12;
/** Share of the smaller article's letters that a part must have. */
const PART_OF_ARTICLE = 0.5;
/** Two articles stand one after the other; two abridged versions of the page's own story lie in each other. */
const INTERLEAVED_MAX = 0.5;
/** Articles of one page that are compared with each other. */
const COMPARED_MAX = 24;

/** Does a page of `letters` letters hold two whole articles that `related` does not know to be one story? */
export function isRoundup(letters: number, inside: readonly Inside[], related: (x: number, y: number) => boolean): boolean {
  const held = inside
    .filter((one) => one.otherShare >= HELD && one.pageShare >= FILLS)
    .sort((x, y) => y.pageShare - x.pageShare || x.row - y.row)
    .slice(0, COMPARED_MAX);
  for (let i = 0; i < held.length; i++) {
    for (let j = i + 1; j < held.length; j++) {
      const [one, other] = [held[i], held[j]];
      if (one === undefined || other === undefined || related(one.row, other.row)) continue;
      if (areTwoParts(letters, one, other)) return true;
    }
  }
  return false;
}

function areTwoParts(letters: number, one: Inside, other: Inside): boolean {
  const first = lengthOf(one.spans);
  const second = lengthOf(other.spans);
  const both = lengthOf(unionOf([...pairsOf(one.spans), ...pairsOf(other.spans)]));
  const smaller = Math.min(first, second);
  if (both < first + NEW_PART * second || both < second + NEW_PART * first) return false;
  if (interleave(one.spans, other.spans) > INTERLEAVED_MAX) return false;
  if (Math.max(first, second) > MOST * letters || smaller < PART_MIN * letters) return false;
  const article = Math.min(one.letters, other.letters);
  return smaller >= PART_OF_ARTICLE * article && article >= PART_MIN * letters;
}

/** Of the stretch of the page from the first to the last letter of the smaller part, the share that lies in the other's stretch. */
function interleave(x: Spans, y: Spans): number {
  const [startX, endX] = extentOf(x);
  const [startY, endY] = extentOf(y);
  const shared = Math.min(endX, endY) - Math.max(startX, startY);
  return Math.max(0, shared) / Math.max(1, Math.min(endX - startX, endY - startY));
}

function extentOf({ starts, ends }: Spans): [number, number] {
  return [starts[0] ?? 0, ends[ends.length - 1] ?? 0];
}

function pairsOf(spans: Spans): [number, number][] {
  return Array.from(spans.starts, (start, index) => [start, spans.ends[index] ?? 0]);
}
