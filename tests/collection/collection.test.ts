import { appendFileSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { isDamageOf, openCollection } from "../../src/collection/collection.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { DISK, type Files } from "../../src/collection/files.ts";
import { verify } from "../../src/collection/inspect.ts";
import { contents, fates, run, temporaryFolder } from "./drops.ts";
import { page, story, type Drop } from "./stories.ts";

const FIRST: Drop = {
  "drop/a.txt": page(1, "Granary sold to the college"),
  "drop/b.txt": page(2, "Bells return to Saltcombe"),
  "drop/c.txt": page(3, "Timetable for the winter"),
};

/** A later drop: a copy of a.txt that is longer, a new story, and something that cannot be an article. */
const SECOND: Drop = {
  "later/a.txt": `Granary sold to the college\n\n${story(1)}\n\n${story(90, 1)}`,
  "later/d.txt": page(4, "Two fields, one owner"),
  "later/e.txt": "",
};

describe("a first run", () => {
  it("writes one file an article and a line of the manifest for each record", async () => {
    const folder = temporaryFolder();
    const result = await run(folder, { ...FIRST, "drop/copy.txt": FIRST["drop/a.txt"] ?? "", "drop/none.txt": "" });
    expect(fates(result)).toEqual({
      "drop/a.txt": expect.stringMatching(/article|duplicate/) as string,
      "drop/b.txt": "article",
      "drop/c.txt": "article",
      "drop/copy.txt": expect.stringMatching(/article|duplicate/) as string,
      "drop/none.txt": "skipped",
    });
    const files = contents(folder);
    expect([...files.keys()].filter((name) => name.endsWith(".md"))).toHaveLength(3);
    const lines = (files.get("manifest.ndjson") ?? "").trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { input: { path: string } }).input.path)).toEqual([
      "drop/a.txt",
      "drop/b.txt",
      "drop/c.txt",
      "drop/copy.txt",
      "drop/none.txt",
    ]);
    expect(result.report).toMatchObject({ documents: 5, articles: 3, written: 3, isManifestNew: true });
  });

  it("leaves nothing in the hidden folder but the log and the database", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    expect(readdirSync(join(folder, HIDDEN)).sort()).toEqual(["index.db", "segment-000000.bin"]);
  });
});

describe("a run in which nothing changed", () => {
  it("writes nothing, parses nothing, and reads each source once", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = times(folder);
    const again = await run(folder, FIRST, {
      crew: {
        width: 1,
        expect: () => Promise.resolve(),
        parse: () => Promise.reject(new Error("parsed")),
        extract: () => Promise.reject(new Error("extracted")),
        rest: () => Promise.resolve(),
      },
    });
    expect(again.report).toMatchObject({ written: 0, isManifestNew: false, documents: 3, articles: 3 });
    expect(again.kept.every(({ isUnchanged }) => isUnchanged)).toBe(true);
    expect(again.opened).toBe(3);
    expect(times(folder)).toEqual(before);
  });

  it("still gives every record and file to who asks", async () => {
    const folder = temporaryFolder();
    const first = await run(folder, FIRST, { emit: true });
    const again = await run(folder, FIRST, { emit: true });
    expect(again.kept.every(({ isUnchanged }) => isUnchanged)).toBe(true);
    expect(again.emissions).toEqual(first.emissions);
  });

  it("recognises the records of a container", async () => {
    const folder = temporaryFolder();
    const lines = [1, 2, 3].map((seed) => JSON.stringify({ id: `k${String(seed)}`, title: `Story ${String(seed)}`, text: story(seed) }));
    await run(folder, { "drop.jsonl": `${lines.join("\n")}\n` });
    const again = await run(folder, { "drop.jsonl": `${lines.join("\n")}\n` });
    expect(again.report).toMatchObject({ written: 0, isManifestNew: false });
    const more = await run(folder, { "drop.jsonl": `${[...lines, JSON.stringify({ text: story(9) })].join("\n")}\n` });
    expect(more.kept.map(({ isUnchanged }) => isUnchanged)).toEqual([true, true, true, false]);
  });
});

