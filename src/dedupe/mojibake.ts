/**
 * Text that was written as UTF-8 and read as windows-1252 ("itâ€™s"), put right for comparison. The article itself is not changed here.
 * The idea is that of ftfy (Robyn Speer): only sequences that decode as UTF-8 are touched, so that "Ã" in Portuguese stays.
 */

/** windows-1252, 0x80 to 0x9f, as WHATWG reads them; five of them have no sign and come as C1 controls. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const BYTES: ReadonlyMap<number, number> = new Map(Array.from(WINDOWS_1252, (sign, index) => [sign.charCodeAt(0), 0x80 + index]));
/** A lead byte of UTF-8 as windows-1252 shows it, and the continuation bytes after it. Linear: every part is of fixed length. */
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df][TAIL]|[\\u00e0-\\u00ef][TAIL]{2}|[\\u00f0-\\u00f4][TAIL]{3}|\\u00e2€[\\ufffd?]?`.replaceAll(
    "TAIL",
    `\\u0080-\\u00bf${WINDOWS_1252.replace(/[\\\]^-]/g, "\\$&")}`,
  ),
  "g",
);

/** A text put right, and where its letters stood before. */
export interface Repaired {
  readonly text: string;
  /** Offset in the text as it was of an offset in `text`. */
  readonly originalOffset: (offset: number) => number;
}

/** The text with its mojibake put right; undefined when it has none. Linear. */
export function repairMojibake(text: string): Repaired | undefined {
  const ends: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  const repaired = text.replace(SEQUENCE, (sequence: string, at: number) => {
    const decoded = decode(sequence);
    if (decoded === undefined) return sequence;
    ends.push(at + sequence.length - shift - (sequence.length - decoded.length));
    shift += sequence.length - decoded.length;
    shifts.push(shift);
    return decoded;
  });
  if (ends.length === 0) return undefined;
  return { text: repaired, originalOffset: (offset) => offset + (shifts[lastAtMost(ends, offset)] ?? 0) };
}

function decode(sequence: string): string | undefined {
  // The closing quote loses its third byte often: windows-1252 has no sign for 0x9d.
  if (sequence.startsWith("â€") && (sequence.length === 2 || /[\ufffd?]$/.test(sequence))) return "”";
  const bytes: number[] = [];
  for (let i = 0; i < sequence.length; i++) {
    const unit = sequence.charCodeAt(i);
    // Below 0x100 the sign is the byte: what was read as Latin-1 shows 0x80 to 0x9f as controls.
    const byte = unit < 0x100 ? unit : BYTES.get(unit);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  const lead = bytes[0] ?? 0;
  let code = lead < 0xe0 ? lead & 0x1f : lead < 0xf0 ? lead & 0x0f : lead & 0x07;
  for (const byte of bytes.slice(1)) code = (code << 6) | (byte & 0x3f);
  const isShortest = code >= (bytes.length === 2 ? 0x80 : bytes.length === 3 ? 0x800 : 0x10000);
  if (!isShortest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

/** Index of the last value at most `limit`, in ascending values; -1 when there is none. */
function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
