/** Pages made to exhaust whoever reads them. The bounds are many times what they take on a slow machine: they catch squares, not seconds. */
import { describe, expect, test } from "vitest";
import { DEFAULTS } from "../../../src/options.ts";
import { buildTree } from "../../../src/parse/html/tree.ts";
import { leavesOf } from "../../../src/parse/html/leaves.ts";
import { resolver } from "../../../src/parse/html/addresses.ts";
import { parsed } from "./showing.ts";
import { cpuClock } from "../../cpu-time.ts";

const MILLISECONDS_MAX = 10_000;

const PAGES: readonly (readonly [string, string])[] = [
  ["20,000 nested divs", "<div>a".repeat(20_000)],
  ["200,000 unclosed bold", `${"<b>".repeat(200_000)}x`],
  ["20,000 nested tables", "<table><tr><td>a".repeat(20_000)],
  ["20,000 nested lists", "<ul><li>a".repeat(20_000)],
  ["50,000 drawings", `${"<svg>".repeat(50_000)}text<p>x`],
  ["100,000 end tags of nothing", "</p></b></div>".repeat(33_000)],
  ["20,000 end tags in 250 levels", `${"<b><div>".repeat(250)}${"</b>".repeat(20_000)}x`],
  ["100,000 links", "<a href=x>y".repeat(100_000)],
  ["30,000 decomposed letters in bold", `<p>${"<b>e\u0301</b> ".repeat(30_000)}`],
  ["100,000 unclosed titles", "<title>".repeat(100_000)],
  ["100,000 comments", "<!--".repeat(100_000)],
  ["a class of 200,000 names", `<div class="${"a ".repeat(200_000)}">x</div>`],
  ["a set of 100,000 sources", `<p>x<img srcset="${"a 1x, ".repeat(100_000)}">`],
];

describe("hostile pages", () => {
  test.each(PAGES)("%s", (_, html) => {
    const spent = cpuClock();
    const tree = buildTree(html, DEFAULTS.limits);
    leavesOf(tree, resolver(undefined, undefined), DEFAULTS.limits);
    expect(spent()).toBeLessThan(MILLISECONDS_MAX);
  });

  test("deep pages keep their words and say what was flattened", () => {
    const { blocks, notices } = parsed(`${"<div>a ".repeat(1000)}${"</div>b ".repeat(1000)}`);
    expect(
      blocks
        .map(({ text }) => text)
        .join(" ")
        .split(" "),
    ).toHaveLength(2000);
    expect(notices.map(({ code }) => code)).toEqual(["depth-capped"]);
  });

  test("attributes past the limit are left out, with a notice", () => {
    const { blocks, notices } = parsed(`<p ${Array.from({ length: 40_000 }, (_, index) => `a${index}=v`).join(" ")}>hello</p>`);
    expect(blocks.map(({ text }) => text)).toEqual(["hello"]);
    expect(notices.map(({ code }) => code)).toEqual(["attributes-capped"]);
  });

  test("blocks past the limit are left out, with a notice", () => {
    const { blocks, notices } = parsed("<p>a</p>".repeat(DEFAULTS.limits.blocksMax + 1));
    expect(blocks).toHaveLength(DEFAULTS.limits.blocksMax);
    expect(notices.map(({ code }) => code)).toEqual(["blocks-capped"]);
  });

  test("names of prototypes are names like any other", () => {
    expect(
      parsed('<p __proto__="x" constructor="y" hasownproperty="z">a</p><constructor>b</constructor>').blocks.map(({ text }) => text),
    ).toEqual(["a", "b"]);
  });
});
