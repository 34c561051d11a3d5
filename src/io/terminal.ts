/** stdout and stderr: product and messages, kept apart; colour for each stream by itself. */
import picocolors from "picocolors";

export type ColorChoice = "auto" | "always" | "never";

/** Colours of one stream; each function returns its text unchanged where the stream has no colour. */
export type Palette = ReturnType<typeof picocolors.createColors>;

/** Columns of a stream that is no terminal. */
const COLUMNS_DEFAULT = 100;

/** Lines wider than this are hard to read, however wide the window is. */
const COLUMNS_MAX = 140;

export interface Stream {
  readonly isTerminal: boolean;
  /** Columns to lay out for. */
  readonly columns: number;
  readonly paint: Palette;
  /** Writes as it stands, and waits while the reader is slow. Once the reader has gone nothing more is written. Throws on a full disk. */
  write(text: string): Promise<void>;
  /** Waits until everything is written. Throws what writing has thrown since. */
  settle(): Promise<void>;
  /** True once the other end has closed: `| head` has had enough. */
  readonly isClosed: boolean;
}

export interface StreamOptions {
  readonly color: ColorChoice;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called when the reader goes away. */
  readonly onClosed?: (() => void) | undefined;
  /** It carries messages alone: that they cannot be written is no reason to fail, and nothing is thrown. */
  readonly isForMessages?: boolean | undefined;
}

/** Wraps a stream of the process. NO_COLOR (no-color.org) and FORCE_COLOR are honoured; flags win over both. */
export function openStream(stream: NodeJS.WriteStream, options: StreamOptions): Stream {
  const isTerminal = stream.isTTY;
  let isClosed = false;
  let fault: Error | undefined;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED" && options.isForMessages !== true) fault = error;
    options.onClosed?.();
  });
  const check = (): void => {
    if (fault !== undefined) throw fault;
  };
  return {
    isTerminal,
    get columns() {
      const columns = isTerminal ? stream.columns : Number(options.environment["COLUMNS"] ?? COLUMNS_DEFAULT);
      return Math.min(columns > 0 ? columns : COLUMNS_DEFAULT, COLUMNS_MAX);
    },
    paint: picocolors.createColors(hasColor(isTerminal, options)),
    get isClosed() {
      return isClosed;
    },
    async write(text) {
      check();
      if (isClosed || text === "" || stream.write(text)) return;
      await new Promise<void>((done) => {
        const finish = (): void => {
          stream.off("drain", finish);
          stream.off("close", finish);
          stream.off("error", finish);
          done();
        };
        stream.on("drain", finish);
        stream.on("close", finish);
        stream.on("error", finish);
      });
      check();
    },
    async settle() {
      if (!isClosed) {
        await new Promise<void>((done) => {
          stream.write("", () => {
            done();
          });
        });
      }
      check();
    },
  };
}

function hasColor(isTerminal: boolean, { color, environment }: StreamOptions): boolean {
  if (color !== "auto") return color === "always";
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment["TERM"] !== "dumb";
}
