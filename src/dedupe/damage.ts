/** Damage that a copy shows on its face, so that of two copies the sound one is kept. */

/** Bits of damage. */
export const DAMAGE = { mojibake: 1, spacesLost: 2, misread: 4, replaced: 8 } as const;

/** Letters at the head of a text that are looked at. */
const LOOKED_AT = 4000;
/** Mean letters a word in a script with spaces from which the spaces were lost. German technical prose stays below 9. */
const WORD_LETTERS_MAX = 16;
/** Share of words with a digit among lower-case letters ("qu0tas") from which a text was misread. "B52", "G7" and "4th" do not count. */
const MISREAD_SHARE = 0.004;

/** The kinds of damage in a text, as bits of DAMAGE. Looks at the head only; linear. */
export function textDamage(text: string): number {
  const head = text.slice(0, LOOKED_AT);
  const spaces = head.match(/\s+/g)?.length ?? 0;
  const latin = head.match(/[a-zà-ÿ]/g)?.length ?? 0;
  const misread = head.match(/[a-zà-ÿ][0-9][a-zà-ÿ]|(?<![a-zà-ÿ0-9])[05][a-zà-ÿ]{3,}|[a-zà-ÿ]{2}[015](?![a-zà-ÿ0-9])/g)?.length ?? 0;
  return (
    (/[ÃÂâ][\u0080-\u00bf€™œž]/.test(head) ? DAMAGE.mojibake : 0) |
    (latin > 100 && latin / (spaces + 1) > WORD_LETTERS_MAX ? DAMAGE.spacesLost : 0) |
    (misread > Math.max(1, MISREAD_SHARE * spaces) ? DAMAGE.misread : 0) |
    (head.includes("\ufffd") ? DAMAGE.replaced : 0)
  );
}
