/** The process as the commands see it: two streams, the environment, the clock. */
import { printable } from "../io/printable.ts";
import { openStream, type ColorChoice, type Stream } from "../io/terminal.ts";

export interface Console {
  /** The product alone. */
  readonly out: Stream;
  /** Everything for people. */
  readonly err: Stream;
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; only for rates and durations that people see. */
  readonly now: () => number;
}

/** Opens the streams of the process. `onReaderGone`: stdout was closed by its reader. */
export function openConsole(color: ColorChoice, onReaderGone?: () => void): Console {
  const environment = process.env;
  return {
    out: openStream(process.stdout, { color, environment, onClosed: onReaderGone }),
    err: openStream(process.stderr, { color, environment, isForMessages: true }),
    workingFolder: process.cwd(),
    environment,
    now: () => performance.now(),
  };
}

/** "ingest: what went wrong", on stderr. */
export async function complain(console: Pick<Console, "err">, message: string, hint?: string): Promise<void> {
  const { err } = console;
  await err.write(`${err.paint.red("ingest:")} ${printable(message)}\n${hint === undefined ? "" : `${printable(hint)}\n`}`);
}
