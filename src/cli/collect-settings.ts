/** Flags over INGEST_* over ingest.config.{yaml,json} over defaults. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mergeSettings, type Patch, type Settings } from "./settings.ts";
import { SETTINGS, type CommandName, type SettingRow } from "./setting-table.ts";
import { blaming, UsageError } from "./usage-error.ts";

/** What commander gives: by camel-case name, only what was on the command line. */
export type Given = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
}

/** Names of the config file, first found wins. No config is ever code. */
export const CONFIG_NAMES: readonly string[] = ["ingest.config.yaml", "ingest.config.json"];

const PREFIX = "INGEST_";

/** Variables of the development of this program, which are no settings. */
const OTHERS = /^INGEST_BENCH_/;

/** The settings of a command. Throws UsageError that names the place of a mistake. */
export async function collectSettings(command: CommandName, given: Given, { environment, workingFolder }: Surroundings): Promise<Settings> {
  const config = await configPatch(workingFolder);
  const settings = mergeSettings([...config, ...(await environmentPatches(environment)), ...flagPatches(command, given)]);
  if (settings.encoding !== undefined) await checkEncoding(settings.encoding);
  // In a config file it holds for whenever records are printed; a person who types it now wants to see them.
  if (given["blocks"] === true && !settings.json)
    throw new UsageError("--blocks does nothing without --json", "Blocks are part of records; ingest explain shows them of one page.");
  return settings;
}

/** The tables of encodings take a while to load: only for those who name one. */
async function checkEncoding(name: string): Promise<void> {
  const { isEncoding } = await import("../read/legacy.ts");
  if (!isEncoding(name))
    throw new UsageError(`there is no encoding "${name}"`, "Names are those of the web, such as utf-8, windows-1252, gb18030.");
}

async function configPatch(workingFolder: string): Promise<Patch[]> {
  const name = CONFIG_NAMES.find((candidate) => existsSync(join(workingFolder, candidate)));
  if (name === undefined) return [];
  const { readConfig } = await import("./config-file.ts");
  return [await readConfig(join(workingFolder, name), name)];
}

async function environmentPatches(environment: Surroundings["environment"]): Promise<Patch[]> {
  const rows = new Map(SETTINGS.filter((row) => !row.isFlagOnly).map((row) => [variableName(row), row]));
  const patches: Patch[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || OTHERS.test(name) || text === undefined || text === "") continue;
    const row = rows.get(name);
    if (row === undefined) {
      const { suggest } = await import("./suggest.ts");
      const hint = (await suggest(name, [...rows.keys()])) ?? `There are: ${[...rows.keys()].join(", ")}.`;
      throw new UsageError(`the environment variable ${name} is no setting`, hint);
    }
    patches.push(blaming(`in ${name}: `, () => row.read(text)));
  }
  return patches;
}

/** "INGEST_SITE_MEMORY" */
export function variableName(row: Pick<SettingRow, "name">): string {
  return PREFIX + row.name.toUpperCase().replaceAll("-", "_");
}

function flagPatches(command: CommandName, given: Given): Patch[] {
  return SETTINGS.filter((row) => row.commands.includes(command)).flatMap((row) => {
    const value = given[attributeName(row)];
    if (value === undefined) return [];
    if (Array.isArray(value)) return [row.read(value.join(","))];
    // commander sets what a --no- flag names to true when the flag is absent: that is no word of the person.
    if (row.flags.startsWith("--no-") && value === true) return [];
    return typeof value === "string" || typeof value === "boolean" ? [row.read(String(value))] : [];
  });
}

/** The name under which commander keeps the flag: camel case, "no-" left out. */
function attributeName(row: SettingRow): string {
  const long = /--(?:no-)?([a-z-]+)/.exec(row.flags)?.[1] ?? row.name;
  return long.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
