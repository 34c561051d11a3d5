/** ingest.config.{yaml,json} → settings, checked by a schema. Loaded only when there is such a file. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { faultText } from "../io/faults.ts";
import { DEFAULTS, type FieldNames, type Limits } from "../options.ts";
import type { Patch } from "./settings.ts";
import { findings, limitName, preferences, report } from "./setting-table.ts";
import { blaming, UsageError } from "./usage-error.ts";

/** A config larger than this is none; `yaml` takes seconds on tens of thousands of keys. */
const CONFIG_BYTES_MAX = 1024 * 1024;

const LIST = z.union([z.string(), z.array(z.string())]);
const PAIRS = z.array(z.tuple([z.string(), z.string()]));

const FIELDS = z.strictObject({
  text: z.string().optional(),
  html: z.string().optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  date: z.string().optional(),
  author: z.string().optional(),
  id: z.string().optional(),
});

/** The config file. Names are those of the flags, without "--" and "no-"; but what --limit says one by one is `limits`. */
const CONFIG = z
  .strictObject({
    out: z.string().min(1).describe("Output folder, relative to the working directory."),
    json: z.boolean(),
    against: z.string().min(1).describe("Another collection, whose articles copies are found of."),
    blocks: z.boolean(),
    "title-heading": z.boolean(),
    clean: z.boolean(),
    dedupe: z.boolean(),
    "site-memory": z.boolean(),
    threshold: z.number().min(0).max(1),
    prefer: LIST.describe("complete, cleanest, earliest in the order in which they are tried; other words are sources whose copy is kept."),
    favor: z.enum(["precision", "recall", "balanced"]),
    format: z.enum(["html", "markdown", "text"]),
    encoding: z.string(),
    fields: FIELDS.describe("Names of fields in JSON, JSONL and CSV records."),
    limits: z
      .partialRecord(z.enum(Object.keys(DEFAULTS.limits).map(limitName)), z.number().int().positive())
      .describe("See docs/reference/options.md."),
    workers: z.number().int().min(1).max(256),
    "fail-on": LIST.describe("duplicate, skipped, failed, empty: what makes the exit status 1."),
    report: LIST,
    quiet: z.boolean(),
    verbose: z.boolean(),
    progress: z.enum(["auto", "bar", "plain", "json", "none"]),
    color: z.enum(["auto", "always", "never"]),
    same: PAIRS.describe("Pairs of sources or ids that a person has judged to be one article."),
    different: PAIRS.describe("Pairs that a person has judged to be two."),
  })
  .partial()
  .describe("ingest.config.yaml or ingest.config.json in the working directory.");

/** Reads and checks a config file. Throws UsageError that names the file and the key. */
export async function readConfig(path: string, name: string): Promise<Patch> {
  const marked = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UsageError(`cannot read ${name}: ${faultText(error)}`);
  });
  // Editors of one system set a byte order mark.
  const text = marked.replace(/^\ufeff/, "");
  if (Buffer.byteLength(text) > CONFIG_BYTES_MAX) throw new UsageError(`${name} is larger than ${CONFIG_BYTES_MAX} bytes`);
  const value = await parseConfig(text, name);
  // An empty file says nothing, and that is allowed.
  const result = CONFIG.safeParse(value ?? {});
  if (!result.success) {
    const issue = result.error.issues[0];
    const key = issue?.path.join(".") ?? "";
    throw new UsageError(
      `${name}: ${key === "" ? "" : `${key}: `}${issue?.message ?? "not understood"}`,
      "ingest schema config  prints what may stand there.",
    );
  }
  return blaming(`${name}: `, () => toPatch(result.data));
}

async function parseConfig(text: string, name: string): Promise<unknown> {
  try {
    if (name.endsWith(".json")) return JSON.parse(text);
    const { parse } = await import("yaml");
    return parse(text, { maxAliasCount: 100, schema: "core", logLevel: "error" });
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "not understood"}`);
  }
}

function toPatch(config: z.infer<typeof CONFIG>): Patch {
  const {
    "title-heading": titleHeading,
    "site-memory": siteMemory,
    "fail-on": failOn,
    prefer,
    report: reports,
    limits,
    fields,
    ...same
  } = config;
  const patch = {
    ...same,
    titleHeading,
    siteMemory,
    failOn: failOn === undefined ? undefined : findings(listOf(failOn)),
    reports: reports === undefined ? undefined : listOf(reports).map(report),
    fields: fields === undefined ? undefined : (defined(fields) as Partial<FieldNames>),
    limits: limits === undefined ? undefined : limitsOf(limits),
    ...(prefer === undefined ? {} : preferences(listOf(prefer))),
  };
  return defined(patch);
}

function limitsOf(limits: Readonly<Partial<Record<string, number>>>): Partial<Limits> {
  const keys = Object.keys(DEFAULTS.limits);
  return Object.fromEntries(Object.entries(limits).map(([name, limit]) => [keys.find((key) => limitName(key) === name) ?? name, limit]));
}

function listOf(value: string | readonly string[]): string[] {
  return typeof value === "string" ? value.split(",").map((item) => item.trim()) : [...value];
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

/** JSON Schema (draft 2020-12) of the config file. */
export function configJsonSchema(): object {
  return { title: "ingest.config", ...z.toJSONSchema(CONFIG) };
}
