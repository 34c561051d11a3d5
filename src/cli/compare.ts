/** `ingest compare <a> <b>`: the same article or not, and why. */
import { compareArticles } from "../dedupe/compare.ts";
import type { Article } from "../types.ts";
import { compareText, type Side } from "./compare-text.ts";
import { openConsole } from "./console.ts";
import type { Settings } from "./settings.ts";
import { outcomeOf, parseTarget } from "./target.ts";
import { checkNamed, UsageError } from "./usage-error.ts";

/** Compares two inputs; the exit status. */
export async function compare(a: string, b: string, settings: Settings): Promise<number> {
  checkNamed([a, b]);
  if (a === "-" && b === "-") throw new UsageError("standard input can be one side only", "Save it as a file, and name that.");
  const console = openConsole(settings.color);
  const sides = { a: await sideOf(a, settings, console.workingFolder), b: await sideOf(b, settings, console.workingFolder) };
  const comparison = compareArticles(sides.a.article, sides.b.article, settings);
  await console.out.write(compareText({ ...sides, comparison }, console.out));
  await console.out.settle();
  return 0;
}

async function sideOf(name: string, settings: Settings, workingFolder: string): Promise<Side> {
  const target = parseTarget(name, workingFolder);
  if (target === undefined) throw new UsageError(`there is no input "${name}"`, "Name a file, or a record: drop/a.jsonl#12.");
  const { article, fate } = await outcomeOf(target, settings, workingFolder);
  if (!hasText(article)) throw new UsageError(`${name} has no text to compare${"reason" in fate ? `: ${fate.reason}` : ""}`);
  return { name, article };
}

function hasText(article: Article | undefined): article is Article {
  return article !== undefined && article.text !== "";
}
