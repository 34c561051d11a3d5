/**
 * Forms told from copies by the company they keep. Copies of one story differ here and there, each in places of its own, and where one was
 * edited the others agree. The notices of one form differ from each other in the same places, and no two of them agree there: words alone may
 * differ (a horoscope, a weather report, a post that is filled), which no single pair could tell from an edited copy.
 */
import { MAY_BE_COPY, type Pair, type Pairing } from "./pair.ts";
import type { Replacement } from "./replaced.ts";

/** Texts that share much with one text before it can be seen to be a form. */
const PARTNERS_MIN = 6;
/** Partners that are looked at: more do not make it surer. */
const PARTNERS_MAX = 64;
/** Share of all texts, the one in the middle among them, that may agree on what stands in a slot. Of copies, most keep the story's words. */
const AGREEING_MAX = 0.5;
/** Share of all replaced letters that must lie in slots: edits lie anywhere. */
const IN_SLOTS_MIN = 0.7;
/** Slots that a form has at least: one that differs everywhere is each site's own name, or its own lead. */
const SLOTS_MIN = 2;
/** What parts two slots: letters on which this share of all texts agree. Two leads have a name in common, which others do not have. */
const FIXED = { letters: 6, share: 0.75 } as const;

/**
 * The pairs, of all that share much, whose two sides are notices of one form. Looked for around texts of `suspects` alone: those that are taken
 * for a copy of another, which few of many notices are. Linear in their pairs and replaced letters.
 */
export function findForms(pairs: readonly Pair[], suspects: ReadonlySet<number>, pairing: Pick<Pairing, "replaced">): ReadonlySet<Pair> {
  const partners = new Map<number, Pair[]>();
  const add = (row: number, pair: Pair): void => {
    if (!suspects.has(row)) return;
    const list = partners.get(row);
    if (list === undefined) partners.set(row, [pair]);
    else list.push(pair);
  };
  for (const pair of pairs) {
    if (Math.max(pair.coverageA, pair.coverageB) < MAY_BE_COPY) continue;
    add(pair.a, pair);
    add(pair.b, pair);
  }
  const forms = new Set<Pair>();
  for (const [row, own] of partners) if (own.length >= PARTNERS_MIN) for (const pair of otherNotices(row, own, pairing)) forms.add(pair);
  return forms;
}

/** Of the pairs of one row, those that fill its slots otherwise; none when it is not a form. */
function otherNotices(row: number, pairs: readonly Pair[], pairing: Pick<Pairing, "replaced">): readonly Pair[] {
  const letters = pairs[0]?.a === row ? pairs[0].lettersA : (pairs[0]?.lettersB ?? 0);
  const sides = pairs.map((pair) => sideOf(pair, row, pairing.replaced(pair)));
  const isSlot = slotsOf(letters, sides.slice(0, PARTNERS_MAX));
  if (isSlot === undefined) return [];
  // An edit elsewhere in a notice leaves it what it was.
  const fills = ({ start, end }: Filling): boolean => isSlot.subarray(start, end).reduce((sum, one) => sum + one, 0) * 2 >= end - start;
  return pairs.filter((_, index) => (sides[index] ?? []).some(fills));
}

/** A stretch of one text that another text fills with other letters. */
interface Filling {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

function sideOf(pair: Pair, row: number, replaced: readonly Replacement[]): Filling[] {
  const isA = pair.a === row;
  return replaced.map((one) =>
    isA ? { start: one.startA, end: one.endA, value: one.hashB } : { start: one.startB, end: one.endB, value: one.hashA },
  );
}

/** 1 for each letter of the text in the middle that lies in a slot; undefined when the texts around it are not notices of its form. */
function slotsOf(letters: number, sides: readonly (readonly Filling[])[]): Uint8Array | undefined {
  const fillings = sides.flat().sort((x, y) => x.start - y.start || x.end - y.end);
  const isSlot = new Uint8Array(letters);
  const borders = [...new Set(fillings.flatMap(({ start, end }) => [start, end]))].sort((x, y) => x - y);
  let slots = 0;
  let inSlots = 0;
  let replaced = 0;
  let fixed: number = FIXED.letters;
  let open: Filling[] = [];
  let next = 0;
  for (let index = 0; index + 1 < borders.length; index++) {
    const [from = 0, to = 0] = [borders[index], borders[index + 1]];
    open = open.filter(({ end }) => end > from);
    for (let one = fillings[next]; one !== undefined && one.start <= from; one = fillings[++next]) open.push(one);
    replaced += open.length * (to - from);
    const agreeing = Math.max(sides.length + 1 - open.length, mostCommon(open));
    const slot = agreeing <= AGREEING_MAX * (sides.length + 1);
    if (slot) {
      isSlot.fill(1, from, to);
      inSlots += open.length * (to - from);
      if (fixed >= FIXED.letters) slots++;
      fixed = 0;
    } else if (agreeing >= FIXED.share * (sides.length + 1)) fixed += to - from;
  }
  return slots >= SLOTS_MIN && inSlots >= IN_SLOTS_MIN * replaced ? isSlot : undefined;
}

/** How many texts fill a place alike. */
function mostCommon(fillings: readonly Filling[]): number {
  const counts = new Map<number, number>();
  let most = 0;
  for (const { value } of fillings) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    most = Math.max(most, count);
  }
  return most;
}
