/** npm run golden [-- name…]: writes what fixtures come out as now. Read the difference before you commit it. */
import { readFileSync, writeFileSync } from "node:fs";
import { casesOf, goldenFile, pageGolden, setGolden } from "./cases.ts";

const wanted = process.argv.slice(2);
for (const [group, outcome] of [
  ["pages", pageGolden],
  ["duplicates", setGolden],
] as const) {
  for (const name of casesOf(group)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const [file, text] of await outcome(name)) {
      const { path, isThere } = goldenFile(group, name, file);
      if (isThere && readFileSync(path, "utf8") === text) continue;
      writeFileSync(path, text);
      console.log(`${isThere ? "changed" : "new"}  ${group}/${name}/${file}`);
    }
  }
}
