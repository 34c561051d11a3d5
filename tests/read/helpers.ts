/** What the tests of reading share: bytes in, items out. */
import { read } from "../../src/read/read.ts";
import { DEFAULTS, type Options } from "../../src/options.ts";
import type { RawDocument, Unreadable } from "../../src/types.ts";

export type Item = RawDocument | Unreadable;

/** Options that differ from the defaults, limits one by one. */
export function optionsWith(changes: Partial<Omit<Options, "limits">> & { limits?: Partial<Options["limits"]> } = {}): Options {
  return { ...DEFAULTS, ...changes, limits: { ...DEFAULTS.limits, ...changes.limits } };
}

/** Everything that is read from bytes under that name. `chunkBytes` cuts them as a pipe would. */
export async function readBytes(
  path: string,
  bytes: Uint8Array | string,
  { options = DEFAULTS, chunkBytes = 65_536 }: { readonly options?: Options; readonly chunkBytes?: number } = {},
): Promise<Item[]> {
  const buffer = Buffer.from(typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes);
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < buffer.length; start += chunkBytes) yield await Promise.resolve(buffer.subarray(start, start + chunkBytes));
  }
  const items: Item[] = [];
  for await (const item of read({ path, address: path }, open, options)) items.push(item);
  return items;
}

/** Documents only; a test that meets anything else fails. */
export function documents(items: readonly Item[]): RawDocument[] {
  return items.map((item) => {
    if ("fate" in item) throw new Error(`not a document: ${item.fate.kind}, ${item.fate.reason}`);
    return item;
  });
}

/** One line an item, for comparing whole readings: label, then the payload's begin or the fate. */
export function summary(items: readonly Item[]): string[] {
  return items.map((item) => {
    const label = item.provenance.record?.label ?? "-";
    return "fate" in item ? `${label} ${item.fate.kind}: ${item.fate.reason}` : `${label} ${item.format} ${item.payload.slice(0, 40)}`;
  });
}

/** Value of the first claim on a field. */
export function claimed(item: Item | undefined, field: string): string | undefined {
  return item !== undefined && "claims" in item ? item.claims.find((claim) => claim.field === field)?.value : undefined;
}
