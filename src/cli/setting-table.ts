/** One row a setting: its flag, its words, and how its text is read. Flags, INGEST_* variables and the generated docs all come from here. */
import { DEFAULTS, type FieldNames, type Limits } from "../options.ts";
import type { FailOn, Patch, Report } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

export interface SettingRow {
  /** Name in the config file and, in upper case after INGEST_, in the environment: "site-memory". */
  readonly name: string;
  /** As commander takes it: "-o, --out <dir>". */
  readonly flags: string;
  readonly help: string;
  /** What the docs say beyond the help; "" when that says it all. */
  readonly more: string;
  /** The default, for people. */
  readonly initial: string;
  /** Heading of the help under which it stands. */
  readonly group: SettingGroup;
  /** Which commands take it. */
  readonly commands: readonly CommandName[];
  /** Given several times, or as a list. */
  readonly isList: boolean;
  /** Only on the command line: a config file that said so would surprise. */
  readonly isFlagOnly: boolean;
  /** The text of a flag or a variable as a patch. A switch gets "true" or "false". Throws UsageError. */
  readonly read: (text: string) => Patch;
}

export type SettingGroup = "What comes out" | "The collection" | "What is done" | "How inputs are read" | "How it runs";

export type CommandName = "run" | "explain" | "compare" | "status" | "verify" | "forget";

/** Commands that read inputs. */
const READING: readonly CommandName[] = ["run", "explain", "compare"];
/** Commands that are told of what a run has left in a folder. */
const FOLDER: readonly CommandName[] = ["explain", "status", "verify", "forget"];
const ALL: readonly CommandName[] = [...READING, "status", "verify", "forget"];
const RUN: readonly CommandName[] = ["run"];

type Optional = "more" | "group" | "initial" | "commands" | "isList" | "isFlagOnly";

function row(
  name: string,
  flags: string,
  help: string,
  rest: Omit<SettingRow, "name" | "flags" | "help" | Optional> & Partial<Pick<SettingRow, Optional>>,
): SettingRow {
  return { name, flags, help, more: "", group: "How it runs", initial: "off", commands: RUN, isList: false, isFlagOnly: false, ...rest };
}

