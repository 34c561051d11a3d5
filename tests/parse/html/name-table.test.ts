import { describe, expect, it } from "vitest";
import { NameTable } from "../../../src/parse/html/name-table.ts";

const NAMES = ["a", "b", "kbd", "link", "li", "xml:lang", "data-src", "h1", "h2", "__proto__"];
const table = new NameTable(new Map(NAMES.map((name, place) => [name, place])));
const find = (name: string): number | undefined => table.find(`<${name}>`, 1, 1 + name.length);

describe("NameTable", () => {
  it("finds every name where it stands, whatever the case of its letters", () => {
    expect(NAMES.map(find)).toEqual(NAMES.map((_, place) => place));
    expect(NAMES.map((name) => find(name.toUpperCase()))).toEqual(NAMES.map((_, place) => place));
  });

  it("finds no other name", () => {
    for (const name of ["", "l", "lin", "links", "h3", "data-srcs", "constructor", "[ink", "@"]) expect(find(name)).toBeUndefined();
  });

  it("folds case as strings do: the sign of Kelvin is a k", () => {
    expect(find("\u212abd")).toBe(2);
    expect(find("\u00e9")).toBeUndefined();
  });

  it("takes a table without names", () => {
    expect(new NameTable(new Map()).find("a", 0, 1)).toBeUndefined();
  });
});