describe("a later drop", () => {
  it("is compared with everything before; what was written stays canonical, and a better copy is marked", async () => {
    const folder = temporaryFolder();
    const cut = { "drop/a.txt": `Granary sold to the college\n\n${story(1).split("\n\n").slice(0, 3).join("\n\n")}\n` };
    await run(folder, cut);
    const [name = ""] = [...contents(folder).keys()].filter((file) => file.endsWith(".md"));
    const later = await run(folder, { "later/whole.txt": `Granary sold to the college\n\n${story(1)}\n` });
    expect(later.kept.map(({ settled }) => [settled.provenance.source, settled.fate.kind])).toEqual([
      ["drop/a.txt", "article"],
      ["later/whole.txt", "duplicate"],
    ]);
    expect(contents(folder).get(name)).toContain("later/whole.txt");
    const codes = later.kept.map(({ settled }) => settled.notices.map(({ code }) => code));
    expect(codes).toEqual([["better-copy"], ["better-copy-here"]]);
    const manifest = contents(folder).get("manifest.ndjson") ?? "";
    expect(manifest.trim().split("\n")).toHaveLength(2);
  });

  it("leaves the files of all other articles alone", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = times(folder);
    await run(folder, { "later/d.txt": SECOND["later/d.txt"] ?? "" });
    const after = times(folder);
    for (const [name, time] of before) if (name.endsWith(".md")) expect(after.get(name)).toBe(time);
    expect((contents(folder).get("manifest.ndjson") ?? "").trim().split("\n")).toHaveLength(4);
  });

  it("after --refresh the collection is byte for byte that of one run over everything", async () => {
    const [folder, scratch] = [temporaryFolder(), temporaryFolder()];
    await run(folder, FIRST);
    await run(folder, SECOND);
    await run(scratch, { ...FIRST, ...SECOND });
    expect(contents(folder)).not.toEqual(contents(scratch));
    await run(folder, {}, { refresh: true });
    expect(contents(folder)).toEqual(contents(scratch));
    const again = await run(folder, {}, { refresh: true });
    expect(again.report.written).toBe(0);
    expect(contents(folder)).toEqual(contents(scratch));
  });
});

describe("options and versions", () => {
  it("another option decides again, from the page that was kept", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const again = await run(folder, FIRST, { options: { clean: false } });
    expect(again.kept.every(({ isUnchanged }) => !isUnchanged)).toBe(true);
    expect([...contents(folder).values()].some((text) => text.includes("Share this article"))).toBe(true);
    const scratch = temporaryFolder();
    await run(scratch, FIRST, { options: { clean: false } });
    expect(contents(folder)).toEqual(contents(scratch));
  });

  it("another version of the tool does everything again", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const again = await run(folder, FIRST, { version: "2" });
    expect(again.kept.every(({ isUnchanged }) => !isUnchanged)).toBe(true);
  });
});

describe("files that a person touched", () => {
  it("an edited file and a removed one are told and left alone, until they are asked back", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    const [edited = "", removed = ""] = [...before.keys()].filter((name) => name.endsWith(".md"));
    writeFileSync(join(folder, edited), "my own words\n");
    unlinkSync(join(folder, removed));
    const told = await run(folder, FIRST);
    expect(told.report).toMatchObject({ edited: [edited], removedByHand: [removed], written: 0 });
    expect(readFileSync(join(folder, edited), "utf8")).toBe("my own words\n");
    const restored = await run(folder, FIRST, { restore: true });
    expect(restored.report).toMatchObject({ edited: [], removedByHand: [], written: 2 });
    expect(contents(folder)).toEqual(before);
  });

  it("are not overwritten when there is something new to write either", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const names = [...contents(folder).keys()].filter((name) => name.endsWith(".md"));
    for (const name of names) appendFileSync(join(folder, name), "\nP.S.\n");
    const changed = await run(folder, FIRST, { options: { clean: false } });
    expect([...changed.report.edited].sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toMatch(/\nP\.S\.\n$/);
  });

  it("a file that was only touched counts as unchanged", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    for (const name of contents(folder).keys()) utimesSync(join(folder, name), 1, 1);
    const again = await run(folder, FIRST);
    expect(again.report).toMatchObject({ edited: [], written: 0, isManifestNew: false });
  });

  it("a manifest that was changed is made again", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    appendFileSync(join(folder, "manifest.ndjson"), "{}\n");
    await run(folder, FIRST);
    expect(contents(folder)).toEqual(before);
  });
});

