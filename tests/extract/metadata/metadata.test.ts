import { describe, expect, it } from "vitest";
import { resolveMetadata } from "../../../src/extract/metadata/metadata.ts";
import { DEFAULTS } from "../../../src/options.ts";
import { parseHtml } from "../../../src/parse/html/html.ts";
import { parseText } from "../../../src/parse/text/text.ts";
import { documentId } from "../../../src/text/hash.ts";
import type { Claim, Metadata, Page, RawDocument } from "../../../src/types.ts";

interface Given {
  readonly url?: string;
  readonly fetchedAt?: string;
  readonly claims?: readonly Claim[];
}

function raw(payload: string, format: "html" | "text", given: Given): RawDocument {
  const identity = { source: "a", record: undefined, sha256: "0" };
  return {
    id: documentId(identity),
    provenance: { ...identity, url: given.url, fetchedAt: given.fetchedAt, bytes: payload.length },
    key: undefined,
    format,
    encoding: { name: "utf-8", how: "utf-8" },
    payload,
    claims: given.claims ?? [],
    notices: [],
  };
}

/** Keeps what looks like prose: metadata must stand on a labeller that is only about right. */
function read(page: Page): Metadata {
  const keep = page.blocks.map((block) => block.wordCount >= 12 && /[.!?”]$/u.test(block.text));
  return resolveMetadata(page, keep, new Float32Array(page.blocks.length).fill(0.5));
}

const text = (payload: string, given: Given = {}): Metadata => read(parseText(raw(payload, "text", given), DEFAULTS));
const html = (payload: string, given: Given = {}): Metadata => read(parseHtml(raw(payload, "html", given), DEFAULTS));

const BODY = `The harbour of Westbay was closed on Tuesday after the storm had torn two ferries from the quay and thrown a crane into the water.

Harbour master Ruth Keller said that nobody was hurt, but that the ferries would stay in port until divers had looked at the quay and the crane.

Fishing boats may use the old basin in the meantime, and the town council meets on Friday to talk about who pays for the damage to the harbour.`;

const HEADLINE = "Storm closes harbour of Westbay after ferries tear loose";

describe("titles", () => {
  it.each([
    ["Storm closes harbour of Westbay after ferries tear loose"],
    ["Press release: Storm closes harbour of Westbay after ferries tear loose"],
    ["Pressemitteilung: Storm closes harbour of Westbay after ferries tear loose"],
    ["Storm closes harbour of Westbay after ferries tear loose | Coast Tidings"],
    ["Blog post: Storm closes harbour of Westbay after ferries tear loose | Region | Coast Tidings"],
  ])("%s", (line) => {
    const { title } = text(`${line}\n\n${BODY}`);
    expect(title?.value).toBe("Storm closes harbour of Westbay after ferries tear loose");
  });

  it("keeps the quotation marks that other languages have, and takes a trail off", () => {
    const html5 = (title: string): string | undefined => html(`<title>${title}</title><h1>${title}</h1><p>${BODY}</p>`).title?.value;
    expect(html5("Ruth Keller: «Why do the ferries of Westbay stay in port?»")).toBe(
      "Ruth Keller: «Why do the ferries of Westbay stay in port?»",
    );
    expect(text(`Storm closes harbour of Westbay for days » Region\n\n${BODY}`).title?.value).toBe(
      "Storm closes harbour of Westbay for days",
    );
  });

  it("finds the headline among menu lines", () => {
    const metadata = text(`Skip to navigation\n\nStorm closes harbour of Westbay after ferries tear loose\n\n${BODY}`);
    expect(metadata.title?.value).toBe("Storm closes harbour of Westbay after ferries tear loose");
  });

  it("makes one from the first sentence where there is none, without its dateline", () => {
    const { title } = text(`WESTBAY, Coastland – ${BODY}`);
    expect(title?.from).toBe("first sentence");
    expect(title?.value).toMatch(/^The harbour of Westbay was closed on Tuesday/u);
    expect(title?.value.length).toBeLessThanOrEqual(141);
  });

  it("prefers the headline that readers see, and takes off what other claims lack", () => {
    const metadata = html(
      `<title>Storm closes harbour - Coast Tidings</title><meta property="og:title" content="Storm closes harbour - Coast Tidings"><meta property="og:site_name" content="Coast Tidings">
       <h1>Storm closes harbour of Westbay</h1><p>${BODY.replaceAll("\n\n", "</p><p>")}</p>`,
    );
    expect(metadata.title?.value).toBe("Storm closes harbour of Westbay");
    expect(metadata.site?.value).toBe("Coast Tidings");
    expect(metadata.claims.find(({ claim }) => claim.from === "title element" && claim.field === "title")?.why).toContain("Coast Tidings");
  });

  it("does not take the site's name in h1 for a headline", () => {
    const metadata = html(
      `<meta property="og:title" content="Storm closes harbour of Westbay"><meta property="og:site_name" content="Coast Tidings"><h1>Coast Tidings</h1><h2>Storm closes harbour of Westbay</h2><p>${BODY}</p>`,
    );
    expect(metadata.title?.value).toBe("Storm closes harbour of Westbay");
  });

  it("keeps colons, dashes and questions that belong to a headline", () => {
    const line = "After the storm: who pays for the harbour – and when?";
    expect(text(`${line}\n\n${BODY}`).title?.value).toBe(line);
  });
});

