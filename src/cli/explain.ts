/** `ingest explain <target>`: why each block was kept or dropped, and where each fact comes from. */
import type { Outcome } from "../types.ts";
import { openConsole } from "./console.ts";
import { explainOutcome } from "./explain-text.ts";
import { findRecorded } from "./recorded.ts";
import type { Settings } from "./settings.ts";
import { outcomeOf, parseTarget } from "./target.ts";
import { checkNamed, UsageError } from "./usage-error.ts";

const ALONE = "Decided alone: no run has recorded this input, so site memory and duplicates are missing from the picture.";

/** Explains one record: as a collection has recorded it, else by itself. The exit status. */
export async function explain(text: string, settings: Settings): Promise<number> {
  checkNamed([text]);
  const console = openConsole(settings.color);
  const recorded = await findRecorded(text, settings, console.workingFolder);
  const outcome = recorded?.outcome ?? (await decideAlone(text, settings, console.workingFolder));
  await console.out.write(explainOutcome(outcome, console.out, { names: recorded?.names ?? new Map(), isAlone: recorded === undefined }));
  await console.out.settle();
  for (const remark of recorded?.remarks ?? [ALONE]) await console.err.write(`${remark}\n`);
  return outcome.fate.kind === "failed" ? 3 : 0;
}

async function decideAlone(text: string, settings: Settings, workingFolder: string): Promise<Outcome> {
  const target = parseTarget(text, workingFolder);
  if (target !== undefined) return outcomeOf(target, settings, workingFolder);
  throw new UsageError(`there is no input and no article "${text}"`, "Name a file, a record (drop/a.jsonl#12), an id, or a written .md.");
}
