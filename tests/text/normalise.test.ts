import { expect, it } from "vitest";
import { comparable, foldSpaces, straightenQuotes } from "../../src/text/normalise.ts";

it("folds every kind of space, and composes letters", () => {
  expect(foldSpaces(" a\u00a0\u3000b\t\r\nc\0d\u200b e\ufeff so\u00adft")).toBe("a b c d e soft");
  expect(foldSpaces("Cafe\u0301")).toBe("Café");
});

it("keeps the joiners that scripts need", () => {
  expect(foldSpaces("می\u200cخواهم")).toBe("می\u200cخواهم");
});

it("straightens quotes and dashes", () => {
  expect(straightenQuotes("“It’s” – „so“ «da»")).toBe(`"It's" - "so" "da"`);
});

it("compares without case, quotes and spaces", () => {
  expect(comparable("The  “Bridge” ")).toBe(comparable('the "bridge"'));
  expect(comparable("The Bridge")).not.toBe(comparable("The Bridges"));
});
