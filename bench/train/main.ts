/** `npm run train`: examples, training, weights. See README.md. */
import { spawnSync } from "node:child_process";
import { WORD_ROWS } from "../../src/extract/labeller/hashed-words.ts";
import { TEXT_COLUMN_COUNT } from "../../src/extract/labeller/text-features.ts";
import { MARKUP_COLUMNS, MARKUP_ROWS } from "../../src/text/markup-columns.ts";
import { buildCorpus, BARE_STYLES, FLAT_STYLES, SILVER_SETS, type Style } from "./corpus.ts";
import { type Example, type ExampleFile, loadFile } from "./examples.ts";
import { calibrate, type Calibration, type Scored } from "./calibrate.ts";
import { logOdds } from "../../src/extract/labeller/decode.ts";
import { Crew, learn, type Recipe } from "./learn.ts";
import { loadRun, packRun, saveRun, writeWeights } from "./runs.ts";
import { meanF1, type PageScore, scorePage } from "./measure.ts";
import { dataFolder, hasData, type PartName, type SetName } from "./sets.ts";
import { trainTitles } from "./titles.ts";

const ALL_STYLES: readonly Style[] = ["html", ...FLAT_STYLES, "w3m", "random1", "random2", ...BARE_STYLES];
const ALL_PARTS: readonly PartName[] = ["train", "tune", "test"];
/** What is learned from, and which parts of it are made into examples. */
const SETS: readonly (readonly [SetName, readonly PartName[]])[] = [
  ["wcxb", ALL_PARTS],
  ["daniel", ALL_PARTS],
  ["l3s-gn1", ALL_PARTS],
  ["segments", ALL_PARTS],
  ["cleanportal", ["train"]],
  ["dragnet", ["train"]],
  ["cleaneval", ["train"]],
];
/** Sets and styles that are measured after training. */
const MEASURED_SETS: readonly SetName[] = ["wcxb", "daniel", "l3s-gn1"];
const MEASURED_STYLES: readonly Style[] = ["html", ...FLAT_STYLES, "w3m"];
/** Probability from which a block is kept while comparing trainings. */
const KEEP_FROM = 0.45;

/** The recipe of the committed weights. */
const RECIPE: Recipe = {
  shape: {
    channels: 32,
    textColumns: TEXT_COLUMN_COUNT,
    markupColumns: MARKUP_COLUMNS.length,
    wordRows: WORD_ROWS,
    markupRows: MARKUP_ROWS,
    hashedWidth: 8,
    dilations: [1, 2, 4, 8],
    secondDilations: [1, 3],
  },
  seed: 1,
  epochs: 6,
  stylesAnEpoch: 3,
  batch: 32,
  rate: 3e-3,
  weightDecay: 0.01,
  gradientMax: 2,
  dropoutRate: 0.1,
  tableDropRate: 0.15,
  strangeWordsRate: 0.25,
  strangeTokensRate: 0.1,
  strangeShift: 0.2,
  columnDropRate: 0,
  siteDropRate: 0.5,
  bareRate: 0.1,
  pageLoss: 1,
  earlyLoss: 0.5,
  pageWeights: { wcxb: 1, daniel: 1, "l3s-gn1": 0.8, segments: 0.6, cleanportal: 0.5, dragnet: 0.6, cleaneval: 0.4 },
  pageShares: { dragnet: 0.6, cleaneval: 0.5 },
  parts: ["train"],
  withoutLanguages: [],
};

function say(line: string): void {
  console.log(line);
}

/** "--epochs 3" and the like, as a map. */
function readFlags(words: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, i) => {
    if (word.startsWith("--")) flags.set(word.slice(2), words[i + 1] ?? "");
  });
  return flags;
}

function recipeFrom(flags: ReadonlyMap<string, string>): Recipe {
  const number = (name: string, otherwise: number): number => (flags.has(name) ? Number(flags.get(name)) : otherwise);
  return {
    ...RECIPE,
    shape: { ...RECIPE.shape, channels: number("channels", RECIPE.shape.channels) },
    epochs: number("epochs", RECIPE.epochs),
    seed: number("seed", RECIPE.seed),
    bareRate: number("bare", RECIPE.bareRate),
    parts: flags.has("parts") ? ALL_PARTS.filter((part) => flags.get("parts")?.split(",").includes(part)) : RECIPE.parts,
    withoutLanguages: (flags.get("without") ?? "").split(",").filter((language) => language !== ""),
    pageWeights: { ...RECIPE.pageWeights, ...Object.fromEntries((flags.get("leave-out") ?? "").split(",").map((set) => [set, 0])) },
  };
}

async function makeCorpus(sets: readonly string[]): Promise<void> {
  for (const [set, parts] of SETS) {
    if (sets.length > 0 && !sets.includes(set)) continue;
    const start = process.cpuUsage().user;
    await buildCorpus(set, ALL_STYLES, parts);
    say(`${set}: ${((process.cpuUsage().user - start) / 1e6).toFixed(0)} s`);
  }
}

/** Page scores of the examples that are asked for, every unit above KEEP_FROM kept. */
async function scorePages(
  crew: Crew,
  isWanted: (example: Example) => boolean,
): Promise<{ readonly page: PageScore; readonly language: string }[]> {
  const numbers = crew.examples.flatMap((example, i) => (isWanted(example) ? [i] : []));
  const scores = await crew.score(numbers);
  return numbers.flatMap((number, i) => {
    const example = crew.examples[number];
    if (example === undefined) return [];
    const keep = Array.from(scores[i] ?? [], (p) => p > KEEP_FROM);
    return [{ page: scorePage(example, keep), language: example.row.language ?? "" }];
  });
}

