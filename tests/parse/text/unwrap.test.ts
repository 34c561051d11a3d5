import { describe, expect, it } from "vitest";
import { columnsOf, readLines } from "../../../src/parse/text/lines.ts";
import { marginsOf, unwrap } from "../../../src/parse/text/unwrap.ts";

/** Wraps as w3m and mail programs do: greedily, ideographs one by one. */
function wrap(text: string, margin: number, measure: (text: string) => number = columnsOf): string {
  const lines: string[] = [];
  let line = "";
  for (const part of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+|\s+/gu) ?? []) {
    if (measure(line + part.trimEnd()) > margin) {
      lines.push(line.trimEnd());
      line = part.trimStart();
    } else line += part;
  }
  return [...lines, line.trimEnd()].join("\n");
}

const PARAGRAPHS: Readonly<Record<string, readonly string[]>> = {
  English: [
    "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, and anglers who keep a boat in the inner basin will pay twice what they paid ten years ago.",
    "Nobody had asked them, said their speaker, who has kept a boat there since his school days and who does not want to move it to the new marina behind the breakwater.",
  ],
  German: [
    "Der Hafenausschuss hat beschlossen, die Gebühren für kleine Boote ab dem ersten Mai um ein Zehntel anzuheben, und Angler, die ein Boot im inneren Becken liegen haben, zahlen künftig doppelt so viel wie vor zehn Jahren.",
    "Niemand habe sie gefragt, sagte ihr Sprecher, der dort seit seiner Schulzeit ein Boot liegen hat und es nicht in den neuen Hafen hinter der Mole verlegen will.",
  ],
  Russian: [
    "Портовый совет решил с первого мая поднять сборы для малых судов на одну десятую, и рыбаки, которые держат лодку во внутренней гавани, будут платить вдвое больше, чем десять лет назад.",
    "Их никто не спрашивал, сказал их представитель, который держит там лодку со школьных лет и не хочет переводить её в новую гавань за молом.",
  ],
  Chinese: [
    "港口委员会决定从五月一日起将小型船只的费用提高百分之十，在内港停船的钓鱼者今后要付的费用是十年前的两倍，许多人认为这样的决定并不公平，因为事先没有人问过他们的意见。",
    "他们的发言人说没有人问过他们，他从上学时就在那里停船，不想把船移到防波堤后面的新码头去，而且那里的风浪比内港大得多，冬天尤其如此。",
  ],
};

describe.each(Object.entries(PARAGRAPHS))("%s", (_name, pair) => {
  const paragraphs = [...pair, ...pair];
  it.each([60, 72, 80, 100])("is put together again after wrapping at %i columns", (margin) => {
    const wrapped = paragraphs.map((paragraph) => wrap(paragraph, margin)).join("\n\n");
    expect(unwrap(readLines(wrapped)).map((line) => line.text)).toEqual(paragraphs);
  });

  it("is put together where a menu of its own width stands before it", () => {
    const menu = "Home\nNews from the region\nSport and leisure of the week\n\n";
    const wrapped = paragraphs.map((paragraph) => wrap(paragraph, 78)).join("\n\n");
    expect(
      unwrap(readLines(menu + wrapped))
        .slice(-4)
        .map((line) => line.text),
    ).toEqual(paragraphs);
  });

  it("is left alone with one paragraph a line", () => {
    const lines = readLines(paragraphs.join("\n"));
    expect(unwrap(lines)).toEqual(lines);
  });
});

it("ideographs that were counted as one column each are put together again", () => {
  const paragraph = (PARAGRAPHS["Chinese"] ?? []).join("");
  const wrapped = wrap(paragraph, 72, (text) => text.length);
  expect(unwrap(readLines(`${wrapped}\n\n${wrapped}`)).map((line) => line.text)).toEqual([paragraph, paragraph]);
});

it("leaves menus, verse and tables alone", () => {
  const menu =
    "Council votes to close the market\nBakery wins a prize for its rye\nSnow expected before the weekend\nFerry strike enters second week\nGlass bridge to open at Easter time";
  expect(marginsOf(readLines(menu))).toEqual([]);
  const verse =
    "I wandered by the harbour wall\nwhen all the boats had gone to sea,\nand heard the lonely herring gull\ncry out the name you gave to me.\nThe tide came in, the tide went out,\nthe lamps were lit along the quay.";
  expect(unwrap(readLines(verse))).toHaveLength(6);
});

it("keeps items and indented paragraphs apart", () => {
  const long =
    "the board will raise the fees for small boats by a tenth from the first of May, and the anglers will have to pay twice as much as they did";
  const items = [1, 2, 3].map(() => `  • ${wrap(long, 66).replaceAll("\n", "\n    ")}`).join("\n");
  expect(unwrap(readLines(items)).map((line) => line.text)).toEqual([1, 2, 3].map(() => `• ${long}`));
});

it("joins a word that was broken at its own hyphen without a space", () => {
  const text =
    "The long-serving harbour master spoke of the well-known and much-loved inner-harbour fish-market stall-holders once more, as everyone in the half-empty town-hall meeting-room had feared that he would";
  const wrapped = wrap(text.replaceAll("-", "- "), 70).replaceAll("- ", "-");
  expect(unwrap(readLines(wrapped)).map((line) => line.text)).toEqual([text]);
});

it("is linear in a paragraph of any length", () => {
  const wrapped = "The harbour board has agreed to raise the public\nand published fees for small boats by a tenth or\n".repeat(20_000);
  const begin = performance.now();
  expect(unwrap(readLines(wrapped))).toHaveLength(1);
  expect(performance.now() - begin).toBeLessThan(4_000);
});
