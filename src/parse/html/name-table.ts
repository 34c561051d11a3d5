/** Names that are looked up where they stand in a text, without being cut out of it: a page names tags and attributes by the thousand. */
import { HASH_PRIME, HASH_START } from "../../text/hash.ts";

const ASCII_MAX = 0x7f;
const UPPER_FIRST = 0x41;
const UPPER_LAST = 0x5a;
/** What tells small ASCII letters from capital ones. */
const SMALL = 0x20;
/** Slots of a table for each name in it, at least. */
const SLOTS_A_NAME = 4;

interface Entry<T> {
  readonly name: string;
  readonly value: T;
}

/** A table of names in lower case; it does not change. */
export class NameTable<T> {
  readonly #entries: ReadonlyMap<string, T>;
  /** By the hash of the name, the next free one. Their number is a power of two, most are empty. */
  readonly #slots: readonly (Entry<T> | undefined)[];

  constructor(entries: ReadonlyMap<string, T>) {
    this.#entries = entries;
    let size = 1;
    while (size < SLOTS_A_NAME * entries.size) size *= 2;
    const slots = new Array<Entry<T> | undefined>(size).fill(undefined);
    for (const [name, value] of entries) {
      let slot = hashOf(name) & (size - 1);
      while (slots[slot] !== undefined) slot = (slot + 1) & (size - 1);
      slots[slot] = { name, value };
    }
    this.#slots = slots;
  }

  /** What stands for the name from `start` to `end` of a text, whatever the case of its letters. */
  find(text: string, start: number, end: number): T | undefined {
    let hash = HASH_START;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      // Lower case may make ASCII letters of others ("K", the sign of Kelvin).
      if (unit > ASCII_MAX) return this.#entries.get(text.slice(start, end).toLowerCase());
      hash = Math.imul(hash ^ lower(unit), HASH_PRIME);
    }
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot];
      if (entry === undefined) return undefined;
      if (isNamed(entry.name, text, start, end)) return entry.value;
    }
  }
}

function lower(unit: number): number {
  return unit >= UPPER_FIRST && unit <= UPPER_LAST ? unit | SMALL : unit;
}

function hashOf(name: string): number {
  let hash = HASH_START;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), HASH_PRIME);
  return hash;
}

function isNamed(name: string, text: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== lower(text.charCodeAt(start + i))) return false;
  return true;
}
