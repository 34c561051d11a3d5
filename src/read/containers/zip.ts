/** zip: every entry is read on as whatever it holds. Names of entries are labels, never paths. */
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { ByteReader, faultReason, InputFault } from "../bytes.ts";
import { countUnpacked, failed, measure, skipped, unreadable, type Item, type Reading } from "../reading.ts";

/** A zip archive has its table of contents at its end, so that all of it must be at hand. Above this it should be unpacked first. */
const ARCHIVE_BYTES_MAX = 512 * 1024 * 1024;
/** The archive with the most entries that is still plausible as a drop; a table of contents can name millions in a few megabytes. */
const ENTRIES_MAX = 1_000_000;

export async function* readZip(reader: ByteReader, reading: Reading): AsyncGenerator<Item> {
  let archive: ZipFile;
  let size = measure(Buffer.alloc(0));
  try {
    const { bytes, isWhole } = await reader.collect(ARCHIVE_BYTES_MAX);
    size = measure(bytes);
    if (!isWhole) throw new InputFault(`zip archives of more than ${ARCHIVE_BYTES_MAX} bytes are not read: unpack it first`);
    // Names are decoded here: yauzl gives up on the whole archive where one of them climbs.
    archive = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
  } catch (error) {
    yield unreadable(reading, { label: undefined, measure: size, fate: failed(zipReason(error)) });
    return;
  }
  const labels = new Set<string>();
  let count = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = entryName(entry);
      if (name.endsWith("/")) continue;
      if (count === 0 && isOfficeDocument(name)) {
        yield unreadable(reading, { label: undefined, measure: size, fate: skipped("not text: an Office document") });
        return;
      }
      if (count++ >= ENTRIES_MAX) throw new InputFault(`the zip archive has more than ${ENTRIES_MAX} entries`);
      yield* readEntry(archive, entry, { ...reading, name, entry: uniqueLabel(joinLabel(reading.entry, safeLabel(name)), labels) });
    }
    if (count === 0) yield unreadable(reading, { label: undefined, measure: size, fate: skipped("empty") });
  } catch (error) {
    yield unreadable(reading, { label: undefined, measure: size, fate: failed(zipReason(error)) });
  }
}

async function* readEntry(archive: ZipFile, entry: Entry, reading: Reading): AsyncGenerator<Item> {
  const refuse = (fate: ReturnType<typeof failed | typeof skipped>): Item =>
    unreadable(reading, { label: undefined, measure: { bytes: entry.uncompressedSize, sha256: measure(Buffer.alloc(0)).sha256 }, fate });
  if (/(?:^|\/)(?:__MACOSX\/|\.DS_Store$)/.test(reading.name)) {
    yield refuse(skipped("not text: notes of macOS on other files"));
    return;
  }
  if (entry.isEncrypted()) {
    yield refuse(failed("the zip entry is encrypted"));
    return;
  }
  if (!entry.canDecodeFileData()) {
    yield refuse(failed(`the zip entry is packed by method ${entry.compressionMethod}, which is not supported`));
    return;
  }
  yield* reading.expand(new ByteReader(unpack(archive, entry, reading)), reading);
}

async function* unpack(archive: ZipFile, entry: Entry, reading: Reading): AsyncGenerator<Buffer> {
  const count = countUnpacked(reading);
  try {
    const stream = await archive.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof InputFault
      ? error
      : new InputFault(`the zip entry is damaged: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

/** In UTF-8 where it is; else in the code page that zip began with, of which only ASCII matters here. */
function entryName(entry: Entry): string {
  const raw: unknown = entry.fileName;
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw));
  const text = bytes.toString("utf8");
  return (text.includes("\ufffd") ? bytes.toString("latin1") : text).replaceAll("\\", "/");
}

/** The name without what would lead out of a folder, so that nobody who takes a label for a path comes to harm. */
function safeLabel(name: string): string {
  const parts = name.split("/").filter((part) => part !== "" && part !== "." && part !== ".." && !/^[a-z]:$/i.test(part));
  return parts.length === 0 ? "entry" : parts.join("/").replaceAll("\0", "");
}

function joinLabel(outer: string | undefined, label: string): string {
  return outer === undefined ? label : `${outer}#${label}`;
}

/** Archives can hold one name twice; labels must tell records apart. */
function uniqueLabel(label: string, used: Set<string>): string {
  let unique = label;
  for (let copy = 2; used.has(unique); copy++) unique = `${label} (${copy})`;
  used.add(unique);
  return unique;
}

/** Office documents and their like are zip archives of XML that nobody wants entry by entry. */
function isOfficeDocument(name: string): boolean {
  return name === "[Content_Types].xml" || name === "_rels/.rels" || name.startsWith("docProps/");
}

function zipReason(error: unknown): string {
  if (error instanceof InputFault || (error instanceof Error && "code" in error)) return faultReason(error);
  return `zip archive is damaged: ${error instanceof Error ? error.message : "unknown"}`;
}
