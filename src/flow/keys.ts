/** Under which circumstances something was made: what has the same key need not be made again. */
import type { Options } from "../options.ts";
import { shortSha256 } from "../text/hash.ts";
import type { RawDocument, Unreadable } from "../types.ts";
import { CODEC_VERSION } from "./codec.ts";

export interface Keys {
  /** Of the tool and the options that reading and parsing look at. */
  readonly read: string;
  /** Of the tool and every option that can change what comes out. */
  readonly decide: string;
}

const DIGITS = 16;

/** Keys of a run. `version` is the tool's. */
export function keysOf(options: Options, version: string): Keys {
  const { format, encoding, fields, limits } = options;
  const read = digest([CODEC_VERSION, version, format, encoding, fields, limits]);
  const { clean, dedupe, siteMemory, titleHeading, favor, threshold, prefer, same, different, preferSources } = options;
  return {
    read,
    decide: digest([read, clean, dedupe, siteMemory, titleHeading, favor, threshold, prefer, same, different, preferSources]),
  };
}

/** Keys of a record. */
export interface RecordKeys {
  readonly readKey: string;
  /** Of the page that it gives, or of the reason why it gives none: where it lies, what it holds, and how it was read. */
  readonly recordKey: string;
}

export function keysOfRecord(record: RawDocument | Unreadable, { read }: Keys): RecordKeys {
  const { provenance, key, notices } = record;
  const found = "fate" in record ? [record.fate] : [record.format, record.encoding, record.claims];
  return { readKey: read, recordKey: digest([read, provenance, key, notices, ...found]) };
}

function digest(value: unknown): string {
  return shortSha256(JSON.stringify(value), DIGITS);
}
