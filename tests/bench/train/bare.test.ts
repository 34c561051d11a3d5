import { describe, expect, it } from "vitest";
import { bare } from "../../../bench/train/bare.ts";
import type { Block } from "../../../src/types.ts";
import { blockOf } from "../../emit/outcomes.ts";

const block = (index: number, text: string, kind: Block["kind"] = "paragraph"): Block => ({
  ...blockOf(index, text),
  kind,
  level: kind === "heading" ? 1 : 0,
});

const lines = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (day) => `On day ${String(day)} of the strike the ferries <stayed> in the harbour & nobody in the islands got any letters.`,
);
const blocks: readonly Block[] = [
  block(0, "Home"),
  block(1, "Ferries stay in harbour", "heading"),
  ...lines.map((line, i) => block(i + 2, line, i === 4 ? "item" : "paragraph")),
  block(lines.length + 2, "Share this"),
];
const shares = Float32Array.from(blocks, ({ text }) => (lines.includes(text) ? 1 : 0));
const copies = Array.from({ length: 60 }, (_, seed) => bare(blocks, shares, seed));

describe("bare", () => {
  it("holds the article's beginning, with or without its headline, and nothing else of the page", () => {
    const words = (text: string): string[] => text.split(/\s+/);
    for (const copy of copies) {
      const gold = copy?.gold.split("\n") ?? [];
      expect(gold.length).toBeGreaterThan(0);
      expect(lines.slice(0, gold.length)).toEqual(gold);
      const head = copy?.text.startsWith("Ferries stay") === true ? ["Ferries stay in harbour"] : [];
      expect(words(copy?.text ?? "")).toEqual(words([...head, ...gold].join(" ")));
      expect(copy?.html.includes("Home")).toBe(false);
      expect(copy?.html.includes("<h1>")).toBe(head.length > 0);
    }
  });

  it("comes whole and cut short, as lines, as one line, and wrapped", () => {
    const texts = copies.map((copy) => copy?.text ?? "");
    expect(new Set(copies.map((copy) => copy?.gold.split("\n").length)).size).toBeGreaterThan(3);
    expect(texts.some((text) => !text.includes("\n") && text.includes("day 3"))).toBe(true);
    expect(texts.some((text) => text.includes("\n\n") && text.split("\n").every((line) => line.length <= 72))).toBe(true);
    expect(texts.some((text) => text.split("\n").includes(lines[0] ?? ""))).toBe(true);
  });

  it("escapes what is no markup, and keeps what kind of block it was", () => {
    const whole = copies.find((copy) => copy?.gold.includes("day 8"));
    expect(whole?.html).toContain("<p>On day 1 of the strike the ferries &lt;stayed&gt; in the harbour &amp; nobody");
    expect(whole?.html).toContain("<li>On day 5");
  });

  it("gives nothing where the gold holds nothing", () => {
    expect(bare(blocks, new Float32Array(blocks.length), 1)).toBeUndefined();
  });
});
