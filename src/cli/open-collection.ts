/** Opening collections for a person: what stands in the way is told in words. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isCollection, openCollection, type Collection, type OpenRequest } from "../collection/collection.ts";
import { LockedError } from "../collection/lock.ts";
import { OtherFormat } from "../collection/segments.ts";
import { HIDDEN, MANIFEST } from "../io/collection-names.ts";
import { faultHint, faultTextIn, isSystemFault } from "../io/faults.ts";
import { UsageError } from "./usage-error.ts";

/** Opens the output folder, or as if, in a dry run. Throws UsageError where it cannot be written. */
export async function openForWriting(
  folder: string,
  { isDryRun, isDistrusted = false, onIndex }: { readonly isDryRun: boolean } & Pick<OpenRequest, "isDistrusted" | "onIndex">,
): Promise<Collection> {
  try {
    return await openCollection({ folder, write: !isDryRun, isDistrusted, onIndex });
  } catch (error) {
    if (error instanceof LockedError || error instanceof OtherFormat) throw new UsageError(error.message);
    if (!isSystemFault(error) || faultHint(error) !== undefined) throw error;
    throw new UsageError(
      `cannot write to the output folder ${folder}: ${faultTextIn(folder, error)}`,
      "Name another one with --out, or see the records with --json.",
    );
  }
}

/** Opens a collection that is only read. `name`: how the person named it. Throws UsageError where there is none that can be read. */
export async function openForReading(folder: string, name: string, hint?: string): Promise<Collection> {
  try {
    if (isCollection(folder)) return await openCollection({ folder, write: false });
  } catch (error) {
    if (error instanceof OtherFormat) throw new UsageError(`${name}: ${error.message}`);
    if (!isSystemFault(error) || faultHint(error) !== undefined) throw error;
    throw new UsageError(`cannot read the collection ${name}: ${faultTextIn(folder, error)}`);
  }
  if (existsSync(join(folder, MANIFEST)))
    throw new UsageError(
      `${name} is no whole collection: ${join(name, HIDDEN)}, which holds what runs have read, is missing or empty`,
      "Ingest its inputs again into it, or put that folder back.",
    );
  throw new UsageError(`${name} is no collection: no run has written there`, hint);
}
