/** The order in which an encoding is decided, every encoding of the web standard, and pages that do not say theirs. */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decode, type Decoded } from "../../src/read/decode.ts";
import { standardName } from "../../src/read/charset.ts";
import { mayBeMojibake } from "../../src/read/mojibake.ts";
import { documents, optionsWith, readBytes } from "./helpers.ts";
import { asPage, MORE_PAGES, PAGES } from "./undeclared.ts";

const bytesOf = (text: string, encoding: string): Buffer =>
  encoding === "iso-2022-jp" ? encodeIso2022Jp(text) : (encodeSingle(text, encoding) ?? iconv.encode(text, encoding));
const page = (bytes: Buffer, charset: string): Buffer =>
  Buffer.concat([Buffer.from(`<html><head><meta charset="${charset}"></head><body><p>`), bytes, Buffer.from("</p></body></html>")]);
const markup = (bytes: Buffer, http?: string): Promise<Decoded> => decode(bytes, { given: undefined, http, isMarkup: true });

/** Two bytes a character between escapes, from the tables of EUC-JP, which are the same but for one bit. */
function encodeIso2022Jp(text: string): Buffer {
  const inner = Array.from(text, (char) => Array.from(iconv.encode(char, "euc-jp"), (byte) => byte & 0x7f)).flat();
  return Buffer.concat([Buffer.from("\x1b$B"), Buffer.from(inner), Buffer.from("\x1b(B")]);
}

/** Node decodes these, but nothing here encodes them. */
function encodeSingle(text: string, encoding: string): Buffer | undefined {
  if (encoding !== "x-mac-cyrillic" && encoding !== "macintosh") return undefined;
  const decoder = new TextDecoder(encoding);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Array.from(text, (char) => table.get(char) ?? 0x3f));
}

/** Every encoding of the standard (encoding.spec.whatwg.org) with words that show its own letters. */
const STANDARD: readonly (readonly [name: string, text: string])[] = [
  ["utf-8", "Grüße, 你好, привет"],
  ["ibm866", "Паром снова ходит"],
  ["iso-8859-2", "Zażółć gęślą jaźń"],
  ["iso-8859-3", "Ĉiuj ĝojas, ŭ ħ"],
  ["iso-8859-4", "ąķļņšž ēģ"],
  ["iso-8859-5", "Паром снова ходит"],
  ["iso-8859-6", "مدير الميناء"],
  ["iso-8859-7", "Το πλοίο ΐ ώ"],
  ["iso-8859-8", "מנהל הנמל"],
  ["iso-8859-8-i", "מנהל הנמל"],
  ["iso-8859-10", "ÁÂÃÄ đŋšŧž"],
  ["iso-8859-13", "ąčęėįšųūž"],
  ["iso-8859-14", "ŵŷ ḃċḋ"],
  ["iso-8859-15", "œuvre, 3 €"],
  ["iso-8859-16", "și țară"],
  ["koi8-r", "Паром снова ходит"],
  ["koi8-u", "їжак єдність ґанок"],
  ["macintosh", "Fähre für 3 € Ω"],
  ["windows-874", "เรือข้ามฟาก"],
  ["windows-1250", "Příliš žluťoučký"],
  ["windows-1251", "Паром «снова» ходит"],
  ["windows-1252", "“Fähre” – 3 €"],
  ["windows-1253", "Το πλοίο ώ"],
  ["windows-1254", "ığşİ çöü"],
  ["windows-1255", "מנהל הנמל ₪"],
  ["windows-1256", "كشتي پچژ گ"],
  ["windows-1257", "ąčęėįšųūž"],
  ["windows-1258", "ăâđêôơư"],
  ["x-mac-cyrillic", "Паром снова ходит"],
  ["gbk", "开往岛上的渡轮"],
  ["gb18030", "开往岛上的渡轮𠀀"],
  ["big5", "開往島上的渡輪"],
  ["euc-jp", "島へ渡るフェリー"],
  ["iso-2022-jp", "島へ渡るフェリー"],
  ["shift_jis", "島へ渡るフェリー"],
  ["euc-kr", "섬으로 가는 배"],
];

