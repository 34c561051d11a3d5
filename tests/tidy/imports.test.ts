/** The import rules of docs/ARCHITECTURE.md, and the words that must not stand in the repository. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const SRC = join(ROOT, "src");

/** Which folders (or top-level files) of src a folder may import from, beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "types.ts": [],
  "options.ts": ["types.ts"],
  "notices.ts": ["types.ts"],
  text: ["types.ts", "options.ts", "notices.ts"],
  read: ["text", "types.ts", "options.ts", "notices.ts"],
  parse: ["text", "types.ts", "options.ts", "notices.ts"],
  extract: ["text", "types.ts", "options.ts", "notices.ts"],
  dedupe: ["text", "types.ts", "options.ts", "notices.ts"],
  emit: ["text", "types.ts", "options.ts", "notices.ts"],
  flow: ["read", "parse", "extract", "dedupe", "emit", "text", "types.ts", "options.ts", "notices.ts"],
  "ingest.ts": ["flow", "read", "parse", "extract", "dedupe", "emit", "text", "types.ts", "options.ts", "notices.ts"],
  collection: [
    "ingest.ts",
    "flow",
    "flow",
    "read",
    "parse",
    "extract",
    "dedupe",
    "emit",
    "io",
    "text",
    "types.ts",
    "options.ts",
    "notices.ts",
  ],
  io: ["text", "types.ts", "options.ts", "notices.ts"],
  library: [
    "ingest.ts",
    "flow",
    "read",
    "parse",
    "extract",
    "dedupe",
    "emit",
    "collection",
    "io",
    "text",
    "types.ts",
    "options.ts",
    "notices.ts",
  ],
  "index.ts": [
    "library",
    "ingest.ts",
    "flow",
    "flow",
    "read",
    "parse",
    "extract",
    "dedupe",
    "emit",
    "collection",
    "io",
    "text",
    "types.ts",
    "options.ts",
    "notices.ts",
  ],
  cli: [
    "ingest.ts",
    "flow",
    "index.ts",
    "read",
    "parse",
    "extract",
    "dedupe",
    "emit",
    "collection",
    "io",
    "text",
    "types.ts",
    "options.ts",
    "notices.ts",
  ],
};

/** The only folders that may touch files, processes, the terminal, the clock or randomness. */
const EDGES = new Set(["io", "cli", "collection"]);
const EDGE_MODULES = /^(node:)?(fs|fs\/promises|child_process|worker_threads|os|process|readline|tty|net|http|https|cluster)$/;
const EDGE_GLOBALS =
  /(?<![\w.$])(process\.|console\.|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|setTimeout\(|setInterval\()/;

interface SourceFile {
  /** Path below src, "/"-separated. */
  readonly path: string;
  /** Folder or top-level file that the rules speak of. */
  readonly unit: string;
  readonly code: string;
  /** Module names as written. */
  readonly imports: readonly string[];
}

function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const path = name.split(sep).join("/");
      const code = readFileSync(join(SRC, name), "utf8");
      const bare = withoutComments(code);
      const imports = [...bare.matchAll(/(?:from\s*|import\s*\(?\s*)"([^"]+)"/g)].map((match) => match[1] ?? "");
      return { path, unit: path.split("/")[0] ?? path, code: bare, imports };
    });
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** The unit of src that a relative import leads to. */
function unitOf(file: SourceFile, target: string): string {
  const path = posix.normalize(posix.join(posix.dirname(file.path), target));
  return path.split("/")[0] ?? path;
}

describe("import rules", () => {
  const files = sourceFiles();

  it("finds the sources", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it("data goes one way: no folder imports from one it must not know", () => {
    const broken = files.flatMap((file) =>
      file.imports
        .filter((target) => target.startsWith("."))
        .map((target) => unitOf(file, target))
        .filter((unit) => unit !== file.unit && !(MAY_IMPORT[file.unit] ?? []).includes(unit))
        .map((unit) => `${file.path} imports ${unit}`),
    );
    expect(broken).toEqual([]);
  });

  it("every folder has a row in the rules", () => {
    expect([...new Set(files.map((file) => file.unit))].filter((unit) => !(unit in MAY_IMPORT))).toEqual([]);
  });

  it("only the edges touch files, processes, the terminal, the clock or randomness", () => {
    const broken = files
      .filter((file) => !EDGES.has(file.unit))
      .flatMap((file) => [
        ...file.imports.filter((target) => EDGE_MODULES.test(target)).map((target) => `${file.path} imports ${target}`),
        ...file.code
          .split("\n")
          .filter((line) => EDGE_GLOBALS.test(line))
          .map((line) => `${file.path}: ${line.trim()}`),
      ]);
    expect(broken).toEqual([]);
  });

  it("gray-matter and string-similarity are each behind one module", () => {
    const importers = (name: string): string[] => files.filter((file) => file.imports.includes(name)).map((file) => file.path);
    expect(importers("gray-matter")).toEqual(["text/front-matter.ts"]);
    expect(importers("string-similarity")).toEqual(["text/similarity.ts"]);
  });

  it("there is no folder for left-overs", () => {
    const names = files.flatMap((file) => dirname(file.path).split("/"));
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|lib|shared)$/.test(name))).toEqual([]);
  });
});

describe("the repository", () => {
  it("knows nothing of the place where it was made", () => {
    // Not asked of git: a checkout may be without it, or belong to somebody else.
    const ignored = readFileSync(join(ROOT, ".gitignore"), "utf8").split("\n").filter(Boolean);
    const ignore = [".git", ".git/**", ...ignored.flatMap((name) => (name.endsWith("/") ? [`**/${name}**`] : [`**/${name}`]))];
    const tracked = globSync("**", { cwd: ROOT, dot: true, ignore });
    expect(tracked).toContain("package.json");
    const self = relative(ROOT, import.meta.filename)
      .split(sep)
      .join("/");
    const place = /\/work\/|\/tmp\/(?:team|bash)|\/root\/|\/home\/(?!somebody)\w|"resolved":/;
    const found = tracked
      .filter((path) => path !== self && !path.startsWith("src/extract/weights"))
      .filter((path) => place.test(readFileSync(join(ROOT, path), "latin1")));
    expect(found).toEqual([]);
  });
});
