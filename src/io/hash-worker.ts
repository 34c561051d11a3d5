/** What runs in a thread that looks at files ahead: hash-ahead.ts. It hashes the sources, and then looks at the files it is told of. */
import { parentPort } from "node:worker_threads";
import { FactsList, HashList, type PackedNames, type SharedFacts, type SharedHashes } from "./hash-files.ts";

type Told =
  | { readonly addresses: string; readonly shared: SharedHashes }
  | { readonly folder: string; readonly names: PackedNames; readonly shared: SharedFacts };

// One message of each kind, one after the other.
parentPort?.on("message", (told: Told) => {
  const { work } =
    "addresses" in told ? new HashList(told.addresses.split("\0"), told.shared) : new FactsList(told.folder, told.names, told.shared);
  while (work.doNext());
});
