import { expect, it } from "vitest";
import { pageOf } from "../../extract/pages.ts";

const texts = (payload: string): string[] => pageOf(payload).blocks.map(({ text }) => text);

const PAGE = [
  "The harbour board has agreed to raise the fees for small boats by a",
  "tenth, and anglers who keep a boat in the inner basin will pay twice",
  "what they paid ten years ago. Nobody had asked them, said their old",
];

it("a sentence goes on over the page, past heads and numbers", () => {
  const first = ["The Gazette", "", ...PAGE, "", "1"].join("\n");
  const second = ["The Gazette", "", "speaker, who has kept a boat there since he went to school with them.", "", "2"].join("\n");
  expect(texts(`${first}\n\f${second}\n`).join(" ")).toContain("said their old speaker, who has kept");
});

it("… also where a name follows, behind a full line", () => {
  const next = "Speaker Jan Toft, who has kept a boat there since he went to school.";
  expect(texts(`${PAGE.join("\n")}\n\f${next}\n`).join(" ")).toContain("said their old Speaker Jan Toft");
});

it("a sentence that has ended does not, nor does a heading at the foot of a page", () => {
  const ended = [...PAGE, "speaker, and he did not like it."];
  expect(texts(`${ended.join("\n")}\n\f${PAGE.join("\n")}\n`)).not.toContainEqual(expect.stringContaining("like it. The harbour"));
  const headed = [...ended, "", "What the board says"];
  expect(texts(`${headed.join("\n")}\n\f${PAGE.join("\n")}\n`)).toContain("What the board says");
});
