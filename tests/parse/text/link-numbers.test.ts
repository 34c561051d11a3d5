import { expect, it } from "vitest";
import { unnumber } from "../../../src/parse/text/link-numbers.ts";
import { readLines } from "../../../src/parse/text/lines.ts";

function read(payload: string): { readonly texts: string[]; readonly links: number } {
  const { lines, strip, links } = unnumber(readLines(payload));
  return { texts: strip(lines).map(({ text }) => text), links };
}

const BODY = ["[1]Home", "The [2]harbour board met on Monday.", "It raised the [3]fees."];
const CLEAN = ["Home", "The harbour board met on Monday.", "It raised the fees."];

it.each([
  [
    "lynx",
    "References\n\n   Visible links:\n   1. https://a.example/\n   2. file:///b\n   3. mailto:c@a.example\n\n   Hidden links:\n   5. javascript:d('e', 'f')",
  ],
  [
    "elinks",
    "References\n\n   Visible links\n   1. https://a.example/\n   2. Next page\n      https://a.example/b\n   3. https://a.example/c",
  ],
  ["w3m", "References:\n\n[1] https://a.example/\n[2] https://a.example/b\n[3] https://a.example/c"],
  [
    "a browser that speaks Finnish",
    "   1. https://a.example/\n   2. https://a.example/b\n\n   Piilotetut linkit:\n   3. https://a.example/c",
  ],
])("numbers and list of %s go", (_name, list) => {
  expect(read(`${BODY.join("\n")}\n\n${list}\n`)).toEqual({ texts: CLEAN, links: 3 });
});

it("numbers go where the list was cut off, if they count", () => {
  const lines = Array.from({ length: 9 }, (_, i) => `[${String(i + 1)}]Item of the menu`);
  expect(read(lines.join("\n"))).toEqual({ texts: lines.map(() => "Item of the menu"), links: 9 });
});

it.each([
  [
    "references behind words",
    `${Array.from({ length: 9 }, (_, i) => `As was shown,[${String(i + 1)}] it floats.`).join("\n")}\n1. https://a.example/`,
  ],
  [
    "references and their addresses",
    "It floats.[1] It sinks.[2] It burns.[3]\n\n[1] https://a.example/\n[2] https://a.example/b\n[3] https://a.example/c",
  ],
  ["numbers that do not count", Array.from({ length: 9 }, (_, i) => `[${String(i * i)}]th of them`).join("\n")],
  ["a list of addresses alone", "Where to look:\n1. https://a.example/\n2. https://a.example/b\n3. https://a.example/c"],
])("%s stay", (_name, payload) => {
  expect(read(payload)).toEqual({ texts: readLines(payload).map(({ text }) => text), links: 0 });
});

it("a reference in the article stays, with the numbers of links gone", () => {
  const list = "References\n\n   1. https://a.example/\n   2. https://a.example/b\n   3. https://a.example/c";
  const { texts } = read(`${BODY.join("\n")} The list is long. [2] It ends here.\n\n${list}`);
  expect(texts.at(-1)).toBe("It raised the fees. The list is long. [2] It ends here.");
});
