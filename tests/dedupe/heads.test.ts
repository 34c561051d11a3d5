/** Stories that begin otherwise and go on alike. */
import { describe, expect, it } from "vitest";
import { LANGUAGES, language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { foldsIn, groupDocuments, type Document } from "../../bench/generators/run.ts";
import { makeStory, textOf, type Story } from "../../bench/generators/stories.ts";

const english = language("en");

/** Stories of their own over one shared rest. */
function over(rest: Story, heads: readonly Story[], code: (typeof LANGUAGES)[number]): Document[] {
  return heads.map((head, index) => ({
    id: `d${index}`,
    title: head.title,
    text: textOf({ ...head, paragraphs: [...head.paragraphs, ...rest.paragraphs] }, language(code)),
  }));
}

describe("stories under different titles that go on alike", () => {
  it.each(LANGUAGES)("stay apart in %s, however many there are", (code) => {
    const random = new Random(300 + LANGUAGES.indexOf(code));
    const rest = makeStory(language(code), random, 400);
    for (const count of [2, 16]) {
      const heads = Array.from({ length: count }, () => makeStory(language(code), random, 80));
      const { clusters, related } = groupDocuments(over(rest, heads, code));
      expect(clusters).toEqual([]);
      // What sixteen stories share is boilerplate.
      if (count === 2) expect(related.map(({ rule }) => rule)).toEqual(["other beginnings"]);
    }
  });

  it("are one under the same title, or with one beginning alone", () => {
    const random = new Random(330);
    const rest = makeStory(english, random, 400);
    const [one, other] = [makeStory(english, random, 80), makeStory(english, random, 80)];
    const [a, b] = over(rest, [one, other], "en");
    if (a === undefined || b === undefined) throw new Error("no documents");
    expect(foldsIn(groupDocuments([a, { ...b, title: a.title }]))).toHaveLength(1);
    expect(foldsIn(groupDocuments([a, { ...b, text: textOf(rest, english) }]))).toHaveLength(1);
  });

  it("are one where a beginning was edited all over", () => {
    const random = new Random(331);
    const story = makeStory(english, random, 300);
    // Every fourth word of the first 60 is another: no passage of it is long enough to be seen as shared.
    const edited = textOf(story, english)
      .split(" ")
      .map((word, index) => (index < 60 && index % 4 === 1 ? "entirely" : word))
      .join(" ");
    const copies = [
      { id: "a", title: story.title, text: textOf(story, english) },
      { id: "b", title: makeStory(english, random, 12).title, text: edited },
    ];
    expect(foldsIn(groupDocuments(copies))).toHaveLength(1);
  });
});