/** F1 of every measured set and style on one part, and on its bare articles. */
async function measure(crew: Crew, part: PartName): Promise<void> {
  for (const style of [...MEASURED_STYLES, ...BARE_STYLES]) {
    const figures: string[] = [];
    for (const set of MEASURED_SETS) {
      const pages = await scorePages(crew, (example) => example.set === set && example.style === style && example.row.part === part);
      figures.push(`${set} ${meanF1(pages.map((one) => one.page)).toFixed(4)}${byLanguage(pages)}`);
    }
    say(`${part} ${style.padEnd(8)} ${figures.join("  ")}`);
  }
}

function byLanguage(pages: readonly { readonly page: PageScore; readonly language: string }[]): string {
  const languages = [...new Set(pages.map((one) => one.language))].sort();
  if (languages.length < 2) return "";
  const each = languages.map((language) => ({
    language,
    f1: meanF1(pages.filter((one) => one.language === language).map((one) => one.page)),
  }));
  const mean = each.reduce((sum, one) => sum + one.f1, 0) / each.length;
  return ` (mean of languages ${mean.toFixed(3)}: ${each.map((one) => `${one.language} ${one.f1.toFixed(3)}`).join(" ")})`;
}

/** All pages of the languages that were kept out of training. */
async function measureUnseen(crew: Crew, languages: readonly string[]): Promise<void> {
  for (const style of MEASURED_STYLES) {
    const pages = await scorePages(
      crew,
      (example) => example.set === "daniel" && example.style === style && languages.includes(example.row.language ?? ""),
    );
    say(`unseen ${style.padEnd(8)} daniel ${meanF1(pages.map((one) => one.page)).toFixed(4)}${byLanguage(pages)}`);
  }
}

function loadFiles(sets: readonly SetName[], styles: readonly Style[]): ExampleFile[] {
  return sets.flatMap((set) => styles.map((style) => loadFile(set, style))).filter((file) => file !== undefined);
}

/** Examples → a training under a name. */
async function train(flags: ReadonlyMap<string, string>): Promise<void> {
  const recipe = recipeFrom(flags);
  // What is left out must not be looked at, either: an earlier run may have left it in the cache.
  const sets = SETS.map(([set]) => set).filter((set) => (recipe.pageWeights[set] ?? 1) > 0);
  const files = loadFiles(sets, ALL_STYLES);
  const crew = new Crew(files, recipe, undefined);
  const learned = await learn(crew, recipe, say);
  saveRun(flags.get("name") ?? "latest", learned);
  await measure(crew, "tune");
  if (recipe.withoutLanguages.length > 0) await measureUnseen(crew, recipe.withoutLanguages);
  await crew.end();
}

/** Log-odds of one part's examples. */
async function scorePart(crew: Crew, part: PartName): Promise<Scored[]> {
  const numbers = crew.examples.flatMap((example, i) => (example.row.part === part ? [i] : []));
  const scores = await crew.score(numbers);
  return numbers.flatMap((number, i) => {
    const example = crew.examples[number];
    const logits = (scores[i] ?? new Float32Array(0)).map((p) => logOdds(Math.min(1 - LEAST, Math.max(LEAST, p))));
    return example === undefined ? [] : [{ example, logits }];
  });
}

/** Keeps log-odds finite. */
const LEAST = 1e-6;

/**
 * A training → probabilities, operating points and the committed weights. Where the training has seen the tuning part, another of the same
 * recipe that has not (`--held`) says what its scores are worth.
 */
async function pack(flags: ReadonlyMap<string, string>): Promise<void> {
  const learned = loadRun(flags.get("name") ?? "latest");
  const held = loadRun(flags.get("held") ?? flags.get("name") ?? "latest");
  const crew = new Crew(loadFiles(MEASURED_SETS, MEASURED_STYLES), { ...RECIPE, shape: held.shape }, held);
  const calibration: Calibration = calibrate(await scorePart(crew, "tune"));
  await crew.end();
  say(JSON.stringify(calibration));
  say(`${writeWeights(packRun(learned, calibration))} bytes`);
}

/**
 * From the pages to the committed weights. Silver is what the program makes of a page, and so needs weights: those of a first training without
 * it. Nothing depends on the weights that are there before.
 */
const ALL_STEPS: readonly string[] = [
  `corpus ${setNames(false).join(" ")}`,
  `learn --name first --leave-out ${setNames(true).join(",")}`,
  "pack --name first",
  `corpus ${setNames(true).join(" ")}`,
  "learn --name held",
  "learn --name main --parts train,tune",
  "pack --name main --held held",
  "titles",
];

function setNames(isSilver: boolean): SetName[] {
  return SETS.map(([set]) => set).filter((set) => SILVER_SETS.has(set) === isSilver);
}

/** Each step in a process of its own: the program reads its weights once, and the next step must see the new ones. */
function runStep(step: string): void {
  say(`\n== ${step}`);
  const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, ...step.split(" ")], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${step}: ended with ${status ?? "a signal"}`);
}

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (!hasData()) {
    say(`skipped: no labelled pages at ${dataFolder}; set INGEST_BENCH_DATA to the folder that holds them`);
    return;
  }
  switch (command) {
    case "corpus":
      await makeCorpus(rest);
      break;
    case "learn":
      await train(readFlags(rest));
      break;
    case "pack":
      await pack(readFlags(rest));
      break;
    case "titles":
      await trainTitles(say);
      break;
    case "all":
      for (const step of ALL_STEPS) runStep(step);
      break;
    default:
      say(
        "usage: npm run train -- all | corpus [SET …] | learn [--name NAME] [--parts PART,…] [--channels N] [--epochs N] [--seed N] [--without LANGUAGE,…] [--leave-out SET,…] | pack [--name NAME] [--held NAME] | titles",
      );
  }
}

await main(process.argv.slice(2));
