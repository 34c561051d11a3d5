import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LetterBuffer, foldInto, lettersOf } from "../../src/dedupe/letters.ts";
import { repairMojibake } from "../../src/dedupe/mojibake.ts";

const written = (text: string): string => {
  const letters = lettersOf(text, { offsets: false });
  return String.fromCharCode(...letters.units);
};

describe("letters", () => {
  it.each([
    ["case, spaces and signs", "The FBI’s “secret” plan — 7.5%!", "thefbissecretplan75"],
    ["accents, composed or not", "Zu\u0308rich Zürich", "zurichzurich"],
    ["width and presentation forms", "Ｆｕｌｌ １２ ﬁlm", "full12film"],
    ["digits of other scripts", "٣٤ १२", "3412"],
    ["zero-width signs and soft hyphens", "co\u200bns\u00adist", "consist"],
    ["sharp s", "Straße STRASSE", "strassestrasse"],
    ["Arabic marks and tatweel", "مُحَمَّد محـــمد", "محمدمحمد"],
    ["emoji", "Goal! ⚽🎉 2:1", "goal21"],
    ["mathematical letters", "𝐁𝐫𝐞𝐚𝐤", "break"],
    ["mojibake", "itâ€™s cafÃ© £5", "itscafe5"],
  ])("fold %s", (_name, text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it("keep vowel signs where they spell", () => {
    expect(written("की")).not.toBe(written("का"));
    expect(written("ที่")).not.toBe(written("ทา"));
  });

  it("count an ideograph as two", () => {
    expect(lettersOf("中文", { offsets: false }).count).toBe(4);
    expect(lettersOf("한국", { offsets: false }).count).toBe(4);
  });

  it("are the same by the fast and by the full reader", () => {
    const buffer = new LetterBuffer();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
        const count = foldInto(text, buffer);
        expect([...buffer.units.subarray(0, count)]).toEqual([...lettersOf(text, { offsets: false }).units]);
      }),
    );
  });

  it("know where they stood", () => {
    const text = "Él dijo: «1,5 millones».";
    const { units, offsets } = lettersOf(text, { offsets: true });
    const places = [...(offsets ?? [])].map((offset) => text.charAt(offset));
    expect(places.join("")).toBe("Éldijo15millones");
    expect(units.length).toBe(places.length);
  });

  it("know where they stood before mojibake was put right", () => {
    const text = "aâ€™b";
    expect([...(lettersOf(text, { offsets: true }).offsets ?? [])]).toEqual([0, 4]);
  });
});

describe("numbers", () => {
  const hashes = (text: string): number[] => [...lettersOf(text, { offsets: false }).numbers.hashes];
  it.each([
    ["1,500", "1500"],
    ["three", "3"],
    ["drei", "3"],
    ["१२", "12"],
  ])("%s is %s", (a, b) => {
    expect(hashes(a)).toEqual(hashes(b));
  });
  it.each([
    ["7.5", "75"],
    ["6-1/4", "6-3/8"],
    ["Monday", "Tuesday"],
    ["星期一", "星期二"],
    ["三十二人", "三十五人"],
    ["วันจันทร์", "วันศุกร์"],
  ])("%s is not %s", (a, b) => {
    expect(hashes(a)).not.toEqual(hashes(b));
    expect(hashes(a).length).toBe(hashes(b).length);
  });
});

describe("mojibake", () => {
  it("is put right only where it decodes", () => {
    expect(repairMojibake("SÃO PAULO")).toBeUndefined();
    expect(repairMojibake("ÃƒÂ")).not.toBeNull();
    expect(repairMojibake("Ð\u009cÐ¾ÑÐºÐ²Ð°")?.text).toContain("М");
    expect(repairMojibake("æ–°")?.text).toBe("新");
  });
});
