/** Containers and encodings → RawDocument. */
import type { Options } from "../options.ts";
import type { RawDocument, Source, Unreadable } from "../types.ts";
import { ByteReader, faultReason } from "./bytes.ts";
import { HEAD_BYTES, recognise } from "./formats.ts";
import { failed, fromBytes, measure, NO_FACTS, skipped, unreadable, type Item, type Reading } from "./reading.ts";
import { binaryKind } from "./sniff.ts";

/** Opens the bytes of a source; given by the edge, so that this stage never touches the file system. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/**
 * The records of a source, in its order. Never throws on input: what cannot be read comes as `Unreadable`, and the next record goes on.
 * Streams: of a container no more than one record is in memory, zip archives excepted.
 */
export async function* read(source: Source, open: OpenBytes, options: Options): AsyncGenerator<RawDocument | Unreadable> {
  let ordinal = 0;
  let unpacked = 0;
  const reading: Reading = {
    source,
    options,
    name: source.path,
    entry: undefined,
    depth: 0,
    takeOrdinal: () => ordinal++,
    spend: (bytes) => (unpacked += bytes) <= options.limits.unpackedBytesMax,
    expand,
    facts: NO_FACTS,
  };
  const reader = new ByteReader(deferred(open));
  try {
    yield* expand(reader, reading);
  } finally {
    await reader.close().catch(() => undefined);
  }
}

/** Opening may fail at once or at the first byte; here it is always the first byte, where it is caught. */
async function* deferred(open: OpenBytes): AsyncGenerator<Uint8Array> {
  yield* open();
}

/** Recognises what the bytes are and hands them to the format's reader, or takes them as one document. */
async function* expand(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const { limits } = reading.options;
  const head = await reader.peek(HEAD_BYTES);
  const row = recognise({ bytes: head, isWhole: head.length < HEAD_BYTES, name: reading.name }, reading.options);
  if (row.load !== undefined) {
    if (reading.depth >= limits.containerDepthMax) {
      const fate = failed(`containers are nested deeper than ${limits.containerDepthMax} levels`);
      yield unreadable(reading, { label: undefined, measure: measure(head), fate });
      return;
    }
    const readContainer = await row.load();
    let isEmpty = true;
    for await (const item of readContainer(reader, { ...reading, depth: reading.depth + 1 })) {
      isEmpty = false;
      yield item;
    }
    // What holds nothing is accounted for, too.
    if (isEmpty) yield unreadable(reading, { label: undefined, measure: measure(Buffer.alloc(0)), fate: skipped("empty") });
    return;
  }
  yield await readWhole(reader, reading, head, row.format);
}

/** One document in plain bytes. */
async function readWhole(
  reader: ByteReader,
  reading: Reading,
  head: Buffer,
  format: "html" | "markdown" | "text" | undefined,
): Promise<Item> {
  const { recordBytesMax } = reading.options.limits;
  try {
    const { bytes, isWhole } = await reader.collect(recordBytesMax);
    if (isWhole) return await fromBytes(reading, { label: undefined, bytes, facts: reading.facts, format, charset: undefined });
    const binary = binaryKind(head);
    const fate = binary === undefined ? failed(tooLong(recordBytesMax)) : skipped(binary);
    return unreadable(reading, { label: undefined, measure: measure(bytes), fate });
  } catch (error) {
    return unreadable(reading, { label: undefined, measure: measure(head), fate: failed(faultReason(error)) });
  }
}

function tooLong(bytesMax: number): string {
  return `is longer than the limit of ${bytesMax} bytes a record`;
}
