/** The built command, for tests that start it: what is older than its source is transpiled again. Types are another check's business. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

export const ROOT: string = resolve(import.meta.dirname, "..");

/** Brings dist up to date with src, file by file. */
export function ensureBuilt(): void {
  const src = join(ROOT, "src");
  const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => readFileSync(path, "utf8")).config as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: false, module: "esnext", moduleResolution: "bundler" },
    ROOT,
  );
  for (const name of readdirSync(src, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const target = join(ROOT, "dist", name.replace(/\.ts$/, ".js"));
    if (existsSync(target) && statSync(target).mtimeMs > statSync(join(src, name)).mtimeMs) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(src, name), "utf8"), {
      compilerOptions: options,
      fileName: join(src, name),
    });
    mkdirSync(dirname(target), { recursive: true });
    // Several test files may do this at once: each sees whole modules.
    const temporary = `${target}.${process.pid}`;
    writeFileSync(temporary, outputText);
    renameSync(temporary, target);
  }
}
