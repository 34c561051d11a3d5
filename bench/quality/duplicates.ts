/**
 * Copies: found, and not taken for copies. The labelled set with cleaning off and through the whole flow; sets of our own for what it does
 * not hold; and how sensitive the figures are to each threshold. Sizes and seeds are constants: the same figures on every machine.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { ingest } from "../../src/ingest.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import { foldsIn, groupDocuments, type Document } from "../generators/run.ts";
import { ownSets } from "./duplicates-own.ts";
import { countLine, scoreDuplicates, type DuplicateScore, type Truth } from "./duplicates-score.ts";
import { sensitivityLines } from "./sensitivity.ts";

const TruthShape = z.object({
  groups: z.array(z.object({ members: z.array(z.object({ id: z.string(), kind: z.string() })) })),
  pairs: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
});
const Row = z.object({ id: z.string(), url: z.string().optional(), title: z.string(), text: z.string() });

interface LabelledSet {
  readonly documents: readonly (Document & { readonly title: string })[];
  readonly lines: Buffer;
  readonly truth: Truth;
}

/** All figures. `dataFolder` holds duplicates/dev; without it only the sets of our own are scored. */
export async function duplicatesBench(dataFolder: string): Promise<{ lines: string[]; figures: Record<string, number> }> {
  const lines: string[] = [];
  const figures: Record<string, number> = {};
  const set = readSet(join(dataFolder, "duplicates", "dev"));
  if (set === undefined) lines.push("duplicates: no labelled set; only the sets of our own");
  else {
    const bare = scoreDuplicates(idsOf(set), set.truth, foldsIn(groupDocuments(set.documents)));
    report("texts as they are", bare, lines, figures);
    for (const clean of [false, true]) {
      const pairs = await foldsOfFlow(set.lines, { ...DEFAULTS, clean });
      report(clean ? "whole flow" : "flow, --no-clean", scoreDuplicates(idsOf(set), set.truth, pairs), lines, figures);
    }
    for (const threshold of [0.62, 0.66, 0.7, 0.74, 0.78, 0.82, 0.86]) {
      const { precision, recall, f1 } = scoreDuplicates(idsOf(set), set.truth, foldsIn(groupDocuments(set.documents, { threshold })));
      lines.push(`  threshold ${threshold}: P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}`);
    }
  }
  // Some two minutes: asked for by name.
  if (set !== undefined && process.env["INGEST_BENCH_SENSITIVITY"] === "1") lines.push(...sensitivityLines(set.documents, set.truth));
  for (const { name, value, line } of ownSets()) {
    lines.push(line);
    figures[name] = value;
  }
  return { lines, figures };
}

/** The set in a folder; undefined where there is none. */
export function readSet(folder: string): LabelledSet | undefined {
  const file = join(folder, "docs.jsonl.gz");
  if (!existsSync(file)) return undefined;
  const lines = gunzipSync(readFileSync(file));
  const documents = lines
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Row.parse(JSON.parse(line)));
  return {
    documents,
    lines,
    truth: TruthShape.parse(JSON.parse(gunzipSync(readFileSync(join(folder, "truth.json.gz"))).toString("utf8"))),
  };
}

function idsOf({ documents }: LabelledSet): string[] {
  return documents.map(({ id }) => id);
}

/** Canonical and duplicate of every fold of a whole run over the set as one file of JSON lines. */
async function foldsOfFlow(lines: Buffer, options: Options): Promise<[string, string][]> {
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async function* open(): AsyncGenerator<Uint8Array> {
    yield lines;
  }
  const keys = new Map<string, string>();
  const folds: [string, string][] = [];
  const request = { inputs: [{ path: "dev.jsonl", address: "dev.jsonl" }], options };
  for await (const outcome of ingest(request, { open })) {
    keys.set(outcome.id, outcome.key ?? "");
    if (outcome.fate.kind === "duplicate") folds.push([outcome.fate.of, outcome.id]);
  }
  return folds.map(([canonical, id]) => [keys.get(canonical) ?? "", keys.get(id) ?? ""]);
}

function report(name: string, score: DuplicateScore, lines: string[], figures: Record<string, number>): void {
  const { precision, recall, f1, largest } = score;
  lines.push(`${name}: P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}  largest ${largest}`);
  lines.push(`  recall        ${countLine(score.recallByKind)}`, `  false merges  ${countLine(score.falseMergesByKind)}`);
  figures[`${name}.f1`] = f1;
  figures[`${name}.precision`] = precision;
}
