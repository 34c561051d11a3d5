import { describe, expect, it } from "vitest";
import { countSegments, f1Of, scorePage, segmentTotal, totalOf } from "../../../bench/quality/score.ts";

describe("the scorer", () => {
  it("counts runs of four words as often as they stand", () => {
    expect(scorePage("a b c d e", "a b c d e")).toEqual({ precision: 1, recall: 1 });
    expect(scorePage("a b c d e", "a b c d")).toEqual({ precision: 1, recall: 0.5 });
    expect(scorePage("a b c d", "a b c d a b c d")).toEqual({ precision: 0.2, recall: 1 });
  });

  it("takes a short text as one run", () => {
    expect(scorePage("a b", "a b")).toEqual({ precision: 1, recall: 1 });
    expect(scorePage("a b", "a b c")).toEqual({ precision: 0, recall: 0 });
  });

  it("leaves precision out where nothing was kept", () => {
    expect(scorePage("a b c d", "")).toEqual({ precision: undefined, recall: 0 });
    const total = totalOf([scorePage("a b c d", ""), scorePage("a b c d", "a b c d")]);
    expect(total).toMatchObject({ precision: 1, recall: 0.5, empty: 1, pages: 2 });
    expect(total.f1).toBeCloseTo(2 / 3);
    expect(f1Of({ precision: undefined, recall: 1 })).toBe(0);
  });

  it("looks for segments with white space folded", () => {
    const counts = countSegments({ present: ["one  two", "three"], absent: ["four", "five"] }, "one\ntwo four");
    expect(counts).toEqual({ kept: 1, lost: 1, wrong: 1 });
    expect(segmentTotal([counts])).toMatchObject({ precision: 0.5, recall: 0.5 });
  });
});
