/** JSONL (NDJSON): one record a line. */
import { faultReason, splitLines, type ByteReader, type Line } from "../bytes.ts";
import { failed, measure, unreadable, type Item, type Reading } from "../reading.ts";
import { fromJson } from "./json-record.ts";
import { toUtf8 } from "./utf8.ts";

export async function* readJsonLines(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const { recordBytesMax } = reading.options.limits;
  let last: Line | undefined;
  const lines = splitLines(await toUtf8(reader), recordBytesMax);
  try {
    for await (const line of lines) {
      // One line is held back: if the data break off, the last one is the broken record.
      if (last !== undefined) yield* fromLine(reading, last);
      last = line;
    }
    if (last !== undefined) yield* fromLine(reading, last);
  } catch (error) {
    const bytes = last?.bytes ?? Buffer.alloc(0);
    yield unreadable(reading, { label: String(last?.number ?? 1), measure: measure(bytes), fate: failed(faultReason(error)) });
  }
}

const BLANK = /^[\s\ufeff\xef\xbb\xbf]*$/;

async function* fromLine(reading: Reading, line: Line): AsyncGenerator<Item> {
  const label = String(line.number);
  if (line.overlong !== undefined) {
    const fate = failed(`is longer than the limit of ${reading.options.limits.recordBytesMax} bytes a record`);
    yield unreadable(reading, { label, measure: line.overlong, fate });
    return;
  }
  if (line.bytes.length < 64 && BLANK.test(line.bytes.toString("latin1"))) return;
  yield await fromJson(reading, label, line.bytes);
}
