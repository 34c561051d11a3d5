/** Where the command starts. What `--version` does not need is imported after it has been answered. */
import { VERSION } from "./version.ts";

const [first, ...others] = process.argv.slice(2);
if ((first === "--version" || first === "-V") && others.length === 0) {
  process.stdout.once("error", (error: NodeJS.ErrnoException) => {
    // A reader that has gone needs no answer; whoever fills a file needs to know that it is not there.
    if (error.code === "EPIPE") return;
    process.exitCode = 2;
    process.stderr.write(`ingest: ${error.message}\n`);
  });
  process.stdout.write(`${VERSION}\n`);
} else {
  const { main } = await import("./program.ts");
  process.exitCode = await main(process.argv.slice(2));
}
