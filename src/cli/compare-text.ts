/** Two articles side by side, for a person. */
import { clip, pad, printable, wrap } from "../io/printable.ts";
import type { Stream } from "../io/terminal.ts";
import { count, counted } from "../text/quantities.ts";
import type { Article } from "../types.ts";
import type { Comparison, Passage, Range } from "../dedupe/compare.ts";

/** One side: how the person named it, and what was made of it. */
export interface Side {
  readonly name: string;
  readonly article: Article;
}

/** Lines of a passage that stands on one side alone; the rest of it is told by its length. */
const LINES_MAX = 8;

/** Columns before the texts, and between them. */
const MARGIN = 2;
const GUTTER = " │ ";

type Surface = Pick<Stream, "columns" | "paint">;

/** The whole picture, ending in a line feed. */
export function compareText({ a, b, comparison }: { a: Side; b: Side; comparison: Comparison }, surface: Surface): string {
  const lines = [
    ...sideLines({ a, b, comparison }, surface),
    "",
    ...verdictLines(comparison, surface),
    "",
    ...passageLines({ a, b, comparison }, surface),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function sideLines({ a, b, comparison }: { a: Side; b: Side; comparison: Comparison }, { columns, paint }: Surface): string[] {
  const line = (letter: string, { name, article }: Side, share: number): string[] => {
    const title = printable(article.metadata.title?.value ?? "without a title");
    return [
      `${paint.bold(letter)}  ${clip(printable(name), columns - 3)}`,
      `   ${paint.dim(clip(title, columns - 3))}`,
      `   ${counted(article.wordCount, "word")}, ${Math.round(share * 100)}% of them in the other`,
    ];
  };
  return [...line("a", a, comparison.coverage.a), ...line("b", b, comparison.coverage.b)];
}

function verdictLines({ relation, rule, isSame, because, otherwise, differing }: Comparison, { columns, paint }: Surface): string[] {
  const verdict = isSame
    ? paint.green("The same article")
    : relation === undefined
      ? paint.yellow("Two articles")
      : paint.yellow("Two articles, related");
  const indented = (text: string): string[] => wrap(printable(text), columns - MARGIN).map((line) => `${" ".repeat(MARGIN)}${line}`);
  return [
    `${verdict}${relation === undefined ? "" : ` (${relation})`}, by the rule “${rule}”.`,
    ...indented(because),
    ...(differing.length === 0 ? [] : indented(`Differing: ${differing.join(", ")}.`)),
    ...indented(otherwise),
  ];
}

function passageLines({ a, b, comparison }: { a: Side; b: Side; comparison: Comparison }, surface: Surface): string[] {
  const width = Math.floor((surface.columns - MARGIN - GUTTER.length) / 2);
  const texts = { a: a.article.text, b: b.article.text };
  const header = `${" ".repeat(MARGIN)}${surface.paint.bold(pad("a", width))}${surface.paint.dim(GUTTER)}${surface.paint.bold("b")}`;
  return [header, ...comparison.passages.flatMap((passage) => passageRows(passage, texts, width, surface))];
}

function passageRows({ kind, a, b }: Passage, texts: { a: string; b: string }, width: number, { columns, paint }: Surface): string[] {
  if (kind === "same") {
    const text = slice(texts.a, a);
    const length = ` ${counted(text.length, "letter")} alike`;
    return [paint.dim(`= ${clip(text, columns - MARGIN - length.length)}${length}`)];
  }
  const left = cellLines(slice(texts.a, a), width);
  const right = cellLines(slice(texts.b, b), width);
  const sign = kind === "changed" ? "≠" : kind === "only a" ? "<" : ">";
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const cells = `${paint.red(pad(left[i] ?? "", width))}${paint.dim(GUTTER)}${paint.green(right[i] ?? "")}`;
    return `${i === 0 ? sign : " "} ${cells}`;
  });
}

function cellLines(text: string, width: number): string[] {
  const lines = wrap(text, width);
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_MAX - 1), clip(`… ${count(text.length)} letters in all`, width)];
}

function slice(text: string, range: Range | undefined): string {
  return range === undefined ? "" : printable(text.slice(range.start, range.end)).trim();
}
