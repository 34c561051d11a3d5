/** The words of a text as numbers, case folded: what agreement between two texts is measured with. */
import { DIGIT, IDEOGRAPH, kindOf, LETTER, MARK } from "./characters.ts";
import { lowerUnit } from "./line-hash.ts";

const WORD = LETTER | DIGIT | MARK;
const UNDERSCORE = 0x5f;

/** Room for the words of the text at hand. */
let space = new Int32Array(4096);

/** FNV-1a of every word of `words(text)`, case folded, in order; `telling` leaves words of up to three letters out. Linear. */
export function hashWords(text: string, { telling = false }: { readonly telling?: boolean } = {}): Int32Array {
  if (space.length < text.length) space = new Int32Array(2 * text.length);
  let count = 0;
  let hash = 0;
  let length = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    const isIdeograph = (kind & IDEOGRAPH) !== 0;
    if (!isIdeograph && ((kind & WORD) !== 0 || unit === UNDERSCORE)) {
      if (length === 0) hash = 0x811c9dc5;
      hash = Math.imul(hash ^ lowerUnit(unit), 0x01000193);
      length++;
      continue;
    }
    if (length > (telling ? 3 : 0)) space[count++] = hash;
    length = 0;
    if (isIdeograph) space[count++] = Math.imul(unit ^ 0x811c9dc5, 0x01000193);
  }
  return space.slice(0, count);
}

/** Hashes of all runs of three words. */
export function trigrams(hashes: Int32Array): Set<number> {
  const found = new Set<number>();
  for (let i = 0; i + 2 < hashes.length; i++) found.add(trigramAt(hashes, i));
  return found;
}

/** Share of the runs of three words of `hashes` that stand in `known`, 0–1; 0 for fewer than three words. */
export function trigramShare(hashes: Int32Array, known: ReadonlySet<number>): number {
  if (known.size === 0 || hashes.length < 3) return 0;
  let found = 0;
  for (let i = 0; i + 2 < hashes.length; i++) if (known.has(trigramAt(hashes, i))) found++;
  return found / (hashes.length - 2);
}

function trigramAt(hashes: Int32Array, i: number): number {
  return Math.imul(Math.imul(hashes[i] ?? 0, 0x2c1b3c6d) ^ (hashes[i + 1] ?? 0), 0x297a2d39) ^ (hashes[i + 2] ?? 0);
}
