/**
 * Languages that nobody speaks, each in a script and with the habits of one that people do: words are made of syllables, and used as often
 * as Zipf says. Comparison of copies is a matter of letters, so that this is as good as real prose, and it can be published.
 */
import { Random } from "./random.ts";

export interface Language {
  readonly code: string;
  /** Words by rank, the commonest first. */
  readonly words: readonly string[];
  readonly names: readonly string[];
  /** Between words. */
  readonly space: string;
  readonly comma: string;
  readonly stop: string;
  /** Unit that follows a number. */
  readonly units: readonly string[];
  readonly months: readonly string[];
  readonly days: readonly string[];
  readonly openQuote: string;
  readonly closeQuote: string;
  readonly digits: string;
}

interface Recipe {
  readonly onsets: readonly string[];
  readonly nuclei: readonly string[];
  readonly codas: readonly string[];
  readonly syllables: readonly [number, number];
  readonly functionWords: readonly string[];
}

const list = (text: string): string[] => text.split(" ");
const chars = (text: string): string[] => Array.from(text);
const DIGITS = "0123456789";

const LATIN: Recipe = {
  onsets: list("b c d f g h j l m n p r s t v w br cr dr fl gr pl pr sh sl st th tr ch qu"),
  nuclei: list("a e i o u a e i o ea ai ou io ee"),
  codas: list("n r s t l m d ck nd st rt ng x p sh").concat(["", "", "", "", "", ""]),
  syllables: [1, 4],
  functionWords: list(
    "the of and to in a for on that is with was by as at from it be has are an its will had not were this have but after they which",
  ),
};
const CYRILLIC: Recipe = {
  onsets: chars("бвгджзклмнпрстфхцчш"),
  nuclei: chars("аеиоуяыю"),
  codas: [...chars("нрстлмй"), "", "", "ть", "ов"],
  syllables: [1, 4],
  functionWords: list("и в на не что с по к из за от для это как но до при он она они было будет"),
};
const DEVANAGARI: Recipe = {
  onsets: chars("कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह"),
  nuclei: ["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ"],
  codas: ["", "", "", "ं", "न", "र", "्य"],
  syllables: [1, 4],
  functionWords: list("के में है की का को से और पर ने यह कि एक भी था हैं"),
};
const ARABIC: Recipe = {
  onsets: chars("بتثجحخدذرزسشصضطظعغفقكلمنهوي"),
  nuclei: ["", "ا", "و", "ي", ""],
  codas: ["", "", "ة", "ن"],
  syllables: [2, 4],
  functionWords: list("في من على إلى أن عن مع هذا التي الذي كان قد بعد قبل بين"),
};
const THAI: Recipe = {
  onsets: chars("กขคงจชซดตถทนบปผพฟมยรลวสหอ"),
  nuclei: ["า", "ี", "ิ", "ู", "ุ", "อ", "ะ", "ัน", "ือ", "่า", "้า", "ำ"],
  codas: ["", "", "ง", "น", "ม", "ก", "ด", "บ"],
  syllables: [1, 3],
  functionWords: list("ที่ และ ใน ของ มี การ เป็น ได้ ว่า ให้ จะ ไม่ กับ จาก"),
};

const HAN =
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";
const KANJI =
  "日本人大年会国出長中時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨部事者社新地業自発理当年通問題代主経済政府市場合計画開始結果調査関係情報企業技術研究";
const KATAKANA =
  "アイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポー";

const WORDS = 24_000;
const NAMES = 1_500;

function makeWords(recipe: Recipe, random: Random, count: number): string[] {
  const words = new Set(recipe.functionWords);
  while (words.size < count) {
    const syllables = random.int(...recipe.syllables);
    let word = "";
    for (let i = 0; i < syllables; i++) word += random.pick(recipe.onsets) + random.pick(recipe.nuclei);
    word += random.pick(recipe.codas);
    if (word.length > 1) words.add(word);
  }
  return [...words];
}

function makeNames(recipe: Recipe, random: Random, count: number): string[] {
  return makeWords({ ...recipe, functionWords: [], syllables: [2, 3] }, random, count).map(
    (name) => name.charAt(0).toUpperCase() + name.slice(1),
  );
}

function makeIdeographic(signs: string, random: Random, count: number, functionWords: readonly string[]): string[] {
  const words = new Set(functionWords);
  const letters = [...new Set(signs)];
  while (words.size < count) {
    const length = random.pick([1, 2, 2, 2, 2, 3]);
    words.add(Array.from({ length }, () => random.pick(letters)).join(""));
  }
  return [...words];
}

