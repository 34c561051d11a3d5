/** The bytes of sources, and what goes wrong with them in words that name no place on the machine. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { faultText, isSystemFault } from "../../src/io/faults.ts";
import { openBytes } from "../../src/io/open.ts";

const folder = mkdtempSync(join(tmpdir(), "open-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function bytesOf(name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openBytes({ path: name, address: join(folder, name) })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it("come in order, whole", async () => {
  const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, i) => i % 251));
  writeFileSync(join(folder, "a.bin"), bytes);
  expect((await bytesOf("a.bin")).equals(bytes)).toBe(true);
});

it("says how far it has come in the file", async () => {
  const mark = { position: 0, size: 0 };
  const seen: number[] = [];
  for await (const chunk of openBytes({ path: "a.bin", address: join(folder, "a.bin") }, mark))
    seen.push(mark.position, chunk.length, mark.size);
  const [first = 0] = seen.filter((_, i) => i % 3 === 1);
  expect(seen.slice(0, 5)).toEqual([0, first, 700_000, first, expect.any(Number)]);
  expect(mark).toEqual({ position: 700_000, size: 700_000 });
});

it("a caller that stops early leaves nothing open", async () => {
  for await (const chunk of openBytes({ path: "a.bin", address: join(folder, "a.bin") })) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});

it.each([
  ["gone.txt", "no such file or folder"],
  [".", "it is a folder"],
  ["a.bin/b.txt", "a part of its path is no folder"],
])("%s: %s", async (name, words) => {
  await expect(bytesOf(name)).rejects.toThrow(new Error(words));
});

it("faults of the system are told from faults of the program", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  expect([faultText(full), isSystemFault(full)]).toEqual(["the disk is full", true]);
  expect([faultText(new Error("odd")), isSystemFault(new Error("odd"))]).toEqual(["odd", false]);
  expect([faultText("thrown text"), isSystemFault("thrown text")]).toEqual(["thrown text", false]);
});
