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
  const state: { fault: Error | undefined } = { fault: undefined };
  const failing = new Promise<void>((resolve) => {
    transform.once("error", (error) => {
      state.fault = error;
      resolve();
    });
  });
  const step = (act: (done: () => void) => void): Promise<void> => Promise.race([failing, new Promise<void>(act)]);
  try {
    for await (const chunk of source) {
      for (let start = 0; start < chunk.length && state.fault === undefined; start += sliceBytes) {
        await step((done) => transform.write(chunk.subarray(start, start + sliceBytes), done as () => undefined));
        yield* take();
      }
      if (state.fault !== undefined) break;
    }
    if (state.fault === undefined) {
      await step((done) => {
        transform.once("end", done);
        transform.end();
      });
    }
    yield* take();
  } finally {
    transform.destroy();
  }
  if (state.fault !== undefined) throw state.fault;
}
