/** Interruption: the first signal asks to end after what is whole, the second ends at once. */
import { removeUnfinished } from "./atomic.ts";

/** 128 and the number of the signal, as shells count. */
const STATUS: Readonly<Record<"SIGINT" | "SIGTERM" | "SIGHUP", number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

export interface Interruption {
  /** Aborts on the first signal. */
  readonly signal: AbortSignal;
  /** Exit status of the signal that came; undefined while none has. */
  readonly status: number | undefined;
  /** Ends as a signal would, without one: the reader of stdout has gone. */
  stop(): void;
  /** Stops listening. */
  dispose(): void;
}

/** Listens for signals until disposed. */
export function listenForSignals(): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((name) => {
    const onSignal = (): void => {
      if (status !== undefined) {
        removeUnfinished();
        // The second time the person means it. Nothing is half-written: names appear by rename alone.
        process.exit(STATUS[name]);
      }
      status = STATUS[name];
      controller.abort();
    };
    process.on(name, onSignal);
    return { name, onSignal };
  });
  return {
    signal: controller.signal,
    get status() {
      return status;
    },
    stop() {
      controller.abort();
    },
    dispose() {
      for (const { name, onSignal } of listeners) process.off(name, onSignal);
    },
  };
}
