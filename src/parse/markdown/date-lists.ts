/** Dates that Markdown takes for lists: "22. August 2023" at the head of a line is the twenty-second item of one. */
import type { BlockContent, DefinitionContent, List, Paragraph } from "mdast";

/** What follows the day: a word, perhaps cut short, and a year; or the word and the day behind the year. */
const AFTER_DAY = /^\p{L}[\p{L}\p{M}]{2,14}\.?\s\d{4}(?!\d)/u;
const AFTER_YEAR = /^\p{L}[\p{L}\p{M}]{2,14}\.?\s\d{1,2}(?!\d)/u;
const DAY_MAX = 31;
const YEARS: readonly [min: number, max: number] = [1600, 2199];

/** The content of a list of one item that is a date, with its number where the author wrote it; undefined for all other lists. */
export function dateOfList(list: List): readonly (BlockContent | DefinitionContent)[] | undefined {
  const [item] = list.children;
  const [first, ...rest] = item?.children ?? [];
  if (list.ordered !== true || list.children.length !== 1 || first?.type !== "paragraph") return undefined;
  const [text, ...others] = first.children;
  const number = list.start ?? 1;
  if (text?.type !== "text") return undefined;
  const isYear = number >= YEARS[0] && number <= YEARS[1];
  if (!(number <= DAY_MAX && AFTER_DAY.test(text.value)) && !(isYear && AFTER_YEAR.test(text.value))) return undefined;
  const paragraph: Paragraph = { ...first, children: [{ ...text, value: `${number.toString()}. ${text.value}` }, ...others] };
  return [paragraph, ...rest];
}
