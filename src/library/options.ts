/** Options as programs give them, checked at the border: types do not bind those that write JavaScript. */
import { DEFAULTS, type Options } from "../options.ts";
import { isEncoding } from "../read/legacy.ts";

const CHOICES: Readonly<Partial<Record<keyof Options, readonly string[]>>> = {
  favor: ["precision", "recall", "balanced"],
  format: ["html", "markdown", "text"],
};

/**
 * Options with defaults where none were given; settings that are no options are left out. Throws RangeError that names the option where a
 * value means nothing.
 */
export function optionsOf(settings: Partial<Options>): Options {
  const given = Object.entries(settings).filter(([name, value]) => name in DEFAULTS && value !== undefined);
  const options: Options = { ...DEFAULTS, ...Object.fromEntries(given) };
  check(options);
  return {
    ...options,
    fields: { ...DEFAULTS.fields, ...settings.fields },
    limits: { ...DEFAULTS.limits, ...settings.limits },
  };
}

function check(options: Options): void {
  for (const [name, allowed] of Object.entries(CHOICES)) {
    const value: unknown = options[name as keyof Options];
    if (value !== undefined && !allowed.includes(value as string))
      throw new RangeError(`${name}: ${JSON.stringify(value)} is none of ${allowed.join(", ")}`);
  }
  const { threshold, encoding, limits } = options;
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`threshold: ${threshold} is not from 0 to 1`);
  if (encoding !== undefined && !isEncoding(encoding)) throw new RangeError(`encoding: "${encoding}" is not known`);
  for (const [name, limit] of Object.entries(limits))
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`limits.${name}: ${String(limit)} is no whole number over 0`);
}
