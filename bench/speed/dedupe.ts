/**
 * Speed of the dedupe stage, step by step, against the yardstick: `npm run bench -- dedupe [--documents 10000] [--twice]`.
 */
import { compareTwoStrings } from "string-similarity";
import { findCandidates } from "../../src/dedupe/candidates.ts";
import { group } from "../../src/dedupe/dedupe.ts";
import { contentOrder, findLeaders } from "../../src/dedupe/leaders.ts";
import { lettersOf } from "../../src/dedupe/letters.ts";
import { Pairing } from "../../src/dedupe/pair.ts";
import { sketch } from "../../src/dedupe/sketch.ts";
import { SketchTable, packSketch, unpackSketch } from "../../src/dedupe/table.ts";
import { DEFAULTS } from "../../src/options.ts";
import { idOf } from "../generators/run.ts";
import { makeCorpus, textAt, type Corpus } from "./corpus.ts";
import { minHashPairs } from "./minhash.ts";
import { cpuSeconds, yardstickSeconds } from "./yardstick.ts";

export interface DedupeSpeed {
  readonly documents: number;
  readonly megabytes: number;
  /** CPU seconds. */
  readonly yardstick: number;
  readonly sketch: number;
  readonly leaders: number;
  readonly candidates: number;
  readonly align: number;
  readonly group: number;
  /** Sketch and group: the whole stage. */
  readonly stage: number;
  readonly pairs: number;
  readonly clusters: number;
  readonly letters: number;
  /** Bytes held by the columns of sketches. */
  readonly tableBytes: number;
  readonly packedBytes: number;
  /** CPU seconds to load all sketches from their blobs. */
  readonly load: number;
  /** Resident set at the end of the run, less what the corpus holds; bytes. */
  readonly resident: number;
}

/** Times every step on a corpus of `documents` articles. */
export function dedupeSpeed(documents: number): DedupeSpeed {
  const corpus = makeCorpus(documents);
  // A first round over a small part warms the engine: a run of hours is what counts, not its first second.
  const warm = makeCorpus(300, 7);
  stage(warm, new SketchTable());
  const yardstick = yardstickSeconds(corpus.bytes);
  const table = new SketchTable();
  const sketchSeconds = sketchAll(corpus, table);
  let clusters = 0;
  const groupSeconds = cpuSeconds(() => {
    clusters = groupAll(corpus, table);
  });
  const resident = process.memoryUsage().rss - corpus.bytes.length;
  const steps = timeSteps(corpus, table);
  const blobs: Uint8Array[] = [];
  for (let i = 0; i < Math.min(documents, 20_000); i++) blobs.push(packSketch(sketchOf(corpus, i, textAt(corpus, i))));
  const load = cpuSeconds(() => {
    const loaded = new SketchTable();
    for (const blob of blobs) {
      const unpacked = unpackSketch(idOf("0"), blob);
      if (unpacked !== undefined) loaded.add(unpacked);
    }
  });
  return {
    documents,
    megabytes: corpus.bytes.length / 1e6,
    yardstick,
    sketch: sketchSeconds,
    ...steps,
    group: groupSeconds,
    stage: sketchSeconds + groupSeconds,
    clusters,
    letters: table.letters.reduce((sum, count) => sum + count, 0),
    tableBytes: table.bytes(),
    packedBytes: (blobs.reduce((sum, { length }) => sum + length, 0) / blobs.length) * documents,
    load: (load / blobs.length) * documents,
    resident,
  };
}

function stage(corpus: Corpus, table: SketchTable): void {
  for (let round = 0; round < 3; round++) {
    const fresh = round === 0 ? table : new SketchTable();
    sketchAll(corpus, fresh);
    groupAll(corpus, fresh);
  }
}

function sketchOf(corpus: Corpus, index: number, text: string): ReturnType<typeof sketch> {
  return sketch({
    id: idOf(String(index).padStart(16, "0")),
    text,
    title: corpus.titles[index],
    published: undefined,
    droppedShare: 0,
    structure: 1,
  });
}

/** CPU seconds of sketching alone: texts are decoded beforehand, some at a time. */
function sketchAll(corpus: Corpus, table: SketchTable): number {
  const BATCH = 500;
  let seconds = 0;
  for (let from = 0; from < corpus.count; from += BATCH) {
    const texts = Array.from({ length: Math.min(BATCH, corpus.count - from) }, (_, index) => textAt(corpus, from + index));
    seconds += cpuSeconds(() => {
      texts.forEach((text, index) => table.add(sketchOf(corpus, from + index, text)));
    });
  }
  return seconds;
}

