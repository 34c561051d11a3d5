/** The commands, as commander sees them. What a command does is imported when it is called. */
import { Command, CommanderError, Option } from "@commander-js/extra-typings";
import { faultHint, faultText, isSystemFault } from "../io/faults.ts";
import { printable } from "../io/printable.ts";
import { collectSettings, type Given } from "./collect-settings.ts";
import { complain, openConsole } from "./console.ts";
import { EXAMPLES, PURPOSE, STATUS_HELP } from "./help.ts";
import { SETTINGS, type CommandName } from "./setting-table.ts";
import type { Settings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Exit status for what could not be done at all. */
const CANNOT = 2;

/** Columns that the help is laid out for: the width of the narrowest terminals in use. */
const HELP_COLUMNS = 80;

/** Runs the command line; the exit status. Never throws for a person's mistake, never exits by itself. */
export async function main(args: readonly string[]): Promise<number> {
  let status = 0;
  const program = buildProgram((result) => {
    status = result;
  });
  // Listens to both streams: what commander prints may meet a reader that has gone, or a full disk, too.
  const { out } = openConsole("auto");
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return CANNOT;
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    // commander has said it already; help and version are no errors.
    if (!(error instanceof CommanderError)) return report(error);
    if (error.exitCode !== 0) return CANNOT;
    return out.settle().then(() => 0, report);
  }
}

/** Errors of collections that somebody else changed. By name: few commands load what throws them. */
const DAMAGE: ReadonlySet<string> = new Set(["DamagedSegment", "DamagedDatabase"]);
const MEND = "ingest verify tells what is damaged, and how to put it right.";

async function report(error: unknown): Promise<number> {
  const console = openConsole("auto");
  if (error instanceof UsageError) await complain(console, error.message, error.hint);
  else if (isSystemFault(error)) await complain(console, faultText(error), faultHint(error));
  else if (error instanceof Error && DAMAGE.has(error.name)) await complain(console, error.message, MEND);
  else if (error instanceof Error && error.name === "TemporaryFault")
    await complain(console, `${error.message}: ${faultText(error.cause)}`, "Set TMPDIR to a folder with room, or name one with --out.");
  else if (error instanceof Error && error.name === "LostLock") await complain(console, error.message, "Run the same command again.");
  else {
    await complain(console, "a fault of the program, not of the input. Please report it with what follows.");
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await console.err.write(`${stack.split("\n").map(printable).join("\n")}\n`);
  }
  return CANNOT;
}

/** The program with all commands. `done` takes the exit status of the command that ran. */
export function buildProgram(done: (status: number) => void): Command {
  const program = new Command("ingest");
  program
    .description(PURPOSE)
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ helpWidth: HELP_COLUMNS })
    .addHelpText("after", EXAMPLES + STATUS_HELP);
  pointToHelp(program, "ingest");
  addRun(program, done);
  addRun(program.command("run", { hidden: true }).description("the same as ingest without a command"), done);
  addExplain(program, done);
  addCompare(program, done);
  addCollectionCommands(program, done);
  program
    .command("schema")
    .description("JSON Schema of records, of the config file, or of reports")
    .argument("[name]", "record, config or report", "record")
    .action(async (name) => {
      const { schema } = await import("./schema.ts");
      done(await schema(name));
    });
  return program;
}

function addRun(command: Command, done: (status: number) => void): void {
  addSettings(command, "run");
  command
    .usage("[options] [path|glob|-]...")
    .argument("[path...]", 'files, folders, globs, or "-" for standard input')
    .action(async (paths, given) => {
      if (paths.length === 0) {
        throw new UsageError("no input was named", "Name files, folders or globs, or - for standard input. See ingest --help.");
      }
      const settings = await settingsOf("run", given);
      const { run } = await import("./run.ts");
      done(await run(paths, settings));
    });
}

function addExplain(program: Command, done: (status: number) => void): void {
  const command = program.command("explain").description("why each block was kept or dropped, and where facts come from");
  pointToHelp(command, "ingest explain");
  addSettings(command, "explain");
  command.argument("<target>", 'an input ("drop/a.html", "drop/a.jsonl#12"), an id, or a written .md').action(async (target, given) => {
    const settings = await settingsOf("explain", given);
    const { explain } = await import("./explain.ts");
    done(await explain(target, settings));
  });
}

function addCompare(program: Command, done: (status: number) => void): void {
  const command = program.command("compare").description("the same article or not, and why");
  pointToHelp(command, "ingest compare");
  addSettings(command, "compare");
  command
    .argument("<a>", 'an input ("drop/a.html", "drop/a.jsonl#12")')
    .argument("<b>", "another")
    .action(async (a, b, given) => {
      const settings = await settingsOf("compare", given);
      const { compare } = await import("./compare.ts");
      done(await compare(a, b, settings));
    });
}

function addCollectionCommands(program: Command, done: (status: number) => void): void {
  const status = program.command("status").description("what the output folder holds");
  pointToHelp(status, "ingest status");
  addSettings(status, "status");
  status.action(async (given) => {
    const settings = await settingsOf("status", given);
    done(await (await import("./collection-commands.ts")).status(settings));
  });
  const verify = program.command("verify").description("whether its files, manifest and index agree");
  pointToHelp(verify, "ingest verify");
  addSettings(verify, "verify");
  verify.action(async (given) => {
    const settings = await settingsOf("verify", given);
    done(await (await import("./collection-commands.ts")).verify(settings));
  });
  const forget = program.command("forget").description("take documents out of it");
  pointToHelp(forget, "ingest forget");
  addSettings(forget, "forget");
  forget.argument("<what...>", "paths as the manifest has them, folders of them, ids, or files").action(async (names, given) => {
    const settings = await settingsOf("forget", given);
    done(await (await import("./collection-commands.ts")).forget(names, settings));
  });
}

/** Errors of usage in our own words, and where to read on. */
function pointToHelp(command: Command, name: string): void {
  command.configureOutput({
    outputError: (text, write) => {
      write(`ingest: ${printable(text.replace(/^error: /, "").trim())}\nSee ${name} --help.\n`);
    },
  });
}

function addSettings(command: Command, name: CommandName): void {
  for (const row of SETTINGS) {
    if (!row.commands.includes(name)) continue;
    const option = new Option(row.flags, row.help);
    if (name === "run") option.helpGroup(`${row.group}:`);
    command.addOption(row.isList ? option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]) : option);
  }
}

/** Flags, environment and config file as one. */
async function settingsOf(command: CommandName, given: Given): Promise<Settings> {
  return collectSettings(command, given, { environment: process.env, workingFolder: process.cwd() });
}
