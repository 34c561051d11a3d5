/** How much the figures on the labelled set move with each number of the decision table: a table for docs/duplicates.md. */
import { LIMITS } from "../../src/dedupe/decide.ts";
import { foldsIn, groupDocuments, type Document } from "../generators/run.ts";
import { scoreDuplicates, type Truth } from "./duplicates-score.ts";

/** Each number at values on either side of its own. */
const TRIED: readonly (readonly [keyof typeof LIMITS, readonly number[]])[] = [
  ["namesMin", [0.6, 0.66, 0.78, 0.84]],
  ["noisy", [0.4, 0.55, 0.9, 1.2]],
  ["noisyNumbers", [0.1, 0.3]],
  ["ownShareMin", [0.2, 0.5]],
  ["placeMatters", [0.2, 0.4]],
  ["beforeLetters", [300, 600]],
  ["smallShareCoverage", [0.75, 0.92]],
  ["anywhereLetters", [150, 500]],
  ["otherTitle", [0.25, 0.5]],
  ["otherTitleShare", [0.45, 0.75]],
  ["onePiece", [0.7, 0.95]],
  ["shortLetters", [300, 700]],
];

/** One line a value tried. */
export function sensitivityLines(documents: readonly Document[], truth: Truth): string[] {
  const ids = documents.map(({ id }) => id);
  const line = (name: string, value: number): string => {
    const { precision, recall, f1 } = scoreDuplicates(ids, truth, foldsIn(groupDocuments(documents)));
    return `  ${name} ${value}: P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}`;
  };
  const lines: string[] = [];
  for (const [name, values] of TRIED) {
    const own = LIMITS[name];
    for (const value of values) {
      // The numbers are constants to the program; only this table turns them.
      Reflect.set(LIMITS, name, value);
      lines.push(line(name, value));
    }
    Reflect.set(LIMITS, name, own);
  }
  return lines;
}
