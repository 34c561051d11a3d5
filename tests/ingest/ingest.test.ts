import { createReadStream, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join, relative, resolve, sep } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryStore } from "../../src/collection/temporary.ts";
import type * as WorkersModule from "../../src/collection/workers.ts";
import { emit } from "../../src/emit/emit.ts";
import { ALONE, type Crew } from "../../src/flow/crew.ts";
import { ingest, type IngestPorts, type Progress } from "../../src/ingest.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import type { Outcome, Source } from "../../src/types.ts";
import { ensureBuilt, ROOT } from "../build.ts";
import { page, story, type Drop } from "../collection/stories.ts";

async function outcomes(drop: Drop, options: Partial<Options> = {}, ports: Partial<IngestPorts> = {}): Promise<Outcome[]> {
  const inputs = Object.keys(drop).map((path): Source => ({ path, address: path }));
  const all: Outcome[] = [];
  for await (const outcome of ingest({ inputs, options: { ...DEFAULTS, ...options } }, { open: opener(drop), ...ports })) all.push(outcome);
  return all;
}

function opener(drop: Drop): IngestPorts["open"] {
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
  return async function* ({ path }) {
    yield Buffer.from(drop[path] ?? "", "utf8");
  };
}

/** What a run comes to, as text: every record and every file. */
function product(all: readonly Outcome[]): string {
  return all
    .map((outcome) => emit(outcome, DEFAULTS, { version: "0", fileName: `${outcome.id}.md` }))
    .map(({ record, file }) => `${JSON.stringify(record)}\n${file ?? ""}`)
    .join("\n");
}

/** Pages, copies of them, containers, and what can be no article. */
const pieces = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((seed) => ({ ending: "txt", text: page(seed, `Notice ${String(seed)}`) })),
  fc.integer({ min: 0, max: 5 }).map((seed) => ({ ending: "md", text: `# Notice ${String(seed)}\n\n${story(seed, 3)}\n` })),
  fc.integer({ min: 0, max: 5 }).map((seed) => ({
    ending: "html",
    text: `<html><body><nav><a href="/">Home</a></nav><p>${story(seed).replaceAll("\n\n", "</p><p>")}</p></body></html>`,
  })),
  fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }).map((seeds) => ({
    ending: "jsonl",
    text: seeds.map((seed) => (seed === 5 ? "{ not json\n" : `${JSON.stringify({ text: story(seed) })}\n`)).join(""),
  })),
  fc.constantFrom("", "\0\0\0\x01\x02", "Home\nNews\nContact\nShare this\n").map((text) => ({ ending: "txt", text })),
);
const drops = fc
  .array(pieces, { minLength: 1, maxLength: 8 })
  .map((list): Drop => Object.fromEntries(list.map(({ ending, text }, i) => [`drop/${String(i)}.${ending}`, text])));

