/** `ingest.record/1` as a schema: what `ingest schema record` prints. Loaded only there and in tests: zod costs tens of milliseconds. */
import { z } from "zod";
import { RECORD_SCHEMA, type FactName, type IngestRecord } from "./record.ts";

const ID = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe("First 16 hex digits of SHA-256 over path, record and content.");
const SHARE = z.number().min(0).max(1);
const DATE = z.string().describe("RFC 3339 as far as it is known: 2021-11-25, 2021-11-25T09:10:02, 2021-11-25T09:10:02+01:00.");

const RELATION = z
  .enum(["identical", "near", "contained", "revision", "contains", "possible"])
  .describe("identical, near and contained are folded into the kept copy; revision, contains and possible are only related.");
const MATCH = {
  relation: RELATION,
  coverage: z.strictObject({ this: SHARE.describe("Share of this text that stands in the other."), other: SHARE }),
  differing: z.array(z.string()).describe('Numbers and names in which the two differ, as "a ≠ b".'),
};
const ORIGIN = z.enum([
  "given",
  "record",
  "front matter",
  "json-ld",
  "microdata",
  "open graph",
  "dublin core",
  "meta",
  "http",
  "html lang",
  "canonical link",
  "time element",
  "title element",
  "heading",
  "first line",
  "first sentence",
  "byline",
  "dateline",
  "source line",
  "url",
  "script",
  "detected",
]);

function perFact<T extends z.ZodType>(value: T): z.ZodObject<Record<FactName, z.ZodOptional<T>>> {
  const optional = value.optional();
  return z.strictObject({
    title: optional,
    authors: optional,
    published: optional,
    modified: optional,
    language: optional,
    url: optional,
    site: optional,
    description: optional,
  });
}

const INPUT = z.strictObject({
  path: z.string().describe("Path below the deepest common parent of all arguments; <stdin> for standard input."),
  record: z
    .string()
    .nullable()
    .describe('Where in its file the record lies: a line, an entry. Null when the file is the record. `ingest explain "path#record"`.'),
  key: z.string().nullable().describe("The record's own key: JSONL id, WARC-Record-ID."),
  bytes: z.number().int().min(0),
  sha256: z.string().describe("Of the record's bytes, before decoding."),
  format: z.enum(["html", "markdown", "text"]).nullable(),
  encoding: z
    .strictObject({ name: z.string(), how: z.enum(["bom", "given", "http", "declared", "utf-8", "detected", "fallback", "container"]) })
    .nullable(),
  fetched_at: z.string().nullable(),
});

const BLOCK = z.strictObject({
  index: z.number().int().min(0),
  kind: z.enum(["heading", "paragraph", "item", "quote", "code", "cell", "caption", "image"]),
  kept: z.boolean(),
  class: z.enum(["content", "title", "menu", "related", "share", "comments", "caption", "byline", "legal", "other"]),
  rule: z.string().describe("What decided: the model, or the rule of that name."),
  score: SHARE.describe("P(content)."),
  detail: z.string().describe("Reasons, strongest first."),
  text: z.string(),
});

const TOOL_OPTIONS = z.strictObject({
  clean: z.boolean(),
  dedupe: z.boolean(),
  site_memory: z.boolean(),
  favor: z.enum(["precision", "recall", "balanced"]),
  threshold: SHARE,
  prefer: z.array(z.enum(["complete", "cleanest", "earliest"])),
  title_heading: z.boolean(),
  format: z.enum(["html", "markdown", "text"]).nullable(),
  encoding: z.string().nullable(),
  fields: z.record(z.string(), z.string()).nullable(),
  same: z.array(z.tuple([z.string(), z.string()])),
  different: z.array(z.tuple([z.string(), z.string()])),
  prefer_sources: z.array(z.string()),
  limits: z.record(z.string(), z.number()).nullable().describe("Those that are not the defaults."),
});

/** A record as `--json` prints it. */
export const recordSchema: z.ZodType<IngestRecord> = z
  .strictObject({
    schema: z.literal(RECORD_SCHEMA),
    id: ID,
    status: z.enum(["article", "duplicate", "skipped", "failed"]),
    reason: z.string().nullable().describe("Why it was skipped, failed or folded; on the kept copy of a cluster, why it was kept."),
    input: INPUT,
    title: z.string().nullable(),
    authors: z.array(z.string()),
    published: DATE.nullable(),
    modified: DATE.nullable(),
    language: z.string().nullable().describe("BCP 47."),
    url: z.string().nullable(),
    site: z.string().nullable(),
    description: z.string().nullable(),
    origins: perFact(ORIGIN).describe("Where each field that has a value comes from."),
    confidence: perFact(SHARE).describe("P(right) of each field that has a value."),
    markdown: z.string().nullable().describe("The body alone: no front matter, no title."),
    text: z.string().nullable().describe("The body as plain text: no title, byline, caption or date line."),
    word_count: z.number().int().min(0).nullable(),
    blocks: z.array(BLOCK).nullable().describe("Every block of the page with its decision; null without --blocks."),
    cluster: ID.nullable().describe("The kept copy's id, on every record of the cluster, the kept copy too."),
    duplicate_of: ID.nullable(),
    match: z.strictObject(MATCH).nullable().describe("On a duplicate: how it matches the kept copy."),
    duplicates: z.array(ID).describe("On a kept copy: what was folded into it."),
    related: z.array(z.strictObject({ id: ID, ...MATCH })).describe("Articles that are related but stand by themselves."),
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    output: z.string().nullable().describe("Name of the Markdown file in the output folder."),
    tool: z.strictObject({ version: z.string(), options: TOOL_OPTIONS }),
  })
  .describe("One input record: what became of it, and the clean article.");

/** JSON Schema (draft 2020-12) of a record. */
export function recordJsonSchema(): object {
  return { $id: RECORD_SCHEMA, title: RECORD_SCHEMA, ...z.toJSONSchema(recordSchema) };
}
