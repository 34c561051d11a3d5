import { describe, expect, it } from "vitest";
import { language } from "../../bench/generators/languages.ts";
import { Random } from "../../bench/generators/random.ts";
import { corrected, makeStory, textOf } from "../../bench/generators/stories.ts";
import { compareArticles, type Comparison } from "../../src/dedupe/compare.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import { documentId } from "../../src/text/hash.ts";
import type { Article } from "../../src/types.ts";

const english = language("en");
const story = makeStory(english, new Random(50), 150);
const text = textOf(story, english);

function article(source: string, body: string): Article {
  const nothing = { published: undefined, authors: undefined, modified: undefined, language: undefined, url: undefined, site: undefined };
  const fact = { value: story.title, from: "heading" as const, confidence: 1 };
  return {
    id: documentId({ source, record: undefined, sha256: source }),
    provenance: { source, record: undefined, url: undefined, fetchedAt: undefined, sha256: source, bytes: body.length },
    key: undefined,
    format: "text",
    encoding: { name: "utf-8", how: "utf-8" },
    metadata: { ...nothing, title: fact, description: undefined, claims: [] },
    blocks: [],
    parted: undefined,
    body: [],
    text: body,
    wordCount: 0,
    notices: [],
  };
}

const compare = (a: string, b: string, options: Partial<Options> = {}): Comparison =>
  compareArticles(article("a.txt", a), article("b.txt", b), { ...DEFAULTS, ...options });

describe("compare", () => {
  it("shows the shared text on both sides, and all of either text once", () => {
    const own = "A sentence that only the other paper has, about the weather in the valley.";
    const { passages } = compare(text, `${own}\n\n${text.slice(0, 300)}`);
    const shown = (side: "a" | "b", whole: string): string =>
      passages
        .flatMap((passage) => passage[side] ?? [])
        .sort((x, y) => x.start - y.start)
        .map(({ start, end }) => whole.slice(start, end))
        .join("");
    expect(shown("a", text)).toBe(text);
    expect(shown("b", `${own}\n\n${text.slice(0, 300)}`)).toBe(`${own}\n\n${text.slice(0, 300)}`);
    expect(passages.map(({ kind }) => kind)).toEqual(["only b", "same", "only a"]);
  });

  it("names the row that decided and what would change it", () => {
    expect(compare(text, text)).toMatchObject({ relation: "identical", rule: "identical", isSame: true });
    const cut = compare(text, text.slice(0, text.length / 2));
    expect(cut).toMatchObject({ relation: "contained", rule: "cut copy", isSame: true });
    expect(cut.because).toMatch(/stands in the longer one/);
    expect(cut.otherwise).toMatch(/74%/);
    expect(compare(text, textOf(makeStory(english, new Random(51), 150), english))).toMatchObject({ relation: undefined, isSame: false });
  });

  it("shows the figures of a correction", () => {
    const rerun = corrected(story, new Random(3), 2);
    const found = compare(text, rerun === undefined ? "" : textOf(rerun, english));
    expect(found).toMatchObject({ relation: "revision", rule: "corrected figures", isSame: false });
    expect(found.differing).toHaveLength(2);
    expect(found.passages.some(({ kind }) => kind === "changed")).toBe(true);
  });

  it("is symmetric", () => {
    const cut = text.slice(200, 700);
    const [one, other] = [compare(text, cut), compare(cut, text)];
    expect(other.relation).toBe(one.relation);
    expect(other.coverage).toEqual({ a: one.coverage.b, b: one.coverage.a });
  });

  it("obeys what the person said", () => {
    expect(compare(text, text, { different: [["b.txt", "a.txt"]] })).toMatchObject({ relation: undefined, rule: "said to be different" });
    expect(compare(text, "x", { same: [["a.txt", "b.txt"]] })).toMatchObject({ isSame: true, rule: "said to be the same" });
  });

  it("survives empty texts", () => {
    expect(compare("", "").isSame).toBe(false);
    expect(compare(text, "").passages).toEqual([{ kind: "only a", a: { start: 0, end: text.length }, b: undefined }]);
  });
});
