import { describe, expect, it } from "vitest";
import { language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { groupDocuments, type Document } from "../../bench/generators/run.ts";
import { makeStory, textOf } from "../../bench/generators/stories.ts";
import type { Options } from "../../src/options.ts";

const english = language("en");
const story = makeStory(english, new Random(70), 250);
const text = textOf(story, english);
const { title } = story;
const own = textOf(makeStory(english, new Random(71), 60), english);

function canonical(
  documents: readonly Document[],
  options: Partial<Options> = {},
  settledTo?: (row: number) => number,
): string | undefined {
  const { clusters } = groupDocuments(documents, options, settledTo);
  expect(clusters.length).toBeLessThanOrEqual(1);
  return clusters[0]?.canonical;
}

describe("the copy that is kept", () => {
  const whole = { id: "whole", title, text, droppedShare: 0.3 };
  it("is whole before it is clean", () => {
    expect(canonical([whole, { id: "teaser", title, text: text.slice(0, text.length * 0.2), droppedShare: 0 }])).toBe("whole");
  });
  it("is clean among whole ones", () => {
    expect(canonical([whole, { id: "clean", title, text, droppedShare: 0 }])).toBe("clean");
  });
  it("is the article, not the page that is wrapped around it", () => {
    const wrapped = { id: "wrapped", title, text: `${own}\n\n${text}\n\n${own}`, droppedShare: 0 };
    const teaser = { id: "teaser", title, text: text.slice(0, text.length * 0.25), droppedShare: 0 };
    expect(canonical([{ ...whole, droppedShare: 0.1 }, wrapped, teaser])).toBe("whole");
  });
  it("is whole, not abridged all over", () => {
    let sentence = 0;
    const paragraphs = story.paragraphs.map((sentences) => sentences.filter(() => ++sentence % 5 > 0));
    const abridged = textOf({ ...story, paragraphs: paragraphs.filter(({ length }) => length > 0) }, english);
    expect(canonical([whole, { id: "abridged", title, text: abridged, droppedShare: 0 }])).toBe("whole");
  });
  it("is not the one with advertisements between its paragraphs", () => {
    const notice = "Subscribe today to read every story of ours on all your devices, with the first month free of charge for new readers.";
    const sold = text.split("\n\n").join(`\n\n${notice}\n\n`);
    expect(
      canonical([
        { ...whole, droppedShare: 0 },
        { id: "sold", title, text: sold, droppedShare: 0 },
      ]),
    ).toBe("whole");
  });
  it("has no lead sentence of its own", () => {
    expect(
      canonical([
        { id: "led", title, text: `Our readers sent us this story, which we print in full today.\n\n${text}` },
        { id: "plain", title, text },
      ]),
    ).toBe("plain");
  });
  it("is the earliest of equals", () => {
    const rerun = { id: "later", title, text, published: "2020-03-04" };
    expect(canonical([rerun, { id: "sooner", title, text, published: "2020-03-02" }])).toBe("sooner");
  });
  it("is sound: not without spaces, not mojibake, not in capitals", () => {
    const kept = (broken: string, sound: string): string | undefined =>
      canonical([
        { id: "a", title, text: broken },
        { id: "b", title, text: sound },
      ]);
    expect(kept(text.replace(/\s+/g, ""), text)).toBe("b");
    expect(kept(text.toUpperCase(), text)).toBe("b");
    const russian = textOf(makeStory(language("ru"), new Random(72), 120), language("ru"));
    expect(kept(russian.toUpperCase(), russian)).toBe("b");
    const quoted = `“It is so,” they said. ${text}`;
    expect(kept(quoted.replaceAll("“", "â€œ").replaceAll("”", "â€\u009d"), quoted)).toBe("b");
  });
  it("is from a source that the person prefers", () => {
    expect(canonical([whole, { id: "clean", title, text }], { preferSources: ["whole"] })).toBe("whole");
  });
  it("is what the order of preferences says", () => {
    const documents = [
      { id: "old", title, text: text.slice(0, text.length * 0.4), published: "2019-01-01" },
      { id: "new", title, text, published: "2020-01-01" },
    ];
    expect(canonical(documents, { prefer: ["earliest", "complete", "cleanest"] })).toBe("old");
    expect(canonical(documents)).toBe("new");
  });
  it("is the one that an earlier run wrote", () => {
    const documents = [whole, { id: "clean", title, text }];
    expect(canonical(documents, {}, (row) => (row === 0 ? 0 : -1))).toBe("whole");
  });
});

describe("what a person said", () => {
  const a = { id: "a", title, text };
  const b = { id: "b", title, text };
  const other = { id: "other", title: "Something else", text: own };
  it("different stays apart", () => {
    expect(groupDocuments([a, b], { different: [["a", "b"]] }).clusters).toEqual([]);
  });
  it("different holds within a larger cluster", () => {
    const { clusters } = groupDocuments([a, b, { id: "c", title, text: `${text} And so on.` }], { different: [["b", "a"]] });
    for (const { canonical: kept, members } of clusters)
      expect([kept, ...members.map(({ id }) => id)]).not.toEqual(expect.arrayContaining(["a", "b"]));
  });
  it("same joins what no rule would", () => {
    expect(groupDocuments([a, other]).clusters).toEqual([]);
    const { clusters } = groupDocuments([a, other], { same: [["other", "a"]] });
    expect(clusters).toHaveLength(1);
    expect(clusters[0]?.members[0]?.match.rule).toBe("said to be the same");
  });
});
