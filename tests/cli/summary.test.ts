/** What a run says of itself. */
import { describe, expect, it } from "vitest";
import { annotations, jsonReport, markdownReport } from "../../src/cli/report.ts";
import { reportSchema } from "../../src/cli/report-schema.ts";
import { exitStatus } from "../../src/cli/job.ts";
import { summary, type Written } from "../../src/cli/summary.ts";
import { takeTally, type Tally } from "../../src/cli/tally.ts";
import { tallyWords } from "../../src/flow/article-codec.ts";
import type { Outcome } from "../../src/types.ts";
import { articleOf, idOf, labelled, matchOf, outcomeOf } from "../emit/outcomes.ts";
import { keptStream } from "./surface.ts";

function tallyOf(outcomes: readonly Outcome[]): Tally {
  const taker = takeTally();
  for (const outcome of outcomes) taker.add(outcome, { words: outcome.article && tallyWords(outcome.article.blocks), isUnchanged: false });
  return taker.take();
}

const WORDS = "one two three four five six seven eight nine ten";

const DROP: readonly Outcome[] = [
  outcomeOf("drop/a.txt", {
    article: articleOf("drop/a.txt", {
      blocks: [
        labelled(0, WORDS),
        labelled(1, "a menu", { keep: false, class: "menu" }),
        labelled(2, "some other stories", { keep: false, class: "related" }),
        labelled(3, "its own title", { keep: false, class: "title" }),
      ],
    }),
    related: [matchOf("drop/a.txt", "drop/r.txt", { relation: "revision" })],
  }),
  outcomeOf("drop/b.txt", {
    fate: { kind: "duplicate", of: idOf("drop/a.txt") },
    article: undefined,
    match: matchOf("drop/a.txt", "drop/b.txt"),
  }),
  outcomeOf("drop/e.txt", { fate: { kind: "skipped", reason: "empty" }, article: undefined }),
  outcomeOf("drop/f.warc", { fate: { kind: "failed", reason: "gzip data\u001b[2J ends early" }, article: undefined }),
  outcomeOf("drop/r.txt", { article: undefined, related: [matchOf("drop/a.txt", "drop/r.txt", { relation: "revision" })] }),
];

const WRITTEN: Written = {
  ...{ folder: "out", isDryRun: false, articles: 1_234, written: 3, removedFiles: [], isManifestNew: true },
  ...{ edited: [], removedByHand: [], vanished: [], unreached: [], removed: [] },
};

function said(outcomes: readonly Outcome[], written?: Partial<Written>): string {
  return summary(
    { tally: tallyOf(outcomes), written: written && { ...WRITTEN, ...written }, elapsedMs: 9_800, isVerbose: false },
    keptStream(),
  );
}

describe("the summary", () => {
  it("counts fates, words, clusters and reasons; a failure is named, without what a terminal would act upon", () => {
    expect(said(DROP, {})).toBe(
      [
        "5 documents → 2 articles, 1 duplicate, 1 skipped, 1 failed                 9.8 s",
        "  boilerplate: 28% of words dropped · most: related stories (3 words), menus (2 words)",
        "  duplicates:  1 cluster, the largest of 2; 1 revision kept apart",
        "  skipped:     empty",
        "  failed:      drop/f.warc: gzip data ends early",
        "Wrote out/ (3 of 1,234 .md, manifest.ndjson).   Why was a block dropped?  ingest explain <file>",
        "",
      ].join("\n"),
    );
  });

  it("says when nothing changed, when it was a dry run, and when there was nothing", () => {
    expect(said([], { written: 0, isManifestNew: false })).toBe(
      "Nothing to do: no documents were found.\nNothing changed: out/ holds it all already (1,234 .md).\n",
    );
    expect(said([], { isDryRun: true, removedFiles: ["a.md"] })).toContain(
      "Would write out/ (3 of 1,234 .md, 1 removed). This was a dry run",
    );
    expect(said([])).toBe("Nothing to do: no documents were found.\n");
  });

  it("tells what a person did to the files", () => {
    expect(said([], { edited: ["a.md"], removedByHand: ["b.md", "c.md"] })).toContain(
      "  edited:      1 file left as edited; --restore writes them again\n  deleted:     2 files left deleted; --restore writes them again\n",
    );
  });

  it("names twenty failures and counts the rest", () => {
    const failures = Array.from({ length: 23 }, (_, i) =>
      outcomeOf(`drop/${i}.txt`, { fate: { kind: "failed", reason: "broken" }, article: undefined }),
    );
    const lines = said(failures)
      .split("\n")
      .filter((line) => line.includes("failed:"));
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("  failed:      … and 3 more, named in the manifest");
  });
});

describe("the exit status", () => {
  it.each([
    [[], 3],
    [["failed"], 1],
    [["duplicate"], 3],
    [["duplicate", "failed"], 1],
  ] as const)("of a run with failures under --fail-on %j is %i", (failOn, status) => {
    expect(exitStatus(tallyOf(DROP), { failOn })).toBe(status);
  });

  it.each([
    [[], 0],
    [["failed"], 0],
    [["duplicate"], 1],
    [["skipped"], 1],
    [["empty"], 0],
  ] as const)("of a run without failures under --fail-on %j is %i", (failOn, status) => {
    const whole = DROP.filter((outcome) => outcome.fate.kind !== "failed");
    expect(exitStatus(tallyOf(whole), { failOn })).toBe(status);
  });

  it("empty: not one article", () => {
    expect(exitStatus(tallyOf([]), { failOn: ["empty"] })).toBe(1);
  });
});

describe("reports", () => {
  it("as JSON hold every figure", () => {
    expect(reportSchema.parse(JSON.parse(jsonReport(tallyOf(DROP))))).toMatchObject({
      ...{ schema: "ingest.report/1", documents: 5, articles: 2, duplicates: 1, skipped: 1, failed: 1, clusters: 1, largest_cluster: 2 },
      ...{ words: 18, words_dropped: { menu: 2, related: 3 }, related: { revision: 1 }, failures: [{ path: "drop/f.warc" }] },
    });
  });

  it("as Markdown show names as text", () => {
    const page = markdownReport(
      tallyOf([outcomeOf("a|`b`\n## c.txt", { fate: { kind: "failed", reason: "broken" }, article: undefined })]),
    );
    expect(page).toContain("| `a\\|'b' ## c.txt` | `broken` |");
  });

  it("as annotations cannot be made to hold another command, and stop at ten", () => {
    const failures = Array.from({ length: 12 }, () =>
      outcomeOf("a\n::stop-commands::x%0A.txt", { fate: { kind: "failed", reason: "broken" }, article: undefined }),
    );
    const lines = annotations(tallyOf(failures)).trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe("::error title=ingest::a ::stop-commands::x%250A.txt: broken");
  });
});
