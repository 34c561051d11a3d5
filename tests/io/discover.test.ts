/** What counts as input, under which name, and in which order. */
import { execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discover, type Discovery } from "../../src/io/discover.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "discover-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
}

function find(given: readonly string[], output?: string): Promise<Discovery> {
  return discover(given, { workingFolder: folder, output: output === undefined ? undefined : join(folder, output) });
}

function paths({ sources }: Discovery): string[] {
  return sources.map((source) => source.path);
}

function sourcesOf({ sources, refused }: Discovery): unknown {
  return { sources, refused };
}

function refusals({ refused }: Discovery): Record<string, string> {
  return Object.fromEntries(refused.map(({ provenance, fate }) => [provenance.source, `${fate.kind}: ${fate.reason}`]));
}

describe("names", () => {
  beforeEach(() => {
    put("drop/b.txt", "drop/a/z.txt", "drop/a.txt", "other/c.txt");
  });

  it("are paths below the parent of what was named", async () => {
    expect(paths(await find(["drop"]))).toEqual(["drop/a.txt", "drop/a/z.txt", "drop/b.txt"]);
    expect(paths(await find(["drop/a.txt"]))).toEqual(["a.txt"]);
    expect(paths(await find(["drop/a", "other/c.txt"]))).toEqual(["drop/a/z.txt", "other/c.txt"]);
  });

  it("do not depend on how, from where, in which order or how often a path is written", async () => {
    const plain = await find(["drop", "other"]);
    for (const given of [
      ["other", "drop"],
      ["./drop/", "drop/../other"],
      [join(folder, "other"), "drop"],
      ["drop", "drop/a.txt", "other", "drop"],
    ]) {
      expect(sourcesOf(await find(given))).toEqual(sourcesOf(plain));
    }
    const from = await discover(["../drop", "../other"], { workingFolder: join(folder, "drop"), output: undefined });
    expect(from).toEqual(plain);
  });

  it("are the same for a pattern, whatever matches", async () => {
    expect(paths(await find(["drop/**/*.txt"]))).toEqual(["a.txt", "a/z.txt", "b.txt"]);
    expect(paths(await find(["drop/*/z.txt"]))).toEqual(["a/z.txt"]);
    expect(paths(await find(["dr*"]))).toEqual(["drop/a.txt", "drop/a/z.txt", "drop/b.txt"]);
  });

  it("a name with special characters is itself before it is a pattern", async () => {
    put("odd/[a]*.txt", "odd/a1.txt");
    expect(paths(await find(["odd/[a]*.txt"]))).toEqual(["[a]*.txt"]);
  });
});

describe("roots", () => {
  it("are what was named, not what a pattern brings in or what is missing", async () => {
    put("drop/a.txt", "b.txt");
    expect((await find(["drop", "b.txt", "d*/*.txt", "nope"])).roots).toEqual(["b.txt", "drop"]);
  });
});

describe("standard input", () => {
  it("is a source of its own", async () => {
    expect((await find(["-"])).sources).toEqual([{ path: "<stdin>", address: "-" }]);
  });
});

describe("what is no input", () => {
  it("hidden files, unless they are named", async () => {
    put("drop/.hidden.txt", "drop/.git/config", "drop/a.txt");
    expect(paths(await find(["drop"]))).toEqual(["drop/a.txt"]);
    expect(paths(await find(["drop/.hidden.txt"]))).toEqual([".hidden.txt"]);
  });

  it("the output folder inside the input, and other outputs", async () => {
    put("drop/a.txt", "drop/out/x.md", "drop/old/y.md", "drop/old/.ingest/state");
    expect(paths(await find(["drop"], "drop/out"))).toEqual(["drop/a.txt"]);
    expect(paths(await find(["drop/old"]))).toEqual(["old/y.md"]);
  });

  it("the output folder itself, and what lies in it", async () => {
    put("out/x.md");
    expect((await find(["out"], "out")).inOutput).toEqual(["out"]);
    expect((await find(["out/x.md"], "out")).inOutput).toEqual(["out/x.md"]);
  });
});

describe("what is missing", () => {
  it("a path fails by itself; a pattern is told apart", async () => {
    put("a.txt");
    const found = await find(["a.txt", "nope", "no*pe"]);
    expect(found.missing).toEqual(["nope"]);
    expect(found.unmatched).toEqual(["no*pe"]);
    expect(refusals(found)).toEqual({ nope: "failed: no such file or folder" });
  });
});

describe("what is never opened", () => {
  it("links inside folders: out of the tree, into it, to nothing, round in circles", async () => {
    put("drop/a.txt", "secret/s.txt");
    for (const [to, from] of [
      ["../secret", "out"],
      ["../secret/s.txt", "file"],
      [".", "loop"],
      ["gone", "nothing"],
      ["ring", "ring"],
    ] as const)
      symlinkSync(to, join(folder, "drop", from));
    const found = await find(["drop"]);
    expect(paths(found)).toEqual(["drop/a.txt"]);
    expect(refusals(found)).toEqual({
      "drop/file": "skipped: a link; links inside folders are not followed",
      "drop/loop": "skipped: a link; links inside folders are not followed",
      "drop/nothing": "skipped: a link that leads nowhere",
      "drop/out": "skipped: a link; links inside folders are not followed",
      "drop/ring": "skipped: a link that leads nowhere",
    });
  });

  it("a link that a person names is followed", async () => {
    put("secret/s.txt");
    symlinkSync("secret", join(folder, "link"));
    expect(paths(await find(["link"]))).toEqual(["link/s.txt"]);
  });

  it("pipes and sockets, in folders and named", async () => {
    put("drop/a.txt");
    execFileSync("mkfifo", [join(folder, "drop/pipe")]);
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(folder, "drop/socket"), done));
    const found = await find(["drop", "drop/pipe"]);
    server.close();
    expect(paths(found)).toEqual(["drop/a.txt"]);
    expect(refusals(found)).toEqual({ "drop/pipe": "skipped: a named pipe; not opened", "drop/socket": "skipped: a socket; not opened" });
  });

  it("devices", async () => {
    expect(Object.values(refusals(await find(["/dev/zero"])))).toEqual(["skipped: a device; not opened"]);
  });

  it.skipIf(process.getuid?.() === 0)("folders that may not be read fail, and the others go on", async () => {
    put("drop/a.txt", "drop/closed/b.txt");
    chmodSync(join(folder, "drop/closed"), 0);
    const found = await find(["drop"]);
    chmodSync(join(folder, "drop/closed"), 0o755);
    expect(paths(found)).toEqual(["drop/a.txt"]);
    expect(refusals(found)).toEqual({ "drop/closed": "failed: the folder cannot be read: permission denied" });
  });
});

describe("depth", () => {
  it("is no limit", async () => {
    const deep = Array(300).fill("d").join("/");
    put(`drop/${deep}/a.txt`);
    expect(paths(await find(["drop"]))).toEqual([`drop/${deep}/a.txt`]);
  });

  it("takes a collection that is named, but for its manifest", async () => {
    put("out/.ingest/index.db", "out/a.md", "out/manifest.ndjson", "drop/manifest.ndjson");
    const named = await find(["out", "drop"]);
    expect(paths(named)).toEqual(["drop/manifest.ndjson", "out/a.md"]);
    expect(refusals(named)).toEqual({ "out/manifest.ndjson": "skipped: the manifest of a collection" });
  });
});
