/** What every reader of a container is given, and how records and their faults are made from what it finds. */
import { documentId, sha256 } from "../text/hash.ts";
import { notice } from "../notices.ts";
import type { Options } from "../options.ts";
import type { Claim, Encoding, Fate, Format, Notice, Provenance, RawDocument, RecordLocator, Source, Unreadable } from "../types.ts";
import { InputFault, type ByteReader } from "./bytes.ts";
import { decode } from "./decode.ts";
import { mayBeMojibake, repairBeside, repairMojibake } from "./mojibake.ts";
import { binaryKind, otherKind, sniffFormat } from "./sniff.ts";

/** What reading ends in: a document, or a record that could not become one. */
export type Item = RawDocument | Unreadable;

/** The place from which bytes are read: a source, or an entry of a container inside it. */
export interface Reading {
  readonly source: Source;
  readonly options: Options;
  /** Innermost name, for its extension: "a.html" in "pages.zip#a.html.gz". */
  readonly name: string;
  /** Label of the entry that is being read; undefined in the source itself. */
  readonly entry: string | undefined;
  /** Containers around these bytes. */
  readonly depth: number;
  /** The next ordinal of the source; shared by all containers in it. */
  readonly takeOrdinal: () => number;
  /** Counts bytes that were unpacked, over all containers of the source; false once there are more than the limit. */
  readonly spend: (bytes: number) => boolean;
  /** Reads bytes of whatever format, so that containers can hold containers. */
  readonly expand: (reader: ByteReader, reading: Reading) => AsyncGenerator<Item>;
  /** What an outer container says of everything inside. */
  readonly facts: Facts;
}

/** What a container says about a record. */
export interface Facts {
  readonly key: string | undefined;
  readonly url: string | undefined;
  /** RFC 3339. */
  readonly fetchedAt: string | undefined;
  readonly claims: readonly Claim[];
}

export const NO_FACTS: Facts = { key: undefined, url: undefined, fetchedAt: undefined, claims: [] };

/** Size and hash of a record's bytes, before decoding. */
export interface Measure {
  readonly bytes: number;
  readonly sha256: string;
}

export function measure(bytes: Uint8Array): Measure {
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

/** Counts unpacked bytes; throws what a bomb ends in. */
export function countUnpacked(reading: Reading): (bytes: number) => void {
  return (bytes) => {
    if (!reading.spend(bytes)) throw new InputFault(`unpacks to more than the limit of ${reading.options.limits.unpackedBytesMax} bytes`);
  };
}

type Fault = Extract<Fate, { readonly kind: "skipped" | "failed" }>;

export function failed(reason: string): Fault {
  return { kind: "failed", reason };
}

export function skipped(reason: string): Fault {
  return { kind: "skipped", reason };
}

/** `label` names the record in its container; undefined: the bytes being read are the record. */
function locate(reading: Reading, label: string | undefined): RecordLocator | undefined {
  if (label === undefined && reading.entry === undefined) return undefined;
  const full = label === undefined ? reading.entry : reading.entry === undefined ? label : `${reading.entry}#${label}`;
  return { ordinal: reading.takeOrdinal(), label: full ?? "" };
}

function identify(
  reading: Reading,
  label: string | undefined,
  size: Measure,
  facts: Facts,
): { id: RawDocument["id"]; provenance: Provenance } {
  const source = reading.source.path;
  const record = locate(reading, label);
  const id = documentId({ source, record, sha256: size.sha256 });
  return { id, provenance: { source, record, url: facts.url, fetchedAt: facts.fetchedAt, sha256: size.sha256, bytes: size.bytes } };
}

/** A record that goes no further, with the reason. */
export function unreadable(
  reading: Reading,
  record: {
    readonly label: string | undefined;
    readonly measure: Measure;
    readonly fate: Fault;
    readonly facts?: Facts;
    readonly notices?: readonly Notice[];
  },
): Unreadable {
  const facts = record.facts ?? reading.facts;
  const { id, provenance } = identify(reading, record.label, record.measure, facts);
  return { id, provenance, key: facts.key, fate: record.fate, notices: record.notices ?? [] };
}

/** A record whose text is at hand. Text without a letter or sign is skipped as empty. */
export function fromText(
  reading: Reading,
  record: {
    readonly label: string | undefined;
    readonly measure: Measure;
    readonly payload: string;
    /** undefined: sniffed. */
    readonly format: Format | undefined;
    readonly encoding: Encoding;
    readonly facts: Facts;
    readonly notices: readonly Notice[];
    /** The bytes of the text, where they are at hand and UTF-8. */
    readonly utf8?: Buffer | undefined;
  },
): Item {
  const { facts, utf8 } = record;
  const repaired = utf8 === undefined || mayBeMojibake(utf8) ? repairMojibake(record.payload) : undefined;
  const payload = repaired?.text ?? record.payload;
  const claims = repaired === undefined ? facts.claims : facts.claims.map((claim) => ({ ...claim, value: repairBeside(claim.value) }));
  const notices = repaired === undefined ? record.notices : [...record.notices, notice("mojibake-repaired", repaired.detail)];
  if (!HAS_SIGN.test(payload)) return unreadable(reading, { ...record, fate: skipped("empty") });
  const { id, provenance } = identify(reading, record.label, record.measure, facts);
  const format = reading.options.format ?? record.format ?? sniffFormat(payload, reading.name);
  return { id, provenance, key: facts.key, format, encoding: record.encoding, payload, claims, notices };
}

/** In a container of text, strict UTF-8 is what the container's format says, not what its bytes happen to be. */
export function inContainer(encoding: Encoding): Encoding {
  return encoding.how === "utf-8" ? { ...encoding, how: "container" } : encoding;
}

/** Anything but white space, byte order marks and other invisible characters. */
const HAS_SIGN = /[^\s\p{Cc}\p{Cf}]/u;

/** A record whose bytes are at hand: decoded, recognised, or refused with the reason. */
export async function fromBytes(
  reading: Reading,
  record: {
    readonly label: string | undefined;
    readonly bytes: Buffer;
    readonly facts: Facts;
    /** undefined: sniffed. */
    readonly format: Format | undefined;
    /** Charset that HTTP declares. */
    readonly charset: string | undefined;
  },
): Promise<Item> {
  const { label, bytes, facts } = record;
  const size = measure(bytes);
  const binary = reading.options.encoding === undefined ? binaryKind(bytes) : undefined;
  if (binary !== undefined) return unreadable(reading, { label, measure: size, fate: skipped(binary), facts });
  const isMarkup = record.format === "html" || (record.format === undefined && mayBeMarkup(bytes));
  const other = record.format === undefined && facts === NO_FACTS ? otherKind(bytes, reading.name) : undefined;
  if (other !== undefined) return unreadable(reading, { label, measure: size, fate: skipped(other), facts });
  const decoded = await decode(bytes, { given: reading.options.encoding, http: record.charset, isMarkup });
  const notices = decoded.notices.map(({ code, detail }) => notice(code, detail));
  return fromText(reading, {
    label,
    measure: size,
    payload: decoded.text,
    format: record.format,
    encoding: decoded.encoding,
    facts,
    notices,
    utf8: decoded.encoding.name === "utf-8" ? bytes : undefined,
  });
}

/** Only markup declares its encoding; a "<" in the head is enough to look. */
function mayBeMarkup(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes(0x3c);
}
