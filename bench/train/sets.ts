/** The labelled pages that the labeller learns from and is measured on. They are not part of the repository. */
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** Folder of the data, with `pages/` in it. */
export const dataFolder: string = process.env["INGEST_BENCH_DATA"] ?? join(import.meta.dirname, "..", "data");

export type SetName = "wcxb" | "l3s-gn1" | "dragnet" | "cleaneval" | "cleanportal" | "daniel" | "segments";
export type PartName = "train" | "tune" | "test";

/** A page with its gold: the text of its article, or strings that must and must not be kept. */
export interface GoldPage {
  readonly id: string;
  readonly url: string | undefined;
  readonly html: string;
  readonly gold: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  readonly language: string | undefined;
  readonly site: string;
  readonly part: PartName;
}

type Split = Readonly<Record<string, Readonly<Record<string, readonly [string, PartName]>>>>;

let split: Split | undefined;

function readSplit(): Split {
  split ??= JSON.parse(readFileSync(join(dataFolder, "pages", "split.json"), "utf8")) as Split;
  return split;
}

/** Is the data at hand? */
export function hasData(): boolean {
  return existsSync(join(dataFolder, "pages", "split.json"));
}

/** Rows of a gzipped file of JSON lines; none where the file does not exist. */
export async function* readRows(file: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) return;
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) if (line !== "") yield JSON.parse(line) as Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);

/** The pages of a set in the order of its file. */
export async function* readSet(set: SetName, parts: readonly PartName[]): AsyncGenerator<GoldPage> {
  const known = readSplit()[set] ?? {};
  for await (const row of readRows(join(dataFolder, "pages", `${set}.jsonl.gz`))) {
    const id = text(row["id"]);
    const [site, part] = known[id] ?? [id, "train"];
    if (!parts.includes(part)) continue;
    const url = text(row["url"]);
    const language = text(row["lang"]);
    yield {
      id,
      url: url === "" ? undefined : url,
      html: text(row["html"]),
      gold: text(row["gold"]),
      present: texts(row["present"]),
      absent: texts(row["absent"]),
      language: language === "" ? undefined : language,
      site,
      part,
    };
  }
}

/** The pages of a set as w3m lays them out, by id. Sets without them give an empty map. */
export async function readLaidOut(set: SetName): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const row of readRows(join(dataFolder, "pages", `${set}.w3m.jsonl.gz`))) found.set(text(row["id"]), text(row["text"]));
  return found;
}
