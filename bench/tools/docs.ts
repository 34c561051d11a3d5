/**
 * Writes docs/reference from the code: options, notices, records, rules. `npx tsx bench/tools/docs.ts`; a test holds that they are current.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { variableName } from "../../src/cli/collect-settings.ts";
import { limitName, SETTINGS, type SettingRow } from "../../src/cli/setting-table.ts";
import { NO_CLEAN, PAGE_RULES } from "../../src/extract/extract.ts";
import { MODEL } from "../../src/extract/model-decision.ts";
import { EARLY_RULES, LATE_RULES } from "../../src/extract/rules.ts";
import { recordJsonSchema } from "../../src/emit/record-schema.ts";
import { NOTICES } from "../../src/notices.ts";
import { DEFAULTS } from "../../src/options.ts";
import { count } from "../../src/text/quantities.ts";

export const REFERENCE: string = resolve(import.meta.dirname, "../../docs/reference");

const GENERATED = "<!-- Generated from the code: npx tsx bench/tools/docs.ts -->";

/** The pages, by name, formatted as the repository is. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const config = await resolveConfig(join(REFERENCE, "options.md"));
  const pages = { "options.md": optionsPage(), "notices.md": noticesPage(), "record.md": recordPage(), "rules.md": rulesPage() };
  const formatted = Object.entries(pages).map(
    async ([name, text]) => [name, await format(text, { ...config, parser: "markdown" })] as const,
  );
  return new Map(await Promise.all(formatted));
}

function optionsPage(): string {
  const groups = [...new Set(SETTINGS.map((row) => row.group))];
  return [
    GENERATED,
    "",
    "# Options",
    "",
    "A flag wins over the environment, the environment over `ingest.config.yaml` (or `ingest.config.json`) in the working directory, and",
    "that over the default. `ingest schema config` prints what the config file may hold; it is data, never code. In the column of commands",
    "`run` is `ingest` itself, without the name of a command.",
    "",
    ...groups.flatMap((group) => [`## ${group}`, "", ...optionTable(SETTINGS.filter((row) => row.group === group)), ""]),
    "## What people decided",
    "",
    "Only in the config file, by source path or id: `same: [[a, b]]` and `different: [[a, b]]` overrule every rule of duplicates.",
    "",
    "## Limits",
    "",
    "Input is written by strangers: what is past a limit fails with a reason, or is cut with a warning, and memory stays bounded.",
    "",
    "| name | default |",
    "| --- | ---: |",
    ...Object.entries(DEFAULTS.limits).map(([key, limit]) => `| \`${limitName(key)}\` | ${count(Number(limit))} |`),
    "",
  ].join("\n");
}

function optionTable(rows: readonly SettingRow[]): string[] {
  const lines = rows.map((row) => {
    const variable = row.isFlagOnly ? "" : `\`${variableName(row)}\``;
    const meaning = [row.help, row.more].filter((text) => text !== "").map(cell);
    return `| \`${row.flags.replaceAll("|", "\\|")}\` | ${cell(row.initial)} | ${meaning.join(". ").replace(/\.\./g, ".")} | ${row.commands.join(", ")} | ${variable} |`;
  });
  return ["| flag | default | meaning | commands | environment |", "| --- | --- | --- | --- | --- |", ...lines];
}

function noticesPage(): string {
  const rows = Object.entries(NOTICES).map(([code, row]) => `| \`${code}\` | ${row.severity} | ${cell(row.text(`<${row.detail}>`))} |`);
  return [
    GENERATED,
    "",
    "# Notices",
    "",
    "What a person should know about a document travels with it: in `warnings` of its record and in `ingest explain`; warnings also on stderr",
    "with `-v`.",
    "",
    "| code | severity | text |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function rulesPage(): string {
  const { head, ...others } = PAGE_RULES;
  const rows = [head, ...EARLY_RULES, ...LATE_RULES, ...Object.values(others)].map(({ name, about }) => `| ${name} | ${cell(about)} |`);
  return [
    GENERATED,
    "",
    "# Rules",
    "",
    `Most blocks are decided by the labeller: \`rule\` is "${MODEL}", and the reasons are those that moved its probability most. Where one of these`,
    "rules names a block, it decides; the first that names it wins, in this order, but for “labels alone”, which overrules them. From “title” on they",
    "look at title, author and date as well.",
    `With \`--no-clean\` every block is kept by "${NO_CLEAN}".`,
    "",
    "| rule | what it is for |",
    "| --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** As much of JSON Schema as the record's has. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

function recordPage(): string {
  const schema = recordJsonSchema() as Schema;
  return [
    GENERATED,
    "",
    "# Records",
    "",
    "What `--json` prints, one line an input record, ordered by path and place. Every key is always there; `null` is “not known” or “not",
    "asked for”; no key ever changes its type. `manifest.ndjson` in the output folder holds the same without `markdown`, `text` and",
    "`blocks`. `ingest schema record` prints this page as JSON Schema.",
    "",
    "| key | type | meaning |",
    "| --- | --- | --- |",
    ...recordRows(schema, ""),
    "",
  ].join("\n");
}

function recordRows(schema: Schema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const inner = innerOf(value);
    const name = `${prefix}${key}${inner.isList ? "[]" : ""}`;
    const nested = key === "origins" || key === "confidence" ? [] : recordRows(inner.schema, `${name}.`);
    return [`| \`${name}\` | ${typeText(value)} | ${cell(descriptionOf(value))} |`, ...nested];
  });
}

function innerOf(schema: Schema): { schema: Schema; isList: boolean } {
  const one = schema.anyOf?.find((part) => part.type !== "null") ?? schema;
  return one.items === undefined ? { schema: one, isList: false } : { schema: one.items, isList: true };
}

function descriptionOf(schema: Schema): string {
  return schema.description ?? schema.anyOf?.map((part) => part.description).find((text) => text !== undefined) ?? "";
}

function typeText(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(" or ");
  if (schema.const !== undefined) return `\`"${schema.const}"\``;
  if (schema.enum !== undefined) return schema.enum.length > 12 ? "string" : schema.enum.map((value) => `\`"${value}"\``).join(", ");
  if (schema.type === "array") return "list";
  return [schema.type ?? "any"].flat().join(" or ");
}

/** Text of a table's cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "\\<");
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(REFERENCE, { recursive: true });
  for (const [name, text] of await referencePages()) writeFileSync(join(REFERENCE, name), text);
}
