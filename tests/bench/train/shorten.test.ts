import { describe, expect, it } from "vitest";
import { rawDocument } from "../../../bench/train/corpus.ts";
import { shorten } from "../../../bench/train/shorten.ts";
import { DEFAULTS } from "../../../src/options.ts";
import { parse } from "../../../src/parse/parse.ts";
import type { Block } from "../../../src/types.ts";

const sentence = (about: string): string =>
  `The ferry that brings ${about} to the islands will stay in the harbour on Monday, because nobody has paid for its new engine.`;
const loads = ["flour", "timber", "letters", "coal", "doctors", "teachers", "visitors", "sheep"];
const paragraphs = loads.map(sentence);
const [first = "", ...others] = paragraphs;

const page = (body: string): string => `<html><head><title>Ferry</title>
<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${paragraphs.join(" ")}"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry stays in harbour</h1>${body}</article>
<div class="letters"><p>I have waited for that ferry since Tuesday and shall write to the minister about it.</p></div></body></html>`;

async function shortened(html: string, isContent: (block: Block) => boolean, seed = 1): Promise<ReturnType<typeof shorten>> {
  const raw = rawDocument(
    { id: "a", url: undefined, html, gold: "", present: [], absent: [], language: undefined, site: "a", part: "train" },
    "wcxb",
    "html",
    html,
  );
  const { blocks } = await parse(raw, DEFAULTS);
  const shares = Float32Array.from(blocks, (block) => (isContent(block) ? 1 : 0));
  return shorten(html, blocks, shares, seed);
}

const isOfArticle = (block: Block): boolean => paragraphs.some((text) => text.includes(block.text)) && block.text.length > 20;

describe("shorten", () => {
  it("ends the article after its first paragraphs and leaves the rest of the page as it is", async () => {
    const html = page(`${paragraphs.map((text) => `<p>${text.replace("ferry", "<b>ferry</b>")}</p>`).join("\n")}<p><i></i></p>`);
    const short = await shortened(html, isOfArticle);
    expect(short?.gold.startsWith(first)).toBe(true);
    const left = short?.gold.split("\n") ?? [];
    expect(left.length).toBeLessThan(paragraphs.length);
    expect(paragraphs.slice(0, left.length)).toEqual(left);
    expect(short?.html).toContain("<h1>Ferry stays in harbour</h1>");
    expect(short?.html).toContain("I have waited for that ferry");
    loads.forEach((load, i) => {
      expect(short?.html.includes(`brings ${load} to`), load).toBe(i < left.length);
    });
    expect(short?.html).not.toContain("articleBody");
  });

  it("takes out what stood between the paragraphs that go", async () => {
    const [last = ""] = others.slice(-1);
    const html = page(
      `${paragraphs
        .slice(0, -1)
        .map((text) => `<p>${text}</p>`)
        .join("")}<p>Advertisement for soap</p><p>${last}</p>`,
    );
    const short = await shortened(html, isOfArticle);
    expect(short?.html).not.toContain("soap");
  });

  it("cuts at another place for another seed", async () => {
    const html = page(paragraphs.map((text) => `<p>${text}</p>`).join(""));
    const lengths = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => (await shortened(html, isOfArticle, seed))?.gold.length),
    );
    expect(new Set(lengths).size).toBeGreaterThan(1);
  });

  it("gives nothing for an article that is short already, or whose paragraphs are no nodes of their own", async () => {
    expect(await shortened(page(`<p>${first}</p><p>${others[0] ?? ""}</p>`), isOfArticle)).toBeUndefined();
    const linked = page(paragraphs.map((text) => text.replace("islands", '<a href="/">islands</a>')).join("<br><br>"));
    expect(await shortened(linked, isOfArticle)).toBeUndefined();
  });
});
