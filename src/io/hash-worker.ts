/** What runs in a thread that hashes files ahead: hash-ahead.ts. It ends when no stretch is left, or the others want no more. */
import { workerData } from "node:worker_threads";
import { HashList, type SharedHashes } from "./hash-files.ts";

const { addresses, shared } = workerData as { readonly addresses: string; readonly shared: SharedHashes };
const list = new HashList(addresses.split("\0"), shared);
while (list.hashNext());
