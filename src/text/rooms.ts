/**
 * Arrays of numbers that are used again from page to page. An array of more than a few numbers lies outside the young generation: to make and
 * to sweep it takes the engine ten times as long as to fill it.
 */

/** Gives an array of so many numbers, none of which is set, and which is good until the next one is asked for. */
export type Room<T> = (length: number) => T;

/** What a room is at first; more is made as it is needed. */
const LENGTH_FIRST = 1024;

interface Numbers {
  readonly length: number;
  readonly subarray: (from: number, to: number) => this;
}

function roomOf<T extends Numbers>(make: (length: number) => T): Room<T> {
  let whole = make(LENGTH_FIRST);
  return (length) => {
    if (whole.length < length) whole = make(2 * length);
    return whole.subarray(0, length);
  };
}

export function roomForInts(): Room<Int32Array> {
  return roomOf((length) => new Int32Array(length));
}

export function roomForBytes(): Room<Uint8Array> {
  return roomOf((length) => new Uint8Array(length));
}

export function roomForShorts(): Room<Uint16Array> {
  return roomOf((length) => new Uint16Array(length));
}

export function roomForFloats(): Room<Float32Array> {
  return roomOf((length) => new Float32Array(length));
}

export function roomForDoubles(): Room<Float64Array> {
  return roomOf((length) => new Float64Array(length));
}
