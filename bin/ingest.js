#!/usr/bin/env node
// The command of a checkout that has not been built says what to run, instead of a stack about a missing module.
import { existsSync } from "node:fs";
import * as module from "node:module";

if (existsSync(`${import.meta.dirname}/../dist/cli/main.js`)) {
  const { optimiseLater } = await import("../dist/io/engine.js");
  optimiseLater();
  // Node 22 and later keep the compiled code of modules between runs.
  module.enableCompileCache?.();
  try {
    await import("../dist/cli/main.js");
  } catch (error) {
    // So few that not even the command itself could be read.
    if (error.code !== "EMFILE" && error.code !== "ENFILE") throw error;
    console.error('ingest: too many files are open\nAllow more, as "ulimit -n 1024" does, and run the same command again.');
    process.exitCode = 2;
  }
} else {
  console.error("ingest: this checkout has not been built. Run:  npm install   (or, with the packages in place:  npm run build)");
  process.exitCode = 2;
}
