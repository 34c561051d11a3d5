/** JSONL (NDJSON): one record a line. */
import { faultReason, splitLines, type ByteReader, type Line } from "../bytes.ts";
import { failed, measure, unreadable, type Item, type Reading } from "../reading.ts";
import { fromJson } from "./json-record.ts";
import { toUtf8 } from "./utf8.ts";

export async function* readJsonLines(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  const { recordBytesMax } = reading.options.limits;
  let number = 0;
  let cut: Buffer = Buffer.alloc(0);
  try {
    for await (const line of splitLines(await toUtf8(reader), recordBytesMax)) {
      if (line.isCut) {
        cut = line.bytes;
      } else {
        number = line.number;
        yield* fromLine(reading, line);
      }
    }
  } catch (error) {
    yield unreadable(reading, { label: String(number + 1), measure: measure(cut), fate: failed(faultReason(error)) });
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
