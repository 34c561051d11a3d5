import { describe, expect, it } from "vitest";
import { encodeLine, rowsOfLines, type IndexedRow, type ReadRow } from "../../src/collection/index-lines.ts";
import { encodeFacts, rowWith, type Row } from "../../src/collection/rows.ts";
import type { Settled } from "../../src/flow/store.ts";
import { documentId, sha256 } from "../../src/text/hash.ts";
import type { Match } from "../../src/types.ts";

const id = (name: string): Settled["id"] => documentId({ source: name, record: undefined, sha256: sha256(name) });
const key = (name: string): string => sha256(name).slice(0, 16);
const match: Match = { a: id("a"), b: id("b"), relation: "near", coverage: { a: 1, b: 0.5 }, differing: ["a date"], rule: "near copy" };

const PLAIN: Row = {
  id: id("a"),
  provenance: { source: "drop/a.txt", record: undefined, url: undefined, fetchedAt: undefined, sha256: sha256("a"), bytes: 7 },
  key: undefined,
  fate: { kind: "article" },
  page: 16,
  article: 2 ** 40 + 1,
  readKey: key("read"),
  recordKey: key("record"),
  decideKey: key("decide"),
  title: "A title",
  url: undefined,
  published: "2026-01-02",
  cluster: undefined,
  match: undefined,
  keptBecause: undefined,
  related: [],
  notices: [],
  output: { name: "a.md", sha256: sha256("file"), size: 12, modified: 1_700_000_000_123.25, isBehind: false },
};

const ROWS: Readonly<Record<string, Row>> = {
  plain: PLAIN,
  copy: { ...PLAIN, fate: { kind: "duplicate", of: id("b") }, cluster: id("b"), match, output: undefined },
  "record of a container": {
    ...PLAIN,
    provenance: { ...PLAIN.provenance, record: { ordinal: 3, label: "3" }, url: "https://example.org/", fetchedAt: "2026-01-01" },
    key: "k3",
    url: "https://example.org/",
  },
  skipped: { ...PLAIN, fate: { kind: "skipped", reason: "no\ttext" }, page: undefined, article: undefined, output: undefined },
  failed: { ...PLAIN, fate: { kind: "failed", reason: "a line\nfeed" }, page: undefined, article: undefined, output: undefined },
  "odd path": { ...PLAIN, provenance: { ...PLAIN.provenance, source: 'drop/a\tb\\t\nc "d".txt' } },
  "told about": {
    ...PLAIN,
    cluster: id("a"),
    keptBecause: "longest",
    related: [match],
    notices: [{ code: "better-copy", severity: "info", message: "m" }],
    output: { name: "a.md", sha256: sha256("file"), size: 0, modified: 0.5, isBehind: true },
  },
};

function rowOfLine(line: string, read: ReadRow): IndexedRow {
  const [row] = rowsOfLines(Buffer.from(line, "utf8"), read);
  if (row === undefined) throw new Error("no row came of a line");
  return row;
}

describe("lines of the database", () => {
  it.each(Object.entries(ROWS))("give the row again: %s", (_, row) => {
    const line = encodeLine(row, 99);
    expect(line).not.toContain("\n");
    const read = rowOfLine(line, (place) => {
      expect(place).toBe(99);
      return row;
    });
    expect(rowWith(read, read.output)).toEqual(row);
    expect(encodeFacts(read)).toBe(encodeFacts(row));
  });

  it("give their rows in order, whatever letters they have", () => {
    const rows = [...Object.values(ROWS), { ...PLAIN, provenance: { ...PLAIN.provenance, source: "drop/päivä 日.txt" } }];
    const lines = Buffer.from(rows.map((row, i) => encodeLine(row, i)).join("\n"), "utf8");
    const read = rowsOfLines(lines, (place) => rows[place] ?? PLAIN);
    expect(read.map((row) => rowWith(row, row.output))).toEqual(rows);
    expect(read.map(({ source }) => source)).toEqual(rows.map(({ provenance }) => provenance.source));
    expect(read.map(({ isWholeSource }) => isWholeSource)).toEqual(
      rows.map(({ page, provenance: { record } }) => page !== undefined && !record),
    );
  });

  it("tell a file that is as it was written", () => {
    const row = rowOfLine(encodeLine(PLAIN, 1), () => PLAIN);
    expect(row.isFileAsWritten({ size: 12, modified: 1_700_000_000_123.25 })).toBe(true);
    expect(row.isFileAsWritten({ size: 12, modified: 1_700_000_000_123.5 })).toBe(false);
    expect(row.isFileAsWritten({ size: 13, modified: 1_700_000_000_123.25 })).toBe(false);
    expect(rowOfLine(encodeLine(ROWS["told about"] ?? PLAIN, 1), () => PLAIN).isFileAsWritten({ size: 0, modified: 0.5 })).toBe(false);
  });

  it("leave the log alone where an unchanged run looks", () => {
    const read = rowOfLine(encodeLine(ROWS["copy"] ?? PLAIN, 99), () => {
      throw new Error("the log was read");
    });
    const { fate, provenance, page, article, readKey, decideKey, cluster, related, notices, output } = read;
    expect({ fate, provenance, page, article, readKey, decideKey, cluster, match: read.match, related, notices, output }).toMatchObject({
      page: 16,
      match,
    });
  });

  it("are told from what is none", () => {
    expect(() => rowOfLine("nothing", () => PLAIN)).toThrow("malformed");
    expect(() => rowOfLine(encodeLine(PLAIN, 1).replace(/^(.{112})a/, "$1z"), () => PLAIN)).toThrow("malformed");
  });
});
