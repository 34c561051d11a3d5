/** zstd, of one frame or many: unpacked as it is read. */
import { ZSTDDecoder } from "zstddec/stream";
import { ByteReader, InputFault } from "../bytes.ts";
import { countUnpacked, type Item, type Reading } from "../reading.ts";

export async function* readZstd(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const inside = new ByteReader(unzstd(reader, countUnpacked(reading)));
  yield* reading.expand(inside, { ...reading, name: reading.name.replace(/\.(?:zst|zstd)$/i, "") });
}

/** Compressed bytes given to the decoder at a time. */
const SLICE_BYTES = 65_536;

/**
 * Unpacked bytes, chunk by chunk; `count` throws when there are too many. The decoder pulls its input from an ordinary iterator, which cannot wait; but it pulls at most one
 * piece between two of its outputs, so that one piece held ready before every step is enough to stream.
 */
export async function* unzstd(source: ByteReader, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  let ready: Buffer | undefined;
  let pulls = 0;
  const input: Iterable<Uint8Array> = {
    *[Symbol.iterator]() {
      for (let piece = ready; piece !== undefined; piece = ready) {
        ready = undefined;
        pulls++;
        yield piece;
      }
    },
  };
  const output = decoder.decodeStreaming(input);
  let idlePulls = -1;
  for (;;) {
    if (ready === undefined) {
      const chunk = await source.next();
      ready = chunk?.subarray(0, SLICE_BYTES);
      if (chunk !== undefined) source.unread(chunk.subarray(SLICE_BYTES));
    }
    const step = advance(output);
    if (step.done === true) return;
    if (step.value.length > 0) {
      idlePulls = -1;
      count(step.value.length);
      yield Buffer.from(step.value.buffer, step.value.byteOffset, step.value.byteLength);
      // The decoder does not look at error codes: damage shows as a step that neither takes input nor gives output, for ever.
    } else if (idlePulls === pulls) {
      throw new InputFault("zstd data is damaged");
    } else {
      idlePulls = pulls;
    }
  }
}

function advance(output: Generator<Uint8Array>): IteratorResult<Uint8Array, unknown> {
  try {
    return output.next();
  } catch (error) {
    const isCut = error instanceof Error && error.message.startsWith("Incomplete");
    throw new InputFault(isCut ? "zstd data ends early" : "zstd data is damaged");
  }
}
