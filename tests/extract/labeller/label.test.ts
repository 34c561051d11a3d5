import { describe, expect, it } from "vitest";
import { rawDocument } from "../../../bench/train/corpus.ts";
import { labelBlocks, type Labels } from "../../../src/extract/labeller/label.ts";
import { DEFAULTS } from "../../../src/options.ts";
import { parse } from "../../../src/parse/parse.ts";
import type { Format, Page } from "../../../src/types.ts";

const PROSE = [
  "The old mill by the river was sold on Tuesday to a group of villagers, who want to grind their own flour again.",
  "It had stood empty for eleven years, and its wheel was last turned when the grandfather of the present baker was young.",
  "“We did not want to see it fall down,” said Anna Lind, who leads the group and has lived across the road since 1987.",
  "The group paid less than a car costs, but the roof alone will need four times as much before the first sack can be filled.",
];
const MENU = ["Home", "News", "Sport", "Weather", "Contact us"];

const HTML = `<html><head><title>Village buys its mill | The Valley Post</title></head><body>
<nav><ul>${MENU.map((item) => `<li><a href="/${item}">${item}</a></li>`).join("")}</ul></nav>
<main><article><h1>Village buys its mill</h1>${PROSE.map((text) => `<p>${text}</p>`).join("")}</article></main>
<footer><p>© 2024 The Valley Post. All rights reserved.</p></footer></body></html>`;
const TEXT = [...MENU, "Village buys its mill", ...PROSE, "© 2024 The Valley Post. All rights reserved.", ...MENU].join("\n");

async function label(
  payload: string,
  format: Format,
  favor: "precision" | "balanced" | "recall" = "balanced",
): Promise<{ page: Page; labels: Labels; of: (text: string) => number }> {
  const gold = {
    id: "p",
    url: undefined,
    html: "",
    gold: "",
    present: [],
    absent: [],
    language: undefined,
    site: "s",
    part: "test" as const,
  };
  const page = await parse(rawDocument(gold, "wcxb", format, payload), DEFAULTS);
  const labels = labelBlocks(page, undefined, { favor });
  return { page, labels, of: (text) => page.blocks.findIndex((block) => block.text.startsWith(text.slice(0, 20))) };
}

describe("labelBlocks", () => {
  it.each([
    ["html", HTML],
    ["text", TEXT],
  ] as const)("keeps prose and drops chrome in %s", async (format, payload) => {
    const { labels, of } = await label(payload, format);
    for (const text of PROSE) expect(labels.keep[of(text)], text).toBe(true);
    expect(labels.keep[of("Home")]).toBe(false);
    expect(labels.keep[of("© 2024 The Valley")]).toBe(false);
    for (const score of labels.scores) expect(score).toBeGreaterThanOrEqual(0);
    for (const score of labels.scores) expect(score).toBeLessThanOrEqual(1);
  });

  it("gives at most three reasons, that fit the block and its verdict", async () => {
    const { page, labels, of } = await label(HTML, "html");
    for (const block of page.blocks) {
      const reasons = labels.reasons(block.index);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.length).toBeLessThanOrEqual(3);
      expect(new Set(reasons).size).toBe(reasons.length);
    }
    expect(labels.reasons(of(PROSE[1] ?? "")).join()).not.toMatch(/menu|boilerplate/);
  });

  it("keeps at least as much for recall, and at most as much for precision", async () => {
    const count = async (favor: "precision" | "balanced" | "recall"): Promise<number> =>
      (await label(TEXT, "text", favor)).labels.keep.filter(Boolean).length;
    const [precision, balanced, recall] = [await count("precision"), await count("balanced"), await count("recall")];
    expect(precision).toBeLessThanOrEqual(balanced);
    expect(balanced).toBeLessThanOrEqual(recall);
  });

  it("gives a page without text no labels, and a page that says nothing none to keep", async () => {
    expect((await label("", "text")).labels.keep).toEqual([]);
    expect((await label("Home\n\nNews\n\nSport\n\nCookie settings", "text")).labels.keep.includes(true)).toBe(false);
    expect((await label("Dogs may cross if they are carried.", "text")).labels.keep).toEqual([true]);
    expect((await label("<p></p><img src=a.png alt=x>", "html")).labels.keep.every((keep) => !keep)).toBe(true);
  });

  it("says the same each time", async () => {
    const [first, second] = [await label(HTML, "html"), await label(HTML, "html")];
    expect(second.labels.scores).toEqual(first.labels.scores);
  });
});
