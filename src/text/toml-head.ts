/** Heads in TOML, as Hugo writes them between `+++`. smol-toml reads them; here its values become the strings that heads in YAML hold. */
import { parse, TomlDate } from "smol-toml";

/** Keys and values, scalars as strings. Throws what is wrong with the head, in one line. */
export function readToml(head: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = plain(parse(head, { integersAsBigInt: true, maxDepth: DEPTH_MAX }));
    return data as Readonly<Record<string, unknown>>;
  } catch (error) {
    // The message goes on with the lines that are at fault.
    throw new Error(error instanceof Error ? error.message.split("\n", 1)[0] : "it is broken", { cause: error });
  }
}

/** Levels of a value: real heads have three. */
const DEPTH_MAX = 32;

function plain(value: unknown): unknown {
  // Milliseconds are added to every time, which nobody wrote.
  if (value instanceof TomlDate) return value.toISOString().replace(".000", "");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  return String(value);
}