describe("inputs that are gone", () => {
  it("are told, and leave only with --prune", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const less: Drop = { "drop/a.txt": FIRST["drop/a.txt"] ?? "", "drop/b.txt": FIRST["drop/b.txt"] ?? "" };
    const told = await run(folder, less, { roots: ["drop"] });
    expect(told.report.vanished.map(({ provenance }) => provenance.source)).toEqual(["drop/c.txt"]);
    expect(told.report).toMatchObject({ documents: 3, removedFiles: [] });
    const elsewhere = await run(folder, {}, { roots: ["other"] });
    expect(elsewhere.report.vanished).toEqual([]);
    const pruned = await run(folder, less, { roots: ["drop"], prune: true });
    expect(pruned.report).toMatchObject({ documents: 2, articles: 2 });
    expect(pruned.report.removedFiles).toHaveLength(1);
    const scratch = temporaryFolder();
    await run(scratch, less);
    expect(contents(folder)).toEqual(contents(scratch));
  });

  it("say nothing of their site any more to what is decided as they leave", async () => {
    const pages = Array.from({ length: 12 }, (_, i): [string, string] => [
      `drop/${i}.txt`,
      `Story ${i}\n\n${story(i, 1)}\n\nThe Observer is read in forty villages.\n\nCall the desk at any hour.\n`,
    ]);
    const less: Drop = Object.fromEntries(pages.slice(0, 2));
    const [folder, scratch] = [temporaryFolder(), temporaryFolder()];
    await run(folder, Object.fromEntries(pages));
    await run(scratch, less);
    // What many pages share is told from what two share.
    const all = contents(folder);
    expect([...contents(scratch)].some(([name, text]) => name.endsWith(".md") && all.has(name) && all.get(name) !== text)).toBe(true);
    await run(folder, less, { roots: ["drop"], prune: true, refresh: true });
    expect(contents(folder)).toEqual(contents(scratch));
  });

  it("a copy whose canonical leaves becomes an article", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    await run(folder, { "drop/a.txt": page(1, "Granary sold"), "drop/b.txt": page(1, "Granary sold") });
    const pruned = await run(folder, { "drop/b.txt": page(1, "Granary sold") }, { roots: ["drop"], prune: true });
    expect(fates(pruned)).toEqual({ "drop/b.txt": "article" });
    expect([...contents(folder).keys()].filter((name) => name.endsWith(".md"))).toHaveLength(1);
  });

  it("an article whose copy leaves does not name it any more", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    const alone = contents(folder);
    await run(folder, { "drop/b.txt": page(1, "Granary sold") });
    expect(contents(folder)).not.toEqual(alone);
    await run(folder, { "drop/a.txt": page(1, "Granary sold") }, { roots: ["drop"], prune: true });
    expect(contents(folder)).toEqual(alone);
  });
});

describe("inputs that cannot be read", () => {
  const LINES = [3, 4, 5].map((seed) => `${JSON.stringify({ text: page(seed, `Story ${String(seed)}`) })}\n`);
  const DROP: Drop = { "drop/a/x.txt": page(1, "Granary sold"), "drop/b.txt": page(2, "Bells return"), "drop/c.jsonl": LINES.join("") };

  it("have not vanished: what came of them stays, pruned or not", async () => {
    const folder = temporaryFolder();
    await run(folder, DROP);
    const before = contents(folder);
    const breaks = { "drop/b.txt": 0, "drop/c.jsonl": (LINES[0] ?? "").length + 10 };
    // A folder that cannot be read is found as a path that cannot.
    const less: Drop = { "drop/a": "", "drop/b.txt": DROP["drop/b.txt"] ?? "", "drop/c.jsonl": DROP["drop/c.jsonl"] ?? "" };
    const pruned = await run(folder, less, { roots: ["drop"], prune: true, breaks: { ...breaks, "drop/a": 0 } });
    expect(pruned.report).toMatchObject({ articles: 5, removed: [], vanished: [] });
    expect(pruned.report.unreached.map(({ provenance: { source, record } }) => `${source} ${record?.label ?? ""}`.trim())).toEqual([
      "drop/a/x.txt",
      "drop/b.txt",
      "drop/c.jsonl 2",
      "drop/c.jsonl 3",
    ]);
    // Once they can be read, nothing is left of that.
    const again = await run(folder, DROP, { roots: ["drop"] });
    expect(again.report).toMatchObject({ documents: 5, vanished: [], unreached: [] });
    expect(contents(folder)).toEqual(before);
  });

  it("hide nothing where a record is broken by itself", async () => {
    const folder = temporaryFolder();
    await run(folder, { "drop/c.jsonl": LINES.join("") });
    const [first = "", , third = ""] = LINES;
    const pruned = await run(folder, { "drop/c.jsonl": `${first}{"text": \n${third}` }, { roots: ["drop"], prune: true });
    expect(pruned.report).toMatchObject({ documents: 3, articles: 2, unreached: [] });
    expect(pruned.report.removed).toHaveLength(1);
  });
});

