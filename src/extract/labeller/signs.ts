/** What kind of sign a UTF-16 unit is, for the labeller's features: one table look-up instead of a regular expression. */

/** Ends a sentence in some script. */
export const STOP = 1;
/** Parts clauses or items: comma, semicolon, enumeration comma. */
export const COMMA = 2;
/** Any sign that prose has inside or after its clauses: stops, commas, colons. */
export const PAUSE = 4;
export const QUOTE = 8;
/** Signs between the items of menus, trails and paths. */
export const SEPARATOR = 16;
export const CURRENCY = 32;
/** Closing quotes and brackets, which may follow a stop. */
export const CLOSER = 64;
/** Dashes, bullets and arrows that open an item. */
export const BULLET = 128;
/** Any punctuation or symbol. */
export const SIGN = 256;
const KNOWN = 512;

const SETS: readonly (readonly [number, string])[] = [
  [STOP | PAUSE, ".!?…؟۔।॥።፧।։។៕。！？｡．"],
  [COMMA | PAUSE, ",;，、；،؛፣՝"],
  [PAUSE, ":："],
  [QUOTE, '"“”«»„「」『』‹›'],
  [SEPARATOR, "|»›•·/\\<>‹«→▪►"],
  [CURRENCY, "$€£¥%₽₴₹₩₺"],
  [CLOSER, "\"”’»')]」』）》›"],
  [BULLET, "-–—•*·▪►»>+|→✔■●"],
];

const table = new Uint16Array(0x10000);

/** The kind of a UTF-16 unit as bits. NaN, as charCodeAt gives past the end, is nothing: no array is asked for that, see `kindOf`. */
export function signOf(unit: number): number {
  const known = Number.isNaN(unit) ? KNOWN : (table[unit] ?? KNOWN);
  return known === 0 ? learn(unit) : known;
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  let bits = KNOWN;
  if (/[\p{P}\p{S}]/u.test(character)) bits |= SIGN;
  for (const [kind, characters] of SETS) if (characters.includes(character)) bits |= kind;
  table[unit] = bits;
  return bits;
}
