/** Fixtures whose whole outcome is kept beside them: pages one by one, and sets of copies. */
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { explainOutcome } from "../../src/cli/explain-text.ts";
import { emit } from "../../src/emit/emit.ts";
import { fileName } from "../../src/emit/file-name.ts";
import { ingest } from "../../src/ingest.ts";
import { DEFAULTS } from "../../src/options.ts";
import type { Outcome, Source } from "../../src/types.ts";

export const FIXTURES: string = resolve(import.meta.dirname, "../../fixtures");

/** The files that a fixture expects, by name relative to its folder. */
export type Golden = ReadonlyMap<string, string>;

/** Columns that explanations are laid out for. */
const COLUMNS = 80;
const SURFACE = { columns: COLUMNS, paint: new Proxy({}, { get: () => String }) } as Parameters<typeof explainOutcome>[1];

/** Folders below fixtures/<group>. */
export function casesOf(group: "pages" | "duplicates"): string[] {
  return readdirSync(join(FIXTURES, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** What comes out of a page: its Markdown file (or why there is none) and the explanation. */
export async function pageGolden(name: string): Promise<Golden> {
  const folder = join(FIXTURES, "pages", name);
  const source = readdirSync(folder).find((file) => file.startsWith("source."));
  if (source === undefined) throw new Error(`${folder} has no source`);
  const [outcome] = await outcomesOf(folder, [source]);
  if (outcome === undefined) throw new Error(`${folder} came out as nothing`);
  const { file, record } = emit(outcome, DEFAULTS, { version: "0", fileName: fileNameOf(outcome) });
  return new Map([
    ["expected.md", file ?? `No file: ${record.status}, ${record.reason ?? "no reason"}\n`],
    ["expected.explain.txt", explainOutcome(outcome, SURFACE, { names: new Map(), isAlone: false })],
  ]);
}

/** What comes out of a set: who is a copy of whom, and the Markdown of what was kept. */
export async function setGolden(name: string): Promise<Golden> {
  const folder = join(FIXTURES, "duplicates", name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(txt|html|md)$/.test(entry.name) && !/^(about|expected)\./.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const outcomes = await outcomesOf(folder, files);
  const sources = new Map(outcomes.map((outcome) => [outcome.id, outcome.provenance.source]));
  const lines = outcomes.map((outcome) => {
    const of = outcome.fate.kind === "duplicate" ? ` of ${sources.get(outcome.fate.of) ?? "?"} (${outcome.match?.relation ?? "?"})` : "";
    const related = outcome.related.map((match) => {
      const other = match.a === outcome.id ? match.b : match.a;
      return `, ${match.relation} with ${sources.get(other) ?? "?"}`;
    });
    return `${outcome.provenance.source}: ${outcome.fate.kind}${of}${related.join("")}`;
  });
  const kept = outcomes
    .filter((outcome) => outcome.fate.kind === "article" && outcome.duplicates.length > 0)
    .map(
      (outcome) =>
        `\n── ${outcome.provenance.source}: ${outcome.keptBecause ?? ""}\n${emit(outcome, DEFAULTS, { version: "0", fileName: fileNameOf(outcome) }).file ?? ""}`,
    );
  return new Map([["expected.txt", `${lines.join("\n")}\n${kept.join("")}`]]);
}

/** The path of a golden file, and whether it is there. */
export function goldenFile(group: "pages" | "duplicates", name: string, file: string): { path: string; isThere: boolean } {
  const path = join(FIXTURES, group, name, file);
  return { path, isThere: existsSync(path) };
}

async function outcomesOf(folder: string, files: readonly string[]): Promise<Outcome[]> {
  const inputs: Source[] = files.map((file) => ({ path: file, address: join(folder, file) }));
  const outcomes: Outcome[] = [];
  const request = { inputs, options: DEFAULTS };
  for await (const outcome of ingest(request, { open: (source) => createReadStream(source.address) })) outcomes.push(outcome);
  return outcomes;
}

function fileNameOf(outcome: Outcome): string | undefined {
  return outcome.article === undefined ? undefined : fileName(outcome.article);
}