describe("conservation", () => {
  it("every record read meets exactly one fate and comes out once, in order", async () => {
    await fc.assert(
      fc.asyncProperty(drops, fc.boolean(), fc.boolean(), async (drop, dedupe, siteMemory) => {
        let read = 0;
        const onProgress = ({ stage, records }: Progress): void => {
          if (stage === "read") read = records.done;
        };
        const all = await outcomes(drop, { dedupe, siteMemory }, { onProgress });
        expect(all).toHaveLength(read);
        expect(new Set(all.map(({ id }) => id)).size).toBe(read);
        const places = all.map(({ provenance }) => [provenance.source, provenance.record?.ordinal ?? 0] as const);
        expect(places).toEqual(places.toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y)));
        const articles = new Set(all.filter(({ fate }) => fate.kind === "article").map(({ id }) => id));
        for (const { fate, article } of all) {
          if (fate.kind === "duplicate") expect(articles.has(fate.of)).toBe(true);
          if (fate.kind === "article" || fate.kind === "duplicate") expect(article?.text).not.toBe("");
        }
        const folded = all.filter(({ fate }) => fate.kind === "duplicate").length;
        expect(all.reduce((sum, { duplicates }) => sum + duplicates.length, 0)).toBe(folded);
      }),
      { numRuns: 12 },
    );
  });

  it("a source that cannot be read fails, and costs the others nothing", async () => {
    const drop = { "drop/a.txt": page(1, "Granary sold"), "drop/b.txt": "", "drop/c.txt": page(2, "Bells return") };
    const open: IngestPorts["open"] = (source) => {
      if (source.path === "drop/b.txt") throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
      return opener(drop)(source);
    };
    const all = await outcomes(drop, {}, { open });
    expect(all.map(({ fate }) => fate.kind)).toEqual(["article", "failed", "article"]);
  });

  it("records that agree in name and bytes are two records all the same, and the same two again", async () => {
    const text = page(1, "Granary sold");
    const inputs = [1, 2].map((i): Source => ({ path: "drop/a.txt", address: String(i) }));
    const ids = async (): Promise<string[]> => {
      const all: Outcome[] = [];
      for await (const outcome of ingest({ inputs, options: DEFAULTS }, { open: opener({ "drop/a.txt": text }) })) all.push(outcome);
      expect(all.map(({ fate }) => fate.kind).sort()).toEqual(["article", "duplicate"]);
      expect(all.map(({ provenance }) => provenance.record?.label)).toEqual([undefined, "(2)"]);
      return all.map(({ id }) => id);
    };
    const first = await ids();
    expect(new Set(first).size).toBe(2);
    expect(await ids()).toEqual(first);
  });

  it("a record on which the program itself fails is a failed record with a reason", async () => {
    const broken: Crew = {
      width: 1,
      expect: () => Promise.resolve(),
      parse: (documents) => Promise.resolve(documents.map(() => ({ broken: "the program could not parse it: boom" }))),
      extract: () => Promise.reject(new Error("nothing to extract")),
      rest: () => Promise.resolve(),
    };
    const all = await outcomes({ "drop/a.txt": page(1, "Granary sold") }, {}, { crew: broken });
    expect(all.map(({ fate }) => fate)).toEqual([{ kind: "failed", reason: "the program could not parse it: boom" }]);
  });

  it("those who do the work rest when all is extracted, before anything is compared, and again before anything comes out", async () => {
    const steps: string[] = [];
    const watched: Crew = {
      ...ALONE,
      extract: (...given) => {
        steps.push("extract");
        return ALONE.extract(...given);
      },
      rest: () => {
        steps.push("rest");
        return Promise.resolve();
      },
    };
    const onProgress = ({ stage }: Progress): void => {
      if (steps.at(-1) !== stage && (stage === "compare" || stage === "write")) steps.push(stage);
    };
    await outcomes({ "drop/a.txt": page(1, "Granary sold"), "drop/b.txt": page(2, "Mill sold") }, {}, { crew: watched, onProgress });
    expect(steps).toEqual(["extract", "rest", "compare", "rest", "write"]);
  });

  it("a page without content is skipped with its reason, and still explains itself", async () => {
    const barren: Crew = {
      ...ALONE,
      extract: async (pages, memory, options) =>
        (await ALONE.extract(pages, memory, options)).map((one) => ("broken" in one ? one : { ...one, empty: "boilerplate only" })),
    };
    const all = await outcomes({ "drop/a.txt": page(1, "Granary sold"), "drop/b.txt": page(1, "Granary sold") }, {}, { crew: barren });
    for (const { fate, article, cluster } of all) {
      expect(fate).toEqual({ kind: "skipped", reason: "boilerplate only" });
      expect(article?.blocks.length).toBeGreaterThan(0);
      expect(cluster).toBeUndefined();
    }
  });
});

