/** The words of a page as the labeller keeps them: one after the other in arrays of numbers. */

/** Bits of a token. */
export const TOKEN_CAPITALISED = 1;
export const TOKEN_ALL_CAPITALS = 2;
export const TOKEN_NUMBER = 4;
export const TOKEN_IDEOGRAPH = 8;
/** Lower-case word of at most three letters: articles, prepositions. */
export const TOKEN_SHORT = 16;
/** More than three letters, or an ideograph: a word that says what a text is about. */
export const TOKEN_TELLING = 32;
/** Has at least one letter. */
export const TOKEN_LETTERS = 64;
/** Begins neither in lower case nor with a digit: may be a name. */
export const TOKEN_NAME = 128;

/** Tokens of the blocks of a page, one block after the other: the case-folded hash of each, its bits, and its length. */
export class Tokens {
  hashes: Int32Array;
  bits: Uint8Array;
  /** In UTF-16 units, capped at 255; 0 for a character of a script without spaces. */
  lengths: Uint8Array;
  count = 0;

  /** Room for so many; more is made as it is needed. */
  constructor(room: number) {
    this.hashes = new Int32Array(room);
    this.bits = new Uint8Array(room);
    this.lengths = new Uint8Array(room);
  }

  add(hash: number, bits: number, length: number): void {
    const at = this.count++;
    if (at === this.hashes.length) this.#enlarge();
    this.hashes[at] = hash;
    this.bits[at] = bits;
    this.lengths[at] = length;
  }

  #enlarge(): void {
    const { hashes, bits, lengths } = this;
    const room = 2 * hashes.length + 16;
    this.hashes = new Int32Array(room);
    this.bits = new Uint8Array(room);
    this.lengths = new Uint8Array(room);
    this.hashes.set(hashes);
    this.bits.set(bits);
    this.lengths.set(lengths);
  }
}
