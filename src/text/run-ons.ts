/** "Sentences" that are a menu and the prose after it, since markup was lost between them: where such a run-on is cut. */
import { DIGIT, kindOf, LETTER, UPPER } from "./characters.ts";

/** A stretch of a line, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** Run-ons are looked for in sentences of at least so many words, and parts under the second number are left whole. */
const RUN_ON_WORDS_MIN = 14;
const RUN_ON_PART_WORDS_MIN = 10;
/** Words on each side whose capitals are compared, and the difference of shares from which a border is believed. */
const RUN_ON_WINDOW_WORDS = 8;
const RUN_ON_DIFFERENCE_MIN = 0.5;
/** What a border loses after a comma or a word that cannot end a part. */
const RUN_ON_BAD_END = 0.3;
/** A longer run-on is cut into stretches of so many words, which keeps the search linear in the line. */
const RUN_ON_STRETCH_WORDS = 512;
/** Signs after which nothing ends. */
const BAD_ENDS = ",;(&";
const SPACE = 0x20;

/** Words that do not end a part of a run-on: a name or a menu entry goes on after them. */
const CONNECTORS: ReadonlySet<string> = new Set(
  "of the and a an in on for to at by de di la le les el los las del des du da do dos das von van der die das und et y e i и в на".split(
    " ",
  ),
);

/**
 * Menus are capitalised almost word for word and prose is not: the border between them is the capitalised word where the share of
 * capitals before and after it differs most.
 */
export function partRunOn(line: string, start: number, end: number): Range[] {
  const run = wordsOf(line, start, end);
  const { count, starts } = run;
  if (count < RUN_ON_WORDS_MIN) return [[start, end]];
  // Without a capital behind its second word there is nothing to cut at.
  if (count <= RUN_ON_STRETCH_WORDS && run.before[count] === run.before[2]) return [[start, end]];
  const borders: number[] = [];
  for (let from = 0; from < count; from += RUN_ON_STRETCH_WORDS) {
    if (from > 0) borders.push(from);
    const stretches: Range[] = [[from, Math.min(count, from + RUN_ON_STRETCH_WORDS)]];
    for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
      const border = bestBorder(run, stretch);
      if (border === undefined) continue;
      borders.push(border);
      stretches.push([stretch[0], border], [border, stretch[1]]);
    }
  }
  if (borders.length === 0) return [[start, end]];
  borders.sort((a, b) => a - b);
  return [0, ...borders].map((word, index, all) => {
    const next = all[index + 1];
    return [starts[word] ?? start, next === undefined ? end : (starts[next] ?? end) - 1];
  });
}

/** Room for the words of the run-on at hand. */
let startSpace = new Int32Array(256);
let capitalSpace = new Int32Array(256);

/** The words of a sentence: they are good until the next are asked for. */
function wordsOf(line: string, start: number, end: number): RunOn {
  const room = end - start + 2;
  if (startSpace.length < room) {
    startSpace = new Int32Array(2 * room);
    capitalSpace = new Int32Array(2 * room);
  }
  const starts = startSpace;
  const before = capitalSpace;
  starts[0] = start;
  let count = 1;
  for (let index = start; index < end - 1; index++) if (line.charCodeAt(index) === SPACE) starts[count++] = index + 1;
  starts[count] = end + 1;
  let capitals = 0;
  for (let word = 0; word < count; word++) {
    before[word] = capitals;
    if (opensCapital(line, starts[word] ?? end, (starts[word + 1] ?? end) - 1)) capitals++;
  }
  before[count] = capitals;
  return { line, starts, before, count };
}

interface RunOn {
  readonly line: string;
  readonly count: number;
  /** Offset of each word, and one past the end of the last. */
  readonly starts: Int32Array;
  /** How many words before each begin in a capital or a number; and how many of all. */
  readonly before: Int32Array;
}

/** The word at which a stretch is best cut; undefined where nothing argues for a cut. */
function bestBorder(run: RunOn, [from, to]: Range): number | undefined {
  if (to - from < RUN_ON_PART_WORDS_MIN) return undefined;
  const { before } = run;
  let best: number | undefined;
  let bestDifference = 0;
  for (let word = from + 2; word <= to - 3; word++) {
    const [here, behind] = [before[word] ?? 0, before[word + 1] ?? 0];
    if (here === behind) continue;
    const left = Math.max(from, word - RUN_ON_WINDOW_WORDS);
    const right = Math.min(to, word + RUN_ON_WINDOW_WORDS + 1);
    const shareBefore = (here - (before[left] ?? 0)) / (word - left);
    const shareAfter = ((before[right] ?? 0) - behind) / (right - word - 1);
    let difference = Math.abs(shareBefore - shareAfter);
    if (difference <= bestDifference) continue;
    if (endsBadly(run, word - 1)) difference -= RUN_ON_BAD_END;
    if (difference > bestDifference) {
      bestDifference = difference;
      best = word;
    }
  }
  return bestDifference < RUN_ON_DIFFERENCE_MIN ? undefined : best;
}

function endsBadly({ line, starts }: RunOn, word: number): boolean {
  const from = starts[word] ?? 0;
  const to = (starts[word + 1] ?? 1) - 1;
  if (to > 0 && BAD_ENDS.includes(line.charAt(to - 1))) return true;
  return to - from <= 3 && CONNECTORS.has(line.slice(from, to).toLowerCase());
}

/** Does the word begin in a capital or a number, signs aside? A word without letters counts as one that does. */
function opensCapital(line: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const kind = kindOf(line.charCodeAt(index));
    if ((kind & (UPPER | DIGIT)) !== 0) return true;
    if ((kind & LETTER) !== 0) return false;
  }
  return true;
}
