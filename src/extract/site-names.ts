/** What a site calls itself on its pages, told without knowing the site. */
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
  for (const [name, blocks] of places) {
    const isAround = (blocks[0] ?? middle.from) < middle.from && (blocks.at(-1) ?? middle.to) > middle.to;
    if (blocks.length < BLOCKS_MIN || !isAround) places.delete(name);
  }
  if (places.size > 0) deleteTermsOf(view, middle, places);
  return [...places.values()];
}

/** The blocks outside the middle that hold each name, ascending. */
function placesOfNames(view: View, { from, to }: Stretch): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const block of view.blocks) {
    const { index } = block;
    if (index >= from && index <= to) continue;
    const names = nameHashes(view.words, block);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? 0;
      const blocks = places.get(name);
      if (blocks === undefined) places.set(name, [index]);
      else if (blocks.at(-1) !== index) blocks.push(index);
    }
  }
  return places;
}

/** Deletes what stands in the middle. */
function deleteTermsOf(view: View, { from, to }: Stretch, places: Map<number, unknown>): void {
  const sieve = new Uint8Array(2 ** Math.ceil(Math.log2(SIEVE_PLACES * places.size)));
  const mask = sieve.length - 1;
  for (const name of places.keys()) sieve[name & mask] = 1;
  for (let block = from; block <= to; block++) {
    const terms = weightyHashes(view.words, block);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? 0;
      if (sieve[term & mask] !== 0) places.delete(term);
    }
  }
}
