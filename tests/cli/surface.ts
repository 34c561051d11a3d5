/** A stream that keeps what was written. */
import picocolors from "picocolors";
import type { Stream } from "../../src/io/terminal.ts";

export interface KeptStream extends Stream {
  readonly written: () => string;
}

export function keptStream({
  columns = 80,
  isTerminal = false,
  color = false,
}: { columns?: number; isTerminal?: boolean; color?: boolean } = {}): KeptStream {
  let written = "";
  return {
    isTerminal,
    columns,
    paint: picocolors.createColors(color),
    isClosed: false,
    write(text) {
      written += text;
      return Promise.resolve();
    },
    settle: () => Promise.resolve(),
    written: () => written,
  };
}
