/** Damage that a copy shows on its face, so that of two copies the sound one is kept. */

/** Bits of damage. */
export const DAMAGE = { mojibake: 1, spacesLost: 2, misread: 4, replaced: 8, capitals: 16 } as const;

/** Units at the head of a text that are looked at. */
const LOOKED_AT = 1000;
/** Mean letters a word in a script with spaces from which the spaces were lost. German technical prose stays below 9. */
const WORD_LETTERS_MAX = 16;
/** Share of capitals among the letters that have case from which a text lost its small letters. Headlines and names leave prose far below. */
const CAPITALS_SHARE = 0.6;
/** Letters, and capitals, from which anything can be told of a text. */
const LETTERS_MIN = 100;
/** Share of words with a digit among lower-case letters ("qu0tas") from which a text was misread. "B52", "G7" and "4th" do not count. */
const MISREAD_SHARE = 0.004;

/** The kinds of damage in a text of `length` UTF-16 units, as bits of DAMAGE. Looks at the head only; linear, one look at each unit. */
export function textDamage(units: Uint16Array, length: number): number {
  const end = Math.min(LOOKED_AT, length);
  let letters = 0;
  let capitals = 0;
  let otherSmall = 0;
  let words = 0;
  let misread = 0;
  let damage = 0;
  let before = 0;
  for (let i = 0; i < end; i++) {
    const unit = units[i] ?? 0;
    if (isLower(unit)) letters++;
    else if (isCapital(unit)) capitals++;
    else if (isOtherSmall(unit)) otherSmall++;
    // A digit right after a lower-case letter, once a word: "fr0m", "t0"; "mp3" and "covid19" are too few to matter.
    else if (isDigit(unit) && isLower(before)) misread++;
    else if (unit === 0x20 || unit === 0x0a) words++;
    else if (unit === 0xfffd) damage |= DAMAGE.replaced;
    else if (unit >= 0x80 && isMojibake(before, unit)) damage |= DAMAGE.mojibake;
    before = unit;
  }
  if (capitals > LETTERS_MIN && capitals > CAPITALS_SHARE * (capitals + letters + otherSmall)) damage |= DAMAGE.capitals;
  if (letters > LETTERS_MIN && letters / (words + 1) > WORD_LETTERS_MAX) damage |= DAMAGE.spacesLost;
  if (misread > Math.max(1, MISREAD_SHARE * words)) damage |= DAMAGE.misread;
  return damage;
}

function isLower(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0xff && unit !== 0xf7);
}

/** Latin, Greek and Cyrillic capitals of their first blocks. */
function isCapital(unit: number): boolean {
  return (
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0xc0 && unit <= 0xde && unit !== 0xd7) ||
    (unit >= 0x391 && unit <= 0x3a9) ||
    (unit >= 0x400 && unit <= 0x42f)
  );
}

/** Small letters of Greek and Cyrillic. */
function isOtherSmall(unit: number): boolean {
  return (unit >= 0x3ac && unit <= 0x3ce) || (unit >= 0x430 && unit <= 0x45f);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** "Ã©", "Â£", "â€": a lead byte of UTF-8 and what followed it, read as windows-1252. */
function isMojibake(lead: number, unit: number): boolean {
  if (lead === 0xc2 || lead === 0xc3) return unit >= 0x80 && unit <= 0xbf;
  return lead === 0xe2 && (unit === 0x20ac || (unit >= 0x80 && unit <= 0xbf));
}
