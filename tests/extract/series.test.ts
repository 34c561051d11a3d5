import { expect, it } from "vitest";
import { seriesParts } from "../../src/extract/series.ts";
import { named, viewOfText } from "./pages.ts";

const ANSWERS = [
  "The quay was built in a hurry and of bad stone, and nobody has looked at its foot for sixty years.",
  "Whoever keeps a boat there pays for it, and whoever fishes from the wall pays nothing at all.",
  "Divers will go down in May, and the board will have their report before the summer is over.",
  "Then the harbour must be closed to all but the pilots, and the ferry will sail from the other shore.",
];
const numbered = ["1. The stone", "2. The money", "3. The divers", "4. The worst"];
const timed = ["18.42", "16:05", "14h30", "9:20 am"];
const asked = ["Why does the quay fall down?", "Who will pay for it?", "What happens next?", "And if it does fall?"];

function pageOf(heads: readonly string[]): string {
  return heads.map((head, i) => `${head}\n\n${ANSWERS[i] ?? ""}`).join("\n\n");
}

it.each([
  ["numbered parts", numbered],
  ["questions", asked],
  ["the times of a live blog", timed],
])("%s that were given up half-way are kept", (_, heads) => {
  const dropped = [...heads.slice(2), ...ANSWERS.slice(2)];
  const view = viewOfText(`${pageOf(heads)}\n\nThe paper is printed in the old town hall, where the presses have stood for ninety years.`, {
    dropped: [...dropped, "The paper is printed in the old town hall, where the presses have stood for ninety years."],
    score: 0.5,
  });
  expect(named(view, seriesParts(view))).toEqual([heads[2], ANSWERS[2], heads[3], ANSWERS[3]]);
});

it("a list of headlines is none, nor is what was dropped as a whole", () => {
  const ranks = viewOfText(["A story of some ten words that stands above the list.", ...numbered].join("\n\n"), { dropped: numbered });
  expect(seriesParts(ranks)).toEqual([]);
  const comments = viewOfText(pageOf(asked), { dropped: [...asked, ...ANSWERS], score: 0.5 });
  expect(seriesParts(comments)).toEqual([]);
});

it("numbers that do not go up one by one make none", () => {
  const heads = ["1. The stone", "3. The money", "7. The divers", "2. The worst"];
  const view = viewOfText(pageOf(heads), { dropped: [...heads.slice(2), ...ANSWERS.slice(2)], score: 0.5 });
  expect(seriesParts(view)).toEqual([]);
});

it("the headline of an entry is kept with its time and its prose", () => {
  const entries = timed.map((time, i) => `${time}\n\nThe quay, part ${i}\n\n${ANSWERS[i] ?? ""}`).join("\n\n");
  const view = viewOfText(entries, { dropped: ["14h30", "The quay, part 2", ANSWERS[2] ?? ""], score: 0.5 });
  expect(named(view, seriesParts(view))).toEqual(["14h30", "The quay, part 2", ANSWERS[2]]);
});
