/** MinHash with banding as corpora are commonly deduplicated (Broder 1997; Lee et al. 2022): 128 permutations over word 5-grams, 16 bands. */
import { mix32 } from "../../src/text/hash.ts";
import { words } from "../../src/text/words.ts";

const PERMUTATIONS = 128;
const BANDS = 16;
const ROWS = PERMUTATIONS / BANDS;
const GRAM_WORDS = 5;

/** Pairs that meet in a band. */
export function minHashPairs(texts: readonly string[]): [number, number][] {
  const factors = Int32Array.from({ length: PERMUTATIONS }, (_, index) => mix32(index * 2 + 1) | 1);
  const shifts = Int32Array.from({ length: PERMUTATIONS }, (_, index) => mix32(index * 2 + 2));
  const buckets = new Map<string, number[]>();
  texts.forEach((text, index) => {
    const signature = signatureOf(text, factors, shifts);
    for (let band = 0; band < BANDS; band++) {
      const key = `${band}:${signature.subarray(band * ROWS, (band + 1) * ROWS).join()}`;
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [index]);
      else bucket.push(index);
    }
  });
  const pairs = new Map<string, [number, number]>();
  for (const bucket of buckets.values())
    for (let i = 1; i < bucket.length; i++)
      for (let j = 0; j < i; j++) pairs.set(`${bucket[j] ?? 0},${bucket[i] ?? 0}`, [bucket[j] ?? 0, bucket[i] ?? 0]);
  return [...pairs.values()];
}

function signatureOf(text: string, factors: Int32Array, shifts: Int32Array): Uint32Array {
  const hashes = words(text.toLowerCase()).map((word) => {
    let hash = 0x811c9dc5;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    return hash;
  });
  const signature = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  for (let i = 0; i + GRAM_WORDS <= hashes.length; i++) {
    let gram = 0;
    for (let word = 0; word < GRAM_WORDS; word++) gram = (Math.imul(gram, 0x9e3779b1) + (hashes[i + word] ?? 0)) | 0;
    const mixed = mix32(gram);
    for (let k = 0; k < PERMUTATIONS; k++) {
      const value = (Math.imul(factors[k] ?? 0, mixed) + (shifts[k] ?? 0)) >>> 0;
      if (value < (signature[k] ?? 0)) signature[k] = value;
    }
  }
  return signature;
}
