/** What a site calls itself on its pages, told without knowing the site. */
import { numberValues } from "../text/numbered.ts";
import { weightyHashes, nameHashes } from "./terms.ts";
import type { View } from "./view.ts";

/** A name of the site stands in so many blocks outside the body, and in none inside. */
const BLOCKS_MIN = 3;
/** Places in the sieve for each name that may be one: one term in so many is looked up in vain. */
const SIEVE_PLACES = 32;

/** First and last block of a part of the page. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * For each name that stands in several blocks on both sides of the middle of the body but never in it, those blocks: what a site calls
 * itself in its menu and its foot. Names are told by their capital; in scripts without case any weighty word will do.
 */
export function siteNames(view: View, middle: Stretch): readonly (readonly number[])[] {
  const places = placesOfNames(view, middle);
  if (places.size > 0) deleteTermsOf(view, middle, places);
  return [...places.values()];
}

/** Names and the blocks that hold them, a pair at the same place of both lists. */
interface Mentions {
  readonly names: Int32Array;
  readonly blocks: Int32Array;
}

/** The blocks outside the middle that hold each name, ascending; only of names that stand in several blocks, on both sides. */
function placesOfNames(view: View, middle: Stretch): Map<number, number[]> {
  const { names, blocks } = mentionsOf(view, middle);
  const { ids, size } = numberValues(names);
  // Most names stand in one block: they are counted before lists are made.
  const counts = new Int32Array(size);
  const first = new Int32Array(size);
  const last = new Int32Array(size).fill(-1);
  ids.forEach((id, at) => {
    const block = blocks[at] ?? 0;
    if (last[id] === -1) first[id] = block;
    if (last[id] !== block) counts[id] = (counts[id] ?? 0) + 1;
    last[id] = block;
  });
  const places = new Map<number, number[]>();
  ids.forEach((id, at) => {
    const isAround = (first[id] ?? 0) < middle.from && (last[id] ?? 0) > middle.to;
    if (!isAround || (counts[id] ?? 0) < BLOCKS_MIN) return;
    const [name, block] = [names[at] ?? 0, blocks[at] ?? 0];
    const known = places.get(name);
    if (known === undefined) places.set(name, [block]);
    else if (known.at(-1) !== block) known.push(block);
  });
  return places;
}

/** Room for the mentions of the page at hand. */
let namesRoom = new Int32Array(1024);
let blocksRoom = new Int32Array(1024);

/** The names outside the middle, in order. What is given holds until the next asking. */
function mentionsOf(view: View, { from, to }: Stretch): Mentions {
  let count = 0;
  for (const block of view.blocks) {
    const { index } = block;
    if (index >= from && index <= to) continue;
    const names = nameHashes(view.words, block);
    if (count + names.count > namesRoom.length) {
      namesRoom = enlarged(namesRoom, count + names.count);
      blocksRoom = enlarged(blocksRoom, count + names.count);
    }
    for (let i = 0; i < names.count; i++, count++) {
      namesRoom[count] = names.hashes[i] ?? 0;
      blocksRoom[count] = index;
    }
  }
  return { names: namesRoom.subarray(0, count), blocks: blocksRoom.subarray(0, count) };
}

function enlarged(room: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * atLeast);
  larger.set(room);
  return larger;
}

/** Deletes what stands in the middle. */
function deleteTermsOf(view: View, { from, to }: Stretch, places: Map<number, unknown>): void {
  const sieve = new Uint8Array(2 ** Math.ceil(Math.log2(SIEVE_PLACES * places.size)));
  const mask = sieve.length - 1;
  for (const name of places.keys()) sieve[name & mask] = 1;
  for (let block = from; block <= to; block++) {
    const { hashes, count } = weightyHashes(view.words, block);
    for (let i = 0; i < count; i++) {
      const term = hashes[i] ?? 0;
      if (sieve[term & mask] !== 0) places.delete(term);
    }
  }
}
