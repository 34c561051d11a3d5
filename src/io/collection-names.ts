/** What a collection is called on the disk: discovery must know it by that, too, and loads nothing else for it. */

/** The hidden folder of a collection. */
export const HIDDEN = ".ingest";

export const MANIFEST = "manifest.ndjson";
