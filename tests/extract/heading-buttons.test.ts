import { describe, expect, it } from "vitest";
import { extract } from "../../src/index.ts";

const FIRST = "The chapel is first named in the year 1087, in a gift of Count Artau to the monks of the valley, who kept bees there.";
const SECOND = "Its single nave has a barrel vault and ends in a round apse, and the door in the southern wall has an arch of nine stones.";

const page = (history: string, architecture: string): string =>
  `<html><body><article><h1>Chapel of Saint Roch</h1><p>${FIRST}</p><p>${SECOND}</p><h2>${history}</h2><p>${FIRST}</p><p>${SECOND}</p><h2>${architecture}</h2><p>${SECOND}</p><p>${FIRST}</p></article></body></html>`;

describe("what stands in brackets behind headings", () => {
  it("is a button where several have it", async () => {
    const { article, markdown } = await extract(page("History<a>[edit]</a>", "Architecture [edit]"), { name: "a.html", clean: false });
    expect(markdown).toMatch(/^#+ History$/mu);
    expect(markdown).toMatch(/^#+ Architecture$/mu);
    expect(article.text).not.toContain("edit");
  });

  it("is part of a heading that has it alone, and a footnote's number is no button", async () => {
    const one = await extract(page("History [excerpt]", "Architecture"), { name: "a.html", clean: false });
    expect(one.article.text).toContain("History [excerpt]");
    const notes = await extract(page("History [2]", "Architecture [2]"), { name: "a.html", clean: false });
    expect(notes.article.text).toContain("History [2]");
  });
});
