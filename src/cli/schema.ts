/** `ingest schema [record|config|report]`: JSON Schema on stdout. */
import { openConsole } from "./console.ts";
import { suggest } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** Prints a schema; the exit status. */
export async function schema(name: string): Promise<number> {
  const { out } = openConsole("never");
  await out.write(`${JSON.stringify(await schemaOf(name), null, 2)}\n`);
  return 0;
}

async function schemaOf(name: string): Promise<object> {
  switch (name) {
    case "record":
      return (await import("../emit/record-schema.ts")).recordJsonSchema();
    case "config":
      return (await import("./config-file.ts")).configJsonSchema();
    case "report":
      return (await import("./report-schema.ts")).reportJsonSchema();
    default:
      throw new UsageError(
        `there is no schema "${name}"`,
        (await suggest(name, ["record", "config", "report"])) ?? "There are: record, config, report.",
      );
  }
}
