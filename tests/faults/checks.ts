/** What is looked at after a fault: counted, and told at once where it is wrong. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCollection } from "../../src/collection/collection.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { verify } from "../../src/collection/inspect.ts";

export type Check = (what: string, isRight: boolean, detail?: string) => void;

let checks = 0;
let failures = 0;

export function check(what: string, isRight: boolean, detail = ""): void {
  checks++;
  if (isRight) return;
  failures++;
  process.stdout.write(`  !! ${what}${detail === "" ? "" : `: ${detail}`}\n`);
}

/** So far. */
export function counts(): { readonly checks: number; readonly failures: number } {
  return { checks, failures };
}

/** What people see of a collection, as one text. */
export function contentsOf(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => name !== HIDDEN)
    .sort();
  return names.map((name) => `${name}\n${readFileSync(join(folder, name), "utf8")}`).join("\n\0\n");
}

/** Files of the hidden folder that should not be there. */
function litterOf(folder: string): string[] {
  return readdirSync(join(folder, HIDDEN)).filter((name) => !/^(segment-\d{6}\.bin|index\.db)$/.test(name));
}

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ingest-faults-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Is a collection what it is after a run to which nothing happened, with nothing left over? */
export async function checkCollection(what: string, folder: string, expected: string): Promise<void> {
  check(`${what}: same bytes`, contentsOf(folder) === expected);
  check(`${what}: no litter`, litterOf(folder).length === 0, litterOf(folder).join(", "));
  const collection = await openCollection({ folder, write: false });
  try {
    const { disagreements } = verify(collection);
    check(
      `${what}: all parts agree`,
      disagreements.length === 0,
      disagreements.map(({ about, problem }) => `${about} ${problem}`).join("; "),
    );
  } finally {
    collection.close();
  }
}
