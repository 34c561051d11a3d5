import { describe, expect, it } from "vitest";
import { captions } from "../../src/extract/captions.ts";
import { endsInCredit, pictureCredits } from "../../src/extract/credit-lines.ts";
import { type View, viewOf } from "../../src/extract/view.ts";
import { parsed } from "../parse/html/showing.ts";
import { labelsOf, named } from "./pages.ts";

const STORY =
  "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said on Tuesday, after a meeting that lasted until midnight.";
const CAPTION = "A sloop leaves the inner basin";

function viewOfPage(body: string): View {
  const page = parsed(`<html><body><div class="story"><p>${STORY}</p>${body}</div></body></html>`);
  const labels = labelsOf(page);
  return viewOf(page, labels, labels.keep);
}

describe("captions of pictures", () => {
  const picture = '<img src="/a.jpg" alt="">';

  it.each([
    ["by its element", `<figure>${picture}<figcaption>${CAPTION}</figcaption></figure>`],
    ["by the name of its element", `<div class="lead-art">${picture}<div class="lead-art__caption">${CAPTION}</div></div>`],
  ])("are told %s", (_, body) => {
    const view = viewOfPage(body);
    expect(named(view, captions(view))).toEqual([CAPTION]);
  });

  it.each([
    [
      "a table's",
      `${picture}<table><caption>${CAPTION}</caption><tr><th>Boat</th><th>Fee</th></tr><tr><td>Sloop</td><td>95</td></tr></table>`,
    ],
    ["what stands beside no picture", `<div class="caption">${CAPTION}</div>`],
    ["a gallery's, which are the article", `<figure>${picture}<figcaption>${STORY}</figcaption></figure>`.repeat(3)],
  ])("but not %s", (_, body) => {
    expect(captions(viewOfPage(body))).toEqual([]);
  });
});

describe("a line ends in the credit of a picture", () => {
  it.each([
    ["A sloop in the basin. Photo by Jane Doe"],
    ["Żaglówka w porcie, z odblaskamiFoto: Jacek Wrona / Agencja"],
    ["Човен над затокою. Ілюстративне фото: Архів"],
    ["Deux cents pêcheurs étaient au port lundi soir. JEANNE DUPUIS / AGENCE"],
    ["渔民在码头补网（图源：受访者）"],
    ["沈师傅在家中展示渔网的一段。 王立摄"],
    ["港の理髪店を営む緑川さん=2024年2月10日、長崎市、西村遼撮影"],
  ])("%s", (line) => {
    expect(endsInCredit(line)).toBe(true);
  });

  it.each([
    ["She left one thing behind. A photograph: nothing else."],
    ["The board met again. NATO and the WHO sent nobody, and no one had asked them to."],
    ["Harbour fees to rise – photo with story"],
    ["他花了一个下午拍摄"],
  ])("but not %s", (line) => {
    expect(endsInCredit(line)).toBe(false);
  });
});

describe("captions that end in a credit", () => {
  const credited = (i: number): string => `Boats of the northern fleet leave the inner basin on the ${i}th of May. Photo: Jane Doe`;

  it("go beside an article, and are the article where there is hardly anything else", () => {
    const beside = viewOfPage(`<p>${STORY}</p><p>${credited(4)}</p>`);
    expect(named(beside, pictureCredits(beside))).toEqual([credited(4)]);
    const pictures = viewOfPage([4, 5, 6, 7].map((i) => `<p>${credited(i)}</p>`).join(""));
    expect(named(pictures, pictureCredits(pictures))).toEqual([]);
  });
});
