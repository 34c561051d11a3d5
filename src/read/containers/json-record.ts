/** One JSON value → one record. */
import { parseLooseJson } from "../../text/json.ts";
import { notice } from "../../notices.ts";
import { decode } from "../decode.ts";
import { understand } from "../fields.ts";
import { failed, fromText, inContainer, measure, skipped, unreadable, type Item, type Reading } from "../reading.ts";

/** A record of JSON text. What is no object, or holds no text, fails alone. */
export async function fromJson(reading: Reading, label: string | undefined, bytes: Buffer): Promise<Item> {
  const size = measure(bytes);
  const decoded = await decode(bytes, { given: reading.options.encoding, http: undefined, isMarkup: false });
  let value: unknown;
  try {
    value = parseLooseJson(decoded.text);
  } catch {
    return unreadable(reading, { label, measure: size, fate: failed(jsonReason(decoded.text)) });
  }
  const found = understand(value, reading.options.fields, reading.facts);
  if ("fault" in found) return unreadable(reading, { label, measure: size, facts: found.facts, fate: failed(found.fault) });
  if ("skip" in found) return unreadable(reading, { label, measure: size, facts: found.facts, fate: skipped(found.skip) });
  return fromText(reading, {
    label,
    measure: size,
    payload: found.payload,
    format: found.format,
    encoding: inContainer(decoded.encoding),
    facts: found.facts,
    notices: decoded.notices.map(({ code, detail }) => notice(code, detail)),
  });
}

/** V8's own message quotes the input; what matters to a person is whether the line was cut. */
function jsonReason(text: string): string {
  const [begin, end] = [text.trimStart().charAt(0), text.trimEnd().slice(-1)];
  const isCut = (begin === "{" || begin === "[") && end !== "}" && end !== "]";
  return isCut ? "not valid JSON: it ends in the middle of a value" : "not valid JSON";
}
