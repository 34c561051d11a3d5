import { describe, expect, it } from "vitest";
import { readDateField, readDates } from "../../../src/extract/metadata/dates.ts";
import { cpuClock } from "../../cpu-time.ts";

const NONE = { language: undefined };
const values = (text: string, language?: string): string[] => readDates(text, { language }).map(({ value }) => value);

describe("readDates", () => {
  it.each([
    ["2021-11-25 09:10:02 By: A. Person", "2021-11-25T09:10:02"],
    ["2021-11-25T09:10:02.123+01:00", "2021-11-25T09:10:02+01:00"],
    ["2021-11-25T09:10Z", "2021-11-25T09:10:00Z"],
    ["Thu, 25 Nov 2021 09:10:02 +0100", "2021-11-25T09:10:02+01:00"],
    ["November 25th, 2021 at 3:20 p.m. EST", "2021-11-25T15:20:00-05:00"],
    ["Feb 1 2020 10 PM", "2020-02-01T22:00:00"],
    ["By Jane DoeMar 5, 2025", "2025-03-05"],
    ["25. November 2021, 14.30 Uhr", "2021-11-25T14:30:00"],
    ["le 25 novembre 2021 à 10h20", "2021-11-25T10:20:00"],
    ["25 de noviembre de 2021", "2021-11-25"],
    ["25 de março de 2021", "2021-03-25"],
    ["2021. november 25. 10:20", "2021-11-25T10:20:00"],
    ["25 listopadu 2021 není datum", undefined],
    ["25 Νοεμβρίου 2021", "2021-11-25"],
    ["25 ноября 2021 г.", "2021-11-25"],
    ["25 tháng 11, 2021", "2021-11-25"],
    ["2021年11月25日 10:20", "2021-11-25T10:20:00"],
    ["2021년 11월 25일 오후 3:20", "2021-11-25T15:20:00"],
    ["٢٥ نوفمبر ٢٠٢١", "2021-11-25"],
    ["3 مايو، 2023", "2023-05-03"],
    ["25 พฤศจิกายน 2564", "2021-11-25"],
    ["12 มี.ค. 2567 10:45 น.", "2024-03-12T10:45:00"],
    ["12 ມີນາ 2024", "2024-03-12"],
    ["၁၂ မတ် ၂၀၂၄", "2024-03-12"],
    ["១២ មីនា ២០២៤", "2024-03-12"],
    ["۲۲ اسفند ۱۴۰۲ - ۱۰:۴۵", "2024-03-12T10:45:00"],
    ["۱ فروردین ۱۴۰۳", "2024-03-20"],
    ["د تلې ۲۲، ۱۴۰۲", "2023-10-14"],
    ["2023ko irailaren 21a", "2023-09-21"],
    ["2023. gada 5. jūlijā", "2023-07-05"],
    ["2024 жылғы 2 сәуір", "2024-04-02"],
    ["2023 m. balandžio 18 d. 09:22", "2023-04-18T09:22:00"],
    ["22. januara 2023.", "2023-01-22"],
    ["27 Febraayo 2023", "2023-02-27"],
    ["17 กันยายน พ.ศ. 2565", "2022-09-17"],
    ["令和6年3月12日 10時45分", "2024-03-12T10:45:00"],
    ["（令和元年5月1日）", "2019-05-01"],
    ["民國113年3月12日", "2024-03-12"],
    ["12 Mart 2024 Salı 10:45", "2024-03-12T10:45:00"],
    ["2024년 3월 12일 (화) 10:45", "2024-03-12T10:45:00"],
    ["25.11.2021", "2021-11-25"],
    ["10:20 | 25.11.2021", "2021-11-25T10:20:00"],
    ["25/11/2021", "2021-11-25"],
    ["11/25/2021", "2021-11-25"],
  ])("%s", (text, expected) => {
    const read = values(text);
    if (expected === undefined) expect(read.length).toBeLessThanOrEqual(1);
    else expect(read[0]).toBe(expected);
  });

  it.each([
    "25 November",
    "23 and 24 April",
    "In 2015 the act was passed",
    "version 1.2.2021.4",
    "2013-02-30",
    "1 / 3",
    "+49 30 1234567",
    "May was late",
    "۳۱ اسفند ۱۴۰۲",
    "1402/12/22",
    "令和の時代",
  ])("finds no date in %s", (text) => {
    expect(values(text)).toEqual([]);
  });

  it("reads numbers of the Solar Hijri calendar where the page is in Persian", () => {
    expect(values("۱۴۰۲/۱۲/۲۲", "fa")).toEqual(["2024-03-12"]);
    expect(values("1402/13/22", "fa")).toEqual([]);
  });

  it("keeps both readings of a date that has two", () => {
    const [date] = readDates("03/04/2024", NONE);
    expect([date?.value, date?.monthFirst]).toEqual(["2024-04-03", "2024-03-04"]);
    expect(readDates("04/04/2024", NONE)[0]?.monthFirst).toBeUndefined();
  });

  it("asks for the language where a month's name means two months", () => {
    expect(values("29 listopada 2011")).toEqual([]);
    expect(values("29 listopada 2011", "pl")).toEqual(["2011-11-29"]);
    expect(values("29 listopada 2011", "hr")).toEqual(["2011-10-29"]);
  });

  it("stays linear on long and hostile lines", () => {
    const spent = cpuClock();
    readDates("1/1/".repeat(500_000), NONE);
    readDates("a".repeat(1_000_000), NONE);
    readDates("11:11:11 ".repeat(100_000), NONE);
    expect(spent()).toBeLessThan(200);
  });
});

describe("readDateField", () => {
  it.each([
    ["20211125", "2021-11-25"],
    ["20211125091002", "2021-11-25T09:10:02"],
    ["1637831402", "2021-11-25T09:10:02Z"],
    ["1637831402000", "2021-11-25T09:10:02Z"],
    ["99999999", undefined],
  ])("%s", (text, expected) => {
    expect(readDateField(text, NONE)?.value).toBe(expected);
  });
});
