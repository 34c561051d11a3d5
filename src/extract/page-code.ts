/** Rule: code of the page goes; code that an article shows stays. */
import type { Block } from "../types.ts";
import { type CodeRun, codeRuns } from "./code-runs.ts";
import { type Finding, isProse, type View } from "./view.ts";

export function pageCode(view: View): Finding[] {
  const runs = codeRuns(view);
  const isTutorial = runs.some((run) => isShown(view, run));
  return runs.flatMap((run) => {
    if (isBetweenProse(view, run) && (isTutorial || !run.isOfPage)) return [];
    return run.blocks.map(({ index }): Finding => ({ block: index, keep: false, class: "other", reason: "is code of the page" }));
  });
}

/** A sentence of the article says that code follows: "Then we write:". */
function isShown(view: View, run: CodeRun): boolean {
  return blockBefore(view, run)?.text.endsWith(":") === true && isBetweenProse(view, run);
}

function isBetweenProse(view: View, run: CodeRun): boolean {
  return isKeptProse(view, blockBefore(view, run)) && isKeptProse(view, view.blocks[(run.blocks.at(-1)?.index ?? 0) + 1]);
}

function blockBefore(view: View, run: CodeRun): Block | undefined {
  return view.blocks[(run.blocks[0]?.index ?? 0) - 1];
}

function isKeptProse(view: View, block: Block | undefined): boolean {
  return block !== undefined && view.keep[block.index] === true && (isProse(block) || block.text.endsWith(":"));
}
