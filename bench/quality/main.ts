/**
 * `npm run quality`: every figure of quality that the project holds itself to, against floors that only rise.
 *
 *   npm run quality                                        everything, on the test part
 *   npm run quality -- extraction --set wcxb --part test --style html --worst 10
 *   npm run quality -- extraction --predictions FOLDER     also writes {id, text} rows
 *   npm run quality -- extraction --favor precision --site-memory off
 *   npm run quality -- extraction --through "lynx -dump -stdin -force_html" --as text       what another program makes of the HTML
 *   npm run quality -- seeds | metadata | duplicates
 *   npm run quality -- --fast                              for CI: fewer styles
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Favor } from "../../src/options.ts";
import type { PageStyle } from "../train/corpus.ts";
import { dataFolder, hasData, type PartName, type SetName } from "../train/sets.ts";
import type { Through } from "./predict.ts";
import { type BenchResult, EXTRACTION_SETS, EXTRACTION_STYLES, extractionBench } from "./extraction.ts";

interface Bench {
  readonly name: string;
  readonly run: (flags: ReadonlyMap<string, string>) => Promise<BenchResult>;
}

/** Styles of the quick run. */
const FAST_STYLES: readonly PageStyle[] = ["html", "dom", "giant"];

const BENCHES: readonly Bench[] = [
  { name: "extraction", run: runExtraction },
  { name: "seeds", run: () => runModule("./seeds.ts", "seedsBench") },
  { name: "metadata", run: () => runModule("./metadata.ts", "metadataBench") },
  { name: "duplicates", run: () => runModule("./duplicates.ts", "duplicatesBench") },
];

/** Flags with which the extraction bench leaves sets or styles out. */
const NARROWING: readonly string[] = ["set", "style", "fast", "through"];

const list = <T extends string>(value: string | undefined, otherwise: readonly T[]): readonly T[] =>
  value === undefined ? otherwise : value.split(",").map((one) => one as T);

function runExtraction(flags: ReadonlyMap<string, string>): Promise<BenchResult> {
  return extractionBench({
    sets: list<SetName>(flags.get("set"), EXTRACTION_SETS),
    styles: stylesOf(flags),
    parts: list<PartName>(flags.get("part"), ["test"]),
    worst: Number(flags.get("worst") ?? 0),
    predictions: flags.get("predictions"),
    siteMemory: flags.get("site-memory") !== "off",
    favor: list<Favor>(flags.get("favor"), ["balanced"])[0] ?? "balanced",
  });
}

function stylesOf(flags: ReadonlyMap<string, string>): readonly (PageStyle | Through)[] {
  const command = flags.get("through");
  if (command !== undefined) return [{ command, format: flags.get("as") === "markdown" ? "markdown" : "text" }];
  return list<PageStyle>(flags.get("style"), flags.has("fast") ? FAST_STYLES : EXTRACTION_STYLES);
}

type BenchModule = Readonly<Record<string, ((folder: string) => Promise<BenchResult>) | undefined>>;

async function runModule(file: string, name: string): Promise<BenchResult> {
  const module = (await import(file)) as BenchModule;
  const bench = module[name];
  return bench === undefined ? { lines: [`${file} has no ${name}`], figures: {} } : bench(dataFolder);
}

function readFlags(words: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, i) => {
    if (word.startsWith("--")) flags.set(word.slice(2), words[i + 1] ?? "");
  });
  return flags;
}

function version(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { cwd: import.meta.dirname, encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

/**
 * The figures of a bench that are under their floor; names that end in "empty" must not be above theirs. `isWhole`: nothing was left out, so that every
 * floor of the bench must have its figure.
 */
function brokenFloors(bench: string, figures: Readonly<Record<string, number>>, isWhole: boolean): string[] {
  const floors = JSON.parse(readFileSync(join(import.meta.dirname, "floors.json"), "utf8")) as Readonly<Record<string, number>>;
  return Object.entries(floors).flatMap(([name, floor]) => {
    const figure = name.startsWith(`${bench}.`) ? figures[name.slice(bench.length + 1)] : undefined;
    if (figure === undefined) return isWhole && name.startsWith(`${bench}.`) ? [`floor without a figure: ${name}`] : [];
    if (!Number.isFinite(figure)) return [`no number: ${name} is ${figure}, the floor is ${floor}`];
    const isBroken = name.endsWith(".empty") ? figure > floor : figure < floor;
    return isBroken ? [`floor broken: ${name} is ${figure.toFixed(4)}, the floor is ${floor}`] : [];
  });
}

async function main(words: readonly string[]): Promise<void> {
  if (!hasData()) {
    console.log(`skipped: no labelled data at ${dataFolder}; set INGEST_BENCH_DATA to the folder that holds it`);
    return;
  }
  const flags = readFlags(words);
  const chosen = words[0] !== undefined && !words[0].startsWith("--") ? words[0] : undefined;
  const benches = BENCHES.filter((bench) => chosen === undefined || bench.name === chosen);
  if (benches.length === 0) {
    console.error(`there is no bench "${chosen ?? ""}"; there are ${BENCHES.map((bench) => bench.name).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  console.log(`version ${version()}, Node ${process.versions.node}`);
  const broken: string[] = [];
  for (const bench of benches) {
    const { lines, figures } = await bench.run(flags);
    for (const line of lines) console.log(line);
    // Floors are pinned for the test part and the defaults.
    const isDefault = (flags.get("part") ?? "test") === "test" && !flags.has("favor") && !flags.has("site-memory");
    // A bench without any figure has said why.
    const isWhole = Object.keys(figures).length > 0 && !(bench.name === "extraction" && NARROWING.some((flag) => flags.has(flag)));
    if (isDefault) broken.push(...brokenFloors(bench.name, figures, isWhole));
  }
  for (const line of broken) console.error(line);
  if (broken.length > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
