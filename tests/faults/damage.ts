/** What is kept, cut short or changed behind the program's back: at worst it costs a reading of the inputs, and never the run. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDamageOf, openCollection } from "../../src/collection/collection.ts";
import { HIDDEN } from "../../src/io/collection-names.ts";
import { DISK } from "../../src/collection/files.ts";
import { verify } from "../../src/collection/inspect.ts";
import type { Check } from "./checks.ts";
import { runStep, SCENARIOS, type Step } from "./scenarios.ts";

/** Bytes that a failing disk gives back as zeros. */
const SECTOR_BYTES = 512;

/** What may happen to the bytes of a file at a place. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer, at: number) => Buffer>> = {
  cut: (bytes, at) => bytes.subarray(0, at),
  "a bit flipped": (bytes, at) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x15;
    return changed;
  },
  zeros: (bytes, at) => Buffer.from(bytes).fill(0, at, Math.min(bytes.length, at + SECTOR_BYTES)),
  "more behind it": (bytes, at) => Buffer.concat([bytes, Buffer.alloc(at, "A")]),
};

/** Damages each kept file at so many places, and lets a run meet it. */
export async function playDamage(base: string, places: number, check: Check): Promise<void> {
  const [, later] = SCENARIOS;
  const [first] = later?.before ?? [];
  if (later === undefined || first === undefined) throw new Error("there is no scenario of a later drop");
  const start = join(base, "start");
  mkdirSync(start);
  await runStep(start, first, DISK);
  await runStep(start, later.step, DISK);
  const everything: Step = { drop: { ...first.drop, ...later.step.drop } };
  await runStep(start, everything, DISK);
  for (const file of [join(HIDDEN, "index.db"), join(HIDDEN, "segment-000000.bin"), "manifest.ndjson"]) {
    const whole = readFileSync(join(start, file));
    for (let place = 0; place < places; place++)
      for (const [kind, damage] of Object.entries(DAMAGES)) {
        const at = Math.floor((whole.length * place) / places) + (place % 3);
        const folder = join(base, "damaged");
        cpSync(start, folder, { recursive: true, preserveTimestamps: true });
        writeFileSync(join(folder, file), damage(whole, at));
        await meet(`${file}, ${kind} at ${at}`, folder, everything, check);
        rmSync(folder, { recursive: true });
      }
  }
}

async function meet(what: string, folder: string, everything: Step, check: Check): Promise<void> {
  try {
    await disagreementsIn(folder);
    await runOver(folder, everything);
    if ((await disagreementsIn(folder)) !== "") {
      // Nothing that the run needed: `verify` says how to put it right.
      rmSync(join(folder, HIDDEN, "index.db"));
      await runOver(folder, { ...everything, refresh: true });
    }
    const left = await disagreementsIn(folder);
    check(`${what}: all parts agree in the end`, left === "", left);
    const litter = readdirSync(join(folder, HIDDEN)).filter((name) => !/^(segment-\d{6}\.bin|index\.db)$/.test(name));
    check(`${what}: no litter`, litter.length === 0, litter.join(", "));
  } catch (error) {
    check(`${what}: ends no run`, false, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** As the command runs: what is damaged is put right at once where the run meets it. */
async function runOver(folder: string, step: Step): Promise<void> {
  try {
    await runStep(folder, step, DISK);
  } catch (error) {
    if (!isDamageOf(folder, error)) throw error;
    (await openCollection({ folder, write: true, isDistrusted: true })).close();
    await runStep(folder, step, DISK);
  }
}

/** What does not agree, for people; "": everything does. */
async function disagreementsIn(folder: string): Promise<string> {
  const collection = await openCollection({ folder, write: false });
  try {
    return verify(collection)
      .disagreements.map(({ part, about, problem }) => `${part}: ${about}: ${problem}`)
      .join("; ");
  } finally {
    collection.close();
  }
}
