import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { sightingOf } from "../../src/extract/site-memory.ts";
import { renderBody } from "../../src/emit/markdown/body.ts";
import { decodeArticle, decodeSketch, decodeText, encodeArticle } from "../../src/flow/article-codec.ts";
import { decodePage, encodePage } from "../../src/flow/codec.ts";
import { packSighting, packedSite, unpackSighting } from "../../src/flow/sightings.ts";
import { extract } from "../../src/extract/extract.ts";
import { DEFAULTS } from "../../src/options.ts";
import { parse } from "../../src/parse/parse.ts";
import { read } from "../../src/read/read.ts";
import type { Page } from "../../src/types.ts";

const PAGES = resolve(import.meta.dirname, "../../fixtures/pages");

async function pageOf(name: string): Promise<Page | undefined> {
  const source = readdirSync(join(PAGES, name)).find((file) => file.startsWith("source.")) ?? "";
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, the file is small
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield readFileSync(join(PAGES, name, source));
  };
  for await (const record of read({ path: source, address: source }, open, DEFAULTS))
    return "fate" in record ? undefined : parse(record, DEFAULTS);
  return undefined;
}

describe("pages and articles as bytes", () => {
  it.each(readdirSync(PAGES))("%s comes back as it was, with the reasons of its decisions", async (name) => {
    const page = await pageOf(name);
    if (page === undefined) return;
    const bytes = encodePage(page);
    const again = decodePage(bytes);
    expect(again).toStrictEqual(page);
    expect(Buffer.from(encodePage(again)).equals(Buffer.from(bytes))).toBe(true);

    const article = extract(page, undefined, DEFAULTS);
    const body = renderBody(article, DEFAULTS);
    const encoded = encodeArticle(article, { site: undefined, markdown: body, sketch: Uint8Array.of(1, 2, 3) });
    const { article: decoded, markdown } = decodeArticle(
      encoded,
      () => again,
      (whole, memory) => extract(whole, memory, DEFAULTS),
    );
    expect(plain(decoded)).toEqual(plain(article));
    expect(markdown).toBe(body);
    expect(decodeText(encoded)).toBe(article.text);
    expect(decodeSketch(encoded)).toEqual(Uint8Array.of(1, 2, 3));
    const unexplained = decodeArticle(encoded, () => again, undefined).article;
    expect(unexplained.blocks.every(({ decision }) => decision.reasons.length === 0)).toBe(true);
  });

  it("a page that lies anywhere in a larger buffer is read as well", async () => {
    const page = await pageOf("results-table");
    if (page === undefined) throw new Error("the fixture is gone");
    const bytes = encodePage(page);
    const around = new Uint8Array(bytes.length + 3);
    around.set(bytes, 3);
    expect(decodePage(around.subarray(3))).toStrictEqual(page);
  });
});

describe("sightings as bytes", () => {
  it("come back as they were, from any place in a buffer", async () => {
    for (const name of readdirSync(PAGES)) {
      const page = await pageOf(name);
      if (page === undefined) continue;
      const sighting = sightingOf(page);
      const packed = packSighting(sighting);
      const around = Buffer.concat([Buffer.alloc(5), packed]).subarray(5);
      expect(unpackSighting(packed)).toEqual(sighting);
      expect(unpackSighting(around)).toEqual(sighting);
      expect(packedSite(around)).toBe(sighting.site);
    }
  });
});

/** Getters called. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
