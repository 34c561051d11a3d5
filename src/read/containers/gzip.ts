/** gzip, of one member or many: unpacked as it is read, and read on as whatever it holds. */
import { createGunzip } from "node:zlib";
import { ByteReader, InputFault } from "../bytes.ts";
import { tooMuch, type Item, type Reading } from "../reading.ts";

export async function* readGzip(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const inside = new ByteReader(gunzip(reader, reading));
  yield* reading.expand(inside, { ...reading, name: reading.name.replace(/\.(?:gz|gzip)$/i, "").replace(/\.tgz$/i, ".tar") });
}

/** Compressed bytes given to zlib at a time. Deflate packs 1,032 to one at most, so that 16 MiB come out at most before anybody looks. */
const SLICE_BYTES = 16_384;

/** Unpacked bytes, chunk by chunk. All that can be unpacked is yielded before a fault is thrown: what stands before a break is sound. */
export async function* gunzip(source: AsyncIterable<Buffer>, reading: Reading): AsyncGenerator<Buffer> {
  const unzip = createGunzip();
  let unpacked: Buffer[] = [];
  let fault: Error | undefined;
  unzip.on("data", (chunk: Buffer) => unpacked.push(chunk));
  unzip.on("error", (error: Error) => (fault = error));
  const drain = function* (): Generator<Buffer> {
    const ready = unpacked;
    unpacked = [];
    for (const chunk of ready) {
      if (!reading.spend(chunk.length)) throw tooMuch(reading);
      yield chunk;
    }
  };
  try {
    for await (const chunk of source) {
      for (let start = 0; start < chunk.length && fault === undefined; start += SLICE_BYTES) {
        await new Promise<void>((resolve) =>
          unzip.write(chunk.subarray(start, start + SLICE_BYTES), () => {
            resolve();
          }),
        );
        yield* drain();
      }
      if (fault !== undefined) break;
    }
    if (fault === undefined) {
      await new Promise<void>((resolve) => {
        unzip.once("end", resolve).once("error", () => {
          resolve();
        });
        unzip.end();
      });
    }
    yield* drain();
  } finally {
    unzip.destroy();
  }
  if (fault !== undefined) throw new InputFault(gzipReason(fault));
}

function gzipReason(fault: Error): string {
  return fault.message === "unexpected end of file" ? "gzip data ends early" : `gzip data is damaged: ${fault.message}`;
}
