/** Runs that a fault may meet: what was there before, and what the run is asked for. */
import { readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openCollection } from "../../src/collection/collection.ts";
import type { Files } from "../../src/collection/files.ts";
import { ingestInto } from "../../src/collection/into.ts";
import { DEFAULTS } from "../../src/options.ts";
import { page, story, type Drop } from "../collection/stories.ts";

export interface Step {
  readonly drop: Drop;
  readonly refresh?: boolean;
  readonly prune?: boolean;
  readonly roots?: readonly string[];
  readonly restore?: boolean;
  /** Source paths whose documents are taken out. */
  readonly forget?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  /** Runs that nothing happens to. */
  readonly before: readonly Step[];
  /** What a person did to the folder after that; undefined: nothing. */
  readonly edit?: (folder: string) => void;
  /** The run that meets the fault, and is then started again. */
  readonly step: Step;
}

const FIRST: Drop = {
  "drop/a.txt": `Granary sold to the college\n\n${story(1).split("\n\n").slice(0, 3).join("\n\n")}\n`,
  "drop/b.txt": page(2, "Bells return to Saltcombe"),
  "drop/c.jsonl": `${[3, 4].map((seed) => JSON.stringify({ id: `k${seed}`, title: `Story ${seed}`, text: story(seed) })).join("\n")}\n`,
  "drop/none.txt": "",
};

/** A better copy of what was written, a new story, and one more line in the container. */
const SECOND: Drop = {
  "drop/c.jsonl": `${FIRST["drop/c.jsonl"] ?? ""}${JSON.stringify({ id: "k5", title: "Story 5", text: story(5) })}\n`,
  "later/d.txt": `Granary sold to the college\n\n${story(1)}\n`,
  "later/e.txt": page(6, "Two fields, one owner"),
};

export const SCENARIOS: readonly Scenario[] = [
  { name: "a first run", before: [], step: { drop: FIRST } },
  { name: "a later drop", before: [{ drop: FIRST }], step: { drop: SECOND } },
  { name: "a refresh", before: [{ drop: FIRST }, { drop: SECOND }], step: { drop: {}, refresh: true } },
  {
    name: "pruning",
    before: [{ drop: FIRST }, { drop: SECOND }],
    step: { drop: { "drop/b.txt": FIRST["drop/b.txt"] ?? "" }, prune: true, roots: ["drop"] },
  },
  // The canonical leaves, so that its copy is decided again.
  { name: "forgetting", before: [{ drop: FIRST }, { drop: SECOND }], step: { drop: {}, forget: ["drop/a.txt", "drop/b.txt"] } },
  { name: "restoring", before: [{ drop: FIRST }], edit: spoil, step: { drop: FIRST, restore: true } },
];

/** One article is edited, one removed, and the manifest is cut. */
function spoil(folder: string): void {
  const [edited = "", removed = ""] = readdirSync(folder).filter((name) => name.endsWith(".md"));
  writeFileSync(join(folder, edited), "my own words\n");
  rmSync(join(folder, removed));
  truncateSync(join(folder, "manifest.ndjson"), 100);
}

/** One run, from opening the collection to closing it. Rejects with what a fault made of it. */
export async function runStep(folder: string, { drop, refresh, prune, roots, restore, forget = [] }: Step, files: Files): Promise<void> {
  const collection = await openCollection({ folder, write: true, files });
  try {
    const inputs = Object.keys(drop).map((path) => ({ path, address: path }));
    const leaving = collection.rows.filter(({ provenance }) => forget.includes(provenance.source)).map(({ id }) => id);
    const records = ingestInto(
      collection,
      {
        inputs,
        options: DEFAULTS,
        version: "1",
        refresh,
        prune,
        roots,
        restore,
        forget: leaving.length === 0 ? undefined : new Set(leaving),
      },
      {
        // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
        async *open({ path }) {
          yield Buffer.from(drop[path] ?? "", "utf8");
        },
      },
    );
    for (let next = await records.next(); next.done !== true; next = await records.next());
  } finally {
    collection.close();
  }
}
