/**
 * The first stage: near-exact copies join a leader, so that a thousand copies of one wire story cost a thousand comparisons and not half
 * a million. Banding: Indyk and Motwani 1998, Broder 1997; a row is compared with the first leader of each of its bands only.
 */
import { LIMITS } from "./decide.ts";
import { BANDS, BINS } from "./sketch.ts";
import type { SketchTable } from "./table.ts";

/** Share of equal bins from which two texts are worth aligning in this stage. */
const ALIKE_MIN = 0.7;
/** Lengths of near-exact copies differ by less than this. */
const LENGTH_RATIO_MIN = 0.85;

/** For each row the row that it is a copy of: itself for leaders. */
export interface Leaders {
  readonly leaderOf: Int32Array;
  /** Leaders in the order of `order`. */
  readonly leaders: Int32Array;
}

/**
 * Rows by length, longest first, then by content: an order that no listing of files and no order of arguments can change.
 * O(n log n).
 */
export function contentOrder(table: SketchTable): Int32Array {
  return Int32Array.from({ length: table.count }, (_, row) => row).sort((x, y) => compareContent(table, x, y));
}

/** Longer first, then by content; the id, which no position goes into but the source's, decides only between equal texts. */
export function compareContent(table: SketchTable, x: number, y: number): number {
  const byLength = (table.letters[y] ?? 0) - (table.letters[x] ?? 0);
  if (byLength !== 0) return byLength;
  const byHash = (table.exactHigh[x] ?? 0) - (table.exactHigh[y] ?? 0) || (table.exactLow[x] ?? 0) - (table.exactLow[y] ?? 0);
  return byHash === 0 ? compareIds(table.ids[x] ?? "", table.ids[y] ?? "") : byHash;
}

function compareIds(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * Finds a leader for each row of `order`: first by all letters, then by bands. Rows that an earlier run folded follow their canonical;
 * new copies of them follow it, too.
 */
export function findLeaders(table: SketchTable, order: Int32Array, ports: LeaderPorts): Leaders {
  const leaderOf = new Int32Array(table.count).fill(-1);
  const exact = new RowTable(table.count, (row, other) => sameText(table, row, other));
  const bands = new BandTable(table);
  const leaders: number[] = [];
  for (const row of order) {
    const settled = ports.settledTo(row);
    const isFree = !ports.standsAlone(row);
    const twin = isFree && (table.letters[row] ?? 0) > 0 ? exact.findOrAdd(row, textHash(table, row)) : row;
    let leader = row;
    if (settled >= 0) leader = settled;
    else if (twin !== row) leader = leaderOf[twin] ?? twin;
    else if (isFree) leader = joinByBands(table, bands, row, ports.isCopy);
    leaderOf[row] = leader;
    if (leader !== row) continue;
    leaders.push(row);
    if (isFree) bands.add(row);
  }
  return { leaderOf, leaders: Int32Array.from(leaders) };
}

export interface LeaderPorts {
  /** Decides on a pair that looks alike; called at most BANDS times a row. */
  readonly isCopy: (leader: number, row: number) => boolean;
  /** Rows that neither follow nor lead. */
  readonly standsAlone: (row: number) => boolean;
  /** The canonical that an earlier run gave to a row; -1: none. */
  readonly settledTo: (row: number) => number;
}

function joinByBands(table: SketchTable, bands: BandTable, row: number, isCopy: (leader: number, row: number) => boolean): number {
  if (table.hasGrams[row] !== 1) return row;
  const tried: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    const leader = bands.find(row, band);
    if (leader < 0 || tried.includes(leader)) continue;
    tried.push(leader);
    if ((table.letters[row] ?? 0) < LENGTH_RATIO_MIN * (table.letters[leader] ?? 0)) continue;
    if (alikeShare(table, leader, row) >= ALIKE_MIN && isCopy(leader, row)) return leader;
  }
  return row;
}

/** Share of bins that two rows have in common: an estimate of the Jaccard similarity of their grams. */
export function alikeShare(table: SketchTable, x: number, y: number): number {
  let same = 0;
  for (let bin = 0; bin < BINS; bin++) if (table.bits[x * BINS + bin] === table.bits[y * BINS + bin]) same++;
  return same / BINS;
}

/** Titles and days of short texts are part of what they say. */
function isShort(table: SketchTable, row: number): boolean {
  return (table.letters[row] ?? 0) < LIMITS.shortLetters;
}

function textHash(table: SketchTable, row: number): number {
  const hash = (table.exactLow[row] ?? 0) ^ Math.imul(table.exactHigh[row] ?? 0, 0x9e3779b1);
  return isShort(table, row) ? hash ^ (table.titleHash[row] ?? 0) ^ Math.imul(table.day[row] ?? 0, 0x85ebca6b) : hash;
}

/** The same letters, told by 64 bits of hash, the length, and 128 bytes of bins; of short texts also the same title and day. */
function sameText(table: SketchTable, x: number, y: number): boolean {
  if (table.exactLow[x] !== table.exactLow[y] || table.exactHigh[x] !== table.exactHigh[y] || table.letters[x] !== table.letters[y])
    return false;
  if (isShort(table, x) && (table.titleHash[x] !== table.titleHash[y] || table.day[x] !== table.day[y])) return false;
  return alikeShare(table, x, y) === 1;
}

/** Rows by hash: open addressing over one typed array. */
class RowTable {
  private readonly slots: Int32Array;
  private readonly isSame: (row: number, other: number) => boolean;

  constructor(rows: number, isSame: (row: number, other: number) => boolean) {
    this.slots = new Int32Array(powerOfTwo(rows * 2)).fill(-1);
    this.isSame = isSame;
  }

  /** The first row that is the same as this one; the row itself when it is the first. */
  findOrAdd(row: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const other = this.slots[slot] ?? -1;
      if (other < 0) {
        this.slots[slot] = row;
        return row;
      }
      if (this.isSame(row, other)) return other;
    }
  }
}

/** The first leader of each key of each band. */
class BandTable {
  private readonly slots: Int32Array;
  private readonly table: SketchTable;

  constructor(table: SketchTable) {
    this.table = table;
    this.slots = new Int32Array(powerOfTwo(table.count * BANDS * 1.25)).fill(-1);
  }

  find(row: number, band: number): number {
    return this.slots[this.slotOf(row, band)] ?? -1;
  }

  add(row: number): void {
    if (this.table.hasGrams[row] !== 1) return;
    for (let band = 0; band < BANDS; band++) {
      const slot = this.slotOf(row, band);
      if ((this.slots[slot] ?? -1) < 0) this.slots[slot] = row;
    }
  }

  /** The slot that holds the leader of this row's key in a band, or the empty slot for it. */
  private slotOf(row: number, band: number): number {
    const { bands } = this.table;
    const key = bands[row * BANDS + band] ?? 0;
    const mask = this.slots.length - 1;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const other = this.slots[slot] ?? -1;
      if (other < 0 || bands[other * BANDS + band] === key) return slot;
    }
  }
}

function powerOfTwo(least: number): number {
  let size = 16;
  while (size < least) size *= 2;
  return size;
}
