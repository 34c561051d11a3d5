/**
 * A look at a few of the sources before everything that is kept is read: where they are new, threads may start meanwhile, which for a
 * collection of a hundred thousand documents takes as long.
 */
import type { Crew } from "../flow/crew.ts";
import { hashSource } from "../io/open.ts";
import { documentId } from "../text/hash.ts";
import type { Source, Unreadable } from "../types.ts";
import type { Database } from "./database.ts";
import { DISK } from "./files.ts";

/** Sources that are looked at, and bytes up to which one is: that takes less than a hundredth of a second. */
const SAMPLE = 8;
const BYTES_MAX = 1024 * 1024;

/** Fewer than these need no threads. */
const INPUTS_MIN = SAMPLE * 8;

/** Tells the crew that something is coming, where none of a few sources from all over the drop is as an earlier run found it. */
export async function expectNew(
  inputs: readonly (Source | Unreadable)[],
  index: Pick<Database, "knows">,
  crew: Pick<Crew, "expect">,
): Promise<void> {
  if (inputs.length < INPUTS_MIN) return;
  const step = Math.floor(inputs.length / SAMPLE);
  const some = inputs.flatMap((input, i) => (i % step === 0 && !("fate" in input) && isSmall(input) ? [input] : []));
  const isKnown = (source: Source): boolean => {
    const sha256 = hashSource(source);
    return sha256 !== undefined && index.knows(documentId({ source: source.path, record: undefined, sha256 }), source.path);
  };
  if (some.length > 0 && !some.some(isKnown)) await crew.expect(inputs.length);
}

function isSmall({ address }: Source): boolean {
  try {
    return (DISK.facts(address)?.size ?? Infinity) <= BYTES_MAX;
  } catch {
    return false;
  }
}
