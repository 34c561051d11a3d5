/** Arguments of the command line → the sources they name, in an order that depends on nothing but their names. */
import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { HIDDEN, MANIFEST } from "./collection-names.ts";
import { documentId, sha256 } from "../text/hash.ts";
import type { Source, Unreadable } from "../types.ts";
import { addressOf, spelled, systemPath } from "./address.ts";
import { faultText } from "./faults.ts";

const NO_INPUT: Refusal = { kind: "skipped", reason: "the manifest of a collection" };

const NOTHING_SHA256 = sha256("");

export interface Discovery {
  /** What will be read, ordered by path. */
  readonly sources: readonly Source[];
  /** What is there and will not be opened, and arguments that name nothing; ordered by path. */
  readonly refused: readonly Unreadable[];
  /** Paths of the files and folders that were named, whole: what lies below them and was not found is not there. */
  readonly roots: readonly string[];
  /** Arguments that name nothing, as they were given. */
  readonly missing: readonly string[];
  /** Patterns that match nothing, as they were given. */
  readonly unmatched: readonly string[];
  /** Arguments that lie in the output folder, as they were given. */
  readonly inOutput: readonly string[];
}

export interface DiscoverOptions {
  readonly workingFolder: string;
  /** Absolute path of the output folder; its files are results. undefined: no files are written. */
  readonly output: string | undefined;
  /** Told how many there are so far, a folder at a time; undefined: nobody asks. */
  readonly onFound?: ((count: number) => void) | undefined;
}

/** Something on the disk, before the common parent is known. */
interface Found {
  readonly address: string;
  /** undefined: to be read. */
  readonly refusal: Refusal | undefined;
}

interface Refusal {
  readonly kind: "skipped" | "failed";
  readonly reason: string;
}

/** An argument, resolved. */
interface Target {
  readonly given: string;
  readonly address: string;
  /** Folder that paths are named below. */
  readonly parent: string;
  /** undefined: there is nothing of that name. */
  readonly stats: Stats | undefined;
  /** A person named it, so that a link is followed; what a pattern or a folder brings in is never followed. */
  readonly isNamed: boolean;
}

/** Finds every source. Throws only on faults of the program; what is wrong with a path is in the result. */
export async function discover(given: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const targets: Target[] = [];
  const unmatched: string[] = [];
  for (const argument of given) {
    if (argument === "-") continue;
    const found = await resolveArgument(argument, options.workingFolder);
    if (found.length === 0) unmatched.push(argument);
    targets.push(...found);
  }
  const root = commonFolder(targets.map((target) => target.parent));
  const output = options.output === undefined ? undefined : await realOf(options.output);
  const found: Found[] = [];
  const inOutput: string[] = [];
  for (const target of targets) {
    if (output !== undefined && target.stats !== undefined && isWithin(output, await realOf(target.address))) inOutput.push(target.given);
    else
      for await (const items of expand(target, output)) {
        for (const item of items) found.push(item);
        options.onFound?.(found.length);
      }
  }
  const sources: Source[] = [];
  const refusals: Unreadable[] = [];
  // One folder by itself holds nothing twice.
  for (const { address, refusal } of targets.length < 2 ? found : eachOnce(found)) {
    const path = pathBelow(root, address);
    if (refusal === undefined) sources.push({ path, address });
    else refusals.push(refused(path, refusal));
  }
  sources.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  refusals.sort(({ provenance: { source: a } }, { provenance: { source: b } }) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    sources: given.includes("-") ? [{ path: "<stdin>", address: "-" }, ...sources] : sources,
    refused: refusals,
    roots: targets
      .filter(({ isNamed, stats }) => isNamed && stats !== undefined)
      .map(({ address }) => pathBelow(root, address))
      .sort(),
    missing: targets.filter((target) => target.stats === undefined).map((target) => target.given),
    unmatched,
    inOutput,
  };
}

/** Named twice, it is taken as the kinder of the two: a link that a person names is followed. */
function eachOnce(found: readonly Found[]): Iterable<Found> {
  const byAddress = new Map<string, Found>();
  for (const item of found) {
    const before = byAddress.get(item.address);
    if (before === undefined || before.refusal !== undefined) byAddress.set(item.address, item);
  }
  return byAddress.values();
}

/** A path as an outcome without a document. */
function refused(path: string, { kind, reason }: Refusal): Unreadable {
  return {
    id: documentId({ source: path, record: undefined, sha256: NOTHING_SHA256 }),
    provenance: { source: path, record: undefined, url: undefined, fetchedAt: undefined, sha256: NOTHING_SHA256, bytes: 0 },
    key: undefined,
    fate: { kind, reason },
    notices: [],
  };
}

/** A name that exists is that file, whatever characters it has; else it may be a pattern; else it is missing. Empty: nothing matches. */
async function resolveArgument(argument: string, workingFolder: string): Promise<Target[]> {
  const address = resolve(workingFolder, argument);
  const here = await stat(address).catch(() => lstat(address).catch(() => undefined));
  if (here === undefined) {
    const { glob, isDynamicPattern } = await import("tinyglobby");
    if (isDynamicPattern(argument)) {
      const pattern = argument.split(sep).join("/");
      const matches = await glob(pattern, {
        cwd: workingFolder,
        absolute: true,
        onlyFiles: false,
        expandDirectories: false,
        followSymbolicLinks: false,
      });
      const parent = resolve(workingFolder, fixedPart(pattern));
      const targets = matches.map(async (match): Promise<Target> => {
        const path = resolve(match);
        return { given: argument, address: path, parent, stats: await lstat(path).catch(() => undefined), isNamed: false };
      });
      return Promise.all(targets);
    }
  }
  return [{ given: argument, address, parent: dirname(address), stats: here, isNamed: true }];
}