describe("the same bytes", () => {
  const large: Drop = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [
      `drop/${String(i).padStart(3, "0")}.txt`,
      `Notice ${String(i % 250)}\n\n${story(i % 250, 1)}\n`,
    ]),
  );

  it("whatever the order of the inputs and the store", async () => {
    await fc.assert(
      fc.asyncProperty(drops, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (drop, numbers) => {
        const shuffled = Object.fromEntries(
          Object.entries(drop)
            .map((entry) => ({ entry, key: numbers.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ entry }) => entry),
        );
        const store = temporaryStore();
        try {
          expect(product(await outcomes(shuffled, {}, { store }))).toBe(product(await outcomes(drop)));
        } finally {
          store.close();
        }
      }),
      { numRuns: 8 },
    );
  });

  it("whoever does the work", async () => {
    ensureBuilt();
    const { openWorkers } = (await import(pathToFileURL(join(ROOT, "dist/collection/workers.js")).href)) as typeof WorkersModule;
    const alone = product(await outcomes(large));
    const workers = openWorkers(2);
    try {
      expect(product(await outcomes(large, {}, { crew: workers }))).toBe(alone);
    } finally {
      await workers.rest();
    }
  });

  it("of each page by itself, streamed or not, where nothing is compared", async () => {
    const some = Object.fromEntries(Object.entries(large).slice(0, 80));
    const streamed = await outcomes(some, { dedupe: false, siteMemory: false });
    const store = temporaryStore();
    const stored = await outcomes(some, { dedupe: false, siteMemory: false }, { store });
    store.close();
    expect(product(stored)).toBe(product(streamed));
  });
});

describe("streaming", () => {
  it("without dedupe and site memory the first outcome comes long before the last source is opened", async () => {
    const drop: Drop = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [
        `drop/${String(i)}.txt`,
        `Notice ${String(i)}\n\nThe library is closed on day ${String(i)}.\n`,
      ]),
    );
    let opened = 0;
    const open: IngestPorts["open"] = (source) => {
      opened++;
      return opener(drop)(source);
    };
    const inputs = Object.keys(drop).map((path): Source => ({ path, address: path }));
    const run = ingest({ inputs, options: { ...DEFAULTS, dedupe: false, siteMemory: false } }, { open });
    expect((await run.next()).done).toBe(false);
    expect(opened).toBeLessThan(150);
    await run.return();
  });

  it("one container is no different: its first record comes out long before its last is read", async () => {
    const line = (i: number): string => `${JSON.stringify({ id: i, title: `Notice ${String(i)}`, text: story(i % 20) })}\n`;
    const RECORDS = 800;
    let read = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, memory is not
    const open: IngestPorts["open"] = async function* () {
      for (; read < RECORDS; read++) yield Buffer.from(line(read), "utf8");
    };
    const run = ingest(
      { inputs: [{ path: "drop.jsonl", address: "drop.jsonl" }], options: { ...DEFAULTS, dedupe: false, siteMemory: false } },
      { open },
    );
    const first = await run.next();
    expect(first.value?.article?.metadata.title?.value).toBe("Notice 0");
    expect(read).toBeLessThan(400);
    let all = 1;
    for (let next = await run.next(); next.done !== true; next = await run.next()) all++;
    expect(all).toBe(RECORDS);
  });

  it("an aborted run stops with the signal's reason", async () => {
    const controller = new AbortController();
    const drop = { "drop/a.txt": page(1, "a"), "drop/b.txt": page(2, "b"), "drop/c.txt": page(3, "c") };
    const inputs = Object.keys(drop).map((path): Source => ({ path, address: path }));
    const run = ingest({ inputs, options: DEFAULTS }, { open: opener(drop), signal: controller.signal });
    await run.next();
    controller.abort(new Error("enough"));
    await expect(run.next()).rejects.toThrow("enough");
  });
});

describe("copies in fixtures", () => {
  it("a story in many kinds of chrome is one cluster, and its lines are nobody's boilerplate", async () => {
    const root = resolve(import.meta.dirname, "../../fixtures/duplicates");
    const sets = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(sets.length).toBeGreaterThan(0);
    for (const set of sets) {
      const folder = join(root, set.name);
      const inputs = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/^(about|expected)\./.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((address): Source => ({ path: relative(folder, address).split(sep).join("/"), address }));
      const all: Outcome[] = [];
      for await (const outcome of ingest({ inputs, options: DEFAULTS }, { open: ({ address }) => createReadStream(address) }))
        all.push(outcome);
      expect(all.length).toBeGreaterThanOrEqual(inputs.length);
    }
  });
});