export const SETTINGS: readonly SettingRow[] = [
  row("out", "-o, --out <dir>", 'output folder; "-": Markdown on stdout', {
    group: "What comes out",
    initial: '"ingested"; "-" when the only input is "-"',
    more: "Holds one Markdown file an article, manifest.ndjson and a hidden folder.",
    read: (text) => ({ out: named("out", text) }),
  }),
  row("out", "-o, --out <dir>", "the collection: the output folder of a run", {
    group: "What comes out",
    initial: '"ingested"',
    commands: FOLDER,
    read: (text) => ({ out: named("out", text) }),
  }),
  row("json", "--json", "records as NDJSON on stdout; no files unless -o", {
    group: "What comes out",
    more: "One record an input record, ordered by path and place. `ingest schema record` describes it.",
    read: (text) => ({ json: truth(text) }),
  }),
  row("blocks", "--blocks", "with --json: every block with its decision", {
    group: "What comes out",
    read: (text) => ({ blocks: truth(text) }),
  }),
  row("title-heading", "--title-heading", "write the title into the body too, as # heading", {
    group: "What comes out",
    read: (text) => ({ titleHeading: truth(text) }),
  }),
  row("against", "--against <dir>", "find copies of this collection's articles too", {
    group: "The collection",
    initial: "none",
    more: "It is only read. What is a copy of one of its articles is a duplicate.",
    read: (text) => ({ against: named("against", text) }),
  }),
  row("refresh", "--refresh", "decide everything in the output folder again", {
    group: "The collection",
    isFlagOnly: true,
    more: "From what it keeps of earlier runs; the result is that of one run over all of it.",
    read: (text) => ({ refresh: truth(text) }),
  }),
  row("prune", "--prune", "take out documents whose inputs are gone", {
    group: "The collection",
    isFlagOnly: true,
    more: "Below the files and folders that are named. Without it they stay, and are counted.",
    read: (text) => ({ prune: truth(text) }),
  }),
  row("restore", "--restore", "write again files that were edited or removed", {
    group: "The collection",
    isFlagOnly: true,
    more: "Without it a file that a person has edited or removed is left so.",
    read: (text) => ({ restore: truth(text) }),
  }),
  row("clean", "--no-clean", "keep boilerplate", {
    group: "What is done",
    initial: "boilerplate is dropped",
    commands: READING,
    read: (text) => ({ clean: truth(text) }),
  }),
  row("dedupe", "--no-dedupe", "do not look for copies", {
    group: "What is done",
    initial: "copies are looked for",
    read: (text) => ({ dedupe: truth(text) }),
  }),
  row("site-memory", "--no-site-memory", "do not use lines that recur on a site", {
    group: "What is done",
    initial: "lines that recur are used",
    more: "With --no-dedupe and --no-site-memory records of --json come as they are read.",
    read: (text) => ({ siteMemory: truth(text) }),
  }),
  row("threshold", "--threshold <0-1>", "coverage from which two articles are copies", {
    group: "What is done",
    initial: String(DEFAULTS.threshold),
    more: "Share of the smaller text that stands in the larger one.",
    commands: ["run", "compare"],
    read: (text) => ({ threshold: share("threshold", text) }),
  }),
  row("prefer", "--prefer <list>", "which copy of a cluster is kept", {
    group: "What is done",
    initial: DEFAULTS.prefer.join(","),
    more: "Tried in order: complete, cleanest, earliest. Other words name sources (or folders of sources) whose copy is kept whenever there is one.",
    isList: true,
    read: (text) => preferences(listOf(text)),
  }),
  row("favor", "--favor <what>", "when in doubt: precision drops, recall keeps, balanced neither", {
    group: "What is done",
    initial: DEFAULTS.favor,
    commands: READING,
    read: (text) => ({ favor: oneOf("favor", text, ["precision", "recall", "balanced"]) }),
  }),
  row("format", "--format <name>", "read every input as html, markdown or text", {
    group: "How inputs are read",
    initial: "recognised",
    commands: READING,
    read: (text) => ({ format: oneOf("format", text, ["html", "markdown", "text"]) }),
  }),
  row("encoding", "--encoding <name>", "read every input in this encoding", {
    group: "How inputs are read",
    initial: "recognised",
    more: "A name of the WHATWG or of iconv: utf-8, windows-1252, shift_jis.",
    commands: READING,
    read: (text) => ({ encoding: encodingName(text) }),
  }),
  row("fields", "--fields <list>", "fields of records: text=body,title=headline", {
    group: "How inputs are read",
    initial: "recognised",
    more: "Names of text, html, title, url, date, author and id in JSON, JSONL and CSV records.",
    commands: READING,
    isList: true,
    read: (text) => ({ fields: fieldNames(listOf(text)) }),
  }),
  row("limits", "--limit <name=n>", "change a limit: record-bytes=10000000", {
    group: "How inputs are read",
    initial: "see below",
    more: `Limits: ${Object.keys(DEFAULTS.limits).map(limitName).join(", ")}. In the config file: \`limits: { blocks: 100 }\`.`,
    commands: READING,
    isList: true,
    read: (text) => ({ limits: limits(listOf(text)) }),
  }),
  row("fail-on", "--fail-on <list>", "exit 1 on duplicate, skipped, failed or empty", {
    initial: "none",
    more: "empty: not one article came out.",
    isList: true,
    read: (text) => ({ failOn: findings(listOf(text)) }),
  }),
  row("report", "--report <kind>", "json=FILE, markdown=FILE or github; repeatable", {
    initial: "none",
    more: "github: annotations for the run's log, and the whole report in the step summary.",
    isList: true,
    read: (text) => ({ reports: listOf(text).map(report) }),
  }),
  row("workers", "-j, --workers <n>", "threads; output never depends on it", {
    initial: "cores",
    read: (text) => ({ workers: wholeNumber("workers", text) }),
  }),
  row("dry-run", "-n, --dry-run", "do everything but write", {
    isFlagOnly: true,
    commands: ["run", "forget"],
    read: (text) => ({ dryRun: truth(text) }),
  }),
  row("quiet", "-q, --quiet", "only errors on stderr", { commands: RUN, read: (text) => ({ quiet: truth(text) }) }),
  row("verbose", "-v, --verbose", "name every record skipped, folded or warned of", { read: (text) => ({ verbose: truth(text) }) }),
  row("progress", "--progress <how>", "auto, bar, plain, json or none", {
    initial: "auto",
    read: (text) => ({ progress: oneOf("progress", text, ["auto", "bar", "plain", "json", "none"]) }),
  }),
  row("color", "--color <when>", "auto, always or never", {
    initial: "auto",
    more: "NO_COLOR and FORCE_COLOR are honoured.",
    commands: ALL,
    read: (text) => ({ color: oneOf("color", text, ["auto", "always", "never"]) }),
  }),
];

