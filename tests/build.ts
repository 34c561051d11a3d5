/** The built command, for tests that start it: built when the sources are newer. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT: string = resolve(import.meta.dirname, "..");

/** Builds dist unless it is newer than every source. Throws with the compiler's words when it does not compile. */
export function ensureBuilt(): void {
  const main = join(ROOT, "dist/cli/main.js");
  const built = existsSync(main) ? statSync(main).mtimeMs : 0;
  const src = join(ROOT, "src");
  const newest = Math.max(...readdirSync(src, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(src, name)).mtimeMs));
  if (newest <= built) return;
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", src], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
