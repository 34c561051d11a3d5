/** CSV and TSV with a header: one record a row, named by its number below the header. */
import { parse, type CsvError } from "csv-parse";
import { notice } from "../../notices.ts";
import { faultReason, type ByteReader } from "../bytes.ts";
import { decode, type Decoded } from "../decode.ts";
import { understand } from "../fields.ts";
import { failed, fromText, inContainer, measure, skipped, unreadable, type Item, type Reading } from "../reading.ts";
import { extensionOf } from "../sniff.ts";
import { pump } from "./pump.ts";
import { toUtf8 } from "./utf8.ts";

/** What parts the fields of a row while they are decoded together: no encoding gives it another meaning. */
const FIELD_JOINT = 0x1e;

/** Bytes given to the parser at a time. */
const SLICE_BYTES = 65_536;

export async function* readCsv(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  let number = 0;
  let header: readonly string[] | undefined;
  try {
    const utf8 = await toUtf8(reader);
    const delimiter = (await takeSeparatorLine(utf8)) ?? sniffDelimiter(await utf8.peek(65_536), extensionOf(reading.name));
    for await (const row of splitRows(utf8, delimiter, reading.options.limits.recordBytesMax)) {
      const { fields, decoded } = await decodeRow(row, reading);
      if (header === undefined) header = fields.map((name) => name.trim());
      else yield fromRow(reading, String(++number), { header, fields, row, decoded });
    }
    if (number === 0)
      yield unreadable(reading, { label: undefined, measure: measure(Buffer.alloc(0)), fate: skipped("empty: a table without rows") });
  } catch (error) {
    yield unreadable(reading, { label: String(number + 1), measure: measure(Buffer.alloc(0)), fate: failed(csvReason(error)) });
  }
}

function splitRows(source: ByteReader, delimiter: string, rowBytesMax: number): AsyncGenerator<readonly Buffer[]> {
  let rows: (readonly Buffer[])[] = [];
  const transform = parse({
    delimiter,
    encoding: null,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: rowBytesMax,
    on_record: (row: unknown) => {
      // The types of the package do not know that without an encoding fields come as bytes.
      rows.push(row as readonly Buffer[]);
      return null;
    },
  });
  // Rows are taken as they are parsed; the stream itself stays empty, and must flow to reach its end.
  transform.resume();
  const take = (): (readonly Buffer[])[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return pump(source, { transform, take, sliceBytes: SLICE_BYTES });
}

async function decodeRow(
  row: readonly Buffer[],
  reading: Reading,
): Promise<{ readonly fields: readonly string[]; readonly decoded: Decoded }> {
  const joint = Buffer.from([FIELD_JOINT]);
  const joined = Buffer.concat(row.flatMap((field, i) => (i === 0 ? [field] : [joint, field])));
  const decoded = await decode(joined, { given: reading.options.encoding, http: undefined, isMarkup: false });
  const fields = decoded.text.split(String.fromCharCode(FIELD_JOINT));
  return { fields, decoded };
}

function fromRow(
  reading: Reading,
  label: string,
  found: {
    readonly header: readonly string[];
    readonly fields: readonly string[];
    readonly row: readonly Buffer[];
    readonly decoded: Decoded;
  },
): Item {
  const size = measure(Buffer.concat(found.row.flatMap((field, i) => (i === 0 ? [field] : [Buffer.from(","), field]))));
  const record = Object.fromEntries(found.header.map((name, i) => [name === "" ? `column ${i + 1}` : name, found.fields[i] ?? ""]));
  const understood = understand(record, reading.options.fields, reading.facts);
  if ("fault" in understood) return unreadable(reading, { label, measure: size, facts: understood.facts, fate: failed(understood.fault) });
  if ("skip" in understood) return unreadable(reading, { label, measure: size, facts: understood.facts, fate: skipped(understood.skip) });
  return fromText(reading, {
    label,
    measure: size,
    payload: understood.payload,
    format: understood.format,
    encoding: inContainer(found.decoded.encoding),
    facts: understood.facts,
    notices: found.decoded.notices.map(({ code, detail }) => notice(code, detail)),
  });
}

/** Spreadsheets write "sep=;" above the header, to tell each other. */
async function takeSeparatorLine(reader: ByteReader): Promise<string | undefined> {
  const match = /^sep=(.)\r?\n/.exec((await reader.peek(16)).toString("latin1"));
  if (match === null) return undefined;
  await reader.take(match[0].length, 0);
  return match[1];
}

/** What parts the columns: the sign that stands most often in the header, outside quotes. */
export function sniffDelimiter(head: Buffer, extension: string): string {
  const text = head.toString("latin1");
  const line = (/^(?:"[^"]*"|[^"\n])*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const candidates = extension === "tsv" || extension === "tab" ? ["\t", ",", ";", "|"] : [",", ";", "\t", "|"];
  let best = candidates[0] ?? ",";
  let most = 0;
  for (const candidate of candidates) {
    const count = line.split(candidate).length - 1;
    if (count > most) [best, most] = [candidate, count];
  }
  return best;
}

const REASONS: Partial<Record<CsvError["code"], string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed",
  CSV_MAX_RECORD_SIZE: "is longer than the limit a record; perhaps a quote is opened and never closed",
};

function csvReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = Object.entries(REASONS).find(([name]) => name === code)?.[1];
  if (known !== undefined) return known;
  return code.startsWith("CSV_") && error instanceof Error ? `not valid CSV: ${error.message}` : faultReason(error);
}
