/**
 * The library: what the command line does, for programs. Nothing here touches the terminal or the process.
 *
 * - `ingest`  many inputs, copies found, optionally into a collection
 * - `extract` one page, cleaned
 * - `compare` two pages: the same article or not, and why
 *
 * docs/library.md has an example of each.
 */
export { ingest, type IngestResult, type IngestSettings } from "./library/ingest.ts";
export { compare, extract, type Extracted, type ExtractSettings } from "./library/extract.ts";
export type { Input, MemoryInput } from "./library/inputs.ts";
export type { FileFate } from "./collection/article-files.ts";
export type { IntoReport, ReportedDocument } from "./collection/into.ts";
export { LockedError } from "./collection/lock.ts";
export type { Comparison } from "./dedupe/compare.ts";
export type { IngestRecord } from "./emit/record.ts";
export type { Progress } from "./flow/ports.ts";
export { DEFAULTS, type Favor, type FieldNames, type Limits, type Options, type Preference } from "./options.ts";
export type * from "./types.ts";