describe("damage", () => {
  it("a missing database is made again from the segments, and said so", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    rmSync(join(folder, HIDDEN, "index.db"));
    const again = await run(folder, FIRST);
    expect(again.announcements.join()).toMatch(/made again from the segments \(3 documents\)/);
    expect(again.report).toMatchObject({ written: 0, isManifestNew: false, documents: 3 });
  });

  it.each([
    [
      "overwritten",
      (path: string): void => {
        writeFileSync(path, "this is no database, and has never been one".repeat(200));
      },
    ],
    [
      "cut",
      (path: string): void => {
        truncateSync(path, statSync(path).size - 5000);
      },
    ],
    [
      "empty",
      (path: string): void => {
        truncateSync(path, 0);
      },
    ],
  ])("a database that is %s is made again from the segments, and said so", async (_name, damage) => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    damage(join(folder, HIDDEN, "index.db"));
    const again = await run(folder, FIRST);
    expect(again.announcements.join()).toMatch(/made again from the segments/);
    expect(contents(folder)).toEqual(before);
    expect((await run(folder, FIRST)).announcements).toEqual([]);
  });

  it("a database of an older layout is made again, and called what it is", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    const { default: Database } = await import("libsql");
    const database = new Database(join(folder, HIDDEN, "index.db"));
    database.exec("UPDATE state SET value = '1' WHERE name = 'layout'; DROP TABLE traces");
    database.close();
    const again = await run(folder, FIRST);
    expect(again.announcements).toEqual([
      "The collection's database is of an older layout; it was made again from the segments (3 documents).",
    ]);
    expect(contents(folder)).toEqual(before);
    expect((await run(folder, FIRST)).announcements).toEqual([]);
  });

  it("a database that has lost documents is made again", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    const { default: Database } = await import("libsql");
    const database = new Database(join(folder, HIDDEN, "index.db"));
    database.exec("DELETE FROM documents WHERE rowid = 2");
    database.close();
    const again = await run(folder, FIRST);
    expect(again.announcements.join()).toMatch(/made again from the segments \(3 documents\)/);
    expect(contents(folder)).toEqual(before);
  });

  it("a page that is damaged costs that document a reading, and nothing else, once the collection is not trusted", async () => {
    const folder = temporaryFolder();
    const first = await run(folder, FIRST);
    const before = contents(folder);
    const path = join(folder, HIDDEN, "segment-000000.bin");
    const log = readFileSync(path);
    const at = (first.kept[1]?.settled.page ?? 0) + 40;
    log[at] = (log[at] ?? 0) ^ 0x55;
    writeFileSync(path, log);
    const refused = await run(folder, FIRST, { refresh: true }).catch((error: unknown) => error);
    expect(isDamageOf(folder, refused)).toBe(true);
    expect(contents(folder)).toEqual(before);

    const opened = await openCollection({ folder, write: true, isDistrusted: true });
    expect(opened.announcements.join("\n")).toMatch(/is damaged .*\n.*Lost with it, until they are read again: drop\/b.txt\./);
    expect(opened.rows).toHaveLength(2);
    opened.close();
    const again = await run(folder, FIRST);
    expect(again.announcements).toEqual([]);
    expect(again.report).toMatchObject({ written: 0, edited: [], removedByHand: [] });
    expect(contents(folder)).toEqual(before);
    const looked = await openCollection({ folder, write: false });
    expect(verify(looked).disagreements).toEqual([]);
    looked.close();
  });

  it("a copy of a document that was lost is decided again", async () => {
    const folder = temporaryFolder();
    const first = await run(folder, { "drop/a.txt": page(1, "Granary sold") });
    await run(folder, { "drop/b.txt": page(1, "Granary sold") });
    const path = join(folder, HIDDEN, "segment-000000.bin");
    const log = readFileSync(path);
    const at = (first.kept[0]?.settled.article ?? 0) + 40;
    log[at] = (log[at] ?? 0) ^ 0x55;
    writeFileSync(path, log);
    rmSync(join(folder, HIDDEN, "index.db"));
    const again = await run(folder, { "drop/b.txt": page(1, "Granary sold") });
    expect(fates(again)).toEqual({ "drop/b.txt": "article" });
    expect(again.report).toMatchObject({ documents: 1, articles: 1 });
  });

  it("segments that end too early are told, and what they held is read again", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = contents(folder);
    const path = join(folder, HIDDEN, "segment-000000.bin");
    truncateSync(path, Math.floor(statSync(path).size / 2));
    const again = await run(folder, FIRST);
    expect(again.announcements.join()).toMatch(/end too early/);
    expect(contents(folder)).toEqual(before);
  });

  it("a hidden folder that was lost costs a run from scratch and no file", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = times(folder);
    rmSync(join(folder, HIDDEN), { recursive: true });
    const again = await run(folder, FIRST);
    expect(again.report.written).toBe(0);
    for (const [name, time] of before) if (name.endsWith(".md")) expect(times(folder).get(name)).toBe(time);
  });
});

