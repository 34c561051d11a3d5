/** Text that somebody decoded wrongly before it came to us: "cafÃ©" is "café" in UTF-8, read as windows-1252. */

/** What windows-1252 makes of the bytes 0x80–0x9f. Those that it leaves out stay controls. */
const WINDOWS_1252_HIGH = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const BYTE_OF: ReadonlyMap<string, number> = new Map(Array.from(WINDOWS_1252_HIGH, (char, i) => [char, 0x80 + i]));

/** A lead byte of UTF-8 and a continuation, as windows-1252 shows them. Cheap to look for, never seen in sound prose more than by chance. */
const SUSPECT = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
/** How many wrong sequences make it certain: one can be an odd pair of signs. */
const SEQUENCES_MIN = 2;

/**
 * The text as it was before, if that is certain: every character beyond ASCII must go back into a byte, and all of these bytes together
 * must be strict UTF-8. Sound text does not pass: its accented letters are followed by ASCII. undefined: nothing to repair. Linear.
 */
export function repairMojibake(text: string): { readonly text: string; readonly detail: string } | undefined {
  if (!SUSPECT.test(text)) return undefined;
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const byte = unit < 0x100 ? unit : BYTE_OF.get(text.charAt(i));
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  let repaired: string;
  try {
    repaired = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const sequences = repaired.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  if (sequences < SEQUENCES_MIN || /[\p{Co}\p{Cn}\x80-\x9f]/u.test(repaired)) return undefined;
  return { text: repaired, detail: "UTF-8 that had been read as windows-1252" };
}
