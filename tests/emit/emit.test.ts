/** Markdown files and records of outcomes. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { emit } from "../../src/emit/emit.ts";
import { recordJsonSchema } from "../../src/emit/record-schema.ts";
import { toLine, toManifestRecord, type IngestRecord } from "../../src/emit/record.ts";
import { DEFAULTS } from "../../src/options.ts";
import type { Outcome } from "../../src/types.ts";
import { articleOf, fact, idOf, matchOf, NO_METADATA, outcomeOf, provenanceOf } from "./outcomes.ts";

const CONTEXT = { version: "1.2.3", fileName: "the-river-00000000.md" };

const FULL = {
  title: fact('Flood: "river" rises'),
  authors: fact(["A. Writer", "B. Other"]),
  published: fact("2026-03-04T09:15:00+01:00"),
  modified: fact("2026-03-05"),
  language: fact("no"),
  url: fact("https://example.org/a?id=1"),
  site: fact("Metro Daily"),
  description: fact("…"),
  claims: [],
};

const duplicate = {
  id: idOf("b.txt"),
  provenance: { ...provenanceOf("b.jsonl"), record: { ordinal: 2, label: "3" } },
  url: undefined,
  published: undefined,
  match: matchOf("a.txt", "b.txt"),
};

const CASES: Readonly<Record<string, Outcome>> = {
  bare: outcomeOf("a.txt"),
  full: outcomeOf("a.txt", {
    article: articleOf("a.txt", { metadata: FULL }),
    cluster: idOf("a.txt"),
    duplicates: [duplicate],
    keptBecause: "the longest",
    related: [matchOf("c.txt", "a.txt", { relation: "revision" })],
    notices: [{ code: "encoding-fallback", severity: "warning", message: "read as windows-1252" }],
  }),
  duplicate: outcomeOf("b.txt", {
    fate: { kind: "duplicate", of: idOf("a.txt") },
    cluster: idOf("a.txt"),
    match: matchOf("a.txt", "b.txt"),
  }),
  skipped: outcomeOf("e.txt", { fate: { kind: "skipped", reason: "empty" }, article: undefined }),
  failed: outcomeOf("f.txt", { fate: { kind: "failed", reason: "permission denied" }, article: undefined }),
};

function recordOf(name: string, options = DEFAULTS): IngestRecord {
  const outcome = CASES[name];
  if (outcome === undefined) throw new Error(`no case ${name}`);
  return emit(outcome, options, CONTEXT).record;
}

describe("records", () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(recordJsonSchema());

  it.each(Object.keys(CASES))("%s: valid under the schema, with and without blocks", (name) => {
    for (const blocks of [false, true]) {
      const record: unknown = JSON.parse(
        toLine(
          recordOf(name, {
            ...DEFAULTS,
            blocks,
            limits: { ...DEFAULTS.limits, blocksMax: 7 },
            fields: { ...DEFAULTS.fields, text: "body" },
          }),
        ),
      );
      expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it("a key too few or too many is refused by the schema", () => {
    const less = Object.fromEntries(Object.entries(recordOf("full")).filter(([key]) => key !== "cluster"));
    expect(validate(less)).toBe(false);
    expect(validate({ ...recordOf("full"), more: 1 })).toBe(false);
  });

  it("every key stands in every record, in one order", () => {
    const keys = Object.keys(CASES).map((name) => Object.keys(recordOf(name)));
    for (const of of keys) expect(of).toEqual(keys[0]);
  });

  it("shares are seen from the record's own side", () => {
    expect(recordOf("duplicate").match).toEqual({ relation: "near", coverage: { this: 0.5, other: 0.9123 }, differing: ["12 ≠ 14"] });
    expect(recordOf("full").related[0]).toMatchObject({ id: idOf("c.txt"), relation: "revision", coverage: { this: 0.5, other: 0.9123 } });
  });

  it("blocks come when asked for, with what decided", () => {
    expect(recordOf("bare").blocks).toBeNull();
    const blocks = recordOf("bare", { ...DEFAULTS, blocks: true }).blocks ?? [];
    expect(blocks[0]).toEqual({
      ...{ index: 0, kind: "paragraph", kept: false, class: "menu", rule: "model", score: 0.0123 },
      ...{ detail: "long sentences; no links", text: "Home News Contact" },
    });
  });

  it("the manifest leaves out what the files hold", () => {
    const keys = Object.keys(toManifestRecord(recordOf("full")));
    expect(keys).not.toContain("text");
    expect(keys).toHaveLength(Object.keys(recordOf("full")).length - 3);
  });

  it("a line is one line to every reader of lines", () => {
    expect(toLine({ a: "x\u2028y\u2029z\n" })).toBe('{"a":"x\\u2028y\\u2029z\\n"}\n');
  });

  it("only what becomes a file names one", () => {
    expect(recordOf("bare").output).toBe(CONTEXT.fileName);
    expect(recordOf("duplicate").output).toBeNull();
  });
});

describe("Markdown files", () => {
  it("hold every fact that is known, as YAML reads it", () => {
    const file = emit(CASES["full"] ?? outcomeOf("a.txt"), DEFAULTS, CONTEXT).file ?? "";
    const [, head = "", body = ""] = /^---\n([\s\S]*?)---\n\n([\s\S]*)$/.exec(file) ?? [];
    expect(parse(head)).toEqual({
      title: 'Flood: "river" rises',
      author: ["A. Writer", "B. Other"],
      date: "2026-03-04T09:15:00+01:00",
      lastmod: "2026-03-05",
      description: "…",
      lang: "no",
      source: "https://example.org/a?id=1",
      site: "Metro Daily",
      id: idOf("a.txt"),
      word_count: 3,
      source_file: "a.txt",
      sha256: "ab".repeat(32),
      duplicates: ["b.jsonl#3"],
    });
    expect(body).toBe("The river rose.\n");
  });

  it("leave out what is not known", () => {
    const file = emit(outcomeOf("a.txt"), DEFAULTS, CONTEXT).file ?? "";
    expect(file).toMatch(
      /^---\nid: "[0-9a-f]{16}"\nword_count: 3\nsource_file: "a.txt"\nsha256: "[0-9a-f]{64}"\n---\n\nThe river rose\.\n$/,
    );
  });

  it("are not written for what became no article", () => {
    for (const name of ["duplicate", "skipped", "failed"])
      expect(emit(CASES[name] ?? outcomeOf("a.txt"), DEFAULTS, CONTEXT).file).toBeUndefined();
  });

  it("are empty below the front matter when there is no body", () => {
    const article = articleOf("a.txt", { body: [], text: "", wordCount: 0, metadata: NO_METADATA });
    expect(emit(outcomeOf("a.txt", { article }), DEFAULTS, CONTEXT).file).toMatch(/\n---\n$/);
  });
});
