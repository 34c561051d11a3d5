/** What the stage promises, on stories of our own. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAMAGE_KINDS, damaged } from "../../bench/generators/damage.ts";
import { LANGUAGES, language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { foldsIn, groupDocuments, type Document } from "../../bench/generators/run.ts";
import { corrected, makeSeries, makeStory, makeTemplates, textOf, type Story } from "../../bench/generators/stories.ts";
import type { Grouping } from "../../src/types.ts";

const english = language("en");

function document(id: string, story: Story, code: (typeof LANGUAGES)[number] = "en"): Document {
  return { id, title: story.title, text: textOf(story, language(code)), published: story.published };
}

/** Clusters as sorted lists of ids, canonical first. */
function clusters({ clusters: found }: Grouping): string[][] {
  return found.map(({ canonical, members }) => [canonical, ...members.map(({ id }) => id)]);
}

describe("a copy", () => {
  it.each(LANGUAGES.flatMap((code) => DAMAGE_KINDS.map((kind) => [kind, code] as const)))("%s in %s is found", (kind, code) => {
    const random = new Random(DAMAGE_KINDS.indexOf(kind) * 8 + LANGUAGES.indexOf(code));
    let found = 0;
    for (let i = 0; i < 5; i++) {
      const story = makeStory(language(code), random, 260);
      const copy = { id: "copy", ...damaged(kind, story, language(code), random) };
      found += clusters(groupDocuments([document("original", story, code), copy])).length;
    }
    // One of five may be lost to damage that hit every figure.
    expect(found).toBeGreaterThanOrEqual(kind.startsWith("misread") || kind.startsWith("edited") ? 4 : 5);
  });
});

describe("the pages of one article", () => {
  const story = makeStory(english, new Random(60), 400);
  const half = Math.ceil(story.paragraphs.length / 2);
  const page = (id: string, paragraphs: Story["paragraphs"]): Document => document(id, { ...story, paragraphs });

  it("are cut copies of the whole, which is no roundup of them", () => {
    const documents = [
      page("whole", story.paragraphs),
      page("first", story.paragraphs.slice(0, half)),
      page("second", story.paragraphs.slice(half)),
    ];
    expect(clusters(groupDocuments(documents))).toEqual([["whole", "first", "second"]]);
  });
});

