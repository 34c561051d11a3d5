/** The output folder of one run: Markdown files, and manifest.ndjson when all is done. */
import { createHash, type Hash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { growWhole, removeLitter, writeWhole, type GrowingFile } from "../io/atomic.ts";
import { COLLECTION_MARK } from "../io/discover.ts";
import { faultText } from "../io/faults.ts";
import { fileName } from "../emit/file-name.ts";
import type { Article } from "../types.ts";
import { UsageError } from "./usage-error.ts";

export const MANIFEST = "manifest.ndjson";

/** What an earlier run wrote, by article. */
interface Earlier {
  readonly names: ReadonlyMap<string, string>;
  readonly manifestSha256: string | undefined;
}

export interface OutputFolder {
  /** The name of an article's file: the one it has had, or a new one. */
  nameFor(article: Article): string;
  /** Writes a file when its bytes differ. */
  write(name: string, text: string): Promise<"written" | "unchanged">;
  /** A line of the manifest. */
  record(line: string): void;
  /** Writes the manifest when it differs, and removes files of earlier runs that belong to no article now. */
  finish(): Promise<Finish>;
  /** Leaves the files that are whole and nothing else. */
  abandon(): void;
}

export interface Finish {
  readonly isManifestNew: boolean;
  /** Names of files that were removed. */
  readonly removed: readonly string[];
}

const NOT_WRITTEN: GrowingFile = { write: () => undefined, finish: () => undefined, abandon: () => undefined };

/** Opens the folder for writing; creates it. A dry run compares and writes nothing. Throws UsageError when it cannot be written. */
export async function openOutputFolder(folder: string, { isDryRun }: { readonly isDryRun: boolean }): Promise<OutputFolder> {
  const manifestPath = join(folder, MANIFEST);
  const manifest = isDryRun ? NOT_WRITTEN : openManifest(folder, manifestPath);
  const earlier = await readEarlier(manifestPath);
  const taken = new Set<string>(earlier.names.values());
  const used = new Set<string>();
  const hash: Hash = createHash("sha256");
  return {
    nameFor(article) {
      const known = earlier.names.get(article.id);
      if (known !== undefined) return known;
      const short = fileName(article);
      const name = taken.has(short) ? fileName(article, article.id.length) : short;
      taken.add(name);
      return name;
    },
    async write(name, text) {
      used.add(name);
      const path = join(folder, name);
      const before = await readFile(path, "utf8").catch(() => undefined);
      if (before === text) return "unchanged";
      if (!isDryRun) await writeWhole(path, text);
      return "written";
    },
    record(line) {
      hash.update(line);
      manifest.write(line);
    },
    async finish() {
      const isManifestNew = hash.digest("hex") !== earlier.manifestSha256;
      if (isManifestNew) manifest.finish();
      else manifest.abandon();
      const removed = [...earlier.names.values()].filter((name) => !used.has(name) && existsSync(join(folder, name)));
      if (!isDryRun) for (const name of removed) await unlink(join(folder, name));
      return { isManifestNew, removed };
    },
    abandon() {
      manifest.abandon();
    },
  };
}

function openManifest(folder: string, path: string): GrowingFile {
  try {
    mkdirSync(join(folder, COLLECTION_MARK), { recursive: true });
    removeLitter(folder);
    return growWhole(path);
  } catch (error) {
    throw new UsageError(
      `cannot write to the output folder ${folder}: ${faultText(error)}`,
      "Name another one with --out, or see the records with --json.",
    );
  }
}

async function readEarlier(path: string): Promise<Earlier> {
  const names = new Map<string, string>();
  if (!existsSync(path)) return { names, manifestSha256: undefined };
  const hash = createHash("sha256");
  const stream = createReadStream(path);
  stream.on("data", (chunk) => hash.update(chunk));
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    const written = writtenBy(line);
    if (written !== undefined) names.set(written.id, written.output);
  }
  return { names, manifestSha256: hash.digest("hex") };
}

/** Whose file a line of the manifest names. A line that is no record names none; a name that leads out of the folder is none of ours. */
function writtenBy(line: string): { id: string; output: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("id" in value) || !("output" in value)) return undefined;
  const { id, output } = value;
  return typeof id === "string" && typeof output === "string" && /^[a-z0-9-]+\.md$/.test(output) ? { id, output } : undefined;
}
