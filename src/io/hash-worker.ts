/** What runs in a thread that looks at files ahead: hash-ahead.ts. It hashes the sources, and then looks at the files it is told of. */
import { parentPort, workerData } from "node:worker_threads";
import { FactsList, HashList, type PackedNames, type SharedFacts, type SharedHashes } from "./hash-files.ts";

const { addresses, shared } = workerData as { readonly addresses: string; readonly shared: SharedHashes };
const list = new HashList(addresses.split("\0"), shared);
while (list.work.doNext());
// One message, which may have come meanwhile.
parentPort?.once("message", (told: { readonly folder: string; readonly names: PackedNames; readonly shared: SharedFacts }) => {
  const facts = new FactsList(told.folder, told.names, told.shared);
  while (facts.work.doNext());
});