describe("authors", () => {
  it.each([
    [`Storm closes harbour\n\n2021-03-04 08:10:02 By : Ms. Ida Brandt\n\n${BODY}`, ["Ida Brandt"]],
    [`Storm closes harbour\n\nVon Ida Brandt und Karl Lund\n\n${BODY}`, ["Ida Brandt", "Karl Lund"]],
    [`Storm closes harbour\n\nBy\n\nIda Brandt\n\n${BODY}`, ["Ida Brandt"]],
    [`${BODY}\n\nIDA BRANDT reporting`, ["Ida Brandt"]],
    [`${BODY}\n\nIDA BRANDT synthesis\nSource: https://tidings.example/storm.html\nComment (0)`, ["Ida Brandt"]],
  ])("reads a byline %#", (payload, expected) => {
    expect(text(payload).authors?.value).toEqual(expected);
  });

  it("takes a name beside a date and the time it takes to read", () => {
    const { authors } = text(`${HEADLINE}\n\nTereza Koubová · 14 March 2021 · 3 min čtení\n\n${BODY}`);
    expect(authors?.value).toEqual(["Tereza Koubová"]);
  });

  it("takes neither a line that stands beside every post nor the name of the paper above the headline", () => {
    const posts = ["10 March 2021", "11 March 2021", "12 March 2021"].map((date) => `Reply Mit Zitat\n${date}`).join("\n\n");
    expect(text(`${HEADLINE}\n${posts}\n\n${BODY}`).authors).toBeUndefined();
    expect(text(`Het Streekblad · 14 March 2021\n\n${HEADLINE}\n\n${BODY}`).authors).toBeUndefined();
  });

  it("takes the author of the article above, and not of the next one", () => {
    const next = `Snow closes the northern pass\n\nJan Toft | 13 March 2021\n\n${BODY.replaceAll("harbour", "pass")}`;
    const { authors } = text(`${HEADLINE}\n\nRuth Amsel | 14 March 2021\n\n${BODY}\n\n${BODY.replaceAll("quay", "pier")}\n\n${next}`);
    expect(authors?.value).toEqual(["Ruth Amsel"]);
  });

  it("takes nobody who is quoted, no desk and no agency", () => {
    expect(text(`Storm closes harbour\n\n${BODY}`).authors).toBeUndefined();
    expect(text(`Storm closes harbour\n\nBy Editorial Team\n\n${BODY}`).authors).toBeUndefined();
    expect(text(`Storm closes harbour\n\nWESTBAY (Reuters) - ${BODY}`).authors).toBeUndefined();
  });

  it("names the block of a byline that holds nothing else, and no block of prose", () => {
    const { claims } = text(`Storm closes harbour\n\nBy Ida Brandt\n\nWESTBAY, 4 March 2021 – ${BODY}`);
    const won = claims.filter((verdict) => verdict.won);
    expect(won.find(({ claim }) => claim.field === "author")?.claim.block).toBe(1);
    const published = won.find(({ claim }) => claim.field === "published");
    expect([published?.claim.value, published?.claim.block]).toEqual(["4 March 2021", undefined]);
  });

  it.each([["เมื่อวันที่ 8 กุมภาพันธ์ 2567 ผู้สื่อข่าวรายงานว่าชาวบ้านมารวมตัวกันที่วัดใต้หลังได้ยินเสียงระฆังเป็นครั้งแรก"], ["2024年3月8日，会议在海边的小城闭幕。"]])(
    "takes no sentence for a date line where writing does not part words %#",
    (sentence) => {
      const { claims } = text(`Storm closes harbour\n\n${sentence}\n\n${BODY}`);
      expect(claims.filter(({ claim }) => claim.field === "published" && claim.block !== undefined)).toEqual([]);
    },
  );
});

