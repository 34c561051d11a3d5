/** How a record is named to people: its source, and after "#" its place in it. */
import type { Provenance } from "../types.ts";

/** "drop/a.html", or "drop/x.warc.gz#18" for a record of a container. What `ingest explain` takes. */
export function recordPath(provenance: Pick<Provenance, "source" | "record">): string {
  return provenance.record === undefined ? provenance.source : `${provenance.source}#${provenance.record.label}`;
}
