/** Containers of text are read as bytes of UTF-8; those in UTF-16 or UTF-32, as some programs export them, are converted on the way. */
import { ByteReader } from "../bytes.ts";
import { wideEncoding } from "../sniff.ts";

/** The same stream, converted if a mark or its NULs show wider units. A byte order mark of UTF-8 is taken off. */
export async function toUtf8(reader: ByteReader): Promise<ByteReader> {
  const head = await reader.peek(4096);
  const wide = wideEncoding(head);
  if (wide !== undefined) return new ByteReader(transcode(reader, wide));
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    const first = await reader.next();
    if (first !== undefined) reader.unread(first.subarray(3));
  }
  return reader;
}

async function* transcode(reader: ByteReader, name: Wide): AsyncGenerator<Buffer> {
  const decoder = await decoderOf(name);
  for await (const chunk of reader) yield Buffer.from(decoder.take(chunk), "utf8");
  yield Buffer.from(decoder.end(), "utf8");
}

type Wide = NonNullable<ReturnType<typeof wideEncoding>>;

/** Characters that are cut between two chunks come whole. */
async function decoderOf(name: Wide): Promise<{ readonly take: (chunk: Buffer) => string; readonly end: () => string }> {
  if (name === "utf-16le" || name === "utf-16be") {
    const decoder = new TextDecoder(name);
    return { take: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
  }
  // The platform's own decoder knows no UTF-32.
  const decoder = (await import("iconv-lite")).default.getDecoder(name);
  return { take: (chunk) => decoder.write(chunk), end: () => decoder.end() ?? "" };
}
