/** One number for a line of text, the same for lines that differ in digits and case alone ("Page 3 of 12", "12 comments"). */
import { HASH_PRIME, HASH_START, mix32 } from "./hash.ts";

const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;

/** FNV-1a over the lower-cased UTF-16 units, every run of ASCII digits folded to one "0", white space left out. Linear. */
export function hashLine(text: string): number {
  let h = HASH_START;
  let inDigits = false;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit >= DIGIT_ZERO && unit <= DIGIT_NINE) {
      if (inDigits) continue;
      inDigits = true;
      unit = DIGIT_ZERO;
    } else {
      inDigits = false;
      if (unit === 0x20 || unit === 0xa0 || unit === 0x0a) continue;
      if (unit >= 0x41 && unit <= 0x5a) unit += 32;
      else if (unit > 0x7f) unit = lowerUnit(unit);
    }
    h = Math.imul(h ^ unit, HASH_PRIME);
  }
  return mix32(h);
}

const lowered = new Uint16Array(0x10000);

/** Lower case of one UTF-16 unit, remembered; units whose lower case is longer stay as they are. */
export function lowerUnit(unit: number): number {
  const known = lowered[unit];
  if (known !== undefined && known !== 0) return known;
  const text = String.fromCharCode(unit).toLowerCase();
  const lower = text.length === 1 ? text.charCodeAt(0) : unit;
  lowered[unit] = lower;
  return lower;
}
