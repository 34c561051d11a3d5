import { join } from "node:path";
import { expect, it } from "vitest";
import { DISK } from "../../src/collection/files.ts";
import { TemporaryFault, temporaryStore } from "../../src/collection/temporary.ts";
import { temporaryFolder } from "./drops.ts";

const MEBIBYTE = new Uint8Array(1024 * 1024);

it("small runs need no place for temporary files, and large ones name the one they cannot use", () => {
  const folder = join(temporaryFolder(), "missing");
  const store = temporaryStore(DISK, folder);
  for (let i = 0; i < 16; i++) store.appendPage(MEBIBYTE, "");
  const fill = (): void => {
    for (let i = 0; i < 32; i++) store.appendPage(MEBIBYTE, "");
  };
  expect(fill).toThrow(TemporaryFault);
  expect(fill).toThrow(`cannot write to ${folder}, where temporary files go`);
  store.close();
});
