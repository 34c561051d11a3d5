/** What is remembered from page to page must not keep the pages. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { extract } from "../../src/library/extract.ts";
import { owned } from "../../src/text/owned.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it.each(["", "short", "Ein längerer Satz, “gut zitiert” 🚢", "half a \ud83d sign that UTF-8 cannot hold"])(
  "is the same text: %j",
  (text) => {
    expect(owned(text)).toBe(text);
  },
);

const MEGABYTE = 1024 * 1024;
const PAGES = 60;

it("pages are forgotten, whatever is remembered of their names, scopes and titles", async () => {
  const usedAfter = async (from: number, to: number): Promise<number> => {
    for (let i = from; i < to; i++) await extract(bigPage(i), { name: "page.html" });
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await usedAfter(0, 5);
  const after = await usedAfter(5, PAGES);
  expect((after - before) / MEGABYTE).toBeLessThan(PAGES / 4);
}, 30_000);

/** A page of a megabyte whose title, class names and menu stand on no other. */
function bigPage(i: number): string {
  return `<html><head><title>The harbour master of berth number ${i} retires</title></head><body>
    <ul class="navigation-of-berth-${i}"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul>
    <div class="article-author-name-${i}">Jane Doe</div><h1>The harbour master of berth number ${i} retires today</h1>
    <p>After ${i} years at the harbour, the master of the berth hands over the keys, and the town says thank you.</p>
    <!--${"-x".repeat(MEGABYTE / 2)}--></body></html>`;
}
