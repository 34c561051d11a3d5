/** Every fixture comes out as its golden says. A missing golden fails; `npm run golden` writes them, to be read before they are committed. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { casesOf, goldenFile, pageGolden, setGolden } from "./cases.ts";

const GROUPS = [
  { group: "pages", outcome: pageGolden, least: 25 },
  { group: "duplicates", outcome: setGolden, least: 5 },
] as const;

for (const { group, outcome, least } of GROUPS) {
  describe(`fixtures/${group}`, () => {
    it(`has at least ${least} cases`, () => {
      expect(casesOf(group).length).toBeGreaterThanOrEqual(least);
    });

    it.each(casesOf(group))("%s", async (name) => {
      for (const [file, text] of await outcome(name)) {
        const { path, isThere } = goldenFile(group, name, file);
        expect(isThere, `${path} is missing: npm run golden`).toBe(true);
        expect(text).toBe(readFileSync(path, "utf8"));
      }
    });
  });
}
