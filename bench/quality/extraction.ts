/** How well articles are cut out of their pages: HTML and five text styles, by set, part and language. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Favor } from "../../src/options.ts";
import type { PageStyle } from "../train/corpus.ts";
import type { PartName, SetName } from "../train/sets.ts";
import { errorLines } from "./errors.ts";
import { OPTIONS, predict, type Predicted, type Through } from "./predict.ts";
import { reliabilityLines } from "./reliability.ts";
import { countSegments, scorePage, segmentTotal, type Total, totalOf } from "./score.ts";
import { worstLines } from "./worst.ts";

/** What a bench gives: lines to read, and figures that floors hold. */
export interface BenchResult {
  readonly lines: string[];
  readonly figures: Record<string, number>;
}

export interface ExtractionSelection {
  readonly sets: readonly SetName[];
  readonly styles: readonly (PageStyle | Through)[];
  readonly parts: readonly PartName[];
  /** Worst pages that are shown of each set and style. */
  readonly worst: number;
  /** Folder that gets one file of {id, text} a set and style; undefined: none. */
  readonly predictions: string | undefined;
  readonly siteMemory: boolean;
  readonly favor: Favor;
}

export const EXTRACTION_SETS: readonly SetName[] = ["wcxb", "daniel", "l3s-gn1", "segments"];
export const EXTRACTION_STYLES: readonly PageStyle[] = ["html", "dom", "textnode", "blob", "giant", "w3m"];

/** Measures a selection. */
export async function extractionBench(selection: ExtractionSelection): Promise<BenchResult> {
  const lines: string[] = [
    `extraction, part ${selection.parts.join("+")}, favor ${selection.favor}${selection.siteMemory ? "" : ", without site memory"}`,
  ];
  const figures: Record<string, number> = {};
  const inHtml: Predicted[] = [];
  const inText: Predicted[] = [];
  for (const set of selection.sets) {
    for (const style of selection.styles) {
      const start = process.cpuUsage().user;
      const predicted = await predict({
        set,
        style,
        parts: selection.parts,
        options: { ...OPTIONS, siteMemory: selection.siteMemory, favor: selection.favor },
      });
      if (predicted.length === 0) continue;
      const milliseconds = (process.cpuUsage().user - start) / 1e3 / predicted.length;
      const name = `${set}.${typeof style === "string" ? style : "through"}`;
      if (selection.predictions !== undefined) writePredictions(selection.predictions, name, predicted);
      const isSegments = set === "segments";
      const total = isSegments ? segmentTotal(predicted.map((one) => countSegments(one.gold, one.article.text))) : goldTotal(predicted);
      figures[`${name}.f1`] = total.f1;
      figures[`${name}.empty`] = total.empty;
      lines.push(`${name.padEnd(18)} ${describe(total)}  ${milliseconds.toFixed(0)} ms a page`);
      if (isSegments) continue;
      lines.push(...languageLines(name, predicted, figures));
      (style === "html" ? inHtml : inText).push(...predicted);
      lines.push(...errorLines(name, predicted));
      lines.push(...worstLines(predicted, selection.worst));
    }
  }
  lines.push(...reliabilityLines("html", inHtml), ...reliabilityLines("text", inText));
  return { lines, figures };
}

function describe(total: Total): string {
  const number = (value: number): string => value.toFixed(4);
  const empty = total.empty > 0 ? `  EMPTY ${total.empty}` : "";
  return `F1 ${number(total.f1)}  P ${number(total.precision)}  R ${number(total.recall)}  pages ${total.pages}${empty}`;
}

function goldTotal(predicted: readonly Predicted[]): Total {
  const total = totalOf(predicted.map((one) => scorePage(one.gold.gold, one.article.text)));
  // A page that comes without any text (its flattener lost it all) cannot be blamed on the program.
  const empty = predicted.filter(
    (one) => one.gold.gold.trim() !== "" && one.article.text === "" && one.page.blocks.some((block) => block.text !== ""),
  );
  return { ...total, empty: empty.length };
}

/** A line for every language of a set that has several, and the mean over them. */
function languageLines(name: string, predicted: readonly Predicted[], figures: Record<string, number>): string[] {
  const languages = [...new Set(predicted.map((one) => one.gold.language ?? ""))].sort();
  if (languages.length < 2) return [];
  const totals = languages.map((language) => ({
    language,
    total: goldTotal(predicted.filter((one) => (one.gold.language ?? "") === language)),
  }));
  const mean = totals.reduce((sum, one) => sum + one.total.f1, 0) / totals.length;
  figures[`${name}.languages`] = mean;
  figures[`${name}.worst-language`] = Math.min(...totals.map((one) => one.total.f1));
  return [
    `  mean of ${languages.length} languages: F1 ${mean.toFixed(4)}`,
    ...totals.map((one) => `  ${one.language}: ${describe(one.total)}`),
  ];
}

function writePredictions(folder: string, name: string, predicted: readonly Predicted[]): void {
  mkdirSync(folder, { recursive: true });
  const rows = predicted.map((one) => `${JSON.stringify({ id: one.gold.id, text: one.article.text })}\n`);
  writeFileSync(join(folder, `${name}.jsonl`), rows.join(""));
}