describe("dates", () => {
  const dated = (line: string, given: Given = {}): Metadata => text(`Storm closes harbour of Westbay\n\n${line}\n\n${BODY}`, given);

  it.each([
    ["Published: 4 March 2021", "2021-03-04", undefined],
    ["Veröffentlicht am 4. März 2021 um 08:10 Uhr", "2021-03-04T08:10:00", undefined],
    ["Опубликовано 4 марта 2021, 08:10", "2021-03-04T08:10:00", undefined],
    ["Published 4 March 2021 | Updated 6 March 2021", "2021-03-04", "2021-03-06"],
    ["Last updated: March 6, 2021", undefined, "2021-03-06"],
    ["4 March", undefined, undefined],
    ["© 2021 Coast Tidings", undefined, undefined],
  ])("%s", (line, published, modified) => {
    const metadata = dated(line);
    expect([metadata.published?.value, metadata.modified?.value]).toEqual([published, modified]);
  });

  it("takes no date from a sentence about the article, and that of a line behind it", () => {
    const noted = text(`${HEADLINE}\n\n${BODY}\n\nThis article was amended on 25 March 2021.`);
    expect(noted.published).toBeUndefined();
    expect(text(`${HEADLINE}\n\nWestbay, 25 March 2021.\n\n${BODY}`).published?.value).toBe("2021-03-25");
  });

  it("takes no date from prose", () => {
    expect(
      text(`Storm closes harbour of Westbay\n\n${BODY} The last storm of this kind hit the town on 3 January 1987, when nine boats sank.`)
        .published,
    ).toBeUndefined();
  });

  it("leaves 03/04/2021 open, unless something settles it", () => {
    const open = dated("Published 03/04/2021");
    expect(open.published).toBeUndefined();
    expect(open.claims.find(({ claim }) => claim.field === "published")?.why).toBe("ambiguous: 2021-04-03 or 2021-03-04");
    expect(dated("Published 03/04/2021 | Updated 25/04/2021").published?.value).toBe("2021-04-03");
    expect(dated("Published 03/04/2021", { url: "https://tidings.example/2021/03/04/storm" }).published?.value).toBe("2021-03-04");
    expect(dated("Published 03/04/2021", { url: "https://www.tidings.co.uk/storm" }).published?.value).toBe("2021-04-03");
    expect(dated("Published 03/04/2021", { fetchedAt: "2021-03-20T00:00:00Z" }).published?.value).toBe("2021-03-04");
  });

  it("believes nothing later than the fetch", () => {
    const metadata = dated("Published: 4 March 2031", { fetchedAt: "2021-03-20T00:00:00Z" });
    expect(metadata.published).toBeUndefined();
    expect(metadata.claims.some(({ why }) => why === "later than the fetch")).toBe(true);
  });

  it("writes the most exact telling of the day that most evidence names", () => {
    const metadata = html(
      `<meta property="article:published_time" content="2021-03-04T08:10:02+01:00"><meta name="date" content="2021-03-04"><h1>Storm closes harbour of Westbay</h1><p>4 March 2021</p><p>${BODY}</p><aside><time datetime="2019-01-01"></time></aside>`,
    );
    expect(metadata.published?.value).toBe("2021-03-04T08:10:02+01:00");
  });

  it("does not take an element's date for one of publication that the text calls a change", () => {
    const metadata = html(
      `<h1>Storm closes harbour of Westbay</h1><p>Last updated: <time datetime="2021-03-06">6 March 2021</time></p><p>${BODY}</p>`,
    );
    expect([metadata.published?.value, metadata.modified?.value]).toEqual([undefined, "2021-03-06"]);
  });
});

