import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { htmlClaims } from "../../../src/parse/html/claims.ts";
import { buildTree } from "../../../src/parse/html/tree.ts";
import type { ClaimField } from "../../../src/types.ts";

const claimsOf = (html: string, address?: string) => htmlClaims(buildTree(html, { ...DEFAULTS.limits, elementDepthMax: 30_000 }), address);
const values = (html: string, field: ClaimField): string[] =>
  claimsOf(html)
    .filter((claim) => claim.field === field)
    .map(({ value, from }) => `${from}: ${value}`);
const jsonLd = (json: string): string => `<script type="application/ld+json">${json}</script>`;

describe("htmlClaims", () => {
  it("reads graphs, lists of types and authors referred to by @id", () => {
    const html = jsonLd(`{"@context":"https://schema.org","@graph":[
      {"@type":"WebSite","name":"Riverside Echo"},
      {"@type":["NewsArticle","Article"],"headline":"River rises &amp; falls","datePublished":"2024-03-05T07:00:00+01:00",
       "dateModified":"2024-03-06","author":[{"@id":"#jane"},{"@type":"Organization","name":"Echo Desk"}]},
      {"@type":"Person","@id":"#jane","name":"Jane Doe"}]}`);
    expect(values(html, "title")).toEqual(["json-ld: River rises & falls"]);
    expect(values(html, "published")).toEqual(["json-ld: 2024-03-05T07:00:00+01:00"]);
    expect(values(html, "modified")).toEqual(["json-ld: 2024-03-06"]);
    const authors = claimsOf(html).filter((claim) => claim.field === "author");
    expect(authors.map(({ value }) => value)).toEqual(["Jane Doe", "Echo Desk"]);
    expect(authors[0]?.confidence).toBeGreaterThan(0.9);
    expect(authors[1]?.confidence).toBeLessThan(0.5);
  });

  it("believes what stands in the footer of an article's item, and less what stands in that of the page", () => {
    const footer = '<div class="footer"><time itemprop="datePublished" datetime="2023-09-01">01.09.2023</time></div>';
    const item = '<div itemscope itemtype="http://schema.org/Article">';
    const confidences = (html: string): number[] =>
      claimsOf(html)
        .filter(({ field }) => field === "published")
        .map(({ confidence }) => confidence);
    const [inside = 0] = confidences(`${item}<h2>River rises</h2>${footer}</div>`);
    const [outside = 1] = confidences(`<h2>River rises</h2>${footer}`);
    expect(inside).toBeGreaterThan(0.8);
    expect(outside).toBeLessThan(0.3);
  });

  it("mends comments, trailing commas, raw line breaks and CDATA", () => {
    const html = jsonLd(
      `\n//<![CDATA[\n/* made by a template */ {"@type":"BlogPosting","headline":"River\nrises",,"datePublished":"2024-03-05",}\n//]]>`,
    );
    expect(values(html, "title")).toEqual(["json-ld: River rises"]);
    expect(values(jsonLd("{not json at all"), "title")).toEqual([]);
  });

  it("prefers the article to the page and to teasers", () => {
    const html = jsonLd(
      `[{"@type":"WebPage","name":"Page"},{"@type":"NewsArticle","headline":"First"},{"@type":"NewsArticle","headline":"Teaser"}]`,
    );
    const byConfidence = claimsOf(html)
      .filter((claim) => claim.field === "title")
      .sort((a, b) => b.confidence - a.confidence);
    expect(byConfidence[0]?.value).toBe("First");
  });

  it("reads meta of many vocabularies", () => {
    const html = `<html lang="en-GB"><head><title>River rises | Riverside Echo</title>
      <meta property="og:title" content="River rises"><meta name="DC.creator" content="Jane Doe">
      <meta property="article:published_time" content="2024-03-05"><meta name="citation_publication_date" content="2024/03/05">
      <meta name="parsely-author" content="John Roe"><meta property="http://ogp.me/ns#site_name" content="Riverside Echo">
      <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">
      <link rel="canonical" href="/river"></head></html>`;
    expect(values(html, "title")).toEqual(["title element: River rises | Riverside Echo", "open graph: River rises"]);
    expect(values(html, "author")).toEqual(["dublin core: Jane Doe", "meta: John Roe", "meta: Ann Lee"]);
    expect(values(html, "published")).toEqual(["open graph: 2024-03-05", "meta: 2024/03/05"]);
    expect(values(html, "site")).toEqual(["open graph: Riverside Echo"]);
    expect(values(html, "language")).toEqual(["html lang: en-GB"]);
    expect(claimsOf(html, "https://echo.example/a/b?x=1").find(({ field }) => field === "url")?.value).toBe("https://echo.example/river");
  });

  it("reads microdata, time elements, classes and links to authors", () => {
    const html = `<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">River rises</h1>
      <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jane Doe</b></span>
      <a href="/author/john-roe">John Roe</a> <div class="ArticleByline_authorName__x1">Ann Lee</div>
      <time class="entry-date" datetime="2024-03-05T07:00:00Z">yesterday</time> <time class="updated">6 March 2024</time></article>`;
    expect(values(html, "title")).toContain("microdata: River rises");
    expect(values(html, "author")).toEqual(["microdata: Jane Doe", "byline: John Roe", "byline: Ann Lee"]);
    expect(values(html, "published")).toEqual(["time element: 2024-03-05T07:00:00Z"]);
    expect(values(html, "modified")).toEqual(["time element: 6 March 2024"]);
  });

  it("counts what stands in comments, sidebars and teasers less", () => {
    const html = `<main><h1>A headline of the page</h1><a rel="author" href="/x">Jane Doe</a></main><div class="comments"><span class="author">A Reader</span></div>`;
    const [jane, reader] = claimsOf(html).filter(({ field }) => field === "author");
    expect(jane?.confidence).toBeGreaterThan(2 * (reader?.confidence ?? 1));
  });

  it("takes no biography for an author", () => {
    expect(values(`<div class="author-bio">Jane Doe</div><img class="author-avatar" alt="Jane">`, "author")).toEqual([]);
  });

  it("takes 20,000 nested elements and caps what it gathers", () => {
    const deep = "<div>".repeat(20_000) + "<h1>Deep down there is a headline</h1>";
    expect(values(deep, "title")).toEqual(["heading: Deep down there is a headline"]);
    expect(claimsOf(`<time datetime="2024-03-05"></time>`.repeat(5_000)).length).toBeLessThanOrEqual(400);
  });
});