/** The folder of a pattern before its first special character, so that names do not depend on what matches today. */
function fixedPart(pattern: string): string {
  const parts = pattern.split("/");
  const special = parts.findIndex((part) => /[*?[\]{}()!+@\\]/.test(part));
  const fixed = parts.slice(0, special === -1 ? -1 : special).join("/");
  return fixed === "" ? (pattern.startsWith("/") ? "/" : ".") : fixed;
}

/** What a target brings in, a folder at a time: a promise for each of a hundred thousand files would cost more than finding them. */
async function* expand(target: Target, output: string | undefined): AsyncGenerator<readonly Found[]> {
  const { address, stats } = target;
  if (stats === undefined) yield [{ address, refusal: { kind: "failed", reason: "no such file or folder" } }];
  else if (stats.isSymbolicLink())
    yield [{ address, refusal: target.isNamed ? { kind: "failed", reason: "a link that leads nowhere" } : await linkRefusal(address) }];
  else if (stats.isDirectory()) yield* walk(address, output);
  else yield [{ address, refusal: refusalOf(stats) }];
}

/** Everything below a folder. Iterative: no input is too deep. Links are named and not followed, so that loops cannot be. */
async function* walk(folder: string, output: string | undefined): AsyncGenerator<readonly Found[]> {
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = await entriesOf(next).catch((error: unknown) => faultText(error));
    if (typeof entries === "string") {
      yield [{ address: next, refusal: { kind: "failed", reason: `the folder cannot be read: ${entries}` } }];
      continue;
    }
    // Another run's output is no input either, unless a person names it.
    const isCollection = entries.some(({ name, entry }) => name === HIDDEN && entry.isDirectory());
    if (isCollection && next !== folder) continue;
    const below = next.endsWith(sep) ? next : next + sep;
    const found: Found[] = [];
    const folders: string[] = [];
    for (const { name, entry } of entries) {
      if (name.startsWith(".")) continue;
      const address = below + name;
      if (entry.isFile()) found.push({ address, refusal: isCollection && name === MANIFEST ? NO_INPUT : undefined });
      else if (!entry.isDirectory())
        found.push({ address, refusal: entry.isSymbolicLink() ? await linkRefusal(address) : await entryRefusal(entry, address) });
      else if (output === undefined || (await realOf(address)) !== output) folders.push(address);
    }
    // In the order of their names, as they mostly come: what is almost in order is put in order in no time.
    for (const below of folders.reverse()) waiting.push(below);
    yield found;
  }
}

/** Something in a folder, and its name as addresses have it. */
interface Entry {
  readonly name: string;
  readonly entry: Kind;
}

type Kind = Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink" | "isFIFO" | "isSocket" | "isCharacterDevice" | "isBlockDevice">;

async function entriesOf(folder: string): Promise<Entry[]> {
  const entries = await readdir(systemPath(folder), { withFileTypes: true });
  // Where a name was no UTF-8 there is a sign for what is not known, and the name leads nowhere.
  if (!entries.some(({ name }) => name.includes("\ufffd"))) return entries.map((entry) => ({ name: entry.name, entry }));
  const exact = await readdir(systemPath(folder), { withFileTypes: true, encoding: "buffer" });
  return exact.map((entry) => ({ name: addressOf(entry.name), entry }));
}

async function entryRefusal(entry: Kind, address: string): Promise<Refusal | undefined> {
  const known = refusalOf(entry);
  if (known?.reason !== UNKNOWN) return known;
  // Some file systems do not tell types with names.
  const stats = await lstat(systemPath(address)).catch((error: unknown) => faultText(error));
  return typeof stats === "string" ? { kind: "failed", reason: stats } : refusalOf(stats);
}

const UNKNOWN = "neither a file nor a folder; not opened";

/** Opening a pipe or a device may wait for ever, or do something. */
function refusalOf(kind: Kind | Stats): Refusal | undefined {
  if (kind.isFile()) return undefined;
  if (kind.isFIFO()) return { kind: "skipped", reason: "a named pipe; not opened" };
  if (kind.isSocket()) return { kind: "skipped", reason: "a socket; not opened" };
  if (kind.isCharacterDevice() || kind.isBlockDevice()) return { kind: "skipped", reason: "a device; not opened" };
  return { kind: "skipped", reason: UNKNOWN };
}

async function linkRefusal(address: string): Promise<Refusal> {
  const target = await realpath(systemPath(address)).catch(() => undefined);
  return { kind: "skipped", reason: target === undefined ? "a link that leads nowhere" : "a link; links inside folders are not followed" };
}

async function realOf(path: string): Promise<string> {
  return realpath(systemPath(path)).catch(() => path);
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The deepest folder that holds all of them; undefined for none. */
function commonFolder(folders: readonly string[]): string | undefined {
  return folders.reduce<string | undefined>((common, folder) => {
    if (common === undefined) return folder;
    let shared = common;
    while (!isWithin(shared, folder)) shared = dirname(shared);
    return shared;
  }, undefined);
}

/** The path of what lies below the root. Addresses are absolute and have no ".." in them: the root is how they begin. */
function pathBelow(root: string | undefined, address: string): string {
  const path = root === undefined ? address : address.slice(root.endsWith(sep) ? root.length : root.length + 1);
  return sep === "/" ? spelled(path) : path.split(sep).join("/");
}
