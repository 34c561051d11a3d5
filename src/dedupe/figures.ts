/**
 * Words that are figures: numerals and the names of days and months. Two stories that differ in one of them differ in a fact.
 * "one", "second", "may" and "march" are other words too often, and are left out.
 */
import { foldTables } from "./fold.ts";
import { HASH_PRIME } from "../text/hash.ts";

const NUMERALS: readonly (readonly [number, string])[] = [
  [2, "two zwei deux dos due dois twee два"],
  [3, "three drei trois tres tre drie три"],
  [4, "four vier quatre cuatro quattro quatro четыре"],
  [5, "five funf cinq cinco cinque vijf пять"],
  [6, "six sechs seis sei zes шесть"],
  [7, "seven sieben sept siete sette sete zeven семь"],
  [8, "eight acht huit ocho otto oito восемь"],
  [9, "nine neun neuf nueve nove negen девять"],
  [10, "ten zehn dix diez dieci dez tien десять"],
  [11, "eleven elf onze undici одиннадцать"],
  [12, "twelve zwolf douze doce dodici doze twaalf двенадцать"],
  [13, "thirteen dreizehn treize trece tredici"],
  [14, "fourteen vierzehn quatorze catorce"],
  [15, "fifteen funfzehn quinze quince"],
  [16, "sixteen"],
  [17, "seventeen"],
  [18, "eighteen"],
  [19, "nineteen"],
  [20, "twenty zwanzig vingt veinte venti vinte twintig двадцать"],
  [30, "thirty dreissig trente treinta trenta trinta тридцать"],
  [40, "forty vierzig quarante cuarenta"],
  [50, "fifty funfzig cinquante cincuenta"],
  [60, "sixty sechzig soixante sesenta"],
  [70, "seventy siebzig setenta"],
  [80, "eighty achtzig ochenta"],
  [90, "ninety neunzig noventa"],
];

/** Days of the week and months in languages that write them as one word, folded as letters.ts folds. Each is a figure of its own. */
const DAYS =
  "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag " +
  "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo " +
  "lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag " +
  "सोमवार मगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार الاثنين الثلاثاء الاربعاء الخميس الجمعه الجمعة السبت الاحد " +
  "pazartesi sali carsamba persembe cuma cumartesi senin selasa rabu kamis jumat sabtu måndag mandag tisdag tirsdag onsdag torsdag fredag lordag sondag " +
  "poniedzialek wtorek sroda czwartek piatek sobota niedziela понеділок вівторок середа четвер " +
  "понедельник вторник среда четверг пятница суббота воскресенье понедельника вторника среду пятницу субботу";
const MONTHS =
  "january february april june july august september october november december januar februar marz juni juli oktober dezember " +
  "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre " +
  "enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre " +
  "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre " +
  "janeiro fevereiro maio junho julho setembro outubro novembro dezembro januari februari maart augustus " +
  "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितबर अक्टूबर नवबर दिसबर يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر " +
  "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik januarie maret mei agustus desember " +
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia " +
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";

/** What a number is: only numbers of one kind can stand in each other's place. */
export const FIGURE = { amount: 0, day: 1, month: 2 } as const;

export interface Figure {
  readonly hash: number;
  /** One of FIGURE. */
  readonly kind: number;
}

/** Where FNV-1a (Fowler, Noll, Vo) starts, signed as its products are. */
export const FNV_START: number = 0x811c9dc5 | 0;

/** Letters of the longest figure word. */
export const FIGURE_WORD_MAX = 13;

/** The letters of a word as the tables of fold.ts write them. */
function folded(word: string): string {
  const { unit } = foldTables(
    Uint16Array.from(word, (sign) => sign.charCodeAt(0)),
    word.length,
  );
  return Array.from(word, (sign) => String.fromCharCode(unit[sign.charCodeAt(0)] ?? 0))
    .join("")
    .replaceAll("\0", "");
}

/** FNV-1a over folded letters, as letters.ts makes it while it reads a word. */
export function hashLetters(word: string): number {
  let hash = FNV_START;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
  return hash;
}

function calendar(names: string, kind: number): (readonly [number, Figure])[] {
  return names.split(" ").map((name) => {
    const hash = hashLetters(folded(name));
    return [hash, { hash, kind }] as const;
  });
}

let figures: ReadonlyMap<number, Figure> | undefined;
/** One bit for each of 4,096 classes of hashes: most words are no figures, and need no look into the map. */
const classes = new Uint8Array(1 << 12);

function makeFigures(): ReadonlyMap<number, Figure> {
  const made = new Map<number, Figure>([
    ...calendar(DAYS, FIGURE.day),
    ...calendar(MONTHS, FIGURE.month),
    ...NUMERALS.flatMap(([value, names]) =>
      names.split(" ").map((name) => [hashLetters(folded(name)), { hash: hashLetters(String(value)), kind: FIGURE.amount }] as const),
    ),
  ]);
  for (const hash of made.keys()) classes[hash & 0xfff] = 1;
  return made;
}

/**
 * What a word counts as: "three" as "3", "monday" as itself; undefined for other words. `wordHash` is the FNV-1a hash of the folded word.
 */
export function figureOf(wordHash: number): Figure | undefined {
  figures ??= makeFigures();
  return classes[wordHash & 0xfff] === 0 ? undefined : figures.get(wordHash);
}

/** Days and months in scripts without spaces, and numbers written in ideographs: at least two, because one alone is part of many words. */
const UNSPACED_DAYS = "วันจันทร์|วันอังคาร|วันพุธ|วันพฤหัส|วันศุกร์|วันเสาร์|วันอาทิตย์|星期[一二三四五六日天]|[月火水木金土日]曜|[월화수목금토일]요일";
const UNSPACED_MONTHS = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|[一二三四五六七八九十]月";
const UNSPACED = new RegExp(`(${UNSPACED_DAYS})|(${UNSPACED_MONTHS})|[〇一二三四五六七八九十百千万億亿两]{2,12}`, "y");
/** Units that such a figure can open with. */
const OPENERS: ReadonlySet<number> = new Set(
  Array.from("วมกเพสตธ星月火水木金土日월화수목금토일〇一二三四五六七八九十百千万億亿两", (sign) => sign.charCodeAt(0)),
);

/** The figure that opens at a place of a text in a script without spaces: its length in units, and its kind. */
export function unspacedFigure(text: string, at: number): { readonly length: number; readonly kind: number } | undefined {
  if (!OPENERS.has(text.charCodeAt(at))) return undefined;
  UNSPACED.lastIndex = at;
  const match = UNSPACED.exec(text);
  if (match === null) return undefined;
  return { length: match[0].length, kind: match[1] !== undefined ? FIGURE.day : match[2] !== undefined ? FIGURE.month : FIGURE.amount };
}