describe("declared encodings", () => {
  it.each(STANDARD)("%s comes back from a meta element and from HTTP", async (name, text) => {
    const bytes = bytesOf(text, name);
    const declared = await markup(page(bytes, name));
    expect([declared.text.includes(`<p>${text}</p>`), declared.encoding.name, declared.notices]).toEqual([true, name, []]);
    expect(declared.encoding.how).toBe("declared");
    const http = await markup(bytes, name);
    expect([http.text, http.encoding]).toEqual([text, { name, how: "http" }]);
    expect((await decode(bytes, { given: name, http: undefined, isMarkup: false })).text).toBe(text);
  });

  it("reads UTF-16 by its mark, by HTTP, and without either; a page that can be read as ASCII and says UTF-16 is UTF-8", async () => {
    const text = "<p>Grüße an alle</p> ".repeat(5);
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    expect(await markup(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toMatchObject({
      text,
      encoding: { name: "utf-16le", how: "bom" },
    });
    expect(await markup(Buffer.concat([Buffer.from([0xfe, 0xff]), big]))).toMatchObject({
      text,
      encoding: { name: "utf-16be", how: "bom" },
    });
    expect(await markup(little)).toMatchObject({ text, encoding: { name: "utf-16le", how: "detected" } });
    expect(await markup(big)).toMatchObject({ text, encoding: { name: "utf-16be", how: "detected" } });
    expect((await markup(little, "utf-16le")).text).toBe(text);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), iconv.encode(text, "utf-32le", { addBOM: false })]);
    expect(await markup(wide)).toMatchObject({ text, encoding: { name: "utf-32le" } });
    expect(await markup(page(Buffer.from("Grüße"), "utf-16"))).toMatchObject({ encoding: { name: "utf-8" } });
  });

  it("names the exceptions: replacement is no encoding, x-user-defined is read as windows-1252", async () => {
    expect(standardName("replacement")).toBeUndefined();
    expect(standardName("iso-2022-kr")).toBeUndefined();
    expect(standardName("x-user-defined")).toBe("windows-1252");
    expect((await markup(page(Buffer.from([0x93, 0x80, 0x94]), "x-user-defined"))).text).toContain("“€”");
  });

  it.each(["latin1", "ISO-8859-1", " ascii ", "l1", "windows-1252"])(
    "reads the label %j as windows-1252, with Node 20's table avoided",
    async (label) => {
      expect(await markup(page(Buffer.from([0x93, 0xe9, 0x94, 0x80, 0x85]), label))).toMatchObject({
        encoding: { name: "windows-1252", how: "declared" },
      });
      expect((await markup(page(Buffer.from([0x93, 0xe9, 0x94, 0x80, 0x85]), label))).text).toContain("“é”€…");
    },
  );

  it("finds declarations in XML, in http-equiv and behind comments, and none in comments", async () => {
    const greek = iconv.encode("γειά", "iso-8859-7");
    const parts = (head: string): Buffer => Buffer.concat([Buffer.from(head), greek, Buffer.from("</p>")]);
    expect((await markup(parts('<?xml version="1.0" encoding="ISO-8859-7"?><p>'))).text).toContain("γειά");
    expect((await markup(parts("<META http-equiv=Content-Type content='text/html; charset=iso-8859-7'><p>"))).text).toContain("γειά");
    expect((await markup(parts(`<!--${" ".repeat(3000)}--><meta charset=iso-8859-7><p>`))).text).toContain("γειά");
    expect((await markup(parts("<!-- <meta charset=koi8-r> --><meta charset=iso-8859-7><p>"))).encoding.name).toBe("iso-8859-7");
  });

  it("lets the bytes overrule a declaration that they speak against", async () => {
    for (const charset of ["iso-8859-1", "koi8-r", "gbk", "shift_jis"]) {
      const text = "Die Fähre fährt über den Fluß zur Insel. Größe: fünf Mann.";
      expect(await markup(page(Buffer.from(text), charset)), charset).toMatchObject({ encoding: { name: "utf-8", how: "utf-8" } });
    }
    const cyrillic = PAGES.find(({ encoding }) => encoding === "windows-1251");
    const wrong = page(iconv.encode(cyrillic?.text ?? "", "windows-1251"), "utf-8");
    expect(await markup(wrong)).toMatchObject({ encoding: { name: "windows-1251", how: "detected" } });
    // HTTP counts before the page.
    expect((await markup(page(iconv.encode("γειά", "iso-8859-7"), "koi8-r"), "iso-8859-7")).text).toContain("γειά");
  });
});