/** "recordBytesMax" → "record-bytes". */
export function limitName(key: string): string {
  return key.replace(/Max$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Policies and sources of `prefer`, told apart by their words. */
export function preferences(items: readonly string[]): Patch {
  const policies = ["complete", "cleanest", "earliest"] as const;
  const prefer = items.flatMap((item) => policies.filter((policy) => policy === item));
  const preferSources = items.filter((item) => !policies.some((policy) => policy === item));
  return { ...(prefer.length > 0 ? { prefer } : {}), ...(preferSources.length > 0 ? { preferSources } : {}) };
}

/** What --fail-on names. */
export function findings(items: readonly string[]): FailOn[] {
  return items.map((item) => oneOf("fail-on", item, ["duplicate", "skipped", "failed", "empty"]));
}

/** "json=report.json" as a report. */
export function report(text: string): Report {
  const [kind, ...rest] = text.split("=");
  const path = rest.join("=");
  if (kind === "github" && path === "") return { kind };
  if ((kind === "json" || kind === "markdown") && path !== "") return { kind, path };
  throw new UsageError(`--report takes json=FILE, markdown=FILE or github, not "${text}"`);
}

function limits(items: readonly string[]): Partial<Limits> {
  const keys = Object.keys(DEFAULTS.limits);
  const read = items.map((item) => {
    const [name = "", value = ""] = item.split("=");
    const key = keys.find((candidate) => limitName(candidate) === name);
    const known = keys.map(limitName).join(", ");
    if (key === undefined) throw new UsageError(`there is no limit "${name}"`, `There are: ${known}.`);
    if (!/^[1-9]\d{0,14}$/.test(value)) throw new UsageError(`--limit ${name}= takes a whole number over 0, not "${value}"`);
    return [key, Number(value)];
  });
  return Object.fromEntries(read) as Partial<Limits>;
}

function fieldNames(items: readonly string[]): Partial<FieldNames> {
  const known = Object.keys(DEFAULTS.fields);
  const read = items.map((item) => {
    const at = item.indexOf("=");
    const [name, value] = [item.slice(0, Math.max(at, 0)), item.slice(at + 1)];
    if (at < 1 || value === "" || !known.includes(name)) {
      throw new UsageError(`--fields takes pairs like text=body, not "${item}"`, `What can be named: ${known.join(", ")}.`);
    }
    return [name, value];
  });
  return Object.fromEntries(read) as Partial<FieldNames>;
}

/** The name of a folder: an empty one, of a variable that is not set, would stand for the folder one is in. */
function named(name: string, text: string): string {
  if (text === "") throw new UsageError(`--${name} names no folder`, 'Is a variable not set? The folder you are in is ".".');
  return text;
}

function encodingName(text: string): string {
  const name = text.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9:._-]{0,40}$/.test(name)) throw new UsageError(`"${text}" is no name of an encoding`);
  return name;
}

/** Threads past this are a slip of the finger. */
const WORKERS_MAX = 256;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!/^[1-9]\d{0,2}$/.test(text) || value > WORKERS_MAX) {
    throw new UsageError(`--${name} takes a whole number from 1 to ${WORKERS_MAX}, not "${text}"`);
  }
  return value;
}

function share(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new UsageError(`--${name} takes a number from 0 to 1, not "${text}"`);
  return value;
}

function oneOf<const T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined)
    throw new UsageError(`--${name} takes ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1) ?? ""}, not "${text}"`);
  return found;
}

function truth(text: string): boolean {
  if (/^(?:true|1|yes|on)$/i.test(text)) return true;
  if (/^(?:false|0|no|off)$/i.test(text)) return false;
  throw new UsageError(`"${text}" is neither true nor false`);
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
