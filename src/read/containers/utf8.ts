/** Containers of text are read as bytes of UTF-8; those in UTF-16, as some programs export them, are converted on the way. */
import { ByteReader } from "../bytes.ts";
import { wideEncoding } from "../sniff.ts";

/** The same stream, converted if a mark or its NULs show UTF-16. A byte order mark of UTF-8 is taken off. */
export async function toUtf8(reader: ByteReader): Promise<ByteReader> {
  const head = await reader.peek(4096);
  const wide = wideEncoding(head);
  if (wide === "utf-16le" || wide === "utf-16be") return new ByteReader(transcode(reader, wide));
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    const first = await reader.next();
    if (first !== undefined) reader.unread(first.subarray(3));
  }
  return reader;
}

async function* transcode(reader: ByteReader, name: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(name);
  for await (const chunk of reader) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  yield Buffer.from(decoder.decode(), "utf8");
}
