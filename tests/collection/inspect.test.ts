import { appendFileSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCollection, type Collection } from "../../src/collection/collection.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { documentsNamed, status, verify } from "../../src/collection/inspect.ts";
import { contents, run, temporaryFolder } from "./drops.ts";
import { page } from "./stories.ts";

const DROP = {
  "drop/a.txt": page(1, "Granary sold"),
  "drop/b.txt": page(2, "Bells return"),
  "drop/copy/a.txt": page(1, "Granary sold"),
  "drop/none.txt": "",
};

async function look<T>(folder: string, at: (collection: Collection) => T): Promise<T> {
  const collection = await openCollection({ folder, write: false });
  try {
    return at(collection);
  } finally {
    collection.close();
  }
}

describe("status", () => {
  it("counts documents by fate, and files by what became of them", async () => {
    const folder = temporaryFolder();
    await run(folder, DROP);
    const [first = "", second = ""] = [...contents(folder).keys()].filter((name) => name.endsWith(".md"));
    expect(await look(folder, status)).toMatchObject({
      documents: { article: 2, duplicate: 1, skipped: 1, failed: 0 },
      clusters: 1,
      sources: 4,
      files: { unchanged: 2, edited: [], removed: [] },
      writer: undefined,
    });
    appendFileSync(join(folder, first), "more\n");
    unlinkSync(join(folder, second));
    expect((await look(folder, status)).files).toEqual({ unchanged: 0, edited: [first], removed: [second] });
  });
});

describe("verify", () => {
  it("finds that all parts of a collection agree, after several runs", async () => {
    const folder = temporaryFolder();
    await run(folder, DROP);
    await run(folder, { "later/c.txt": page(3, "Timetable"), "later/b.txt": page(2, "Bells return") });
    await run(folder, { "drop/a.txt": DROP["drop/a.txt"] }, { roots: ["drop"], prune: true });
    expect(await look(folder, verify)).toMatchObject({ documents: 3, disagreements: [] });
  });

  it("names a file, a line of the manifest and a frame that are not as they were written", async () => {
    const folder = temporaryFolder();
    await run(folder, DROP);
    const [name = ""] = [...contents(folder).keys()].filter((file) => file.endsWith(".md"));
    appendFileSync(join(folder, name), "more\n");
    const manifest = readFileSync(join(folder, "manifest.ndjson"), "utf8").split("\n");
    writeFileSync(join(folder, "manifest.ndjson"), [manifest[1], manifest[0], ...manifest.slice(2)].join("\n"));
    const path = join(folder, HIDDEN, "segment-000000.bin");
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    const { disagreements } = await look(folder, verify);
    expect(new Set(disagreements.map(({ part }) => part))).toEqual(new Set(["file", "manifest", "segments"]));
    expect(disagreements).toContainEqual({
      part: "manifest",
      about: "manifest.ndjson",
      problem: "line 1 is not the document that stands there",
    });
  });
});

describe("documents by name", () => {
  it("are found by id, source, folder and file", async () => {
    const folder = temporaryFolder();
    await run(folder, { ...DROP, "drop/lines.jsonl": `${JSON.stringify({ text: page(5, "Fields") })}\n` });
    await look(folder, (collection) => {
      const sources = (name: string): string[] => documentsNamed(collection, name).map(({ provenance }) => provenance.source);
      const [first] = collection.rows;
      expect(sources(first?.id ?? "")).toEqual(["drop/a.txt"]);
      expect(sources("drop/b.txt")).toEqual(["drop/b.txt"]);
      expect(sources("./drop/")).toHaveLength(5);
      expect(sources("drop/copy")).toEqual(["drop/copy/a.txt"]);
      expect(sources("drop/lines.jsonl#1")).toEqual(["drop/lines.jsonl"]);
      expect(sources("dro")).toEqual([]);
    });
  });

  it("can be forgotten", async () => {
    const folder = temporaryFolder();
    await run(folder, DROP);
    const forget = await look(folder, (collection) => new Set(documentsNamed(collection, "drop/b.txt").map(({ id }) => id)));
    const result = await run(folder, {}, { forget });
    expect(result.report).toMatchObject({ documents: 3, articles: 1 });
    expect(result.report.removedFiles).toHaveLength(1);
    expect([...contents(folder).keys()].filter((name) => name.endsWith(".md"))).toHaveLength(1);
    expect((await look(folder, verify)).disagreements).toEqual([]);
  });
});