describe("UTF-8", () => {
  it("is found however late its first character beyond ASCII stands, and with a mark or without", async () => {
    const late = Buffer.concat([Buffer.alloc(300_000, "plain words "), Buffer.from("Grüße")]);
    expect(await decode(late, { given: undefined, http: undefined, isMarkup: false })).toMatchObject({
      encoding: { name: "utf-8", how: "utf-8" },
    });
    const marked = await markup(Buffer.from("\ufeffGrüße"));
    expect([marked.text, marked.encoding.how]).toEqual(["Grüße", "bom"]);
  });

  it("survives a cut character and a stray byte, with a warning", async () => {
    const text = "Grüße aus Köln, schöne Öfen, süße Äpfel, große Brücken. ".repeat(3);
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xe9]), Buffer.from(" Ende")]);
    const stray = await markup(bytes);
    expect([stray.encoding.name, stray.text, stray.notices]).toEqual([
      "utf-8",
      `${text}\ufffd Ende`,
      [{ code: "encoding-replaced", detail: "1" }],
    ]);
  });
});

describe("undeclared legacy encodings", () => {
  const measure = async (
    pages: typeof PAGES,
    form: (text: string) => string,
  ): Promise<readonly { readonly page: string; readonly isRight: boolean; readonly warns: boolean }[]> =>
    Promise.all(
      pages.map(async ({ language, encoding, text }) => {
        // Vietnamese code pages write tones as marks of their own.
        const written =
          language === "vi"
            ? form(text)
                .normalize("NFD")
                .replace(
                  /([aeou])(\u0323?)([\u0302\u0306\u031b])/gi,
                  (_, base: string, dot: string, mark: string) => (base + mark).normalize("NFC") + dot,
                )
            : form(text);
        const bytes = bytesOf(written, encoding);
        const decoded = await markup(bytes);
        return {
          page: `${language} ${encoding} → ${decoded.encoding.name}`,
          isRight: decoded.text === written,
          warns: decoded.notices.some(({ code }) => code === "encoding-fallback"),
        };
      }),
    );

  it.each([
    ["as pages", asPage],
    ["as text", (text: string) => text],
    ["as a short text", (text: string) => text.slice(0, 100)],
  ] as const)("at least 29 of 30 are right %s, and the others warn", async (_, form) => {
    const results = await measure(PAGES, form);
    expect(results).toHaveLength(30);
    expect(results.filter(({ isRight }) => !isRight).map((result) => result.page).length).toBeLessThanOrEqual(1);
    expect(results.filter(({ isRight, warns }) => !isRight && !warns)).toEqual([]);
  });

  const declaring = (text: string, charset: string): string => asPage(text).replace("<title>", `<meta charset="${charset}"><title>`);
  it("a right declaration is never overruled, long text or short", async () => {
    for (const { language, encoding, text } of [...PAGES, ...MORE_PAGES]) {
      if (language === "vi") continue;
      for (const part of [text, text.slice(0, 80), text.slice(0, 25)]) {
        const bytes = bytesOf(declaring(part, encoding), encoding);
        expect((await markup(bytes)).encoding.how, `${language} ${encoding} ${part}`).toMatch(/^(?:declared|utf-8)$/);
      }
    }
  });

  it.each(["iso-8859-1", "koi8-r", "windows-1251", "gbk", "shift_jis", "utf-8"])(
    "a wrong declaration of %s is overruled on at least 28 of 30",
    async (charset) => {
      const results = await measure(PAGES, (text) => declaring(text, charset));
      expect(results.filter(({ isRight }) => !isRight).map((result) => result.page).length).toBeLessThanOrEqual(2);
    },
  );

  it("rarer encodings are right but where two share their bytes", async () => {
    const results = await measure(MORE_PAGES, asPage);
    // In Romanian, ISO-8859-16 and windows-1250 differ in no byte that the text uses.
    expect(results.filter(({ isRight }) => !isRight).map((result) => result.page)).toEqual(["ro iso-8859-16 → windows-1250"]);
  });

  it("falls back to windows-1252 with a warning where there is next to nothing to go by", async () => {
    expect(await markup(Buffer.from("M\xfcller", "latin1"))).toMatchObject({
      text: "Müller",
      encoding: { name: "windows-1252", how: "fallback" },
      notices: [{ code: "encoding-fallback" }],
    });
    expect(
      await markup(Buffer.from("It\x92s \x93late\x94 \x96 she said, and the ferry will not wait for anybody\x85", "latin1")),
    ).toMatchObject({
      text: "It’s “late” – she said, and the ferry will not wait for anybody…",
      notices: [],
    });
  });
});

