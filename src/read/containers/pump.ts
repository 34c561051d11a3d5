/** Bytes through one of Node's transforms, step by step, so that nothing that came out before a fault is lost. */
import type { Transform } from "node:stream";

/**
 * What a transform makes of a stream of bytes. Node's own iteration drops what is buffered when the transform fails; here `take` collects
 * what came out after every slice, and the fault is thrown last. Memory: what one slice can become.
 */
export async function* pump<T>(
  source: AsyncIterable<Buffer>,
  { transform, take, sliceBytes }: { readonly transform: Transform; readonly take: () => T[]; readonly sliceBytes: number },
): AsyncGenerator<T> {
  const state: { fault: Error | undefined; hasEnded: boolean } = { fault: undefined, hasEnded: false };
  // Some transforms end by themselves, before they are told to: gzip at zeros behind its data.
  const ending = new Promise<void>((resolve) => {
    transform.once("error", (error) => {
      state.fault = error;
      resolve();
    });
    transform.once("end", () => {
      state.hasEnded = true;
      resolve();
    });
  });
  const isOpen = (): boolean => state.fault === undefined && !state.hasEnded;
  try {
    for await (const chunk of source) {
      for (let start = 0; start < chunk.length && isOpen(); start += sliceBytes) {
        const slice = chunk.subarray(start, start + sliceBytes);
        await Promise.race([ending, new Promise<void>((done) => transform.write(slice, done as () => undefined))]);
        yield* take();
      }
      if (!isOpen()) break;
    }
    if (isOpen()) {
      transform.end();
      await ending;
    }
    yield* take();
  } finally {
    transform.destroy();
  }
  if (state.fault !== undefined) throw state.fault;
}
