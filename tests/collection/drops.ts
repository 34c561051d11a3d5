/** Drops of our own making, and runs over them into a collection in a folder that is gone after the test. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openCollection, type Collection } from "../../src/collection/collection.ts";
import { DISK, type Files } from "../../src/collection/files.ts";
import { ingestInto, type IntoReport, type Kept } from "../../src/collection/into.ts";
import type { Crew } from "../../src/flow/crew.ts";
import type { DocumentId } from "../../src/types.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import type { Drop } from "./stories.ts";

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ingest-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface RunOptions {
  readonly options?: Partial<Options>;
  readonly version?: string;
  readonly refresh?: boolean;
  readonly prune?: boolean;
  readonly restore?: boolean;
  readonly roots?: readonly string[];
  readonly forget?: ReadonlySet<DocumentId>;
  readonly write?: boolean;
  readonly files?: Files;
  readonly crew?: Crew;
  readonly against?: Collection;
  /** Paths of which reading breaks off, and after how many bytes. */
  readonly breaks?: Readonly<Record<string, number>>;
  /** Make the record and the file of every record, changed or not. */
  readonly emit?: boolean;
}

export interface RunResult {
  readonly kept: readonly Kept[];
  readonly report: IntoReport;
  readonly announcements: readonly string[];
  /** How often a source was opened. */
  readonly opened: number;
  /** With `emit`: records and files. */
  readonly emissions: readonly unknown[];
}

/** One run over a drop, from opening the collection to closing it. */
export async function run(folder: string, drop: Drop, options: RunOptions = {}): Promise<RunResult> {
  const collection = await openCollection({ folder, write: options.write ?? true, files: options.files ?? DISK });
  try {
    let opened = 0;
    const kept: Kept[] = [];
    const emissions: unknown[] = [];
    const generator = ingestInto(
      collection,
      {
        inputs: Object.keys(drop).map((path) => ({ path, address: path })),
        options: { ...DEFAULTS, ...options.options },
        version: options.version ?? "1",
        refresh: options.refresh,
        prune: options.prune,
        restore: options.restore,
        roots: options.roots,
        forget: options.forget,
      },
      {
        // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
        async *open({ path }) {
          opened++;
          const at = options.breaks?.[path];
          yield Buffer.from(drop[path] ?? "", "utf8").subarray(0, at);
          if (at !== undefined) throw Object.assign(new Error("permission denied"), { code: "EACCES" });
        },
        crew: options.crew,
        reference: options.against?.store,
      },
    );
    for (;;) {
      const next = await generator.next();
      if (next.done === true) return { kept, report: next.value, announcements: collection.announcements, opened, emissions };
      kept.push(...next.value);
      if (options.emit === true) for (const one of next.value) emissions.push(await one.emission());
    }
  } finally {
    collection.close();
  }
}

/** What people see of a collection: name → bytes, the hidden folder aside. */
export function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ name }): [string, string] => [name, readFileSync(join(folder, name), "utf8")]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Fate by path. */
export function fates({ kept }: RunResult): Record<string, string> {
  return Object.fromEntries(kept.map(({ settled }) => [settled.provenance.source, settled.fate.kind]));
}
