/** The pages of docs/reference say what the code says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REFERENCE, referencePages } from "../../bench/tools/docs.ts";

it("docs/reference is current: npx tsx bench/tools/docs.ts", async () => {
  for (const [name, text] of await referencePages()) expect(readFileSync(join(REFERENCE, name), "utf8"), name).toBe(text);
});
