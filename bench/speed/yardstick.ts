/**
 * The yardstick of every figure of speed: reading bytes, telling words, and hashing each, in plain Node on one core. It is timed in the
 * same run on the same bytes, so that figures compare across machines. Whole runs are measured against files that are read
 * (`measureFiles`); single stages, which get their texts from memory, against bytes in memory.
 */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** What a byte is folded to; 0 parts words. Bytes of UTF-8 sequences are letters. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => {
  const isLetter = (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte >= 128;
  return isLetter ? byte : byte >= 65 && byte <= 90 ? byte + 32 : 0;
});

/** Hashes every word of the bytes (FNV-1a over folded bytes); returns the sum, so that no engine can leave the work out. */
export function hashWords(bytes: Uint8Array): number {
  let sum = 0;
  let hash = 0x811c9dc5 | 0;
  let isInside = false;
  for (let i = 0; i < bytes.length; i++) {
    const folded = FOLD[bytes[i] ?? 0] ?? 0;
    if (folded !== 0) {
      hash = Math.imul(hash ^ folded, 0x01000193);
      isInside = true;
    } else if (isInside) {
      sum = (sum + hash) | 0;
      hash = 0x811c9dc5 | 0;
      isInside = false;
    }
  }
  return isInside ? (sum + hash) | 0 : sum;
}

/** Room for what is read at once. */
const CHUNK_BYTES = 1024 * 1024;

/** Seconds of the yardstick. */
export interface Yardstick {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** Reads every file below a folder, and hashes its words: the better of two goes, so that the engine and the disk's cache are warm. */
export function measureFiles(folder: string): Yardstick {
  const once = (): Yardstick => {
    const begin = performance.now();
    const cpu = cpuSeconds(() => {
      hashFiles(folder);
    });
    return { cpuSeconds: cpu, wallSeconds: (performance.now() - begin) / 1000 };
  };
  const [a, b] = [once(), once()];
  return a.cpuSeconds < b.cpuSeconds ? a : b;
}

function hashFiles(folder: string): number {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let sum = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = openSync(join(entry.parentPath, entry.name), "r");
    for (let count = chunk.length; count === chunk.length;) {
      count = readSync(file, chunk, 0, chunk.length, null);
      sum = (sum + hashWords(chunk.subarray(0, count))) | 0;
    }
    closeSync(file);
  }
  return sum;
}

/** Bytes below which the clock is too coarse: they are gone over again. */
const BYTES_LEAST = 64_000_000;

/** CPU seconds that the yardstick takes on the bytes, on a warm engine: the best of three. */
export function yardstickSeconds(bytes: Uint8Array): number {
  const rounds = Math.max(1, Math.ceil(BYTES_LEAST / Math.max(1, bytes.length)));
  let best = Infinity;
  for (let attempt = 0; attempt < 3; attempt++) {
    const seconds = cpuSeconds(() => {
      for (let round = 0; round < rounds; round++) hashWords(bytes);
    });
    best = Math.min(best, seconds / rounds);
  }
  return best;
}

/** CPU seconds, user and system, of this process while `work` ran. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
