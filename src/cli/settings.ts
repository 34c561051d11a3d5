/** What a run was asked to do, put together from flags, environment, config file and defaults. */
import type { ColorChoice } from "../io/terminal.ts";
import type { ProgressStyle } from "../io/progress.ts";
import { DEFAULTS, type FieldNames, type Limits, type Options } from "../options.ts";

export type FailOn = "duplicate" | "skipped" | "failed" | "empty";

/** A report that a run leaves behind. `path` is undefined for GitHub, which takes it from stderr and its own environment. */
export type Report = { readonly kind: "json" | "markdown"; readonly path: string } | { readonly kind: "github" };

/** What a run is told beside its options. Of these only `against`, `refresh` and `prune` can change what is decided. */
export interface RunSettings {
  /** The output folder, "-" for stdout; undefined: `ingested`, or stdout when standard input is the only input. */
  readonly out: string | undefined;
  readonly json: boolean;
  /** Another collection, whose articles copies are found of; only read. */
  readonly against: string | undefined;
  /** Decide again everything that the collection holds. */
  readonly refresh: boolean;
  /** Take out documents whose inputs are gone. */
  readonly prune: boolean;
  /** Write files again that a person has edited or removed. */
  readonly restore: boolean;
  /** Threads that parse and extract; undefined: as many as there are cores. Output never depends on it. */
  readonly workers: number | undefined;
  readonly dryRun: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly progress: ProgressStyle;
  readonly color: ColorChoice;
  readonly failOn: readonly FailOn[];
  readonly reports: readonly Report[];
}

/** Everything a run can be told. `fields` and `limits` are merged name by name, all else as a whole. */
export interface Settings extends Options, RunSettings {}

/** What one place says: only what it names. */
export type Patch = Partial<Omit<Settings, "fields" | "limits">> & {
  readonly fields?: Partial<FieldNames>;
  readonly limits?: Partial<Limits>;
};

/** The output folder of a run that names none. */
export const FOLDER_DEFAULT = "ingested";

export const SETTINGS_DEFAULTS: Settings = {
  ...DEFAULTS,
  out: undefined,
  json: false,
  against: undefined,
  refresh: false,
  prune: false,
  restore: false,
  workers: undefined,
  dryRun: false,
  quiet: false,
  verbose: false,
  progress: "auto",
  color: "auto",
  failOn: [],
  reports: [],
};

/** Later patches win: config, then environment, then flags. */
export function mergeSettings(patches: readonly Patch[]): Settings {
  return patches.reduce<Settings>(
    (settings, patch) => ({
      ...settings,
      ...patch,
      fields: { ...settings.fields, ...patch.fields },
      limits: { ...settings.limits, ...patch.limits },
    }),
    SETTINGS_DEFAULTS,
  );
}