describe("the answer", () => {
  /** A drop of stories, copies, corrections and notices. */
  function drop(seed: number): Document[] {
    const random = new Random(seed);
    const documents: Document[] = [];
    for (let i = 0; i < 8; i++) {
      const story = makeStory(english, random, random.int(60, 300));
      documents.push(document(`s${i}`, story));
      for (let copy = random.int(0, 3); copy > 0; copy--)
        documents.push({ id: `s${i}c${copy}`, ...damaged(random.pick(DAMAGE_KINDS), story, english, random) });
      const rerun = corrected(story, random, 1);
      if (rerun !== undefined && random.chance(0.3)) documents.push(document(`s${i}r`, rerun));
    }
    makeSeries(english, random, { kind: "numbers", words: 40, count: 3 }).forEach((story, i) => documents.push(document(`n${i}`, story)));
    return documents;
  }

  it("does not depend on the order of documents", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (seed, order) => {
        const documents = drop(seed);
        expect(groupDocuments(new Random(order).shuffled(documents))).toEqual(groupDocuments(documents));
      }),
      { numRuns: 40 },
    );
  });

  it("does not change for the others when an unrelated document comes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const documents = drop(seed);
        const stranger = document("stranger", makeStory(english, new Random(seed + 1e7), 200));
        expect(groupDocuments([...documents, stranger])).toEqual(groupDocuments(documents));
      }),
      { numRuns: 40 },
    );
  });

  it("is the same from either side", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...DAMAGE_KINDS), (seed, kind) => {
        const random = new Random(seed);
        const story = makeStory(english, random, 150);
        const pair = [document("a", story), { id: "b", ...damaged(kind, story, english, random) }];
        const renamed = pair.map((one) => ({ ...one, id: one.id === "a" ? "b" : "a" }));
        const ids = (grouping: Grouping): number[] => clusters(grouping).map(({ length }) => length);
        expect(ids(groupDocuments(renamed))).toEqual(ids(groupDocuments(pair)));
      }),
      { numRuns: 60 },
    );
  });

  it("puts no document into two clusters", () => {
    const documents = drop(77);
    const ids = clusters(groupDocuments(documents)).flat();
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("what must stay apart", () => {
  it.each(LANGUAGES)("corrected stories in %s are revisions", (code) => {
    const random = new Random(900 + LANGUAGES.indexOf(code));
    for (let i = 0; i < 6; i++) {
      const story = makeStory(language(code), random, 300);
      const rerun = corrected(story, random, 1 + (i % 3));
      if (rerun === undefined) continue;
      const { clusters: folded, related } = groupDocuments([document("first", story, code), document("rerun", rerun, code)]);
      expect(folded).toEqual([]);
      expect(related.map(({ relation }) => relation)).toEqual(["revision"]);
      expect(related[0]?.differing.length).toBeGreaterThan(0);
    }
  });

  it("two notices of a series that one without a date looks like", () => {
    const notice = "The reading room of the library will be closed while the shelves are moved, and books can be returned at the desk";
    const { clusters: folded } = groupDocuments([
      { id: "march", title: "Library closed", published: "2021-03-01", text: `${notice} by the stairs.` },
      { id: "may", title: "Library closed", published: "2021-05-01", text: `${notice} in the hall.` },
      { id: "undated", title: "Library closed", text: `${notice}.` },
    ]);
    expect(folded.map(({ members }) => members.length)).toEqual([1]);
  });

  it("a corrected decimal point is a correction", () => {
    const story = makeStory(english, new Random(5), 200);
    const text = textOf(story, english);
    const base = { title: story.title };
    const { clusters: folded, related } = groupDocuments([
      { id: "a", ...base, text: `${text} The loss came to 1.5 million.` },
      { id: "b", ...base, text: `${text} The loss came to 15 million.` },
    ]);
    expect(folded).toEqual([]);
    expect(related[0]?.relation).toBe("revision");
  });

  it("a corrected story is not folded by way of a cut copy that lacks the figure", () => {
    const story = makeStory(english, new Random(6), 200);
    const text = textOf(story, english);
    const title = story.title;
    const { clusters: folded, related } = groupDocuments([
      { id: "first", title, text: `${text}\n\nThe crash killed 12 people and injured 40 on the coast road, police said.` },
      { id: "rerun", title, text: `${text}\n\nThe crash killed 14 people and injured 47 on the coast road, police said.` },
      { id: "cut", title, text: text.slice(0, text.length * 0.6) },
    ]);
    expect(folded.length).toBe(1);
    expect(folded[0]?.members.length).toBe(1);
    expect(related.some(({ relation }) => relation === "revision")).toBe(true);
  });

  it.each(["numbers", "date", "numbers and date"] as const)("notices of a series that differ in %s", (kind) => {
    const random = new Random(31);
    for (const words of [20, 60, 110]) {
      const notices = makeSeries(english, random, { kind, words, count: 5 }).map((story, i) => document(`n${i}`, story));
      expect(foldsIn(groupDocuments(notices))).toEqual([]);
    }
  });

  it("forms, however many", () => {
    const forms = makeTemplates(english, new Random(8), { words: 110, count: 300 }).map((story, i) => document(`f${i}`, story));
    expect(foldsIn(groupDocuments(forms))).toEqual([]);
  });

  it("a roundup and what it holds", () => {
    const random = new Random(9);
    const stories = Array.from({ length: 3 }, () => makeStory(english, random, 160));
    const roundup = {
      id: "roundup",
      title: "The day",
      text: stories.map((story) => `${story.title}\n\n${textOf(story, english)}`).join("\n\n"),
    };
    const { clusters: folded, related } = groupDocuments([roundup, ...stories.map((story, i) => document(`s${i}`, story))]);
    expect(folded).toEqual([]);
    expect(related.filter(({ relation, a }) => relation === "contains" && a === "roundup")).toHaveLength(3);
  });

  it("many pages with nothing but one notice to readers", () => {
    const notice = textOf(makeStory(english, new Random(12), 30), english);
    const random = new Random(13);
    const pages = Array.from({ length: 12 }, (_, i) => ({ id: `p${i}`, title: makeStory(english, random, 20).title, text: notice }));
    expect(foldsIn(groupDocuments(pages))).toEqual([]);
  });

  it("texts without a letter", () => {
    expect(
      foldsIn(
        groupDocuments([
          { id: "a", title: "x", text: "" },
          { id: "b", title: "x", text: "…" },
        ]),
      ),
    ).toEqual([]);
  });
});

describe("a crowd", () => {
  it("one story on 20 sites, each with its own furniture, is one cluster", () => {
    const random = new Random(14);
    const story = makeStory(english, random, 300);
    const pages = Array.from({ length: 20 }, (_, site) => {
      const furniture = makeStory(english, new Random(site % 4), 60);
      const text = `${furniture.title}\n\n${textOf(story, english)}\n\n${textOf(furniture, english)}`;
      return { id: `site${site}`, title: story.title, text };
    });
    const found = clusters(groupDocuments(pages));
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveLength(20);
  });

  it("200 copies among 1,000 articles are one cluster", () => {
    const random = new Random(15);
    const story = makeStory(english, random, 300);
    const documents = Array.from({ length: 1000 }, (_, i) =>
      i % 5 === 0
        ? {
            id: `copy${i}`,
            ...damaged(random.pick(["exact", "misread 5%", "cut to 60%", "in a page", "edited 5%"]), story, english, random),
          }
        : document(`other${i}`, makeStory(english, random, 120)),
    );
    const found = clusters(groupDocuments(documents));
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveLength(200);
  });
});
