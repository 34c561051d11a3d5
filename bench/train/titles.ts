/** What the headline of a plain text is chosen by: learned from pages whose HTML says what their headline is. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "htmlparser2";
import { extract } from "../../src/extract/extract.ts";
import { behead } from "../../src/extract/head-line.ts";
import { labelBlocks } from "../../src/extract/labeller/label.ts";
import { extentOf } from "../../src/extract/metadata/block-claims.ts";
import { type LineMeasures, MEASURE_NAMES, type TitleWeights } from "../../src/extract/metadata/line-measures.ts";
import { chooseLine, type HeadLine, linesOf } from "../../src/extract/metadata/text-titles.ts";
import { DEFAULTS } from "../../src/options.ts";
import { parse } from "../../src/parse/parse.ts";
import { type Choice, learnChoices } from "./choices.ts";
import { FLAT_STYLES, rawDocument } from "./corpus.ts";
import { flatten, type FlatStyle } from "./flatten.ts";
import { type GoldPage, type PartName, readSet, type SetName } from "./sets.ts";

const weightsFile = join(import.meta.dirname, "..", "..", "src", "extract", "metadata", "title-weights.ts");

const SETS: readonly SetName[] = ["wcxb", "daniel", "l3s-gn1", "cleanportal", "dragnet"];
/** Pages that are read of a set and part, so that none drowns the others. */
const PAGES_MAX = 300;
/** A line a top-level branch: few such texts have a line that is the headline. */
const GIANT_WEIGHT = 0.5;

/** A page flattened in one style. */
interface TitleText {
  readonly set: SetName;
  readonly part: PartName;
  readonly style: FlatStyle;
  readonly lines: readonly HeadLine[];
  /** For each line: is it the headline? */
  readonly isRight: readonly boolean[];
}

/** Learns on the part `train`, says what that is worth on `tune`, learns on both and writes the weights. */
export async function trainTitles(say: (line: string) => void): Promise<void> {
  const texts: TitleText[] = [];
  for (const set of SETS) texts.push(...(await readTexts(set, "train")), ...(await readTexts(set, "tune")));
  const held = learnWeights(texts.filter(({ part }) => part === "train"));
  const tune = texts.filter(({ part }) => part === "tune");
  for (const set of SETS) {
    const figures = FLAT_STYLES.map((style) =>
      figuresOf(
        tune.filter((text) => text.set === set && text.style === style),
        held,
      ),
    );
    if (figures.some(({ texts }) => texts > 0)) say(`tune ${set.padEnd(8)} ${figures.map(sayFigures).join("  ")}`);
  }
  const weights = learnWeights(texts);
  writeFileSync(weightsFile, sourceOf(weights));
  say(`${texts.length} texts: ${JSON.stringify(weights)}`);
}

async function readTexts(set: SetName, part: PartName): Promise<TitleText[]> {
  const texts: TitleText[] = [];
  let pages = 0;
  for await (const gold of readSet(set, [part])) {
    if (pages++ >= PAGES_MAX) break;
    const title = await titleOf(gold, set);
    if (title === undefined) continue;
    const tree = parseDocument(gold.html, { decodeEntities: true });
    for (const style of FLAT_STYLES) {
      const lines = await linesOfText(gold, set, flatten(tree, style));
      const isRight = lines.map(({ value, bare }) => squeeze(value) === title || squeeze(bare) === title);
      if (lines.length > 0) texts.push({ set, part, style, lines, isRight });
    }
  }
  return texts;
}

/** What the HTML of the page gives as its headline, squeezed; undefined where it gives none. */
async function titleOf(gold: GoldPage, set: SetName): Promise<string | undefined> {
  const { title } = extract(await parse(rawDocument(gold, set, "html", gold.html), DEFAULTS), undefined, DEFAULTS).metadata;
  return title === undefined || title.from === "first sentence" ? undefined : squeeze(title.value);
}

/** The lines as the program measures them, but for the rules that come between. */
async function linesOfText(gold: GoldPage, set: SetName, text: string): Promise<HeadLine[]> {
  const parsed = await parse(rawDocument(gold, set, "text", text), DEFAULTS);
  const labelled = labelBlocks(parsed, undefined, DEFAULTS);
  const beheaded = behead(parsed, labelled);
  const { page, labels } = beheaded ?? { page: parsed, labels: labelled };
  const keep = labels.keep.map((isKept, i) => isKept && !(beheaded !== undefined && i >= beheaded.head.first && i <= beheaded.head.last));
  const { blocks } = page;
  return linesOf({ blocks, first: extentOf(blocks, keep, labels.scores).first, keep, scores: labels.scores });
}

/** Letters and digits alone: headlines are set in other signs and cases in text. */
function squeeze(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function learnWeights(texts: readonly TitleText[]): TitleWeights {
  const choices = texts.map(({ lines, isRight, style }): Choice => ({
    measures: Float64Array.from(lines.flatMap(({ measures }) => MEASURE_NAMES.map((name) => measures[name]))),
    isRight: Uint8Array.from(isRight, (one) => (one ? 1 : 0)),
    weight: style === "giant" ? GIANT_WEIGHT : 1,
  }));
  const { weights, none } = learnChoices(choices, MEASURE_NAMES.length);
  return {
    measures: Object.fromEntries(MEASURE_NAMES.map((name, i) => [name, round(weights[i] ?? 0)])) as LineMeasures,
    none: round(none),
  };
}

/** To two decimals: what is measured is what is committed. */
function round(weight: number): number {
  return Math.round(100 * weight) / 100;
}

interface Figures {
  readonly texts: number;
  /** Texts with a line that is the headline. */
  readonly held: number;
  /** Texts whose claimed line is the headline, and texts in which another line is claimed. */
  readonly right: number;
  readonly wrong: number;
}

function figuresOf(texts: readonly TitleText[], weights: TitleWeights): Figures {
  const chosen = texts.map(({ lines, isRight }) => {
    const line = chooseLine(lines, weights)?.line;
    return line === undefined ? undefined : isRight[lines.indexOf(line)] === true;
  });
  return {
    texts: texts.length,
    held: texts.filter(({ isRight }) => isRight.includes(true)).length,
    right: chosen.filter((isRight) => isRight === true).length,
    wrong: chosen.filter((isRight) => isRight === false).length,
  };
}

function sayFigures({ texts, held, right, wrong }: Figures, i: number): string {
  return `${FLAT_STYLES[i] ?? ""}: ${right} of ${held} right, ${wrong} wrong, ${texts} texts`;
}

/** The text of src/extract/metadata/title-weights.ts, as prettier would set it. */
export function sourceOf({ measures, none }: TitleWeights): string {
  return [
    "/** What a text's headline is chosen by. Made by `npm run train -- titles`: bench/train/README.md says from what. Not to be edited. */",
    'import type { TitleWeights } from "./line-measures.ts";',
    "",
    "export const TITLE_WEIGHTS: TitleWeights = {",
    "  measures: {",
    ...MEASURE_NAMES.map((name) => `    ${name}: ${measures[name]},`),
    "  },",
    `  none: ${none},`,
    "};",
    "",
  ].join("\n");
}
