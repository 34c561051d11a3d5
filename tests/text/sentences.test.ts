import { describe, expect, it } from "vitest";
import { endsInAbbreviation, endsSentence, splitPieces, splitSentences } from "../../src/text/sentences.ts";
import { cpuClock } from "../cpu-time.ts";

/** Each case is the sentences a reader would see; the line is made by joining them as its script does. */
const LANGUAGES: readonly (readonly [name: string, joint: string, sentences: readonly string[]])[] = [
  [
    "English",
    " ",
    [
      "The mayor opened the bridge on Monday.",
      "“It took nine years,” she said.",
      "Was it worth the cost of it all?",
      "Many of them think so!",
    ],
  ],
  [
    "English titles and initials",
    " ",
    ["The letter reached Dr. John R. Miller of Acme Inc. Boston in May.", "Mrs. Ada L. Byrne answered it at 9 a.m. Monday."],
  ],
  [
    "German",
    " ",
    [
      "Die Brücke wurde am Montag eröffnet.",
      "„Es hat neun Jahre gedauert“, sagte Fr. Dr. Vogel.",
      "„Das war es am Ende auch wert.“",
      "Übrig blieben ca. 40 Mio. Euro.",
    ],
  ],
  [
    "Spanish",
    " ",
    ["El puente se abrió ayer por la mañana.", "¿Valió la pena esperar tanto tiempo?", "¡Claro que sí, respondió la Sra. Gómez!"],
  ],
  ["French", " ", ["Le pont a été ouvert lundi matin.", "« Il a fallu neuf ans », dit Mme. Petit."]],
  [
    "Russian",
    " ",
    ["Мост открыли в понедельник утром.", "Его строили девять лет на ул. Ленина.", "«Мы ждали долго», — сказал мэр города."],
  ],
  [
    "Polish",
    " ",
    ["Most otwarto w poniedziałek rano.", "Budowa kosztowała np. dr. Nowaka wiele nerwów.", "Źródła milczą w tej sprawie od lat."],
  ],
  ["Greek", " ", ["Η γέφυρα άνοιξε τη Δευτέρα το πρωί.", "Ο κ. Παπάς μίλησε στους πολίτες."]],
  ["Chinese", "", ["跨海大桥在周一上午正式通车。", "市长说：“我们为此足足等了九年。”", "市民认为等了这么久值得吗？"]],
  ["Japanese", "", ["橋は月曜日の朝に無事開通した。", "「完成までに九年もかかった。」", "市長は記者団にそう語った。"]],
  ["Korean", " ", ["다리는 월요일 아침에 개통되었습니다.", "시장은 매우 기쁘다고 말했습니다.", "주민들도 반겼습니다."]],
  ["Arabic", " ", ["افتتح الجسر صباح يوم الاثنين.", "هل كان الأمر يستحق كل هذا العناء؟", "نعم قال رئيس البلدية."]],
  ["Hindi", " ", ["पुल सोमवार की सुबह को खोला गया।", "इसे बनाने में नौ साल लग गए।"]],
  ["Armenian", " ", ["Կամուրջը բացվեց երկուշաբթի առավոտյան։", "Քաղաքապետը ուրախ է այդ մասին։"]],
  ["Turkish", " ", ["Köprü pazartesi sabahı erken açıldı.", "İstanbul halkı bunu uzun süre bekledi."]],
];

describe("splitSentences", () => {
  it.each(LANGUAGES)("%s", (_name, joint, sentences) => {
    expect(splitSentences(sentences.join(joint))).toEqual(sentences);
  });

  it("splits at full stops alone where a text has no capitals at all", () => {
    expect(splitSentences("the mayor opened the bridge on monday. it took nine years to build it.")).toHaveLength(2);
  });

  it("does not split at numbers, versions, addresses and times", () => {
    const line = "Version 2.0.1 of Node.js was downloaded 1.5 million times from example.org by 9 p.m. on Friday";
    expect(splitSentences(line)).toEqual([line]);
  });

  it("keeps very short sentences with what follows them", () => {
    expect(splitSentences("No. Never. The council refused to say why it had voted so.")).toEqual([
      "No. Never. The council refused to say why it had voted so.",
    ]);
  });

  it("parts the items of a trail", () => {
    expect(splitSentences("Home » World » Europe")).toEqual(["Home", "» World", "» Europe"]);
  });

  it("parts a menu from the prose that follows it", () => {
    const menu = "Home World Business Markets Technology Science Health Sports Arts Travel";
    const prose = "The council has voted to close the old harbour road for good after a long and bitter debate";
    expect(splitSentences(`${menu} ${prose}`)).toEqual([menu, prose]);
  });

  it("parts Chinese at the spaces that borders of blocks have left", () => {
    expect(splitSentences("首页 新闻 体育 大桥周一正式通车")).toEqual(["首页", "新闻", "体育", "大桥周一正式通车"]);
  });

  it("parts long Thai into sentences of some phrases, and leaves short Thai whole", () => {
    const phrase = "นายกเทศมนตรีเปิดสะพานใหม่เมื่อวันจันทร์ที่ผ่านมา";
    const sentence = Array(4).fill(phrase).join(" ");
    expect(splitSentences(`${sentence} ${sentence}`)).toEqual([sentence, sentence]);
    expect(splitSentences(`ข่าว กีฬา บันเทิง ${sentence}`)).toEqual(["ข่าว", "กีฬา", "บันเทิง", sentence]);
    expect(splitSentences(`${phrase} สมชาย ${phrase} ${phrase} ${phrase}`)).toHaveLength(1);
    expect(splitSentences(`${phrase} ${phrase}`)).toHaveLength(1);
  });

  it("gives an empty line no pieces", () => {
    expect(splitSentences("")).toEqual([]);
    expect(splitSentences("   ")).toEqual([]);
  });
});

describe("splitPieces", () => {
  it("gives the line back when its pieces are joined as they say", () => {
    for (const [, joint, sentences] of LANGUAGES) {
      const line = sentences.join(joint);
      const joined = splitPieces(line).map((piece, index) => (index > 0 && piece.joint === "space" ? " " : "") + piece.text);
      expect(joined.join("")).toBe(line);
    }
  });

  it("is linear: a hostile run-on of 400,000 words takes well under two seconds", () => {
    const line = "Aa bb cc dd ee ff Gg Hh Ii ".repeat(45_000).trim();
    const spent = cpuClock();
    const pieces = splitPieces(line);
    expect(spent()).toBeLessThan(2_000);
    expect(pieces.map((piece) => piece.text).join(" ")).toBe(line);
  });
});

describe("endings", () => {
  it.each(["Done.", "Done.”", "Really?)", "好。」", "हो गया।", "…"])("%s ends a sentence", (text) => {
    expect(endsSentence(text)).toBe(true);
  });
  it.each(["Done", "Done,", "Done:", "", "”"])("%s does not", (text) => {
    expect(endsSentence(text)).toBe(false);
  });
  it("knows abbreviations", () => {
    expect(endsInAbbreviation("said Mr.")).toBe(true);
    expect(endsInAbbreviation("на ул.")).toBe(true);
    expect(endsInAbbreviation("he stopped.")).toBe(false);
  });
});
