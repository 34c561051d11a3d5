/** Text that somebody decoded wrongly before it came to us: "cafÃ©" is "café" in UTF-8, read as windows-1252. */

/** How bytes of UTF-8 look when they are read through a table that is not theirs. */
interface View {
  readonly name: string;
  /** A lead byte and a continuation. Cheap to look for, in sound text a rare chance. */
  readonly suspect: RegExp;
  /** The byte of a character beyond ASCII. */
  readonly byteOf: ReadonlyMap<string, number>;
  /** Letters of the table: what sound text of its languages is made of. */
  readonly letter: RegExp;
  /** Sequences from which chance is ruled out. Two odd pairs of signs can be meant; of two Cyrillic letters a dozen cannot. */
  readonly sequencesMin: number;
}

/** What the two tables make of the bytes from 0x80; those that windows-1252 leaves out stay controls. */
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ" + codes(0xa0, 0xff);
const WINDOWS_1251 = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї" + codes(0x410, 0x44f);

function codes(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

function bytesOf(table: string): ReadonlyMap<string, number> {
  return new Map(Array.from(table, (char, i) => [char, 0x80 + i]));
}

const VIEWS: readonly View[] = [
  {
    name: "windows-1252",
    suspect: /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/,
    byteOf: bytesOf(WINDOWS_1252),
    letter: /[\u00c0-\u00ff]/,
    sequencesMin: 2,
  },
  {
    name: "windows-1251",
    suspect: /Р[Ђ-Џђ-џ‚„…†‡€‰‹‘’“”•–—™›\u00a0-\u00bbҐґ№][РС]/,
    byteOf: bytesOf(WINDOWS_1251),
    letter: /[А-я]/,
    sequencesMin: 12,
  },
];

/** All views at once: most texts are looked through once and left alone. */
const SUSPECT = new RegExp(VIEWS.map(({ suspect }) => suspect.source).join("|"));

/** First bytes, in UTF-8, of the characters that such sequences begin with. */
const SUSPECT_LEADS = [0xc3, 0xd0];

/** Can a text of these bytes of UTF-8 have been misread before? Bytes are looked through many times faster than text; most have none of the two. */
export function mayBeMojibake(utf8: Buffer): boolean {
  return SUSPECT_LEADS.some((lead) => utf8.includes(lead));
}

/** Sound letters of the table for each wrong sequence, 0–1, above which the text is left alone: somebody may be writing about all this. */
const STRAYS_A_SEQUENCE_MAX = 0.05;
/** What text is made of; anything else shows that the bytes were none of UTF-8. */
const PLAUSIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Cf}]+$/u;

export interface Repaired {
  readonly text: string;
  /** The two encodings, for the notice. */
  readonly detail: string;
}

/** The text as it was before, if that is certain; undefined: nothing to repair, or nothing certain. Linear. */
export function repairMojibake(text: string): Repaired | undefined {
  if (!SUSPECT.test(text)) return undefined;
  for (const view of VIEWS) {
    if (!view.suspect.test(text)) continue;
    const { repaired, sequences, strays } = undo(text, view);
    if (sequences < view.sequencesMin || strays > sequences * STRAYS_A_SEQUENCE_MAX) continue;
    return { text: repaired, detail: `UTF-8 that had been read as ${view.name}` };
  }
  return undefined;
}

/** The same for a short text that stands beside one whose repair was certain: a title, a name. */
export function repairBeside(text: string): string {
  for (const view of VIEWS) {
    if (!view.suspect.test(text)) continue;
    const { repaired, sequences, strays } = undo(text, view);
    if (sequences > 0 && strays === 0) return repaired;
  }
  return text;
}

/** Hebrew letters but nun: a multiplication sign with a no-break space is how pages draw the sign that closes a box. */
const HEBREW = /×[\x90\x9d‘’“”•–—˜™š›œžŸ¡-ª]/;

function undo(text: string, view: View): { readonly repaired: string; readonly sequences: number; readonly strays: number } {
  const parts: string[] = [];
  let sequences = 0;
  let strays = 0;
  let copied = 0;
  const isHebrew = HEBREW.test(text);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80) continue;
    const found = text[i] === "×" && !isHebrew ? undefined : sequenceAt(text, i, view);
    if (found !== undefined) {
      parts.push(text.slice(copied, i), found.char);
      // Sequences of three and four fit by chance far more seldom than pairs.
      sequences += found.length - 1;
      i += found.length - 1;
      copied = i + 1;
    } else if (text[i] === "Ã" && /[\s.,;:!?]/.test(text[i + 1] ?? " ") && view.name === "windows-1252") {
      // "à" is Ã and a no-break space, which programs like to make an ordinary one.
      parts.push(text.slice(copied, i), "à");
      copied = i + 1;
    } else if (view.letter.test(text.charAt(i))) strays++;
  }
  parts.push(text.slice(copied));
  return { repaired: parts.join(""), sequences, strays };
}

/** The character whose UTF-8 bytes the characters at `start` show. */
function sequenceAt(text: string, start: number, view: View): { readonly char: string; readonly length: number } | undefined {
  const lead = view.byteOf.get(text.charAt(start)) ?? 0;
  const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || lead > 0xf4) return undefined;
  let code = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = view.byteOf.get(text.charAt(start + i)) ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const isOverlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
  if (isOverlong || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const char = String.fromCodePoint(code);
  return PLAUSIBLE.test(char) ? { char, length } : undefined;
}
