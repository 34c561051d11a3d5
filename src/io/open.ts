/** The bytes of a source, for the read stage. */
import { createReadStream } from "node:fs";
import type { Source } from "../types.ts";
import { faultText } from "./faults.ts";

/** Bytes a read: large enough that calls do not count, small enough that many files can be open. */
const CHUNK_BYTES = 256 * 1024;

/** The bytes of a source, opened when they are asked for. Errors come while iterating, in words and without the machine's path. */
export async function* openBytes(source: Source): AsyncGenerator<Uint8Array> {
  try {
    const stream = source.address === "-" ? process.stdin : createReadStream(source.address, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw new Error(faultText(error), { cause: error });
  }
}
