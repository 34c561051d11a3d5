/** Pages of which cleaning kept one story and dropped others. */
import { describe, expect, it } from "vitest";
import { language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { foldsIn, groupDocuments } from "../../bench/generators/run.ts";
import { makeStory, textOf } from "../../bench/generators/stories.ts";
import { hasDroppedEntries } from "../../src/dedupe/timeline.ts";

const english = language("en");
const random = new Random(90);
const [one, other] = [makeStory(english, random, 220), makeStory(english, random, 220)];
const [text, dropped] = [textOf(one, english), textOf(other, english).replace(/\n+/g, "\n")];
const articles = [
  { id: "one", title: one.title, text },
  { id: "other", title: other.title, text: textOf(other, english) },
];

describe("a page from which a whole other article was dropped", () => {
  it("is a roundup under a title of its own", () => {
    const page = { id: "page", title: `${one.title}; ${other.title}`, text, dropped };
    const { clusters, related } = groupDocuments([...articles, page]);
    expect(clusters).toEqual([]);
    expect(related.find(({ relation }) => relation === "contains")?.rule).toBe("roundup, cut down");
  });

  it("is a copy under the article's own title: the next article was only hung below it", () => {
    const page = { id: "page", title: one.title, text, dropped };
    expect(foldsIn(groupDocuments([...articles, page]))).toHaveLength(1);
  });

  it("is a copy when what was dropped is nobody's article", () => {
    const page = { id: "page", title: `${one.title} today`, text, dropped };
    expect(foldsIn(groupDocuments(articles.slice(0, 1).concat(page)))).toHaveLength(1);
  });
});

describe("entries under clock times", () => {
  const entry =
    "The harbour was closed at noon after two containers had gone overboard, and the pilots were sent home until further notice.";
  it("are told from the headlines of a ticker", () => {
    expect(hasDroppedEntries(`08:05\n${entry}\n09:10\n${entry}\n11:45 GMT\n${entry}`)).toBe(true);
    expect(hasDroppedEntries("08:05\nHarbour closed\n09:10\nTwo containers overboard\n11:45\nPilots sent home")).toBe(false);
  });
});
