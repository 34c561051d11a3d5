import { describe, expect, it } from "vitest";
import { isName, NO_SITES, readNames } from "../../../src/extract/metadata/names.ts";

const read = (text: string): readonly string[] =>
  readNames(text, { isSure: false, sites: { declared: ["Riverside Echo"], ofAddress: ["riversideecho"] } }).names;

describe("readNames", () => {
  it("takes no company and no paper for a person", () => {
    expect(read("Aldine Pumps, Inc.")).toEqual([]);
    expect(read("江南晚报")).toEqual([]);
    expect(read("한빛일보")).toEqual([]);
  });

  it.each([
    ["By : Mr. Daniel Okoro", ["Daniel Okoro"]],
    ["Don DeLillo", ["Don DeLillo"]],
    ["Autor: M. Stojadinović", ["M. Stojadinović"]],
    ["ავტორი: ნინო გელაშვილი", ["ნინო გელაშვილი"]],
    ["بواسطة رنا الحموي", ["رنا الحموي"]],
    ["Vum Claude Wagener", ["Claude Wagener"]],
    ["Von Jürgen Müller und Anna Schmidt", ["Jürgen Müller", "Anna Schmidt"]],
    ["Par Marie-Claude d'Aubigny", ["Marie-Claude d'Aubigny"]],
    ["By Jane Doe, Health Editor", ["Jane Doe"]],
    ["Written By: Jane Doe Executive Digital Editor and Gardener", ["Jane Doe"]],
    ["ByJane Doe ", ["Jane Doe"]],
    ["JANE DOE and John Roe", ["Jane Doe", "John Roe"]],
    ["Doe, Jane", ["Jane Doe"]],
    ["Jane Doe, John Roe,Ann Lee", ["Jane Doe", "John Roe", "Ann Lee"]],
    ["Автор: Иван Петров", ["Иван Петров"]],
    ["文/王小明", ["王小明"]],
    ["记者 李雷", ["李雷"]],
    ["홍길동 기자", ["홍길동"]],
    ["Text: Hans Meier", ["Hans Meier"]],
    ["Jane Doe (Reuters)", ["Jane Doe"]],
    ["Luis \\u00c1vila", ["Luis Ávila"]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    "Posted by admin",
    "Editorial Team",
    "By The Associated Press",
    "Riverside Echo",
    "https://social.example/jane.doe",
    "Secretary-General said in Toronto",
    "Table of Contents",
    "View all posts",
    "University of Somewhere",
    "said the minister",
    "",
  ])("finds no person in %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("takes a single word for a name only where the field is sure", () => {
    expect(readNames("Kathrin", { isSure: true, sites: NO_SITES }).names).toEqual(["Kathrin"]);
    expect(readNames("Kathrin", { isSure: false, sites: NO_SITES }).names).toEqual([]);
  });

  it("believes a person whose name is the site's address, but no site that calls itself so", () => {
    const read = (value: string, declared: readonly string[], ofAddress: readonly string[]): readonly string[] =>
      readNames(value, { isSure: false, sites: { declared, ofAddress } }).names;
    expect(read("Jane Doe", ["Notes on Rivers"], ["janedoe.example.org", "janedoe"])).toEqual(["Jane Doe"]);
    expect(read("River Echo", ["River Echo"], ["riverecho.example.org"])).toEqual([]);
    expect(read("Riverecho", [], ["riverecho.example.org"])).toEqual([]);
  });

  it("says why there is none", () => {
    expect(readNames("admin", { isSure: true, sites: NO_SITES }).why).toBe('"admin" is no person');
  });
});

describe("isName", () => {
  it.each(["G. K. Chesterton", "Maria do Carmo Gomes da Silva", "Nguyễn Văn A", "王小明", "Ludwig van Beethoven"])("%s is one", (text) => {
    expect(isName(text)).toBe(true);
  });
  it.each(["The river", "jane doe", "Route 66", "Breaking News", "Doe"])("%s is none", (text) => {
    expect(isName(text)).toBe(false);
  });
});
