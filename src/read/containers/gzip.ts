/** gzip, of one member or many: unpacked as it is read, and read on as whatever it holds. */
import { createGunzip } from "node:zlib";
import { ByteReader, InputFault } from "../bytes.ts";
import { countUnpacked, type Item, type Reading } from "../reading.ts";
import { pump } from "./pump.ts";

export async function* readGzip(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const inside = new ByteReader(gunzip(reader, countUnpacked(reading)));
  yield* reading.expand(inside, { ...reading, name: reading.name.replace(/\.(?:gz|gzip)$/i, "").replace(/\.tgz$/i, ".tar") });
}

/** Compressed bytes given to zlib at a time. Deflate packs 1,032 to one at most, so that 16 MiB come out at most before anybody looks. */
const SLICE_BYTES = 16_384;

/** Unpacked bytes, chunk by chunk; what stands before a break is sound and is yielded. `count` throws when there are too many. */
export async function* gunzip(source: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const transform = createGunzip();
  let unpacked: Buffer[] = [];
  transform.on("data", (chunk: Buffer) => unpacked.push(chunk));
  const take = (): Buffer[] => {
    const taken = unpacked;
    unpacked = [];
    return taken;
  };
  const fromSource = sourceFaults(source);
  try {
    for await (const chunk of pump(fromSource.bytes, { transform, take, sliceBytes: SLICE_BYTES })) {
      count(chunk.length);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof InputFault || fromSource.hasFailed()) throw error;
    const message = error instanceof Error ? error.message : "unknown";
    throw new InputFault(message === "unexpected end of file" ? "gzip data ends early" : `gzip data is damaged: ${message}`);
  }
}

/** Tells faults of the source (a disk, an outer container) from those of the packing. */
function sourceFaults(source: AsyncIterable<Buffer>): { readonly bytes: AsyncIterable<Buffer>; readonly hasFailed: () => boolean } {
  let hasFailed = false;
  async function* bytes(): AsyncGenerator<Buffer> {
    try {
      yield* source;
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  }
  return { bytes: bytes(), hasFailed: () => hasFailed };
}
