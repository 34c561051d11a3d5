import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { addressOf, spelled, systemPath } from "../../src/io/address.ts";
import { discover } from "../../src/io/discover.ts";
import { hashSource, openBytes } from "../../src/io/open.ts";

it("an address leads to the name it was made of, whatever its bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const path = systemPath(addressOf(Buffer.from(bytes)));
      expect(Buffer.from(path).equals(Buffer.from(bytes))).toBe(true);
    }),
  );
});

it("a name in UTF-8 is its own address", () => {
  for (const name of ["caf\u00e9.txt", "\u{1f600}.txt", "\ufeffa", "a\ufffdb"]) {
    expect(addressOf(Buffer.from(name))).toBe(name);
    expect(systemPath(name)).toBe(name);
    expect(spelled(name)).toBe(name);
  }
});

it.runIf(process.platform === "linux")("files and folders whose names are no UTF-8 are read, and named by their bytes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ingest-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const odd = Buffer.concat([Buffer.from(`${folder}/d\u00e9`), Buffer.from([0xe9])]);
  mkdirSync(odd);
  writeFileSync(Buffer.concat([odd, Buffer.from("/caf"), Buffer.from([0xe9]), Buffer.from(".txt")]), "coffee");
  const { sources, refused } = await discover([folder], { workingFolder: folder, output: undefined });
  expect(refused).toEqual([]);
  expect(sources.map(({ path }) => path.slice(path.indexOf("/")))).toEqual(["/d\u00e9\\xe9/caf\\xe9.txt"]);
  const [source] = sources;
  if (source === undefined) return;
  const chunks: Uint8Array[] = [];
  for await (const chunk of openBytes(source)) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("coffee");
  expect(hashSource(source)).toMatch(/^[0-9a-f]{64}$/);
});
