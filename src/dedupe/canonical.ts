/**
 * Which copy of a cluster is kept: a source that the person prefers, then complete, cleanest, earliest in the order asked for, and last
 * the content itself, never the position.
 */
import type { Options, Preference } from "../options.ts";
import { NO_DAY } from "./sketch.ts";
import type { SketchTable } from "./table.ts";

/** One copy, as the choice sees it. */
export interface Copy {
  readonly row: number;
  /** Letters of the story that the copy holds, as far as the cluster can tell. */
  readonly storyLetters: number;
  /** Share of the copy's letters that no other copy shows to be the story, 0–1: a lead sentence, a menu, a blogger's own words. */
  readonly otherShare: number;
  /** Share of the page's words that were dropped, in thousandths. */
  readonly dropped: number;
  readonly structure: number;
  /** Bits of damage.ts. */
  readonly damage: number;
  readonly day: number;
  readonly exact: readonly [number, number];
  readonly id: string;
  /** Place in the list of preferred sources; Infinity when it is not there. */
  readonly sourceRank: number;
  /** Written as an article in an earlier run. */
  readonly isSettled: boolean;
}

/** A row of the table as the choice sees it. */
export function copyOf(
  table: SketchTable,
  row: number,
  { storyLetters, source, isSettled }: Pick<Copy, "storyLetters" | "isSettled"> & { readonly source: string },
  { preferSources }: Pick<Options, "preferSources">,
): Copy {
  const id = table.ids[row] ?? "";
  const rank = preferSources.findIndex((preferred) => preferred === source || preferred === id);
  return {
    row,
    storyLetters,
    otherShare: 1 - storyLetters / Math.max(1, table.letters[row] ?? 0),
    dropped: table.dropped[row] ?? 0,
    structure: table.structure[row] ?? 0,
    damage: table.damage[row] ?? 0,
    day: table.day[row] ?? 0,
    exact: [table.exactHigh[row] ?? 0, table.exactLow[row] ?? 0],
    id,
    sourceRank: rank < 0 ? Infinity : rank,
    isSettled,
  };
}

/** Share of the longest copy's story that a complete copy holds. */
const COMPLETE = 0.95;
/** Copies within one band of dropped words count as equally clean, in thousandths. */
const BAND = 50;

interface Criterion {
  readonly name: string;
  /** Lower is better. */
  readonly rank: (copy: Copy, longest: number) => readonly number[];
}

const CRITERIA: Readonly<Record<Preference, Criterion>> = {
  complete: { name: "complete", rank: (copy, longest) => [copy.storyLetters >= COMPLETE * longest ? 0 : 1] },
  cleanest: {
    name: "cleanest",
    rank: (copy) => [damageCount(copy.damage), Math.floor(uncleanness(copy) / BAND), copy.structure > 0 ? 0 : 1],
  },
  earliest: { name: "earliest", rank: (copy) => [copy.day === NO_DAY ? Infinity : copy.day] },
};

export interface Choice {
  readonly row: number;
  /** Why this copy was kept, for people. */
  readonly because: string;
}

/** Chooses among at least one copy. O(n) in copies. */
export function chooseCanonical(copies: readonly Copy[], prefer: readonly Preference[]): Choice {
  const longest = copies.reduce((most, copy) => Math.max(most, copy.storyLetters), 0);
  const criteria: Criterion[] = [
    { name: "kept in an earlier run", rank: (copy) => [copy.isSettled ? 0 : 1] },
    { name: "from a preferred source", rank: (copy) => [copy.sourceRank] },
    ...prefer.map((preference) => CRITERIA[preference]),
  ];
  let left = copies;
  const reasons: string[] = [];
  for (const { name, rank } of criteria) {
    const best = left.reduce<readonly number[] | undefined>((least, copy) => lesser(least, rank(copy, longest)), undefined) ?? [];
    const kept = left.filter((copy) => compare(rank(copy, longest), best) === 0);
    if (kept.length < left.length) reasons.push(name);
    left = kept;
    if (left.length === 1) break;
  }
  const first = left.reduce((least, copy) => (compareContent(copy, least) < 0 ? copy : least));
  const because = reasons.length > 0 ? reasons.join(", ") : "the copies are equal; the lowest content hash was kept";
  return { row: first.row, because };
}

/** Thousandths of the page that are not the story: dropped, or kept beside it. */
function uncleanness({ dropped, otherShare }: Copy): number {
  return dropped + (1000 - dropped) * Math.max(0, otherShare);
}

function damageCount(damage: number): number {
  let count = 0;
  for (let bits = damage; bits > 0; bits >>= 1) count += bits & 1;
  return count;
}

function lesser(x: readonly number[] | undefined, y: readonly number[]): readonly number[] {
  return x === undefined || compare(y, x) < 0 ? y : x;
}

function compare(x: readonly number[], y: readonly number[]): number {
  for (let i = 0; i < x.length; i++) {
    const [left = 0, right = 0] = [x[i], y[i]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function compareContent(x: Copy, y: Copy): number {
  return compare(x.exact, y.exact) || (x.id < y.id ? -1 : x.id > y.id ? 1 : 0);
}
