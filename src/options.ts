/**
 * Every option that can change what comes out: default, unit, range, and where the number comes from.
 * Plain data; `cli/` checks what people give at the border: a config file with zod, flags and variables row by row.
 */
import type { Format } from "./types.ts";

export type Preference = "complete" | "cleanest" | "earliest";
export type Favor = "precision" | "recall" | "balanced";

/** Which field of a record holds what; undefined: recognised by its name. */
export interface FieldNames {
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly date: string | undefined;
  readonly author: string | undefined;
  readonly id: string | undefined;
}

export interface Options {
  /** Strip boilerplate. Off: every block is kept. */
  readonly clean: boolean;
  /** Find copies. */
  readonly dedupe: boolean;
  /** Count lines that stand on several pages of one site. */
  readonly siteMemory: boolean;
  /** Fill `blocks` in records. */
  readonly blocks: boolean;
  /** Write the title as `# Title` at the head of the body. */
  readonly titleHeading: boolean;
  /** The labeller's operating point. */
  readonly favor: Favor;
  /** Coverage of the smaller side, 0–1, from which two articles count as one. Tuned on the development set: docs/duplicates.md. */
  readonly threshold: number;
  /** How the canonical copy is chosen. */
  readonly prefer: readonly Preference[];
  /** Format of every input; undefined: sniffed. */
  readonly format: Format | undefined;
  /** Encoding of every input; undefined: decided by record. */
  readonly encoding: string | undefined;
  readonly fields: FieldNames;
  /** What people decided; sources or ids, overruling every rule. */
  readonly same: readonly (readonly [string, string])[];
  readonly different: readonly (readonly [string, string])[];
  /** Sources whose copy is kept whenever it is in a cluster, best first. */
  readonly preferSources: readonly string[];
  readonly limits: Limits;
}

/** Limits on what is read from strangers. Past a limit a record fails, or is cut with a notice; memory stays bounded. */
export interface Limits {
  /** Bytes of one record after unpacking. V8 strings end at 512 Mi characters; pages of news end long before. */
  readonly recordBytesMax: number;
  /** Bytes that one compressed source may unpack to. */
  readonly unpackedBytesMax: number;
  /** Containers inside containers. */
  readonly containerDepthMax: number;
  /** Levels of elements that are told apart. Chrome caps at 512. */
  readonly elementDepthMax: number;
  readonly attributesMax: number;
  readonly blocksMax: number;
  /** Bytes of front matter that a YAML reader gets to see: `yaml` takes 11 s on 20,000 plain keys. */
  readonly frontMatterBytesMax: number;
}

export const DEFAULTS: Options = {
  clean: true,
  dedupe: true,
  siteMemory: true,
  blocks: false,
  titleHeading: false,
  favor: "balanced",
  threshold: 0.74,
  prefer: ["complete", "cleanest", "earliest"],
  format: undefined,
  encoding: undefined,
  fields: {
    text: undefined,
    html: undefined,
    title: undefined,
    url: undefined,
    date: undefined,
    author: undefined,
    id: undefined,
  },
  same: [],
  different: [],
  preferSources: [],
  limits: {
    recordBytesMax: 64 * 1024 * 1024,
    unpackedBytesMax: 16 * 1024 * 1024 * 1024,
    containerDepthMax: 4,
    elementDepthMax: 512,
    attributesMax: 256,
    blocksMax: 20_000,
    frontMatterBytesMax: 64 * 1024,
  },
};
