/** What `--report json=FILE` writes. Loaded when somebody asks for the schema. */
import { z } from "zod";
import type { RunReport } from "./report.ts";

const COUNT = z.number().int().min(0);

const REMARK = { path: z.string().describe("As input.path of records, with #record where it is one of several."), message: z.string() };

/** A report, as `RunReport` has it. */
export const reportSchema: z.ZodType<RunReport> = z
  .strictObject({
    schema: z.literal("ingest.report/1"),
    version: z.string().describe("Of ingest."),
    documents: COUNT.describe("Records of this run, whatever became of them."),
    articles: COUNT,
    duplicates: COUNT,
    skipped: COUNT,
    failed: COUNT,
    words: COUNT.describe("Of all pages that were decided in this run."),
    words_dropped: z.record(z.string(), COUNT).describe("Words of blocks dropped as boilerplate, by class."),
    clusters: COUNT,
    largest_cluster: COUNT.describe("Records of the largest cluster."),
    related: z.record(z.string(), COUNT).describe("Pairs of articles that stand by themselves and name each other, by relation."),
    failures: z.array(z.strictObject(REMARK)).describe("Records that failed, and why."),
    remarks: z
      .array(z.strictObject({ ...REMARK, severity: z.enum(["info", "warning", "error"]) }))
      .describe("Skipped records, folded copies and warnings; at most 10,000, all of them are in the manifest."),
  })
  .describe("One run. The same inputs give the same report: no time of day.");

/** JSON Schema (draft 2020-12) of a report. */
export function reportJsonSchema(): object {
  return { $id: "ingest.report/1", title: "ingest.report/1", ...z.toJSONSchema(reportSchema) };
}
