/** Which legacy encoding undeclared bytes are in, by statistics over a sample. */
import { chardet } from "jschardet";
import { standardName } from "./charset.ts";

export interface Detected {
  readonly text: string;
  readonly name: string;
  readonly isCertain: boolean;
}

/** Bytes that the detector sees: it costs most of a second a megabyte. */
const SAMPLE_BYTES = 16_384;

export function detectEncoding(bytes: Buffer, decodeAs: (bytes: Buffer, name: string) => string | undefined): Detected | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const result = chardet.detect(sample, { encodingEra: 1 | 2 });
  const name = standardName(result.encoding ?? undefined);
  if (name === undefined) return undefined;
  const text = decodeAs(bytes, name);
  return text === undefined ? undefined : { text, name, isCertain: result.confidence >= 0.8 };
}
