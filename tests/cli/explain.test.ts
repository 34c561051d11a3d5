/** Pictures of decisions, within the columns that there are. */
import { describe, expect, it } from "vitest";
import { explainOutcome } from "../../src/cli/explain-text.ts";
import { columnsOf } from "../../src/io/printable.ts";
import type { Outcome } from "../../src/types.ts";
import { articleOf, fact, idOf, labelled, matchOf, NO_METADATA, outcomeOf } from "../emit/outcomes.ts";
import { keptStream } from "./surface.ts";

const LONG = "The river rose by two metres in a single night, and the water board closed the bridge at the mill to cars. ".repeat(4);

const OUTCOME: Outcome = outcomeOf("drop/a.html", {
  article: articleOf("drop/a.html", {
    metadata: {
      ...NO_METADATA,
      title: fact("Flood"),
      claims: [
        {
          claim: { field: "title", value: `Flood ${LONG}`, from: "json-ld", confidence: 0.9, block: undefined },
          won: true,
          why: "the strongest title",
        },
        {
          claim: { field: "title", value: "洪水".repeat(60), from: "title element", confidence: 0.5, block: undefined },
          won: false,
          why: LONG,
        },
        {
          claim: { field: "author", value: "admin", from: "meta", confidence: 0.1, block: undefined },
          won: false,
          why: "an account, no person",
        },
      ],
    },
    blocks: [
      labelled(0, "Home \u001b[31mNews", { keep: false, reasons: ["short", "full of links"] }),
      labelled(1, "Sport", { keep: false, reasons: ["short", "full of links"] }),
      labelled(2, LONG),
      labelled(3, "Comments", { keep: false, class: "comments", rule: "comment head", reasons: [] }),
    ],
  }),
  duplicates: [
    {
      id: idOf("b.txt"),
      provenance: { ...outcomeOf("b.txt").provenance },
      url: undefined,
      published: undefined,
      match: matchOf("drop/a.html", "b.txt"),
    },
  ],
  keptBecause: "the longest",
  notices: [{ code: "depth-capped", severity: "warning", message: "elements nested deeper than 512 levels were flattened" }],
});

const RECORDED = { names: new Map<string, string>(), isAlone: false };

describe("explain", () => {
  const picture = explainOutcome(OUTCOME, keptStream(), RECORDED);

  it("fits the columns", () => {
    for (const columns of [60, 80, 120]) {
      for (const line of explainOutcome(OUTCOME, keptStream({ columns }), RECORDED).split("\n"))
        expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
    }
  });

  it("tells what became of the record, and of its copies", () => {
    expect(picture).toContain("Became       article, kept of its cluster: the longest");
    const wide = explainOutcome(OUTCOME, keptStream({ columns: 120 }), RECORDED);
    expect(wide).toContain("copy: b.txt (near: 91% of this, 50% of the other; differs in 12 ≠ 14)");
    expect(picture).toContain("warning: elements nested deeper than 512 levels were flattened");
  });

  it("tells winners and losers of each fact, and why", () => {
    expect(picture).toMatch(/^Title {8}Flood The river .*… {2}json-ld 0\.90$/m);
    expect(picture).toMatch(/^ {13}✗ 洪水.*… {2}title element 0\.50$/m);
    expect(picture).toMatch(/^Author {7}unknown: no claim was good enough$/m);
    expect(picture).toMatch(/^Site {9}unknown: nothing claims it$/m);
  });

  it("tells of each block the decision, and a shared reason once", () => {
    const blocks = picture.slice(picture.indexOf("Blocks")).split("\n");
    expect(blocks[1]).toBe("   0 - 0.01 menu       Home News");
    expect(blocks[2]).toBe("                      short; full of links");
    expect(blocks[3]).toBe("   1 - 0.01 menu       Sport");
    expect(blocks[4]).toMatch(/^ {3}2 \+ 0\.99 content {4}The river rose .*…$/);
    expect(blocks.at(-2)).toBe("                      rule comment head");
  });

  it("tells why there is no article", () => {
    const failed = outcomeOf("f.txt", { fate: { kind: "failed", reason: "permission denied" }, article: undefined });
    expect(explainOutcome(failed, keptStream(), RECORDED)).toMatch(/^Became {7}failed: permission denied$/m);
    const copy = outcomeOf("b.txt", { fate: { kind: "duplicate", of: idOf("a.txt") }, match: matchOf("a.txt", "b.txt") });
    const names = new Map([[idOf("a.txt"), "drop/a.txt"]]);
    expect(explainOutcome(copy, keptStream({ columns: 120 }), { names, isAlone: false })).toContain(
      "duplicate of drop/a.txt (near: 50% of this, 91% of the other; differs in 12 ≠ 14)",
    );
  });
});
