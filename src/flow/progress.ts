/** Counts what passes, for whoever watches. */
import type { Progress } from "./ports.ts";

export interface Watch {
  readonly onSource: () => void;
  /** A record of so many bytes was read. */
  readonly onRead: (bytes: number) => void;
  enter(stage: Exclude<Progress["stage"], "read">, records: number): void;
  /** A record has passed the stage that was entered. */
  readonly onStep: () => void;
}

export function watchProgress(sources: number, show: ((progress: Progress) => void) | undefined): Watch {
  let stage: Progress["stage"] = "read";
  let [sourcesDone, bytes, done] = [0, 0, 0];
  let all: number | undefined;
  const tell = (): void => {
    show?.({ stage, sources: { done: sourcesDone, all: sources }, bytes, records: { done, all } });
  };
  return {
    onSource() {
      sourcesDone++;
      tell();
    },
    onRead(count) {
      bytes += count;
      done++;
      tell();
    },
    enter(next, records) {
      stage = next;
      done = 0;
      all = records;
      tell();
    },
    onStep() {
      done++;
      tell();
    },
  };
}
