/** Hashes → small numbers, so that what is known of a word is an element of an array instead of an entry of a map. */
import { type Room, roomForInts } from "./rooms.ts";

/** The different values of a list. */
export interface Ids {
  /** Of each value its number: numbers go up from 0 in the order in which values first stand in the list. */
  readonly ids: Int32Array;
  /** How many different values there are. */
  readonly size: number;
  /** The number of a value; -1: it is not in the list. */
  readonly idOf: (value: number) => number;
}

/** Slots of the table for each value: with fewer, searches grow long. */
const SLOTS_A_VALUE = 2;
/** 2³² over the golden ratio: spreads neighbouring values over the table. Knuth, The Art of Computer Programming 3, 6.4. */
const SPREAD = 0x9e3779b1;

/** Where values are numbered; what was numbered there before is gone. */
export interface NumberingRoom {
  readonly slots: Room<Int32Array>;
  readonly known: Room<Int32Array>;
  readonly ids: Room<Int32Array>;
}

export function numberingRoom(): NumberingRoom {
  return { slots: roomForInts(), known: roomForInts(), ids: roomForInts() };
}

const newInts = (length: number): Int32Array => new Int32Array(length);
const NEW: NumberingRoom = { slots: newInts, known: newInts, ids: newInts };

/** Numbers the values of a list of 32-bit integers. `room`: what comes out is good until it is used again. Linear. */
export function numberValues(values: Int32Array, room: NumberingRoom = NEW): Ids {
  const count = values.length;
  const bits = Math.max(4, 32 - Math.clz32(SLOTS_A_VALUE * count));
  const shift = 32 - bits;
  const mask = (1 << bits) - 1;
  // A slot holds the number of its value, and one more: 0 is free.
  const slots = room.slots(1 << bits).fill(0);
  const known = room.known(count);
  const ids = room.ids(count);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    let slot = Math.imul(value, SPREAD) >>> shift;
    let found = slots[slot] ?? 0;
    while (found !== 0 && known[found - 1] !== value) {
      slot = (slot + 1) & mask;
      found = slots[slot] ?? 0;
    }
    if (found === 0) {
      known[size] = value;
      found = ++size;
      slots[slot] = found;
    }
    ids[i] = found - 1;
  }
  const idOf = (value: number): number => {
    let slot = Math.imul(value, SPREAD) >>> shift;
    for (;;) {
      const found = slots[slot] ?? 0;
      if (found === 0 || known[found - 1] === value) return found - 1;
      slot = (slot + 1) & mask;
    }
  };
  return { ids, size, idOf };
}
