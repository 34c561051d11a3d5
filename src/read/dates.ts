/** Dates as records carry them. What they mean is decided with everything else that is known of the page; here they are only kept readable. */

/** Seconds since 1970 between 1990 and 2100: what a bare number in a date field can be, in seconds or in milliseconds. */
const EPOCH_SECONDS = { min: 631_152_000, max: 4_102_444_800 };

/** A date as it stands; epoch numbers as RFC 3339, because nothing later could know that they are dates. */
export function dateText(value: unknown): string | undefined {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\d{9,13}(?:\.\d{1,6})?$/.test(value.trim())
        ? Number(value)
        : undefined;
  if (number !== undefined) {
    for (const seconds of [number, number / 1000]) {
      if (seconds >= EPOCH_SECONDS.min && seconds <= EPOCH_SECONDS.max)
        return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
    }
    return typeof value === "string" ? value.trim() : undefined;
  }
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** RFC 3339 of a moment that is written so, or nearly; other notations are not guessed at. Times without a zone are taken as UTC, as crawlers write them. */
export function instant(text: string | undefined): string | undefined {
  const value = text === undefined ? undefined : dateText(text);
  if (value === undefined) return undefined;
  const match = INSTANT.exec(value);
  if (match === null) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  const [, day = "", time = "", fraction = "", zone = "Z"] = match;
  const offset = /^(?:Z|UTC)$/i.test(zone) ? "Z" : zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${day}T${time}${fraction}${offset}`;
}
