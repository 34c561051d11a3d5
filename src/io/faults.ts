/** Errors of the file system, in words. */
import { sep } from "node:path";

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "the disk quota is used up",
  EEXIST: "something else has its name, a file or a link that leads nowhere",
  EFBIG: "it is too large for the file system",
  EIO: "the disk reported an error",
  EISDIR: "it is a folder",
  ELOOP: "its links go round in circles",
  EMFILE: "too many files are open",
  ENFILE: "the system has too many files open",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is no folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  EXDEV: "a folder inside it lies on another file system",
};

/** What an error means to a person: the file system's in plain words, any other by its message. Never a stack. */
export function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = faultCode(error);
  return (code === undefined ? undefined : WORDS[code]) ?? error.message;
}

/** The same, with the file that it is about where that lies in the folder that was named: "manifest.ndjson: it is a folder". */
export function faultTextIn(folder: string, error: unknown): string {
  const path = error instanceof Error ? (stringAt(error, "dest") ?? stringAt(error, "path")) : undefined;
  const isInside = path?.startsWith(folder + sep) === true;
  return isInside ? `${path.slice(folder.length + 1)}: ${faultText(error)}` : faultText(error);
}

function stringAt(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}

/** The system's code ("ENOENT"); undefined for errors that have none. */
export function faultCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** What a person can do about it, where it is not about the file that was asked for; undefined: nothing that we know of. */
export function faultHint(error: unknown): string | undefined {
  const code = faultCode(error);
  if (code !== "EMFILE" && code !== "ENFILE") return undefined;
  return `Allow more, as "ulimit -n ${FILES_ENOUGH}" does, and run the same command again.`;
}

/** Open files that are more than a run needs, whatever its threads. */
const FILES_ENOUGH = 1024;

/** True when the output, the disk or the lock is at fault, and going on would be pointless. */
export function isSystemFault(error: unknown): boolean {
  const code = faultCode(error);
  return code !== undefined && code in WORDS;
}
