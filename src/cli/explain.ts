/** `ingest explain <target>`: why each block was kept or dropped, and where each fact comes from. */
import { openConsole, type Console } from "./console.ts";
import { explainOutcome } from "./explain-text.ts";
import type { Settings } from "./settings.ts";
import { outcomeOf, parseTarget } from "./target.ts";
import { UsageError } from "./usage-error.ts";

const ALONE = "Decided alone: site memory and duplicates are missing from this picture.";

/** Explains one record; the exit status. */
export async function explain(text: string, settings: Settings): Promise<number> {
  const console: Console = openConsole(settings.color);
  const target = parseTarget(text, console.workingFolder);
  if (target === undefined)
    throw new UsageError(`there is no input and no article "${text}"`, "Name a file, a record (drop/a.jsonl#12), an id, or a written .md.");
  const outcome = await outcomeOf(target, settings, console.workingFolder);
  await console.out.write(explainOutcome(outcome, console.out));
  await console.out.settle();
  await console.err.write(`${ALONE}\n`);
  return outcome.fate.kind === "failed" ? 3 : 0;
}