function groupAll(corpus: Corpus, table: SketchTable): number {
  return group({
    table,
    library: { text: (row) => textAt(corpus, row), title: (row) => corpus.titles[row] },
    sourceOf: (row) => String(row),
    settledTo: undefined,
    options: DEFAULTS,
  }).clusters.length;
}

function timeSteps(corpus: Corpus, table: SketchTable): Pick<DedupeSpeed, "leaders" | "candidates" | "align" | "pairs"> {
  let found = findLeaders(table, new Int32Array(0), { isCopy: () => false, standsAlone: () => false, settledTo: () => -1 });
  const leaders = cpuSeconds(() => {
    found = findLeaders(table, contentOrder(table), { isCopy: () => false, standsAlone: () => false, settledTo: () => -1 });
  });
  let pairs = findCandidates(table, new Int32Array(0), 0);
  const candidates = cpuSeconds(() => {
    pairs = findCandidates(table, found.leaders, 0);
  });
  const pairing = new Pairing((row) => lettersOf(textAt(corpus, row), { offsets: false }));
  const align = cpuSeconds(() => {
    for (let i = 0; i < pairs.later.length; i++)
      pairing.pair(found.leaders[pairs.earlier[i] ?? 0] ?? 0, found.leaders[pairs.later[i] ?? 0] ?? 0);
  });
  return { leaders, candidates, align, pairs: pairs.later.length };
}

/** One table of figures as lines. */
export function speedLines(speed: DedupeSpeed): string[] {
  const times = (seconds: number): string => `${seconds.toFixed(2)} s CPU, ${(seconds / speed.yardstick).toFixed(1)} x the yardstick`;
  const each = (bytes: number): string =>
    `${Math.round(bytes / speed.documents)} bytes a document, ${(bytes / speed.letters).toFixed(2)} a letter`;
  return [
    `${speed.documents} documents, ${speed.megabytes.toFixed(1)} MB; yardstick ${speed.yardstick.toFixed(3)} s, ${(speed.megabytes / speed.yardstick).toFixed(0)} MB/s`,
    `sketch with normalisation    ${times(speed.sketch)}`,
    `leaders, without alignment   ${times(speed.leaders)}`,
    `candidates                   ${times(speed.candidates)}; ${speed.pairs} pairs`,
    `alignment of all candidates  ${times(speed.align)}`,
    `group (all of these)         ${times(speed.group)}; ${speed.clusters} clusters`,
    `whole stage                  ${times(speed.stage)}`,
    `columns of sketches          ${each(speed.tableBytes)}`,
    `packed sketches              ${each(speed.packedBytes)}; loaded in ${speed.load.toFixed(2)} s`,
    `resident at the end          ${(speed.resident / 1e6).toFixed(0)} MB without the texts`,
  ];
}

/** What else there is: every pair by string-similarity, and MinHash over word 5-grams with banding, on a small corpus. */
export function othersLines(documents: number): string[] {
  const corpus = makeCorpus(documents);
  const texts = Array.from({ length: documents }, (_, index) => textAt(corpus, index));
  const yardstick = yardstickSeconds(corpus.bytes);
  const few = texts.slice(0, 60);
  const dice = cpuSeconds(() => {
    for (let i = 0; i < few.length; i++) for (let j = 0; j < i; j++) compareTwoStrings(few[i] ?? "", few[j] ?? "");
  });
  const each = dice / ((few.length * (few.length - 1)) / 2);
  let pairs = 0;
  const minHash = cpuSeconds(() => {
    pairs = minHashPairs(texts).length;
  });
  const all = each * ((documents * (documents - 1)) / 2);
  return [
    `string-similarity: ${(each * 1000).toFixed(2)} ms a pair; all pairs of ${documents} would take ${all.toFixed(0)} s, ${(all / yardstick).toFixed(0)} x the yardstick`,
    `MinHash of 128 over word 5-grams, 16 bands: ${minHash.toFixed(2)} s, ${(minHash / yardstick).toFixed(1)} x the yardstick; ${pairs} pairs`,
  ];
}
