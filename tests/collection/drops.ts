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

/** Path → bytes. */
export type Drop = Readonly<Record<string, string>>;

/** Numbers that look like chance and are the same every time (mulberry32, Tommy Ettinger, public domain). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WHO =
  "council,harbour master,school board,ferry company,orchestra,museum,water authority,court,union,bakery,observatory,library,clinic,railway,theatre,parish,garrison,brewery,college,lighthouse keeper".split(
    ",",
  );
const DID =
  "approved,rejected,postponed,praised,questioned,repaired,inspected,sold,reopened,measured,painted,surveyed,abandoned,restored,documented,closed,doubled,financed,mapped,defended".split(
    ",",
  );
const WHAT =
  "the northern bridge,a plan for new lamps,the old granary,its winter timetable,the flood barrier,a collection of letters,the copper roof,an unusual petition,the summer fair,two disputed fields,the tidal gauge,a broken telescope,the grain market,its oldest ledger,the river path,a set of bells,the parish boundary,three empty houses,the quarry road,a borrowed painting".split(
    ",",
  );
const WHERE =
  "in Aldermoor,near Pellworth,outside Castonbury,at Brindle Quay,above Tarrowdale,beyond Mosswick,in lower Fenhythe,behind Oxley market,along the Wend,at Saltcombe,in Harrowgate Lane,under Kestrel Hill".split(
    ",",
  );
const WHY =
  "after months of argument,because the money had come at last,although few had asked for it,while engineers looked on,despite a cold spring,before the visitors arrived,as the minutes record,with one vote against,for reasons that nobody gave,once the ice had gone".split(
    ",",
  );

function pick(list: readonly string[], roll: () => number): string {
  return list[Math.floor(roll() * list.length)] ?? "";
}

/** A story of so many paragraphs; another seed tells another story. */
export function story(seed: number, paragraphs = 5): string {
  const roll = dice(seed * 7919 + 1);
  const sentence = (): string =>
    `The ${pick(WHO, roll)} ${pick(WHERE, roll)} ${pick(DID, roll)} ${pick(WHAT, roll)} ${pick(WHY, roll)}, and ${String(Math.floor(roll() * 900) + 100)} people signed for it.`;
  return Array.from({ length: paragraphs }, () => Array.from({ length: 4 }, sentence).join(" ")).join("\n\n");
}

/** A page: a headline, a story, and what stands around it on every page of its kind. */
export function page(seed: number, title: string): string {
  return `Home\nNews\nContact\n\n${title}\n\n${story(seed)}\n\nShare this article\n© 2026 Pellworth Observer\n`;
}

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
          yield Buffer.from(drop[path] ?? "", "utf8");
        },
        crew: options.crew,
        reference: options.against?.store,
      },
    );
    for (;;) {
      const next = await generator.next();
      if (next.done === true) return { kept, report: next.value, announcements: collection.announcements, opened, emissions };
      kept.push(next.value);
      if (options.emit === true) emissions.push(next.value.emission());
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
