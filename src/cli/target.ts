/** What a person points at with `ingest explain` and `ingest compare`. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { recordPath } from "../emit/record-path.ts";
import { ingest } from "../ingest.ts";
import { discover } from "../io/discover.ts";
import { openBytes } from "../io/open.ts";
import { counted } from "../text/quantities.ts";
import type { Options } from "../options.ts";
import type { Outcome } from "../types.ts";
import { UsageError } from "./usage-error.ts";

/** A file, and the record in it. */
export interface Target {
  readonly path: string;
  /** What stands after "#"; undefined: the file as a whole. */
  readonly record: string | undefined;
}

/** Records named when a person has to choose one. */
const RECORDS_SHOWN = 5;

/** "drop/a.jsonl#12" as a path and a record. A "#" that belongs to the name of a file is no border. undefined: there is no such file. */
export function parseTarget(text: string, workingFolder: string): Target | undefined {
  if (text === "-") return { path: text, record: undefined };
  if (existsSync(resolve(workingFolder, text))) return { path: text, record: undefined };
  for (let at = text.lastIndexOf("#"); at > 0; at = text.lastIndexOf("#", at - 1)) {
    const path = text.slice(0, at);
    if (path === "-" || existsSync(resolve(workingFolder, path))) return { path, record: text.slice(at + 1) };
  }
  return undefined;
}

/** The outcome of one record by itself: no other document is looked at. Throws UsageError when the target is not exactly one record. */
export async function outcomeOf(target: Target, options: Options, workingFolder: string): Promise<Outcome> {
  const { sources, refused } = await discover([target.path], { workingFolder, output: undefined });
  const inputs = [...sources, ...refused];
  if (inputs.length === 0) throw new UsageError(`${target.path} holds no documents`);
  if (inputs.length > 1) throw new UsageError(`${target.path} is a folder of ${counted(inputs.length, "file")}`, "Name one of them.");
  const alone: Options = { ...options, dedupe: false, siteMemory: false };
  const labels: string[] = [];
  let only: Outcome | undefined;
  for await (const outcome of ingest({ inputs, options: alone }, { open: openBytes })) {
    const label = outcome.provenance.record?.label;
    if (target.record !== undefined && label === target.record) return outcome;
    labels.push(recordPath(outcome.provenance));
    only = outcome;
  }
  if (target.record !== undefined) throw new UsageError(`${target.path} has no record "${target.record}"`, choices(labels));
  if (only === undefined) throw new UsageError(`${target.path} holds no documents`);
  if (labels.length > 1) throw new UsageError(`${target.path} holds ${counted(labels.length, "record")}`, `Name one: ${choices(labels)}`);
  return only;
}

function choices(labels: readonly string[]): string {
  return labels.slice(0, RECORDS_SHOWN).join(", ") + (labels.length > RECORDS_SHOWN ? ", …" : "");
}
