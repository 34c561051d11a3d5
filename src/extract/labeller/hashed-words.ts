/** Words as rows of the table that the network has learned. */
import { HASH_PRIME, HASH_START, mix32 } from "../../text/hash.ts";
import { roomForShorts } from "../../text/rooms.ts";
import type { BlockText } from "./block-text.ts";
import { TOKEN_IDEOGRAPH, type Tokens } from "./tokens.ts";

/** Rows of the table of hashed words. */
export const WORD_ROWS = 4096;

/** Words from the head and tail of a block that are hashed. */
const HASHED_HEAD = 14;
const HASHED_TAIL = 5;
const HASHED_PAIRS = 4;
const HASHED_WHOLE_MAX = 6;

/** Largest stamp: what an element of the table holds. */
const STAMPS_MAX = 0x7fffffff;

/** The last unit that got each row, so that none gets one twice. Units are counted on from page to page: nothing has to be wiped. */
const stamps = new Int32Array(WORD_ROWS);
let unitsBefore = 0;

/** Room for the rows of the page at hand. */
const spaceFor = roomForShorts();

/** Rows of the word table for each block: its first and last words, the first pairs, and the whole of a short block. */
export function hashedWords(
  texts: readonly BlockText[],
  { hashes, bits }: Tokens,
): { readonly words: Uint16Array; readonly offsets: Uint32Array } {
  // A block gives at most its head and tail, the pairs, the whole, the first and the last word; a row but once.
  let room = 0;
  for (const { from, to } of texts) room += Math.min(to - from, HASHED_HEAD + HASHED_TAIL) + HASHED_HEAD + 3;
  const found = spaceFor(room);
  let size = 0;
  const offsets = new Uint32Array(texts.length + 1);
  const firstStamp = firstStampFor(texts.length);
  for (const [i, { from, to }] of texts.entries()) {
    const count = to - from;
    const stamp = firstStamp + i;
    let whole = HASH_START;
    for (let k = 0; k < count; k++) {
      const token = hashes[from + k] ?? 0;
      if (k < HASHED_WHOLE_MAX) whole = Math.imul(whole ^ token, HASH_PRIME);
      // What stands between head and tail is passed over.
      if (k === HASHED_HEAD && count - HASHED_TAIL > k) {
        k = count - HASHED_TAIL - 1;
        continue;
      }
      size = add(token, { stamp, to: found, at: size });
      // In unspaced scripts pairs of characters are what words are elsewhere.
      const pairs = ((bits[from + k] ?? 0) & TOKEN_IDEOGRAPH) !== 0 ? HASHED_HEAD : HASHED_PAIRS;
      if (k < pairs && k + 1 < count)
        size = add(Math.imul(token, 0x2c1b3c6d) ^ (hashes[from + k + 1] ?? 0), { stamp, to: found, at: size });
    }
    if (count > 0) {
      if (count <= HASHED_WHOLE_MAX) size = add(whole ^ 0x3d, { stamp, to: found, at: size });
      size = add(Math.imul(hashes[from] ?? 0, 0x297a2d39) ^ 0x5e, { stamp, to: found, at: size });
      size = add(Math.imul(hashes[to - 1] ?? 0, 0x165667b1) ^ 0x24, { stamp, to: found, at: size });
    }
    offsets[i + 1] = size;
  }
  return { words: found.slice(0, size), offsets };
}

/** Adds the row of a hash at a place, unless the unit with the stamp has it; the place after it. */
function add(hash: number, { stamp, to, at }: { readonly stamp: number; readonly to: Uint16Array; readonly at: number }): number {
  const row = mix32(hash) & (WORD_ROWS - 1);
  if (stamps[row] === stamp) return at;
  stamps[row] = stamp;
  to[at] = row;
  return at + 1;
}

/** The first of so many stamps that were never used; above 0, which is what the table begins with. */
function firstStampFor(units: number): number {
  if (unitsBefore + units >= STAMPS_MAX) {
    stamps.fill(0);
    unitsBefore = 0;
  }
  const first = unitsBefore + 1;
  unitsBefore += units;
  return first;
}
