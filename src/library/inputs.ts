/** What a program hands in: paths like those of the command line, and pages that it holds in memory. */
import { resolve } from "node:path";
import { discover } from "../io/discover.ts";
import { hashSource, openBytes } from "../io/open.ts";
import type { Source, Unreadable } from "../types.ts";

/** A page or a container in memory. */
export interface MemoryInput {
  /** What it is called in records: "/"-separated. Its ending helps to tell what it is. */
  readonly path: string;
  /** Bytes in any encoding, or text. */
  readonly content: string | Uint8Array;
}

/** A path or glob as on the command line, or a page in memory. */
export type Input = string | MemoryInput;

export interface OpenedInputs {
  readonly inputs: readonly (Source | Unreadable)[];
  /** Paths that the inputs cover whole. */
  readonly roots: readonly string[];
  readonly open: (source: Source) => AsyncIterable<Uint8Array>;
  readonly hash: (source: Source) => string | undefined;
}

/** Addresses of inputs in memory: no path of a file system begins so. */
const MEMORY = "memory:";

/**
 * Finds what the inputs name. Throws TypeError for what is no input, and Error when a glob matches nothing; a path that is missing comes as
 * a failed record.
 */
export async function openInputs(
  given: readonly Input[],
  { folder, output }: { readonly folder: string | undefined; readonly output: string | undefined },
): Promise<OpenedInputs> {
  given.forEach(checkInput);
  const paths = given.filter((input) => typeof input === "string");
  const pages = given.filter((input) => typeof input !== "string");
  const found = await discover(paths, { workingFolder: resolve(folder ?? ""), output });
  if (found.unmatched.length > 0) throw new Error(`nothing matches ${found.unmatched.join(", ")}`);
  if (found.inOutput.length > 0)
    throw new Error(`${found.inOutput.join(", ")} is in the output folder, whose files are results and no input`);
  return {
    inputs: [...found.sources, ...found.refused, ...pages.map(({ path }, i): Source => ({ path, address: `${MEMORY}${i}` }))],
    roots: found.roots,
    hash: (source) => (source.address.startsWith(MEMORY) ? undefined : hashSource(source)),
    open(source) {
      const page = source.address.startsWith(MEMORY) ? pages[Number(source.address.slice(MEMORY.length))] : undefined;
      return page === undefined ? openBytes(source) : once(bytesOf(page.content));
    },
  };
}

/** Types do not bind those that write JavaScript, and an empty path would stand for the working folder and all that is in it. */
function checkInput(input: unknown, number: number): void {
  if (input === "") throw new TypeError(`input ${number} has no name`);
  if (typeof input === "string") return;
  const { path, content } = Object(input) as Partial<Record<keyof MemoryInput, unknown>>;
  if (typeof path !== "string" || path === "") throw new TypeError(`input ${number} is neither a path nor { path, content }`);
  checkContent(content, `the content of ${path}`);
}

/** Throws TypeError that names what is neither text nor bytes. */
export function checkContent(content: unknown, name: string): void {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) throw new TypeError(`${name} is neither a string nor a Uint8Array`);
}

/** Text is what the encoding has been decided of already: UTF-8, and says so. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
