/** Threads are called before a collection is read where the drop is new, and not where it was there before. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { expectNew } from "../../src/collection/glimpse.ts";
import { sha256, documentId } from "../../src/text/hash.ts";
import type { Source } from "../../src/types.ts";
import { temporaryFolder } from "./drops.ts";

const COUNT = 100;

function dropOf(count: number): Source[] {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "drop"));
  return Array.from({ length: count }, (_, i) => {
    const path = `drop/${i}.txt`;
    writeFileSync(join(folder, path), `text ${i}`);
    return { path, address: join(folder, path) };
  });
}

/** What the crew is told to expect; 0: nothing. */
async function expected(sources: readonly Source[], knows: (id: string, path: string) => boolean): Promise<number> {
  let told = 0;
  const crew = {
    expect: (records: number): Promise<void> => {
      told += records;
      return Promise.resolve();
    },
  };
  await expectNew(sources, { knows }, crew);
  return told;
}

it("expects all sources of a drop of which nothing is known", async () => {
  expect(await expected(dropOf(COUNT), () => false)).toBe(COUNT);
});

it("expects nothing where the last quarter of the drop was there before", async () => {
  const known = new Set(
    Array.from({ length: 25 }, (_, i) => documentId({ source: `drop/${75 + i}.txt`, record: undefined, sha256: sha256(`text ${75 + i}`) })),
  );
  expect(await expected(dropOf(COUNT), (id) => known.has(id as never))).toBe(0);
});

it("expects nothing of a few sources, and nothing of those that cannot be read", async () => {
  expect(await expected(dropOf(20), () => false)).toBe(0);
  const gone = Array.from({ length: COUNT }, (_, i) => ({ path: `${i}.txt`, address: `/nowhere/${i}.txt` }));
  expect(await expected(gone, () => false)).toBe(0);
});
