import { describe, expect, it } from "vitest";
import { endsUnmarked } from "../../src/text/syllables.ts";
import { countWords, hashEachWord, hashUnits, words } from "../../src/text/words.ts";

describe("words of scripts that space phrases only", () => {
  it.each([
    ["Thai", "รัฐบาลได้อนุมัติงบประมาณ เพื่อเกษตรกร", ["รัฐบาล", "ได้อนุมัติงบประ", "มาณ", "เพื่อ", "เกษตรกร"]],
    ["Lao", "ລັດຖະບານປະກາດແຜນການໃໝ່", ["ລັດຖະ", "ບານປະ", "ກາດ", "ແຜນການ", "ໃໝ່"]],
    ["Myanmar", "အစိုးရသည် လယ်သမား", ["အ", "စိုး", "ရ", "သည်", "လယ်", "သ", "မား"]],
    ["Khmer", "រដ្ឋាភិបាល", ["រ", "ដ្ឋា", "ភិ", "បា", "ល"]],
  ])("%s is read by syllables", (_script, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each(["รัฐบาลได้อนุมัติ 3 งบประมาณ", "အစိုးရသည် plan 2024", "abc ลงทุน_x"])("counts and hashes %s as it parts it", (text) => {
    const list = words(text);
    expect(countWords(text)).toBe(list.length);
    expect([...hashEachWord(text)]).toEqual(list.map((word) => hashUnits(word, 0, word.length)));
  });

  it("a syllable is the same wherever its phrase stands", () => {
    expect(words("ช่วยเหลือเกษตรกรไทย")).toEqual(expect.arrayContaining(words("เกษตรกร")));
  });
});

describe("endsUnmarked", () => {
  const long = "รัฐมนตรีว่าการกระทรวงเกษตรและสหกรณ์กล่าวเพิ่มเติมว่า เกษตรกรที่ลงทะเบียนไว้แล้วกว่าสองแสนครัวเรือนจะได้รับเงินช่วยเหลือ";
  it.each([
    [long, true],
    ["ราคาข้าวปรับตัวสูงขึ้นในรอบห้าปี", false],
    [long.replaceAll(" ", ""), false],
    ["a line in Latin letters that goes on and on for more than a hundred characters without any full stop at all in it", false],
  ])("%s", (text, expected) => {
    expect(endsUnmarked(text, text.length - 1)).toBe(expected);
  });
});
