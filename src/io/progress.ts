/** How far a long run is: a bar on a terminal, plain lines elsewhere, JSON lines for programs; silence while it is short. */
import { duration, bytes as byteText, count } from "../text/quantities.ts";
import type { Stream } from "./terminal.ts";

export type ProgressStyle = "auto" | "bar" | "plain" | "json" | "none";

/** How far a run is; within a stage counts only grow. */
export interface Position {
  readonly stage: string;
  readonly sources: { readonly done: number; readonly all: number };
  /** Bytes read. */
  readonly bytes: number;
  readonly records: { readonly done: number; readonly all: number | undefined };
}

export interface ProgressView {
  show(position: Position): void;
  /** Takes the bar away, so that what is printed next stands alone. */
  clear(): void;
}

/** Runs that end sooner say nothing, milliseconds. */
const QUIET_MS = 1_000;

/** Time between two pictures of the bar, and between two lines, milliseconds. */
const BAR_MS = 100;
const JSON_MS = 1_000;
const PLAIN_MS = 10_000;

/** Short enough that the figures beside it fit on 80 columns. */
const BAR_COLUMNS = 12;

/** Shares of the whole run that a stage takes, in the order in which they come; measured on text, a guide for the bar alone. */
const STAGES: readonly { readonly name: string; readonly label: string; readonly share: number }[] = [
  { name: "read", label: "reading", share: 0.4 },
  { name: "extract", label: "cleaning", share: 0.4 },
  { name: "compare", label: "comparing", share: 0.1 },
  { name: "write", label: "writing", share: 0.1 },
];

/**
 * A view of the given style on a stream; `now` is the clock, milliseconds, and `within` says how much of the source is read that is being
 * read, 0–1: a drop may be one file.
 */
export function openProgress(style: ProgressStyle, stream: Stream, now: () => number, within: () => number = () => 0): ProgressView {
  const chosen = style === "auto" ? (stream.isTerminal ? "bar" : "plain") : style;
  if (chosen === "none") return { show: () => undefined, clear: () => undefined };
  const every = { bar: BAR_MS, json: JSON_MS, plain: PLAIN_MS }[chosen];
  const start = now();
  // Plain lines and JSON first come after their own interval: a short run is quiet.
  let last = start + (chosen === "bar" ? QUIET_MS - BAR_MS : 0);
  let isDrawn = false;
  let stage = "read";
  let share = 0;
  return {
    show(position) {
      const time = now();
      // A program that follows the run learns of each stage when it begins.
      const isTurn = chosen === "json" && position.stage !== stage && time - start >= QUIET_MS;
      if (time - last < every && !isTurn) return;
      last = time;
      ({ stage } = position);
      // A file that has been read to its end and not yet counted as done, or both, must not take anything back.
      share = Math.max(share, shareDone(position, within()));
      const done: Done = { share, elapsedMs: time - start };
      if (chosen === "json") void stream.write(jsonLine(position, done));
      else if (chosen === "plain") void stream.write(`${line(position, done)}\n`);
      else {
        isDrawn = true;
        void stream.write(`\r\u001b[2K${bar(position, done, stream)}`);
      }
    },
    clear() {
      if (isDrawn) void stream.write("\r\u001b[2K");
      isDrawn = false;
    },
  };
}

/** Share of the run that is done, 0–1, and the time it took. */
interface Done {
  readonly share: number;
  readonly elapsedMs: number;
}

/** Share of the run that is done, 0–1. `within`: share of the source that is being read. */
export function shareDone(position: Position, within: number): number {
  let before = 0;
  for (const stage of STAGES) {
    if (stage.name === position.stage) return Math.min(1, before + stage.share * shareOfStage(position, within));
    before += stage.share;
  }
  return 0;
}

function shareOfStage({ stage, sources, records }: Position, within: number): number {
  const isReading = stage === "read" || records.all === undefined;
  const { done, all } = isReading ? { done: sources.done + within, all: sources.all } : { done: records.done, all: records.all };
  return all === 0 ? 1 : Math.min(1, done / all);
}

function labelOf(position: Position): string {
  return STAGES.find((stage) => stage.name === position.stage)?.label ?? position.stage;
}

/** "reading 1,204 records of 12 files, 3.1 MB, 240 records/s, 12 s left" */
function line(position: Position, { share, elapsedMs }: Done): string {
  const { sources, records } = position;
  const parts = [
    `${count(records.done)}${records.all === undefined ? "" : ` of ${count(records.all)}`} records`,
    position.stage === "read" ? `${count(sources.done)} of ${count(sources.all)} files` : undefined,
    byteText(position.bytes),
    elapsedMs > 0 ? `${count(Math.round((records.done / elapsedMs) * 1_000))}/s` : undefined,
    share > 0.02 ? `${duration(((1 - share) / share) * elapsedMs)} left` : undefined,
  ];
  return `${labelOf(position)}: ${parts.filter((part) => part !== undefined).join(", ")}`;
}

function bar(position: Position, done: Done, stream: Stream): string {
  const filled = Math.round(done.share * BAR_COLUMNS);
  const picture = stream.paint.cyan("━".repeat(filled)) + stream.paint.dim("─".repeat(BAR_COLUMNS - filled));
  // The picture may hold colour; the line beside it is cut to what is left of the width, so that it never wraps.
  const room = Math.max(10, stream.columns - BAR_COLUMNS - 2);
  return `${picture} ${line(position, done).slice(0, room)}`;
}

function jsonLine(position: Position, { share, elapsedMs }: Done): string {
  const { stage, sources, records, bytes } = position;
  return `${JSON.stringify({
    progress: {
      stage,
      share: Math.round(share * 1_000) / 1_000,
      sources_done: sources.done,
      sources: sources.all,
      records_done: records.done,
      records: records.all ?? null,
      bytes,
      elapsed_ms: Math.round(elapsedMs),
    },
  })}\n`;
}