describe("evidence that lies apart", () => {
  const page = (head: string, foot = ""): string =>
    `<title>Storm closes harbour of Westbay</title><main>${head}<p>${BODY.split("\n\n").join("</p><p>")}</p>${foot}</main>`;
  const H1 = "<h1>Storm closes harbour of Westbay after ferries tear loose</h1>";

  it.each([
    ["Published", "2021-03-14", undefined],
    ["Zuletzt aktualisiert am:", undefined, "2021-03-14"],
  ])("takes %s on the line above for a date's label", (label, published, modified) => {
    const metadata = html(page(`${H1}<div>${label}</div><div>14 March 2021</div>`));
    expect([metadata.published?.value, metadata.modified?.value]).toEqual([published, modified]);
  });

  it("takes a date for one of change where “Updated” stands over the headline", () => {
    const metadata = html(page(`<p>Updated</p>${H1}<p>By Ruth Keller</p><p>14 March 2021</p>`));
    expect([metadata.published?.value, metadata.modified?.value]).toEqual([undefined, "2021-03-14"]);
  });

  it("believes a field of publication before a later date without a label, however often that one stands there", () => {
    const field = '<meta itemprop="datePublished" content="2012-09-12">';
    const metadata = html(page(`${field}<p>14 March 2021</p>${H1}<time datetime="2021-03-14">14 March 2021</time>`));
    expect(metadata.published?.value).toBe("2012-09-12");
  });

  it("reads the footer of the article, and not that of the page", () => {
    const footer = "<footer><p>Author: Ruth Keller</p></footer>";
    expect(html(page(H1, footer)).authors?.value).toEqual(["Ruth Keller"]);
    expect(html(page(H1) + footer).authors).toBeUndefined();
  });

  it("takes a name with its degree behind “By” on the line above", () => {
    expect(html(page(`${H1}<span>By </span><div>Ruth Keller, Ph.D.</div>`)).authors?.value).toEqual(["Ruth Keller"]);
  });

  it("takes no author from behind a quotation", () => {
    expect(html(page(H1, '<p>“Nobody was hurt.”</p><strong class="Quote_author">Ruth Keller</strong>')).authors).toBeUndefined();
  });

  it("believes a single name where element and line agree", () => {
    const byline = '<div class="byline">14 March 2021 · by <a rel="author" href="/author/aureliana/">Aureliana</a> · in Harbours</div>';
    expect(html(page(H1 + byline)).authors?.value).toEqual(["Aureliana"]);
  });
});

describe("addresses, sites, languages", () => {
  it("takes tracking and fragments off, and trusts the fetched address before a foreign canonical", () => {
    const page = `<link rel="canonical" href="https://other.example/x"><p>${BODY}</p>`;
    expect(html(page, { url: "https://tidings.example/storm?id=1&utm_source=a&fbclid=b#top" }).url?.value).toBe(
      "https://tidings.example/storm?id=1",
    );
  });

  it("takes the page's own canonical on the same site", () => {
    const page = `<link rel="canonical" href="https://tidings.example/storm"><p>${BODY}</p>`;
    expect(html(page, { url: "https://m.tidings.example/storm?x=1" }).url?.value).toBe("https://tidings.example/storm");
    const front = `<link rel="canonical" href="https://tidings.example/"><p>${BODY}</p>`;
    expect(html(front, { url: "https://tidings.example/storm" }).url?.value).toBe("https://tidings.example/storm");
  });

  it("takes the line of the source as address where nothing else is known", () => {
    const metadata = text(`Storm closes harbour\n\n${BODY}\n\nQuelle: https://tidings.example/storm.html`);
    expect([metadata.url?.value, metadata.url?.from]).toEqual(["https://tidings.example/storm.html", "source line"]);
  });

  it("lets the text overrule a wrong declaration", () => {
    const metadata = html(`<html lang="de"><body><h1>Storm closes harbour</h1><p>${BODY}</p></body></html>`);
    expect(metadata.language?.value).toBe("en");
    expect(metadata.claims.find(({ claim }) => claim.from === "html lang")?.why).toBe("the text is in another language");
  });

  it("says nothing of a page that says nothing", () => {
    const metadata = text("12:30");
    expect([metadata.authors, metadata.published, metadata.language, metadata.url, metadata.site]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(() => text("")).not.toThrow();
  });

  it("takes front matter at its word, but for a language that the text contradicts", () => {
    const claim = (field: Claim["field"], value: string, from: Claim["from"]): Claim => ({
      field,
      value,
      from,
      confidence: 0.95,
      block: undefined,
    });
    const metadata = text(BODY, {
      claims: [
        claim("title", "My own title: kept", "front matter"),
        claim("language", "fr", "front matter"),
        claim("published", "2020-02-02", "front matter"),
      ],
    });
    expect([metadata.title?.value, metadata.language?.value, metadata.published?.value]).toEqual([
      "My own title: kept",
      "en",
      "2020-02-02",
    ]);
  });
});