const WESTERN = { space: " ", comma: ",", stop: ".", openQuote: "“", closeQuote: "”", digits: DIGITS };
const EASTERN = { space: "", comma: "，", stop: "。", openQuote: "「", closeQuote: "」", digits: DIGITS };
const ENGLISH_MONTHS = list("January February March April May June July August September October November December");
const ENGLISH_DAYS = list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");

type Make = () => Omit<Language, "code">;

const MAKERS: Readonly<Record<LanguageCode, Make>> = {
  en: () => ({
    ...WESTERN,
    words: makeWords(LATIN, new Random(1), WORDS),
    names: makeNames(LATIN, new Random(2), NAMES),
    units: list("people dollars percent years houses tonnes"),
    months: ENGLISH_MONTHS,
    days: ENGLISH_DAYS,
  }),
  de: () => ({
    ...WESTERN,
    words: makeWords(
      { ...LATIN, functionWords: list("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an") },
      new Random(3),
      WORDS,
    ),
    names: makeNames(LATIN, new Random(4), NAMES),
    units: list("Menschen Euro Prozent Jahre Häuser Tonnen"),
    months: list("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    days: list("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
  }),
  ru: () => ({
    ...WESTERN,
    words: makeWords(CYRILLIC, new Random(5), WORDS),
    names: makeNames(CYRILLIC, new Random(6), NAMES),
    units: list("человек рублей процентов лет домов"),
    months: list("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    days: list("понедельник вторник среду четверг пятницу субботу воскресенье"),
  }),
  hi: () => ({
    ...WESTERN,
    stop: "।",
    words: makeWords(DEVANAGARI, new Random(7), WORDS),
    names: makeNames(DEVANAGARI, new Random(8), NAMES),
    units: list("लोग रुपये प्रतिशत साल"),
    months: list("जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त"),
    days: list("सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार"),
  }),
  ar: () => ({
    ...WESTERN,
    comma: "،",
    words: makeWords(ARABIC, new Random(9), WORDS),
    names: makeNames(ARABIC, new Random(10), NAMES),
    units: list("شخصا دولار سنة منزلا"),
    months: list("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس"),
    days: list("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
  }),
  th: () => ({
    ...WESTERN,
    space: "",
    comma: " ",
    stop: " ",
    words: makeWords(THAI, new Random(11), WORDS),
    names: makeNames(THAI, new Random(12), NAMES),
    units: list("คน บาท ปี หลัง"),
    months: list("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม"),
    days: list("วันจันทร์ วันอังคาร วันพุธ วันศุกร์"),
  }),
  zh: () => ({
    ...EASTERN,
    words: makeIdeographic(HAN, new Random(13), WORDS, list("的 在 了 和 是 将 对 为 与 中")),
    names: makeIdeographic(HAN, new Random(14), NAMES, []).filter((name) => name.length > 1),
    units: list("人 元 年 公里 户"),
    months: list("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月"),
    days: list("星期一 星期二 星期三 星期四 星期五"),
  }),
  ja: () => ({
    ...EASTERN,
    comma: "、",
    words: [
      ...list("の は に を が と で も から まで した する いる ある"),
      ...makeIdeographic(KANJI, new Random(15), WORDS / 2, []),
      ...makeIdeographic(KATAKANA, new Random(16), WORDS / 8, []).filter((word) => word.length > 2),
    ],
    names: makeIdeographic(KANJI, new Random(17), NAMES, []).filter((name) => name.length > 1),
    units: list("人 円 年 件"),
    months: list("1月 2月 3月 4月 5月 6月 7月 8月 9月"),
    days: list("月曜日 火曜日 水曜日 木曜日 金曜日"),
  }),
};

export type LanguageCode = "en" | "de" | "ru" | "hi" | "ar" | "th" | "zh" | "ja";
export const LANGUAGES: readonly LanguageCode[] = ["en", "de", "ru", "hi", "ar", "th", "zh", "ja"];

const made = new Map<LanguageCode, Language>();

/** The language of a code, made once. */
export function language(code: LanguageCode): Language {
  const known = made.get(code);
  if (known !== undefined) return known;
  const language = { code, ...MAKERS[code]() };
  made.set(code, language);
  return language;
}