it.each(["“Fähre” – 3 € 🚢", "\ufeff“mark”", "a\ufeff\u2028b\u2fff\u{10ffff}\ufffd", "é ÿ 日本", "–"])(
  "UTF-8 as it stands: %j",
  async (text) => {
    expect((await markup(Buffer.from(text))).text).toBe(text.replace(/^\ufeff/, ""));
  },
);

describe("mojibake", () => {
  const read = async (text: string): Promise<readonly [string, readonly string[]]> => {
    const [item] = documents(await readBytes("a.txt", text));
    return [item?.payload ?? "", item?.notices.map(({ code }) => code) ?? []];
  };
  // Where the table has no sign, programs keep the byte as a control.
  const misread = (text: string, encoding: string): string =>
    Array.from(Buffer.from(text), (byte) => iconv.decode(Buffer.of(byte), encoding).replace("\ufffd", String.fromCharCode(byte))).join("");
  const SOUND = "L’été à Genève – “très chaud”, dit le maître. Ça va… 3 €";

  it("repairs what is certain and says so", async () => {
    expect(await read(misread(SOUND, "windows-1252"))).toEqual([SOUND, ["mojibake-repaired"]]);
    expect(await read("CafÃ© crÃ¨me Ã la carte → 日本")).toEqual(["Café crème à la carte → 日本", ["mojibake-repaired"]]);
    expect(await read(misread("שלום לכם, אנשי הנמל", "windows-1252"))).toEqual(["שלום לכם, אנשי הנמל", ["mojibake-repaired"]]);
    const russian = "Паром на дальние острова снова ходит с понедельника";
    expect(await read(misread(russian, "windows-1251"))).toEqual([russian, ["mojibake-repaired"]]);
  });

  it.each([
    SOUND,
    "São Paulo: ação, coração, MAÇÃ, ÃO; preço R$ 5 – “ótimo”",
    "«Ã» is a letter; the word “cafÃ©” on such pages is café.",
    "Россия. Совет «Рассвет» – РС, СССР; С… Р… №5 С№",
    "Ñandú, Âge, Ênfase, ÀÉ, Þór Ð ð",
    "ÎLE–ÎLE, ÊTRE—À",
    "×\u00a0close ×\u00a0close 3 ×\u00a04",
  ])("leaves sound text alone: %s", async (text) => {
    expect(await read(text)).toEqual([text, []]);
  });

  it("looks for it in all bytes that can hold it", () => {
    for (const first of ["Р", ...Array.from({ length: 0xf5 - 0xc2 }, (_, i) => String.fromCharCode(0xc2 + i))])
      expect(mayBeMojibake(Buffer.from(`a – ${first} b`)), first).toBe(true);
    expect(mayBeMojibake(Buffer.from("Sound text – “quoted”, naive, 3 €, 日本 🚢"))).toBe(false);
  });

  it("repairs what a record says beside its text", async () => {
    const [item] = documents(await readBytes("a.jsonl", `{"title": "CafÃ©", "text": "CafÃ© crÃ¨me, cafÃ© noir, cafÃ© au lait"}`));
    expect(item?.claims[0]?.value).toBe("Café");
  });
});

it("given encodings count before everything, even where they are wrong", async () => {
  const page = Buffer.from("<meta charset=utf-8><p>Grüße</p>");
  const [item] = documents(await readBytes("a.html", page, { options: optionsWith({ encoding: "KOI8-R" }) }));
  expect([item?.payload, item?.encoding]).toEqual([iconv.decode(page, "koi8-r"), { name: "koi8-r", how: "given" }]);
});
