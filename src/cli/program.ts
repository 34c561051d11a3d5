/** The commands, as commander sees them. What a command does is imported when it is called. */
import { Command, CommanderError, Option } from "@commander-js/extra-typings";
import { printable } from "../io/printable.ts";
import { faultText, isSystemFault } from "../io/faults.ts";
import { complain, openConsole } from "./console.ts";
import { EXAMPLES, STATUS_HELP } from "./help.ts";
import { collectSettings, type Given } from "./collect-settings.ts";
import { SETTINGS, type CommandName } from "./setting-table.ts";
import type { Settings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/** Exit status for what could not be done at all. */
const CANNOT = 2;

/** Runs the command line; the exit status. Never throws for a person's mistake, never exits by itself. */
export async function main(args: readonly string[]): Promise<number> {
  let status = 0;
  const program = buildProgram((result) => {
    status = result;
  });
  if (args.length === 0) {
    process.stderr.write(program.helpInformation() + EXAMPLES);
    return CANNOT;
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    return report(error);
  }
}

async function report(error: unknown): Promise<number> {
  // commander has said it already; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : CANNOT;
  const console = openConsole("auto");
  if (error instanceof UsageError) await complain(console, error.message, error.hint);
  else if (isSystemFault(error)) await complain(console, faultText(error));
  else {
    await complain(console, `a fault of the program, not of the input: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error) await console.err.write(`${printable(error.stack ?? "").replaceAll("    at ", "\n    at ")}\n`);
  }
  return CANNOT;
}

/** The program with all commands. `done` takes the exit status of the command that ran. */
export function buildProgram(done: (status: number) => void): Command {
  const program = new Command("ingest");
  program
    .description("Scraped text, HTML and Markdown in; clean Markdown out, one file an article,\nboilerplate stripped and copies found.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => process.stderr.write(text),
      outputError: (text, write) => {
        write(`ingest: ${printable(text.replace(/^error: /, "").trim())}\nSee ingest --help.\n`);
      },
    })
    .configureHelp({ helpWidth: 80 })
    .addHelpText("after", EXAMPLES);
  const usage = "[options] [path|glob|-]...";
  const main = (command: Command): void => {
    const withInputs = addSettings(command, "run").argument("[path...]", 'files, folders, globs, or "-" for standard input').usage(usage);
    withInputs.action(async (paths, given) => {
      if (paths.length === 0)
        throw new UsageError("no input was named", "Name files, folders or globs, or - for standard input. See ingest --help.");
      const { run } = await import("./run.ts");
      done(await run(paths, await settingsOf("run", given)));
    });
  };
  main(program);
  main(program.command("run", { hidden: true }).description("the same as ingest without a command"));
  addSettings(program.command("explain").description("why each block was kept or dropped, and where each fact comes from"), "explain")
    .argument("<target>", 'an input ("drop/a.html", "drop/a.jsonl#12"), an id, or a written .md')
    .action(async (target, given) => {
      const { explain } = await import("./explain.ts");
      done(await explain(target, await settingsOf("explain", given)));
    });
  addSettings(program.command("compare").description("same article or not, and why"), "compare")
    .argument("<a>", "an input")
    .argument("<b>", "another")
    .action(async (a, b, given) => {
      const { compare } = await import("./compare.ts");
      done(await compare(a, b, await settingsOf("compare", given)));
    });
  program
    .command("schema")
    .description("JSON Schema of what comes out, or of the config file")
    .argument("[name]", "record or config", "record")
    .action(async (name) => {
      const { schema } = await import("./schema.ts");
      done(await schema(name));
    });
  program.addHelpText("after", STATUS_HELP);
  return program as unknown as Command;
}

function addSettings(command: Command, name: CommandName): Command {
  for (const row of SETTINGS) {
    if (!row.commands.includes(name)) continue;
    const option = new Option(row.flags, row.help);
    command.addOption(row.isList ? option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]) : option);
  }
  return command;
}

/** Flags, environment and config file as one. */
async function settingsOf(command: CommandName, given: Given): Promise<Settings> {
  return collectSettings(command, given, { environment: process.env, workingFolder: process.cwd() });
}