describe("a dry run", () => {
  it("says what would be done and changes nothing", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    const before = times(folder);
    const dry = await run(folder, SECOND, { write: false });
    expect(dry.report).toMatchObject({ documents: 6, isManifestNew: true });
    expect(dry.report.written).toBeGreaterThan(0);
    expect(times(folder)).toEqual(before);
    const real = await run(folder, SECOND);
    expect(dry.kept.map(({ settled }) => [settled.id, settled.fate])).toEqual(real.kept.map(({ settled }) => [settled.id, settled.fate]));
  });

  it("works where there is no collection yet, and makes none", async () => {
    const folder = join(temporaryFolder(), "none");
    const dry = await run(folder, FIRST, { write: false });
    expect(dry.report).toMatchObject({ written: 3, documents: 3 });
    expect(() => statSync(folder)).toThrow(/ENOENT/);
  });
});

describe("--against", () => {
  it("finds copies of a reference, which is only read", async () => {
    const [reference, folder] = [temporaryFolder(), temporaryFolder()];
    await run(reference, FIRST);
    const before = times(reference);
    const against = await openCollection({ folder: reference, write: false });
    const result = await run(folder, { "new/copy.txt": FIRST["drop/a.txt"] ?? "", "new/d.txt": page(4, "Fields") }, { against });
    against.close();
    expect(fates(result)).toEqual({ "new/copy.txt": "duplicate", "new/d.txt": "article" });
    expect(times(reference)).toEqual(before);
  });
});

describe("a collection that another run is writing", () => {
  it("is read as it was at one moment", async () => {
    const folder = temporaryFolder();
    await run(folder, FIRST);
    let tries = 0;
    const files: Files = {
      ...DISK,
      // Called when the reader has seen what the database holds, and has not read it yet.
      factsOf(file) {
        const other = new Database(join(folder, HIDDEN, "index.db"));
        const write = (): unknown => other.exec("DELETE FROM documents");
        if (tries++ === 0) expect(write).toThrow(/locked/);
        other.close();
        return DISK.factsOf(file);
      },
    };
    const look = await openCollection({ folder, write: false, files });
    expect(tries).toBeGreaterThan(0);
    expect(look.announcements).toEqual([]);
    expect(look.rows).toHaveLength(3);
    look.close();
  });

  it("whose database breaks while it is read is not taken for the own one", async () => {
    const [reference, folder] = [temporaryFolder(), temporaryFolder()];
    await run(reference, FIRST);
    const against = await openCollection({ folder: reference, write: false });
    const other = new Database(join(reference, HIDDEN, "index.db"));
    other.exec("DROP TABLE traces");
    other.close();
    const broken: unknown = await run(folder, { "new/d.txt": page(4, "Fields") }, { against }).catch((error: unknown) => error);
    against.close();
    expect([isDamageOf(folder, broken), isDamageOf(reference, broken)]).toEqual([false, true]);
  });
});

function times(folder: string): Map<string, number> {
  const all = [...contents(folder).keys(), ...readdirSync(join(folder, HIDDEN)).map((name) => join(HIDDEN, name))];
  return new Map(all.map((name) => [name, statSync(join(folder, name)).mtimeMs]));
}
