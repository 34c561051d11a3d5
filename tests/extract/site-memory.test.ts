import { describe, expect, it } from "vitest";
import { buildSiteMemory, recallSite, recurrences, sightingOf, type Sighting, siteOf } from "../../src/extract/site-memory.ts";
import { hashLine } from "../../src/text/line-hash.ts";
import { countWords } from "../../src/text/words.ts";
import type { Block, Claim, Page } from "../../src/types.ts";

type Seen = Pick<Page, "provenance" | "claims" | "blocks">;

function makePage(lines: readonly string[], { url, source = "drop/a.txt" }: { url?: string; source?: string } = {}): Seen {
  const blocks = lines.map((text, index): Block => ({
    index,
    kind: "paragraph",
    level: 0,
    text,
    marks: [],
    joint: "paragraph",
    nesting: [],
    cell: undefined,
    image: undefined,
    wordCount: countWords(text),
    linkWordCount: 0,
    scope: [],
    line: index,
  }));
  const claims: Claim[] = url === undefined ? [] : [{ field: "url", value: url, from: "record", confidence: 1, block: undefined }];
  return { provenance: { source, record: undefined, url: undefined, fetchedAt: undefined, sha256: "", bytes: 0 }, claims, blocks };
}

/** Five paragraphs that no other seed has. */
function story(seed: string): string[] {
  return Array.from(
    { length: 5 },
    (_, i) =>
      `The council of ${seed} met on the ${i + 1}th bench of the hall in ${seed} and voted about matter ${seed}${"x".repeat(i)} until late at night.`,
  );
}

const CHROME = ["Home", "Sign up for our newsletter, which comes every morning before you wake.", "All rights reserved"];

function build(pages: readonly Seen[]): ReturnType<typeof buildSiteMemory> {
  return buildSiteMemory(pages.map(sightingOf));
}

describe("site memory", () => {
  const url = (i: number): string => `https://news.example.org/story-${i}`;
  const pages = ["Aden", "Bonn", "Cork", "Dover"].map((seed, i) => makePage([...CHROME, ...story(seed)], { url: url(i) }));

  it("knows the lines that stand on several different pages of a site", () => {
    const memory = build(pages);
    const first = pages[0] ?? makePage([]);
    const site = recallSite(memory, first);
    expect(site?.site).toBe("@example.org");
    expect(site?.groups).toBe(4);
    for (const line of CHROME)
      expect(recurrences(site ?? { site: "", groups: 0, lines: new Uint32Array(0), counts: new Uint32Array(0) }, hashLine(line))).toBe(4);
    for (const line of story("Aden")) expect(site?.lines.includes(hashLine(line))).toBe(false);
  });

  it("does not depend on the order of the pages", () => {
    expect(build([...pages].reverse())).toEqual(build(pages));
  });

  it("counts near-copies once, so that a story carried by many pages of a site loses nothing", () => {
    const copies = Array.from({ length: 12 }, (_, i) =>
      makePage([`Edition ${"abcdefghijkl"[i] ?? ""}`, ...story("Riga")], { url: url(i) }),
    );
    const memory = build([...copies, ...pages.slice(0, 1)]);
    const site = recallSite(memory, copies[0] ?? makePage([]));
    for (const line of story("Riga")) expect(site === undefined ? 0 : recurrences(site, hashLine(line))).toBe(0);
  });

  it("takes a long run of shared prose for a copied story even where the pages around it differ", () => {
    const carriers = ["Lima", "Oslo", "Pune", "Rome", "Split", "Tours"].map((seed, i) =>
      makePage([...Array.from({ length: 4 }, (_, k) => story(`${seed}${k}`)).flat(), ...story("Wire")], { url: url(i) }),
    );
    const site = recallSite(build(carriers), carriers[0] ?? makePage([]));
    for (const line of story("Wire")) expect(site === undefined ? 0 : recurrences(site, hashLine(line))).toBe(0);
  });

  it("is stricter without an address: a line on three of many pages of one folder is not enough", () => {
    const inFolder = ["Aden", "Bonn", "Cork"].map((seed, i) => makePage([...CHROME, ...story(seed)], { source: `drop/${i}.txt` }));
    expect(build(inFolder).sites.size).toBe(0);
  });

  it("folds digits, so that counters are one line", () => {
    expect(hashLine("Page 3 of 12")).toBe(hashLine("page 14 of 7"));
    expect(hashLine("Page three")).not.toBe(hashLine("Page four"));
  });

  it("names a site by the best address, else by the folder", () => {
    expect(siteOf(makePage([], { url: "https://a.b.example.co.uk/x" }))).toBe("@example.co.uk");
    expect(siteOf(makePage([], { source: "drop/site-a/1.txt" }))).toBe("/drop/site-a");
    expect(siteOf(makePage([], { source: "<stdin>" }))).toBeUndefined();
  });

  it("stays silent on a site of two pages", () => {
    const sightings: Sighting[] = pages.slice(0, 2).map(sightingOf);
    expect(buildSiteMemory(sightings).sites.size).toBe(0);
  });
});
