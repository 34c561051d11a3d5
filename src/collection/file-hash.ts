/** SHA-256 of files. */
import { createHash } from "node:crypto";
import type { Files } from "./files.ts";

const CHUNK_BYTES = 1024 * 1024;

/** SHA-256, hex, of a file's bytes; undefined: there is no such file. */
export function readSha256(files: Files, path: string): string | undefined {
  const facts = files.facts(path);
  if (facts === undefined) return undefined;
  const file = files.open(path, "r");
  try {
    const hash = createHash("sha256");
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(1, facts.size + 1)));
    for (let position = 0; ;) {
      const count = files.read(file, chunk, position);
      hash.update(chunk.subarray(0, count));
      if (count < chunk.length) return hash.digest("hex");
      position += count;
    }
  } finally {
    files.close(file);
  }
}
