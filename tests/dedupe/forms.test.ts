/** Notices of one form that differ in words alone, and copies that were edited. */
import { describe, expect, it } from "vitest";
import { language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { foldsIn, groupDocuments, type Document } from "../../bench/generators/run.ts";
import { DAMAGES } from "../../bench/generators/damage.ts";
import { makeStory } from "../../bench/generators/stories.ts";

/** A form, with what its slots are filled with. */
interface Form {
  readonly title: string;
  readonly text: readonly (string | readonly string[])[];
}

const HARBOUR: Form = {
  title: "From the harbour office",
  text: [
    "The harbour master reports a ",
    ["quiet", "busy", "rough", "foggy", "stormy"],
    " morning on the outer quay, where crews of the ",
    ["lifeboat", "pilot cutter", "dredger", "ferry", "tug"],
    " spent the early hours ",
    ["mending nets", "painting the hull", "waiting for parts", "clearing ropes", "training recruits"],
    ". Visitors will find the lower steps ",
    ["closed", "slippery", "open again", "crowded", "under repair"],
    " until the evening tide. Skippers are asked to keep a listening watch, to report drifting gear at once, and to leave the " +
      "fuelling berth free for the fishing fleet. The office is staffed day and night and answers on the usual channel.",
  ],
};

const APPOINTMENT: Form = {
  title: "人事",
  text: [
    "理事会は",
    ["仙台", "金沢", "松山", "長崎", "秋田", "高知"],
    "の地域博物館の館長に",
    ["佐藤", "鈴木", "高橋", "田中", "渡辺"],
    "氏を任命した。前任の",
    ["小林", "加藤", "吉田", "山本", "中村"],
    "氏は本人の希望により退任した。理事長は収蔵品の刷新に感謝を述べ、後任の活躍に期待を寄せた。博物館は県と友の会の支援を受けて運営されており、週の初めを除いて毎日開館している。",
  ],
};

function notices({ title, text }: Form, count: number, random: Random): Document[] {
  const seen = new Set<string>();
  while (seen.size < count) seen.add(text.map((part) => (typeof part === "string" ? part : random.pick(part))).join(""));
  return [...seen].map((one, index) => ({ id: `n${index}`, title, text: one }));
}

describe("notices of one form", () => {
  it.each([
    ["words", HARBOUR],
    ["names in a script without case", APPOINTMENT],
  ])("that differ in %s alone are hardly ever one article", (_, form) => {
    const folds = foldsIn(groupDocuments(notices(form, 24, new Random(70))));
    // Two that differ in one word may have too few others to be compared with.
    expect(folds.length).toBeLessThanOrEqual(4);
  });

  it("are told in a later run as well", () => {
    const all = notices(HARBOUR, 12, new Random(71));
    const { clusters, related } = groupDocuments(all, {}, (row) => (row < 11 ? row : -1));
    expect(clusters).toEqual([]);
    expect(related.map(({ rule }) => rule)).toContain("one form");
  });

  it("are one where the same notice was only edited elsewhere", () => {
    const all = notices(HARBOUR, 12, new Random(72));
    const copies = all.slice(0, 1).map(({ id, title, text }) => ({
      id: `${id}-copy`,
      title,
      text: text.replace("Skippers are asked", "All skippers are reminded"),
    }));
    expect(
      foldsIn(groupDocuments([...all, ...copies]))
        .flat()
        .sort(),
    ).toEqual(["n0", "n0-copy"]);
  });
});

describe("copies of one story", () => {
  it.each(["edited 5%", "edited 20%", "misread 2%", "local paragraphs"] as const)("are no form, each %s", (kind) => {
    const english = language("en");
    const random = new Random(73);
    const story = makeStory(english, random, 200);
    const copies = Array.from({ length: 12 }, (_, index) => ({ id: `c${index}`, ...DAMAGES[kind](story, english, random) }));
    expect(foldsIn(groupDocuments(copies))).toHaveLength(11);
  });

  it("are no form where each site put its own lead before the same text", () => {
    const english = language("en");
    const random = new Random(74);
    const story = makeStory(english, random, 120);
    const copies = Array.from({ length: 10 }, (_, index) => {
      const [lead = []] = makeStory(english, random, 20).paragraphs;
      return { id: `c${index}`, title: story.title, text: `${lead.join(" ")}\n\n${story.paragraphs.flat().join(" ")}` };
    });
    expect(foldsIn(groupDocuments(copies))).toHaveLength(9);
  });
});
