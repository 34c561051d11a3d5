import { describe, expect, it } from "vitest";
import { partColumns, textOf } from "../../../src/parse/text/columns.ts";

const MENU = ["Home", "News of the day", "Sport", "Weather", "Letters", "Jobs", "Boats for sale", "Contact"];
const PROSE = [
  "The harbour board has agreed to raise",
  "the fees for small boats by a tenth,",
  "and anglers who keep a boat in the",
  "inner basin will pay twice what they",
  "paid ten years ago. Nobody had asked",
  "them, said their speaker, who has",
  "kept a boat there since his school",
  "days and does not want to move it.",
];
const CHINESE = [
  "港口委员会决定从五月一日起将小型船只",
  "的费用提高百分之十，在内港停船的钓鱼",
  "者今后要付的费用是十年前的两倍，许多",
  "人认为这样的决定并不公平，因为事先没",
  "有人问过他们的意见。他们的发言人说没",
  "有人问过他们，他从上学时就在那里停船",
  "，不想把船移到防波堤后面的新码头去，",
  "而且那里的风浪比内港大得多。",
];

/** As a terminal shows it: ideographs take two columns. */
function padded(text: string, columns: number): string {
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return text + " ".repeat(Math.max(0, columns - text.length - wide));
}

function sideBySide(left: readonly string[], right: readonly string[], width: number): string {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => padded(left[i] ?? "", width) + (right[i] ?? "")).join("\n");
}

function read(payload: string): string[] | undefined {
  return partColumns(payload)?.map(({ strips }) =>
    strips
      .map((strip) => textOf(strip).trim())
      .filter((text) => text !== "")
      .join("|"),
  );
}

describe.each([
  ["English", PROSE],
  ["Chinese", CHINESE],
])("an article in %s", (_name, prose) => {
  it("beside a menu is read after it", () => {
    expect(read(sideBySide(MENU, prose, 16))).toEqual([MENU.join("|"), prose.join("|")]);
  });

  it("between a menu and teasers is read between them", () => {
    const page = sideBySide(MENU, sideBySide(prose, MENU, 40).split("\n"), 16);
    expect(read(page)).toEqual([MENU.join("|"), prose.join("|"), MENU.join("|")]);
  });

  it("that is longer than what stands beside it stays in one piece", () => {
    const long = [...prose, ...prose];
    expect(read(sideBySide(long, MENU, 40))).toEqual([long.join("|"), MENU.join("|")]);
  });
});

it("what stands above and below the columns keeps its place", () => {
  const page = `The Kvarken Gazette, Tuesday 4 March 2008\n\n${sideBySide(MENU, PROSE, 16)}\n\nCopyright 2008 Kvarken Gazette. All rights reserved.`;
  expect(read(page)).toEqual([
    "The Kvarken Gazette, Tuesday 4 March 2008",
    MENU.join("|"),
    PROSE.join("|"),
    "Copyright 2008 Kvarken Gazette. All rights reserved.",
  ]);
});

it.each([
  ["rows of figures", MENU.map((name, i) => `${padded(name, 20)}${i * 7}      ${i * 3}`)],
  ["a timetable with remarks", MENU.map((_, i) => `${10 + i}.30     The boat for the ${String(i)} islands leaves from the north quay.`)],
  ["a glossary in lower case", MENU.map((name, i) => `${padded(name.toLowerCase(), 20)}${MENU[7 - i]?.toLowerCase() ?? ""}`)],
  ["sentences with two spaces between them", PROSE.map((line) => `${line}.  It was late.  Nobody came.`)],
  ["one column", PROSE],
])("%s are no columns", (_name, lines) => {
  expect(partColumns(lines.join("\n"))).toBeUndefined();
});

describe("printed pages", () => {
  const TEXT = "The divers went down in May and the board had what they said of the stones before the summer was over".split(" ");
  const other = Array.from({ length: 8 }, (_, i) => TEXT.slice(2 * i, 2 * i + 6).join(" "));

  it("are read one after the other, each by its columns", () => {
    const first = sideBySide(PROSE, other, 44);
    const second = sideBySide(other, PROSE, 44);
    expect(read(`${first}\n\f${second}`)).toEqual([PROSE, other, other, PROSE].map((lines) => lines.join("|")));
  });

  it("have a headline above the columns, over the gutter", () => {
    const headline = `${" ".repeat(21)}Why the anglers of the old harbour will pay`;
    expect(headline.charAt(43)).toBe(" ");
    expect(read(`${headline}\n\n${sideBySide(PROSE, other, 44)}`)).toEqual([headline.trim(), PROSE.join("|"), other.join("|")]);
  });
});
