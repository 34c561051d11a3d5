/**
 * How soon the engine optimises code: in a short run later than it would by itself. All that is said to it about that is said here.
 *
 * A run over a thousand documents ends before the code that the engine optimises has paid for that, in each thread anew: a third of the CPU
 * of a cold thread goes into optimising. Figures: bench/README.md. Later means never worse for a few thousand documents; a run that
 * expects more goes on as the engine would.
 *
 * Other versions have other switches, and print a complaint about one that they do not know: those not named here are left alone. Node 24
 * needs none, since its middle compiler is cheap enough.
 */
import { setFlagsFromString } from "node:v8";

interface Switch {
  readonly later: string;
  /** What the engine does by itself. */
  readonly usual: string;
}

/** By major version of Node. 20 counts bytes of bytecode that were run, 22 calls of a function. */
const SWITCHES: ReadonlyMap<string, Switch> = new Map([
  ["20", { later: "--interrupt-budget=400000", usual: "--interrupt-budget=67584" }],
  ["22", { later: "--invocation-count-for-turbofan=15000", usual: "--invocation-count-for-turbofan=3000" }],
]);

/** Documents from which optimising early pays: three thousand on two threads take the same either way. */
const MANY_DOCUMENTS = 3_000;

/** Set where `optimiseLater` has set something. */
let usual: string | undefined;

/**
 * For a command, before anything large is loaded; a library leaves its process alone. To be called before a code cache is opened, which holds for
 * one set of switches, and before threads start, which share them.
 */
export function optimiseLater(): void {
  const known = SWITCHES.get(process.versions.node.split(".", 1)[0] ?? "");
  if (known === undefined) return;
  setFlagsFromString(known.later);
  usual = known.usual;
}

/** So many documents are coming: where they are many, the engine goes on as it does by itself. */
export function optimiseFor(documents: number): void {
  if (usual === undefined || documents < MANY_DOCUMENTS) return;
  setFlagsFromString(usual);
  usual = undefined;
}
